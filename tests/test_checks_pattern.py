import bare
import pytest


def found(text, pattern="supreme guide", **guards):
    return bare.texts(text, pattern=pattern, **guards)


@pytest.mark.parametrize(
    ("guards", "yes", "no"),
    [
        ({"before": "the "}, ["the supreme guide", "The\u00a0supreme guide"], ["a supreme guide", "supreme guide"]),
        ({"not_before": "no "}, ["the supreme guide", "supreme guide"], ["no supreme guide", "No supreme guide"]),
        ({"before": "(?:the|that very) "}, ["that very supreme guide"], ["very supreme guide"]),
        ({"after": " of {month}"}, ["supreme guide of May"], ["supreme guide of Mars", "supreme guide"]),
        ({"not_after": " books?"}, ["supreme guide"], ["supreme guide book"]),
        (
            {"unless": "mountain"},
            ["The supreme guide. A mountain."],
            ["A mountain, a supreme guide.", "supreme guide, Mountain"],
        ),
        ({"unless": "mount"}, ["A mountain, a supreme guide."], ["Mount up, supreme guide."]),
        ({"requires": "Iran|Tehran"}, ["In Tehran the supreme guide left."], ["Tehran. The supreme guide left."]),
        ({"quoted": False}, ["the supreme guide “or so”"], ["the “supreme guide”", '"A supreme guide"', "“a supreme guide"]),
        ({"start": True}, ["Supreme guide left.", "“Supreme guide", "It fell. Supreme guide"], ["The supreme guide"]),
        ({"start": False}, ["The supreme guide"], ["Supreme guide left.", "It fell. “Supreme guide left.”"]),
    ],
)
def test_guards(guards, yes, no):
    assert [text for text in yes if not found(text, **guards)] == []
    assert [text for text in no if found(text, **guards)] == []


def test_a_match_that_a_guard_stops_does_not_hide_the_next_one():
    assert found("no supreme guide, the supreme guide", not_before="no ") == ["supreme guide"]
    assert found("ha ha ha", pattern="ha ha", before="ha ") == ["ha ha"]


def test_a_guard_on_both_sides_holds_together():
    guards = {"before": "the ", "not_after": " of bread"}
    assert found("the supreme guide of bread", **guards) == []
    assert found("the supreme guide of Iran", **guards) == ["supreme guide"]


@pytest.mark.parametrize("text", ["10 %", "10%", "“10 %”"])
def test_signs_can_stand_at_the_ends_of_a_pattern(text):
    assert len(found(text, pattern=r"\d{1,3} ?%")) == 1


def test_written_anchors_replace_the_derived_ones():
    keys = {"pattern": r"\p{Lu}\w{1,9} \p{Lu}\w{1,9}", "anchors": ["Guide"]}
    assert found("Supreme Guide", **keys) == ["Supreme Guide"]
    assert found("Supreme Leader", **keys) == []


def test_a_fix_that_changes_nothing_else_keeps_the_rest():
    text = "The 2e anniversary, the 3e anniversary."
    assert (
        bare.repair(text, pattern=r"(\d)e anniversary", fix=["{1|ordinal} anniversary"])
        == "The 2nd anniversary, the 3rd anniversary."
    )


def test_fixes_are_offered_best_first_and_once():
    [finding] = bare.check("a supreme guide", pattern="supreme guide", fix=["leader", "chief", "leader"])
    assert [fix.text for fix in finding.fixes] == ["leader", "chief"]


def test_a_rule_without_a_fix_offers_none():
    [finding] = bare.check("a supreme guide", pattern="supreme guide")
    assert finding.fixes == () and finding.why == "It is French."


def test_a_fix_that_a_filter_cannot_make_is_left_out():
    pattern = {"pattern": r"zq (\w+) floor", "fix": ["{1|words} floor", "that floor"]}
    [finding] = bare.check("zq top floor", **pattern)
    assert [fix.text for fix in finding.fixes] == ["that floor"]
    [finding] = bare.check("zq 2 floor", **pattern)
    assert [fix.text for fix in finding.fixes] == ["second floor", "that floor"]
