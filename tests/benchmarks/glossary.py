"""Hold a glossary of 100,000 terms against one of 1,000: time to load, to check a text, and to add a concept.

Glossaries are files of 500 concepts, three terms each, made of the words of the text; in both, equally many places of the
text hold a term. Commands run as whole processes in turn on one core, their output going to a file; figures are medians
of wall-clock seconds. Prints a Markdown table and exits with 1 where a limit does not hold.

    python tests/benchmarks/glossary.py [TEXT] [--megabytes 4] [--runs 7]
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

from speed import generate, rounds

FEW, MANY = 1_000, 100_000
FILE, TERMS = 500, 3
STANDING = 200
"""Words of the text to each place where a term of the glossary stands."""
SLOWER, LOADED, ADDED = 2.3, 0.5, 0.3
PROGRAM = [sys.executable, "-m", "tqcheck"]


def terms(words: list[str], count: int, rng: random.Random) -> list[str]:
    """So many different terms of one to three words, of which one at least is made up."""
    made = (
        "".join(rng.choices("bcdfglmnprstvz", k=1) + rng.choices("aeiou", k=1) + rng.choices("lmnrst", k=1))
        for _ in itertools.count()
    )
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [next(made) + next(made), *rng.sample(words, rng.randint(0, 2))]
        rng.shuffle(parts)
        found[" ".join(parts)] = None
    return list(found)


def glossary(folder: Path, found: list[str]) -> None:
    """Write the terms as concepts: the one to write, the one not to write, the French one."""
    folder.mkdir(parents=True)
    triples = list(zip(found[::TERMS], found[1::TERMS], found[2::TERMS], strict=False))
    for number in range(0, len(triples), FILE):
        records = [
            f'[[concept]]\nid = "c-{number + at:06}"\ndomain = "d{number // FILE}"\nstatus = "approved"\n[concept.en]\n'
            f'preferred = "{preferred}"\nforbidden = ["{forbidden}"]\n[concept.fr]\npreferred = "{french}"\n'
            for at, (preferred, forbidden, french) in enumerate(triples[number : number + FILE])
        ]
        (folder / f"terms-{number // FILE:03}.toml").write_text("\n".join(records), "utf-8")


def with_terms(text: str, found: list[str], rng: random.Random) -> str:
    """The text with a term put in here and there."""
    words = text.split(" ")
    for at in range(STANDING, len(words), STANDING):
        words[at] += f" {rng.choice(found)}"
    return " ".join(words)


def house(folder: Path, text: str, count: int) -> None:
    """A folder with a configuration, a glossary of so many terms, a text, and one of a line."""
    rng = random.Random(count)
    words = sorted(set(re.findall(r"[a-z]{3,}", text)))
    found = terms(words, count, rng)
    glossary(folder / "terms", found)
    (folder / "tqcheck.toml").write_text('glossaries = ["terms/"]\nfrom = "fr"\n', "utf-8")
    (folder / "text.txt").write_text(with_terms(text, found, rng), "utf-8")
    (folder / "line.txt").write_text("The mayor opened the the bridge.\n", "utf-8")


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    plain = args.text.read_text("utf-8") if args.text else generate(args.megabytes)
    plain = (plain * (1 + int(args.megabytes * 1_000_000 / len(plain))))[: int(args.megabytes * 1_000_000)]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
        commands = {}
        for count in (FEW, MANY):
            place = folder / str(count)
            house(place, plain, count)
            check = [*PROGRAM, "check", "-q", "--format", "jsonl", "--config", str(place / "tqcheck.toml")]
            commands |= {
                f"tqcheck, {count:,}": [*check, str(place / "text.txt")],
                f"tqcheck, {count:,}, a line": [*check, str(place / "line.txt")],
            }
        rounds(commands, 2, environment)
        seen = rounds(commands, args.runs, environment)
        shutil.copytree(folder / str(MANY), folder / "added")
        added = [*PROGRAM, "glossary", "add", "--config", str(folder / "added" / "tqcheck.toml"), "--preferred"]
        adding = [
            rounds({"tqcheck add": [*added, f"new word {number}"]}, 1, environment)["tqcheck add"].seconds
            for number in range(args.runs)
        ]
    few, many = seen[f"tqcheck, {FEW:,}"], seen[f"tqcheck, {MANY:,}"]
    line = seen[f"tqcheck, {MANY:,}, a line"].seconds
    add = sorted(adding)[len(adding) // 2]
    rows = [
        (f"{MANY:,} terms, time of {FEW:,}", many.seconds / few.seconds, SLOWER),
        (f"seconds for one line, {MANY:,} terms loaded", line, LOADED),
        ("seconds for `glossary add`", add, ADDED),
    ]
    print(f"{few.lines:,} and {many.lines:,} findings in {args.megabytes:g} MB; {many.megabytes:.0f} MB of memory.\n")
    print("| figure | measured | limit | holds |\n|---|---|---|---|")
    for told, value, limit in rows:
        print(f"| {told} | {value:.2f} | {limit} | {'yes' if value <= limit else 'no'} |")
    return int(any(value > limit for _, value, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
