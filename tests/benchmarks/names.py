"""Tell what looking for names costs: how it grows with the text, and its share of the whole check.

For texts of 1, 10 and 100 MB (`--sizes`), as one document and as articles of 5 kB checked in one run, the seconds of processor
time with and without the family `name`, one after the other in fresh processes, the least of some rounds. TEXT is repeated to
the size asked for, each time with other names in it; without it a text is made up whose names come as often as words do
(Zipf's law), so that longer texts bring new ones. Prints a Markdown table; exits 1 where the cost of names more than follows
the text, or is more than a third of the whole.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

TQCHECK = Path(sys.executable).parent / "tqcheck"
ARTICLE = 5_000
FRAMES = (
    "A spokesman for {} declined to comment on the report that appeared in the spring.",
    "Two witnesses said they had seen {} leave the building before noon, and none came back.",
    "The road to {} was closed for a second day while workers cleared the stones.",
    "Nobody knew why the talks with {} had failed after so many years of patience.",
    "It rained all week, the fields were under water and the harvest was late again.",
)
SYLLABLES = "ba ke di fo gu la me ni po ru sa te vi zo hu chan del kour mar tov ski gar ham bel".split()


def names(number: int) -> str:
    """A made-up name, always the same for a number; one in three is a full name."""
    chosen = random.Random(number)
    words = ["".join(chosen.choices(SYLLABLES, k=chosen.randint(2, 4))).title() for _ in range(1 + (number % 3 == 0))]
    return " ".join(words)


def made_up(size: int) -> str:
    """A text of a size in code points."""
    chosen, lines, length = random.Random(7), list[str](), 0
    while length < size:
        rank = int(chosen.paretovariate(0.7))
        lines.append(chosen.choice(FRAMES).format(names(rank)))
        length += len(lines[-1]) + 1
    return "\n".join(lines) + "\n"


def repeated(text: str, size: int) -> str:
    """A text repeated to a size; five times with other names, for each letter stands for another, then with these again."""
    parts, length = [text], len(text)
    for turn in itertools.count(1):
        if length >= size:
            return "".join(parts)[:size]
        others = str.maketrans(dict(pair for letters in ("aeiou", "bcdfgklmnprstvz") for pair in _exchanged(letters, turn % 5)))
        words = (
            word[0] + word[1:].translate(others) if word[:1].isupper() and len(word) > 5 else word for word in text.split(" ")
        )
        parts.append(" ".join(words))
        length += len(parts[-1])
    return ""


def _exchanged(letters: str, turn: int) -> zip[tuple[str, str]]:
    """Each letter with another of its kind."""
    return zip(letters, random.Random(turn).sample(letters, len(letters)), strict=True)


def seconds(path: Path, *options: str) -> float:
    """Seconds of processor time of one check."""
    command = [TQCHECK, "check", "--quiet", "--jobs", "1", "--format", "jsonl", *options, path]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{path}: exit code {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime


def articles(text: str, folder: Path) -> Path:
    """A folder with a text cut into articles."""
    folder.mkdir()
    for number, start in enumerate(range(0, len(text), ARTICLE)):
        (folder / f"{number:06}.txt").write_text(text[start : start + ARTICLE], "utf-8")
    return folder


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1, 10, 100], help="megabytes")
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    source = chosen.text.read_text("utf-8") if chosen.text else ""
    rows, holds = [], True
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.sizes:
            text = repeated(source, size * 1_000_000) if source else made_up(size * 1_000_000)
            whole = Path(folder, f"{size}.txt")
            whole.write_text(text, "utf-8")
            for kind, path in (("one document", whole), ("articles of 5 kB", articles(text, Path(folder, f"{size}")))):
                if kind != "one document" and size > 10:
                    continue
                pairs = [(seconds(path), seconds(path, "--ignore", "name")) for _ in range(chosen.runs if size < 100 else 1)]
                every, without = (min(column) for column in zip(*pairs, strict=True))
                rows.append((size, kind, every, without))
                holds = holds and every - without <= every / 3
    print("| text | as | seconds | without names | names, per MB | share |\n|---|---|---|---|---|---|")
    for size, kind, every, without in rows:
        print(
            f"| {size} MB | {kind} | {every:.2f} | {without:.2f} | {(every - without) / size:.3f} | {1 - without / every:.2f} |"
        )
    single = [(size, every - without) for size, kind, every, without in rows if kind == "one document"]
    for (size, cost), (larger, more) in itertools.pairwise(single):
        holds = holds and more <= 1.3 * cost * larger / size
    return not holds


if __name__ == "__main__":
    sys.exit(main())
