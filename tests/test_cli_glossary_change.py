"""`tqcheck glossary add`, `edit`, `remove`, `rename`, `merge`, `format`, and `list`, `show`, `search`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dialogue import converse

from tqcheck import glossary
from tqcheck.glossary import Terms

Runner = Callable[..., Any]
CITY = """\
# The city desk's terms.

# since the reform
[[concept]]
id = "town-hall"
domain = "city"
note = "Not in Scotland."
[concept.en]
preferred = "town hall"
forbidden = ["hotel of the city", "city house"]
[concept.fr]
preferred = "hôtel de ville"

[[concept]]
id = "ward"
status = "proposed"
[concept.en]
preferred = "ward"
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one glossary; returns its file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tqcheck.toml").write_text('glossaries = ["terms/"]\nfrom = "fr"\n', "utf-8")
    path = tmp_path / "terms" / "city.toml"
    path.parent.mkdir()
    path.write_text(CITY, "utf-8")
    return path


def refused(run: Runner, *args: str) -> str:
    """The one line that a command is refused with."""
    done = run("glossary", *args)
    assert (done.code, done.out) == (2, "") and done.err.count("\n") == 1, done
    return str(done.err)


def test_add_makes_an_id_and_says_where_it_went(house: Path, run: Runner) -> None:
    done = run(
        "glossary", "add", "--preferred", "Mayor's Café", "--preferred", "fr=café du maire", "--forbidden", "coffee=shop",
        "--admitted", "en-GB=the caff", "--domain", "city", "--case", "en=any", "--verbatim", "de", "--date", "2026-01-31",
        "--owner", "desk",
    )  # fmt: skip
    assert done == (0, "Added mayors-cafe to terms/city.toml.\n", "")
    text = house.read_text("utf-8")
    assert text.startswith('# The city desk\'s terms.\n\n[[concept]]\nid = "mayors-cafe"\n')
    assert text.endswith(CITY.removeprefix("# The city desk's terms.\n\n"))
    added = glossary.read(house)["mayors-cafe"]
    assert added.terms == {
        "en": Terms("Mayor's Café", forbidden=("coffee=shop",), case="any"),
        "fr": Terms("café du maire"),
        "en-GB": Terms(admitted=("the caff",)),
        "de": Terms(verbatim=True),
    }
    assert (added.owner, added.date, added.status) == ("desk", "2026-01-31", "approved")


def test_add_notes_a_term_that_another_concept_has(house: Path, run: Runner) -> None:
    done = run("glossary", "add", "guild", "--preferred", "guild hall", "--forbidden", "city house")
    assert done.code == 0
    assert done.err.startswith("tqcheck: note: “city house” (en) stands in town-hall, too;")


def test_add_refuses_what_stands_there_and_what_says_nothing(house: Path, run: Runner) -> None:
    assert "concept 'ward' stands in terms/city.toml already" in refused(run, "add", "ward", "--preferred", "x")
    assert "give --preferred TERM" in refused(run, "add", "x")
    assert "'a b' is no id" in refused(run, "add", "a b", "--preferred", "x")
    assert "--case 'en=loud'" in refused(run, "add", "--preferred", "x", "--case", "en=loud")
    assert "'fr=' has no term" in refused(run, "add", "--preferred", "fr=")
    assert "add 'preferred' to [concept.de]" in refused(run, "add", "--preferred", "x", "--forbidden", "de=y")
    assert house.read_text("utf-8") == CITY


def test_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no glossary is named; give --glossary PATH" in refused(run, "add", "--preferred", "x")
    assert run("glossary", "add", "--glossary", "new/terms.toml", "--preferred", "x").code == 0
    assert list(glossary.read(Path("new/terms.toml"))) == ["x"]


def test_a_file_that_no_check_would_read_is_noted(house: Path, run: Runner) -> None:
    assert run("glossary", "add", "x", "--preferred", "x", "--into", "terms/more/new.toml").err == ""
    done = run("glossary", "add", "y", "--preferred", "y", "--into", "else.toml")
    assert (done.code, done.out) == (0, "Added y to else.toml.\n")
    assert done.err.startswith("tqcheck: note: else.toml is in none of the house's glossaries")
    assert "concept 'y' stands in else.toml already" in refused(run, "add", "y", "--preferred", "y", "--into", "else.toml")


def test_a_term_that_looks_like_a_language_is_dropped_as_a_term(house: Path, run: Runner) -> None:
    run("glossary", "edit", "ward", "--admitted", "IT", "--preferred", "it=rione")
    assert run("glossary", "edit", "ward", "--drop", "IT").code == 0
    assert glossary.read(house)["ward"].terms == {"en": Terms("ward"), "it": Terms("rione")}


def test_edit_adds_moves_and_drops(house: Path, run: Runner) -> None:
    done = run(
        "glossary", "edit", "town-hall", "--preferred", "city hall", "--admitted", "city house", "--drop", "fr",
        "--drop", "hotel of the city", "--forbidden", "Mayor Street", "--note", "",
    )  # fmt: skip
    assert done == (0, "Changed town-hall in terms/city.toml.\n", "")
    found = glossary.read(house)["town-hall"]
    assert found.terms == {"en": Terms("city hall", ("town hall", "city house"), ("Mayor Street",))}
    assert found.note == "" and "# since the reform\n[[concept]]" in house.read_text("utf-8")


def test_edit_diff_writes_nothing(house: Path, run: Runner) -> None:
    done = run("glossary", "edit", "ward", "--status", "approved", "--diff")
    assert '-status = "proposed"\n+status = "approved"\n' in done.out
    assert house.read_text("utf-8") == CITY
    run("glossary", "edit", "ward", "--status", "approved")
    assert house.read_text("utf-8") == CITY.replace('status = "proposed"', 'status = "approved"')


def test_an_edit_made_twice_changes_nothing(house: Path, run: Runner) -> None:
    assert run("glossary", "edit", "ward", "--status", "proposed", "--note", "") == (0, "Nothing to change.\n", "")
    assert house.read_text("utf-8") == CITY


def test_a_shipped_concept_is_copied_to_be_changed(house: Path, run: Runner) -> None:
    assert run("glossary", "edit", "un", "--status", "deprecated").code == 0
    assert glossary.load([house.parent])["un"].status == "deprecated"
    assert glossary.load([house.parent])["un"].terms == glossary.load([Path(str(glossary.shipped()))])["un"].terms
    assert run("check", "-q", "--select", "term", "-", stdin=b"The ONU met.\n").out == ""


def test_edit_refuses(house: Path, run: Runner) -> None:
    assert "no concept 'town-hal', did you mean 'town-hall'?" in refused(run, "edit", "town-hal", "--note", "x")
    assert "nothing to change; give a flag" in refused(run, "edit", "ward")
    assert "has no such term in en" in refused(run, "edit", "ward", "--drop", "wards")
    assert "it has no terms" in refused(run, "edit", "ward", "--drop", "en")
    assert house.read_text("utf-8") == CITY


def test_remove_rename_merge(house: Path, run: Runner) -> None:
    assert run("glossary", "rename", "ward", "a-ward") == (0, "Renamed ward to a-ward.\n", "")
    assert list(glossary.read(house)) == ["a-ward", "town-hall"]
    assert run("glossary", "merge", "town-hall", "a-ward") == (0, "Merged a-ward into town-hall.\n", "")
    assert glossary.read(house)["town-hall"].terms["en"].admitted == ("ward",)
    assert run("glossary", "remove", "town-hall") == (0, "Removed town-hall.\n", "")
    assert house.read_text("utf-8") == "# The city desk's terms.\n\n"


def test_they_refuse_what_is_not_there(house: Path, run: Runner) -> None:
    assert "no concept 'x' in" in refused(run, "remove", "ward", "x")
    assert "'un' comes with tqcheck; `tqcheck glossary edit un --status deprecated` silences it" in refused(run, "remove", "un")
    assert "concept 'ward' stands in" in refused(run, "rename", "town-hall", "ward")
    assert "no concept 'x'" in refused(run, "merge", "ward", "x")
    assert "can't be merged with itself" in refused(run, "merge", "ward", "ward")
    assert house.read_text("utf-8") == CITY


def test_format_checks_and_writes(house: Path, run: Runner) -> None:
    house.write_text(CITY.replace('id = "town-hall"', "id='town-hall'   # name"), "utf-8")
    assert run("glossary", "format", "--check") == (1, "terms/city.toml would change\n", "")
    assert "-id='town-hall'   # name\n+id = \"town-hall\" # name\n" in run("glossary", "format", "--diff").out
    assert run("glossary", "format") == (0, "Formatted terms/city.toml.\n", "")
    assert run("glossary", "format") == (0, "All files are formatted already.\n", "")
    assert run("glossary", "format", "--check").code == 0


def test_a_broken_file_is_left(house: Path, run: Runner) -> None:
    house.write_text(CITY + '\n[[concept]]\nid = "x"\n[concept.en\n', "utf-8")
    assert "terms/city.toml:22: is not valid TOML" in refused(run, "edit", "ward", "--note", "x").replace(
        f"{house.parents[1]}/", ""
    )
    assert "terms/city.toml:22: is not valid TOML" in refused(run, "list")


def test_list_show_and_search(house: Path, run: Runner) -> None:
    lines = run("glossary", "list").out.splitlines()
    assert lines == ["town-hall (city)  en: town hall · fr: hôtel de ville", "ward (proposed)  en: ward"]
    assert run("glossary", "list", "--status", "proposed").out == lines[1] + "\n"
    assert run("glossary", "list", "--language", "fr").out == lines[0] + "\n"
    assert len(run("glossary", "list", "--all").out.splitlines()) > 2500
    shown = run("glossary", "show", "town-hall").out
    assert shown.splitlines()[:2] == ["town-hall  city, approved  terms/city.toml:4", "  note: Not in Scotland."]
    assert "          forbidden  city house\n" in shown
    [record] = map(json.loads, run("glossary", "show", "ward", "--format", "jsonl").out.splitlines())
    assert (record["id"], record["status"], record["path"], record["line"]) == ("ward", "proposed", "terms/city.toml", 14)
    assert record["terms"]["en"]["preferred"] == "ward"
    assert run("glossary", "search", "HOTEL DE ville").out == lines[0] + "\n"
    assert run("glossary", "search", "supreme guide").out.startswith("supreme-leader (institutions)")
    nothing = run("glossary", "search", "town hal l")
    assert (nothing.code, nothing.out) == (1, "") and "did you mean 'town hall'?" in nothing.err
    assert run("glossary", "show", "town", "ward").code == 2


def test_add_asks_at_a_terminal(house: Path) -> None:
    turns = [
        ("Preferred term (en)", "guild hall"),
        ("Admitted terms", ""),
        ("Forbidden terms", "house of guild | guildhouse"),
        ("Source term (fr)", "maison"),
        ("Domain", "city"),
        ("Note", "An old one."),
    ]
    said = converse(["glossary", "add"], turns, house.parents[1])
    assert said.code == 0 and "Added guild-hall to terms/city.toml." in said.screen
    added = glossary.read(house)["guild-hall"]
    assert added.terms == {"en": Terms("guild hall", forbidden=("house of guild", "guildhouse")), "fr": Terms("maison")}
    assert (added.domain, added.note) == ("city", "An old one.")


def test_edit_asks_at_a_terminal_and_keeps_what_is_not_answered(house: Path) -> None:
    turns = [
        ("Preferred term (en) [town hall]", ""),
        ("Admitted terms", ""),
        ("[hotel of the city | city house]", "city house"),
        ("Source term (fr) [hôtel de ville]", ""),
        ("Domain [city]", "-"),
        ("Note [Not in Scotland.]", ""),
    ]
    said = converse(["glossary", "edit", "town-hall"], turns, house.parents[1])
    assert said.code == 0
    assert house.read_text("utf-8") == CITY.replace('"hotel of the city", ', "").replace('domain = "city"\n', "")


def test_an_interrupted_dialogue_writes_nothing(house: Path) -> None:
    said = converse(["glossary", "add"], [("Preferred term (en)", "guild hall"), ("Admitted terms", "\x03")], house.parents[1])
    assert said.code == 130 and "tqcheck: interrupted" in said.screen and "Traceback" not in said.screen
    assert house.read_text("utf-8") == CITY
