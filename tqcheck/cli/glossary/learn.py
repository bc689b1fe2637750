"""`tqcheck glossary learn` and `undo`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

import click

from tqcheck import formats, glossary
from tqcheck.cli import complain
from tqcheck.cli.glossary.asking import asks, choice, edited
from tqcheck.cli.glossary.options import everything, house, places, settled, shown
from tqcheck.cli.rules import every
from tqcheck.cli.stats import open_journal, tell_torn
from tqcheck.config import Config, override
from tqcheck.decisions import Decision
from tqcheck.decisions import settled as settled_decisions
from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.records import nearest, read_bytes
from tqcheck.report.display import printable
from tqcheck.terminology import edits
from tqcheck.terminology.learning import Learning, memory_of
from tqcheck.terminology.proposals import CONCEPT, EXCEPTION, LEAST, Known, Proposal, proposals
from tqcheck.track_record import records
from tqcheck.walk import walk

_JOURNAL = click.option("--journal", metavar="FILE", help="The decision journal (default: the configuration's `journal`).")
_TEXTS_TOLD = 3


@click.command(
    "learn",
    epilog="""\b
Examples:
  tqcheck glossary learn                         asks about each proposal, at a terminal
  tqcheck glossary learn --format jsonl          tells them, and takes nothing
  tqcheck glossary learn --accept 1f0c9a2e       takes what has this key; `all` takes all
  tqcheck glossary learn --from-edits mt/ edited/

\b
Without --from-edits, what people accepted, edited and rejected is read from the journal.
""",
)
@_JOURNAL
@click.option(
    "--from-edits", nargs=2, metavar="MT POST", help="Experimental: learn from machine output and its edited version."
)
@click.option("--least", type=click.IntRange(2), default=LEAST, help=f"Findings in which a change recurs at least ({LEAST}).")
@click.option("--accept", multiple=True, metavar="KEY", help="Take the proposals of these keys, or `all`, without asking.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="How to tell (default text).")
@places
def learn_command(
    journal: str | None,
    from_edits: tuple[str, str] | None,
    *,
    least: int,
    accept: tuple[str, ...],
    form: str,
    glossaries: tuple[str, ...],
    config: str | None,
) -> int:
    """Propose concepts, forbidden forms and exceptions that people's decisions bear out, each with its evidence.

    Nothing enters the glossary without acceptance. What is rejected is not proposed again; `undo` takes the last run back.
    """
    settings = override(settled(config, glossaries), journal=journal)
    learning = _learning(settings)
    known = Known(glossary.load(everything(settings)).values(), base(settings.target))
    if from_edits:
        complain("note: learning from edited texts is experimental; read each proposal with care")
        found = edits.proposals(_pairs(from_edits, settings), known, least)
    else:
        book = open_journal(settings)
        excepted = [(item.rule, item.text.lower()) for item in settings.exceptions if not item.path]
        decided = settled_decisions(book.read())
        found = _of_rules(proposals(decided, known, excepted, least), settings)
        tell_torn(book)
        _tell_doubtful(decided)
    turned_down = learning.rejected
    found = [proposal for proposal in found if proposal.key not in turned_down]
    if accept:
        return _take(learning, _chosen(found, accept))
    if form == "text" and asks() and found:
        return _ask(learning, found)
    _tell(found, form)
    return 0


@click.command("undo")
@_JOURNAL
@places
def undo_command(journal: str | None, glossaries: tuple[str, ...], config: str | None) -> int:
    """Take back what the last run of `learn` took; what was changed since is left, and told."""
    undone = _learning(override(settled(config, glossaries), journal=journal)).undo()
    for proposal, left in undone:
        print(f"Left: {_said(proposal)} ({left})" if left else f"Taken back: {_said(proposal)}")
    if not undone:
        complain("note: nothing was learnt that could be taken back")
    return 0


def _learning(settings: Config) -> Learning:
    """What was learnt is remembered beside the journal or, where there is none, the configuration's file."""
    folder = glossary.shipped()
    file = settings.path or settings.root / "tqcheck.toml"
    memory = memory_of(settings.journal or file.parent / "decisions.jsonl")
    return Learning(memory, house(settings), glossary.load([folder] if folder else []), file)


def _pairs(paths: tuple[str, str], settings: Config) -> Iterable[edits.Pair]:
    """The segments of machine output and of its edited version, side by side."""
    for old, new in _texts(paths, settings):
        one, other = (formats.read(path, read_bytes(path), reading=settings.reading).segments for path in (old, new))
        if len(one) != len(other):
            raise Problem(
                new, 0, f"has {len(other)} segments, {old} {len(one)}; the edited text must have as many lines or blocks"
            )
        for mine, theirs in zip(one, other, strict=True):
            yield edits.Pair(mine.target, theirs.target, old)


def _texts(paths: tuple[str, str], settings: Config) -> Iterable[tuple[str, str]]:
    """The texts of two files, or of two folders by their names; raises Problem for one that stands in one folder only."""
    if not all(map(os.path.isdir, paths)):
        return [paths]
    before, after = ({os.path.relpath(found, path): found for found in _files(path, settings)} for path in paths)
    for name in sorted(before.keys() ^ after.keys()):
        raise Problem(
            paths[name in before], 0, f"has no {name}, unlike {paths[name not in before]}; give both, or leave it out"
        )
    return [(before[name], after[name]) for name in before]


def _files(path: str, settings: Config) -> Iterable[str]:
    for found in walk([path], settings):
        if isinstance(found, Problem):
            raise found
        yield found


def _chosen(found: Sequence[Proposal], keys: Sequence[str]) -> list[Proposal]:
    """The proposals of some keys; raises UsageError for a key that none has."""
    if "all" in keys:
        return list(found)
    known = {proposal.key: proposal for proposal in found}
    for key in keys:
        if key not in known:
            raise click.UsageError(f"no proposal has the key {key!r}{nearest(key, known)}; `tqcheck glossary learn` tells them")
    return [known[key] for key in keys]


def _take(learning: Learning, chosen: Iterable[Proposal]) -> int:
    for proposal in chosen:
        place = learning.take(proposal)
        print(f"{shown(place)}: {_said(proposal)}")
    return 0


def _ask(learning: Learning, found: Sequence[Proposal]) -> int:
    """Ask about one proposal after the other; what is accepted is taken at once."""
    for number, proposal in enumerate(found, 1):
        print(f"\n{number} of {len(found)}: {_said(proposal)}\n  {_evidence(proposal)}")
        answer = choice()
        if answer == "quit":
            break
        if answer == "reject":
            learning.reject(proposal)
        elif answer == "edit" and proposal.kind != EXCEPTION:
            before, after = edited("Write not", proposal.before), edited("but", proposal.after)
            kind = proposal.kind if after == proposal.after else CONCEPT
            _take(learning, [replace(proposal, kind=kind, before=before, after=after)])
        elif answer in ("accept", "edit"):
            _take(learning, [proposal])
    return 0


def _tell(found: Sequence[Proposal], form: str) -> None:
    for proposal in found:
        if form == "jsonl":
            evidence = proposal.evidence._asdict()
            print(json.dumps({"key": proposal.key} | asdict(proposal) | {"evidence": evidence}, ensure_ascii=False))
        else:
            print(f"{proposal.key}  {_said(proposal)}\n          {_evidence(proposal)}")
    if form == "text":
        complain(f"note: {'nothing was taken; --accept KEY takes a proposal' if found else 'nothing to learn yet'}")


def _of_rules(found: Sequence[Proposal], settings: Config) -> list[Proposal]:
    """Proposals without exceptions for rules that are no more: a configuration that names one is refused."""
    if not any(proposal.kind == EXCEPTION for proposal in found):
        return list(found)
    names = {name for rule in every(settings) for name in (rule.id, *rule.aliases)}
    return [proposal for proposal in found if proposal.kind != EXCEPTION or proposal.rule in names]


def _tell_doubtful(decided: Sequence[Decision]) -> None:
    """Note the rules that people reject more often than not; whether they are to run stays with people."""
    for record in records(decided, "rule"):
        if record.interval[1] < 1 / 2:
            wrong = f"{record.reject:,} of {record.judged:,} findings"
            complain(f"note: {record.name} was rejected in {wrong}; `ignore` in the configuration switches a rule off")


def _said(proposal: Proposal) -> str:
    """What is proposed, in words."""
    before, after = printable(proposal.before), printable(proposal.after)
    if proposal.kind == EXCEPTION:
        return f"{printable(proposal.rule)} is to leave “{before}” alone"
    owner = "new concept" if proposal.kind == CONCEPT else proposal.concept
    return f"{owner}: “{after}”, not “{before}”"


def _evidence(proposal: Proposal) -> str:
    found, total, texts, people = proposal.evidence
    more = f" and {len(texts) - _TEXTS_TOLD:,} more" if len(texts) > _TEXTS_TOLD else ""
    by = f" by {', '.join(people)}" if people else ""
    return printable(f"so in {found:,} of {total:,} places{by}: {', '.join(texts[:_TEXTS_TOLD])}{more}")
