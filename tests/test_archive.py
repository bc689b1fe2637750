"""The texts of one run tell of a name how the others spell it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tqcheck.names.archive import Joint, Publication, Usage

TEXTS = [{"Warren Buffett": 2, "Mosul": 1}, {"Warren Buffett": 1}, {"Warren Buffett": 3}, {"Warren Bufett": 1}]


def enumerated(texts: list[dict[str, int]], folder: str = "") -> list[tuple[str, dict[str, int]]]:
    return [(f"{folder}{place}", text) for place, text in enumerate(texts)]


def test_how_a_spelling_is_used() -> None:
    publication = Publication(enumerated(TEXTS))
    assert publication.usage("Warren Buffett") == Usage("Warren Buffett", 6, 3)
    assert publication.usage("Warren Beatty") is None


def test_variants_are_told_both_ways() -> None:
    publication = Publication(enumerated(TEXTS))
    assert publication.variants("Warren Bufett") == [Usage("Warren Buffett", 6, 3)]
    assert publication.variants("Warren Buffett") == [Usage("Warren Bufett", 1, 1)]
    assert publication.variants("Mosul") == []


def test_a_text_is_held_against_the_others_only() -> None:
    rest = Publication(enumerated(TEXTS)).beside("3")
    assert rest.usage("Warren Bufett") is None and rest.usage("Warren Buffett") == Usage("Warren Buffett", 6, 3)
    rest = Publication(enumerated(TEXTS)).beside("1")
    assert rest.usage("Warren Buffett") == Usage("Warren Buffett", 5, 2)
    stranger = Publication(enumerated(TEXTS)).beside("elsewhere")
    assert stranger.usage("Warren Buffett") == Usage("Warren Buffett", 6, 3)


@given(st.lists(st.dictionaries(st.sampled_from(["Hashd", "Hachd", "Mosul"]), st.integers(1, 9), max_size=3), max_size=6))
def test_all_texts_are_one_and_the_others_together(texts: list[dict[str, int]]) -> None:
    publication = Publication(enumerated(texts))
    for place, text in enumerate(texts):
        rest = publication.beside(str(place))
        for name, times in text.items():
            whole, others = publication.usage(name), rest.usage(name)
            assert whole and whole.times == times + (others.times if others else 0)
            assert whole.documents == 1 + (others.documents if others else 0)


def test_archives_tell_together() -> None:
    joint = Joint(
        [Publication(enumerated(TEXTS)), Publication(enumerated([{"Warren Buffett": 5}, {"Warren Bufet": 1}], "old"))]
    )
    assert joint.usage("Warren Buffett") == Usage("Warren Buffett", 11, 4) and joint.usage("Warren Beatty") is None
    assert joint.variants("Warren Bufett") == [Usage("Warren Buffett", 11, 4)]
    assert joint.beside("3").usage("Warren Bufett") is None
