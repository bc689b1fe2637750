"""An array of a concept keeps its comments when items come and go, however it was written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.terminology.block import Block

ARRAYS = [
    '[\n  "a", # one\n  "b"\n  # last\n]',
    '[\n  "a", "b" # c, d\n]',
    '["a",\n "b"]',
    '[ # head\n  # a is\n  "a",\n  # b is\n  "b",\n]',
    '[\n  "a" # one\n  , "b"\n]',
    '[ "a", "b", ] # all',
]


@pytest.mark.parametrize("written", ARRAYS)
@given(items=st.lists(st.sampled_from("abcd"), min_size=1, unique=True))
def test_items_come_and_go(written: str, items: list[str]) -> None:
    block = Block(f'[[concept]]\nid = "x"\n[concept.en]\npreferred = "X"\nforbidden = {written}\n')
    block.set(("en", "forbidden"), items)
    [concept] = tomllib.loads(block.text)["concept"]
    assert concept["en"]["forbidden"] == items
    if {"a", "b"} <= set(items):
        assert all(
            comment in block.text
            for comment in ("# one", "# last", "# c, d", "# head", "# a is", "# all")
            if comment in written
        )
