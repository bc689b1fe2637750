import re

import bare
import pytest

from tqcheck.config import Config, Ignore, PerPath
from tqcheck.model import Problem
from tqcheck.selection import Selection

RULES = bare.load(
    bare.record(id="calque/a", pattern="rule a"),
    bare.record(id="calque/b", pattern="rule b", status="preview"),
    bare.record(id="title/c", pattern="rule c", aliases=["title/old-c"]),
    bare.record(id="format/d", pattern="rule d"),
)


def chosen(path="a.txt", **options):
    selection = Selection(RULES, Config(**options))
    return "".join(sorted(RULES[index].id[-1] for index in selection.for_path(path)))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "acd"),
        ({"preview": True}, "abcd"),
        ({"select": ("all",)}, "acd"),
        ({"select": ("calque",)}, "a"),
        ({"select": ("calque",), "preview": True}, "ab"),
        ({"select": ("calque/b",)}, "b"),
        ({"select": ("title/old-c",)}, "c"),
        ({"select": ("calque", "format/d")}, "ad"),
        ({"extend_select": ("calque/b",)}, "abcd"),
        ({"extend_select": ("calque",)}, "acd"),
        ({"ignore": ("calque",)}, "cd"),
        ({"ignore": ("calque",), "preview": True}, "cd"),
        ({"ignore": ("title/old-c", "format")}, "a"),
        ({"select": ("calque",), "extend_select": ("title",), "ignore": ("calque/a",)}, "c"),
        ({"extend_select": ("calque/b",), "ignore": ("calque",)}, "cd"),
    ],
)
def test_rules_are_selected_by_id_and_family(options, expected):
    assert chosen(**options) == expected


PER_PATH = (
    PerPath("opinion/**", select=("calque",)),
    PerPath("*.md", ignore=("calque",), extend_select=("calque/b",)),
    PerPath("opinion/late.md", extend_select=("title",)),
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.txt", "acd"),
        ("opinion/a.txt", "a"),
        ("opinion/deep/a.txt", "a"),
        ("a.md", "cd"),
        ("opinion/a.md", ""),
        ("opinion/late.md", "c"),
        ("news/opinion/a.txt", "acd"),
    ],
)
def test_settings_per_path_come_over_the_general_ones_in_order(path, expected):
    assert chosen(path, per_path=PER_PATH) == expected


@pytest.mark.parametrize(
    "options",
    [
        {"select": ("calqe",)},
        {"extend_select": ("calqe",)},
        {"ignore": ("calqe",)},
        {"per_path": (PerPath("x", select=("calqe",)),)},
        {"per_path": (PerPath("x", ignore=("calqe",)),)},
        {"exceptions": (Ignore(rule="calqe"),)},
    ],
)
def test_an_unknown_rule_is_refused_with_the_nearest_one(options):
    with pytest.raises(Problem, match=re.escape("unknown rule or family 'calqe', did you mean 'calque'?")):
        Selection(RULES, Config(**options))


@pytest.mark.parametrize("quote", "\"'")
def test_an_unknown_rule_is_named_with_its_line_in_the_configuration(tmp_path, quote):
    path = tmp_path / "tqcheck.toml"
    path.write_text(f"# ours\nignore = [\n  {quote}calqe/x{quote},\n]\n", "utf-8")
    with pytest.raises(Problem) as refused:
        Selection(RULES, Config(ignore=("calqe/x",), path=path))
    assert (refused.value.path, refused.value.line) == (str(path), 3)


def test_an_unknown_rule_from_elsewhere_is_not_blamed_on_the_configuration(tmp_path):
    path = tmp_path / "tqcheck.toml"
    path.write_text("", "utf-8")
    with pytest.raises(Problem) as refused:
        Selection(RULES, Config(select=("zzz",), path=path))
    assert (refused.value.path, refused.value.line) == ("", 0)
    assert "tqcheck rules" in refused.value.message


@pytest.mark.parametrize("option", ["select", "extend_select"])
@pytest.mark.parametrize("family", ["name", "consistency", "bitext"])
def test_a_family_without_rules_is_refused(option, family):
    with pytest.raises(Problem, match=f"family '{family}' has no rules"):
        Selection(RULES, Config(**{option: ("calque", family)}))
    assert chosen(ignore=(family,)) == "acd"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"ignore": ("all",)}, "no rule is left to run with ignore all"),
        ({"select": ("title", "format"), "ignore": ("title", "format/d")}, "with select title, format; ignore title, format/d"),
        ({"select": ("calque",), "ignore": ("calque/a",)}, "no rule is left"),
    ],
)
def test_a_selection_that_leaves_no_rule_is_refused(options, told):
    with pytest.raises(Problem, match=re.escape(told)):
        chosen(**options)


def test_settings_per_path_may_bring_the_only_rules():
    options = {"ignore": ("all",), "per_path": (PerPath("*.md", extend_select=("calque",), ignore=()),)}
    assert (chosen(**options), chosen("a.md", **options)) == ("", "a")


ABOUT = {"suppress/unused", "suppress/expired", "suppress/unknown"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ABOUT),
        ({"select": ("calque",)}, set()),
        ({"select": ("calque", "suppress")}, ABOUT),
        ({"select": ("suppress/unused",)}, {"suppress/unused"}),
        ({"ignore": ("suppress",)}, set()),
        ({"ignore": ("suppress/unused",)}, ABOUT - {"suppress/unused"}),
        ({"per_path": (PerPath("*.txt", ignore=("suppress",)),)}, set()),
    ],
)
def test_rules_about_suppressions_are_selected_like_others(options, expected):
    assert Selection(RULES, Config(**options)).about_suppressions("a.txt") == expected


@pytest.mark.parametrize(
    "options", [{"ignore": ("suppress/nope",)}, {"select": ("suppress/nope",)}, {"exceptions": (Ignore(rule="suppress/nope"),)}]
)
def test_an_unknown_rule_about_suppressions_is_refused(options):
    with pytest.raises(Problem, match="unknown rule or family 'suppress/nope'"):
        Selection(RULES, Config(**options))
