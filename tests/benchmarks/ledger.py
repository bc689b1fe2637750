"""Hold what a ledger of names answers about one article against plain look-ups in SQLite, in one run.

Names are invented from syllables, seeded; a few are frequent and most are rare, and one form in five is another spelling of a
name. 100 names are asked for their usage and their variants, 30 of which the ledger does not have: half are frequent ones
spelled otherwise, half were never seen. The reference is 100 look-ups by primary key in the same file. Either opens the file
anew. Prints a Markdown table, and for each limit whether it holds; exits 1 where one does not.
"""

from __future__ import annotations

import argparse
import gc
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
MILLISECONDS = 50
"""What the names of one article may take."""
RESPELLED = (("sh", "ch"), ("u", "ou"), ("j", "dj"), ("k", "q"), ("i", "y"), ("ch", "tch"))


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
        old, new = self.rng.choice(RESPELLED)
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


def look_up(path: Path, count: int, rng: random.Random) -> float:
    """Look rows up by primary key in a file opened anew; return the seconds."""
    began = time.perf_counter()
    connection = sqlite3.connect(path)
    for _ in range(ASKED):
        connection.execute("SELECT text, count FROM forms WHERE id = ?", (rng.randint(1, count),)).fetchone()
    connection.close()
    return time.perf_counter() - began


def report(asked: list[float], looked_up: list[float], found: int) -> int:
    """Print what was measured, in milliseconds, and the limits; return the exit code."""
    print("| for 100 names | milliseconds | least | most |\n|---|---|---|---|")
    for label, seconds in (("usage and variants", asked), ("plain look-ups", looked_up)):
        figures = [1000 * value for value in (statistics.median(seconds), min(seconds), max(seconds))]
        print(f"| {label} | {' | '.join(f'{figure:.1f}' for figure in figures)} |")
    median, reference = 1000 * statistics.median(asked), 1000 * statistics.median(looked_up)
    print(f"\n{median / reference:.0f} times as long as the look-ups; {found} of 100 names have variants")
    print("\n| limit | measured | asked for | holds |\n|---|---|---|---|")
    holds = median <= MILLISECONDS
    print(f"| milliseconds for an article | {median:.1f} | at most {MILLISECONDS} | {'yes' if holds else 'NO'} |")
    return int(not holds)


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000, help="documents to learn (default 20,000)")
    parser.add_argument("--mentions", type=int, default=1_000_000, help="mentions in them (default a million)")
    parser.add_argument("--forms", type=int, default=150_000, help="forms of names (default 150,000)")
    parser.add_argument("--articles", type=int, default=41, help="articles to ask for (default 41)")
    options = parser.parse_args()
    gc.disable()  # as the command line does
    names = Names(options.forms, seed=7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.ledger"
        seconds = learn(path, names, options.documents, options.mentions)
        print(f"{options.mentions:,} mentions of {options.forms:,} forms in {options.documents:,} documents,")
        print(f"learnt in {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB; Python {sys.version.split()[0]}\n")
        ask(path, names.article())  # what is imported and read once is no matter here
        asked, looked_up, found = [], [], []
        for _ in range(options.articles):
            took, count = ask(path, names.article())
            asked.append(took)
            found.append(count)
            looked_up.append(look_up(path, options.forms, names.rng))
    return report(asked, looked_up, int(statistics.median(found)))


if __name__ == "__main__":
    sys.exit(main())
