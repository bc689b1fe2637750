import bare
import pytest

import tqcheck
from tqcheck.styles import STYLES

STYLED = bare.record(id="format/house", pattern="ten per cent", style=["guardian", "ap"])
REGIONAL = bare.record(id="format/region", pattern="labor party", to=["en-US"])


@pytest.mark.parametrize(("style", "expected"), [("", 0), ("guardian", 1), ("ap", 1), ("nyt", 0)])
def test_a_rule_of_a_style_runs_in_that_style_alone(style, expected):
    assert len(bare.checker(STYLED, style=style).check_text("It is ten per cent.")) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, 0), ({"style": "ap"}, 1), ({"style": "guardian"}, 0), ({"style": "ap", "target": "en-GB"}, 0)],
)
def test_a_style_brings_its_region_unless_one_is_told(options, expected):
    assert len(bare.checker(REGIONAL, **options).check_text("The labor party.")) == expected


def test_every_style_has_a_title_and_a_region():
    assert all(style.title and style.target.startswith("en-") for style in STYLES.values())
    named = {name for rule in tqcheck.Checker().rules for name in rule.style}
    assert named == set(STYLES)


def test_an_unknown_style_is_refused_with_a_hint(tmp_path, run):
    path = tmp_path / "tqcheck.toml"
    path.write_text('from = "fr"\nstyle = "guardiann"\n', "utf-8")
    done = run("check", "--config", str(path), str(tmp_path))
    assert done.code == 2
    assert "tqcheck.toml:2: unknown style 'guardiann', did you mean 'guardian'?" in done.err
    with pytest.raises(tqcheck.Problem, match="unknown style 'apa'"):
        tqcheck.Checker(style="apa")


def test_the_command_line_takes_a_style(tmp_path, run):
    path = tmp_path / "a.txt"
    path.write_text("Rents rose by 6 per cent.\n", "utf-8")
    assert "format/style-percent-sign" in run("check", "--style", "guardian", str(path)).out
    assert "format/style" not in run("check", str(path)).out


def test_explain_tells_the_style(run):
    assert "The Associated Press Stylebook (ap)" in run("explain", "format/style-percent-sign").out
