"""Reports for other programs: each is read by a reader that knows its format and nothing of ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import house
import pyromark
import pytest
import readers
import surveys
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.config import Ignore
from tqcheck.engine import Checked
from tqcheck.gates import Thresholds
from tqcheck.model import Problem
from tqcheck.report import COUNTING, REPORTS, Style, code_scanning
from tqcheck.report.document import SCHEMA
from tqcheck.suppress import Hidden

CHECKER = house.checker(preview=True, min_certainty=1)
BAD = "The Big Boss took ten per cent of it, sold under the counter."
MARKED = """# Big Boss

The Big Boss took *ten per* cent. <!-- tqcheck: ignore title -- he asked -->

A Big Boss &amp; an old hat.
"""
SIGNATURE = "pair:fr-en|version:1"
PLAIN = [form for form in REPORTS if form != "html"]
SCHEMA_OF_JSON = json.loads(SCHEMA.read_text("utf-8"))

VALID = {
    "json": lambda text: readers.json_document(text, SCHEMA_OF_JSON),
    "sarif": readers.sarif,
    "code-scanning": readers.sarif,
    "junit": readers.junit,
    "github": readers.github_annotations,
    "gitlab": readers.gitlab,
    "jsonl": lambda text: [json.loads(line) for line in text.split("\n") if line],
    "text": str,
    "markdown": str,
}


ELSEWHERE = ["../a b.txt", "/tmp/x.txt", "a:b.txt"]


def told(form: str, *files: Checked, signature: str = SIGNATURE, style: Style | None = None) -> str:
    return surveys.told(form, CHECKER, *files, signature=signature, style=style)


def checked(text: str = BAD, path: str = "news/a.txt", form: str | None = None) -> Checked:
    return CHECKER.check_bytes(text.encode("utf-8"), path=path, format=form)


def known(found: Checked, index: int = 0) -> Checked:
    """The same with one finding that the baseline hides."""
    rest = [finding for at, finding in enumerate(found) if at != index]
    return found.but(findings=rest, hidden=[*found.hidden, Hidden(found[index], "baseline")])


@pytest.mark.parametrize("form", VALID)
def test_what_is_written_can_be_read(form: str) -> None:
    marked = checked(MARKED, "news/b.md")
    assert marked.hidden and marked.findings
    for files in ((), (checked("Nothing."),), (checked(), marked), (known(checked()), marked, checked(BAD, "c d/é&%.txt"))):
        VALID[form](told(form, *files))


@pytest.mark.parametrize("form", VALID)
def test_the_same_findings_make_the_same_bytes(form: str) -> None:
    assert told(form, checked(), checked(MARKED, "b.md")) == told(form, checked(), checked(MARKED, "b.md"))


@pytest.mark.parametrize("form", VALID)
def test_every_report_carries_the_signature(form: str) -> None:
    assert SIGNATURE in told(form, checked()).replace("\\", "")


# --- SARIF ---


def results(*files: Checked) -> list[dict[str, object]]:
    return readers.sarif(told("sarif", *files))["runs"][0]["results"]


def test_sarif_tells_places_and_fixes() -> None:
    first, second, third = results(checked(f"One.\r\n{BAD}"))
    assert (first["ruleId"], first["level"], first["rank"]) == ("title/big-boss", "warning", 95.0)
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 13, "charOffset": 10, "charLength": 8}
    assert [fix["description"]["text"] for fix in first["fixes"]] == ["Write “Chief”.", "Write “Head”."]
    assert [fix["properties"]["safe"] for fix in second["fixes"]] == [True]
    assert (third["level"], third["fixes"], third["rank"]) == ("error", [], 50.0)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.txt", f"Uno.\r\n\tDue.\r\U0001f600 {BAD}"),
        ("a.md", MARKED),
        ("a.md", "> The Big\n> Boss &eacute; 漢字 took ten per\n> cent.\n\n| Big Boss |\n|---|\n| per&nbsp;cent |\n"),
        ("a.html", f"<p>É — {BAD} &amp;</p>\r\n<li>Big&#32;Boss"),
    ],
)
def test_sarif_fixes_do_what_they_say(path: str, text: str) -> None:
    """What a tool makes of the file by a fix's own regions is what the message promised, and nothing else changes."""
    count = 0
    for result in results(checked(text, path)):
        where = result["locations"][0]["physicalLocation"]["region"]
        before, after = text[: offset(text, where, "start")], text[offset(text, where, "end") :]
        for fix in result["fixes"]:
            (replacement,) = fix["artifactChanges"][0]["replacements"]
            region, new = replacement["deletedRegion"], replacement["insertedContent"]["text"]
            start, end = offset(text, region, "start"), offset(text, region, "end")
            assert (start, end - start) == (region["charOffset"], region["charLength"])
            promised = fix["description"]["text"].removeprefix("Write “").removesuffix("”.")
            mended, wanted = text[:start] + new + text[end:], before + promised + after
            assert mended.replace("*", "") == wanted.replace("*", "")  # emphasis that begins or ends inside stays
            count += 1
    assert count > 2


def offset(text: str, region: dict[str, int], side: str) -> int:
    """Where a region starts or ends, by its line and column alone."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text)
    return sum(map(len, lines[: region[f"{side}Line"] - 1])) + region[f"{side}Column"] - 1


def test_sarif_tells_what_people_agreed_to_live_with() -> None:
    told = [(result["ruleId"], result.get("suppressions")) for result in results(checked(MARKED, "b.md"))]
    assert told == [
        ("title/big-boss", []),
        ("title/big-boss", [{"kind": "inSource", "justification": "he asked"}]),
        ("format/per-cent", []),
        ("title/big-boss", []),
        ("tense/old-hat", []),
    ]
    agreed = house.checker(exceptions=[Ignore(rule="title", reason="our house")]).check_text(BAD, path="a.txt")
    assert results(agreed)[0]["suppressions"] == [{"kind": "external", "justification": "our house"}]
    assert all("baselineState" not in result for result in results(agreed))


def test_sarif_tells_new_from_old() -> None:
    with_baseline = house.checker(min_certainty=1, baseline=Path("old.json"))
    found = with_baseline.check_text(BAD, path="a.txt")
    report = readers.sarif(surveys.told("sarif", with_baseline, known(found)))
    states = [(result["ruleId"], result["baselineState"]) for result in report["runs"][0]["results"]]
    assert states == [("title/big-boss", "unchanged"), ("format/per-cent", "new"), ("calque/under-the-counter", "new")]


def test_sarif_knows_copies_apart() -> None:
    prints = [result["partialFingerprints"]["tqcheck/v1"] for result in results(checked(f"{BAD}\n{BAD}"))]
    assert len(set(prints)) == 6
    assert {text.partition("#")[2] for text in prints} == {"", "2"}


def test_sarif_tells_files_elsewhere_by_where_they_are() -> None:
    files = [checked("Nothing.", path) for path in ELSEWHERE]
    places = [artifact["location"] for artifact in json.loads(told("sarif", *files))["runs"][0]["artifacts"]]
    above = Path.cwd().parent.as_uri()
    assert places == [
        {"uri": f"{above}/a%20b.txt"},
        {"uri": "file:///tmp/x.txt"},
        {"uri": "a%3Ab.txt", "uriBaseId": "%SRCROOT%"},
    ]


def test_sarif_cuts_what_a_rule_says_at_length() -> None:
    wordy = house.checker(house.rule("title/big-boss", "Big Boss", "Chief", why="So it is. \u202e" * 400))
    rule = readers.sarif(surveys.told("sarif", wordy, wordy.check_text(BAD, path="a.txt")))["runs"][0]["tool"]["driver"][
        "rules"
    ]
    assert len(rule[0]["fullDescription"]["text"]) == 1024 and "\u202e" not in rule[0]["help"]["text"]


def test_sarif_tells_what_could_not_be_done() -> None:
    problems = [Problem("gone.txt", 0, "no such file"), Problem("", 0, "no Git")]
    (invocation,) = readers.sarif(surveys.told("sarif", CHECKER, problems=problems))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [told["message"]["text"] for told in invocation["toolExecutionNotifications"]] == ["no such file", "no Git"]


def test_code_scanning_gets_no_more_than_people() -> None:
    files = known(checked()), checked(MARKED, "b.md")
    every, few = (readers.sarif(told(form, *files))["runs"][0]["results"] for form in ("sarif", "code-scanning"))
    assert [result for result in every if not result["suppressions"]][1:] == few
    assert len(every) == len(few) + 2


def test_code_scanning_gets_no_more_than_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_scanning.MOST == readers.SARIF_RESULTS
    monkeypatch.setattr(code_scanning, "MOST", 25)
    files = [checked("Ten per cent. " * 10, path) for path in ("a.txt", "b.txt", "c.txt", "d.txt")]
    results = readers.sarif(told("code-scanning", *files))["runs"][0]["results"]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert [uris.count(uri) for uri in ("a.txt", "b.txt", "c.txt", "d.txt")] == [10, 10, 5, 0]


# --- JUnit ---


def test_junit_fails_what_fails_the_run() -> None:
    (suite,) = readers.junit(told("junit", known(checked(f"{BAD} The Big Boss."))))
    outcomes = [(case["name"], case["result"] and case["result"]["kind"]) for case in suite["cases"]]
    assert outcomes == [
        ("title/big-boss 1:5", "skipped"),
        ("format/per-cent 1:23", None),
        ("calque/under-the-counter 1:44", None),
        ("title/big-boss 1:67", "failure"),
    ]
    failure = suite["cases"][3]["result"]
    assert failure["message"] == "“Big Boss” is not house style."
    assert "fix: “Chief”" in failure["text"]


def test_junit_has_a_test_for_a_clean_file() -> None:
    (suite,) = readers.junit(told("junit", checked("Nothing.")))
    assert [(case["name"], case["result"]) for case in suite["cases"]] == [("no findings", None)]


def test_junit_tells_what_went_wrong() -> None:
    problems = [Problem("gone.txt", 0, "no such file"), Problem("gone.txt", 0, f"odd\n{HOSTILE}"), Problem("", 0, "no Git")]
    gated = house.checker(max_per_1000=0, min_score=100)
    long = gated.check_text(f"{BAD} {'word ' * 99}", path="a\n\u202e.txt")
    text = surveys.told("junit", gated, long, problems=problems)
    assert "\u202e" not in text
    _, gates, faults = readers.junit(text)
    assert [(case["name"], case["result"]["kind"]) for case in gates["cases"]] == [
        ("max-per-1000", "failure"),
        ("min-score", "failure"),
    ]
    assert [case["result"]["text"] for case in faults["cases"]][::2] == ["gone.txt: no such file", "no Git"]


# --- GitHub ---


def test_annotations_stand_at_the_words() -> None:
    first, second, third, last = readers.github_annotations(told("github", checked()))
    assert (first.kind, first.properties["file"], first.properties["line"]) == ("error", "news/a.txt", "1")
    assert (first.properties["col"], first.properties["endcolumn" if "endcolumn" in first.properties else "endColumn"]) == (
        "5",
        "13",
    )
    assert first.message.splitlines()[0] == "“Big Boss” is not house style."
    assert [second.kind, third.kind, last.kind] == ["notice", "warning", "notice"]  # what is only possible fails nothing
    assert last.message.startswith("Failed: 3 findings in 1 file (")


def test_no_more_annotations_than_github_keeps() -> None:
    text = told("github", checked("Ten per cent.\n" * 30 + "The Big Boss.\n" * 12 + "Sold under the counter.\n" * 11))
    kinds = [annotation.kind for annotation in readers.github(text)]
    assert [kinds.count(kind) for kind in ("error", "warning", "notice")] == [10, 10, 10]
    assert "::group::tqcheck: 24 more\n" in text
    quiet = readers.github_annotations(told("github", checked("Ten per cent.\n" * 30), style=Style(quiet=True)))
    assert [annotation.properties["line"] for annotation in quiet] == [str(line) for line in range(1, 11)]


def test_messages_are_no_longer_than_github_keeps() -> None:
    file = checked()
    wide = file.but(findings=[finding._replace(why="\U0001f600" * 5000) for finding in file])
    problems = [Problem(f"articles/{number}.txt", 0, "is not UTF-8; save it as UTF-8") for number in range(500)]
    told = [one for one in readers.github(surveys.told("github", CHECKER, wide, problems=problems)) if "group" not in one.kind]
    assert max(len(one.message.encode("utf-16-le")) for one in told) // 2 <= readers.GITHUB_MESSAGE
    assert [one.kind for one in told].count("error") == 10


def test_annotations_tell_what_could_not_be_done() -> None:
    problems = [Problem("news/b.txt", 3, "is not UTF-8"), Problem("", 0, "no Git"), Problem("/etc/x", 0, "no such file")]
    told = readers.github_annotations(surveys.told("github", CHECKER, checked("Nothing."), problems=problems))
    places = [(one.kind, one.properties.get("file"), one.properties.get("line"), one.message) for one in told]
    assert places[:3] == [
        ("error", "news/b.txt", "3", "news/b.txt:3: is not UTF-8"),
        ("error", None, None, "no Git"),
        ("error", None, None, "/etc/x: no such file"),
    ]


# --- GitLab ---


def test_gitlab_knows_each_finding_by_itself() -> None:
    issues = readers.gitlab(told("gitlab", checked(f"{BAD}\n{BAD}"), checked(BAD, "b.txt"), known(checked(BAD, "c.txt"))))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 11
    moved = readers.gitlab(told("gitlab", checked(f"Well.\n\n{BAD}")))
    assert {issue["fingerprint"] for issue in moved} <= {issue["fingerprint"] for issue in issues}
    assert moved[0]["location"] == {"path": "news/a.txt", "lines": {"begin": 3, "end": 3}}


# --- JSON ---


def test_the_document_tells_all() -> None:
    text = f"{BAD} {'word ' * 100}"
    document = VALID["json"](told("json", known(checked(text)), checked("Nothing.", "b.txt")))
    first, second = document["files"]
    assert (first["words"], first["per_1000"], first["score"]) == (113, 8.85, 99.12)
    assert [(item["rule"], item["hidden_by"]) for item in first["hidden"]] == [("title/big-boss", "baseline")]
    assert first["severities"] == {"minor": 1, "major": 0, "critical": 1}
    assert (second["per_1000"], second["score"]) == (None, None)
    assert (document["passes"], document["totals"]["known"]) == (True, 1)
    assert [rule["id"] for rule in document["rules"]] == ["calque/under-the-counter", "format/per-cent", "title/big-boss"]


def test_a_document_of_another_shape_is_refused() -> None:
    import jsonschema

    document = json.loads(told("json", checked()))
    for spoil in (
        lambda d: d.pop("signature"),
        lambda d: d["files"][0].pop("words"),
        lambda d: d["files"][0]["findings"][0].update(x=1),
    ):
        other = json.loads(json.dumps(document))
        spoil(other)
        with pytest.raises(jsonschema.ValidationError):
            readers.json_document(json.dumps(other), SCHEMA_OF_JSON)


# --- Markdown ---


def test_the_summary_tells_the_gravest_first() -> None:
    text = told("markdown", checked(), checked("Nothing.", "b.txt"))
    assert text.startswith("## tqcheck: failed\n\n**3 findings** in 2 files (14 words): 1 critical, 1 major, 1 minor.\n")
    rows = [line for line in text.splitlines() if line.startswith("| `news/a.txt:")]
    assert [row.split(" | ")[1] for row in rows] == ["`calque/under-the-counter`", "`title/big-boss`", "`format/per-cent`"]
    assert rows[1] == "| `news/a.txt:1` | `title/big-boss` | major | `Big Boss` | `Chief` |"
    assert told("markdown", checked("Nothing.")).startswith("## tqcheck: passed\n\nNo findings in 1 file (1 word).")


def test_the_summary_fits_into_a_comment() -> None:
    text = told("markdown", checked(f"{BAD}\n" * 2000), *(checked(BAD, f"{number:080}.txt") for number in range(300)))
    assert len(text) < 65_536
    assert "more findings." in text and "more files." in text
    gated = house.checker(max_per_1000=0)
    long = [gated.check_text(f"{BAD} {'word ' * 99}", path=f"articles/{number}.txt") for number in range(2000)]
    text = surveys.told("markdown", gated, *long)
    assert len(text) < 65_536
    assert "* … and 1," in text and "more files." in text


def test_the_summary_reckons_as_thresholds_do() -> None:
    row = next(line for line in told("markdown", checked(f"{BAD} {'word ' * 99}")).splitlines() if line.startswith("| `news"))
    assert row == "| `news/a.txt` | 112 | 3 | 17.9 | 94.6 |"  # two of the three: one is only possible


# --- Text that would be more than text ---

HOSTILE = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "::set-output name=x::y", "::error::no", "##[error]no"),
    *(
        "%0A::warning::no",
        "\x1b[31mred\x1b[0m",
        "\u202eevil\u2066",
        "\u2028",
        "\x07",
        "](http://x.example)",
        "[a](1)",
        "{0}",
    ),
    *(
        "@everyone",
        "#1",
        "`",
        "``",
        "|",
        "**b**",
        "]]>",
        "&lt;",
        "<!--",
        "--!>",
        "https://x.example/",
        "\ufffe",
        "\u00ad",
        "$x$",
        "\\",
    ),
]
hostile = st.lists(st.sampled_from(["Big Boss", "ten per cent", " ", *HOSTILE]), min_size=1, max_size=8).map("".join)


@settings(deadline=None, max_examples=40)
@given(hostile, hostile)
def test_nothing_in_a_text_is_more_than_text(text: str, name: str) -> None:
    text = text.replace("\x00", "")
    file = checked(
        f"The Big Boss{text} said.\nOld hat{text}per cent", "".join(char for char in name if char.isalnum()) + ".txt"
    )
    # A finding's own words hold anything, too.
    worst = [finding._replace(message=f"{finding.message}{text}", why=text) for finding in file]
    file = file.but(findings=worst)
    for form in PLAIN:
        report = told(form, file)
        VALID[form](report)
        if form not in ("jsonl", "json"):
            assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(report), form
    annotations = readers.github(told("github", file))
    assert len(annotations) == len(worst) + 1
    assert {one.kind for one in annotations} <= {"error", "notice", "warning"}


@settings(deadline=None, max_examples=40)
@given(hostile)
def test_a_summary_shows_text_as_it_is(text: str) -> None:
    file = checked(f"The Big Boss{text}\x0bBig Boss{text}", "a.txt")
    file = file.but(
        findings=[finding._replace(span=finding.span._replace(end=len(file[0].segment.target))) for finding in file[:1]]
    )
    html = pyromark.html(told("markdown", file), options=pyromark.Options.ENABLE_TABLES)
    for tag in ("<script", "<img", "<a ", "<strong>b", "<!--"):
        assert tag not in html
    assert html.count("<td>") in (0, 10), "a cell more, or one less"


def test_a_stroke_behind_a_backslash_ends_no_cell() -> None:
    report = told("markdown", checked(path="a\\| <img> `|` @all.txt"))
    assert report.count("<code>a&#92;&#124; &#60;img&#62; &#96;&#124;&#96; &#64;all&#46;txt</code> |") == 1
    assert SIGNATURE in report


def test_all_reports_are_here() -> None:
    assert set(VALID) | {"html"} == set(REPORTS)
    assert set(COUNTING) <= set(REPORTS)
    assert Thresholds(2).fails(checked()[0])
