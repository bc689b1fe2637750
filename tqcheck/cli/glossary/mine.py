"""`tqcheck glossary mine`."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from tqcheck import glossary
from tqcheck.cli import complain
from tqcheck.cli.glossary.asking import asks
from tqcheck.cli.glossary.flags import tag_of
from tqcheck.cli.glossary.options import everything, house, places, settled, shown
from tqcheck.cli.progress import Progress
from tqcheck.cli.settings import wants_color
from tqcheck.config import Config
from tqcheck.glossary import territories
from tqcheck.languages import base, detect
from tqcheck.model import Problem, Reading
from tqcheck.records import read_bytes
from tqcheck.terminology.edit import Glossaries
from tqcheck.terminology.mine import KINDS, Candidate, Form, Line
from tqcheck.terminology.mine.concepts import proposal
from tqcheck.terminology.mine.corpus import Corpus, steps
from tqcheck.terminology.mine.listed import Listed
from tqcheck.terminology.mine.ranking import mine
from tqcheck.terminology.mine.reading import aligned, lines
from tqcheck.terminology.mine.rejected import NAME, Rejected
from tqcheck.walk import STDIN, walk

_SAMPLE = 200
"""Segments by which the source's language is told."""
_WIDTH = 160
"""Code points of a context that are shown at a terminal and as text."""


@click.command(
    "mine",
    epilog="""\b
Examples:
  tqcheck glossary mine translated/ --source originals/ --from fr
  tqcheck glossary mine archive/ --kind acronym --kind institution --limit 50
  tqcheck glossary mine a.en.txt --source a.fr.txt --format jsonl > candidates.jsonl

\b
At a terminal each candidate is shown, and you are asked; without one, or with --format, they are listed.
What you reject is kept in rejected-terms.jsonl beside the glossary, and not shown again.
""",
)
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS…")
@click.option("--source", "sources", multiple=True, metavar="CORPUS", help="The originals, aligned line by line. Repeatable.")
@click.option("--from", "from_", metavar="TAG", help="Language of the originals (default: told from them).")
@click.option("--to", metavar="TAG", help="Language of the texts (default: the configuration's).")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind of term. Repeatable.")
@click.option("--min-count", default=3, show_default=True, type=click.IntRange(2), help="Segments that must have it.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1), help="Candidates at most, the best first.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), help="List them so, and ask nothing.")
@click.option("--into", metavar="FILE", help="Put what is accepted into this file (default: where most of its domain stand).")
@places
def mine_command(
    corpora: tuple[str, ...],
    sources: tuple[str, ...],
    into: str | None,
    glossaries: tuple[str, ...],
    config: str | None,
    **options: Any,
) -> int:
    """Find names, institutions, acronyms and terms that no glossary has yet, or that are rendered in several ways.

    With --source each comes with its form in the original, and those come first that a terminologist would enter: what
    recurs, is strongly associated with one source form, and has several renderings.
    """
    # What is counted holds no cycles; looking for some would take ever longer.
    gc.disable()
    settings = settled(config, glossaries)
    form, asking = options["form"], options["form"] is None and asks()
    where = _house(settings, into, required=asking)
    corpus_lines, failed = _read(settings, corpora, sources)
    source, target = _languages(settings, corpus_lines, options, bool(sources))
    rejected = Rejected(_beside(where)) if where else None
    known = _known(settings, where)
    with Progress(steps(corpus_lines, bool(sources)), shown=True, label="mining") as progress:
        corpus = Corpus(corpus_lines, source, target, progress.step)
    found = mine(corpus, Listed(known.values(), source, target), options["min_count"])
    kinds = options["kinds"] or KINDS
    wanted = [one for one in found if one.kind in kinds and not (rejected and one in rejected)][: options["limit"]]
    if asking and rejected:
        from tqcheck.cli.glossary.judging import Desk, ask

        ask(wanted, Desk(Glossaries(where), rejected, known, Path(into) if into else None, source, target))
    else:
        _tell(wanted, form or "text", target, source)
    if not wanted and corpus_lines:
        complain(f"note: no candidate stands in {options['min_count']} segments, of {len(corpus_lines):,}")
    return 2 * failed


def _house(settings: Config, into: str | None, *, required: bool) -> list[Path]:
    """The house's glossaries; without any, nothing can be accepted."""
    own = [Path(into)] if into else []
    if required and not own:
        return house(settings)
    return [*settings.glossaries, *(path for path in own if path not in settings.glossaries)]


def _beside(where: Sequence[Path]) -> Path:
    """The file of what was rejected: in the first glossary's folder."""
    first = where[0]
    return (first.parent if first.suffix == ".toml" else first) / NAME


def _known(settings: Config, where: Iterable[Path]) -> dict[str, glossary.Concept]:
    """The concepts of all glossaries and the world's territories."""
    paths = [*everything(settings), *where]
    return territories.beside(glossary.load(dict.fromkeys(path for path in paths if path.exists())))


def _languages(settings: Config, corpus: Sequence[Line], options: Mapping[str, Any], has_source: bool) -> tuple[str, str]:
    """The languages of source ("" where there is none) and target; raises UsageError where they can't be told."""
    from_, to = options["from_"], options["to"]
    target = base(tag_of(to, "--to") if to else settings.target)
    if not has_source:
        return "", target
    told = tag_of(from_, "--from") if from_ else "" if settings.source in ("auto", "none") else settings.source
    source = base(told or detect(" ".join(line.source for line in corpus[:_SAMPLE])))
    if not source and corpus:
        raise click.UsageError("the language of the originals can't be told; name it with --from")
    return source, target


def _read(settings: Config, corpora: Sequence[str], sources: Sequence[str]) -> tuple[list[Line], bool]:
    """The segments of all files, and whether some could not be read, which is told."""
    ours, theirs = list(walk(corpora, settings)), list(walk(sources, settings))
    if sources and len(ours) != len(theirs):
        raise click.UsageError(
            f"{len(ours):,} texts and {len(theirs):,} originals; give as many, in the same order, or folders of like names"
        )
    found: list[Line] = []
    failed = False
    with Progress(len(ours), shown=True, label="reading") as progress:
        for path, source in zip_longest(ours, theirs):
            try:
                found += _lines(path, source, settings.reading)
            except Problem as problem:
                progress.clear()
                complain(str(problem))
                failed = True
            progress.step()
    return found, failed


def _lines(path: str | Problem, source: str | Problem | None, reading: Reading) -> list[Line]:
    for one in (path, source):
        if isinstance(one, Problem):
            raise one
    read: Callable[[str], bytes] = lambda name: sys.stdin.buffer.read() if name == STDIN else read_bytes(name)  # noqa: E731
    if source is None:
        return lines(str(path), read(str(path)), reading)
    return aligned(str(path), read(str(path)), str(source), read(str(source)))


def _tell(found: Iterable[Candidate], form: str, target: str, source: str) -> None:
    color = wants_color(sys.stdout)
    for one in found:
        if form == "jsonl":
            print(json.dumps(_record(one, target, source), ensure_ascii=False))
        else:
            print("\n".join(described(one, color)))


def _record(one: Candidate, target: str, source: str) -> dict[str, object]:
    """A candidate for other programs."""
    return {
        "kind": one.kind,
        "target": [form._asdict() for form in one.target],
        "source": [form._asdict() for form in one.source],
        "segments": one.segments,
        "score": round(one.score, 3),
        "expansion": one.expansion,
        "listed": one.listed,
        "id": proposal(one, target, source).id,
        "contexts": [line._asdict() for line in one.contexts],
    }


def described(one: Candidate, color: bool) -> list[str]:
    """A candidate as a person reads it: its forms with their counts, then where it stands."""
    name = click.style(one.target[0].text, bold=True) if color else one.target[0].text
    counts = f"{one.segments:,} segments"
    listed = [f"partly in {one.listed}"] if one.listed else []
    expansion = [f"“{one.expansion}”"] if one.expansion else []
    found = [f"{name}  {'; '.join([one.kind, counts, *expansion, *listed])}"]
    if len(one.target) > 1:
        found.append(f"  written   {_counted(one.target)}")
    if one.source:
        found.append(f"  original  {_counted(one.source)}")
    for line in one.contexts:
        found.append(f"  {shown(line.path)}:{line.line}: {_excerpt(line.target, one.target)}")
    return found


def _counted(forms: Iterable[Form]) -> str:
    return ", ".join(f"{form.text} ({form.segments:,})" if form.segments else f"{form.text} (proposed)" for form in forms)


def _excerpt(text: str, forms: Iterable[Form]) -> str:
    """The part of a segment round the first form that stands in it, on one line."""
    plain = " ".join(text.split())
    if len(plain) <= _WIDTH:
        return plain
    at = next((place for form in forms if (place := plain.find(form.text)) >= 0), 0)
    start = max(0, min(at - _WIDTH // 2, len(plain) - _WIDTH))
    return "…" * (start > 0) + plain[start : start + _WIDTH] + "…" * (start + _WIDTH < len(plain))
