import re
from pathlib import Path

import bare
import pytest

from tqcheck import packs, ruleset
from tqcheck.model import Certainty, Problem, Severity


def test_a_record_becomes_a_rule(tmp_path):
    text = bare.record(
        id="calque/mill",
        pattern="mill around",
        fix=["mill about"],
        safe=True,
        aliases=["calque/old-mill"],
        to=["en-GB"],
        references=["A book"],
    )
    folder = bare.pack(tmp_path, text)
    [rule] = packs.load(folder).rules
    assert (rule.id, rule.family, rule.check, rule.pack) == ("calque/mill", "calque", "pattern", "house")
    assert (rule.severity, rule.certainty, rule.safe, rule.status, rule.needs) == (
        Severity.major,
        Certainty.certain,
        True,
        "stable",
        "",
    )
    assert (rule.aliases, rule.to, rule.references) == (("calque/old-mill",), ("en-GB",), ("A book",))
    assert rule.bad == (("Bad.", "Good."),) and rule.good == ("Good.",)
    assert rule.origin == f"{folder / 'rules.toml'}:1"


def test_a_bad_example_without_a_repair_stands_for_itself(tmp_path):
    [rule] = packs.load(bare.pack(tmp_path, bare.record(pattern="x y", bad=[["Bad."]]))).rules
    assert rule.bad == (("Bad.", "Bad."),)


def test_a_single_file_is_a_pack_named_after_it(tmp_path):
    folder = bare.pack(tmp_path, bare.record(pattern="mill around"))
    path = (folder / "rules.toml").rename(tmp_path / "newsroom.toml")
    loaded = packs.load(path)
    assert loaded.name == loaded.rules[0].pack == "newsroom"


MISTAKES = {
    "no id": ({"id": None}, "'id' is missing"),
    "no why": ({"why": None}, "'why' is missing"),
    "no proof": ({"bad": None}, "'bad' is missing"),
    "no good": ({"good": None}, "'good' is missing"),
    "empty proof": ({"bad": []}, "at least one bad and one good"),
    "empty good": ({"good": []}, "at least one bad and one good"),
    "id of no family": ({"id": "folly/x"}, "family/slug"),
    "id without slug": ({"id": "calque/"}, "family/slug"),
    "id a number": ({"id": 3}, "'id' must be a string"),
    "message a number": ({"message": 3}, "'message' must be a string"),
    "bad a string": ({"bad": "Bad."}, "'bad' must be an array"),
    "bad of three": ({"bad": [["a", "b", "c"]]}, "[text, repaired text]"),
    "bad of numbers": ({"bad": [[1, 2]]}, "[text, repaired text]"),
    "good of numbers": ({"good": [1]}, "'good' must be an array of strings"),
    "aliases a string": ({"aliases": "calque/old"}, "'aliases' must be an array of strings"),
    "to a string": ({"to": "en-US"}, "'to' must be an array of strings"),
    "references a string": ({"references": "A book"}, "'references' must be an array of strings"),
    "safe a string": ({"safe": "no"}, "'safe' is true or false"),
    "severity": ({"severity": "awful"}, "must be one of minor, major, critical"),
    "certainty": ({"certainty": ["sure"]}, "must be one of possible, likely, certain"),
    "needs": ({"needs": "french"}, 'must be "translation", or be left out'),
    "needs a number": ({"needs": 3}, 'needs is 3; it must be "translation", or be left out'),
    "to no language": ({"to": ["british english"]}, "'british english' in 'to' is no language tag"),
    "status": ({"status": "beta"}, "must be one of stable, preview"),
    "unknown check": ({"check": "patern"}, "unknown check 'patern'"),
    "unknown key": ({"patern": "x"}, "unknown key 'patern', did you mean 'pattern'?"),
    "no pattern": ({"pattern": None}, "'pattern' is missing"),
    "pattern a number": ({"pattern": 3}, "'pattern' is missing"),
    "pattern open": ({"pattern": "mill (around"}, "no regular expression"),
    "guard open": ({"after": "(x"}, "'after' is no regular expression"),
    "guard a list": ({"unless": ["x"]}, "'unless' must be a regular expression"),
    "unknown list": ({"pattern": "mill {weakday}"}, "no list is named 'weakday'"),
    "unknown list of lemmas": ({"pattern": "{verb:@weakday} mill"}, "no list is named 'weakday'"),
    "no literal": ({"pattern": r"\w+ \w+"}, "no fixed string"),
    "edges": ({"edges": "no"}, "'edges' is true or false"),
    "case": ({"case": "upper"}, "'case' is any or exact"),
    "start": ({"start": "yes"}, "'start' is true or false"),
    "quoted": ({"quoted": 0}, "'quoted' is true or false"),
    "fix a string": ({"fix": "mill about"}, "'fix' must be an array"),
    "fix of no group": ({"fix": ["mill {about}"]}, "names no group"),
    "fix of no filter": ({"fix": ["mill {match|reversed}"]}, "no filter: 'reversed'"),
    "fix with a verb too many": ({"fix": ["{verb:mill} about"]}, "needs a {verb:…} in the pattern"),
    "message of no group": ({"message": "{about}"}, "names no group"),
    "anchors": ({"anchors": ["x"]}, "'anchors' must be"),
    "key of another check": ({"check": "quotes", "pattern": "x y"}, "unknown key 'pattern'"),
    "term of no kind": ({"check": "term", "pattern": None, "kind": "banned"}, "'kind' must be forbidden or foreign"),
    "verbs missing": ({"check": "stray-capital", "pattern": None}, "'verbs' must be an array"),
    "language unknown": ({"check": "foreign-sentence", "pattern": None, "language": "xx"}, "'language' must be one of"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_with_file_and_line(tmp_path, mistake):
    keys, told = MISTAKES[mistake]
    keys = {"id": "calque/mill", "pattern": "mill around"} | keys
    good = bare.record(id="calque/fine", pattern="fine mill")
    folder = bare.pack(tmp_path, good, bare.record(**keys))
    with pytest.raises(Problem) as refused:
        loaded = packs.load(folder)
        for rule in loaded.rules:
            ruleset.prepare(rule, loaded.lists)
    assert told in refused.value.message
    assert (refused.value.path, refused.value.line) == (str(folder / "rules.toml"), good.count("\n") + 2)
    assert str(refused.value).startswith(f"{folder / 'rules.toml'}:{good.count(chr(10)) + 2}: ")


WRECKS = {
    "not TOML": ("[[rule]]\nid = \n", 2, "is not valid TOML"),
    "a stray table": ("# rules\n\n[rules]\nx = 1\n", 3, "unknown key 'rules'"),
    "a plain table": ("[rule]\nid = 'calque/x'\n", 1, "write each rule as a [[rule]] table"),
    "inline tables": ("\nrule = [{ id = 'calque/x' }]\n", 2, "write each rule as a [[rule]] table"),
}


@pytest.mark.parametrize("wreck", WRECKS)
def test_a_file_that_is_no_pack_is_refused_with_its_line(tmp_path, wreck):
    text, line, told = WRECKS[wreck]
    folder = bare.pack(tmp_path, text)
    with pytest.raises(Problem, match=re.escape(told)) as refused:
        packs.load(folder)
    assert (refused.value.path, refused.value.line) == (str(folder / "rules.toml"), line)


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    folder = bare.pack(tmp_path)
    (folder / "rules.toml").write_bytes(b"# one\n# caf\xe9\n")
    with pytest.raises(Problem, match="not UTF-8") as refused:
        packs.load(folder)
    assert refused.value.line == 2


def test_a_folder_that_can_not_be_read_is_told(tmp_path, monkeypatch):
    folder = bare.pack(tmp_path, bare.record(pattern="x y"))

    def locked(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch, pytest.raises(Problem, match="can't be read: Permission denied"):
        patch.setattr(Path, "exists", locked)
        packs.lists_beside(folder)
    monkeypatch.setattr("os.listdir", locked)
    monkeypatch.setattr("os.scandir", locked)
    with pytest.raises(Problem, match="can't be read: Permission denied") as refused:
        packs.files(folder)
    assert refused.value.path == str(folder)


def test_the_region_of_a_rule_may_be_written_in_any_case(tmp_path):
    [rule] = packs.load(bare.pack(tmp_path, bare.record(pattern="x y", to=["EN-gb"]))).rules
    assert rule.to == ("en-GB",)


def test_a_missing_pack_is_refused(tmp_path):
    with pytest.raises(Problem, match="no such pack"):
        packs.load(tmp_path / "nowhere")


@pytest.mark.parametrize("second", [{"id": "calque/one"}, {"id": "calque/two", "aliases": ["calque/one"]}])
def test_two_rules_of_one_name_are_refused(tmp_path, second):
    first = bare.record(id="calque/one", pattern="mill around")
    folder = bare.pack(tmp_path, first, bare.record(**{"pattern": "mill about"} | second))
    with pytest.raises(Problem, match="'calque/one' stands at") as refused:
        packs.load(folder)
    assert refused.value.line == first.count("\n") + 2


def test_an_own_list_adds_to_the_shipped_ones_and_overrides_them(tmp_path):
    folder = bare.pack(tmp_path, bare.record(pattern="{weekday} {fruit}"), lists='fruit = ["fig"]\nweekday = ["Someday"]\n')
    lists = packs.load(folder).lists
    assert lists["fruit"] == ("fig",) and lists["weekday"] == ("Someday",)
    assert "December" in lists["month"]


@pytest.mark.parametrize("entries", ['"fig"', "[1]", "[]"])
def test_a_list_that_is_none_is_refused_with_its_line(tmp_path, entries):
    folder = bare.pack(tmp_path, lists=f'nut = ["almond"]\nfruit = {entries}\n')
    with pytest.raises(Problem, match="'fruit' must be") as refused:
        packs.load(folder)
    assert (Path(refused.value.path).name, refused.value.line) == ("lists.toml", 2)


def test_the_shipped_packs_load_and_their_ids_are_unique():
    folders = packs.shipped()
    assert {"common", "fr-en"} <= {folder.name for folder in folders}
    rules = [rule for folder in folders for rule in packs.load(folder).rules]
    packs.refuse_twins(rules)
    assert len({rule.id for rule in rules}) == len(rules) > 100


@pytest.mark.parametrize(
    ("pack", "expected"), [("fr-en", ("fr", "en")), ("common", None), ("house-rules", None), ("fr-", None), ("x-en", None)]
)
def test_a_pair_of_languages_is_told_from_a_packs_name(pack, expected):
    assert ruleset.pair(pack) == expected
