"""What stands in texts and is no prose: placeholders of programs, tags, web and e-mail addresses."""

from __future__ import annotations

from functools import cache

import regex

PRINTF = r"%(?:\d+\$)?(?:\(\w+\))?[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGcrsaAp@]"
"""C’s and Python’s conversions but for the space flag, which a percent sign before a word looks like (printf(3))."""
LOOSE = rf"(?<![\d%])(?:%%)*(?P<found>{PRINTF})(?![\p{{L}}\p{{N}}])"
STRICT = rf"(?<!%)(?:%%)*(?P<found>{PRINTF.replace('[-+#0]*', '[-+ #0]*')})"
BRACES = r"(?P<found>\{\{\s*[\w.$-]+\s*\}\}|[$%#]\{[\w.]+\}|\{(?:\w+(?:[.\[][\w\].]*)?)?(?:![rsa])?(?::[^{}\s]*)?\})"
"""{0}, {name}, {{name}}, ${name}, %{name}, #{name}, {name!r:>10}."""
ICU = r"\{\s*(?P<found>\w+)\s*,\s*(?:plural|select|selectordinal|number|date|time|choice)\b"
TAG = r"(?P<found></?[a-zA-Z][a-zA-Z0-9:-]*)(?:\s[^<>]*)?/?>"
URL = r"(?P<found>(?:https?://|www\.)[^\s<>\"'«»“”‘’()\[\]{}]*[^\s<>\"'«»“”‘’()\[\]{}.,;:!?…])"
EMAIL = r"(?P<found>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
_SIGNED = (("://", URL), ("www.", URL), ("@", EMAIL), ("<", TAG), ("{", BRACES), ("%", LOOSE))
"""Each with a sign without which it can't be there."""


def signed(text: str) -> bool:
    """Whether any of that may stand in a text; much sooner told by six plain looks than by one expression."""
    return "%" in text or "{" in text or "<" in text or "@" in text or "://" in text or "www." in text


def masked(text: str) -> str:
    """A copy of equal length in which all of that is blank, but for the words of ICU messages."""
    if not signed(text):
        return text
    parts = tuple([part for sign, part in _SIGNED if sign in text])
    return str(_all_of(parts).sub(lambda found: " " * len(found[0]), text))


@cache
def _all_of(parts: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(part.replace("P<found>", ":", 1) for part in dict.fromkeys(parts)))
