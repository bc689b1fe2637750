"""Tell how well texts are aligned with their sources, and how long that takes.

Takes a file and its source that go together line by line, makes paragraphs of one to five lines of each, and harms one side: of
so many paragraphs in a hundred (`--harmed`) a third is left out, a third joined to the one before, a third parted; in the
translation sentences are left out, too. A paragraph of the translation is right if it gets the lines of the source that it
answers, and no other: the share of these is told, and how many of the paragraphs that nothing answers are found, and rightly.
Prints a Markdown table; exits 1 where less than 97 in 100 paragraphs are right.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tqcheck import formats
from tqcheck.formats.beside import LOST
from tqcheck.model import Reading

LEAST = 0.97
LARGE = 20_000
Paragraphs = list[list[int]]


class Outcome(NamedTuple):
    """What became of one pair of files."""

    paragraphs: int
    right: float
    lost: int
    found: int
    rightly: int
    seconds: float


def paragraphs(lines: int, chance: random.Random, longest: int) -> Paragraphs:
    """The numbers of the lines of each paragraph."""
    made: Paragraphs = []
    at = 0
    while at < lines:
        size = chance.randint(1, longest)
        made.append(list(range(at, min(lines, at + size))))
        at += size
    return made


def harmed(whole: Paragraphs, chance: random.Random, share: float) -> Paragraphs:
    """The paragraphs with some left out, joined or parted, and some of their lines left out."""
    made: Paragraphs = []
    for paragraph in whole:
        fate = chance.random() / share if share else 1.0
        kept = [line for line in paragraph if len(paragraph) == 1 or chance.random() >= share / 5]
        if fate < 1 / 3 or not kept:
            continue
        if fate < 2 / 3 and made:
            made[-1] = made[-1] + kept
        elif fate < 1 and len(kept) > 1:
            cut = chance.randint(1, len(kept) - 1)
            made += [kept[:cut], kept[cut:]]
        else:
            made.append(kept)
    return made


def measure(source: Sequence[str], target: Sequence[str], share: float, longest: int, seed: int) -> Outcome:
    """Harm a translation and align it with its source."""
    chance = random.Random(seed)
    ours = paragraphs(min(len(source), len(target)), chance, longest)
    theirs = harmed(ours, chance, share)
    here, there = _text(source, ours), _text(target, theirs)
    began = time.process_time()
    reading = Reading(source="fr", target="en", beside=here.encode())
    document = formats.read("article.txt", there.encode(), reading=reading)
    seconds = time.process_time() - began
    paragraph_of = {line: place for place, paragraph in enumerate(ours) for line in paragraph}
    answered = {line for paragraph in theirs for line in paragraph}
    right = 0
    for segment, lines in zip(document.segments, theirs, strict=True):
        got = segment.source or ""
        # A line that was left out in the translation may go with its neighbours.
        wanted = {line for line in range(min(lines), max(lines) + 1) if line in answered}
        around = {paragraph_of[line] for line in lines}
        foreign = {line for place in around for line in ours[place] if line in answered} - set(lines)
        right += all(source[line].strip() in got for line in wanted) and not any(
            len(source[line]) > 25 and source[line].strip() in got for line in foreign
        )
    lost = [_joined(source, paragraph) for paragraph in ours if not answered & set(paragraph)]
    told = [flag.removeprefix(LOST) for segment in document.segments for flag in segment.flags if flag.startswith(LOST)]
    return Outcome(len(theirs), right / len(theirs), len(lost), len(told), len(set(lost) & set(told)), seconds)


def _joined(lines: Sequence[str], paragraph: Sequence[int]) -> str:
    return " ".join(lines[line].strip() for line in paragraph)


def _text(lines: Sequence[str], made: Paragraphs) -> str:
    return "\n".join(_joined(lines, paragraph) for paragraph in made) + "\n"


def main() -> None:
    """Measure each pair of files, and one text of 20,000 lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders with NAME.SOURCE and NAME.….TARGET files")
    parser.add_argument("--source", default="fr", help="suffix of the sources")
    parser.add_argument("--target", default="ref.en", help="suffix of the translations")
    parser.add_argument("--harmed", type=float, default=15, help="paragraphs in a hundred that are harmed")
    parser.add_argument("--longest", type=int, default=5, help="most lines of a paragraph")
    options = parser.parse_args()
    print("| text | paragraphs | right | left out | found | of these rightly | seconds |\n|---|---|---|---|---|---|---|")
    shares, everything = list[float](), list[tuple[list[str], list[str]]]()
    for path in sorted(path for folder in options.folders for path in folder.glob(f"*.{options.source}")):
        other = path.with_name(f"{path.name.removesuffix(options.source)}{options.target}")
        pair = path.read_text("utf-8").split("\n"), other.read_text("utf-8").split("\n")
        pair = pair[0][: len(pair[0]) - 1], pair[1][: len(pair[0]) - 1]
        shares += [told(path.stem, measure(*pair, options.harmed / 100, options.longest, seed)) for seed in (1, 2)]
        everything.append(pair)
    whole = [[line for pair in everything for line in pair[side]] for side in (0, 1)]
    large = [(lines * -(-LARGE // len(lines)))[:LARGE] for lines in whole]
    told("all, line by line", measure(*large, options.harmed / 100, 1, 3))
    average = sum(shares) / len(shares)
    print(f"\nOf the paragraphs, {average:.3f} are right; at least {LEAST} are asked for.")
    sys.exit(average < LEAST)


def told(name: str, outcome: Outcome) -> float:
    """Print a row; returns the share of right paragraphs."""
    count, right, lost, found, rightly, seconds = outcome
    print(f"| {name} | {count:,} | {right:.3f} | {lost:,} | {found:,} | {rightly:,} | {seconds:.1f} |", flush=True)
    return right


if __name__ == "__main__":
    main()
