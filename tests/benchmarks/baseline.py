"""Tell how well a baseline knows old findings again, and new ones from them, in texts shuffled and wrapped anew.

Each text goes into a baseline as it is. Then its paragraphs are shuffled, wrapped at some width, and one that has a finding
is copied: what was known before must stay so, and exactly the copy's findings must be told. Findings that a line's end made
or unmade are counted, too: plain text is read by lines. Prints a Markdown table; exits 1 where a limit does not hold.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import textwrap
from collections import Counter
from pathlib import Path

from tqcheck.baseline import Baseline
from tqcheck.engine import Checked, Checker

SAMPLES = Path(__file__).parents[2] / "samples"
WIDTHS = (28, 40, 52, 66, 72, 80, 100, 10_000)
LIMITS = {"known again": 0.99, "copies told": 0.99}


def written(paragraphs: list[str], width: int) -> str:
    """A text with its paragraphs wrapped, blank lines between them unless each fills one line."""
    between = "\n" if width > max(map(len, paragraphs)) else "\n\n"
    return between.join(textwrap.fill(paragraph, width) for paragraph in paragraphs) + "\n"


def told(checker: Checker, baseline: Baseline, path: Path, text: str) -> Checked:
    """What is told of a text, and what is hidden."""
    path.write_text(text, "utf-8")
    return baseline.sort([checker.check_file(path)])[0]


def measure(checker: Checker, text: str, rounds: int, folder: Path, draw: random.Random) -> Counter[str]:
    """Count findings that stayed known, and copies that were told."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    path, baseline = folder / "text.txt", Baseline(folder / "old.jsonl", Counter())
    path.write_text(text, "utf-8")
    first = checker.check_file(path)
    baseline.update([first], grow=True, looked_for=checker.looked_for, covers=lambda _: True)
    bad = [line for line in paragraphs if any(finding.text in line for finding in first)]
    counts: Counter[str] = Counter()
    for number in range(rounds if bad else 0):
        draw.shuffle(paragraphs)
        width = WIDTHS[number % len(WIDTHS)]
        plain = told(checker, baseline, path, written(paragraphs, width))
        counts += Counter({"known": len(plain.hidden), "findings": len(plain.hidden) + len(plain)})
        copied = told(checker, baseline, path, written([*paragraphs, draw.choice(bad)], width))
        added = len(copied) + len(copied.hidden) - len(plain) - len(plain.hidden)
        counts += Counter({"copies": added, "told": min(added, len(copied) - len(plain))})
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", nargs="*", type=Path, help="plain texts, a paragraph a line (default: the samples)")
    parser.add_argument("--rounds", type=int, default=16)
    options = parser.parse_args()
    texts, checker, counts = options.texts or sorted(SAMPLES.glob("*.txt")), Checker(source="fr"), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for path in texts:
            counts += measure(checker, path.read_text("utf-8"), options.rounds, Path(folder), random.Random(path.name))
    figures = {
        "known again": (counts["known"], counts["findings"]),
        "copies told": (counts["told"], counts["copies"]),
    }
    print(f"{len(texts)} texts, {options.rounds} rounds\n\n| figure | of | share | limit | holds |\n|---|---|---|---|---|")
    holds = {name: right / max(1, total) >= LIMITS[name] for name, (right, total) in figures.items()}
    for name, (right, total) in figures.items():
        share = right / max(1, total)
        print(f"| {name} | {total:,} | {share:.4f} | {LIMITS[name]} | {'yes' if holds[name] else 'no'} |")
    return int(not all(holds.values()))


if __name__ == "__main__":
    sys.exit(main())
