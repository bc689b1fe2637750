"""Glossary files are changed key by key: what is not asked for stays, files stay sorted, all is written or nothing."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck import glossary
from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology.edit import Glossaries

WHOLE = """\
# The house's offices.
# Kept by the politics desk.

# The palace
[[concept]]
id = "chief" # a person
note = 'the one'  # and only
domain = "politics"
[concept.en] # English
preferred = "Chief"
forbidden = [
  "Boss",   # too loud
  # old
  "Head",
]

# French follows
[concept.fr]
preferred = "Chef"

# --- below: buildings ---

[[concept]]
id = "hall"
date = 2024-05-01
[concept.en]
preferred = "town hall"
"""


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.toml"
    path.write_text(WHOLE, "utf-8")
    return path


def concept(name: str, preferred: str = "word", **more: object) -> Concept:
    return Concept(name, {"en": Terms(preferred=preferred)}, **more)  # type: ignore[arg-type]


def edited(path: Path, change: Callable[[Glossaries], object]) -> str:
    """The file's text after a change."""
    house = Glossaries([path])
    change(house)
    house.save()
    return path.read_text("utf-8")


def changed_lines(after: str, before: str = WHOLE) -> set[str]:
    """The lines that came (+) and went (-)."""
    old, new = before.splitlines(), after.splitlines()
    return {f"-{line}" for line in old if line not in new} | {f"+{line}" for line in new if line not in old}


def with_terms(path: Path, name: str, tag: str, **keys: object) -> Concept:
    found = glossary.read(path)[name]
    return replace(found, terms=found.terms | {tag: replace(found.terms.get(tag, Terms()), **keys)})  # type: ignore[arg-type]


def test_nothing_changed_is_nothing_to_write(terms: Path) -> None:
    house = Glossaries([terms])
    for found in list(house):
        house.put(found)
    assert house.changes() == []


def test_one_value_is_one_line_and_its_comment_stays(terms: Path) -> None:
    text = edited(terms, lambda house: house.put(replace(house.get("chief"), note="another")))
    assert changed_lines(text) == {"-note = 'the one'  # and only", '+note = "another"  # and only'}


def test_a_new_key_goes_to_its_usual_place(terms: Path) -> None:
    text = edited(terms, lambda house: house.put(replace(house.get("chief"), definition="A head.", status="proposed")))
    assert 'domain = "politics"\ndefinition = "A head."\nstatus = "proposed"\n[concept.en]' in text
    assert changed_lines(text) == {'+definition = "A head."', '+status = "proposed"'}


def test_items_of_a_list_come_and_go_with_their_lines(terms: Path) -> None:
    wanted = with_terms(terms, "chief", "en", forbidden=("Big", "Head", "Top"))
    text = edited(terms, lambda house: house.put(wanted))
    assert glossary.read(terms)["chief"].terms == wanted.terms
    assert changed_lines(text) == {'-  "Boss",   # too loud', '+  "Big",', '+  "Top",'}


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        ('["a" # c\n]', "ab", '["a", # c\n    "b",\n]'),
        ('[\n  "a",\n  "c"\n  # end\n]', "abc", '[\n  "a",\n  "b",\n  "c"\n  # end\n]'),
        ('["a", "c",\n "d"]', "abcde", '["a", "b", "c",\n "d", "e",]'),
        ('[ # all\n  # up\n  "a", # x\n  "b" # y\n  , "c"]', "cb", '[ # all\n "c",  "b" # y\n  ,]'),
    ],
)
def test_no_item_is_lost_in_a_comment(tmp_path: Path, before: str, items: str, after: str) -> None:
    path = tmp_path / "terms.toml"
    path.write_text(f'[[concept]]\nid = "a"\n[concept.en]\npreferred = "x"\nforms = {before} # z\n', "utf-8")
    text = edited(path, lambda house: house.put(Concept("a", {"en": Terms("x", forms=tuple(items))})))
    assert text.endswith(f"forms = {after} # z\n")
    assert glossary.read(path)["a"].terms["en"].forms == tuple(items)


def test_a_new_language_is_a_new_table(terms: Path) -> None:
    text = edited(terms, lambda house: house.put(with_terms(terms, "chief", "en-GB", preferred="chief")))
    assert 'preferred = "Chef"\n[concept.en-GB]\npreferred = "chief"\n\n# --- below' in text


def test_a_language_is_taken_out_with_its_comment(terms: Path) -> None:
    found = glossary.read(terms)["chief"]
    text = edited(terms, lambda house: house.put(replace(found, terms={"en": found.terms["en"]})))
    assert changed_lines(text) == {"-# French follows", "-[concept.fr]", '-preferred = "Chef"'}


def test_inline_tables_and_dotted_keys_are_edited_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    path.write_text('[[concept]]\nid = "a"\nfr.preferred = "y" # dotted\nen = { preferred = "x" } # inline\n', "utf-8")
    wanted = Concept("a", {"fr": Terms("z", admitted=("w",)), "en": Terms("x", forbidden=("q",))})
    text = edited(path, lambda house: house.put(wanted))
    assert glossary.read(path)["a"].terms == wanted.terms
    assert "# dotted" in text and "# inline" in text
    edited(path, lambda house: house.put(Concept("a", {"fr": Terms("z"), "en": Terms("x")})))
    assert glossary.read(path)["a"].terms == {"fr": Terms("z"), "en": Terms("x")}


def test_a_concept_is_added_at_its_place(terms: Path) -> None:
    text = edited(terms, lambda house: house.put(concept("door", domain="building", date="2026-01-31", note='a "b" \\ c')))
    added = '[[concept]]\nid = "door"\ndomain = "building"\nnote = "a \\"b\\" \\\\ c"\nstatus = "approved"\ndate = 2026-01-31\n'
    assert f'preferred = "Chef"\n\n{added}[concept.en]\npreferred = "word"\n\n# --- below' in text
    assert text.replace(f'\n{added}[concept.en]\npreferred = "word"\n', "", 1) == WHOLE


@pytest.mark.parametrize("name", ["above", "zebra"])
def test_first_and_last_concepts(terms: Path, name: str) -> None:
    text = edited(terms, lambda house: house.put(concept(name)))
    assert text.startswith("# The house's offices.\n# Kept by the politics desk.\n\n") and text.endswith('"\n')
    assert list(glossary.read(terms)) == sorted(["chief", "hall", name])
    assert edited(terms, lambda house: house.remove(name)) == WHOLE


def test_a_concept_goes_with_the_comments_right_above_it_only(terms: Path) -> None:
    text = edited(terms, lambda house: house.remove("chief"))
    assert text.startswith(
        "# The house's offices.\n# Kept by the politics desk.\n\n# --- below: buildings ---\n\n[[concept]]\n"
    )
    text = edited(terms, lambda house: house.remove("hall"))
    assert text == "# The house's offices.\n# Kept by the politics desk.\n\n# --- below: buildings ---\n\n"


def test_a_renamed_concept_moves_to_its_place(terms: Path) -> None:
    text = edited(terms, lambda house: house.rename("chief", "the-chief"))
    assert list(glossary.read(terms)) == ["hall", "the-chief"]
    assert "# The palace\n[[concept]]\nid = \"the-chief\" # a person\nnote = 'the one'  # and only\n" in text
    assert sorted(re.findall("#.*", text)) == sorted(re.findall("#.*", WHOLE))


def test_names_that_are_taken_or_unknown_are_refused(terms: Path) -> None:
    house = Glossaries([terms])
    with pytest.raises(Problem, match=r"concept 'hall' stands in .* already"):
        house.rename("chief", "hall")
    with pytest.raises(Problem, match="no concept 'hill' in"):
        house.remove("hill")


def test_line_ends_and_a_byte_order_mark_stay(terms: Path) -> None:
    terms.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    house = Glossaries([terms])
    assert house.changes() == []
    house.put(replace(house.get("chief") or concept(""), note="new"))
    house.put(with_terms(terms, "chief", "en", forbidden=("Head", "Top")))
    house.save()
    data = terms.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n") and b"Top" in data


def test_a_headers_look_in_a_string_or_comment_is_none(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    text = '# [[concept]]\n\n[[concept]]\nid = "a"\nnote = """\n[[concept]]\nid = "b"\n"""\n[concept.en]\npreferred = "x"\n'
    path.write_text(text, "utf-8")
    assert edited(path, lambda house: house.put(concept("c"))).startswith(text)


def test_what_stands_in_strings_of_several_lines_is_no_id_and_no_comment(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    text = (
        '[[concept]]\nnote = """\nid = "b"\n"""\nid = "a"\n[concept.en]\npreferred = "x"\nforms = ["y", """\n# z"""]\n'
        '[[concept]]\nid = "c"\n[concept.en]\npreferred = "v"\n'
    )
    path.write_text(text, "utf-8")
    assert edited(path, lambda house: house.put(replace(house.get("a"), owner="desk"))) == text.replace(
        'id = "a"\n', 'id = "a"\nowner = "desk"\n'
    )
    path.write_text(text, "utf-8")
    assert edited(path, lambda house: house.remove("c")) == text.partition('[[concept]]\nid = "c"')[0]


@pytest.mark.parametrize("text", [WHOLE.rstrip(), WHOLE.replace("\n", "\r\n", 3)])
def test_only_what_is_edited_gets_line_ends(tmp_path: Path, text: str) -> None:
    path = tmp_path / "terms.toml"
    path.write_bytes(text.encode())
    house = Glossaries([path])
    house.put(house.get("hall") or concept(""))
    assert house.changes() == []
    house.put(replace(house.get("chief") or concept(""), note="another"))
    house.save()
    assert path.read_bytes().decode() == text.replace("'the one'", '"another"')


def test_comments_in_the_lists_of_inline_tables_stay(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    path.write_text('[[concept]]\nid = "a"\nen = { preferred = "x", forms = ["y", # why\n "z"] } # in\n', "utf-8")
    wanted = Concept("a", {"en": Terms("x", forms=("y", "w", "z"))})
    assert "# why" in edited(path, lambda house: house.put(wanted))
    text = edited(path, lambda house: house.format())
    assert '# why\n[concept.en] # in\npreferred = "x"\nforms = ["y", "w", "z"]\n' in text


def test_a_comment_goes_with_its_concept_to_the_head_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    text = (
        '[[concept]]\nid = "b"\n[concept.en]\npreferred = "x"\n\n# why\n[[concept]]\nid = "c"\n[concept.en]\npreferred = "y"\n'
    )
    path.write_text(text, "utf-8")
    assert edited(path, lambda house: house.rename("c", "a")).startswith("\n# why\n[[concept]]\n")
    assert edited(path, lambda house: house.rename("a", "c")).endswith(text[-70:])
    path.write_text(text.replace('"b"', '"d"'), "utf-8")
    first = edited(path, lambda house: house.format())
    assert first.startswith("\n# why\n") and edited(path, lambda house: house.format()) == first


def test_a_file_changed_meanwhile_is_left_and_so_are_the_others(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    for path, name in ((one, "a"), (two, "b")):
        edited(path, lambda house, name=name: house.put(concept(name)))
    house = Glossaries([tmp_path])
    house.put(concept("a", "other"))
    house.put(concept("b", "other"))
    before = one.read_bytes()
    two.write_bytes(two.read_bytes() + b"# mine\n")
    with pytest.raises(Problem, match=r"two.toml: was changed by someone else meanwhile"):
        house.save()
    assert one.read_bytes() == before and two.read_bytes().endswith(b"# mine\n")


def test_a_new_file_made_meanwhile_is_left(tmp_path: Path) -> None:
    house = Glossaries([tmp_path / "terms.toml"])
    house.put(concept("a"))
    (tmp_path / "terms.toml").write_text("# mine\n", "utf-8")
    with pytest.raises(Problem, match="was changed by someone else"):
        house.save()
    assert (tmp_path / "terms.toml").read_text() == "# mine\n"


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    for path, name in ((one, "a"), (two, "b")):
        edited(path, lambda house, name=name: house.put(concept(name)))
    before = one.read_bytes(), two.read_bytes()
    house = Glossaries([one, two])
    house.remove("a")
    house.put(concept("b", "long " * 1000))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(Problem, match=r"two.toml: can't be written: File too large; nothing was written"):
            house.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (one.read_bytes(), two.read_bytes()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.toml", "two.toml"]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "house" / "link.toml"
    real.write_text(WHOLE.replace("hall", "door"), "utf-8")
    link.parent.mkdir()
    link.symlink_to(real)
    house = Glossaries([link.parent])
    house.put(concept("door", "gate"))
    house.save()
    assert link.is_symlink() and '"gate"' in real.read_text("utf-8")


def test_of_two_that_write_at_once_neither_loses_a_concept(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tqcheck.glossary import Concept, Terms\n"
        "from tqcheck.model import Problem\n"
        "from tqcheck.terminology.edit import Glossaries\n"
        "written = 0\n"
        "while written < 100:\n"
        "    house = Glossaries([Path(sys.argv[1])])\n"
        "    house.put(Concept(f'{sys.argv[2]}-{written}', {'en': Terms('word')}))\n"
        "    try: house.save()\n"
        "    except Problem: continue\n"
        "    written += 1\n"
    )
    path = tmp_path / "terms.toml"
    writers = [subprocess.Popen([sys.executable, "-c", program, path, name]) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(glossary.read(path)) == 200


def test_new_concepts_go_where_their_domain_is_while_there_is_room(tmp_path: Path) -> None:
    house = Glossaries([tmp_path])
    house.put(concept("a", domain="Sport"))
    house.put(concept("b", domain="law"))
    house.put(concept("c"))
    for number in range(501):
        house.put(concept(f"s-{number:03}", domain="Sport"))
    house.save()
    sizes = {path.name: len(glossary.read(path)) for path in sorted(tmp_path.iterdir())}
    assert sizes == {"law.toml": 1, "sport-2.toml": 2, "sport.toml": 500, "terms.toml": 1}
    assert house.where("a") == tmp_path / "sport.toml" and house.where("b") == tmp_path / "law.toml"


def test_of_two_files_with_one_id_the_later_one_counts(tmp_path: Path) -> None:
    for name, word in (("a.toml", "first"), ("b.toml", "second")):
        (tmp_path / name).write_text(f'[[concept]]\nid = "x"\n[concept.en]\npreferred = "{word}"\n', "utf-8")
    house = Glossaries([tmp_path])
    assert [found.terms["en"].preferred for found in house] == ["second"]
    house.put(concept("x", "third"))
    assert [change.path.name for change in house.changes()] == ["b.toml"]


def test_the_concepts_that_use_a_term(terms: Path) -> None:
    house = Glossaries([terms])
    assert [found.id for found in house.using("Boss")] == ["chief"]
    assert house.using("boss") == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ('[[concept]]\nid = "a"\n[concept.en\n', "3: is not valid TOML"),
        ('[[concept]]\nid = "a"\n', "1: concept 'a': it has no terms"),
        ("x = 1\n", "1: unknown key 'x'"),
    ],
)
def test_a_broken_file_is_refused_and_left(tmp_path: Path, broken: str, told: str) -> None:
    path = tmp_path / "terms.toml"
    path.write_text(broken, "utf-8")
    with pytest.raises(Problem, match=f"terms.toml:{told}"):
        Glossaries([path]).put(concept("b"))
    assert path.read_text("utf-8") == broken


def test_what_could_not_be_loaded_again_is_refused(terms: Path) -> None:
    house = Glossaries([terms])
    with pytest.raises(Problem, match="forbidden terms need a preferred one"):
        house.put(Concept("z", {"en": Terms(forbidden=("x",))}))
    with pytest.raises(Problem, match="status is 'done'"):
        house.put(concept("z", status="done"))
    assert house.changes() == []


def test_a_kill_in_the_middle_leaves_the_old_file_or_the_new_one(terms: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from tqcheck.terminology.edit import Glossaries\n"
        "path = Path(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "for number in range(10**6):\n"
        "    house = Glossaries([path]); house.put(replace(house.get('chief'), note='n' * (number % 999 + 1))); house.save()\n"
    )
    for pause in (0.01, 0.05, 0.09):
        process = subprocess.Popen([sys.executable, "-c", program, terms], stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(pause)
        process.kill()
        process.communicate()
        assert list(glossary.read(terms)) == ["chief", "hall"]
        assert terms.read_text("utf-8").count("#") == WHOLE.count("#")


def test_formatting_sorts_and_keeps_every_comment(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    parts = re.split(r"(?=# The palace|# --- below)", WHOLE)
    path.write_text(parts[0] + parts[2] + "\n\n\n" + parts[1] + "# last words\n", "utf-8")
    before = glossary.read(path)
    text = edited(path, lambda house: house.format())
    after = glossary.read(path)
    assert list(after) == ["chief", "hall"]
    assert {name: replace(found, origin="") for name, found in before.items()} == {
        name: replace(found, origin="") for name, found in after.items()
    }
    assert sorted(re.findall("#.*", text)) == sorted([*re.findall("#.*", WHOLE), "# last words"])
    assert 'id = "chief" # a person\ndomain = "politics"\nnote = "the one" # and only\n[concept.en] # English\n' in text
    assert edited(path, lambda house: house.format()) == text


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12).filter(str.strip)
NAMES = st.sampled_from(["a", "b", "chief", "d", "hall", "z"])
LISTS = st.lists(TEXT, max_size=3, unique=True).map(tuple)
TERMS = st.builds(Terms, TEXT, LISTS, LISTS, LISTS, st.sampled_from(["", "exact", "initial", "any"]), st.booleans())
CONCEPTS = st.builds(
    Concept,
    NAMES,
    st.dictionaries(st.sampled_from(["en", "fr", "en-GB", "zh-Hant"]), TERMS, min_size=1, max_size=3),
    *[st.one_of(st.just(""), TEXT)] * 4,
    st.sampled_from(glossary.STATUSES),
    st.one_of(st.just(""), TEXT),
    st.one_of(st.just(""), st.dates().map(str), TEXT),
)
EDITS = st.lists(st.one_of(CONCEPTS, NAMES, st.tuples(NAMES, NAMES), st.just(None)), max_size=8)


def bare(found: Concept) -> Concept:
    return replace(found, origin="")


@settings(deadline=None, max_examples=150)
@given(EDITS)
def test_any_sequence_of_edits_leaves_a_sorted_file_that_loads_with_its_comments(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Concept | str | tuple[str, str] | None]
) -> None:
    path = tmp_path_factory.mktemp("house") / "terms.toml"
    path.write_text(WHOLE, "utf-8")
    expected = {name: bare(found) for name, found in glossary.read(path).items()}
    house = Glossaries([path])
    for edit in edits:
        if isinstance(edit, Concept):
            house.put(edit)
            expected[edit.id] = edit
        elif isinstance(edit, str) and edit in expected:
            house.remove(edit)
            del expected[edit]
        elif isinstance(edit, tuple) and edit[0] in expected and edit[1] not in expected:
            house.rename(*edit)
            expected[edit[1]] = replace(expected.pop(edit[0]), id=edit[1])
        elif edit is None:
            house.format()
    house.save()
    loaded = {name: bare(found) for name, found in glossary.read(path).items()}
    assert list(loaded) == sorted(loaded)
    assert loaded == expected
    text = path.read_text("utf-8")
    assert text.startswith("# The house's offices.\n# Kept by the politics desk.\n")
    assert "# --- below: buildings ---" in text
    assert {found.id: found for found in map(bare, Glossaries([path]))} == expected
