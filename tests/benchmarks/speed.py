"""Hold tqcheck's speed and memory against codespell, typos and proselint on one text, in one run, on one core.

TEXT is repeated to the size asked for; without it a text is generated from the samples and plain filler. Every tool runs
as a whole process, pinned to one core, its output going to a file. Figures are medians of wall-clock seconds and the
highest memory of all rounds. Prints Markdown tables: what was measured, and for each limit whether it holds; exits 1
where one does not.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
TERMS = 10_000
OCCURRING = 100
"""How many of 10,000 terms stand in the text: one in a hundred."""
HITS = 0.005
"""How often they stand in it at most, all together, per word."""
MEGABYTE = 1_000_000
TWICE, MARKDOWN, LINE = "text twice", "Markdown", "one line"


class Run(NamedTuple):
    """One run of a command, or the summary of several: wall-clock seconds, peak memory in MB, lines put out."""

    seconds: float
    megabytes: float
    lines: int


def once(name: str, command: list[str], environment: dict[str, str]) -> Run:
    """Run a command pinned to one core; its output goes to a file, as in a pipeline."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as problems:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=problems, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        problems.seek(0)
        told = problems.read().decode("utf-8", "replace")
        if name.startswith("tqcheck") and (process.returncode not in (0, 1) or "Traceback" in told):
            sys.exit(f"{name}: exit code {process.returncode}\n{told}")
        out.seek(0)
        return Run(seconds, usage.ru_maxrss / 1024, sum(chunk.count(b"\n") for chunk in iter(lambda: out.read(1 << 20), b"")))


def rounds(commands: dict[str, list[str]], runs: int, environment: dict[str, str]) -> dict[str, Run]:
    """Run the commands in turn, round after round, so that a noisy moment hits all of them."""
    seen: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(once(name, command, environment))
    return {
        name: Run(statistics.median(run.seconds for run in got), max(run.megabytes for run in got), got[0].lines)
        for name, got in seen.items()
    }


def generate(megabytes: float) -> str:
    """Make a text of plain filler in which one paragraph in five is a sample's."""
    rng = random.Random(7)
    paragraphs = [
        line for path in sorted((ROOT / "samples").glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line
    ]
    choices = """
        The committee|A spokesman|The company|Her lawyer|The regional council|One resident|The coach|A researcher
        said that|confirmed that|did not know whether|told reporters that|hoped that|learned last week that
        the bridge|a new contract|the second half of the season|the budget|every school|the last report
        would be ready by the summer|had cost more than planned|was never in doubt|needed another vote|changed little
    """
    subjects, verbs, objects, ends = (row.strip().split("|") for row in choices.strip().splitlines())
    syllables = [a + b + c for a in "bdgklmnprstv" for b in "aeiou" for c in "klmnrst"]
    places = ["".join(rng.sample(syllables, 2)).capitalize() for _ in range(2000)]
    lines, size = [], 0
    while size < megabytes * MEGABYTE:
        line = rng.choice(paragraphs)
        if rng.random() >= 1 / 5:
            parts = ((*map(rng.choice, (subjects, verbs, objects, places, places, ends)),) for _ in range(2))
            line = " ".join("{} {} {} in {} {} {}.".format(*part) for part in parts)
        lines.append(line)
        size += len(line) + 1
    return "\n".join(lines) + "\n"


def terms(text: str, count: int, occurring: int) -> list[str]:
    """Choose terms of two words: `occurring` in 10,000 stand in the text, the others are its words put together."""
    rng = random.Random(11)
    words = [word.strip(".,;:!?()“”\"’'") for word in text.split()]
    plain = {word for word in words if re.fullmatch(r"[A-Za-z]{4,}", word)}
    known = {f"{one} {two}" for one, two in pairwise(words) if one in plain and two in plain}
    seen = Counter(f"{one} {two}".lower() for one, two in pairwise(words))
    most = HITS * len(words) * count / TERMS
    room, chosen = most, set()
    for pair in rng.sample(sorted(known), len(known)):
        times = seen[pair.lower()] + seen[f"{pair.lower()}s"]
        if len(chosen) < occurring * count / TERMS and times <= max(1, min(room, most / 20)):
            chosen.add(pair)
            room -= times
    vocabulary = sorted(plain)
    while len(chosen) < count:
        if (pair := f"{rng.choice(vocabulary)} {rng.choice(vocabulary)}") not in known:
            chosen.add(pair)
    return sorted(chosen)


def write(folder: Path, path: Path | None, megabytes: float, source: str, occurring: int) -> None:
    """Write the texts, glossaries and configurations to measure with."""
    once_over = path.read_text("utf-8") if path else generate(megabytes)
    size = int(megabytes * MEGABYTE)
    text = (once_over * (size // len(once_over) + 1))[:size]
    lines = (line for line in once_over.split("\n") if line.strip())
    files = {
        "text.txt": text,
        "twice.txt": text * 2,
        "tenth.txt": text[: size // 10],
        "text.md": text.replace("\n", "\n\n")[:size],
    }
    for name, content in {**files, "line.txt": next(lines) + "\n"}.items():
        (folder / name).write_text(content, "utf-8")
    for count in (10, TERMS):
        records = (
            f'[[concept]]\nid = "c{i}"\n[concept.en]\npreferred = "{term} (preferred)"\nforbidden = ["{term}"]\n'
            for i, term in enumerate(terms(once_over, count, occurring))
        )
        (folder / f"terms-{count}.toml").write_text("\n".join(records), "utf-8")
        config = f'from = "{source}"\npreview = true\nglossaries = ["terms-{count}.toml"]\n'
        (folder / f"config-{count}.toml").write_text(config, "utf-8")
    (folder / "facts.json").write_text(json.dumps({"words": len(text.split()), "megabytes": len(text.encode()) / MEGABYTE}))


def commands(folder: Path) -> dict[str, list[str]]:
    """Name the commands to measure."""

    def check(file: str, count: int = TERMS) -> list[str]:
        base = [
            str(BIN / "tqcheck"),
            "check",
            "--format",
            "jsonl",
            "--jobs",
            "1",
            "--config",
            str(folder / f"config-{count}.toml"),
        ]
        return [*base, str(folder / file)]

    found = {
        "tqcheck, 10,000 terms": check("text.txt"),
        "tqcheck, 10 terms": check("text.txt", 10),
        f"tqcheck, 10,000 terms, {TWICE}": check("twice.txt"),
        f"tqcheck, 10,000 terms, {MARKDOWN}": check("text.md"),
        f"tqcheck, 10,000 terms, {LINE}": check("line.txt"),
        f"tqcheck, 10 terms, {LINE}": check("line.txt", 10),
    }
    for peer in ("codespell", "typos", "proselint"):
        program = str(BIN / peer) if (BIN / peer).exists() else shutil.which(peer)
        if program:
            base, file = ([program, "check"], "tenth.txt") if peer == "proselint" else ([program], "text.txt")
            found[peer] = [*base, str(folder / file)]
            found[f"{peer}, {LINE}"] = [*base, str(folder / "line.txt")]
    return found


def report(got: dict[str, Run], megabytes: float, words: int) -> int:
    """Print what was measured, and the limits; return 1 where a limit does not hold."""
    full = got["tqcheck, 10,000 terms"]
    sizes = {f"tqcheck, 10,000 terms, {TWICE}": 2 * megabytes, "proselint": megabytes / 10}
    print(f"{megabytes:.1f} MB, {words:,} words, {1000 * full.lines / words:.1f} findings per 1,000 words,")
    print(f"one core, Python {sys.version.split()[0]}; proselint reads a tenth of the text\n")
    print("| command | seconds | MB/s | peak MB | lines of output |\n|---|---|---|---|---|")
    for name, run in got.items():
        speed = "" if name.endswith(LINE) else f"{sizes.get(name, megabytes) / run.seconds:.2f}"
        print(f"| {name} | {run.seconds:.3f} | {speed} | {run.megabytes:.0f} | {run.lines:,} |")
    limits = [
        ("throughput against codespell's", got["codespell"].seconds / full.seconds, ">=", 0.4),
        ("time with 10,000 terms against 10", full.seconds / got["tqcheck, 10 terms"].seconds, "<=", 1.3),
        ("time for twice the text", got[f"tqcheck, 10,000 terms, {TWICE}"].seconds / full.seconds, "<=", 2.1),
        (
            "one line against codespell's",
            got[f"tqcheck, 10,000 terms, {LINE}"].seconds / got[f"codespell, {LINE}"].seconds,
            "<=",
            1.5,
        ),
        ("Markdown's speed against plain text's", full.seconds / got[f"tqcheck, 10,000 terms, {MARKDOWN}"].seconds, ">=", 0.33),
        ("peak memory, MB", full.megabytes, "<=", 250),
    ]
    print("\n| limit | measured | asked for | holds |\n|---|---|---|---|")
    missed = 0
    for name, value, relation, bound in limits:
        holds = value >= bound if relation == ">=" else value <= bound
        missed += not holds
        print(
            f"| {name} | {value:.2f} | {'at least' if relation == '>=' else 'at most'} {bound} | {'yes' if holds else 'NO'} |"
        )
    return int(missed > 0)


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="?", type=Path, metavar="TEXT", help="a text of any size (default: one is generated)")
    parser.add_argument("--megabytes", type=float, default=15, help="size to measure with (default 15)")
    parser.add_argument("--runs", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--from", dest="source", default="fr", help="language translated from (default fr)")
    told = f"terms of the 10,000 that stand in the text (default {OCCURRING})"
    parser.add_argument("--occurring", type=int, default=OCCURRING, help=told)
    options = parser.parse_args()
    if importlib.util.find_spec("codespell_lib") is None:
        sys.exit("codespell is missing: pip install -e '.[bench]'")
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own: a program's peak memory counts what the process that started it held.
        writer = multiprocessing.Process(
            target=write, args=(folder, options.text, options.megabytes, options.source, options.occurring)
        )
        writer.start()
        writer.join()
        if writer.exitcode:
            return 2
        environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
        # The peers' modules were compiled when they were installed; the first run compiles those of a checkout.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        wanted = commands(folder)
        warm = {key: [*command[:-1], str(folder / "line.txt")] for key, command in wanted.items() if key.startswith("tqcheck")}
        rounds(warm, 1, environment)
        facts = json.loads((folder / "facts.json").read_text())
        return report(rounds(wanted, options.runs, environment), facts["megabytes"], facts["words"])


if __name__ == "__main__":
    sys.exit(main())
