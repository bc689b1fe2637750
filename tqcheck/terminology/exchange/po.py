"""Gettext's PO files as glossaries: `msgid` is a term, `msgstr` its translation.

`msgctxt` is the concept's domain, comments of the program (`#.`) are its definition, those of translators (`#`) its note. A
comment `#. id: …` tells the concept. Of the flags, `fuzzy` is a proposal; `forbidden` and `read-only` are Weblate's, and say
that the translation must not be used, and that the term is not translated (docs.weblate.org, “Glossary”).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from tqcheck.glossary import Concept
from tqcheck.model import Problem
from tqcheck.terminology.exchange.pairs import Pair, concepts, languages, pairs, printable, tag
from tqcheck.terminology.exchange.types import Lost, Options, Read, Written

_ID = "id: "
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_CHARSET = re.compile(rb"charset=([\w.:-]{1,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r'^"Language: *([\w.@-]+)', re.MULTILINE)


def read(path: str, data: bytes, options: Options) -> Read:
    """The concepts of a catalogue, one a message; obsolete ones are left out, and told."""
    from babel.messages.pofile import PoFileError, read_po

    text = _decoded(path, data)
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        what = _line(error).removesuffix(f" on {error.lineno}")  # which counts from nought
        raise Problem(path, error.lineno + 1, f"is not valid PO: {what}; `msgfmt --check` tells more") from None
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # what babel stumbles over in broken files
        raise Problem(path, 0, f"is not valid PO ({_line(error)}); `msgfmt --check` tells more") from None
    header = _LANGUAGE.search(text)
    source, target = languages(path, options.source, options.target or tag(header[1] if header else ""))
    taken, lost = concepts(path, map(_pair, _messages(catalog)), source, target)
    plural = [
        Lost(message.lineno or 0, "", f"the plural “{message.id[1]}”")
        for message in _messages(catalog)
        if isinstance(message.id, tuple | list)
    ]
    obsolete = [Lost(message.lineno or 0, "", f"the obsolete “{_first(message.id)}”") for message in catalog.obsolete.values()]
    return Read(taken, [*lost, *plural, *obsolete])


def write(concepts: Sequence[Concept], options: Options) -> Written:
    """A catalogue of the concepts that have a preferred term in the source language."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    source, target = languages("export", options.source, options.target)
    kept = ("domain", "definition", "note", "status", f"{source}.verbatim")
    concepts, dropped = printable(concepts)
    found, lost = pairs(concepts, source, target, kept)
    catalog = Catalog()
    seen = {(pair.source, pair.domain) for pair in found}
    for pair in found:
        # Gettext tells messages apart by context and text alone.
        context = pair.domain if (pair.source, pair.domain) in seen else pair.id
        seen.discard((pair.source, pair.domain))
        lost += (
            [Lost(0, pair.id, "domain, for another concept has that and the term")] if pair.domain not in ("", context) else []
        )
        flags = [*(["fuzzy"] if pair.proposed and pair.target else []), *(["read-only"] if pair.verbatim else [])]
        comments = [f"{_ID}{pair.id}", *_lines(pair.definition)]
        catalog.add(
            pair.source,
            pair.target,
            flags=flags,
            auto_comments=comments,
            user_comments=_lines(pair.note),
            context=context or None,
        )
    lost += [Lost(0, name, "status deprecated") for name in (c.id for c in concepts if c.status == "deprecated")]
    out = io.BytesIO()
    write_po(out, catalog, width=0, omit_header=True)
    header = _HEADER.format(language=target.replace("-", "_"))
    return Written(header.encode() + out.getvalue(), [*dropped, *lost])


def _decoded(path: str, data: bytes) -> str:
    """The text of a catalogue in the encoding that its header tells, UTF-8 where none."""
    told = _CHARSET.search(data[:10_000])
    name = told[1].decode() if told and told[1].upper() != b"CHARSET" else "utf-8"
    try:
        text = data.decode("utf-8-sig" if name.lower().replace("_", "-") == "utf-8" else name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(path, line, f"is not {name}, as its header says; save it as UTF-8") from None
    except (LookupError, ValueError):
        raise Problem(path, 0, f"its header names an unknown charset, {name}; save it as UTF-8") from None
    return text.replace("\0", "")


def _messages(catalog: Any) -> Iterator[Any]:
    return (message for message in catalog if message.id)


def _first(text: Any) -> str:
    return str(text if isinstance(text, str) else text[0])


def _pair(message: Any) -> Pair:
    told = [line.removeprefix(_ID) for line in message.auto_comments if line.startswith(_ID)]
    context = message.context or ""
    return Pair(
        message.lineno or 0,
        _first(message.id),
        _first(message.string or ""),
        told[0] if told else "",
        "" if context in told else context,
        "\n".join(line for line in message.auto_comments if not line.startswith(_ID)),
        "\n".join(message.user_comments),
        proposed=message.fuzzy,
        forbidden="forbidden" in message.flags,
        verbatim="read-only" in message.flags,
    )


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
