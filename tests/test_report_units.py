"""Reports on files of units, which stand beside their sources: places, fixes and sources are right in every form."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import readers
import surveys

from tqcheck import Checker, fixes, formats
from tqcheck.baseline import Baseline
from tqcheck.engine import Checked
from tqcheck.report import REPORTS
from tqcheck.report.document import SCHEMA

SOURCE, BAD = "Le «bac» du soir transporte 140 voitures.", 'The evening "ferry" ferry carries carries 410 cars.'
FRENCH = (
    "Bonjour à tous.\n\nLe bac du soir transporte 140 voitures.\n\nIl coûte 3 euros.\n\nLe pont de Lavalle fermera lundi.\n"
)
ENGLISH = "Hello, everyone.\n\nThe evening ferry carries carries 410 cars.\n\nIt costs 3 euros.\n"
TEXTS = {
    "app.po": 'msgid "Le «bac» du soir transporte 140 voitures."\n'
    'msgstr ""\n"The evening \\"ferry\\" ferry carries "\n"carries 410 cars."\n',
    "rows.tsv": f"id\tsource\ttarget\n1\tOui\tYes\n2\t{SOURCE}\t{BAD}\n",
    "rows.csv": 'source,target\n"Oui","Yes"\n"{}","{}"\n'.format(SOURCE, BAD.replace('"', '""')),
    "rows.jsonl": json.dumps({"source": SOURCE, "target": BAD}) + "\n",
}
CHECKER = Checker(source="fr", select=("bitext/number-changed", "bitext/paragraph-lost", "repetition/doubled-word"))
VALID = {
    "json": lambda text: readers.json_document(text, json.loads(SCHEMA.read_text("utf-8"))),
    "sarif": readers.sarif,
    "code-scanning": readers.sarif,
    "junit": readers.junit,
    "github": readers.github,
    "gitlab": readers.gitlab,
    "jsonl": lambda text: [json.loads(line) for line in text.split("\n") if line],
}


def checked(name: str) -> Checked:
    return CHECKER.check_bytes(TEXTS[name].encode(), path=name)


def beside() -> Checked:
    return CHECKER.check_bytes(ENGLISH.encode(), path="ferry.md", source=FRENCH.encode())


def everything() -> list[Checked]:
    return [*map(checked, TEXTS), beside()]


def told(form: str, *files: Checked) -> str:
    return surveys.told(form, CHECKER, *files, signature="pair:fr-en")


@pytest.mark.parametrize("name", TEXTS)
def test_all_is_found_where_it_stands(name: str) -> None:
    found = checked(name)
    assert [(finding.rule.id, finding.text) for finding in found] == [
        ("repetition/doubled-word", "carries carries"),
        ("bitext/number-changed", "410"),
    ]
    assert all(finding.segment.source == SOURCE for finding in found)
    start, end = found.document.range(found[1].segment, found[1].span)
    assert found.document.text[start:end] == "410"


@pytest.mark.parametrize("form", REPORTS)
def test_every_report_tells_of_units(form: str) -> None:
    text = told(form, *everything())
    assert text == told(form, *everything())
    if form in VALID:
        VALID[form](text)
    assert "410" in text


@pytest.mark.parametrize("form", ["html", "junit", "github", "gitlab"])
def test_the_source_is_shown_beside(form: str) -> None:
    assert "Le bac du soir transporte 140 voitures" in told(form, beside())
    alone = CHECKER.check_bytes(ENGLISH.encode(), path="ferry.md")
    assert "ource: " not in told(form, alone)


def test_html_shows_the_target_and_not_the_row() -> None:
    page = told("html", checked("rows.tsv"))
    assert '<p class="source" dir="auto"><span class="away">Source: </span>Le «bac» du soir' in page
    assert "\t2\t" not in page


def test_the_excerpt_of_a_long_row_shows_what_is_marked() -> None:
    row = f"{'Un mot. ' * 60}Il coûte 140 euros.\t{'One word. ' * 60}It costs 410 euros."
    found = CHECKER.check_bytes(f"source\ttarget\n{row}\n".encode(), path="rows.tsv")
    line = next(line for line in told("text", found).splitlines() if line.startswith("  2 |"))
    assert "410" in line
    assert len(line) <= 100


def regions(sarif: str) -> Iterator[tuple[str, dict[str, int], str, str]]:
    """The uri, the region to delete and what comes in its place, of every fix."""
    for result in json.loads(sarif)["runs"][0]["results"]:
        for fix in result["fixes"]:
            for change in fix["artifactChanges"]:
                for one in change["replacements"]:
                    yield (
                        change["artifactLocation"]["uri"],
                        one["deletedRegion"],
                        one["insertedContent"]["text"],
                        result["ruleId"],
                    )


def test_fixes_in_sarif_can_be_made_in_the_file() -> None:
    fixed = list(regions(told("sarif", *map(checked, TEXTS))))
    assert len(fixed) >= len(TEXTS)
    for uri, region, new, rule in fixed:
        text = TEXTS[uri]
        became = text[: region["charOffset"]] + new + text[region["charOffset"] + region["charLength"] :]
        again = CHECKER.check_bytes(became.encode(), path=uri)
        assert rule not in [finding.rule.id for finding in again]
        assert len(again.document.segments) == len(checked(uri).document.segments)


def test_places_in_jsonl_are_those_in_the_unit() -> None:
    for name in TEXTS:
        for row in map(json.loads, told("jsonl", checked(name)).splitlines()):
            target = 'The evening "ferry" ferry carries carries 410 cars.'
            assert target[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_baseline_knows_units_again_when_they_move(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name], "utf-8")
    baseline = Baseline(tmp_path / "baseline.jsonl", Counter())
    run = [CHECKER.check_file(path)]
    added, _ = baseline.update(run, grow=True, looked_for=CHECKER.looked_for, covers=lambda _: True)
    assert added == 2
    lines = TEXTS[name].split("\n")
    more = {
        "app.po": 'msgid "Non"\nmsgstr "No"\n',
        "rows.tsv": "9\tNon\tNo",
        "rows.csv": "Non,No",
        "rows.jsonl": '{"source":"Non","target":"No"}',
    }
    at = 0 if name in ("app.po", "rows.jsonl") else 1
    path.write_text("\n".join([*lines[:at], more[name], *lines[at:]]), "utf-8")
    (again,) = baseline.sort([CHECKER.check_file(path)])
    assert not again.findings
    assert len(again.hidden) == 2


def test_a_unit_is_mended_and_nothing_else() -> None:
    for name, text in TEXTS.items():
        mended, count = fixes.fix(CHECKER, formats.read(name, text.encode()), True)
        assert count == 2
        assert not mended.findings
        target = next(one.target for one in mended.document.segments if one.source == SOURCE)
        assert target == 'The evening "ferry" ferry carries 140 cars.'
