"""What a text must meet to pass."""

from __future__ import annotations

import house
import pytest

from tqcheck.config import NEVER, Config, Penalties, PerPath
from tqcheck.engine import Checked
from tqcheck.gates import Gates, Thresholds, score
from tqcheck.model import Severity

CHECKER = house.checker(min_certainty=1)
WORDS = "word " * 194


def checked(text: str = f"The Big Boss took ten per cent. {WORDS}") -> Checked:
    return CHECKER.check_text(text, path="news/a.txt")


def told(found: Checked, **settings: object) -> list[str]:
    gates = Gates(Config(**settings))  # type: ignore[arg-type]
    return [str(breach) for breach in gates.breaches(found, gates.thresholds("news/a.txt"))]


def test_a_text_with_too_many_findings() -> None:
    assert checked().words == 201
    assert told(checked(), max_per_1000=9.9) == ["news/a.txt: 9.95 findings per 1,000 words; max-per-1000 is 9.9"]
    assert told(checked(), max_per_1000=10) == []
    assert told(checked(f"Nothing. {WORDS}"), max_per_1000=0) == []


def test_a_text_with_too_low_a_score() -> None:
    assert told(checked(), min_score=97.1) == ["news/a.txt: score 97.01; min-score is 97.1"]
    assert told(checked(), min_score=97) == []
    assert told(checked(), min_score=97, penalties=Penalties(major=20)) == ["news/a.txt: score 89.55; min-score is 97"]


def test_short_texts_are_not_reckoned() -> None:
    short = checked(f"The Big Boss took ten per cent. {'word ' * 92}")
    assert (short.words, told(short, max_per_1000=0, min_score=100)) == (99, [])
    enough = checked(f"The Big Boss took ten per cent. {'word ' * 93}")
    assert len(told(enough, max_per_1000=0, min_score=100)) == 2


def test_what_is_only_possible_does_not_count() -> None:
    possible = checked(f"Sold under the counter. {WORDS}")
    assert len(possible) == 1
    assert told(possible, max_per_1000=0, min_score=100) == []
    assert not Thresholds(Severity.minor).fails(possible[0])


@pytest.mark.parametrize(("fail_on", "failing"), [(Severity.minor, 2), (Severity.major, 1), (Severity.critical, 0), (NEVER, 0)])
def test_fail_on(fail_on: int, failing: int) -> None:
    assert sum(map(Thresholds(fail_on).fails, checked())) == failing


def test_the_score_is_a_hundred_less_the_penalties_per_word() -> None:
    penalties = Penalties()
    assert score([], 0, penalties) == 100
    assert Gates(Config()).measure(checked()) == (pytest.approx(9.95, abs=0.01), pytest.approx(97.01, abs=0.01))
    assert Gates(Config()).measure(checked("Nothing.")) == (None, None)
    assert score(checked().findings, 200, penalties) == 97
    assert score(checked().findings, 2, penalties) == -200
    for penalty in range(100):
        assert score(checked("The Big Boss.").findings, 100, Penalties(major=penalty)) == 100 - penalty


def test_thresholds_of_a_path_go_over_the_general_ones() -> None:
    entries = (
        PerPath("news/**", fail_on=Severity.critical, min_score=90),
        PerPath("*.md", max_per_1000=1),
        PerPath("news/old/**", min_score=50),
        PerPath("news/**", ignore=("calque",)),
    )
    gates = Gates(Config(per_path=entries, max_per_1000=7))
    assert gates.thresholds("a.txt") == (Severity.major, 7, None)
    assert gates.thresholds("news/a.txt") == (Severity.critical, 7, 90)
    assert gates.thresholds("news/old/a.md") == (Severity.critical, 1, 50)
