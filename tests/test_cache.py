import os
import pickle
import time

import pytest

from tqcheck import cache

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs owners of files")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "tqcheck"


class Build:
    """A form that counts how often it was built."""

    def __init__(self, form="form"):
        self.form, self.times = form, 0

    def __call__(self):
        self.times += 1
        return self.form


def test_forms_are_kept_in_the_users_cache_folder(folder):
    build = Build()
    assert cache.folder() == folder
    assert cache.cached("key", build) == cache.cached("key", build) == "form"
    assert build.times == 1
    assert [path.name for path in folder.iterdir()] == ["key.pickle"]


def test_the_folder_is_closed_to_others(folder):
    cache.cached("key", Build())
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "key.pickle").stat().st_mode & 0o022 == 0


def test_keys_keep_forms_apart(folder):
    cache.cached("one", Build(1))
    assert cache.cached("two", Build(2)) == 2
    assert cache.cached("one", Build(3)) == 1


@pytest.mark.parametrize("mode", [0o660, 0o602, 0o666])
def test_a_form_that_others_can_write_is_built_again(folder, mode):
    cache.cached("key", Build())
    (folder / "key.pickle").chmod(mode)
    build = Build("new")
    assert cache.cached("key", build) == "new" and build.times == 1


@pytest.mark.parametrize("mode", [0o770, 0o702, 0o777])
def test_a_folder_that_others_can_write_is_neither_read_nor_written(folder, mode):
    cache.cached("key", Build())
    folder.chmod(mode)
    assert cache.cached("key", Build("new")) == "new"
    assert cache.cached("other", Build()) == "form"
    assert [path.name for path in folder.iterdir()] == ["key.pickle"]
    assert pickle.loads((folder / "key.pickle").read_bytes()) == "form"


def test_a_link_is_not_followed(folder, tmp_path):
    cache.cached("key", Build())
    path = (folder / "key.pickle").rename(tmp_path / "elsewhere")
    (folder / "key.pickle").symlink_to(path)
    assert cache.cached("key", Build("new")) == "new"


@pytest.mark.parametrize("data", [b"", b"\x80\x05", b"nonsense", b"cnowhere\nnothing\n."])
def test_a_damaged_form_is_built_again_and_kept(folder, data):
    cache.cached("key", Build())
    (folder / "key.pickle").write_bytes(data)
    build = Build("new")
    assert cache.cached("key", build) == cache.cached("key", build) == "new"
    assert build.times == 1


def test_a_folder_that_can_not_be_made_costs_time_only(folder):
    folder.write_text("a file in its place", "utf-8")
    build = Build()
    assert cache.cached("key", build) == cache.cached("key", build) == "form"
    assert build.times == 2


def test_a_write_that_fails_costs_time_only_and_leaves_nothing(folder, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.pickle, "dump", full)
    assert cache.cached("key", Build()) == "form"
    assert list(folder.iterdir()) == []


def test_the_forms_unused_longest_go_first(folder, monkeypatch):
    names = [f"k{number:02}" for number in range(16)]
    monkeypatch.setattr(cache, "_ROOM", len(names) * len(pickle.dumps("form", pickle.HIGHEST_PROTOCOL)))
    now = time.time()
    for age, name in enumerate(reversed(names)):
        cache.cached(name, Build())
        os.utime(folder / f"{name}.pickle", (now - age - 10, now - age - 10))
    cache.cached("k00", Build())
    cache.cached("new", Build())
    kept = {path.stem for path in folder.iterdir()}
    assert kept == {"new", *names} - {"k01"}
