"""Hold what a ledger answers about the names of one article against plain look-ups in SQLite, in one run.

Names are invented from syllables, seeded, and drawn so that few are frequent and most rare; one in five forms is another
spelling of a name. 100 names are asked, of which 30 are unknown: misspelled frequent ones, and others never seen. The reference
is 100 look-ups by primary key in the same file. Prints a Markdown table and exits 1 where a limit does not hold.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path

from tqcheck.names.ledger import Ledger

ASKED, UNKNOWN = 100, 30
BATCH = 500
LIMIT = 0.05
"""Seconds that the names of one article may take."""
_RESPELL = (("sh", "ch"), ("u", "ou"), ("j", "dj"), ("k", "q"), ("i", "y"), ("ch", "tch"))


class Names:
    """Invented names: `forms` in order of frequency."""

    def __init__(self, count: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.syllables = [
            a + b + c for a in "bdfghjklmnprstvz" for b in ("a", "e", "i", "o", "u") for c in ("", "", "n", "r", "sh", "k")
        ]
        self.words = [self.word() for _ in range(count // 6)]
        forms: dict[str, None] = {}
        while len(forms) < count:
            name = self.name()
            forms[name] = None
            if self.rng.random() < 1 / 4:
                forms[self.respelled(name)] = None
        self.forms = list(forms)
        self.rng.shuffle(self.forms)
        self.weights = list(accumulate(1 / (place + 50) for place in range(len(self.forms))))

    def word(self) -> str:
        return "".join(self.rng.choices(self.syllables, k=self.rng.choice((2, 2, 3, 3, 4)))).capitalize()

    def name(self) -> str:
        return " ".join(self.rng.choices(self.words, k=self.rng.choice((1, 2, 2, 2, 3))))

    def respelled(self, name: str) -> str:
        old, new = self.rng.choice(_RESPELL)
        return name.replace(old, new)

    def documents(self, count: int, mentions: int) -> Iterator[tuple[str, Counter[str]]]:
        for number in range(count):
            # Every form stands somewhere: those that chance would leave out are dealt round.
            dealt = self.forms[number::count]
            drawn = self.rng.choices(self.forms, cum_weights=self.weights, k=max(0, mentions // count - len(dealt)))
            yield f"article-{number}", Counter(dealt + drawn)

    def article(self) -> list[str]:
        known = self.rng.choices(self.forms, cum_weights=self.weights, k=ASKED - UNKNOWN)
        have, unknown = set(self.forms), []
        while len(unknown) < UNKNOWN:
            name = self.respelled(self.rng.choice(self.forms[:2000])) if len(unknown) % 2 else f"{self.word()} {self.word()}"
            if name not in have:
                unknown.append(name)
        return known + unknown


def learn(path: Path, names: Names, documents: int, mentions: int) -> float:
    """Learn generated documents as the command line does; return the seconds."""
    began, stream = time.perf_counter(), names.documents(documents, mentions)
    with Ledger.edit(path) as ledger:
        done = 0
        while batch := list(islice(stream, BATCH)):
            ledger.learn(batch)
            done += len(batch)
            print(f"\r{done:,} of {documents:,} documents, {time.perf_counter() - began:.0f} s", end="", file=sys.stderr)
    print(file=sys.stderr)
    return time.perf_counter() - began


def ask(path: Path, article: list[str]) -> tuple[float, int]:
    """Ask all names of an article in a ledger opened anew; return the seconds and how many have variants."""
    began = time.perf_counter()
    with Ledger.open(path) as ledger:
        answers = [(ledger.usage(name), ledger.variants(name)) for name in article]
    return time.perf_counter() - began, sum(bool(variants) for _, variants in answers)


def plain(path: Path, count: int, rng: random.Random) -> float:
    """Look rows up by primary key in a file opened anew; return the seconds."""
    began = time.perf_counter()
    connection = sqlite3.connect(path)
    for _ in range(ASKED):
        connection.execute("SELECT text, count FROM forms WHERE id = ?", (rng.randint(1, count),)).fetchone()
    connection.close()
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--forms", type=int, default=150_000)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    names = Names(options.forms, seed=7)
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "names.ledger"
        took = learn(path, names, options.documents, options.mentions) if not path.exists() else 0
        size = path.stat().st_size / 1e6
        ask(path, names.article())  # what is imported and read once is no matter here
        rounds = [(*ask(path, names.article()), plain(path, options.forms, names.rng)) for _ in range(options.articles)]
    print(
        sorted(round(r[0] * 1000) for r in rounds),
        statistics.median(r[1] for r in rounds),
        statistics.median(r[2] for r in rounds) * 1000,
        took,
        size,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
