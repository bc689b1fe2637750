"""A glossary written, audited for one kind, and what was told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tqcheck.terminology.audit import Finding, audit
from tqcheck.terminology.audit.corpus import Corpus, text
from tqcheck.terminology.audit.material import read


def concept(name: str, domain: str = "", status: str = "approved", **tables: dict[str, Any]) -> str:
    """One concept as TOML; tables by tag, `en_GB` for en-GB."""
    lines = ["[[concept]]", f"id = {quoted(name)}", f"domain = {quoted(domain)}", f"status = {quoted(status)}"]
    for tag, terms in tables.items():
        lines.append(f"[concept.{tag.replace('_', '-')}]")
        lines += [f"{key} = {quoted(value)}" for key, value in terms.items()]
    return "\n".join(lines) + "\n\n"


def quoted(value: str | list[str]) -> str:
    """A string or a list of strings as TOML."""
    if isinstance(value, str):
        return f'"{value}"'
    return f"[{', '.join(map(quoted, value))}]"


def told(
    folder: Path, kind: str, *concepts: str, texts: Iterable[str] = (), shipped: Iterable[str] = (), **options: Any
) -> list[Finding]:
    """What an audit finds of one kind; `texts` make a corpus, `shipped` concepts only bear witness."""
    (folder / "terms.toml").write_text("".join(concepts), "utf-8")
    (folder / "shipped.toml").write_text("".join(shipped), "utf-8")
    corpus = Corpus(text(one.split("\n")) for one in texts) if texts else None
    material = read([folder / "terms.toml"], [folder / "shipped.toml"])
    return audit(dataclasses.replace(material, corpus=corpus, **options), [kind])


def named(found: Iterable[Finding]) -> list[tuple[str, str]]:
    """The concepts and terms that findings are about."""
    return [(finding.fault.concept.id, finding.fault.text) for finding in found]
