"""Critical errors planted in sound translations: how well findings tell harmed segments from the rest.

usage: critical.py SOURCE TARGET FROM TO [--share 0.5] [--seed 0] [-- TQCHECK OPTIONS]

SOURCE and TARGET are aligned by line. In `--share` of the segments one error is planted: a name exchanged for one of another
segment, a number changed, a negation put in or taken out, a stretch of another segment put in, or a stretch of words left
out. A segment counts as flagged where it has a critical or major finding of the family bitext. Prints Matthews' correlation.
"""

from __future__ import annotations

import argparse
import collections
import math
import random
import re
import sys
from collections.abc import Callable, Sequence

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


def main() -> None:
    cut = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("languages", nargs=2)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args(sys.argv[1:cut])
    sources, targets = ([line.rstrip("\n") for line in open(path, encoding="utf-8")] for path in (args.source, args.target))
    dice = random.Random(args.seed)
    rows = [(source, target) for source, target in zip(sources, targets, strict=True) if len(target.split()) > 4 and "\t" not in source + target]
    planted: list[tuple[str, str, str]] = []
    kinds = list(PLANTS)
    for at, (source, target) in enumerate(rows):
        harmed, kind = target, ""
        if dice.random() < args.share:
            for offset in range(len(kinds)):
                kind = kinds[(at + offset) % len(kinds)]
                harmed = PLANTS[kind](target, targets, dice)
                if harmed != target:
                    break
        planted.append((source, harmed, kind if harmed != target else ""))
    source, target = args.languages
    text = "source\ttarget\n" + "".join(f"{one}\t{other}\n" for one, other, _ in planted)
    document = read("planted.tsv", text.encode(), reading=Reading(source=source, target=target))
    checked = Checker(source=source, target=target, select=("bitext",)).check_document(document)
    flagged = collections.defaultdict(set)
    for finding in checked:
        if finding.severity >= Severity.major:
            flagged[int(finding.segment.id) - 2].add(finding.rule.id)
    totals, caught, alarms = collections.Counter(), collections.Counter(), collections.Counter()
    for at, (_, _, kind) in enumerate(planted):
        totals[kind] += 1
        caught[kind] += bool(flagged[at])
        if not kind:
            alarms.update(flagged[at])
    tp, fp = sum(caught[kind] for kind in kinds), caught[""]
    fn, tn = sum(totals[kind] for kind in kinds) - tp, totals[""] - fp
    for kind in kinds:
        print(f"{kind:10} {caught[kind]:5} of {totals[kind]:5}  {caught[kind] / max(1, totals[kind]):.2f}")
    print(f"unharmed   {fp:5} of {totals['']:5}  {fp / max(1, totals['']):.3f}", dict(alarms.most_common(8)))
    below = math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    print(f"MCC {(tp * tn - fp * fn) / below if below else 0:.3f}")


if __name__ == "__main__":
    main()
