import os
import re
from pathlib import Path

import pytest

from tqcheck import glossary
from tqcheck.glossary import Terms
from tqcheck.model import Problem

WHOLE = """
[[concept]]
id = "guide"
domain = "politics"
definition = "A head of state."
note = "Held since 1989."
reference = "A book"
status = "proposed"
owner = "desk"
date = 2024-05-01
[concept.en]
preferred = "Supreme Leader"
admitted = ["the Leader"]
forbidden = ["Supreme Guide"]
forms = ["Supreme Leadership"]
case = "exact"
[concept.fr]
preferred = "Guide suprême"
verbatim = false
[concept.en-GB]
preferred = "supreme leader"
"""


def write(folder, text, name="terms.toml"):
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, "utf-8")
    return path


def concept(name, preferred="x y", **keys):
    lines = [f'{key} = "{value}"' for key, value in keys.items()]
    return "\n".join(("[[concept]]", f'id = "{name}"', *lines, "[concept.en]", f'preferred = "{preferred}"', ""))


def test_a_concept_is_read_whole(tmp_path):
    path = write(tmp_path, WHOLE)
    [read] = glossary.load([path]).values()
    assert (read.id, read.domain, read.status, read.owner, read.date) == ("guide", "politics", "proposed", "desk", "2024-05-01")
    assert (read.definition, read.note, read.reference) == ("A head of state.", "Held since 1989.", "A book")
    assert read.terms["en"] == Terms(
        "Supreme Leader", ("the Leader",), ("Supreme Guide",), ("Supreme Leadership",), "exact", False
    )
    assert set(read.terms) == {"en", "fr", "en-GB"}
    assert read.origin == f"{path}:2"


def test_concepts_are_approved_unless_they_say_otherwise(tmp_path):
    assert glossary.load([write(tmp_path, concept("a"))])["a"].status == "approved"


def test_later_glossaries_override_by_id(tmp_path):
    first = write(tmp_path, concept("a", "one") + concept("b", "one"), "first.toml")
    second = write(tmp_path, concept("b", "two") + concept("c", "two"), "second.toml")
    loaded = glossary.load([first, second])
    assert {name: found.terms["en"].preferred for name, found in loaded.items()} == {"a": "one", "b": "two", "c": "two"}
    assert glossary.load([second, first])["b"].terms["en"].preferred == "one"


def test_folders_are_read_in_the_order_of_their_files_and_to_the_bottom(tmp_path):
    write(tmp_path, concept("a", "one"), "terms/a.toml")
    write(tmp_path, concept("a", "two"), "terms/b/b.toml")
    write(tmp_path, "nothing = here", "terms/readme.txt")
    assert [path.name for path in glossary.files([tmp_path / "terms"])] == ["a.toml", "b.toml"]
    assert glossary.load([tmp_path / "terms"])["a"].terms["en"].preferred == "two"


def test_an_empty_glossary_holds_nothing(tmp_path):
    assert glossary.load([write(tmp_path, "# later\n")]) == {}


MISTAKES = {
    "no id": ("[[concept]]\n[concept.en]\npreferred = 'x'\n", "'id' is missing"),
    "empty id": ("[[concept]]\nid = ''\n[concept.en]\npreferred = 'x'\n", "'id' is missing"),
    "unknown key": ("[[concept]]\nid = 'a'\ndomian = 'x'\n[concept.en]\npreferred = 'x'\n", "'domian', did you mean 'domain'?"),
    "unknown key of a language": (
        "[[concept]]\nid = 'a'\n[concept.en]\nprefered = 'x'\n",
        "'prefered' in [concept.en], did you mean 'preferred'?",
    ),
    "status": ("[[concept]]\nid = 'a'\nstatus = 'maybe'\n[concept.en]\npreferred = 'x'\n", "must be one of proposed"),
    "no terms": ("[[concept]]\nid = 'a'\n", "it has no terms"),
    "preferred a list": (
        "[[concept]]\nid = 'a'\n[concept.en]\npreferred = ['x']\n",
        "'preferred' in [concept.en] must be a string",
    ),
    "forbidden a string": ("[[concept]]\nid = 'a'\n[concept.en]\nforbidden = 'x'\n", "must be an array of strings"),
    "forbidden of nothing": ("[[concept]]\nid = 'a'\n[concept.en]\nforbidden = ['']\n", "must be an array of strings"),
    "verbatim a string": ("[[concept]]\nid = 'a'\n[concept.fr]\nverbatim = 'yes'\n", "must be true or false"),
    "case": ("[[concept]]\nid = 'a'\n[concept.en]\ncase = 'upper'\n", "must be one of exact, initial, any"),
    "no language": (
        "[[concept]]\nid = 'a'\n[concept.zzzzzzzzz]\npreferred = 'x'\n",
        "[concept.zzzzzzzzz] is named after no language",
    ),
    "a language twice": (
        "[[concept]]\nid = 'a'\n[concept.en]\npreferred = 'x'\n[concept.EN]\npreferred = 'y'\n",
        "[concept.EN] stands here already, as en",
    ),
    "forbidden alone": (
        "[[concept]]\nid = 'a'\n[concept.en]\nforbidden = ['x']\n[concept.en-GB]\npreferred = 'y'\n",
        "forbidden terms need a preferred one; add 'preferred' to [concept.en]",
    ),
    "twice": (concept("good"), "concept 'good' stands at"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_with_file_and_line(tmp_path, mistake):
    text, told = MISTAKES[mistake]
    good = concept("good")
    path = write(tmp_path, good + text)
    with pytest.raises(Problem, match=re.escape(told)) as refused:
        glossary.load([path])
    assert (refused.value.path, refused.value.line) == (str(path), good.count("\n") + 1)


WRECKS = {
    "not TOML": ("[[concept]]\nid = \n", 2, "is not valid TOML"),
    "a stray table": ("\n[term]\nx = 1\n", 2, "unknown key 'term'"),
    "a plain table": ("[concept]\nid = 'a'\n", 1, "write each concept as a [[concept]] table"),
    "inline tables": ("\nconcept = [{ id = 'a', en = { preferred = 'x' } }]\n", 2, "write each concept as a [[concept]] table"),
}


@pytest.mark.parametrize("wreck", WRECKS)
def test_a_file_that_is_no_glossary_is_refused_with_its_line(tmp_path, wreck):
    text, line, told = WRECKS[wreck]
    path = write(tmp_path, text)
    with pytest.raises(Problem, match=re.escape(told)) as refused:
        glossary.load([path])
    assert (refused.value.path, refused.value.line) == (str(path), line)


def test_a_region_may_forbid_what_its_language_has_a_term_for(tmp_path):
    text = "[[concept]]\nid = 'a'\n[concept.en]\npreferred = 'x'\n[concept.en-GB]\nforbidden = ['y']\n"
    assert glossary.load([write(tmp_path, text)])["a"].terms["en-GB"].forbidden == ("y",)


def test_languages_may_be_written_in_any_case(tmp_path):
    text = "[[concept]]\nid = 'a'\n[concept.FR]\npreferred = 'x'\n[concept.en-gb]\npreferred = 'y'\n"
    assert list(glossary.load([write(tmp_path, text)])["a"].terms) == ["fr", "en-GB"]


def test_a_folder_that_can_not_be_read_is_told(tmp_path, monkeypatch):
    write(tmp_path / "open", concept("a"))
    scan = os.scandir
    (tmp_path / "open" / "locked").mkdir()

    def locked(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", locked)
    with pytest.raises(Problem, match="can't be read: Permission denied") as refused:
        glossary.load([tmp_path / "open"])
    assert refused.value.path == str(tmp_path / "open" / "locked")


def test_a_missing_glossary_is_refused(tmp_path):
    with pytest.raises(Problem, match="no such glossary"):
        glossary.load([tmp_path / "nowhere.toml"])


def test_the_shipped_glossaries_load_each_concept_from_one_place():
    folder = glossary.shipped()
    assert folder is not None
    files = glossary.files([folder])
    assert len(files) > 1
    assert sum(len(glossary.read(path)) for path in files) == len(glossary.load([folder])) >= 60
    assert all(len(glossary.read(path)) <= 500 for path in files)


def test_every_shipped_concept_has_a_term_to_write():
    folder = glossary.shipped()
    assert isinstance(folder, Path)
    lacking = [name for name, found in glossary.load([folder]).items() if not found.terms.get("en", Terms()).preferred]
    assert lacking == []
