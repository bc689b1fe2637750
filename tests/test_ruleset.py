"""The ruleset: what is built from the shipped data is the same in every process."""

from __future__ import annotations

import os
import subprocess
import sys

BUILT = """
import hashlib
from tqcheck import ruleset

built = ruleset.load("en").scanner.__getstate__()
print(hashlib.sha256(repr([built[name] for name in ("_literals", "_specials", "_entries")]).encode()).hexdigest())
"""


def test_processes_number_literals_alike(tmp_path):
    """One may scan with the automaton that another put into the cache while both built the rules."""
    digests = set()
    for seed in "12":
        environment = os.environ | {"PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path / seed)}
        done = subprocess.run([sys.executable, "-c", BUILT], env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1
