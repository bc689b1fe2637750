"""The findings expected in each sample stand beside it, one a line: `line:column`, rule, certainty, text, tabs between.

python tests/test_samples.py    write what is found today; read the difference
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tqcheck import formats, packs
from tqcheck.engine import Checked, Checker

SAMPLES = Path(__file__).parents[1] / "samples"
PATHS = sorted(path for path in SAMPLES.rglob("*") if path.suffix in formats.FORMATS and path.name != "README.md")
CLEAN = [path for path in PATHS if path.name.startswith("clean-")]


def expected(path: Path) -> Path:
    """The file of a sample's findings."""
    return path.with_name(f"{path.name}.expected")


def told(checked: Checked) -> str:
    """The findings of a sample as its file has them."""
    lines: list[str] = []
    for finding in checked:
        line, column = checked.document.position(checked.document.range(finding.segment, finding.span)[0])
        text = re.sub(r"\s+", " ", finding.text)
        lines.append(f"{line}:{column}\t{finding.rule.id}\t{finding.certainty.name}\t{text}\n")
    return "".join(lines)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_samples_findings_are_those_expected(path: Path, checker: Checker) -> None:
    assert told(checker.check_file(path)).splitlines() == expected(path).read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_translations_are_told_from_native_english(path: Path, checker: Checker) -> None:
    assert checker.check_file(path).origin.language == ("" if path in CLEAN else "fr")


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_nothing_is_expected_in_native_english(path: Path) -> None:
    assert expected(path).read_bytes() == b""


def test_there_are_fifteen_samples_and_two_clean_ones() -> None:
    assert len(CLEAN) == 2
    assert len(PATHS) - len(CLEAN) >= 15
    assert {path.name for path in SAMPLES.rglob("*.expected")} == {expected(path).name for path in PATHS}


def test_every_family_shows_in_the_samples() -> None:
    rows = [row.split("\t") for path in PATHS for row in expected(path).read_text("utf-8").splitlines()]
    shown = {rule.partition("/")[0] for _, rule, _, _ in rows}
    assert shown == {rule.family for folder in packs.shipped() for rule in packs.load(folder).rules}


def main() -> None:
    """Write what is found today."""
    checker = Checker()
    for path in PATHS:
        expected(path).write_text(told(checker.check_file(path)), "utf-8")


if __name__ == "__main__":
    main()
