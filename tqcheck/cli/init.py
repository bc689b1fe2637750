"""`tqcheck init`."""

from __future__ import annotations

from pathlib import Path

import click

from tqcheck.model import Problem

_NAME = "tqcheck.toml"
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


@click.command()
def command() -> int:
    """Write a tqcheck.toml into this folder in which every setting stands with its default, commented out."""
    try:
        with Path(_NAME).open("x", encoding="utf-8", newline="\n") as out:
            out.write(TEMPLATE)
    except FileExistsError:
        raise Problem(_NAME, 0, "stands here already; it is left as it is") from None
    except OSError as error:
        raise Problem(_NAME, 0, f"can't be written: {error.strerror or error}") from None
    print(f"Wrote {_NAME}; `tqcheck check` reads it from now on.")
    return 0
