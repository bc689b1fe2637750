"""A change of a file can be taken back to the byte, unless the file has changed since."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tqcheck.terminology.splice import reverted, splice

TEXT = st.text("ab\né\r\ufeff𝄞", max_size=12)


@given(TEXT, TEXT, TEXT, TEXT)
def test_a_change_is_taken_back(head: str, old: str, new: str, tail: str) -> None:
    before, after = (head + old + tail).encode(), (head + new + tail).encode()
    change = splice(before, after)
    assert len(change.cut) <= len(old) and len(change.put) <= len(new)
    assert reverted(change, after) == before
    assert reverted(change, after + b".") is None
