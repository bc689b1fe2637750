import datetime
import time

import bare
import pytest

from tqcheck import formats
from tqcheck.config import Config, Ignore
from tqcheck.suppress import Suppressions

RULES = (
    bare.record(id="calque/mill", pattern="mill around"),
    bare.record(id="calque/boss", pattern="big boss", aliases=["calque/old-boss"]),
    bare.record(id="format/cent", pattern="per cent", severity="minor"),
    bare.record(id="tense/old", pattern="old hat", certainty="possible"),
    bare.record(id="syntax/latter", pattern="the latter", needs="translation", certainty="likely"),
    bare.record(id="title/hat", pattern="top hat", status="preview"),
)
CHECKER = bare.checker(*RULES)
LINE = "We mill around the big boss."


def found(text, format="markdown", checker=CHECKER):
    return [(finding.rule.id, finding.text) for finding in checker.check_text(text, format=format)]


def ids(text, format="markdown", checker=CHECKER):
    return [name for name, _ in found(text, format, checker)]


MILL, BOSS, UNUSED, EXPIRED, UNKNOWN = "calque/mill", "calque/boss", "suppress/unused", "suppress/expired", "suppress/unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINE, [MILL, BOSS]),
        (f"{LINE} <!-- tqcheck: ignore calque/mill -->", [BOSS]),
        (f"{LINE} <!-- tqcheck: ignore -->", []),
        (f"{LINE} <!-- tqcheck: ignore all -->", []),
        (f"{LINE} <!-- tqcheck: ignore calque -->", []),
        (f"{LINE} <!-- tqcheck: ignore calque/mill calque/boss -->", []),
        (f"{LINE} <!-- tqcheck: ignore calque/mill, calque/boss -->", []),
        (f"{LINE} <!-- tqcheck: ignore calque/old-boss -->", [MILL]),
        (f"{LINE} <!-- tqcheck: ignore calque/boss -- a quotation from the archive -->", [MILL]),
        (f"{LINE}\n<!--tqcheck: ignore calque/boss-->\n{LINE}", [MILL, BOSS, MILL]),
        (f"<!-- tqcheck: ignore calque/boss -->\n\n{LINE}\n\n{LINE}", [MILL, MILL, BOSS]),
        (f"<!-- tqcheck: ignore-next calque/boss -->\n\n{LINE}\n\n{LINE}", [MILL, MILL, BOSS]),
        (f"{LINE} <!-- tqcheck: ignore-next calque/boss -->\n\n{LINE}", [MILL, BOSS, MILL]),
        (f"{LINE}\n\n<!-- tqcheck: off calque/boss -->\n\n{LINE}\n\n{LINE}", [MILL, BOSS, MILL, MILL]),
        (f"<!-- tqcheck: off -->\n\n{LINE}\n\n<!-- tqcheck: on -->\n\n{LINE}", [MILL, BOSS]),
        (f"<!-- tqcheck: off calque -->\n\n{LINE}\n\n<!-- tqcheck: on calque -->\n\n{LINE}", [MILL, BOSS]),
        (f"<!-- tqcheck: off calque/mill calque/boss -->\n\n{LINE}\n\n<!-- tqcheck: on calque/boss -->\n\n{LINE}", [BOSS]),
        (f"<!-- tqcheck: off calque/mill -->\n\n<!-- tqcheck: off calque/boss -->\n\n{LINE}\n\n<!-- tqcheck: on -->\n\n{LINE}",
         [MILL, BOSS]),
        (f"- {LINE} <!-- tqcheck: ignore calque/boss -->\n- {LINE}", [MILL, MILL, BOSS]),
        (f"| a | b |\n|---|---|\n| {LINE} <!-- tqcheck: ignore calque/boss --> | c |", [MILL]),
        (f"<!-- a remark on tqcheck: ignore -->\n\n{LINE}", [MILL, BOSS]),
        (f"`<!-- tqcheck: ignore -->` {LINE}", [MILL, BOSS]),
    ],
)  # fmt: skip
def test_comments_in_markdown(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<p>{LINE} <!-- tqcheck: ignore calque/mill --></p>", [BOSS]),
        (f"<!-- tqcheck: ignore -->\n<p>{LINE}</p>\n<p>{LINE}</p>", [MILL, BOSS]),
        (f"<div><p>{LINE}</p><!-- tqcheck: off calque/boss --><p>{LINE}</p><!-- tqcheck: on --><p>{LINE}</p></div>",
         [MILL, BOSS, MILL, MILL, BOSS]),
        (f"<!-- tqcheck: ignore-next calque -->\n<ul><li>{LINE}<li>{LINE}</ul>", [MILL, BOSS]),
        (f"<script>// <!-- tqcheck: ignore --></script><p>{LINE}", [MILL, BOSS]),
    ],
)  # fmt: skip
def test_comments_in_html(text, expected):
    assert ids(text, "html") == expected


def test_plain_text_has_no_comments():
    assert ids(f"<!-- tqcheck: ignore -->{LINE}", "text") == [MILL, BOSS]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- tqcheck: ignore calque/boss -->",
        "<!-- tqcheck: ignore -->",
        "<!-- tqcheck: ignore-next calque -->",
        "<!-- tqcheck: off -->",
    ],
)
def test_a_comment_that_suppresses_nothing_is_reported(comment):
    text = f"{comment}\n\nNothing here.\n"
    assert found(text) == [(UNUSED, comment)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We mill around. <!-- tqcheck: ignore calque/mill, format -->", "nothing for “format” here; remove that name."),
        (
            "We mill around. <!-- tqcheck: ignore calque/mill format calque/boss -->",
            "“format”, “calque/boss” here; remove these",
        ),
        ("<!-- tqcheck: off calque format -->\n\nWe mill around.\n", "nothing for “format” here"),
        ("Nothing. <!-- tqcheck: ignore format title -->", "nothing for “format” here"),
        ("Nothing. <!-- tqcheck: ignore calque, format -->", "This comment suppresses nothing; remove it."),
        ("Nothing. <!-- tqcheck: off calque format -->", "This comment suppresses nothing; remove it."),
    ],
)
def test_the_idle_names_of_a_comment_are_told(text, told):
    [note] = CHECKER.check_text(text, format="markdown")
    assert note.rule.id == UNUSED and told in note.message


def test_one_idle_rule_of_several_is_enough_and_told_once():
    assert ids("We mill around. <!-- tqcheck: ignore calque/mill calque/boss -->") == [UNUSED]
    assert ids("<!-- tqcheck: off calque/boss format -->\n\nNothing.\n") == [UNUSED]


def test_an_idle_comment_is_reported_at_its_place():
    checked = CHECKER.check_text(f"{LINE}\n\n<!-- tqcheck: ignore title -->\n\nNothing.\n\n{LINE}\n", format="markdown")
    assert [finding.rule.id for finding in checked] == [MILL, BOSS, MILL, BOSS]
    checked = CHECKER.check_text(f"{LINE}\n\n<!-- tqcheck: ignore format -->\n\nNothing.\n\n{LINE}\n", format="markdown")
    assert [finding.rule.id for finding in checked] == [MILL, BOSS, UNUSED, MILL, BOSS]
    [start, _] = checked.document.range(checked[2].segment, checked[2].span)
    assert checked.document.position(start) == (3, 1)


@pytest.mark.parametrize("rule", ["title", "title/hat", "tense", "tense/old", "syntax/latter", "syntax", "name"])
def test_a_comment_about_a_rule_that_did_not_run_is_not_called_unused(rule):
    assert ids(f"<!-- tqcheck: ignore {rule} -->\n\nNothing.\n") == []


@pytest.mark.parametrize(
    ("options", "rule"),
    [({"source": "fr"}, "syntax/latter"), ({"min_certainty": 1}, "tense/old"), ({"preview": True}, "title/hat")],
)
def test_it_is_where_the_rule_did_run(options, rule):
    checker = bare.checker(*RULES, **options)
    assert ids(f"<!-- tqcheck: ignore {rule} -->\n\nNothing.\n", checker=checker) == [UNUSED]


def test_a_comment_about_an_unselected_rule_is_not_called_unused():
    checker = bare.checker(*RULES, select=("format",))
    assert ids("<!-- tqcheck: ignore calque/mill -->\n\nWe mill around.\n", checker=checker) == []


@pytest.mark.parametrize("until", ["2001-02-03", "2020-12-31"])
def test_an_expired_comment_holds_no_longer_and_is_reported(until):
    text = f"We mill around. <!-- tqcheck: ignore calque/mill -- agreed until {until} by the desk -->"
    findings = CHECKER.check_text(text, format="markdown")
    assert [finding.rule.id for finding in findings] == [MILL, EXPIRED]
    assert until in findings[1].message


@pytest.mark.parametrize("until", ["9999-12-31", datetime.date.today().isoformat()])
def test_a_comment_holds_to_the_end_of_its_last_day(until):
    assert ids(f"We mill around. <!-- tqcheck: ignore calque/mill -- until {until} -->") == []


@pytest.mark.parametrize("verb", ["ignroe", "disable", "ignore-line"])
def test_a_misspelt_comment_is_reported(verb):
    assert found(f"We mill around. <!-- tqcheck: {verb} calque/mill -->")[1][0] == UNKNOWN


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("ignroe calque/mill", "“ignroe” is no suppression; write ignore, ignore-next, off or on."),
        ("Ignore calque/mill", "“Ignore” is no suppression"),
        ("", "“tqcheck:” is no suppression"),
        ("ignore clque/mill", "“clque/mill” is no rule or family, did you mean 'calque/mill'?"),
        ("ignore suppress/unusd", "did you mean 'suppress/unused'?"),
        ("ignore\ncalqe", "“calqe” is no rule or family, did you mean 'calque'?"),
        ("on zzz", "“zzz” is no rule or family; a reason goes after “--”."),
        ("ignore until 2020-01-01", "“until 2020-01-01” is no rule or family; write “-- until 2020-01-01” after the rules."),
    ],
)
def test_what_a_comment_misspells_is_told_and_it_hides_nothing(comment, told):
    findings = CHECKER.check_text(f"We mill around. <!-- tqcheck: {comment} -->", format="markdown")
    assert [finding.rule.id for finding in findings] == [MILL, UNKNOWN]
    assert told in findings[1].message


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("clque/mill", "“clque/mill” is no rule"),
        ("until 2020-01-01", "“until 2020-01-01” is no rule"),
        ("-- until 2035-13-45", "“2035-13-45” is no date; write it as in “until 2035-12-31”."),
        ("-- agreed until 31.12.2035.", "“31.12.2035” is no date"),
        ("-- until 2035", "“2035” is no date"),
    ],
)
def test_the_rest_of_a_misspelt_comment_holds(rest, told):
    [finding] = CHECKER.check_text(f"We mill around. <!-- tqcheck: ignore calque/mill {rest} -->", format="markdown")
    assert finding.rule.id == UNKNOWN and told in finding.message


@pytest.mark.parametrize("reason", ["kept until the desk decides", "until 3 of us agree", "from 2035-13-45 on"])
def test_a_reason_may_say_until_of_anything(reason):
    assert ids(f"We mill around. <!-- tqcheck: ignore calque/mill -- {reason} -->") == []


NOTED = "We mill around. <!-- tqcheck: ignore calque/mill format -->\n\n<!-- tqcheck: ignroe -->\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [UNUSED, UNKNOWN]),
        ({"ignore": ("suppress/unused",)}, [UNKNOWN]),
        ({"ignore": ("suppress",)}, []),
        ({"select": ("calque", "format")}, []),
        ({"select": ("calque", "format", "suppress/unused")}, [UNUSED]),
        ({"min_severity": 2}, []),
        ({"exceptions": (Ignore(rule="suppress/unknown"),)}, [UNUSED]),
    ],
)
def test_notes_about_comments_obey_the_options(options, expected):
    assert ids(NOTED, checker=bare.checker(*RULES, **options)) == expected


def test_notes_about_comments_can_be_silenced_by_name_in_the_text():
    assert ids(f"<!-- tqcheck: off suppress/unused -->\n\n{NOTED}") == [UNKNOWN]
    assert ids(f"<!-- tqcheck: off suppress -->\n\n{NOTED}") == []


BLOCK = "We mill around.\n\n"


@pytest.mark.parametrize(
    "piece",
    [
        f"<!-- tqcheck: ignore -->\n\n{BLOCK}",
        f"<!-- tqcheck: ignore-next calque -->\n\n{BLOCK}",
        f"<!-- tqcheck: off calque/mill -->\n\n{BLOCK}",
        f"<!-- tqcheck: off calque/mill -->\n\n<!-- tqcheck: on format -->\n\n{BLOCK}",
        "<!-- tqcheck: ignore clque{} -->\n\nNothing.\n\n",
    ],
)
def test_the_cost_of_comments_grows_with_the_text(piece):
    seconds = []
    for count in (1000, 8000):
        text = "".join(piece.replace("{}", str(number)) for number in range(count))
        began = time.process_time()
        CHECKER.check_text(text, format="markdown")
        seconds.append(time.process_time() - began)
    assert seconds[1] < max(24 * seconds[0], 1)


def test_a_comment_of_white_space_is_read_at_once():
    began = time.process_time()
    ids(f"{LINE} <!-- tqcheck: ignore{' ' * 100_000}x --> <!-- tqcheck: ignore -- {'until ' * 20_000}-->")
    assert time.process_time() - began < 2


def test_what_is_suppressed_is_counted():
    checked = CHECKER.check_text(f"{LINE} <!-- tqcheck: ignore calque/mill -->", format="markdown")
    assert (len(checked), checked.suppressed) == (1, 1)


TODAY = datetime.date(2024, 5, 1)


class House:
    """Suppressions of a configuration on one day, and the findings of LINE in a file."""

    def __init__(self, *exceptions):
        self.suppressions = Suppressions(Config(exceptions=exceptions), TODAY)
        self.checker = bare.checker(*RULES)

    def kept(self, path="news/a.txt", text=LINE):
        document = formats.read(path, text.encode())
        findings = self.checker.check_document(document).findings
        kept, _ = self.suppressions.drop(document, path, findings, {rule.id for rule in self.checker.rules}, ())
        return [finding.rule.id for finding in kept]

    def idle(self, **options):
        return [(problem.line, problem.message) for problem in self.suppressions.idle(True, **options)]


@pytest.mark.parametrize(
    ("exception", "expected"),
    [
        (Ignore(rule="calque/mill"), [BOSS]),
        (Ignore(rule="calque"), []),
        (Ignore(rule="calque/old-boss"), [MILL]),
        (Ignore(text="BIG Boss"), [MILL]),
        (Ignore(text="boss"), [MILL, BOSS]),
        (Ignore(path="news/**"), []),
        (Ignore(path="a.txt", rule="calque/boss"), [MILL]),
        (Ignore(path="/a.txt"), [MILL, BOSS]),
        (Ignore(path="opinion/"), [MILL, BOSS]),
        (Ignore(rule="calque/mill", text="big boss"), [MILL, BOSS]),
        (Ignore(rule="calque/mill", path="news/", text="mill around"), [BOSS]),
        (Ignore(rule="calque/mill", expires=datetime.date(2024, 4, 30)), [MILL, BOSS]),
        (Ignore(rule="calque/mill", expires=TODAY), [BOSS]),
    ],
)
def test_exceptions_of_the_configuration(exception, expected):
    assert House(exception).kept() == expected


def test_an_exception_that_was_of_use_is_not_told():
    house = House(Ignore(rule="calque/mill", line=3))
    house.kept()
    house.kept("b.txt", "Nothing.")
    assert house.idle() == []


def test_an_exception_that_was_never_of_use_is_told_with_its_line():
    house = House(Ignore(rule="calque/mill", line=3), Ignore(path="news/", text="old boss", line=7))
    house.kept(text="Nothing.")
    assert [line for line, _ in house.idle()] == [3, 7]
    assert "suppresses nothing" in house.idle()[0][1]


def test_an_exception_for_files_that_were_not_checked_is_not_told():
    house = House(Ignore(path="opinion/", line=3))
    house.kept()
    assert house.suppressions.idle(False) == []


def test_an_exception_for_no_file_is_told_where_folders_were_checked():
    house = House(Ignore(rule="calque", path="nofile.md", line=3))
    house.kept()
    [(line, message)] = house.idle()
    assert line == 3 and "no file checked is like 'nofile.md'" in message
    assert house.idle(unused=False) == []


def test_an_exception_for_a_file_where_its_rule_did_not_run_is_not_told():
    house = House(Ignore(rule="name", path="a.txt", line=3))
    house.kept()
    assert house.idle() == []


def test_an_exception_for_any_file_needs_the_whole_to_be_called_unused():
    house = House(Ignore(rule="calque/mill", line=3))
    house.kept(text="Nothing.")
    assert house.suppressions.idle(False) == []


@pytest.mark.parametrize("rule", ["title/hat", "title", "tense/old", "syntax/latter"])
def test_an_exception_about_a_rule_that_did_not_run_is_not_told(rule):
    checker = bare.checker(*RULES, exceptions=(Ignore(rule=rule, line=3),))
    checker.check_text(LINE)
    assert checker.suppressions.idle(True) == []


def test_an_expired_exception_is_told():
    house = House(Ignore(rule="calque/mill", expires=datetime.date(2024, 4, 30), line=3))
    house.kept()
    [(line, message)] = house.idle()
    assert line == 3 and "expired on 2024-04-30" in message


def test_the_use_of_exceptions_is_gathered_over_processes():
    here, there = (House(Ignore(rule="calque/mill", line=3)) for _ in range(2))
    there.kept()
    here.kept(text="Nothing.")
    here.suppressions.add(there.suppressions.state())
    assert here.idle() == []
