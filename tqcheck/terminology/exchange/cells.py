r"""What a cell of a table says: terms parted by a sign, and text that no spreadsheet may take for a formula.

A backslash keeps the sign after it from parting terms, and blanks at the edges from being trimmed; `\u000d` is a control
character. A cell that begins like a formula has an apostrophe before it, as in a spreadsheet; so has one that begins with an
apostrophe. What `join` and `guard` write, `unguard` and `split` read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

FORMULA = "=+-@\t\r"
"""What a spreadsheet takes for the start of a formula, or drops before one (OWASP, “CSV Injection”)."""
_GUARDED = f"{FORMULA}'"
# XML 1.0 can't hold control characters other than tab and line feed, nor U+FFFE and U+FFFF; it reads a return as a feed.
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_MARK = re.compile(r"\\(?:u([0-9a-f]{4})|(.))", re.DOTALL)


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] and cell[0] in _GUARDED else cell


def unguard(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula; other apostrophes stay."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in _GUARDED else cell


def printable(text: str) -> str:
    """A text without the control characters that only a masked cell can hold."""
    return _UNPRINTED.sub("", text)


def join(texts: Iterable[str], separator: str) -> str:
    """Texts as one cell, parted by the separator ("" where there is one text, which may hold any sign)."""
    return separator.join(_masked(text, separator) for text in texts)


def split(cell: str, separator: str) -> list[str]:
    """The texts of a cell, trimmed, empty ones left out; with no separator, the one text."""
    if "\\" not in cell:
        return [text for text in map(str.strip, cell.split(separator) if separator else [cell]) if text]
    texts: list[list[tuple[str, bool]]] = [[]]
    at = 0
    while at < len(cell):
        mark = _MARK.match(cell, at)
        if mark and (plain := _meant(mark, separator)):
            texts[-1].append((plain, True))
            at = mark.end()
        elif separator and cell.startswith(separator, at):
            texts.append([])
            at += len(separator)
        else:
            texts[-1].append((cell[at], False))
            at += 1
    return [text for text in map(_trimmed, texts) if text]


def _masked(text: str, separator: str) -> str:
    text = text.replace("\\", "\\\\")
    if separator:
        text = text.replace(separator[0], f"\\{separator[0]}")
    text = _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if text[-1:].isspace():
        text = f"{text[:-1]}\\{text[-1]}"
    return f"\\{text}" if text[:1].isspace() else text


def _meant(mark: re.Match[str], separator: str) -> str:
    """What a backslash and what follows it stand for; nothing where the backslash is one."""
    code, sign = mark.groups()
    if code:
        return chr(int(code, 16)) if _UNPRINTED.match(chr(int(code, 16))) else ""
    return sign if sign == "\\" or sign.isspace() or sign == separator[:1] else ""


def _trimmed(signs: list[tuple[str, bool]]) -> str:
    """A text without the blanks at its edges that no backslash keeps."""
    start, end = 0, len(signs)
    while start < end and not signs[start][1] and signs[start][0].isspace():
        start += 1
    while end > start and not signs[end - 1][1] and signs[end - 1][0].isspace():
        end -= 1
    return "".join(sign for sign, _ in signs[start:end])
