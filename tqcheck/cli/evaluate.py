"""`tqcheck evaluate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from tqcheck import formats, jobs
from tqcheck.cli import complain, options
from tqcheck.cli.progress import Progress
from tqcheck.cli.scores import FORMATS, Evaluation, tell
from tqcheck.cli.settings import settle
from tqcheck.config import Config
from tqcheck.evaluation import gold
from tqcheck.evaluation.blind import blind
from tqcheck.evaluation.gold import Mark, Row
from tqcheck.evaluation.matching import Judged, judge
from tqcheck.evaluation.scores import scores
from tqcheck.model import Document, Problem, Rule
from tqcheck.records import nearest, read_bytes
from tqcheck.walk import walk

_TOLD = """\b
Examples:
  tqcheck evaluate gold.tsv texts/                          all rules of texts' configuration
  tqcheck evaluate gold.tsv texts/ --from fr --select calque
  tqcheck evaluate gold.tsv texts/ --show 20                what was wrong, what was missed
  tqcheck evaluate gold.tsv texts/ --min-precision 0.9      exit with 1 below that, for CI

\b
GOLD is tab-separated UTF-8, a defect a line, its first line names the columns:
  file      the text, relative to TEXTS
  span      what is wrong, letter by letter as the file has it, markup included;
            a space stands for a line break, too; no span: the file was read
  start     the span's first code point in the decoded file, from 0; a byte-order
            mark doesn't count; needed only where the span stands there twice
  category  what recall is told by, too: MQM's, or your own
  severity  minor, major, critical; or optional: a matter of taste, which is
            neither right nor wrong to find
  rule      the rule that should find it; or `family`
  fix       what should stand there
Only file and span must be there. Files that GOLD doesn't name are not counted.

\b
What is counted:
  A finding is right if it shares half of the shorter of the two with a marked
  span and is at most three times as long and 40 characters more. A span is
  found if a right finding meets it. Recall and F1 of a rule or family are told
  only where GOLD's `rule` or `family` names what should find each span, and
  count its own findings alone: MQM's categories are other classes than
  families, and nothing is guessed from them.
  Intervals hold the true share in 95 of 100 cases: Wilson's for precision and
  recall; for F1 from drawing the files anew (1,000 times), or the segments of
  a single file; of few, that is too narrow. `blind` is the precision of
  findings of the same number and lengths at random words of the same files: a
  score tells nothing unless it is above that. All draws are the same each time.

\b
Exit code: 0 done, 1 below --min-precision or --min-recall (no finding is below
no precision, no mark below no recall), 2 some of the job could not be done.
"""
_SETTINGS = ("source", "target", "select", "ignore", "min_certainty")
_SHARE = click.FloatRange(0, 1)


@click.command(epilog=_TOLD)
@click.argument("marks", metavar="GOLD")
@click.argument("texts", metavar="TEXTS")
@options.source
@options.target
@options.select
@options.ignore
@options.min_certainty
@options.config
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to tell (default text).")
@click.option("--show", type=click.IntRange(0), default=0, metavar="N", help="Show N findings that are wrong, N missed spans.")
@click.option("--min-precision", type=_SHARE, default=0.0, metavar="X", help="Exit with 1 where precision in all is below X.")
@click.option("--min-recall", type=_SHARE, default=0.0, metavar="X", help="Exit with 1 where recall in all is below X.")
def command(marks: str, texts: str, form: str, show: int, config: str | None, **given: Any) -> int:
    """Measure rules on texts, a file or folder, in which people marked the defects."""
    settings = settle(config, texts, **{name: given[name] for name in _SETTINGS})
    rules = jobs.checker(settings).rules
    judged, done = _judged(settings, texts, _labelled(_marked(Path(marks), Path(texts)), rules))
    evaluation = Evaluation(judged, scores(judged), blind(judged))
    tell(evaluation, form, show)
    total = evaluation.all.counts
    below = [
        _below("precision", total.precision, given["min_precision"]),
        _below("recall", total.recall, given["min_recall"]),
    ]
    return int(any(below)) if done else 2


def _marked(table: Path, texts: Path) -> list[tuple[Document, list[Mark]]]:
    """The texts that a table names, with their marks; raises Problem where a text or a span is not there."""
    if not texts.exists():
        raise Problem(str(texts), 0, "no such file or folder; check the spelling")
    rows = gold.read(table)
    marked = []
    for path, those in _paths(table, rows, texts):
        if not path.is_file():
            raise Problem(str(table), those[0].line, f"there is no file {path}; give its path from {texts}")
        document = formats.read(str(path), read_bytes(path))
        marked.append((document, gold.place(table, those, document.text)))
    return marked


def _paths(table: Path, rows: Mapping[str, list[Row]], texts: Path) -> Iterable[tuple[Path, list[Row]]]:
    """The files that rows are about; of TEXTS that is itself a file, those rows that name it by the end of its path."""
    if texts.is_dir():
        return [(texts / name, those) for name, those in rows.items()]
    ends = (name for name in rows if texts.absolute().parts[-len(Path(name).parts) :] == Path(name).parts)
    if not (own := [row for name in ends for row in rows[name]]):
        raise Problem(str(table), 0, f"marks nothing in {texts}; `file` must be its name, or the end of its path")
    return [(texts, own)]


def _labelled(marked: list[tuple[Document, list[Mark]]], rules: Sequence[Rule]) -> list[tuple[Document, list[Mark]]]:
    """The marks with the present id of each rule that they name; tells of names that no rule or family has."""
    names = {name: rule.id for rule in rules for name in (rule.id, *rule.aliases)}
    names |= {rule.family: rule.family for rule in rules}
    unknown = sorted({mark.label for _, marks in marked for mark in marks} - {"", *names})
    for name in unknown:
        complain(f"note: GOLD names {name!r}, which no rule and no family is called{nearest(name, names)}")
    return [
        (document, [mark._replace(label=names.get(mark.label, mark.label)) for mark in marks]) for document, marks in marked
    ]


def _judged(config: Config, texts: str, marked: list[tuple[Document, list[Mark]]]) -> tuple[list[Judged], bool]:
    """The texts with their findings held against their marks, and whether all could be checked."""
    read = {document.path for document, _ in marked}
    others = [path for path in walk([str(Path(texts))], config) if isinstance(path, str) and path not in read]
    # `check` compares the names of all files of a folder; the same findings must come out here.
    jobs.gather(config, [jobs.Item(path) for path in sorted((*read, *others))], 1)
    if others:
        complain(f"note: GOLD doesn't name {len(others):,} of the files in {texts}; they are not counted")
    judged, done = [], True
    with Progress(len(marked), shown=True) as progress:
        for document, marks in marked:
            checked = jobs.checker(config).check_document(document)
            judged.append(judge(checked, marks))
            for problem in checked.problems:
                progress.clear()
                complain(str(problem))
                done = False
            progress.step()
    return judged, done


def _below(name: str, share: float | None, least: float) -> bool:
    """Whether a share is below what is asked for, which is told; one of nothing is below nothing."""
    if share is None or share >= least:
        return False
    complain(f"note: {name} is {share:.4f}, below {least:g}")
    return True
