import random
import time

import bare
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tqcheck
from tqcheck import ruleset, run
from tqcheck.model import Problem
from tqcheck.scanner import Scanner

FRENCH = "\n".join(
    (
        bare.record(id="calque/mill", pattern="mill around"),
        bare.record(id="title/boss", pattern="big boss"),
        bare.record(id="tense/hat", pattern="old hat", certainty="likely"),
        bare.record(id="syntax/latter", pattern="the latter", needs="translation"),
        bare.record(id="title/hat", pattern="top hat", status="preview"),
    )
)
COMMON = bare.record(id="format/cent", pattern="per cent", severity="minor")
LONG = "Nothing else happened in the town on that day. " * 40


def make(*records, **options):
    return bare.checker(*(records or [COMMON]), pair=FRENCH, **options)


def ids(checker, text, **options):
    return [finding.rule.id for finding in checker.check_text(text, **options)]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("They ate at noon.", "", "no sign"),
        ("They saw the latter.", "", "1 sign of French, 1 of them certain: “the latter”; too few"),
        ("They mill around the latter.", "fr", "2 signs of French, 2 of them certain: “mill around”, “the latter”"),
        ("They saw the latter in an old hat.", "fr", "2 signs of French, 1 of them certain: “the latter”, “old hat”"),
        ("They saw the latter and the latter.", "fr", "2 signs of French, 2 of them certain: “the latter”"),
        (f"They mill around. {LONG * 4}", "", "too few in so long a text"),
        (f"They mill around the big boss and the latter. {LONG * 3}", "fr", "3 signs of French, 3 of them certain"),
        (f"They mill around the big boss and the latter. {LONG * 20}", "", "too few in so long a text"),
        ("It is ten per cent.", "", "no sign"),
        ("A top hat at noon.", "", "no sign"),
    ],
)
def test_auto_weighs_the_findings_of_a_pair(text, language, told):
    checked = make().check_text(text)
    assert checked.origin.language == language
    assert told in checked.origin.reason
    assert "latter" not in text or ("syntax/latter" in [finding.rule.id for finding in checked]) is bool(language)


def test_auto_keeps_to_the_pair_that_it_chose():
    rules = bare.load(FRENCH, name="fr-en") + bare.load(
        bare.record(id="calque/es-boss", pattern="the big boss around here"), name="es-en"
    )
    rules.sort(key=lambda rule: rule.id)
    scanner = Scanner([ruleset.anchors(rule) for rule in rules], [])
    checker = tqcheck.Checker(loaded=ruleset.Ruleset(tuple(rules), scanner))
    assert ids(checker, "They mill around the big boss around here.") == ["calque/mill", "title/boss"]


def test_auto_weighs_rules_that_are_not_reported():
    checker = make(ignore=("calque", "title"))
    assert ids(checker, "They mill around the big boss, the latter.") == ["syntax/latter"]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("fr", "The latter at ten per cent.", ["syntax/latter", "format/cent"]),
        ("fr-CA", "The latter at ten per cent.", ["syntax/latter", "format/cent"]),
        ("none", "They mill around the big boss, the latter.", ["calque/mill", "title/boss"]),
        ("de", "They mill around the latter at ten per cent.", ["format/cent"]),
    ],
)
def test_the_source_language_that_is_told_decides(source, text, expected):
    checked = make(source=source).check_text(text)
    assert [finding.rule.id for finding in checked] == expected
    assert checked.origin.language == ("" if source == "none" else source)
    assert "as told" in checked.origin.reason


@pytest.mark.parametrize("certainty", ["certain", "likely"])
def test_a_common_rule_that_needs_a_translation_takes_any_source(certainty):
    needy = bare.record(id="syntax/needy", pattern="thus it is", needs="translation", certainty=certainty)
    for source, expected in (("de", 1), ("fr", 1), ("none", 0), ("auto", 0)):
        assert len(bare.checker(needy, source=source).check_text("And thus it is. " + "So it went on. " * 50)) == expected


def test_in_a_text_too_short_for_signs_what_is_certain_is_told():
    for certainty, source, expected in (("certain", "auto", 1), ("likely", "auto", 0), ("certain", "none", 0)):
        needy = bare.record(id="syntax/needy", pattern="thus it is", needs="translation", certainty=certainty)
        assert len(bare.checker(needy, source=source).check_text("And thus it is.")) == expected


@pytest.mark.parametrize(("target", "expected"), [("en", 0), ("en-US", 0), ("en-GB", 1)])
def test_a_rule_for_a_region_runs_in_that_region_alone(target, expected):
    regional = bare.record(id="capitals/region", pattern="labor party", to=["en-GB"])
    assert len(bare.checker(regional, target=target).check_text("The labor party.")) == expected


def test_a_rule_for_a_language_runs_in_all_its_regions():
    regional = bare.record(id="capitals/region", pattern="labor party", to=["en"])
    assert len(bare.checker(regional, target="en-GB").check_text("The labor party.")) == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["calque/a"]),
        ({"min_certainty": tqcheck.Certainty.possible}, ["calque/a", "calque/b"]),
        ({"min_certainty": tqcheck.Certainty.certain}, []),
        ({"min_severity": tqcheck.Severity.critical, "min_certainty": tqcheck.Certainty.possible}, ["calque/b"]),
    ],
)
def test_findings_are_filtered_by_severity_and_certainty(options, expected):
    records = (
        bare.record(id="calque/a", pattern="mill around", certainty="likely"),
        bare.record(id="calque/b", pattern="big boss", certainty="possible", severity="critical"),
    )
    assert ids(bare.checker(*records, **options), "They mill around the big boss.") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"pattern": "big guide"}, {"pattern": "guide"}, ["big guide"]),
        ({"pattern": "big guide of it"}, {"pattern": "guide"}, ["big guide of it", "guide"]),
        ({"pattern": "big guide", "certainty": "likely"}, {"pattern": "guide"}, ["big guide", "guide"]),
        ({"pattern": "big guide"}, {"pattern": "guide", "certainty": "likely"}, ["big guide"]),
        ({"pattern": "big guide"}, {"pattern": "guide of it"}, ["big guide", "guide of it"]),
        ({"pattern": "big guide"}, {"pattern": "big guide"}, ["big guide"]),
    ],
)
def test_a_finding_that_another_covers_is_not_told_twice(first, second, expected):
    for one, other in ((first, second), (second, first)):
        checker = bare.checker(bare.record(**{"id": "calque/a"} | one), bare.record(**{"id": "calque/b"} | other))
        assert [finding.text for finding in checker.check_text("The big guide of it.")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://guide.example.org/guide?x=guide now.", 0),
        ("See www.guide.org, guide.", 1),
        ("Write to guide@example.org or a.guide@guide-x.org.", 0),
        ("Ask @guide about it.", 0),
        ("The guide: https://example.org", 1),
        ("https://example.org guide www.guide.org guide x@guide.org", 2),
    ],
)
def test_nothing_in_an_address_is_prose(text, expected):
    assert len(bare.check(text, pattern="guide")) == expected


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("He paid ten per cent more.", True),
        ("He said “ten per cent” twice.", False),
        ('"It is ten per cent," he said.', False),
        ("«Ten per cent»", False),
        ("“Yes,” he said, ten per cent “or so”.", True),
        ("“Yes, ten per cent", False),
    ],
)
def test_a_safe_fix_that_changes_letters_inside_quotation_marks_is_not_safe(text, safe):
    [finding] = bare.check(text, pattern="per cent", fix=["percent", "by hundred"], safe=True)
    assert [fix.safe for fix in finding.fixes] == ([True, True] if safe else [True, False])


def test_a_safe_fix_that_changes_a_word_inside_quotation_marks_is_not_safe():
    [finding] = bare.check("He said “ten per cent”.", pattern="per cent", fix=["in a hundred"], safe=True)
    assert not finding.fixes[0].safe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is a deputy.", "He is an MP."),
        ("A deputy left.", "An MP left."),
        ("The deputy left.", "The MP left."),
        ("a\u00a0deputy left.", "an\u00a0MP left."),
    ],
)
def test_the_article_agrees_with_the_fix(text, expected):
    assert bare.repair(text, pattern="deputy", fix=["MP"]) == expected


DEFECTS = ("mill around", "per cent", "the the", "“open it", "It fell. into the", "ONU")
TERMS = '[[concept]]\nid = "un"\n[concept.en]\npreferred = "UN"\n[concept.fr]\npreferred = "ONU"\n'


@pytest.fixture(scope="module")
def many():
    records = (
        bare.record(id="calque/mill", pattern="mill around", fix=["mill about"]),
        bare.record(id="format/cent", pattern="per cent", fix=["percent"], safe=True, unless="mile"),
        bare.record(id="repetition/word", check="doubled-word"),
        bare.record(id="punctuation/quotes", check="quotes"),
        bare.record(id="syntax/stop", check="stray-stop"),
    )
    return bare.checker(*records, terms=TERMS, source="fr")


def found(checked):
    return sorted((checked.document.range(finding.segment, finding.span)[0], finding.rule.id) for finding in checked)


def plant(rng, fillers, defects, gap):
    parts = [
        rng.choice(("The quick review of it went on as planned.", "Élodie stayed at home 😀.", "Nobody left."))
        for _ in range(fillers)
    ]
    for place in rng.sample(range(fillers), defects):
        parts[place] = f"We saw {rng.choice(DEFECTS)} here."
    return gap.join(parts)


@pytest.mark.parametrize("seed", [1, 2])
def test_defects_are_found_wherever_they_stand_in_a_long_document(many, seed):
    rng = random.Random(seed)
    text = plant(rng, 9000, 300, "\n")
    assert len(text) > 200_000
    whole = found(many.check_text(text))
    alone, start = [], 0
    for line in text.split("\n"):
        if any(defect in line for defect in DEFECTS):
            alone += [(start + place, name) for place, name in found(many.check_text(line))]
        start += len(line) + 1
    assert whole == alone and len(whole) == 300


@pytest.mark.parametrize("size", [1, 7, 100, 5000])
def test_findings_do_not_depend_on_the_chunks(many, monkeypatch, size):
    text = plant(random.Random(3), 400, 60, "\n")
    expected = found(many.check_text(text))
    monkeypatch.setattr(run, "_CHUNK", size)
    assert found(many.check_text(text)) == expected and len(expected) == 60


@given(
    st.lists(
        st.sampled_from([*DEFECTS, "the", "guide", "\n", "\n\n", ". ", "”", "“", " ", "  ", "é", "😀", "-", "ONU's"]),
        max_size=30,
    )
)
def test_findings_are_in_order_and_the_same_each_time(many, parts):
    text = " ".join(parts)
    checked = many.check_text(text)
    places = [checked.document.range(finding.segment, finding.span) for finding in checked]
    assert places == sorted(places)
    again = many.check_text(text)
    assert [(finding.rule.id, finding.span) for finding in again] == [(finding.rule.id, finding.span) for finding in checked]
    assert all(text[start:end] == finding.text for (start, end), finding in zip(places, checked, strict=True))


LONG_LINES = {
    "plain": "The committee met in the old town hall to talk about it, and nobody left before noon. ",
    "terms": "We saw the ONU and the ONU's men ",
    "terms and spaces": "We saw  the ONU and  the ONU's men ",
    "addresses": "See https://example.org/a or x@example.org of the ONU ",
    "closers": "he left it” and ",
    "openers": "he left “it and ",
    "doubled": "we saw the the man and ",
    "stops": "it fell. into the water and ",
    "one word": "a",
    "one word at": "a" * 2000 + "@",
    "patterns": "they mill around ten per cent ",
}


@pytest.mark.parametrize("kind", LONG_LINES)
def test_a_line_of_a_million_characters_is_answered_soon(many, kind):
    times = 1_000_000 // len(LONG_LINES[kind]) if kind in ("plain", "one word", "one word at") else 4000
    text = LONG_LINES[kind] * times + " the ONU"
    start = time.process_time()
    checked = many.check_text(text)
    assert time.process_time() - start < 4
    assert not checked.problems
    assert len(checked) >= (4000 if times == 4000 else 1)


def test_twice_the_findings_take_about_twice_the_time(many):
    def seconds(times):
        start = time.process_time()
        many.check_text("See  the ONU, https://example.org it” the the man. " * times)
        return time.process_time() - start

    seconds(10)
    assert seconds(8000) < 6 * max(0.05, seconds(4000))


def test_a_pattern_that_backtracks_without_end_is_stopped_and_named_once(monkeypatch):
    from tqcheck.checks import pattern

    monkeypatch.setattr(pattern, "TIMEOUT", 0.05)
    slow = bare.record(id="calque/slow", pattern="(?:(?:a|aa|aaa){1,40}){1,40}guide", anchors=["guide"])
    checker = bare.checker(slow, COMMON)
    text = f"Ten per cent.\n{'a' * 60} guide, ten per cent.\n{'a' * 60} guide\n"
    checked = checker.check_text(text, path="a.txt")
    [problem] = checked.problems
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == ("a.txt", 2)
    assert "calque/slow" in problem.message and "rules.toml:1" in problem.message
    assert [finding.rule.id for finding in checked] == ["format/cent", "format/cent"]
    assert checker.check_text(text).problems, "a later text does not pass for clean"


def test_a_file_is_checked_by_its_suffix(tmp_path):
    (tmp_path / "a.md").write_text("They *mill\naround* `mill around`.", "utf-8")
    checked = bare.checker(bare.record(pattern="mill around")).check_file(tmp_path / "a.md")
    assert [finding.text for finding in checked] == ["mill\naround"]
    assert checked.document.format == "markdown"


def test_a_file_that_can_not_be_read_is_named(tmp_path):
    with pytest.raises(Problem, match="can't be read") as problem:
        make().check_file(tmp_path / "nowhere.txt")
    assert problem.value.path == str(tmp_path / "nowhere.txt")


def test_a_checked_document_is_a_sequence_of_findings():
    checked = make().check_text("They mill around the big boss.")
    assert len(checked) == 2 and checked[0].text == "mill around" and checked[-1:] == (checked[1],)
    assert checked.words == 6
    assert [finding.text for finding in checked] == [finding.text for finding in checked.findings]


def test_offsets_are_code_points_of_the_text():
    checked = make().check_text("😀 e\u0301 \r\nThey mill around.")
    [finding] = checked
    start, end = checked.document.range(finding.segment, finding.span)
    assert (start, end) == (12, 23)
    assert checked.document.position(start) == (2, 6)


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", " ", "\ufeff", "\r\n"])
def test_an_empty_text_has_no_findings(text):
    checked = make().check_text(text)
    assert list(checked) == [] and checked.words == 0


@pytest.mark.parametrize(
    "path, expected", [("a.txt", ["calque/mill"]), ("opinion/a.txt", []), ("/elsewhere/opinion/a.txt", ["calque/mill"])]
)
def test_settings_per_path_are_relative_to_the_configuration(tmp_path, monkeypatch, path, expected):
    monkeypatch.chdir(tmp_path)
    settings = tqcheck.engine.configuration.PerPath("/opinion/", ignore=("calque",))
    checker = make(per_path=(settings,), root=tmp_path)
    assert ids(checker, "They mill around.", path=path) == expected


def test_the_shipped_rules_find_what_they_were_made_for():
    checked = tqcheck.Checker(source="fr").check_text("The Supreme Guide spoke.")
    assert [finding.text for finding in checked] == ["Supreme Guide"]
    assert checked[0].fixes[0].text == "Supreme Leader"


def test_a_text_in_another_language_is_told_from_a_translation():
    french = "Les élus de la ville ont refusé le budget pour la rénovation des écoles dans le quartier du port. " * 4
    checked = tqcheck.Checker().check_text(french)
    assert checked.origin.language == ""
    assert "reads as French, not English" in checked.origin.reason
    english = "The council of the town refused the budget for the renovation of the schools near the port. " * 4
    assert "reads as" not in tqcheck.Checker().check_text(english).origin.reason
