"""The signature tells what a report depends on, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import house
import pytest

from tqcheck import __version__, ruleset
from tqcheck.config import Config, Ignore, Penalties
from tqcheck.engine import Checker
from tqcheck.signature import signature

RULESET = house.checker().ruleset._replace(packs="0123456789abcdef", glossaries="fedcba9876543210")


def told(**settings: Any) -> str:
    return signature(Checker(Config(**settings), loaded=RULESET))


def test_what_it_is_made_of() -> None:
    plain = f"pair:auto-en|packs:01234567|glossaries:fedcba98|version:{__version__}"
    assert told() == plain
    assert told(source="fr", target="en-GB").startswith("pair:fr-en-GB|")
    assert "|select:title,format|min-certainty:possible|" in told(select=("title", "format"), min_certainty=1).replace(
        ":1|", ":possible|"
    )
    assert "|fail-on:never|max-per-1000:2.5|" in told(fail_on=99, max_per_1000=2.5)
    assert "|preview:yes|" in told(preview=True)


@pytest.mark.parametrize("settings", [{"penalties": Penalties(major=9)}, {"exceptions": (Ignore(rule="title"),)}])
def test_longer_settings_are_hashes(settings: dict[str, Any]) -> None:
    (changed,) = set(told(**settings).split("|")) - set(told().split("|"))
    name, _, value = changed.partition(":")
    assert name in settings and len(value) == 8


def test_files_count_by_what_they_hold(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "old.json", tmp_path / "b" / "old.json"
    for path in (one, other):
        path.parent.mkdir()
        path.write_text("x")
    assert told(baseline=one) == told(baseline=other) != told()
    other.write_text("y")
    assert told(baseline=one) != told(baseline=other)
    assert told(baseline=tmp_path / "none") == told()


def test_options_of_the_run_and_signs_in_them() -> None:
    checker = Checker(Config(), loaded=RULESET)
    assert "|since:a%7Cb%20c|version:" in signature(checker, since="a|b c", fix="")


def test_data_count_by_what_they_hold(tmp_path: Path) -> None:
    digests = []
    for folder, text in (("one", "x"), ("two", "x"), ("two", "y"), ("fr-en", "y")):
        path = tmp_path / folder / "pack.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        digests.append(ruleset.digest([path]))
    # A folder named after a pair says which texts its rules are for.
    assert digests[0] == digests[1] and len(set(digests)) == 3
