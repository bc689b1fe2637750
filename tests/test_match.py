import itertools

import bare
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck import formats, glossary
from tqcheck.glossary import Concept, Terms
from tqcheck.glossary.match import entries, mentions
from tqcheck.languages import fold
from tqcheck.model import Certainty, Reading

TERMS = """
[[concept]]
id = "guide"
note = "One settled title."
[concept.en]
preferred = "Supreme Leader"
admitted = ["the Leader"]
forbidden = ["Supreme Guide"]
[concept.fr]
preferred = "Guide suprême"

[[concept]]
id = "un"
[concept.en]
preferred = "UN"
[concept.fr]
preferred = "ONU"

[[concept]]
id = "front"
[concept.en]
preferred = "al-Nusra Front"
forbidden = ["Front al-Nosra", "al-Nosra"]
[concept.fr]
preferred = "Front al-Nosra"

[[concept]]
id = "lawmaker"
[concept.en]
preferred = "lawmaker"
forbidden = ["deputy of the nation"]
[concept.fr]
preferred = "parlementaire"

[[concept]]
id = "sarl"
[concept.en]
preferred = "limited company"
forbidden = ["Sarl"]
case = "initial"

[[concept]]
id = "etat"
[concept.en]
preferred = "state"
forbidden = ["état"]
case = "any"

[[concept]]
id = "hoods"
[concept.en]
preferred = "neighborhood"
[concept.en-GB]
preferred = "neighbourhood"
forbidden = ["neighborhood"]

[[concept]]
id = "force"
[concept.en]
preferred = "UN Interim Force"
[concept.fr]
preferred = "FINUL"

[[concept]]
id = "own"
[concept.en]
preferred = "ONU Street"
[concept.fr]
preferred = "rue de l’ONU"

[[concept]]
id = "maybe"
status = "proposed"
[concept.en]
preferred = "walkout"
forbidden = ["debrayage"]

[[concept]]
id = "gone"
status = "deprecated"
[concept.en]
preferred = "fax"
forbidden = ["telecopy"]

[[concept]]
id = "brand"
[concept.en]
preferred = "Railways"
[concept.fr]
preferred = "Chemins de fer"
verbatim = true

[[concept]]
id = "same"
[concept.en]
preferred = "Unesco"
[concept.fr]
preferred = "Unesco"

[[concept]]
id = "headless"
[concept.fr]
preferred = "préfecture"
"""


@pytest.fixture(scope="module")
def checkers():
    return {target: bare.checker(terms=TERMS, target=target) for target in ("en", "en-GB", "en-US")}


@pytest.fixture
def seen(checkers):
    def find(text, target="en", **options):
        return [finding.text for finding in checkers[target].check_text(text, **options)]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Supreme Guide spoke.", ["Supreme Guide"]),
        ("The Supreme Guides spoke.", ["Supreme Guides"]),
        ("The Supreme Guide’s word.", ["Supreme Guide"]),
        ("The Supreme Guides' word.", ["Supreme Guides"]),
        ("The ONU's vote; that ONU-led force, l’ONU.", ["ONU", "ONU", "ONU"]),
        ("“ONU”, (ONU), ONU: «ONU»—ONU…", ["ONU"] * 5),
        ("The parlementaires left.", ["parlementaires"]),
        ("Two deputy of the nation posts.", ["deputy of the nation"]),
        ("Two deputies of the nation left.", ["deputies of the nation"]),
        ("The Supreme Leader met the UN.", []),
        ("The ONUs, MONUSCO, xONU, ONU7, éONU, ONU\u0301.", []),
        ("The Unesco list.", []),
        ("The préfecture and the Chemins de fer.", []),
        ("The telecopy came by fax.", []),
    ],
)
def test_terms_are_found_in_their_forms_and_at_word_edges(seen, text, expected):
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The supreme guide spoke.", []),
        ("The Supreme guide spoke.", []),
        ("THE SUPREME GUIDE SPOKE.", ["SUPREME GUIDE"]),
        ("The onu and the Onu.", []),
        ("A Parlementaire spoke; PARLEMENTAIRES too.", ["Parlementaire", "PARLEMENTAIRES"]),
        ("A parLementaire.", []),
        ("A Sarl, a sarl, the SARL, a sArl.", ["Sarl", "sarl", "SARL"]),
        ("État, état, ÉTAT, éTat; ETAT.", ["État", "état", "ÉTAT", "éTat"]),
    ],
)
def test_case_modes(seen, text, expected):
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The Supreme Guides spoke.", "The Supreme Leaders spoke."),
        ("THE SUPREME GUIDE SPOKE.", "THE SUPREME LEADER SPOKE."),
        ("An ONU envoy.", "A UN envoy."),
        ("A deputy of the nation, a parlementaire.", "A lawmaker, a lawmaker."),
        ("Parlementaires left.", "Lawmakers left."),
        ("PARLEMENTAIRES LEFT.", "LAWMAKERS LEFT."),
        ("A FINUL post.", "A UN Interim Force post."),
    ],
)
def test_fixes_keep_number_case_and_article(checkers, old, new):
    assert bare.mended(old, checkers["en"].check_text(old)) == new


def test_admitted_terms_are_offered_after_the_preferred_one(checkers):
    [finding] = checkers["en"].check_text("The Supreme Guide spoke.")
    assert [fix.text for fix in finding.fixes] == ["Supreme Leader", "the Leader"]
    assert finding.why == "One settled title."


@pytest.mark.parametrize(
    "text", ["Front\nal-Nosra", "Front\r\nal-Nosra", "Front\n  al-Nosra", "Front al Nosra", "Front al\u2011Nosra",
             "Front\u00a0al-Nosra",
             "Front\u202fal\u2010Nosra", "Front  al-Nosra", "Front-al-Nosra", "Front \t al-Nosra", "FRONT AL-NOSRA"],
    ids=ascii,
)  # fmt: skip
def test_line_breaks_hyphens_and_spaces_inside_a_term_make_no_difference(checkers, text):
    document = formats.read("x", f"He met the {text} and the  ONU.".encode(), reading=Reading("blank-line"))
    assert [finding.text for finding in checkers["en"].check_document(document)] == [text, "ONU"]


@pytest.mark.parametrize("text", ["Front - al-Nosra", "Front, al-Nosra", "Front. al-Nosra", "Front — al-Nosra"])
def test_punctuation_parts_a_term(seen, text):
    assert seen(f"The {text} met.") == ["al-Nosra"]


def test_terms_never_span_two_lines_that_are_segments(seen):
    assert seen("The Supreme\nGuide spoke.") == []
    assert seen("Supreme\n\nGuide\nONU\nONU") == ["ONU", "ONU"]


def test_a_term_is_found_across_a_line_break_in_markup(checkers):
    findings = checkers["en"].check_text("The *Supreme\nGuide* met\n> the ONU\n", format="markdown")
    assert [finding.text for finding in findings] == ["Supreme\nGuide", "ONU"]


def test_the_longest_term_wins(seen):
    assert seen("The Front al-Nosra met al-Nosra.") == ["Front al-Nosra", "al-Nosra"]


def test_the_targets_own_longer_term_hides_what_it_holds(seen):
    assert seen("He lives in ONU Street, by the ONU.") == ["ONU"]
    assert seen("He lives in ONU Street, by the ONU.")[0] == "ONU"


def test_a_region_overrides_its_language(seen, checkers):
    text = "A neighborhood, a neighbourhood, neighborhoods."
    assert seen(text, "en-GB") == ["neighborhood", "neighborhoods"]
    assert seen(text, "en") == []
    assert seen(text, "en-US") == ["neighbourhood"]
    assert bare.mended(text, checkers["en-GB"].check_text(text)) == "A neighbourhood, a neighbourhood, neighbourhoods."


def test_a_region_without_a_table_has_its_languages_terms(seen):
    assert seen("The Supreme Guide.", "en-GB") == seen("The Supreme Guide.", "en-US") == ["Supreme Guide"]


def test_foreign_and_forbidden_terms_have_rules_of_their_own(checkers):
    findings = checkers["en"].check_text("The ONU met the Supreme Guide.")
    assert [finding.rule.id for finding in findings] == ["term/foreign", "term/forbidden"]
    assert "French" in findings[0].message and "“UN”" in findings[0].message


def test_a_proposed_concept_is_no_more_than_likely(checkers):
    [finding] = checkers["en"].check_text("A debrayage began.")
    assert finding.certainty == Certainty.likely
    [finding] = checkers["en"].check_text("The ONU met.")
    assert finding.certainty == Certainty.certain


@pytest.mark.parametrize(
    ("old", "new", "safe"),
    [
        ("Hachd al-Chaabi", "Hashd al-Shaabi", True),
        ("al-Qaïda", "al-Qaeda", True),
        ("AQMI", "AQIM", True),
        ("Supreme Guide", "Supreme Leader", False),
        ("ONU", "UN", False),
        ("deputy", "lawmaker", False),
        ("sub-prefect", "sub-governor", False),
    ],
)
def test_only_a_change_of_spelling_is_safe(old, new, safe):
    terms = f'[[concept]]\nid = "a"\n[concept.en]\npreferred = "{new}"\nforbidden = ["{old}"]\n'
    [finding] = bare.checker(terms=terms).check_text(f"We saw the {old} there.")
    assert finding.fixes[0] == (new, safe)


def test_the_houses_glossary_overrides_the_shipped_one(tmp_path):
    from tqcheck import ruleset
    from tqcheck.engine import Checker

    concepts = glossary.load([glossary.shipped()])
    name, old = next((name, found.terms["en"].forbidden[0]) for name, found in concepts.items() if found.terms["en"].forbidden)
    house = tmp_path / "house.toml"
    house.write_text(f'[[concept]]\nid = "{name}"\nstatus = "deprecated"\n[concept.en]\npreferred = "x y"\n', "utf-8")
    text = f"We saw the {old} there."
    shipped = Checker(loaded=ruleset.load("en"), select=("term",))
    ours = Checker(glossaries=(house,), select=("term",))
    assert old in [finding.text for finding in shipped.check_text(text)]
    assert old not in [finding.text for finding in ours.check_text(text)]


WORDS = ["red", "deer", "Red", "red-deer", "déer", "deer\u0301", "fox"]
FORBIDDEN = ["red deer", "deer", "red deer fox", "déer red", "deer fox", "fox"]


def brute_force(text):
    """Leftmost of the longest, by trying each term at each place."""
    found = []
    plain = text.replace("-", " ").replace("\u00a0", " ").replace("\n", " ")
    forms = {}
    for term in FORBIDDEN:
        for form in (term, "foxes".join(term.rsplit("fox", 1)) if term.endswith("fox") else term + "s"):
            forms[form] = term
    for start, end in itertools.combinations(range(len(text) + 1), 2):
        piece = " ".join(plain[start:end].split())
        if plain[start].isspace() or plain[end - 1].isspace():
            continue
        low = piece[0].lower() + piece[1:]
        around = text[start - 1 : start], text[end : end + 1]
        if low in forms and not any(char.isalnum() or char == "\u0301" for char in "".join(around)):
            found.append((start, end))
    taken = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other[0] or other[1] <= start for other in taken):
            taken.append((start, end))
    return sorted(taken)


@pytest.fixture(scope="module")
def deer():
    listed = "\n".join(
        f'[[concept]]\nid = "c{index}"\n[concept.en]\npreferred = "moose {index}"\nforbidden = ["{term}"]\ncase = "initial"\n'
        for index, term in enumerate(FORBIDDEN)
    )
    return bare.checker(terms=listed)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*WORDS, "deers", "foxes", "hound"]),
            st.sampled_from([" ", "  ", "-", "\u00a0", ", ", " \u00a0", ""]),
        )
    )
)
def test_mentions_are_those_of_a_search_by_brute_force(deer, parts):
    text = "".join(word + gap for word, gap in parts)
    assert [tuple(finding.span) for finding in deer.check_text(text)] == brute_force(text)


def test_a_concept_is_matched_in_the_languages_own_plural():
    concept = Concept("a", {"en": Terms("worker"), "fr": Terms("ouvrier"), "de": Terms("Arbeiter")})
    texts = {entry.text for entry in entries([concept], "en") if entry.status == "foreign"}
    assert texts == {"ouvrier", "ouvriers", "Arbeiter"}


def test_mentions_ask_only_where_folded_strings_were_seen():
    [entry] = [
        entry for entry in entries([Concept("a", {"en": Terms("UN"), "fr": Terms("ONU")})], "en") if entry.status == "foreign"
    ]
    text = "the ONU"
    at = fold(text).index("onu")
    [mention] = mentions(text, [(at, at + 3, entry)])
    assert mention.span == (at, at + 3) and mention.replacements == ("UN",)
    assert mentions("the onu", [(at, at + 3, entry)]) == []


def test_a_plural_that_is_forbidden_is_not_derived_as_right():
    owls = Concept("owls", {"en": Terms(preferred="Owlan", forbidden=("Owlans",))})
    found = {(entry.text, entry.status) for entry in entries([owls], "en")}
    assert found == {("Owlan", "own"), ("Owlans", "forbidden")}


UNSPACED = """
[[concept]]
id = "un"
[concept.en]
preferred = "UN"
[concept.zh]
preferred = "联合国"
[concept.ja]
preferred = "国連"
admitted = ["ストア"]
[concept.th]
preferred = "สหประชาชาติ"
admitted = ["กา"]

[[concept]]
id = "us"
[concept.zh]
preferred = "美国"
forbidden = ["花旗国"]
[concept.en]
preferred = "USA"
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他说联合国的报告。", ["联合国"]),
        ("昨日国連は会った。", ["国連"]),
        ("ที่สหประชาชาติประชุม", ["สหประชาชาติ"]),
        ("กาม กาา", ["กา", "กา"]),
        ("ก่า กา่", []),
        ("新ストアへ", ["ストア"]),
        ("ドラッグストア", []),
        ("ストアー", []),
        ("The 联合国UN met.", ["联合国"]),
    ],
)
def test_scripts_without_spaces_have_no_word_edges(text, found):
    assert [finding.text for finding in bare.checker(terms=UNSPACED).check_text(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("花旗国人来了", ["花旗国"]), ("在USA的人", ["USA"]), ("用USAF的人", []), ("美国", [])],
)
def test_a_target_without_spaces(text, found):
    checked = bare.checker(terms=UNSPACED, target="zh").check_text(text)
    assert [finding.text for finding in checked] == found
    assert all(finding.fixes[0].text == "美国" for finding in checked)


def test_only_the_targets_own_plurals_are_made():
    terms = '[[concept]]\nid = "a"\n[concept.en]\npreferred = "law"\n[concept.de]\npreferred = "Gesetz"\n'
    assert [fix.text for fix in bare.checker(terms=terms, target="de").check_text("Drei laws gelten.")[0].fixes] == ["Gesetz"]
