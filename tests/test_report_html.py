"""The page for a newsroom: what it says, that nothing in an article steers it, and what a real browser makes of it.

Tests in a browser are skipped where there is none; `.ci/run` installs it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import house
import html5lib
import pytest
import surveys
from hypothesis import given, settings
from hypothesis import strategies as st
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tqcheck.config import Ignore
from tqcheck.engine import Checked, Checker, Origin
from tqcheck.model import BREAK, OBJECT, Certainty, Document, Finding, Fix, Segment, Severity, Span
from tqcheck.report.display import escaped
from tqcheck.report.page import articles

CHECKER = house.checker(exceptions=(Ignore(rule="title/big-boss", text="big boss", path="known.txt", reason="our own boss"),))
RULES = CHECKER.by_id
GATE = "# The gate\n\nThe Big Boss kept `ten` per cent.  \nHe left.\n\n<!-- tqcheck: ignore tenze -- who knows -->\nNothing.\n"


def page(*files: Checked, checker: Checker = CHECKER, **more: Any) -> str:
    return surveys.told("html", checker, *files, **more)


def check(text: str, path: str = "a.txt", form: str = "text") -> Checked:
    return CHECKER.check_text(text, path=path, format=form)


def parsed(told: str) -> Element:
    return html5lib.parse(told, namespaceHTMLElements=False)


def found(tree: Element, name: str, **attributes: str) -> list[Element]:
    """Elements by tag and attributes; `kind` is one of their classes."""
    kind = attributes.pop("kind", None)
    return [
        element
        for element in tree.iter(name)
        if (kind is None or kind in element.get("class", "").split())
        and all(element.get(key.replace("_", "-")) == value for key, value in attributes.items())
    ]


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def marked(tree: Element) -> dict[str, str]:
    """What each finding's marks cover, by its id."""
    covered: dict[str, str] = {}
    for mark in (mark for prose in found(tree, "div", kind="prose") for mark in prose.iter("mark")):
        note = mark.get("data-note", "")
        covered[note] = covered.get(note, "") + "".join(mark.itertext())
    return covered


def test_head() -> None:
    told = page(check("The Big Boss took ten per cent."), check("Nobody spoke.", "b/c.txt"), signature="pair:fr-en")
    tree = parsed(told)
    assert text(found(tree, "title")[0]) == "fails: 2 texts – tqcheck"
    assert text(found(tree, "div", kind="verdict")[0]) == "Fails 1 of 2 texts fails 1 finding rated at least major"
    facts = text(found(tree, "dl")[0])
    assert facts.startswith("Findings 2 1 major 1 minor Words 9 in 2 texts Findings per 1,000 words 222.2")
    assert "Score" not in facts  # too short for one
    assert text(found(tree, "footer")[0]).startswith("Signature: pair:fr-en")


def test_a_run_that_passes_and_one_of_nothing() -> None:
    assert text(found(parsed(page(check("Ten per cent."))), "div", kind="verdict")[0]).startswith("Passes No finding is grave")
    assert "No text was checked." in page()


def test_thresholds_and_scores() -> None:
    checker = house.checker(min_score=99.0, fail_on=3)
    tree = parsed(page(checker.check_text("The Big Boss spoke. " * 50, path="a.txt"), checker=checker))
    assert text(found(tree, "div", kind="verdict")[0]) == "Fails a.txt: score -25; min-score is 99"
    assert "Score -25.0 of 100" in text(found(tree, "dl")[0])


def test_charts() -> None:
    tree = parsed(page(check("The Big Boss took per cent.", "a b.txt"), check("Per per cent.", "c.txt"), check("No.", "d.txt")))
    kinds, files = found(tree, "ul", kind="bars")
    assert [text(bar) for bar in kinds.iter("a")] == ["format 2 2 minor", "title 1 1 major"]
    assert [(text(bar), bar.get("href")) for bar in files.iter("a")] == [
        ("a b.txt 2 1 major, 1 minor", "#file=a%20b.txt"),
        ("c.txt 1 1 minor", "#file=c.txt"),
    ]
    assert "1 text without a finding." in text(found(tree, "section", kind="chart")[1])


def test_an_article_as_its_prose() -> None:
    tree = parsed(page(check(GATE, "gate.md", "markdown")))
    (prose,) = found(tree, "div", kind="prose")
    assert [(part.tag, text(part)) for part in prose] == [
        ("h4", "The gate"),
        ("p", "The Big Boss kept per cent.He left."),
        ("p", "Nothing."),
    ]
    assert found(prose, "br") and found(prose, "span", kind="object", role="img")
    assert list(marked(tree).values()) == ["Big Boss", "per cent"]


def test_a_finding_and_its_links() -> None:
    (finding, comment) = (check(GATE, "gate.md", "markdown")[index] for index in (0, 2))
    tree = parsed(page(check(GATE, "gate.md", "markdown")))
    first, _, last = found(tree, "li", kind="finding")
    assert text(first) == (
        "1 “Big Boss” is not house style. Fix: Chief or Head major certain title/big-boss Line and column 3:5 "
        "Why The house book says so of title/big-boss."
    )
    assert [link.get("href") for link in first.iter("a")] == ["#m1-1"]
    (ref,) = found(tree, "a", kind="ref", href="#f1-1")
    assert ref.get("aria-label") == f"Finding 1, major: {finding.message}"
    assert comment.rule.id == "suppress/unknown" and comment.message in text(last)
    assert not list(last.iter("a"))  # a comment is no prose: there is no mark to go to
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href", "")[1:] for link in tree.iter("a") if "=" not in link.get("href", "")} <= set(ids)


def test_fixes() -> None:
    item = check("Ten per cent.")
    fixed = item.but(findings=[item[0]._replace(fixes=(Fix("", True), Fix("percent")))])
    (fixes,) = found(parsed(page(fixed)), "p", kind="fixes")
    assert text(fixes) == "Fix: leave it out safe or percent"


def test_what_is_hidden() -> None:
    tree = parsed(page(check("A Big Boss and ten per cent.", "known.txt")))
    hidden, told = found(tree, "li", kind="finding")
    assert hidden.get("id") == "f1-h1" and "Hidden by exception: our own boss" in text(hidden)
    assert told.get("id") == "f1-1" and told.get("data-hidden") is None
    assert found(tree, "mark", kind="aside") and "Hidden 1 suppressed, or in the baseline" in text(found(tree, "dl")[0])


def test_names() -> None:
    checker = Checker(select=("name",))
    fair = "The fair was opened by Nour Choukri.\nFew had heard of Shukri.\nBy noon Choukri’s men left.\n"
    tree = parsed(page(*(checker.check_text(fair, path=path) for path in ("a.txt", "b.txt")), checker=checker))
    (section,) = found(tree, "section", kind="names")
    rows = [[text(cell) for cell in row] for row in section.iter("tr")]
    assert ["Shukri", "Shukri 2×", "a.txt:2, b.txt:2"] in rows and ["Choukri 2×", "a.txt:3, b.txt:3"] in rows
    links = {text(link): link.get("href", "") for link in section.iter("a")}
    assert links["a.txt:2"].startswith("#p1-") and links["a.txt:3"].startswith("#m1-")


def test_very_long_runs_leave_paragraphs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "_MOST", 50)
    tree = parsed(page(check("Nobody spoke.\nThe Big Boss spoke.\nNobody heard.\nNobody left.\n")))
    (prose,) = found(tree, "div", kind="prose")
    assert [text(part) for part in prose] == [
        "The Big Boss spoke.",
        "3 paragraphs without findings left out, for the texts are long.",
    ]


HOSTILE = (
    *(
        "<script>alert(1)</script>",
        "</script>",
        "</style>",
        "<!--",
        "-->",
        "]]>",
        "&amp;",
        "</mark></p>",
        "<img src=x onerror=alert(1)>",
    ),
    *("\u202e", "\u2066", "\u2069", "\u200f", "\x00", "\x1b[31m", "\x7f", "\x85", "\ud800", "\udfff", "\r\n", "\n", "\t"),
    *(BREAK, OBJECT, '"', "'", "{{ 7 * 7 }}", "{% raw %}", "{#", "שלום", "é", "👍", "a  b", "\ufeff", "\ufffe"),
)
TARGETS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=4), min_size=1, max_size=8).map("".join)


def made(target: str, spans: list[tuple[int, int]], told: str = "It is so.") -> Checked:
    """A file with findings at spans of its only segment."""
    segment = Segment("1", target, 0)
    kinds = (RULES["title/big-boss"], RULES["format/per-cent"])
    findings = [
        Finding(kinds[index % 2], segment, Span(*span), told, told, (Fix(told),), Severity.major, Certainty.likely)
        for index, span in enumerate(sorted(spans))
    ]
    return Checked(Document(told, "html", target, [segment]), findings, Origin("fr", told), (), ())


def shown(target: str) -> str:
    """What the page has for a stretch of an article; breaks and objects are elements without text."""
    return escaped(re.sub(f"[{BREAK}{OBJECT}]", "", re.sub("[\r\n]", " ", target)))


@settings(max_examples=25, deadline=None)
@given(TARGETS, st.data())
def test_marks_cover_what_was_found_and_the_prose_is_the_text(target: str, data: st.DataObject) -> None:
    place = st.integers(0, len(target))
    spans = data.draw(st.lists(st.tuples(place, place).map(lambda ends: (min(ends), max(ends))), min_size=1, max_size=6))
    told = page(made(target, spans, target))
    tree = parsed(told)
    (prose,) = found(tree, "div", kind="prose")
    assert "".join(prose[0].itertext()) == shown(target)
    covered = marked(tree)
    assert [covered[f"1-{number}"] for number in range(1, len(spans) + 1)] == [
        shown(target[slice(*span)]) for span in sorted(spans)
    ]
    assert len(found(tree, "a", kind="ref")) == len(spans)
    assert len(list(tree.iter("script"))) == 1 and not list(tree.iter("img"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", told)
    assert told == page(made(target, spans, target))


def test_only_what_is_ours_runs() -> None:
    tree = parsed(page(check("The Big Boss spoke.")))
    (policy,) = (meta.get("content", "") for meta in tree.iter("meta") if meta.get("http-equiv"))
    assert re.fullmatch(
        r"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'",
        policy,
    )
    assert not [key for element in tree.iter() for key in element.attrib if key in ("style", "src") or key.startswith("on")]


# In a browser.

in_browser = pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("chromedriver")), reason="needs chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
        "--force-prefers-reduced-motion",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    yield driver
    driver.quit()


class Screen:
    """The page as a person uses it."""

    def __init__(self, browser: webdriver.Chrome, path: Path) -> None:
        self.browser, self.path = browser, path

    def open(self, told: str) -> None:
        self.path.write_text(told, "utf-8")
        self.browser.get("about:blank")
        for kind in ("browser", "performance"):
            self.browser.get_log(kind)
        self.browser.get(self.path.as_uri())

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def seen(self, selector: str) -> list[str]:
        """The texts of the elements that are visible."""
        return [item.text for item in self.browser.find_elements(By.CSS_SELECTOR, selector) if item.is_displayed()]

    def links(self, selector: str) -> list[str]:
        """Where the visible links lead."""
        elements = self.browser.find_elements(By.CSS_SELECTOR, selector)
        return [item.get_attribute("href") or "" for item in elements if item.is_displayed()]

    @property
    def marks(self) -> list[str]:
        return self.seen(".prose mark:not(.off)")

    @property
    def focused(self) -> str:
        return self.browser.switch_to.active_element.get_attribute("id") or ""

    def press(self, *keys: str) -> None:
        for key in keys:
            self.browser.switch_to.active_element.send_keys(key)

    def requests(self) -> set[str]:
        events = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        return {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}


@pytest.fixture
def screen(browser: webdriver.Chrome, tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(browser, tmp_path / "page.html")
    yield screen
    assert browser.get_log("browser") == []
    assert screen.requests() <= {screen.path.as_uri()}


@pytest.fixture
def desk(screen: Screen) -> Screen:
    """A page of three texts, with six findings of which one is hidden."""
    tower = "Nobody in the tower spoke of the Big Boss.\nTen per cent left, nine per cent stayed.\n"
    screen.open(page(check(GATE, "gate.md", "markdown"), check(tower, "known.txt"), check("Nobody spoke.", "quiet.txt")))
    return screen


@in_browser
def test_filters_by_mouse(desk: Screen) -> None:
    assert desk.seen("#shown") == ["5 findings"]
    assert desk.marks == ["Big Boss", "per cent", "per cent", "per cent"]
    desk.one('.bars a[href="#rule=format"]').click()
    assert desk.seen("#shown") == ["3 of 5 findings"] and desk.marks == ["per cent"] * 3
    assert desk.browser.current_url.endswith("#rule=format")
    assert desk.seen('.bars a[href="#file=gate.md"] .value') == ["1"]
    assert desk.seen("h3") == ["gate.md", "known.txt"]
    assert desk.seen(".tally") == ["1 of 3 findings", "2 of 2 findings"]
    desk.one('input[value="minor"]').click()
    assert desk.seen("#shown") == ["0 of 5 findings"] and desk.seen("#none p") == ["No finding matches these filters."]
    assert desk.seen('[data-count="severity=minor"]') == ["3"]
    desk.one("#none .reset").click()
    assert desk.seen("#shown") == ["5 findings"] and "#" not in desk.browser.current_url


@in_browser
def test_words_and_what_is_hidden_are_kept_in_the_address(desk: Screen) -> None:
    desk.one('[name="q"]').send_keys("big house")
    assert desk.seen("#shown") == ["1 of 5 findings"]
    desk.one('[name="hidden"]').click()
    assert desk.seen("#shown") == ["2 of 6 findings"] and desk.marks == ["Big Boss", "Big Boss"]
    assert "Hidden by exception: our own boss" in desk.seen("li.finding .reason")
    assert [ref.rpartition("#")[2] for ref in desk.links(".ref")] == ["f1-1", "f2-h1"]
    desk.browser.refresh()
    assert desk.seen("#shown") == ["2 of 6 findings"] and desk.one('[name="q"]').get_attribute("value") == "big house"


@in_browser
def test_by_keyboard_from_mark_to_finding_and_back(desk: Screen) -> None:
    desk.browser.execute_script("document.querySelector('#articles').focus()")
    assert desk.seen("#card") == []
    desk.press(Keys.TAB)
    (card,) = desk.seen("#card")
    assert "“Big Boss” is not house style." in card and "Chief or Head" in card and "The house book says so" in card
    desk.press(Keys.ENTER)
    assert desk.focused == "f1-1" and desk.seen("#card") == []
    desk.press(Keys.TAB, Keys.ENTER)
    assert desk.browser.switch_to.active_element.get_attribute("href").endswith("#f1-1") and desk.seen("#card") == [card]
    desk.press(Keys.ESCAPE)
    assert desk.seen("#card") == []
    desk.one("#m1-2").click()
    assert "“per cent” is not house style." in desk.seen("#card")[0]


@in_browser
def test_a_hostile_article_runs_nothing(screen: Screen) -> None:
    attack = "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\"></script><!--\u202e"
    screen.open(page(made(attack, [(0, 20), (10, 40), (10, 12)], attack), check("Ten per cent.", attack * 2)))
    title = screen.browser.title
    assert title.startswith("fails: 2 texts")
    assert screen.one(".prose p").get_attribute("textContent") == attack.replace("\u202e", "<U+202E>")
    screen.one("#m1-2").click()
    assert "document.title='x'" in screen.seen("#card")[0]
    screen.one('.bars a[href^="#file"]').click()
    assert screen.seen("#shown") == ["3 of 4 findings"] and screen.browser.title == title


@in_browser
def test_on_a_phone(desk: Screen) -> None:
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    desk.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        desk.browser.refresh()
        assert desk.browser.execute_script("return document.documentElement.scrollWidth") == 400
        assert desk.seen('[name="rule"]') == []
        desk.one("#more > summary").click()
        desk.one('input[value="major"]').click()
        assert desk.seen("#shown") == ["4 of 5 findings"]
    finally:
        desk.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@in_browser
def test_without_a_script_all_is_there(desk: Screen) -> None:
    desk.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        desk.browser.get("about:blank")
        desk.browser.get(desk.path.as_uri())
        assert len(desk.seen("li.finding")) == 6 and desk.seen("#filters") == []
        desk.one("li.finding summary").click()
        assert desk.seen("li.finding details p")[0].startswith("The house book")
    finally:
        desk.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
