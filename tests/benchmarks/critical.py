"""Critical errors planted in sound translations: how well findings tell harmed segments from the rest.

SOURCE and TARGET are aligned by line; several pairs may follow each other, as `fr=FILE en=FILE de=FILE en=FILE`. In `--share`
of the segments one error is planted: a name exchanged for one of another segment, a number changed, a negation put in or taken
out, a stretch of another segment put in, or a stretch of words left out; with `--kinds` also a clause of another segment put
between commas, or all between two marks left out. A segment counts as flagged where it has a finding of the family bitext,
critical or of another severity as told. Prints Matthews' correlation. `--half` takes the even or the odd lines only, so that
what was made out on some is held against the others.
"""

from __future__ import annotations

import argparse
import collections
import math
import random
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from tqcheck.engine import Checker
from tqcheck.formats import read
from tqcheck.model import Reading, Severity

NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*")
NUMBER = re.compile(r"\d+")
AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|must|may)\b(?! not|n’t|n't)")
MARK = re.compile(r"[,;:–—()] ?(?=\s|\w)|[.!?] (?=\w)")
LEAST, MOST = 3, 12
"""Words of a clause."""
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


def phrase(text: str, others: Sequence[str], dice: random.Random) -> str:
    clauses = [clause.strip() for clause in MARK.split(dice.choice(others))]
    clauses = [clause for clause in clauses if MOST >= len(clause.split()) >= LEAST]
    places = [found.end() for found in re.finditer(", ", text)] or [len(text) - 1]
    if not clauses:
        return text
    at, clause = dice.choice(places), dice.choice(clauses)
    return f"{text[:at]}{clause}, {text[at:]}" if text[at - 1] == " " else f"{text[:at]}, {clause}{text[at:]}"


def clause(text: str, _others: Sequence[str], dice: random.Random) -> str:
    marks = [0, *(found.end() for found in MARK.finditer(text)), len(text)]
    spans = [
        (start, end) for start, end in pairwise(marks) if len(text[start:end].split()) >= LEAST and end - start < len(text)
    ]
    if not spans:
        return text
    start, end = dice.choice(spans)
    left = text[:start] + text[end:]
    return left if end < len(text) else left.rstrip(" ,;:–—(") + text[-1]


PLANTS: dict[str, Plant] = {plant.__name__: plant for plant in (entity, number, negation, insertion, deletion, phrase, clause)}
USUAL = list(PLANTS)[:5]


def planted(
    rows: Sequence[tuple[str, str]], share: float, dice: random.Random, kinds: Sequence[str] = tuple(USUAL)
) -> list[tuple[str, str, str]]:
    """Source, target and the kind of error planted in it, "" for none."""
    targets = [target for _, target in rows]
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


def aligned(source: Path, target: Path, half: str) -> list[tuple[str, str]]:
    """The lines of two files that have enough words, of one half if asked so."""
    sources, targets = (path.read_text("utf-8").split("\n") for path in (source, target))
    pairs = zip(sources, targets, strict=True)
    wanted = {"even": (0,), "odd": (1,)}.get(half, (0, 1))
    return [
        (one, other)
        for at, (one, other) in enumerate(pairs)
        if at % 2 in wanted and len(other.split()) > 4 and "\t" not in one + other
    ]


def tell(rows: Sequence[tuple[str, str, str]], found: Mapping[int, set[str]]) -> float:
    """Print what was found of each kind, and the alarms; the correlation."""
    totals = collections.Counter(kind for _, _, kind in rows)
    caught = collections.Counter(kind for at, (_, _, kind) in enumerate(rows) if found.get(at))
    for kind in (*(kind for kind in PLANTS if totals[kind]), ""):
        print(f"{kind or 'unharmed':10} {caught[kind]:5} of {totals[kind]:5}  {caught[kind] / max(1, totals[kind]):.3f}")
    alarms = collections.Counter(rule for at, (_, _, kind) in enumerate(rows) if not kind for rule in found.get(at, ()))
    print("alarms", dict(alarms.most_common(8)))
    tp, harmed = caught.total() - caught[""], totals.total() - totals[""]
    return correlation(tp, caught[""], harmed - tp, totals[""] - caught[""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", metavar="TAG=FILE", help="a source and its translation, and so on")
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--kinds", nargs="+", choices=list(PLANTS), default=USUAL)
    parser.add_argument("--severity", choices=[level.name for level in Severity], default="critical")
    parser.add_argument("--half", choices=["even", "odd"], default="")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    named = [(tag, Path(path)) for tag, _, path in (file.partition("=") for file in args.files)]
    for (source, one), (target, other) in zip(named[::2], named[1::2], strict=True):
        rows = planted(aligned(one, other, args.half), args.share, random.Random(args.seed), args.kinds)
        print(f"MCC {source}-{target} {tell(rows, flags(rows, source, target, Severity[args.severity])):.3f}")


if __name__ == "__main__":
    main()
