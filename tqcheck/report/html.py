"""Findings as one page for a newsroom: charts, articles with their marks, filters; it needs no server and no network."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any, TextIO

import jinja2
from markupsafe import Markup

from tqcheck import __version__
from tqcheck.report import Style
from tqcheck.report.display import escaped
from tqcheck.report.page.articles import articles
from tqcheck.report.page.names import names
from tqcheck.report.page.overview import CERTAINTIES, LEVELS, Overview
from tqcheck.report.survey import Survey
from tqcheck.report.tally import many

_FOLDER = Path(__file__).with_name("page")
_PIECES = 500
"""Pieces of the page that are written at once."""
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"


def write(survey: Survey, out: TextIO, _style: Style) -> None:
    """Write the page; its script and style sheet are the only ones that its policy lets a browser use."""
    found = articles(survey)
    told = Overview(survey, found)
    css, script = _own("page.css"), _own("page.js")
    template = _environment().get_template("page.html.j2")
    stream = template.stream(
        survey=survey,
        told=told,
        articles=found,
        names=names(found),
        levels=LEVELS,
        certainties=CERTAINTIES,
        version=__version__,
        css=css,
        script=script,
        policy=f"{_NOTHING}; style-src {_hash(css)}; script-src {_hash(script)}",
    )
    stream.enable_buffering(_PIECES)
    for chunk in stream:
        out.write(chunk)


def _environment() -> jinja2.Environment:
    """An environment in which whatever a template shows is made visible and escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["many"] = many
    return environment


def _shown(value: Any) -> Any:
    """A value of the template, in which nothing steers what stands around it; markup is of our own making."""
    return escaped(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _own(name: str) -> Markup:
    """A file of ours, to be written as it is."""
    return Markup((_FOLDER / name).read_text("utf-8"))


def _hash(text: Markup) -> str:
    """The source expression by which a policy allows a script or style sheet."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
