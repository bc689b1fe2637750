import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.languages import fold, space
from tqcheck.packs.literals import EDGE, strings
from tqcheck.packs.patterns import expand

LISTS = {"day": ("Monday", "Tuesday", "half-holiday"), "sign": ("€", "$")}


def quoted(text):
    return regex.escape(text, literal_spaces=True)


words = st.text("abcdeéÉîßœ", min_size=1, max_size=6)
GAPS = st.sampled_from([" ", "\u00a0", "\n", "  ", "\t", "\u202f \u2009"])


@st.composite
def leaves(draw):
    """A pattern's part without parts, and a strategy of strings that it matches."""
    kind = draw(
        st.sampled_from(["word", "space", "digits", "class", "list", "wide", "quote", "hyphen", "verb", "mixed", "other"])
    )
    if kind == "word":
        word = draw(words)
        return quoted(word), st.just(word)
    if kind == "verb":
        return "{past:hammer,put forward}", st.sampled_from(["hammered", "put forward", "put\nforward"])
    fixed = {
        "space": (" ", GAPS),
        "digits": (r"\d{1,2}", st.sampled_from(["1", "07", "99"])),
        "class": ("[a-dé]", st.sampled_from("abcdé")),
        "list": ("{day}", st.sampled_from(LISTS["day"])),
        "wide": (r"\p{L}{1,5}", words.map(lambda word: word[:5])),
        "quote": ("'", st.sampled_from("'’")),
        "hyphen": (r"\-", st.just("-")),
        "mixed": (r"[\s,]{1,3}", st.sampled_from([",", " ", ", "])),
        "other": (r"[^\s]{1,3}", st.sampled_from(["a", "b,", "É"])),
    }
    return fixed[kind]


@st.composite
def joined(draw, parts):
    chosen = draw(st.lists(parts, min_size=1, max_size=4))
    return "".join(pattern for pattern, _ in chosen), st.tuples(*(text for _, text in chosen)).map("".join)


@st.composite
def branched(draw, parts):
    chosen = draw(st.lists(parts, min_size=2, max_size=3))
    group = draw(st.sampled_from(["(?:", "(", "(?P<name>"]))
    if group == "(?P<name>" and any("(?P<name>" in pattern for pattern, _ in chosen):
        group = "("
    return group + "|".join(pattern for pattern, _ in chosen) + ")", st.one_of(*(text for _, text in chosen))


@st.composite
def repeated(draw, parts):
    pattern, text = draw(parts)
    low, high = draw(st.sampled_from([(0, 1), (1, 2), (0, 2), (2, 3), (1, 5), (0, 7)]))
    mark = "?" if (low, high) == (0, 1) else f"{{{low},{high}}}"
    return f"(?:{pattern}){mark}", st.lists(text, min_size=low, max_size=high).map("".join)


def nested(parts):
    return joined(parts) | branched(parts) | repeated(parts)


PATTERNS = joined(st.recursive(leaves(), nested, max_leaves=6))


@given(st.data())
def test_every_match_holds_a_required_literal(data):
    pattern, matching = data.draw(PATTERNS)
    if pattern.count("(?P<name>") > 1:
        pattern = pattern.replace("(?P<name>", "(")
    edges = data.draw(st.booleans())
    expanded = expand(pattern, LISTS, edges=edges, case="any")
    literals = strings(expanded.bare, left=edges, right=edges)
    if not literals:
        return
    text = data.draw(matching)
    text = data.draw(st.sampled_from([text, text.upper() if text.upper().lower() == text.lower() else text]))
    match = regex.compile(expanded.source, regex.IGNORECASE).search(f"«{text}»")
    if not match:  # an edge inside a word
        assert edges
        return
    held = fold(match[0])
    if "  " in space(match[0]):  # such a text is scanned once more
        held += "|" + regex.sub("  +", " ", held)
    assert any(literal.replace(EDGE, "").lower() in held for literal in literals), (pattern, match[0], literals)


@pytest.mark.parametrize(
    "pattern", [r"\w+ \w+", "a", "a?b?c?", "(?:guide)?", "guide|x", ".{2,9}", "[a-z]{3}", " ", "  ", r"(?:\p{L}{2,4})+"]
)
def test_a_pattern_without_a_literal_has_none(pattern):
    assert strings(expand(pattern, {}).bare, left=True, right=True) == frozenset()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("supreme guide", {"supreme guide"}),
        ("supreme|guide", {"supreme", "guide"}),
        ("guides?", {"guide", "guides"}),
        (r"\d{2,9} ?%", {"%", " %"}),
        ("guide[\\s,]{2,9}book", {"guide"}),
        (r"mid[^\s]{1,3}summer", {"summer"}),
        ("guide - lines", {"guide "}),
        ("guide- {0,2}line", {"guide ", "guide line"}),
        ("guide-line", {"guide line"}),
        (r"\w{1,9} guide \w{1,9}", {" guide "}),
        ("(?:big |small )guide", {"big guide", "small guide"}),
    ],
)
def test_the_literals_of_a_pattern(pattern, expected):
    assert {text.replace(EDGE, "") for text in strings(expand(pattern, {}).bare)} == expected
