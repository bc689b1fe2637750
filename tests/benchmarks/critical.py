"""Critical errors planted in sound translations: how well findings tell harmed segments from the rest.

SOURCE and TARGET are aligned by line. In `--share` of the segments one error is planted: a name exchanged for one of another
segment, a number changed, a negation put in or taken out, a stretch of another segment put in, or a stretch of words left
out. A segment counts as flagged where it has a finding of the
family bitext, critical or of another severity as told. Prints Matthews' correlation.
"""

from __future__ import annotations

import argparse
import collections
import math
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tqcheck.engine import Checker
from tqcheck.formats import read
from tqcheck.model import Reading, Severity

NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*")
NUMBER = re.compile(r"\d+")
AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|must|may)\b(?! not|n’t|n't)")
NEGATION = re.compile(r"\b(?:not|never) |n['’]t\b")
Plant = Callable[[str, Sequence[str], random.Random], str]


def entity(text: str, others: Sequence[str], dice: random.Random) -> str:
    mine = NAME.findall(text)
    theirs = [name for other in dice.sample(list(others), 20) for name in NAME.findall(other) if name not in text]
    return text.replace(dice.choice(mine), dice.choice(theirs), 1) if mine and theirs else text


def number(text: str, _others: Sequence[str], dice: random.Random) -> str:
    found = list(NUMBER.finditer(text))
    if not found:
        return text
    match = dice.choice(found)
    new = str(int(match[0]) + dice.choice([1, 2, 3, 10, 100]))
    return text[: match.start()] + new + text[match.end() :]


def negation(text: str, _others: Sequence[str], _dice: random.Random) -> str:
    if NEGATION.search(text):
        return NEGATION.sub("", text, count=1)
    return AUXILIARY.sub(r"\1 not", text, count=1)


def insertion(text: str, others: Sequence[str], dice: random.Random) -> str:
    words, other = text.split(), dice.choice(others).split()
    size = dice.randint(3, 8)
    at, start = dice.randint(1, max(1, len(words) - 1)), dice.randint(0, max(0, len(other) - size))
    return " ".join([*words[:at], *other[start : start + size], *words[at:]])


def deletion(text: str, _others: Sequence[str], dice: random.Random) -> str:
    words = text.split()
    if len(words) < 8:
        return text
    size = dice.randint(3, max(3, len(words) // 3))
    at = dice.randint(1, len(words) - size - 1)
    return " ".join(words[:at] + words[at + size :])


PLANTS: dict[str, Plant] = {plant.__name__: plant for plant in (entity, number, negation, insertion, deletion)}


def planted(rows: Sequence[tuple[str, str]], share: float, dice: random.Random) -> list[tuple[str, str, str]]:
    """Source, target and the kind of error planted in it, "" for none."""
    targets, kinds = [target for _, target in rows], list(PLANTS)
    found = []
    for at, (source, target) in enumerate(rows):
        harmed, kind = target, ""
        for offset in range(len(kinds) if dice.random() < share else 0):
            kind = kinds[(at + offset) % len(kinds)]
            harmed = PLANTS[kind](target, targets, dice)
            if harmed != target:
                break
        found.append((source, harmed, kind if harmed != target else ""))
    return found


def flags(rows: Sequence[tuple[str, str, str]], source: str, target: str, least: Severity) -> dict[int, set[str]]:
    """The rules that find something of some severity in each row."""
    text = "source\ttarget\n" + "".join(f"{one}\t{other}\n" for one, other, _ in rows)
    document = read("planted.tsv", text.encode(), reading=Reading(source=source, target=target))
    found = collections.defaultdict(set)
    for finding in Checker(source=source, target=target, select=("bitext",)).check_document(document):
        if finding.severity >= least:
            found[int(finding.segment.id) - 2].add(finding.rule.id)
    return found


def correlation(tp: int, fp: int, fn: int, tn: int) -> float:
    below = math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return (tp * tn - fp * fn) / below if below else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("languages", nargs=2, metavar="TAG")
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--severity", choices=[level.name for level in Severity], default="critical")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    sources, targets = (path.read_text("utf-8").split("\n") for path in (args.source, args.target))
    pairs = zip(sources, targets, strict=True)
    aligned = [(one, other) for one, other in pairs if len(other.split()) > 4 and "\t" not in one + other]
    rows = planted(aligned, args.share, random.Random(args.seed))
    found = flags(rows, *args.languages, Severity[args.severity])
    totals = collections.Counter(kind for _, _, kind in rows)
    caught = collections.Counter(kind for at, (_, _, kind) in enumerate(rows) if found[at])
    for kind in (*PLANTS, ""):
        print(f"{kind or 'unharmed':10} {caught[kind]:5} of {totals[kind]:5}  {caught[kind] / max(1, totals[kind]):.3f}")
    alarms = collections.Counter(rule for at, (_, _, kind) in enumerate(rows) if not kind for rule in found[at])
    print("alarms", dict(alarms.most_common(8)))
    tp, harmed = caught.total() - caught[""], totals.total() - totals[""]
    print(f"MCC {correlation(tp, caught[''], harmed - tp, totals[''] - caught['']):.3f}")


if __name__ == "__main__":
    main()
