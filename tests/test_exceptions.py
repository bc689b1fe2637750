"""Exceptions go into a configuration, and out again, without another byte changed, whatever its shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck import config
from tqcheck.model import Problem
from tqcheck.terminology import exceptions
from tqcheck.terminology.splice import splice

BOSS = {"rule": "title/boss", "text": "the “Boss”", "reason": "rejected 3 times by Ada"}
QUOTE = {"rule": "false-friend", "text": 'a "quarter"\nof\x7f \\ it', "reason": "rejected 4 times by Bob"}
SETTINGS = [
    "",
    "# ours\n",
    'from = "fr"\n\n\n# the end\n',
    "ignore = []\n",
    "ignore = [ ] # none\n",
    "ignore = [\n]\n",
    'ignore = ["calque",]\n',
    "ignore = ['calque' , 'title' ,\n]\n",
    'ignore = [ # all\n  "calque", # why\n  "title"\n  # last\n]\nfrom = "fr"\n',
    'ignore = ["calque", { rule = "name", text = "x" }]\n',
    '"ignore" = ["calque"]\n',
    '[[ignore]] # one\nrule = "name"\n\n[[ignore]]\nrule = "title"\ntext = "y" # two\n\n# end\n',
    '[[per-path]]\npath = "a"\nignore = ["x"]\n\n[[ignore]]\nrule = "name"\n\n[[per-path]]\npath = "b"\nignore = ["name"]\n',
    '[text]\nparagraphs = "line"\n',
    '[[per-path]]\npath = "a"\nignore = ["calque"]\n',
]
PROJECTS = [
    "",
    '[project]\nname = "x"\n',
    '[tool.tqcheck]\nfrom = "fr"\n\n[tool.other]\nx = 1\n',
    '[tool.tqcheck]\nignore = ["calque"]\n[tool.other]\nignore = ["x"]\n',
    "[tool.other]\nignore = []\n[tool.tqcheck]\nignore = []\n",
    '[tool]\ntqcheck.ignore = ["calque"]\n',
    'tool.tqcheck.ignore = ["calque"]\n',
    '[tool.tqcheck]\nfrom = "fr"\n[[tool.tqcheck.ignore]]\nrule = "name"\n\n[tool.other]\nx = 1\n',
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("name", "text"), [("tqcheck.toml", text) for text in SETTINGS] + [("pyproject.toml", text) for text in PROJECTS]
)
def test_what_is_added_is_read_and_leaves_no_trace(tmp_path: Path, name: str, text: str, mark: str, newline: str) -> None:
    path = tmp_path / name
    before = (mark + text.replace("\n", newline)).encode()
    path.write_bytes(before)
    others = len(config.load(path).exceptions)
    exceptions.add(path, BOSS)
    change = splice(before, path.read_bytes())
    assert change.put.strip("\r\n") and not change.cut
    exceptions.add(path, QUOTE)
    found = config.load(path)
    told = [(item.rule, item.text, item.reason) for item in found.exceptions]
    assert len(told) == others + 2 and {tuple(BOSS.values()), tuple(QUOTE.values())} <= set(told)
    for entry in (BOSS, QUOTE):
        assert exceptions.remove(path, entry) == ""
    assert path.read_bytes() == before


def test_a_last_line_without_end_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "tqcheck.toml"
    path.write_text('from = "fr"', "utf-8")
    exceptions.add(path, BOSS)
    assert path.read_text("utf-8").startswith('from = "fr"\n\n[[ignore]]\nrule = "title/boss"\n')


def test_what_was_changed_since_stays(tmp_path: Path) -> None:
    path = tmp_path / "tqcheck.toml"
    exceptions.add(path, BOSS)
    added = path.read_text("utf-8")
    for text, told in (
        (added + "expires = 2030-01-01\n", "was changed in"),
        (added.replace("3 times", "thrice"), "was changed in"),
        (added.replace("text =", "text  ="), "is written otherwise in"),
        ("", "no such exception in"),
    ):
        path.write_text(text, "utf-8")
        assert told in exceptions.remove(path, BOSS)
        assert path.read_text("utf-8") == text
    path.unlink()
    assert "no such exception in" in exceptions.remove(path, BOSS) and not path.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'[tool]\ntqcheck = { from = "fr" }\n', "has no place for an exception"),
        (b"x = \n", "is not valid TOML"),
        (b"# \xe9\n", "is not UTF-8"),
    ],
)
def test_a_file_with_no_place_for_it_is_left(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_bytes(data)
    with pytest.raises(Problem, match=told):
        exceptions.add(path, BOSS)
    assert path.read_bytes() == data
