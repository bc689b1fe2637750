"""Hold the speed of the checks against the source, all together, against pofilter's on the same PO files, in one run.

Both run as whole processes, pinned to one core, in turn, for some rounds; the least processor time of each tool is what a busy
machine spoils least. Small files are read `--times` over, each entry under a context of its own, so that the start of a process
does not count for all. Prints a Markdown table; exits 1 where tqcheck is less than three times as fast.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Programs are installed with their modules compiled; a checkout has them compiled by its first run."""
LIMIT = 3.0
MEGABYTE = 1_000_000
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Run(NamedTuple):
    """One run of a command: seconds of processor time, peak memory in MB, lines put out."""

    seconds: float
    megabytes: float
    lines: int


def once(command: list[str]) -> Run:
    """Run a command, its output going to a file; processor time, since other work on the machine does not count there."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as problems:
        process = subprocess.Popen(command, stdout=out, stderr=problems, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        problems.seek(0)
        told = problems.read().decode("utf-8", "replace")
        if process.returncode not in (0, 1) or "Traceback" in told:
            sys.exit(f"{' '.join(command[:3])}: exit code {process.returncode}\n{told[-2000:]}")
        out.seek(0)
        return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().count(b"\n"))


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, Run]:
    """Run the commands in turn, round after round; of each, the quickest run."""
    seen: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(once(command))
    return {name: min(got) for name, got in seen.items()}


def repeated(text: str, times: int) -> Iterator[str]:
    """Yield the entries of a PO file, and all but the header again in other contexts."""
    header, *entries = text.replace("\r\n", "\n").split("\n\n")
    yield header
    for number in range(times):
        for entry in entries:
            if not re.search("^(?:#~|#,.*fuzzy)", entry, re.MULTILINE):
                yield re.sub('^msgctxt "|^(?=msgid )', f'msgctxt "{number}"\n"', entry, count=1, flags=re.MULTILINE).replace(
                    f'msgctxt "{number}"\n"msgid ', f'msgctxt "{number}"\nmsgid '
                )


def translated(path: Path) -> int:
    """The bytes of the translations of a PO file."""
    size, inside = 0, False
    for line in path.read_text("utf-8").splitlines():
        inside = line.startswith("msgstr") or (inside and line.startswith('"'))
        size += sum(len(found.encode()) for found in STRING.findall(line)) if inside else 0
    return size


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PO")
    parser.add_argument("--source", default="", metavar="TAG", help="language of the sources, where the files don't say")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{number}.po" for number in range(len(options.paths))]
        for path, file in zip(options.paths, files, strict=True):
            file.write_text("\n\n".join(repeated(path.read_text("utf-8"), options.times)), "utf-8")
        nothing = folder / "nothing.po"
        nothing.write_text(HEADER, "utf-8")
        tqcheck = [str(BIN / "tqcheck"), "check", "--select", "bitext", "--format", "jsonl", "--jobs", "1"]
        tqcheck += ["--from", options.source] if options.source else []
        pofilter = [str(BIN / "pofilter"), "--progress=none"]
        (folder / "out").mkdir()
        given = list(map(str, files))
        commands = {
            "tqcheck": [*tqcheck, *given],
            "pofilter": [*pofilter, *given, str(folder / "out")],
            "tqcheck, nothing to read": [*tqcheck, str(nothing)],
            "pofilter, nothing to read": [*pofilter, str(nothing), str(folder / "out")],
        }
        size = sum(map(translated, files)) / MEGABYTE
        got = measure(commands, options.runs)
    print(f"{size:.2f} MB of translations in {len(files)} files, Python {sys.version.split()[0]}\n")
    print("| command | seconds | MB/s | peak MB | lines of output |\n|---|---|---|---|---|")
    for tool, run in got.items():
        speed = f"{size / run.seconds:.2f}" if "nothing" not in tool else ""
        print(f"| {tool} | {run.seconds:.2f} | {speed} | {run.megabytes:.0f} | {run.lines:,} |")
    ratio = got["pofilter"].seconds / got["tqcheck"].seconds
    reading = [got[tool].seconds - got[f"{tool}, nothing to read"].seconds for tool in ("pofilter", "tqcheck")]
    print(f"\ntqcheck is {ratio:.2f} times as fast as pofilter ({reading[0] / reading[1]:.2f} times beyond the start of both).")
    print(f"Asked for: at least {LIMIT}")
    return ratio < LIMIT


if __name__ == "__main__":
    sys.exit(main())
