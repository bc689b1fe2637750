import bare
import pytest

from tqcheck.packs import templates


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1", "1st"),
        ("2", "2nd"),
        ("3", "3rd"),
        ("4", "4th"),
        ("11", "11th"),
        ("12", "12th"),
        ("13", "13th"),
        ("21", "21st"),
        ("100", "100th"),
        ("101", "101st"),
        ("111", "111th"),
        ("112", "112th"),
        ("20", "20th"),
    ],
)
def test_ordinals(number, expected):
    assert templates.ordinal(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [("1", "first"), ("2", "second"), ("10", "tenth"), ("11", "11th"), ("0", "0th")]
)
def test_ordinals_in_words_up_to_ten(number, expected):
    assert templates.words(number) == expected


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [("I", "1"), ("IV", "4"), ("IX", "9"), ("XIX", "19"), ("XXI", "21"), ("MCMXCIX", "1999"), ("xvi", "16")],
)
def test_roman_numerals(numeral, expected):
    assert templates.roman(numeral) == expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("1 234,5", "1,234.5"),
        ("1.234,56", "1,234.56"),
        ("12", "12"),
        ("1\u202f000\u00a0000", "1,000,000"),
        ("0,5", "0.5"),
        ("2,50", "2.50"),
    ],
)
def test_french_digits_become_english_ones(digits, expected):
    assert templates.number(digits) == expected


@pytest.mark.parametrize(
    ("hours", "minutes", "expected"),
    [
        ("14", "30", "2:30 p.m."),
        ("9", None, "9 a.m."),
        ("12", "00", "12 p.m."),
        ("0", "15", "12:15 a.m."),
        ("24", "", "12 a.m."),
        ("23", "05", "11:05 p.m."),
    ],
)
def test_times_on_the_twelve_hour_clock(hours, minutes, expected):
    assert templates.clock(hours, minutes) == expected


@pytest.mark.parametrize(
    ("pattern", "fix", "text", "expected"),
    [
        (r"(?P<day>\d{1,2})e anniversary", "{day|ordinal} anniversary", "the 2e anniversary", "the 2nd anniversary"),
        (r"([IVX]{1,6})e century", "{1|roman|ordinal} century", "the XIXe century", "the 19th century"),
        (r"(\d{1,2})h(\d\d) sharp", "{1|clock:2} sharp", "at 14h30 sharp", "at 2:30 p.m. sharp"),
        (r"(\d{1,2})h(\d\d)? sharp", "{1|clock:2} sharp", "at 9h sharp", "at 9 a.m. sharp"),
        (r"mister (\p{L}{2,9})", "Mr. {1|capital}", "hello mister brown", "hello Mr. Brown"),
        ("mister brown", "{match|upper}", "hello mister brown", "hello MISTER BROWN"),
        ("{verb:castigate}", "{verb:denounce}", "he castigated it", "he denounced it"),
        ("{verb:castigate}", "{verb:denounce}", "castigating it", "denouncing it"),
        ("{verb:castigate}", "{verb:denounce}", "Castigates it", "Denounces it"),
        ("{verb:castigate}", "{verb:denounce}", "CASTIGATED BY ALL", "DENOUNCED BY ALL"),
        ("{verb:castigate} {noun:deputy}", "{verb:blame} {noun:lawmaker}", "HE CASTIGATED DEPUTIES", "HE BLAMED LAWMAKERS"),
        ("{verb:castigate}", "{verb:write off}", "he has castigated it", "he has written off it"),
        ("{verb:castigate}", "{verb:write off}", "he castigated it", "he wrote off it"),
        ("{verb:castigate}", "{verb:write off}", "it was never openly castigated", "it was never openly written off"),
        ("{verb:put forward}", "{verb:give}", "it put forward a plan", "it gave a plan"),
        ("{verb:put forward}", "{verb:give}", "it must put forward a plan", "it must give a plan"),
        ("{verb:call upon}", "{verb:visit}", "he called\u00a0upon her", "he visited her"),
        ("{verb:call upon}", "{verb:visit}", "he called  upon her", "he visited her"),
        ("{noun:deputy}", "{noun:lawmaker}", "two deputies left", "two lawmakers left"),
        ("a set of {noun:deputy}", "a few {noun:lawmaker}", "a set of deputies", "a few lawmakers"),
        ("{noun:deputy} who {verb:castigate}", "{noun:MP} who {verb:blame}", "a deputy who castigates", "an MP who blames"),
        ("{verb:castigate} (no one)", "spare {1}", "castigate no one", "spare no one"),
    ],
)  # fmt: skip
def test_fixes_are_filled_in(pattern, fix, text, expected):
    assert bare.repair(text, pattern=pattern, fix=[fix]) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [("“{match}”", "“2e anniversary”"), ("{day} and {1}", "2 and 2"), ("plain", "plain")],
)
def test_messages_name_groups(message, expected):
    [finding] = bare.check("the 2e anniversary", pattern=r"(?P<day>\d{1,2})e anniversary", message=message)
    assert finding.message == expected


def test_a_group_that_holds_braces_is_quoted_as_it_is():
    [finding] = bare.check("guide {1} me", pattern=r"guide (?P<what>\{\d\}) me", message="{what}", fix=["lead {what} me"])
    assert finding.message == "{1}"
    assert finding.fixes[0].text == "lead {1} me"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12 000", "12,000"), ("399,90", "399.90"), ("1.234,56", "1,234.56"), ("1,250", "1,250"), ("3.5", "3.5"), ("25", "25")],
)
def test_numbers_become_english(text, expected):
    assert templates.number(text) == expected
