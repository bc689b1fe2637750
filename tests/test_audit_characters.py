"""Characters that look like others, can't be seen, or were spoilt."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from audits import concept, named, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def found(folder: Path, text: str, tag: str = "en") -> list[tuple[str, list[str]]]:
    return [
        (finding.fault.message, [fix.text for fix in finding.fault.fixes])
        for finding in told(folder, "suspicious-character", concept("a", **{tag: {"preferred": text}}))
    ]


@pytest.mark.parametrize(
    ("text", "tag", "sign", "fix"),
    [
        ("M\u043escow", "en", "mixes scripts: U+043E cyrillic small letter o", "Moscow"),
        (
            "\u041c\u043e\u0441\u043a\u0432a",
            "ru",
            "mixes scripts: U+0061 latin small letter a",
            "\u041c\u043e\u0441\u043a\u0432\u0430",
        ),
        ("Athens \u039fak", "en", "mixes scripts: U+039F greek capital letter omicron", "Athens Oak"),
        ("\u0415\u0421 law", "en", "looks Latin and isn't: U+0415", "EC law"),
        ("left\u202eright", "en", "writing direction: U+202E", "leftright"),
        ("owl\u200b", "en", "can't be seen: U+200B", "owl"),
        ("o\u00adwl", "en", "can't be seen: U+00AD soft hyphen", "owl"),
        ("owl\ufeff", "en", "can't be seen: U+FEFF", "owl"),
        ("ow\u200dl", "en", "can't be seen: U+200D", "owl"),
        ("owl\\u0007", "en", "a control character: U+0007", "owl"),
        ("owl\u00a0", "en", "begins or ends with a no-break space", "owl"),
        ("cafe\u0301", "fr", "not NFC", "café"),
        ("caf\ufffd", "fr", "lost a character: U+FFFD", None),
        ("caf\u00c3\u00a9", "fr", "wrong encoding", "café"),
        ("l\u00e2\u20ac\u2122owl", "fr", "wrong encoding", "l’owl"),
    ],
)
def test_a_suspicious_character_is_told_and_mended(tmp_path: Path, text: str, tag: str, sign: str, fix: str | None) -> None:
    ((message, fixes),) = found(tmp_path, text, tag)
    assert sign in message
    assert fixes == ([] if fix is None else [fix])


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Île-de-France — l’été", "fr"),
        ("12\u00a0%", "fr"),
        ("web-\u0441\u0430\u0439\u0442", "ru"),
        ("\u041d\u0410\u0422\u041e", "ru"),
        ("NATO", "ru"),
        ("\u03bcg", "en"),
        ("\u03b1-synuclein", "en"),
        ("\u0645\u06cc\u200c\u0631\u0648\u062f", "fa"),
        ("\u0d15\u0d4d\u200d", "ml"),
        ("\u0915\u094d\u200d\u0937", "hi"),
        ("\u0e1b\u0e25\u0e32\u200b\u0e15\u0e32", "th"),
        ("\u09af\u09bc \u09df", "bn"),
        ("\u6771\u4eac\u30bf\u30ef\u30fc", "ja"),
        ("São João", "pt"),
        ("NAÇÃO", "pt"),
        ("Zürich «Ä»", "de"),
    ],
)
def test_what_belongs_to_a_language_is_left_alone(tmp_path: Path, text: str, tag: str) -> None:
    assert found(tmp_path, text, tag) == []


def test_all_terms_of_a_table_are_looked_at(tmp_path: Path) -> None:
    spoilt = {key: [f"{key}\u200b"] for key in ("admitted", "forbidden", "forms")}
    terms = concept("a", "", "deprecated", en={"preferred": "owl", **spoilt})
    assert named(told(tmp_path, "suspicious-character", terms)) == [("a", f"{key}\u200b") for key in spoilt]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(categories=["L", "Mn"], max_codepoint=0x3FF), min_size=1, max_size=8))
def test_what_is_mended_is_found_no_more(tmp_path: Path, text: str) -> None:
    for message, fixes in found(tmp_path, text):
        if "NFC" in message:
            assert fixes == [unicodedata.normalize("NFC", text)]
            assert not any("NFC" in again for again, _ in found(tmp_path, fixes[0]))
