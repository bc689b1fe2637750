"""`tqcheck glossary import` and `export` from outside: what would change is shown, and all is written or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from dialogue import converse

from tqcheck import glossary
from tqcheck.glossary import Terms

Runner = Callable[..., Any]
HOUSE = """\
# The sports desk's.
[[concept]]
id = "referee"
domain = "sport"
[concept.en]
preferred = "referee"  # settled in 1998
[concept.fr]
preferred = "arbitre"
"""
TABLE = """\
domain;fr;en;en:forbidden
sport;arbitre;referee;arbiter
sport;prolongations;extra time | overtime;
"""
UNASKED = "tqcheck: nothing was written; --yes writes where nobody can be asked\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tqcheck.toml").write_text('glossaries = ["terms"]\n', "utf-8")
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "sport.toml").write_text(HOUSE, "utf-8")
    (tmp_path / "new.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def terms(house: Path) -> str:
    return (house / "terms" / "sport.toml").read_text("utf-8")


def test_what_would_change_is_shown_and_nothing_is_written(house: Path, run: Runner) -> None:
    told = (
        "2 concepts read: 1 new, 1 changed.\n  changed   new.csv:2: referee: en.forbidden\n  new       new.csv:3: extra-time\n"
    )
    assert run("glossary", "import", "new.csv") == (2, told, UNASKED)
    assert run("glossary", "import", "new.csv", "--dry-run") == (0, told, "tqcheck: note: nothing was written (--dry-run)\n")
    assert terms(house) == HOUSE


def test_an_import_leaves_all_else_as_it_is_and_a_second_one_changes_nothing(house: Path, run: Runner) -> None:
    assert run("glossary", "import", "new.csv", "--yes").err == "tqcheck: note: wrote terms/sport.toml\n"
    first = terms(house)
    assert "# The sports desk's.\n" in first
    assert 'preferred = "referee"  # settled in 1998\nforbidden = ["arbiter"]\n' in first
    assert glossary.load([house / "terms"])["extra-time"].terms["en"] == Terms("extra time", ("overtime",))
    done = run("glossary", "import", "new.csv", "--yes")
    assert done == (0, "2 concepts read: 2 as the house has it.\n", "")
    assert terms(house) == first


def test_what_is_at_odds_stays_unless_theirs_is_taken(house: Path, run: Runner) -> None:
    (house / "odd.csv").write_text("id,en\nreferee,ref\n", "utf-8")
    done = run("glossary", "import", "odd.csv", "--yes")
    assert done == (
        1,
        "1 concept read: 1 as the house has it, 1 at odds.\n"
        "  conflict  odd.csv:2: referee: en.preferred: the house says “referee”, the file “ref”\n",
        "",
    )
    assert run("glossary", "import", "odd.csv", "--yes", "--theirs").code == 0
    assert 'preferred = "ref"  # settled in 1998\nadmitted = ["referee"]\n' in terms(house)


def test_an_import_is_told_to_other_programs(house: Path, run: Runner) -> None:
    (house / "new.csv").write_text("id,fr,Page\nreferee,juge,7\nx,,7\n", "utf-8")
    done = run("glossary", "import", "new.csv", "--format", "jsonl", "--dry-run")
    assert [json.loads(line) for line in done.out.splitlines()] == [
        {
            "concept": "referee",
            "change": "same",
            "keys": [],
            "conflicts": ["fr.preferred: the house says “arbitre”, the file “juge”"],
            "origin": "new.csv:2",
        },
        {"lost": "column “Page”; --map 'Page=note' says what it holds", "path": "new.csv", "line": 1, "concept": ""},
        {"lost": "a concept without terms", "path": "new.csv", "line": 3, "concept": "x"},
    ]


def test_all_files_are_taken_or_none(house: Path, run: Runner) -> None:
    (house / "bad.csv").write_text("en,en\n", "utf-8")
    done = run("glossary", "import", "new.csv", "bad.csv", "--yes")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("tqcheck: bad.csv:1: “en” stands there twice")
    assert terms(house) == HOUSE


def test_new_concepts_get_the_domain_the_status_and_the_file_asked_for(house: Path, run: Runner) -> None:
    (house / "new.csv").write_text("fr,status\nété,\narbitre,\n", "utf-8")
    options = ("--domain", "sport", "--status", "proposed", "--into", "more/summer.toml")
    assert run("glossary", "import", "new.csv", "--yes", *options).code == 0
    assert (
        (house / "more" / "summer.toml")
        .read_text("utf-8")
        .startswith('[[concept]]\nid = "ete"\ndomain = "sport"\nstatus = "pro')
    )
    assert terms(house) == HOUSE


def test_a_terminal_is_asked(house: Path) -> None:
    said = converse(["glossary", "import", "new.csv"], [("Write these changes?", "n")], house)
    assert said.code == 0
    assert terms(house) == HOUSE
    said = converse(["glossary", "import", "new.csv"], [("Write these changes?", "y")], house)
    assert "wrote terms/sport.toml" in said.screen
    assert "arbiter" in terms(house)


def test_a_workbook_goes_out_and_comes_in(house: Path, run: Runner) -> None:
    done = run("glossary", "export", "--output", "out.xlsx")
    assert done == (0, "", "tqcheck: note: 1 concept in out.xlsx\n")
    book = openpyxl.load_workbook(house / "out.xlsx")
    book.active.append(["", "sport", *[""] * 6, "goal"])
    book.save(house / "out.xlsx")
    assert run("glossary", "import", "out.xlsx", "--yes").out == (
        "2 concepts read: 1 new, 1 as the house has it.\n  new       out.xlsx:3: goal\n"
    )


@pytest.mark.parametrize("form", ["csv", "tsv", "tbx"])
def test_the_shipped_concepts_go_out_and_come_in_as_they_are(house: Path, run: Runner, form: str) -> None:
    assert run("glossary", "export", "--all", "--output", f"all.{form}", "--domain", "politics").code == 0
    assert run("glossary", "import", f"all.{form}", "--yes", "--glossary", "copy").code == 0
    shipped = glossary.load([glossary.shipped() or house])
    wanted = {name: concept.terms for name, concept in shipped.items() if concept.domain == "politics"}
    assert wanted
    assert {name: concept.terms for name, concept in glossary.load([house / "copy"]).items()} == wanted


def test_an_export_can_be_piped_into_another_program(house: Path, run: Runner) -> None:
    done = run("glossary", "export", "--form", "csv", "--language", "en")
    assert done.out.splitlines()[1] == "referee,sport,,,,approved,,,referee,,,,,"
    assert run("glossary", "export", "--form", "tsv", "--domain", "politics").out.count("\n") == 1
    assert run("glossary", "export", "--form", "tsv", "--status", "proposed").out.count("\n") == 1
    assert 'msgid "arbitre"\nmsgstr "referee"\n' in run("glossary", "export", "--form", "po", "--from", "fr", "--to", "en").out
    assert (
        '<tbx type="TBX-Core" style="dct"'
        in run("glossary", "export", "--form", "tbx", "--dialect", "core", "--style", "dct").out
    )
    assert "<martif" in run("glossary", "export", "--form", "tbx", "--tbx-version", "2").out


def test_what_an_export_loses_is_told(house: Path, run: Runner) -> None:
    run("glossary", "import", "new.csv", "--yes")
    done = run("glossary", "export", "--form", "weblate", "--from", "fr", "--to", "en")
    assert done.err.splitlines() == [
        "tqcheck: note: extra-time: lost in weblate: en.admitted",
        "tqcheck: note: referee: lost in weblate: en.forbidden",
    ]


def test_a_file_that_is_there_is_replaced_only_when_forced(house: Path, run: Runner) -> None:
    done = run("glossary", "export", "--output", "new.csv")
    assert (done.code, done.err) == (2, "tqcheck: new.csv: is there already; --force replaces it\n")
    assert (house / "new.csv").read_text("utf-8") == TABLE
    assert run("glossary", "export", "--output", "new.csv", "--force").code == 0
    assert "referee" in (house / "new.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("export",), "say what to write: --form tbx|csv"),
        (("export", "--form", "xlsx"), "xlsx is no text; give --output FILE"),
        (("export", "--form", "po", "--from", "fr"), "po holds pairs of two languages; give --from TAG --to TAG"),
        (("export", "--form", "po", "--from", "fr", "--to", "fr"), "--from and --to are one language"),
        (("export", "--output", "x.doc"), "x.doc: its name doesn't tell what it is; say --form"),
        (("export", "--output", "nowhere/x.csv"), "nowhere/x.csv: can't be written: No such file"),
        (("import", "new.csv", "--from", "french"), "'french' is no language tag"),
        (("import", "new.csv", "--map", "fr"), "'fr' maps nothing; write HEADER=COLUMN"),
        (("import", "new.csv", "--map", "Terme=fr"), "new.csv:1: no column is named “terme”"),
        (("import", "new.csv", "--separator", "\\"), "can't part terms"),
        (("import", "new.csv", "--delimiter", "ab"), "can't part cells"),
        (("import", "nowhere.csv"), "nowhere.csv: can't be read: No such file"),
        (("import", "terms"), "terms: can't be read: Is a directory"),
        (("import", "terms/sport.toml"), "its name doesn't tell what it is"),
        (("import", "new.csv", "--sheet", "x", "--form", "xlsx"), "new.csv: is no workbook; save it as .xlsx"),
        (("import", "formula.xlsx"), "formula.xlsx:2: sheet “Sheet”, cell A2 holds a formula"),
        (("import", "laughs.tbx"), "laughs.tbx:"),
        (("import", "base.po"), "base.po: doesn't tell its languages; give --from fr --to en"),
    ],
)
def test_what_can_not_be_is_refused_in_one_line(house: Path, run: Runner, args: tuple[str, ...], told: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["en"])
    book.active.append(["=1+1"])
    book.save(house / "formula.xlsx")
    (house / "laughs.tbx").write_text('<!DOCTYPE tbx [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><tbx>&c;</tbx>', "utf-8")
    (house / "base.po").write_text('msgid "a"\nmsgstr "b"\n', "utf-8")
    done = run("glossary", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert terms(house) == HOUSE


def test_what_a_file_says_can_not_play_tricks_on_the_terminal(house: Path, run: Runner) -> None:
    (house / "new.csv").write_text('id,en\nreferee,"\x1b[31mref\n\x07"\n', "utf-8")
    out = run("glossary", "import", "new.csv").out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize("name", ["import", "export"])
def test_help_names_the_forms(run: Runner, name: str) -> None:
    out = run("glossary", name, "--help").out
    assert "tqcheck glossary import terms.csv" in out or "tqcheck glossary export --output" in out
    assert "a CSV of Weblate" in out


def test_a_glossary_that_is_no_house_s_needs_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new.csv").write_text(TABLE, "utf-8")
    assert "no glossary is named" in run("glossary", "import", "new.csv", "--yes").err
    assert run("glossary", "import", "new.csv", "--yes", "--into", "mine.toml").code == 0
    assert len(glossary.load([tmp_path / "mine.toml"])) == 2
