import bare
import pytest

from tqcheck.model import Reading
from tqcheck.packs.patterns import expand


def found(pattern, text, **options):
    return bare.texts(text, pattern=pattern, **options)


@pytest.mark.parametrize("gap", [" ", "  ", "\u00a0", "\u202f", "\u2009", "\u200a", "\t", "\n", " \n ", "\r\n"], ids=ascii)
def test_a_space_matches_any_run_of_white_space(gap):
    from tqcheck import formats

    document = formats.read("x", f"The supreme{gap}guide spoke.\n".encode(), reading=Reading("blank-line"))
    checked = bare.checker(bare.record(pattern="supreme guide")).check_document(document)
    assert [finding.text for finding in checked] == [f"supreme{gap}guide"]


@pytest.mark.parametrize("text", ["supremeguide", "supreme-guide", "supreme, guide"])
def test_a_space_matches_nothing_else(text):
    assert found("supreme guide", text) == []


@pytest.mark.parametrize(
    ("pattern", "texts", "others"),
    [
        ("10 ?%", ["10%", "10 %", "10\u00a0%"], ["10-%"]),
        ("so called( old)? guide", ["so called guide", "so called old guide"], ["so called new guide"]),
        ("guide {0,2}- {0,2}lines", ["guide-lines", "guide - lines"], ["guide lines"]),
        ("half (of )?of", ["half of", "half of of"], ["half off"]),
    ],
)
def test_spaces_can_be_quantified(pattern, texts, others):
    assert [found(pattern, text) for text in texts] == [[text] for text in texts]
    assert not any(found(pattern, text) for text in others)


@pytest.mark.parametrize("apostrophe", "'’")
def test_an_apostrophe_matches_both_kinds(apostrophe):
    assert found("king's ransom", f"a king{apostrophe}s ransom") == [f"king{apostrophe}s ransom"]


@pytest.mark.parametrize(
    "text", ["xguide", "guides", "guide7", "_guide", "eguide", "éguide", "guideé", "guide\u0301", "guide\u0308s", "шguide"]
)
def test_a_pattern_begins_and_ends_at_word_edges(text):
    assert found("guide", text) == []


@pytest.mark.parametrize("text", ["guide", "“guide”", "guide-book", "l’guide", "guide's", "(guide)", "«guide»", "—guide…"])
def test_punctuation_hyphens_and_apostrophes_are_edges(text):
    assert found("guide", text) == ["guide"]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("élite guide", "the élite guide", ["élite guide"]),
        ("élite guide", "pélite guide", []),
        ("guidé", "guidé", ["guidé"]),
        ("guid", "guidé", []),
        ("(?:le )?guide", "tableguide", []),
        ("guide!", "my guide!no", ["guide!"]),
        ("€ {0,1}mill", "5€ mill", ["€ mill"]),
    ],
)
def test_edges_stand_where_words_could_go_on(pattern, text, expected):
    assert found(pattern, text) == expected


def test_edges_can_be_switched_off():
    assert found("guide", "misguided", edges=False) == ["guide"]


def test_guards_hold_for_every_alternative_without_edges():
    options = {"edges": False, "after": "!"}
    assert found("ham|eggs", "ham eggs", **options) == []
    assert found("ham|eggs", "ham! eggs!", **options) == ["ham", "eggs"]


@pytest.mark.parametrize(
    ("pattern", "options", "texts"),
    [
        ("guide", {}, ["guide", "Guide", "GUIDE"]),
        ("Guide", {}, ["Guide"]),
        ("Guide", {"case": "any"}, ["guide", "Guide", "GUIDE"]),
        ("guide", {"case": "exact"}, ["guide"]),
        (r"\p{Lu}\w{2,9} guide", {}, ["New guide", "New GUIDE"]),
        ("(?P<Name>guide)", {}, ["guide", "GUIDE"]),
        ("{weekday} guide", {}, ["Monday guide", "monday guide"]),
        ("{noun:Guide}", {}, ["guide", "Guides"]),
        (r"guide\W{1,2}(?P<what>no) (?P=what)", {}, ["guide: no no", "Guide: No no"]),
    ],
)
def test_a_capital_makes_case_matter(pattern, options, texts):
    assert [found(pattern, text, **options) for text in texts] == [[text] for text in texts]


def test_an_exact_pattern_leaves_other_cases_alone():
    assert found("Guide", "the guide, GUIDE") == []
    assert found("guide", "the Guide, GUIDE", case="exact") == []
    assert found(r"\p{Lu}\w{2,9} guide", "new guide") == []


def test_lists_and_inflections_are_filled_in():
    lists = {"dish": ("ragout", "ragout royal", "pot-au-feu"), "cook": ("simmer", "fry")}
    source = expand("{verb:@cook} {dish}", lists).source
    import regex

    def matched(text):
        match = regex.search(source, text, regex.IGNORECASE)
        return match and match[0]

    assert matched("he fried ragout royal daily") == "fried ragout royal"
    assert matched("simmering\npot-au-feu") == "simmering\npot-au-feu"
    assert matched("simmer dish") is None


@pytest.mark.parametrize(
    ("macro", "texts", "others"),
    [
        ("verb:castigate", ["castigate", "castigates", "castigated", "castigating"], ["castigation"]),
        ("base:castigate", ["castigate"], ["castigates"]),
        ("third:castigate", ["castigates"], ["castigate"]),
        ("past:write", ["wrote"], ["written"]),
        ("pp:write", ["written"], ["wrote"]),
        ("ing:write", ["writing"], ["write"]),
        ("past:hammer,castigate", ["hammered", "castigated"], ["hammer"]),
        ("noun:deputy", ["deputy", "deputies"], ["deputys"]),
        ("verb:be", ["be", "is", "are", "were", "being"], ["bee"]),
        ("verb:call upon", ["call upon", "called upon", "calling  upon"], ["called up"]),
    ],
)
def test_macros_stand_for_forms(macro, texts, others):
    pattern = f"grandly {{{macro}}}"
    assert [found(pattern, f"They grandly {text} him") for text in texts] == [[f"grandly {text}"] for text in texts]
    assert not any(found(pattern, f"They grandly {text} him") for text in others)


@pytest.mark.parametrize("pattern", ["{nosuch} guide", "{verb:@nosuch} guide"])
def test_unknown_lists_are_named(pattern):
    with pytest.raises(ValueError, match="no list is named 'nosuch'"):
        expand(pattern, {})


@pytest.mark.parametrize("macro", ["{noun:,}", "{verb:put,}", "{past:@}"])
def test_an_inflection_without_a_word_is_refused(macro):
    with pytest.raises(ValueError, match="wants words"):
        expand(f"{macro} guide", {})
