"""How right tqcheck is: what readers who did not write the rules said of findings drawn at random.

`data/judgements.tsv` has a row for each finding that was read with its French sentence (`sample` is `finding`), and for each
safe fix that was read in its sentence (`safe-fix`); the sentences are other people's and are not kept. `data/names.tsv` has a
row for every two spellings that `name/drift` took for one name in 367 articles of an engine's output, each by itself
(`article`) or all in one run (`run`). `data/mined.tsv` has the first 60 candidates of `tqcheck glossary mine` on five years of
news in French and an engine's English.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from tqcheck import packs
from tqcheck.engine import Checker

ROOT = Path(__file__).parents[1]
with (ROOT / "tests/data/judgements.tsv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines, delimiter="\t"))
with (ROOT / "tests/data/names.tsv").open(encoding="utf-8", newline="") as lines:
    NAMES = list(csv.DictReader(lines, delimiter="\t"))
with (ROOT / "tests/data/mined.tsv").open(encoding="utf-8", newline="") as lines:
    MINED = list(csv.DictReader(lines, delimiter="\t"))
FINDINGS = [row for row in ROWS if row["sample"] == "finding"]
SAFE_FIXES = [row for row in ROWS if row["sample"] == "safe-fix"]


def right(rows: list[dict[str, str]]) -> tuple[int, int]:
    """How many findings were right, and of how many."""
    return sum(row["verdict"] == "right" for row in rows), len(rows)


def fixed(rows: list[dict[str, str]]) -> tuple[int, int]:
    """How many first fixes read well, and of how many."""
    offered = [row["fix"] for row in rows if row["fix"] != "none"]
    return offered.count("good"), len(offered)


def of_certainty(certainty: str) -> list[dict[str, str]]:
    """The findings judged that were reported with this certainty."""
    return [row for row in FINDINGS if row["certainty"] == certainty]


def test_every_judgement_is_whole() -> None:
    for row in ROWS:
        assert row["sample"] in {"finding", "safe-fix"}
        assert row["certainty"] in {"likely", "certain"}
        assert row["verdict"] in {"right", "wrong"}
        assert row["fix"] in {"good", "bad", "none"}
        assert row["reason"]


def test_enough_was_read() -> None:
    assert len(FINDINGS) >= 200
    assert len(SAFE_FIXES) >= 100
    engines = Counter(row["text"].partition(".")[2] for row in FINDINGS)
    assert len(engines) >= 3


def test_rules_judged_are_shipped() -> None:
    rules = [rule for folder in packs.shipped() for rule in packs.load(folder).rules]
    known = {name for rule in rules for name in (rule.id, *rule.aliases)}
    assert {row["rule"] for row in ROWS} <= known


def test_findings_are_as_sure_as_they_say() -> None:
    for certainty, share in (("certain", 0.95), ("likely", 0.80)):
        good, judged = right(of_certainty(certainty))
        assert good >= share * judged


def test_safe_fixes_are_safe() -> None:
    good, judged = fixed(SAFE_FIXES)
    assert good >= 0.97 * judged


def test_the_readme_quotes_the_figures() -> None:
    (told,) = re.findall(r"^\* \*\*Is a finding right\?\*\*.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    quoted = [tuple(map(int, pair)) for pair in re.findall(r"(\d+) of (\d+)", told)]
    assert quoted == [right(of_certainty("certain")), right(of_certainty("likely")), fixed(FINDINGS), fixed(SAFE_FIXES)]


@pytest.mark.parametrize("sample", ["article", "run"])
def test_names_taken_for_one_are_one(sample: str) -> None:
    right = [row["verdict"] == "right" for row in NAMES if row["sample"] == sample]
    assert len(right) >= 9 and sum(right) >= 0.85 * len(right)


@pytest.mark.parametrize("row", NAMES, ids=lambda row: f"{row['name']}/{row['other']}")
def test_names_judged_are_still_taken_for_one(row: dict[str, str]) -> None:
    assert row["verdict"] in {"right", "wrong"} and row["reason"]
    lines = [f"They met {row['name']} there.", *[f"They met {row['other']} here."] * 2]
    finding = Checker(select=("name/drift",)).check_text("\n".join(lines))
    assert finding


def test_the_readme_quotes_what_was_said_of_names() -> None:
    (told,) = re.findall(r"^\* \*\*Are they one name\?\*\*.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    samples = Counter(row["sample"] for row in NAMES)
    good = sum(row["verdict"] == "right" for row in NAMES)
    assert f"takes {samples['article']} pairs" in told and f"{samples['run']} more" in told
    assert f"said so of {good} of {len(NAMES)}" in told


def test_what_is_mined_is_worth_an_entry() -> None:
    assert {row["verdict"] for row in MINED} == {"worth", "not"} and all(row["reason"] for row in MINED)
    for engine in {row["engine"] for row in MINED}:
        verdicts = [row["verdict"] for row in MINED if row["engine"] == engine]
        assert len(verdicts) == 60 and verdicts.count("worth") >= 0.7 * 60


def test_the_readme_quotes_what_was_said_of_terms() -> None:
    (told,) = re.findall(
        r"^\* \*\*Are mined terms worth an entry\?\*\*.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    engines = list(dict.fromkeys(row["engine"] for row in MINED))
    worth = [sum(row["verdict"] == "worth" for row in MINED if row["engine"] == engine) for engine in engines]
    assert re.findall(r"(\d+) of 60", told) == list(map(str, worth))


def test_what_a_reviewer_said_of_flags_beside_the_source_is_told() -> None:
    """`data/bitext-judgements.tsv` has two samples of flags on interface texts, the second after false alarms were mended."""
    with (ROOT / "tests/data/bitext-judgements.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    told = Counter((row["round"], row["verdict"]) for row in rows)
    assert all(row["reason"] and row["rule"] and row["language"] for row in rows)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"called {told['1', 'right']} right and {told['1', 'arguable']} arguable" in readme
    assert f"after that {told['2', 'right']} were right and {told['2', 'arguable']} arguable" in readme
