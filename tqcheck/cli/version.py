"""`tqcheck --version --verbose`: what this installation finds defects with, for a report that something is wrong."""

from __future__ import annotations

import platform
from collections import Counter
from importlib import metadata

from tqcheck import __version__, cache, glossary
from tqcheck.cli.settings import settle
from tqcheck.engine import Checker
from tqcheck.signature import signature

_LIBRARIES = ("babel", "pyahocorasick", "regex")
"""Those whose version can change what is found."""


def account() -> str:
    """The version, and what a run in the current folder would depend on."""
    config = settle(None, "")
    checker = Checker(config)
    packs = Counter(rule.pack for rule in checker.rules)
    lines = {
        "signature": signature(checker),
        "configuration": str(config.path or "none"),
        "packs": ", ".join(f"{name} ({count:,} rules)" for name, count in sorted(packs.items())),
        "glossaries": ", ".join(map(str, filter(None, (glossary.shipped(), *config.glossaries)))),
        "cache": str(cache.folder()),
        "libraries": ", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES),
        "Python": f"{platform.python_version()} on {platform.system()}",
    }
    return "\n".join([f"tqcheck {__version__}", *(f"{name}: {told}" for name, told in lines.items())])
