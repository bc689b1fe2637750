"""`tqcheck init`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from tqcheck import __version__
from tqcheck.model import Problem

TEMPLATE = """\
# Settings of tqcheck for this folder and those below. Every line that is commented out shows the default.
# What the command line gives goes over what stands here.

# The versions of tqcheck that will do: one, or a range such as ">=1.2,<2".
# required-version = ""

# The language that the texts were translated from: a tag such as "fr", "none", or "auto" to judge by each text.
# from = "auto"

# The language and region of the texts: "en", "en-GB", "en-US" …
# to = "en"

# The house style that settles matters of taste: "ap", "guardian" …; without one only a text's own inconsistency is told.
# style = ""

# The rules or families that run; none named means all stable rules. `tqcheck rules` lists them.
# select = []

# Rules or families that run too, for example those in preview.
# extend-select = []

# Rules or families that don't run. Exceptions can be had for a path or a matched text, with a reason and a last day:
# ignore = ["punctuation", { rule = "calque", path = "opinion/**", reason = "our style", expires = 2030-12-31 }]
# ignore = []

# Files and folders to leave out, as in .gitignore.
# exclude = []

# The house's own glossaries and packs of rules: files or folders, relative to this file.
# glossaries = []
# packs = []

# The house's ledger of names, which `tqcheck names learn` fills: a file, relative to this one.
# ledger = ""

# The journal of what people decide about findings, which `tqcheck glossary learn` and `tqcheck stats` read: a file.
# journal = ""

# The findings of old that are left alone, as `tqcheck baseline create` took them in: a file.
# baseline = ""

# Tell findings from this severity (minor, major, critical) and this certainty (possible, likely, certain) up.
# min-severity = "minor"
# min-certainty = "likely"

# Exit with 1 from this severity up, if a finding is at least likely; "never" only tells.
# fail-on = "major"

# Exit with 1 if a text has more findings in 1,000 words than this, or a lower score; without a number, neither is asked.
# max-per-1000 = 40
# min-score = 60

# What a finding takes from a text's score of 100, in 100 words.
# penalties = { minor = 1, major = 5, critical = 25 }

# Whether families bring the rules that are still on trial.
# preview = false

# What a segment of plain text is: a "line", or what stands between blank lines ("blank-line"), for wrapped prose.
# text.paragraphs = "line"

# Where tables (TSV, CSV) and JSON Lines hold the source and the target: two columns, by name or by number from 1. Folders are
# searched for tables only where this is told, as in ["source", "target"] or [1, 2].
# columns = []

# The states of the units of bilingual files that are checked (translated, final, fuzzy …); without one, all translated ones.
# states = []

# Other rules for some files: one table for each pattern.
# [[per-path]]
# path = "opinion/**"
# select = []
# extend-select = []
# ignore = ["calque"]
# fail-on = "critical"
# max-per-1000 = 60
# min-score = 40
"""


class _File(NamedTuple):
    """A file that `init` writes: where it goes, and what is said then."""

    path: str
    told: str


_SETTINGS = _File("tqcheck.toml", "`tqcheck check` reads it from now on.")
CI = {
    "github": _File(".github/workflows/tqcheck.yml", "commit it at the top of the repository, and pull requests are checked."),
    "gitlab": _File(".gitlab-ci.yml", "commit it at the top of the repository, and merge requests are checked."),
    "pre-commit": _File(".pre-commit-config.yaml", "`pre-commit install` puts it to work."),
}
"""What wires a repository to tqcheck; the texts are those of the same names in `wiring/`."""
_EXAMPLES = """\b
Examples:
  tqcheck init                        write tqcheck.toml
  tqcheck init --ci github            write .github/workflows/tqcheck.yml
  tqcheck init --ci gitlab            write .gitlab-ci.yml
  tqcheck init --ci pre-commit        write .pre-commit-config.yaml
  tqcheck init --ci gitlab --stdout   print what to add to a .gitlab-ci.yml that stands here already
"""


@click.command(epilog=_EXAMPLES)
@click.option("--ci", type=click.Choice(list(CI)), help="Write what checks texts there, in place of tqcheck.toml.")
@click.option("--stdout", is_flag=True, help="Print it; write nothing.")
def command(ci: str | None, stdout: bool) -> int:
    """Write a tqcheck.toml into this folder in which every setting stands with its default, commented out.

    With --ci, write the file that lets GitHub, GitLab or pre-commit run tqcheck, in this version. A file that stands here
    already is left as it is.
    """
    file = CI[ci] if ci else _SETTINGS
    text = _wiring(ci) if ci else TEMPLATE
    if stdout:
        print(text, end="")
        return 0
    _write(file.path, text, f"tqcheck init --ci {ci} --stdout" if ci else "tqcheck init --stdout")
    print(f"Wrote {file.path}; {file.told}")
    return 0


def _wiring(ci: str) -> str:
    text = (Path(__file__).parent / "wiring" / f"{ci}.yml").read_text("utf-8")
    return text.replace("VERSION", __version__)


def _write(path: str, text: str, again: str) -> None:
    """Make a file; one that is there stays, and how to see the text all the same is told."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with Path(path).open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        if isinstance(error, FileExistsError) and error.filename == path:
            raise Problem(path, 0, f"stands here already and is left as it is; `{again}` prints what to add") from None
        raise Problem(str(error.filename or path), 0, f"can't be written: {error.strerror or error}") from None
