import json
from copy import deepcopy

import pytest
import readers
from jsonschema import ValidationError
from readers import Annotation

WRONG = (AssertionError, ValidationError)
GONE = object()


def changed(data, path, value):
    """A copy of data with another value at path, or none."""
    data = deepcopy(data)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    if value is GONE:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(data)


# --- JSON ---

SCHEMA = {
    "type": "object",
    "required": ["count"],
    "properties": {"count": {"type": "integer"}, "pair": {"prefixItems": [{"const": 1}]}},
    "unevaluatedProperties": False,
}


def test_a_json_document_is_returned():
    assert readers.json_document('{"count": 2, "pair": [1, "é"]}', SCHEMA) == {"count": 2, "pair": [1, "é"]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"count": 2} {}',
        '\ufeff{"count": 2}',
        '{"count": 2, "count": 2}',
        '{"count": NaN}',
        '{"count": 2, "pair": ["\\ud800"]}',
        "{}",
        '{"count": "2"}',
        '{"count": 2, "other": 1}',
        '{"count": 2, "pair": [2]}',
    ],
)
def test_a_document_that_is_not_json_or_not_by_the_schema_is_refused(text):
    with pytest.raises(WRONG):
        readers.json_document(text, SCHEMA)


# --- SARIF ---


def region(*at):
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), at, strict=True))


REPLACEMENTS = [
    {"deletedRegion": region(3, 5, 3, 7), "insertedContent": {"text": "second"}},
    {"deletedRegion": region(3, 7, 3, 7), "insertedContent": {"text": "!"}},
]
LOCATION = {
    "physicalLocation": {
        "artifactLocation": {"uri": "news/l%27%C3%A9t%C3%A9%3A%202.md", "index": 0},
        "region": region(3, 5, 3, 7),
        "contextRegion": region(3, 1, 4, 1),
    }
}
RESULT = {
    "ruleId": "format/ordinal",
    "ruleIndex": 1,
    "level": "warning",
    "message": {"text": "“2e” {{0}} is [like {0}](1).", "arguments": ["this"]},
    "locations": [LOCATION],
    "relatedLocations": [LOCATION | {"id": 1}],
    "partialFingerprints": {"tqcheck/v1": "39fa2ee980eb94b0"},
    "fixes": [{"artifactChanges": [{"artifactLocation": {"uri": "a.md"}, "replacements": REPLACEMENTS}]}],
}
RULE = {
    "id": "calque/mill",
    "name": "Mill",
    "shortDescription": {"text": "Short."},
    "fullDescription": {"text": "Full."},
    "help": {"text": "Help.", "markdown": "*Help.*"},
    "helpUri": "https://example.org/rules#mill",
    "defaultConfiguration": {"level": "note"},
    "properties": {"tags": ["calque"], "precision": "very-high", "problem.severity": "warning"},
}
LOG = {
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
    "version": "2.1.0",
    "runs": [
        {
            "tool": {"driver": {"name": "tqcheck", "rules": [RULE, RULE | {"id": "format/ordinal"}]}},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"ROOT": {"uri": "file:///work/"}},
            "artifacts": [{"location": {"uri": "news/l%27%C3%A9t%C3%A9%3A%202.md"}}],
            "results": [RESULT],
        }
    ],
}
RUN = ("runs", 0)
DRIVER = (*RUN, "tool", "driver")
FIRST = (*DRIVER, "rules", 0)
OF = (*RUN, "results", 0)
PLACE = (*OF, "locations", 0, "physicalLocation")
CHANGE = (*OF, "fixes", 0, "artifactChanges", 0)


def test_a_log_is_returned():
    assert readers.sarif(json.dumps(LOG)) == LOG
    assert readers.sarif(changed(LOG, (*RUN, "results"), []))
    assert readers.sarif(changed(LOG, (*PLACE, "region", "endLine"), GONE))
    assert readers.sarif(changed(LOG, (*PLACE, "artifactLocation"), {"uri": "a.md", "uriBaseId": "ROOT"}))
    assert readers.sarif(changed(LOG, (*FIRST, "properties", "security-severity"), "9.8"))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        (("$schema",), GONE),
        (("$schema",), "sarif-2.1.0.json"),
        (("runs",), []),
        (("runs",), LOG["runs"] * 21),
        (("unknown",), 1),
        ((*RUN, "columnKind"), GONE),
        ((*RUN, "columnKind"), "bytes"),
        ((*RUN, "results"), GONE),
        ((*RUN, "originalUriBaseIds", "ROOT", "uri"), "file:///work"),
        ((*RUN, "originalUriBaseIds", "ROOT", "uriBaseId"), "OTHER"),
        ((*DRIVER, "name"), ""),
        ((*DRIVER, "rules"), GONE),
        ((*DRIVER, "rules", 1), RULE | {"name": "Other"}),
        ((*DRIVER, "informationUri"), "example.org"),
        ((*RUN, "tool", "extensions"), [{"name": str(i)} for i in range(101)]),
        ((*FIRST, "id"), ""),
        ((*FIRST, "name"), "n" * 256),
        ((*FIRST, "shortDescription"), GONE),
        ((*FIRST, "shortDescription", "text"), "d" * 1025),
        ((*FIRST, "fullDescription", "text"), ""),
        ((*FIRST, "help"), GONE),
        ((*FIRST, "helpUri"), "https://example.org/l’été"),
        ((*FIRST, "defaultConfiguration", "level"), "major"),
        ((*FIRST, "defaultConfiguration", "level"), "none"),
        ((*FIRST, "properties", "tags"), [str(i) for i in range(21)]),
        ((*FIRST, "properties", "precision"), "certain"),
        ((*FIRST, "properties", "problem.severity"), "major"),
        ((*FIRST, "properties", "security-severity"), "0.0"),
        ((*FIRST, "properties", "security-severity"), 5),
        ((*OF, "ruleId"), "calque/other"),
        ((*OF, "ruleId"), GONE),
        ((*OF, "ruleIndex"), 0),
        ((*OF, "ruleIndex"), 2),
        ((*OF, "ruleIndex"), -1),
        ((*OF, "level"), "none"),
        ((*OF, "partialFingerprints"), GONE),
        ((*OF, "partialFingerprints"), {}),
        ((*OF, "partialFingerprints", "tqcheck/v1"), ""),
        ((*OF, "partialFingerprints", "tqcheck/v1"), 1),
        ((*OF, "message"), {"id": "default"}),
        ((*OF, "message", "text"), ""),
        ((*OF, "message", "text"), "{0} {"),
        ((*OF, "message", "text"), "{1}"),
        ((*OF, "message", "markdown"), "}"),
        ((*OF, "message", "text"), "[like this](2)"),
        ((*OF, "relatedLocations"), [LOCATION | {"id": 1}] * 2),
        ((*OF, "relatedLocations"), [LOCATION | {"id": 1}, LOCATION | {"id": 1, "message": {"text": "Here."}}]),
        ((*OF, "locations"), []),
        ((*OF, "locations"), GONE),
        ((*OF, "locations"), [LOCATION] * 11),
        ((*OF, "locations", 0), {"message": {"text": "Nowhere."}}),
        *(
            ((*PLACE, "artifactLocation"), {"uri": uri})
            for uri in ["", "/a.md", "./a.md", "a//b.md", "../a.md", "a/", "a\\b.md"]
        ),
        *(((*PLACE, "artifactLocation"), {"uri": uri}) for uri in ["file:///a.md", "a b.md", "été.md", "a.md#1", "a:b.md"]),
        *(((*PLACE, "artifactLocation"), {"uri": uri}) for uri in ["a%2F..%2Fb.md", "%FF.md", "50%.md"]),
        ((*PLACE, "artifactLocation"), {"index": 0}),
        ((*PLACE, "artifactLocation", "index"), 1),
        ((*PLACE, "artifactLocation", "uri"), "a.md"),
        ((*PLACE, "artifactLocation", "uriBaseId"), "OTHER"),
        ((*PLACE, "region"), GONE),
        ((*PLACE, "region"), region(3, 5, 2, 9)),
        ((*PLACE, "region"), region(3, 5, 3, 4)),
        ((*PLACE, "region"), region(0, 5, 3, 7)),
        ((*PLACE, "region", "endColumn"), GONE),
        ((*PLACE, "contextRegion"), region(3, 6, 4, 1)),
        ((*CHANGE, "artifactLocation", "uri"), "/a.md"),
        ((*CHANGE, "replacements"), []),
        ((*CHANGE, "replacements", 0, "deletedRegion"), GONE),
        ((*CHANGE, "replacements", 0, "deletedRegion"), region(3, 5, 3, 8)),
        ((*CHANGE, "replacements", 0, "deletedRegion"), region(3, 7, 3, 7)),
        ((*CHANGE, "replacements", 1, "insertedContent"), GONE),
        ((*CHANGE, "replacements", 1, "insertedContent"), "!"),
    ],
)
def test_a_log_that_is_wrong_is_refused(path, value):
    with pytest.raises(WRONG):
        readers.sarif(changed(LOG, path, value))


def test_more_results_than_github_takes_are_refused(monkeypatch):
    monkeypatch.setattr(readers, "SARIF_RESULTS", 2)
    assert readers.sarif(changed(LOG, (*RUN, "results"), [RESULT] * 2))
    with pytest.raises(AssertionError, match="results"):
        readers.sarif(changed(LOG, (*RUN, "results"), [RESULT] * 3))


def test_a_log_larger_than_github_takes_is_refused(monkeypatch):
    monkeypatch.setattr(readers, "SARIF_GZIPPED", 100)
    with pytest.raises(AssertionError, match="larger"):
        readers.sarif(json.dumps(LOG))


# --- JUnit ---

JUNIT = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="1" errors="0">
  <testsuite name="tqcheck" tests="3" failures="1" errors="0" skipped="1" time="0.012">
    <properties><property name="version" value="1"/></properties>
    <testcase name="1:2 format/ordinal" classname="a.md" file="a.md" line="1">
      <failure type="format/ordinal" message="a &lt; b">1:2 “2e” &amp;#10; ]]&gt;</failure>
    </testcase>
    <testcase name="b.md" classname="b.md" time="1"/>
    <testcase name="c.md" classname="c.md"><skipped>Not French.</skipped></testcase>
  </testsuite>
</testsuites>
"""


def test_suites_are_returned():
    [suite] = readers.junit(JUNIT)
    assert (suite["name"], suite["properties"]) == ("tqcheck", {"version": "1"})
    one, two, three = suite["cases"]
    failure = {"kind": "failure", "type": "format/ordinal", "message": "a < b", "text": "1:2 “2e” &#10; ]]>"}
    assert one == {"name": "1:2 format/ordinal", "classname": "a.md", "file": "a.md", "line": "1", "result": failure}
    assert two == {"name": "b.md", "classname": "b.md", "file": None, "line": None, "result": None}
    assert three["result"]["kind"] == "skipped"


def test_a_report_may_have_no_suite():
    assert readers.junit('<?xml version="1.0" encoding="utf-8"?><testsuites tests="0" failures="0" errors="0"/>') == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' encoding="UTF-8"', ""),
        ("UTF-8", "ISO-8859-1"),
        ("</testsuites>", ""),
        ("“2e”", "\x07"),
        ("“2e”", "&#7;"),
        ("“2e”", "\ufffe"),
        ("“2e”", "<b>"),
        ("a &lt; b", "a < b"),
        ("testsuites", "suites"),
        ('<testsuites tests="3"', '<testsuites tests="2"'),
        ('<testsuites tests="3" failures="1"', '<testsuites tests="3" failures="0"'),
        ('<testsuites tests="3"', '<testsuites skipped="1" tests="3"'),
        ('skipped="1"', 'skipped="0"'),
        ('"tqcheck" tests="3"', '"tqcheck" tests="4"'),
        ('name="tqcheck" ', ""),
        ('errors="0" skipped', "skipped"),
        ('time="0.012"', 'time="12 ms"'),
        ("<properties>", "<properties>version"),
        ('classname="b.md"', 'classname="b.md" severity="major"'),
        (' classname="b.md"', ""),
        ('name="b.md"', 'name=""'),
        ('name="b.md" classname="b.md"', 'name="1:2 format/ordinal" classname="a.md"'),
        ("<skipped>", "<note/><skipped>"),
        ('skipped="1" time="0.012"', 'skipped="2"'),
        ("Not French.", "<b>Not</b> French."),
        ("Not French.", " "),
        ("<skipped>", "Well, <skipped>"),
        ("</skipped>", "</skipped> Well."),
    ],
)
def test_suites_that_are_wrong_are_refused(old, new):
    assert old in JUNIT
    with pytest.raises(AssertionError):
        readers.junit(JUNIT.replace(old, new))


def test_a_case_with_two_outcomes_is_refused():
    with pytest.raises(AssertionError, match="one of 2 outcomes"):
        readers.junit(JUNIT.replace('skipped="1"', 'skipped="2"').replace("<skipped>", "<skipped>Twice.</skipped><skipped>"))


@pytest.mark.parametrize(("name", "value"), [("JUNIT_BYTES", 100), ("JUNIT_CASES", 2)])
def test_suites_larger_than_gitlab_takes_are_refused(name, value, monkeypatch):
    monkeypatch.setattr(readers, name, value)
    with pytest.raises(AssertionError, match="GitLab takes"):
        readers.junit(JUNIT)


# --- GitLab ---

ENTRY = {
    "description": "“2e” is a French ordinal.",
    "check_name": "format/ordinal",
    "fingerprint": "39fa2ee980eb94b0",
    "severity": "minor",
    "location": {"path": "news/l’été 1.md", "lines": {"begin": 3, "end": 3}},
}
AT = {"path": "a.md", "positions": {"begin": {"line": 3, "column": 5}, "end": {"line": 3, "column": 7}}}
ENTRIES = [ENTRY, ENTRY | {"fingerprint": "other", "severity": "blocker", "location": AT}]


def test_entries_are_returned():
    assert readers.gitlab(json.dumps(ENTRIES)) == ENTRIES
    assert readers.gitlab("[]") == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *(((0, key), GONE) for key in ENTRY),
        *(((0, key), "") for key in ENTRY),
        ((0, "severity"), "warning"),
        ((0, "severity"), "Minor"),
        ((0, "fingerprint"), 1),
        ((0, "fingerprint"), "other"),
        *(((0, "location", "path"), path) for path in ["", "./a.md", "/a.md", "../a.md", "a/../b.md", "C:/a.md", "a\\b.md", 1]),
        ((0, "location", "path"), GONE),
        ((0, "location", "lines"), GONE),
        ((0, "location", "lines"), {}),
        ((0, "location", "lines", "begin"), 0),
        ((0, "location", "lines", "begin"), 4),
        ((0, "location", "lines", "begin"), "3"),
        ((0, "location", "positions"), AT["positions"]),
        ((1, "location", "positions", "begin", "column"), 8),
        ((1, "location", "positions", "begin"), 3),
    ],
)
def test_entries_that_are_wrong_are_refused(path, value):
    with pytest.raises(WRONG):
        readers.gitlab(changed(ENTRIES, path, value))


@pytest.mark.parametrize("text", ["", "{}", json.dumps(ENTRY), "\ufeff[]", "[null]", json.dumps(ENTRIES) + "\n" + "[]"])
def test_what_is_no_array_of_entries_is_refused(text):
    with pytest.raises(WRONG):
        readers.gitlab(text)


# --- GitHub ---


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("::error::Stop.", Annotation("error", {}, "Stop.")),
        ("::notice::", Annotation("notice", {}, "")),
        ("  \t\u00a0\u2003\u0085::WARNING file=a.md::b", Annotation("warning", {"file": "a.md"}, "b")),
        (
            "::error file=a%2Cb%3A c.md,line=1,title=x=y::50%25 %0A%0D%3A :: ##[debug]",
            Annotation("error", {"file": "a,b: c.md", "line": "1", "title": "x=y"}, "50% \n\r%3A :: ##[debug]"),
        ),
        ("::error title=%250A::%250A", Annotation("error", {"title": "%0A"}, "%0A")),
        (
            "::error ,,=line==1=,FILE=a,file=b, col =2,end=,==::",
            Annotation("error", {"line": "1=", "FILE": "b", " col ": "2"}, ""),
        ),
        ("::error x=:::y", Annotation("error", {}, ":y")),
        ("::error :\u00ad:y", Annotation("error", {}, ":y")),
        ("text ##[error]b", Annotation("error", {}, "b")),
        (":: ##[warning line=1;title=a%3Bb%5D%3A]%5D%3Bc", Annotation("warning", {"line": "1", "title": "a;b]%3A"}, "];c")),
        ("::unknown::##[group]b", Annotation("group", {}, "b")),
        ("::add-mask::the", Annotation("add-mask", {}, "the")),
        ("::set-output name=a::b", Annotation("set-output", {"name": "a"}, "b")),
    ],
)
def test_a_command_the_runner_obeys_is_returned(text, command):
    assert readers.github(text) == [command]
    assert readers.github(f"before\r\n{text}\rafter\n") == [command]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "::error",
        "::error:Stop.",
        ":: error::Stop.",
        "::errors::Stop.",
        "::::Stop.",
        "He said ::error::Stop.",
        "\u200b::error::Stop.",
        "\x1c::error::Stop.",
        "::error file=a.md",
        "## [error]Stop.",
        "##[error Stop.",
        "##[ error]Stop.",
        "]##[error",
        "##[x] ##[error]Only the first counts.",
        "%3A%3Aerror::Stop.",
        "a\u2028::error::Stop.",
        "::internal-set-repo-path::x",
    ],
)
def test_what_the_runner_does_not_obey_is_not_returned(text):
    assert readers.github(text) == []


def test_commands_between_a_stop_and_its_token_are_not_obeyed():
    text = "::stop-commands::Token\n::error::a\n##[error]b\nthe ##[token]x\n::error::c\n::stop-commands::debug\n::error::d"
    kinds = [(command.kind, command.message) for command in readers.github(text)]
    assert kinds == [("stop-commands", "Token"), ("error", "c"), ("stop-commands", "debug"), ("error", "d")]


GOOD = "::error file=news/l’été.md,line=3,endLine=3,col=5,endColumn=7,title=calque/mill::“50%25” is not.%0AWhy."


def test_annotations_are_returned():
    at = {"file": "news/l’été.md", "line": "3", "endLine": "3", "col": "5", "endColumn": "7", "title": "calque/mill"}
    assert readers.github_annotations(f"{GOOD}\n\n2 findings\n") == [Annotation("error", at, "“50%” is not.\nWhy.")]
    assert (
        len(readers.github_annotations("\n".join(["::error::a"] * 10 + ["::warning::a"] * 10 + ["::notice file=a.md::a"] * 10)))
        == 30
    )
    assert readers.github_annotations("::notice file=a.md,line=1,endLine=3::" + "a" * 4096)


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("“", "\n::debug::"),
        GOOD.replace("“", "\r##[add-mask]"),
        f"{GOOD}\nHe wrote ##[group]",
        "\n".join([GOOD] * 11),
        GOOD.replace("news", "/news"),
        GOOD.replace("news", "./news"),
        GOOD.replace("line=3", "line=0"),
        GOOD.replace("line=3", "line=three"),
        GOOD.replace("line=3,", ""),
        GOOD.replace("endLine=3", "endLine=2"),
        GOOD.replace("endLine=3", "endLine=4"),
        GOOD.replace("col=5,", ""),
        GOOD.replace("endColumn=7", "endColumn=4"),
        GOOD.replace("endColumn", "endCol"),
        GOOD.replace("calque", "c" * 256),
        GOOD + "a" * 4096,
        "::error::" + "😀" * 2049,
        "::error file=a.md::",
        "::error::%0A",
    ],
)
def test_annotations_that_are_wrong_are_refused(text):
    with pytest.raises(AssertionError):
        readers.github_annotations(text)
