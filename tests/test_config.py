import datetime
import re
from pathlib import Path

import pytest

from tqcheck import config
from tqcheck.config import Config, Ignore, PerPath
from tqcheck.model import Certainty, Problem, Severity

WHOLE = """
from = "fr"
to = "en-GB"
select = ["calque", "name"]
extend-select = ["title/boss"]
ignore = [
  "punctuation",
  { rule = "calque/x", path = "old/**", text = "Supreme Guide", reason = "quoted", expires = 2030-12-31 },
]
exclude = ["build/", "*.min.html"]
glossaries = ["terms"]
packs = ["rules", "rules/more.toml"]
ledger = "names.ledger"
min-severity = "major"
min-certainty = "possible"
fail-on = "critical"
preview = true
text.paragraphs = "blank-line"

[[per-path]]
path = "opinion/**"
select = ["calque"]
extend-select = ["title"]
ignore = ["calque/y"]
"""


def write(folder, text, name="tqcheck.toml"):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def house(tmp_path):
    (tmp_path / "terms").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "more.toml").write_text("", "utf-8")
    return tmp_path


def test_every_key_is_read(house):
    path = write(house, WHOLE)
    assert config.load(path) == Config(
        source="fr",
        target="en-GB",
        select=("calque", "name"),
        extend_select=("title/boss",),
        ignore=("punctuation",),
        exceptions=(Ignore("calque/x", "old/**", "Supreme Guide", "quoted", datetime.date(2030, 12, 31), 8),),
        exclude=("build/", "*.min.html"),
        glossaries=(house / "terms",),
        packs=(house / "rules", house / "rules/more.toml"),
        ledger=house / "names.ledger",
        min_severity=Severity.major,
        min_certainty=Certainty.possible,
        fail_on=Severity.critical,
        preview=True,
        paragraphs="blank-line",
        per_path=(PerPath("opinion/**", ("calque",), ("title",), ("calque/y",)),),
        root=house,
        path=path,
    )


def test_an_empty_file_means_the_defaults(tmp_path):
    path = write(tmp_path, "")
    assert config.load(path) == Config(root=tmp_path, path=path)
    assert (Config().source, Config().target, Config().fail_on) == ("auto", "en", Severity.major)
    assert (Config().min_certainty, Config().min_severity, Config().preview) == (Certainty.likely, Severity.minor, False)


def test_settings_stand_in_pyproject_too(house):
    inner = WHOLE.replace("[[per-path]]", "[[tool.tqcheck.per-path]]")
    path = write(house, f'[project]\nname = "x"\n[tool.ruff]\nselect = ["E"]\n[tool.tqcheck]{inner}', "pyproject.toml")
    read = config.load(path)
    assert (read.source, read.select, read.per_path[0].path) == ("fr", ("calque", "name"), "opinion/**")
    assert read.exceptions[0].line == 12


def test_tables_of_ignore_know_their_lines(tmp_path):
    text = 'from = "fr"\n\n[[ignore]]\nrule = "calque"\n\n# later\n[[ignore]]\ntext = "boss"\n'
    first, second = config.load(write(tmp_path, text)).exceptions
    assert (first.rule, first.line, second.text, second.line) == ("calque", 3, "boss", 7)


REFUSED = {
    "unknown key": ('form = "fr"', "unknown key 'form', did you mean 'from'?"),
    "unknown table": ("[rules]\nx = 1", "unknown key 'rules'"),
    "from no tag": ('from = "french!"', "from must be a language tag"),
    "from a number": ("from = 3", "from must be a language tag"),
    "to no tag": ('to = "English"', "to must be a language tag"),
    "select a string": ('select = "calque"', "select must be an array of strings"),
    "extend-select of numbers": ("extend-select = [1]", "extend-select must be an array of strings"),
    "exclude a string": ('exclude = "x"', "exclude must be an array of strings"),
    "exclude no pattern": ('exclude = ["!"]', "is no pattern"),
    "ignore a string": ('ignore = "calque"', "ignore must be an array"),
    "glossary missing": ('glossaries = ["nowhere"]', "glossaries names 'nowhere', which does not exist"),
    "pack missing": ('packs = ["nowhere"]', "packs names 'nowhere', which does not exist"),
    "ledger a list": ('ledger = ["names.ledger"]', "ledger must be the path of a file"),
    "min-severity": ('min-severity = "bad"', "must be one of minor, major, critical"),
    "min-certainty": ('min-certainty = "sure"', "must be one of possible, likely, certain"),
    "fail-on": ('fail-on = ["major"]', "must be one of minor"),
    "preview": ('preview = "yes"', "preview must be true or false"),
    "text": ('text = "line"', "text takes one key"),
    "text key": ('text.lines = "x"', "text takes one key"),
    "paragraphs": ('text.paragraphs = "page"', "must be one of line, blank-line"),
    "per-path a table": ('[per-path]\npath = "x"', "write each entry as a [[per-path]] table"),
    "per-path no path": ('[[per-path]]\nselect = ["calque"]', "needs a path pattern"),
    "per-path unknown": ('[[per-path]]\npath = "x"\nfrom = "fr"', "unknown key 'from' in per-path"),
    "per-path select": ('[[per-path]]\npath = "x"\nselect = "y"', "select must be an array of strings"),
    "per-path no pattern": ('[[per-path]]\npath = "!"', "is no pattern"),
    "exception unknown": ('[[ignore]]\nrules = "x"', "unknown key 'rules' in ignore, did you mean 'rule'?"),
    "exception date": ('[[ignore]]\nrule = "x"\nexpires = "soon"', "expires in ignore must be a date"),
    "exception date and time": ('[[ignore]]\nrule = "x"\nexpires = 2030-01-01T00:00:00', "expires in ignore must be a date"),
    "exception number": ("[[ignore]]\nrule = 3", "rule in ignore must be a string"),
    "exception empty": ('[[ignore]]\nreason = "x"', "needs a rule, a path or a text"),
    "exception no pattern": ('[[ignore]]\npath = "!"', "is no pattern"),
    "not TOML": ("from = ", "is not valid TOML"),
}


@pytest.mark.parametrize("refused", REFUSED)
def test_what_can_not_be_taken_is_refused_with_its_line(tmp_path, refused):
    text, told = REFUSED[refused]
    path = write(tmp_path, f"# ours\n\n{text}\n")
    with pytest.raises(Problem, match=re.escape(told)) as problem:
        config.load(path)
    assert (problem.value.path, problem.value.line) == (str(path), 3)


@pytest.mark.parametrize("refused", [name for name in REFUSED if not REFUSED[name][0].startswith("[") and name != "not TOML"])
def test_the_line_is_right_in_pyproject_where_other_tools_have_the_key(tmp_path, refused):
    text, told = REFUSED[refused]
    others = "select = []\nexclude = []\nignore = []\npreview = 1\nfrom = 1\nto = 1\npacks = 1\ntext = 1\nglossaries = 1\n"
    path = write(tmp_path, f"[tool.ruff]\n{others}[tool.tqcheck]\n{text}\n", "pyproject.toml")
    with pytest.raises(Problem, match=re.escape(told)) as problem:
        config.load(path)
    assert (problem.value.path, problem.value.line) == (str(path), 12)


@pytest.mark.parametrize(
    "bad",
    ['[[per-path]]\npath = "y"\nselect = 1', "[[per-path]]\nselect = []", '[[ignore]]\nreason = "x"', "[[ignore]]\nruel = 'x'"],
)
def test_the_table_at_fault_is_named(tmp_path, bad):
    good = '[[per-path]]\npath = "x"\nignore = ["calque"]\n[[ignore]]\nrule = "calque"\n'
    with pytest.raises(Problem) as problem:
        config.load(write(tmp_path, good + bad))
    assert problem.value.line == 6


def test_a_table_of_tool_that_is_none_is_refused(tmp_path):
    with pytest.raises(Problem, match=r"\[tool\.tqcheck\]"):
        config.load(write(tmp_path, "[tool]\ntqcheck = 1\n", "pyproject.toml"))


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "tqcheck.toml"
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(Problem, match="not UTF-8") as problem:
        config.load(path)
    assert problem.value.line == 1


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Problem, match="can't be read"):
        config.load(tmp_path / "tqcheck.toml")


def test_the_nearest_file_governs(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    outer = write(tmp_path, "")
    assert config.find(deep) == outer
    write(tmp_path / "a", "[tool.other]\n", "pyproject.toml")
    assert config.find(deep) == outer
    inner = write(tmp_path / "a", "[tool.tqcheck]\n", "pyproject.toml")
    assert config.find(deep) == inner
    nearer = write(tmp_path / "a", "")
    assert config.find(deep) == nearer


@pytest.mark.parametrize(
    ("text", "governs"),
    [
        ("# see [tool.tqcheck]\n[tool.other]\n", False),
        ("[tool]\ntqcheck = { to = 'en-GB' }\n", True),
        ("[tool.'tqcheck']\n", True),
        ("tool = 'tqcheck'\n", False),
        ("tqcheck = [\n", False),
        ("[tool.tqcheck]\nto =\n", True),
    ],
)
def test_a_pyproject_governs_where_it_has_the_table(tmp_path, text, governs):
    outer = write(tmp_path, "")
    (tmp_path / "a").mkdir()
    inner = write(tmp_path / "a", text, "pyproject.toml")
    assert config.find(tmp_path / "a") == (inner if governs else outer)


def test_a_folder_that_can_not_be_entered_holds_no_configuration(tmp_path, monkeypatch):
    outer, look = write(tmp_path, ""), Path.is_file

    def refuse(path):
        if path.parent.name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "is_file", refuse)
    assert config.find(tmp_path / "locked") == outer


def test_a_language_may_be_written_in_any_case(tmp_path):
    settled = config.override(Config(), source="FR", target="EN-gb")
    assert (settled.source, settled.target) == ("fr", "en-GB")
    assert config.override(Config(), source="AUTO").source == "auto"
    loaded = config.load(write(tmp_path, 'from = "None"\nto = "zh-hant-tw"\n'))
    assert (loaded.source, loaded.target) == ("none", "zh-Hant-TW")
    assert config.override(Config(), target="en-X-GB-Latn").target == "en-x-gb-latn"


def test_options_override_the_file_and_none_leaves_it():
    given = config.override(Config(source="fr", preview=True), source="none", target=None, preview=False)
    assert (given.source, given.target, given.preview) == ("none", "en", False)


@pytest.mark.parametrize(
    "options", [{"source": "french!"}, {"target": "x"}, {"source": ""}, {"target": "en-"}, {"target": "en GB"}]
)
def test_a_bad_language_is_refused(options):
    with pytest.raises(Problem, match="is no language tag"):
        config.override(Config(), **options)


def test_options_of_the_library_are_taken_as_people_write_them():
    settled = config.override(Config(), min_certainty="possible", select=["calque"], root=".")
    assert (settled.min_certainty, settled.select, settled.root) == (Certainty.possible, ("calque",), Path())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"ignore": "capitals"}, "ignore is the string 'capitals'"),
        ({"min_severity": "grave"}, "min_severity is 'grave'; it must be one of minor, major, critical"),
        ({"sources": "fr"}, "unknown option 'sources', did you mean 'source'?"),
    ],
)
def test_options_of_the_library_that_make_no_sense_are_refused(options, told):
    with pytest.raises(Problem, match=re.escape(told)):
        config.override(Config(), **options)
