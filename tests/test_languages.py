import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck import languages
from tqcheck.languages import Span

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.text("İßΣςﬁ é’-\u2011\u00a0\u202f\t\n", max_size=40)


def test_fold_keeps_the_length_of_every_character():
    changed = [hex(point) for point in range(0x110000) if len(languages.fold(chr(point))) != 1]
    assert changed == []


@given(TEXTS)
def test_fold_keeps_the_length_of_every_text(text):
    assert len(languages.fold(text)) == len(languages.plain(text)) == len(text)


@given(TEXTS)
def test_fold_folds_once_and_for_all(text):
    assert languages.fold(languages.fold(text)) == languages.fold(text)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u200a", "\t", "\n", "\r", "-", "\u2010", "\u2011"])
def test_fold_makes_spaces_and_hyphens_alike(space):
    assert languages.fold(f"Front{space}al{space}Nosra’s") == "front al nosra's"


@pytest.mark.parametrize(
    ("tag", "expected"), [("en-GB", "en"), ("en_US", "en"), ("FR", "fr"), ("zh-Hant-TW", "zh"), ("auto", "auto")]
)
def test_base_drops_region_and_script(tag, expected):
    assert languages.base(tag) == expected


def test_names_are_english_and_unknown_tags_stand_for_themselves():
    assert languages.name("fr-CA") == "French"
    assert languages.name("tlh") == "tlh"


@pytest.mark.parametrize("char", ["a", "É", "7", "_", "\u0301", "ش", "ё", "\u094d"])
def test_letters_digits_and_marks_belong_to_words(char):
    assert languages.is_word(char)


@pytest.mark.parametrize("char", ["-", "'", "’", " ", "“", "\u00a0", "€", "—"])
def test_signs_do_not_belong_to_words(char):
    assert not languages.is_word(char)


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("the ONU.", "ONU", True),
        ("the ONUs", "ONU", False),
        ("xONU", "ONU", False),
        ("ONU-led", "ONU", True),
        ("l’ONU", "ONU", True),
        ("pre\u0301ONU", "ONU", False),
        ("ONU\u0301", "ONU", False),
        ("“ONU”", "ONU", True),
        ("éONU", "ONU", False),
        ("5€", "€", True),
    ],
)
def test_edges_know_accents_and_marks(text, term, expected):
    start = text.index(term)
    assert languages.has_edges(text, start, start + len(term)) is expected


@pytest.mark.parametrize(
    ("old", "new", "starts", "expected"),
    [
        ("supreme guide", "supreme leader", True, "supreme leader"),
        ("Hammered", "said", True, "Said"),
        ("Big boss", "chief", True, "Chief"),
        ("Monday", "on Monday", False, "on Monday"),
        ("SUPREME GUIDE", "Supreme Leader", False, "SUPREME LEADER"),
        ("CASTIGATED", "denounced", False, "denounced"),
        ("A 2E", "a second", False, "a second"),
        ("2e", "second", True, "second"),
        ("", "x", True, "x"),
    ],
)
def test_replacements_take_the_case_of_what_they_replace(old, new, starts, expected):
    assert languages.match_case(old, new, starts=starts) == expected


def test_one_word_in_a_text_of_capitals_is_raised_too():
    assert languages.match_case("CASTIGATED", "denounced", starts=False, shouts=True) == "DENOUNCED"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Guide", True), ("“Guide", True), ("It fell. «Guide", True), ("It fell: — Guide", True), ("Why? Guide", True),
     ("the Guide", False), ("the “Guide", False), ("it fell, Guide", False), ("It fell." + " " * 60 + "Guide", True)],
)  # fmt: skip
def test_a_sentence_begins_behind_marks_and_spaces(text, expected):
    assert languages.begins_sentence(text, text.index("Guide")) is expected


SENTENCES = [
    ["It rained. ", "We left."],
    ["Mr. Smith met Gen. Dubois on Nov. 3 at noon. ", "They talked."],
    ["“No!” ", "He left."],
    ["“No!” he said. ", "He left."],
    ["J. K. Rowling wrote it. ", "It sold."],
    ["Why? ", "Who knows… ", "Nobody."],
    ["It cost 3.5 million. ", "A lot."],
    ["The U.S. army left at 3 p.m. on Monday."],
    ["She went to see it. loaded with flour."],
]


@pytest.mark.parametrize("parts", SENTENCES)
def test_sentences_end_at_stops_but_not_at_abbreviations(parts):
    text = "".join(parts)
    assert [text[start:end] for start, end in languages.sentences(text)] == parts


@given(st.text("aB.!? ”“’é…\n", max_size=80))
def test_sentences_cover_the_text_in_order(text):
    spans = languages.sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert spans[0].start == 0 and all(left.end == right.start for left, right in itertools.pairwise(spans))
    for offset in range(len(text)):
        start, end = languages.sentence_at(spans, offset)
        assert start <= offset < end


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “no” twice.", ["no"]),
        ('"Yes," she said. "Now."', ["Yes,", "Now."]),
        ("Il dit « non » et “go”.", [" non ", "go"]),
        ("“It never ends", ["It never ends"]),
        ("Nothing quoted, it’s plain.", []),
        ("“”", [""]),
    ],
)
def test_quoted_stretches_exclude_their_marks(text, inside):
    assert [text[slice(*span)] for span in languages.quoted(text)] == inside


LANGUAGE_SAMPLES = {
    "en": "The council of the town voted on Monday to raise the tax that it had cut with great noise in the spring.",
    "fr": "Les élus de la ville ont voté lundi pour une hausse des impôts qui avaient été baissés dans le bruit.",
    "de": "Der Rat der Stadt hat sich am Montag für eine Erhöhung der Steuer entschieden, die nicht neu ist.",
    "es": "Los concejales de la ciudad votaron el lunes por una subida del impuesto que no es nueva para la gente.",
}


@pytest.mark.parametrize("tag", LANGUAGE_SAMPLES)
def test_the_vote_names_the_language_of_a_sentence(tag):
    best, lead = languages.vote(LANGUAGE_SAMPLES[tag])
    assert best == tag and lead > 0
    assert languages.detect(LANGUAGE_SAMPLES[tag]) == tag


def test_nothing_is_told_of_a_text_without_words():
    assert languages.vote("") == ("", 0.0)
    assert languages.detect("1234 5678") == ""


def test_detection_gives_the_same_answer_each_time():
    text = "Wikimedia Commons hat kaum Bilder, Karten, Noten, Lieder, Filme sowie Texte; mehr folgt bald hier, dort."
    assert len({languages.detect(text) for _ in range(5)}) == 1


def test_spans_are_pairs():
    assert languages.sentences("A b.")[0] == Span(0, 4) == (0, 4)


@pytest.mark.parametrize(
    ("pair", "joined"),
    [("ab", True), ("a1", True), ("é_", True), ("a b"[1:], False), ("a-", False), ("国連", False), ("国U", False),
     ("กา", False), ("ก่", True), ("スト", True), ("ドー", True), ("スは", False), ("서울", True), ("का", True)],
)  # fmt: skip
def test_which_letters_are_of_one_word(pair, joined):
    assert languages.joins(*pair) == joined
