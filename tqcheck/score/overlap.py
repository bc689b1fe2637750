"""How near translations are to references, as sacreBLEU reckons it: BLEU, chrF, chrF++ and TER, and its tests.

A metric's statistics of each segment are taken once; its scores, resamples and trials are reckoned from them. What comes
out is what the `sacrebleu` command says, to the last digit.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from tqcheck.model import Problem
from tqcheck.score import Draws, Figure, Score, Step

METRICS = ("bleu", "chrf", "chrf++", "ter")
TOKENIZERS = ("13a", "intl", "char", "zh", "ja-mecab", "ko-mecab", "none")
"""What BLEU cuts words with; those of sacreBLEU that would fetch a model from the network are not among them."""
_SEED = "SACREBLEU_SEED"
_FLOAT, _INTEGER = 4, 8
"""Bytes of the numbers that sacreBLEU's tests hold."""
Lines = tuple[str, ...]


class Options(NamedTuple):
    """How metrics read: BLEU's tokenizer, "" for that of the language; whether capitals count as small letters."""

    tokenizer: str = ""
    language: str = ""
    lowercase: bool = False


def figure(
    name: str, systems: Sequence[Lines], references: Sequence[Lines], options: Options, draws: Draws, step: Step
) -> Figure:
    """The scores of systems in one of METRICS, held against the first one's; raises Problem for what it can't be had for."""
    metric = _metric(name, references, options)
    for system in systems:
        statistics = metric._extract_corpus_statistics(system, None)
        step()
    _refuse_hunger(len(systems[0]), len(statistics[0]), draws, len(systems))
    with _seeded(draws.seed):
        found = _scores(metric, systems, draws, step)
    signature = _signature(metric, draws, len(systems))
    return Figure(metric.corpus_score(systems[0], None).name, signature, tuple(found), lower_is_better=name == "ter")


def _scores(metric: Any, systems: Sequence[Lines], draws: Draws, step: Step) -> list[Score]:
    """The scores, with what is drawn: of one system as `sacrebleu --confidence` does, of several as `--paired-bs` and so on."""
    if len(systems) == 1 and draws.resamples:
        alone = _alone(metric, systems[0], draws.resamples)
        step()
        return [alone]
    scores = [Score(float(metric.corpus_score(system, None).score)) for system in systems]
    if draws.resamples:
        results = _tested(metric, systems, "bs", draws.resamples)
        scores = [
            score._replace(mean=float(result.mean), reach=float(result.ci), p_bootstrap=result.p_value)
            for score, result in zip(scores, results, strict=True)
        ]
        step()
    if draws.trials and len(systems) > 1:
        results = _tested(metric, systems, "ar", draws.trials)
        scores = [score._replace(p_randomisation=result.p_value) for score, result in zip(scores, results, strict=True)]
        step()
    return scores


def _alone(metric: Any, system: Lines, resamples: int) -> Score:
    """The score of one system with its interval."""
    try:
        score = metric.corpus_score(system, None, n_bootstrap=resamples)
    except TypeError:
        # The mean of numbers of several kinds, as there are if a resample scores nought, is more than it can take. Its
        # tests take another mean, the same but for the last digits.
        (result,) = _tested(metric, [system], "bs", resamples)
        return Score(float(result.score), float(result.mean), float(result.ci))
    return Score(float(score.score), float(score._mean), float(score._ci))


def steps(systems: int, draws: Draws) -> int:
    """How many steps a figure takes."""
    return systems + bool(draws.resamples) + bool(draws.trials and systems > 1)


@contextmanager
def warnings() -> Iterator[list[str]]:
    """What sacreBLEU warns of meanwhile, each warning once."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if (message := record.getMessage()) not in heard:
                heard.append(message)

    logger, listener = logging.getLogger("sacrebleu"), Listener(logging.WARNING)
    before = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = before


def _metric(name: str, references: Sequence[Lines], options: Options) -> Any:
    """A metric that has read the references, and takes the statistics of a system's lines but once."""
    metric = _made(name, references, options)
    metric._extract_corpus_statistics = cache(metric._extract_corpus_statistics)
    return metric


def _made(name: str, references: Sequence[Lines], options: Options) -> Any:
    from sacrebleu import BLEU, CHRF, TER

    if name == "ter":
        return TER(references=references)
    if name != "bleu":
        return CHRF(word_order=2 if name == "chrf++" else 0, lowercase=options.lowercase, references=references)
    tokenizer = options.tokenizer or None
    try:
        return BLEU(lowercase=options.lowercase, tokenize=tokenizer, trg_lang=options.language, references=references)
    except RuntimeError as error:  # a library for Japanese or Korean is missing
        wanted = tokenizer or {"ja": "ja-mecab", "ko": "ko-mecab"}.get(options.language, "")
        extra = wanted[:2]
        message = f"--tokenize {wanted} needs `pip install 'sacrebleu[{extra}]'`; `--tokenize char` does without"
        raise Problem("", 0, message) from error


def _tested(metric: Any, systems: Sequence[Lines], test: str, count: int) -> list[Any]:
    """What a test of sacreBLEU's, "bs" or "ar", says of each system; the first one is the baseline."""
    from sacrebleu.significance import PairedTest

    named: list[Any] = [(str(number), system) for number, system in enumerate(systems)]
    _, results = PairedTest(named, {"metric": metric}, None, test, count)()
    (scores,) = (found for name, found in results.items() if name != "System")
    return list(scores)


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Let sacreBLEU draw from a seed; it takes none but from the environment."""
    before = os.environ.get(_SEED)
    os.environ[_SEED] = str(seed)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SEED]
        else:
            os.environ[_SEED] = before


def _signature(metric: Any, draws: Draws, systems: int) -> str:
    signature = metric.get_signature()
    for key, value in draws.told(systems).items():
        signature.update(key, value)
    return str(signature.format())


def _refuse_hunger(units: int, columns: int, draws: Draws, systems: int) -> None:
    """Raise Problem where a test would want more memory than the machine has; sacreBLEU holds all draws at once."""
    resampling = draws.resamples * units * (columns * _FLOAT + _INTEGER)
    trying = draws.trials * units * (2 + _INTEGER) if systems > 1 else 0
    for option, count, want in (("--resamples", draws.resamples, resampling), ("--trials", draws.trials, trying)):
        if want > (there := _memory()):
            fit = int(count * there / want)
            told = f"{option} {count} on {units:,} segments wants {want / 1e9:,.0f} GB of memory; give {fit} or fewer"
            raise Problem("", 0, told)


def _memory() -> int:
    """Bytes of memory that a test may take: half of the machine's, or 4 GB where that can't be told."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):
        return 4 * 10**9
