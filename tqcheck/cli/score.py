"""`tqcheck score`."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from typing import Any

import click

from tqcheck import jobs, languages
from tqcheck.cli import complain, options
from tqcheck.cli.figures import FORMATS, Outcome, tell
from tqcheck.cli.progress import Progress
from tqcheck.cli.settings import settle, wants_color
from tqcheck.config import Config
from tqcheck.records import nearest, read_bytes
from tqcheck.report.text import painter
from tqcheck.score import SEED, Draws, aligned, overlap
from tqcheck.score.aligned import Text
from tqcheck.score.edited import edited
from tqcheck.score.figures import METRICS, Wanted, about, examine, figures, steps
from tqcheck.score.mqm import Bill
from tqcheck.walk import STDIN

_TOLD = """\b
Examples:
  tqcheck score google.txt --ref human.txt                    all metrics, with 95 % intervals
  tqcheck score a.txt --ref r1.txt --ref r2.txt --against b.txt --against c.txt
  tqcheck score a.txt --ref r.txt --metrics bleu,chrf++ --resamples 0
  tqcheck score a.txt --against b.txt --metrics mqm --from fr  what checks find; needs no reference
  tqcheck score a.txt --against b.txt --metrics mqm --source fr.txt
  tqcheck score --before machine.md --after edited.md         what a review changed
  cat a.txt | tqcheck score - --ref r.txt --format json

\b
Line n of HYP is held against line n of each reference, UTF-8, one segment a line.
BLEU, chrF (chrF2), chrF++ (chrF2++) and TER are sacreBLEU's, and so are their signatures,
intervals (95 %, by bootstrap) and tests: of --against, each system is held against HYP
by paired bootstrap and by paired approximate randomisation. For the same seed and
counts all are what the command `sacrebleu` says.

\b
MQM is what `tqcheck check` finds in a text, by the weights of the configuration
(`penalties`: 1, 5, 25), per 1,000 words; a baseline is not looked at, and no text is
compared with another's names. --source shows checks what was translated. Its units of drawing are segments, too: findings that
hang on the whole document count where they stand.

\b
--before and --after hold a text against what a review made of it, line by line, Markdown
and HTML block by block: BLEU, chrF and TER of the one with the other as reference, what
changed, MQM of both, and which findings are gone, remain (same rule, words and segment)
or are new.

\b
Exit code: 0 done, 2 some of the job could not be done.
"""
_SETTINGS = ("source", "target", "select", "ignore", "min_certainty")


def _metrics(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    names = [name.strip().lower() for value in values for name in value.split(",") if name.strip()]
    for name in names:
        if name not in METRICS:
            hint = nearest(name, METRICS) or f"; metrics are {', '.join(METRICS)}"
            raise click.BadParameter(f"no metric {name!r}{hint}")
    return tuple(dict.fromkeys(names)) or None


class _Draws(click.IntRange):
    """How often to draw: not at all, or more than once."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        count: int = super().convert(value, param, ctx)
        if count == 1:
            self.fail("a single draw tells nothing; give 0 for none, or 1000", param, ctx)
        return count


@click.command(epilog=_TOLD)
@click.argument("hypotheses", nargs=-1, metavar="[HYP]")
@click.option("--ref", "references", multiple=True, metavar="FILE", help="A reference translation; may be repeated.")
@click.option("--against", "others", multiple=True, metavar="FILE", help="Another system's output; may be repeated.")
@click.option("--before", metavar="FILE", help="A text before its review, in place of HYP …")
@click.option("--after", metavar="FILE", help="… and after it.")
@click.option(
    *("-m", "--metrics"),
    multiple=True,
    metavar="METRIC,…",
    callback=_metrics,
    help="Tell these only: bleu, chrf, chrf++, ter, mqm (default all).",
)
@click.option(
    "--tokenize", type=click.Choice(overlap.TOKENIZERS), help="What BLEU cuts words with (default 13a, or --to's own)."
)
@click.option("--lowercase", is_flag=True, help="Let BLEU and chrF take capitals for small letters, as TER does.")
@click.option("--resamples", type=_Draws(0), default=1000, metavar="N", help="Of the bootstrap (default 1000; 0: none).")
@click.option("--trials", type=_Draws(0), default=10_000, metavar="N", help="Of randomisation (default 10000; 0: none).")
@click.option(
    "--seed",
    type=click.IntRange(1),
    default=SEED,
    envvar="SACREBLEU_SEED",
    metavar="N",
    help=f"What all draws begin with (default SACREBLEU_SEED or {SEED}).",
)
@options.beside
@options.source
@options.target
@options.select
@options.ignore
@options.min_certainty
@options.config
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to tell (default text).")
def command(hypotheses: tuple[str, ...], config: str | None, form: str, **given: Any) -> int:
    """Score a translation, HYP, against references and other systems, or tell what a review changed in it."""
    review = given["before"] is not None or given["after"] is not None
    _refuse(hypotheses, given, review)
    start = given["before"] if review else hypotheses[0]
    beside = options.source_of([start], given["beside"])
    settled = settle(config, "" if start == STDIN else start, beside=beside, **{name: given[name] for name in _SETTINGS})
    settled = dataclasses.replace(settled, baseline=None)  # what is old in it counts, too
    wanted = _wanted(settled, given)
    with overlap.warnings() as heard:
        outcome = _reviewed(settled, wanted, given) if review else _scored(settled, wanted, hypotheses[0], given)
    for message in heard:
        complain(f"note: sacreBLEU: {message}")
    tell(outcome, form, painter(wants_color(sys.stdout)))
    _note_origins(settled, outcome)
    problems = [problem for bill in outcome.bills for problem in bill.checked.problems]
    for problem in problems:
        complain(str(problem))
    return 2 if problems else 0


def _refuse(hypotheses: Sequence[str], given: dict[str, Any], review: bool) -> None:
    """Refuse what doesn't go together."""
    beside = (*given["references"], *given["others"])
    if review and (hypotheses or beside or not (given["before"] and given["after"])):
        raise click.UsageError("--before FILE and --after FILE go together, and with neither HYP nor --ref nor --against")
    if not review:
        _refuse_systems(hypotheses, given["others"])
    metrics = given["metrics"] or METRICS
    if not (review or given["references"]) and metrics != ("mqm",):
        raise click.UsageError("nothing is named to hold HYP against; give --ref FILE, or --metrics mqm, which needs none")
    if given["beside"] and "mqm" not in metrics:
        raise click.UsageError("--source is for what checks find, which --metrics leaves out; add mqm to it")
    if (*hypotheses, *beside, given["before"], given["after"]).count(STDIN) > 1:
        raise click.UsageError("- stands for standard input, which can be read but once; name files")


def _refuse_systems(hypotheses: Sequence[str], others: Sequence[str]) -> None:
    if not hypotheses:
        raise click.UsageError("no text is named; give HYP and --ref FILE, or --before FILE and --after FILE")
    if len(hypotheses) > 1:
        raise click.UsageError(f"takes one HYP, not {len(hypotheses)}; give the other systems by --against FILE")
    systems = [*hypotheses, *others]
    if twice := [path for path in systems if systems.count(path) > 1]:
        raise click.UsageError(f"{twice[0]} is given twice; a system is held against others")


def _wanted(config: Config, given: dict[str, Any]) -> Wanted:
    reading = overlap.Options(given["tokenize"] or "", languages.base(config.target), given["lowercase"])
    draws = Draws(given["resamples"], given["trials"], given["seed"])
    return Wanted(given["metrics"] or METRICS, reading, draws)


def _scored(config: Config, wanted: Wanted, hypothesis: str, given: dict[str, Any]) -> Outcome:
    """The figures of HYP and of the systems that it is held against."""
    read = [(_name(path), _read(path)) for path in (hypothesis, *given["others"])]
    systems = [_by_line(*those) for those in read]
    references = [_by_line(_name(path), _read(path)) for path in given["references"]]
    sources = [] if config.beside is None else [_by_line(given["beside"], config.beside)]
    aligned.hold_together(systems[0], [*systems[1:], *references, *sources])
    if sources:
        systems = [aligned.by_line(*those, config.reading) for those in read]
    # One line is one segment here, whatever the configuration says of plain text.
    config = dataclasses.replace(config, paragraphs="line")
    return _told(config, wanted, Outcome(systems, references, systems, (), (), wanted.draws))


def _reviewed(config: Config, wanted: Wanted, given: dict[str, Any]) -> Outcome:
    """The figures of a text and of what a review made of it."""
    paths = (given["before"], given["after"])
    before, after = (aligned.by_block(_name(path), _read(path), config.reading) for path in paths)
    aligned.hold_together(before, [after])
    return _told(config, wanted, Outcome([before], [after], [before, after], (), (), wanted.draws), review=True)


def _told(config: Config, wanted: Wanted, texts: Outcome, review: bool = False) -> Outcome:
    """Texts with their figures."""
    billed = len(texts.billed)
    with Progress(steps(wanted, len(texts.systems), billed), shown=True, label="scoring") as progress:
        bills, signature = _billed(config, wanted, texts.billed, review) if "mqm" in wanted.metrics else ([], "")
        found = figures(wanted, texts.systems, texts.references, bills, signature, progress.step)
    done = texts._replace(bills=bills, figures=found)
    return done._replace(edited=edited(texts.billed[0], texts.billed[1], bills)) if review else done


def _billed(config: Config, wanted: Wanted, texts: Sequence[Text], review: bool) -> tuple[list[Bill], str]:
    """What checks find in texts, and the signature of that."""
    checker = jobs.checker(config)
    bills = [examine(checker, text) for text in texts]
    language = bills[0].checked.origin.language
    if review and config.source == "auto" and language:
        # A text is a translation still when its review has mended what told so.
        checker = jobs.checker(dataclasses.replace(config, source=language))
        bills = [examine(checker, text) for text in texts]
    return bills, about(checker, wanted.draws, len(texts))


def _by_line(path: str, data: bytes) -> Text:
    text = aligned.by_line(path, data)
    if text.document.bom:
        complain(f"note: {path}: begins with a byte-order mark, which sacreBLEU counts as a character; save it without")
    return text


def _name(path: str) -> str:
    return "<stdin>" if path == STDIN else path


def _read(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == STDIN else read_bytes(path)


def _note_origins(config: Config, outcome: Outcome) -> None:
    """Note where `auto` judged texts differently, so that other rules ran on one than on the other."""
    origins = {bill.checked.origin.language for bill in outcome.bills}
    if config.source == "auto" and len(origins) > 1:
        complain(
            "note: not all texts were taken for translations from the same language, so not all rules ran on each; give --from"
        )
