"""What is worked out once of word lists and tables, and kept: it must tell what the lists and tables tell themselves."""

import pickle
from itertools import islice

import pytest

from tqcheck import packs
from tqcheck.bitext import frequencies
from tqcheck.bitext.kept import kept
from tqcheck.bitext.names import exonyms, lexicon
from tqcheck.bitext.sieve import Sieve
from tqcheck.bitext.words import lexicon as words


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "tqcheck"


def test_what_is_kept_hangs_on_its_name_and_on_all_that_it_is_made_of(folder, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1", "utf-8")
    other.write_text("2", "utf-8")
    assert kept("sum", [one, other], lambda: 3) == kept("sum", [one, other], lambda: 4) == 3
    assert kept("product", [one, other], lambda: 2) == 2
    other.write_text("3", "utf-8")
    assert kept("sum", [one, other], lambda: 4) == 4
    assert len(list(folder.iterdir())) == 3


def test_a_sieve_asks_of_each_word_once():
    asked = []
    sieve = Sieve(lambda word: asked.append(word) or word.isupper())
    assert sieve.among(["a", "B", "a"]) == {"B"}
    assert sieve.among({"B", "C", "d"}) == {"B", "C"}
    assert sorted(asked) == ["B", "C", "a", "d"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_known_words_have_the_shares_of_the_common_ones(language):
    known, common = frequencies.known(language), frequencies.common(language)
    assert known
    assert all(known.share(word) == share for word, share in islice(common.items(), 0, None, 97))
    assert known.share("") == 0


def test_rare_words_are_known_and_others_are_not():
    known = frequencies.known("en")
    assert 0 < known.share("aardvarks") < 1e-6
    assert [known.share(word) for word in ("aardvarkz", "the\t1", "a" * 80, "\n", "\uffff")] == [0.0] * 5


@pytest.mark.parametrize("language", ["xx", "", "../en"])
def test_of_a_language_without_counts_nothing_is_known(language):
    assert not frequencies.known(language) and frequencies.known(language).share("the") == 0
    assert not frequencies.common(language)


def test_a_list_tells_the_same_either_way():
    there, back = words("fr", "en"), words("en", "fr")
    assert there and back
    assert not there.of["maire"].isdisjoint(there.marks["mayor"])
    assert not back.of["mayor"].isdisjoint(back.marks["maire"])
    assert there.of["mayor"] == frozenset() and words("fr", "de") is None and words("xx", "en") is None


def test_words_are_of_the_kind_that_the_lists_tell(folder):
    for word in islice(lexicon.frequencies("fr"), 0, None, 501):
        assert lexicon.kind(word, "fr") is lexicon._kind(word, "fr")


def test_the_table_s_languages_are_read_without_its_rows():
    assert exonyms.tongues() == frozenset(exonyms._table())


def test_a_rule_comes_back_as_it_was():
    for rule in packs.load(packs.shipped()[0]).rules:
        assert pickle.loads(pickle.dumps(rule)) == rule
