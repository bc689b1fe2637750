"""Which lines changed is told by Git alone, whatever its settings, the file's name, or where it is asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tqcheck.changes import Changes, meets
from tqcheck.model import Problem

GIT = shutil.which("git") or "git"
TEXT = "one\ntwo\nthree\nfour\nfive\n"
EDITED = "one\nTWO\nthree\nfour\nfive\n"


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user's Git settings, a file of the test's own; and no trace of a hook that the tests run in."""
    path = tmp_path_factory.mktemp("settings") / "gitconfig"
    path.touch()
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(path))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "a")
            patch.setenv(f"GIT_{role}_EMAIL", "a@b")
        yield path


class Repository:
    """A repository in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self("init", "-q", "-b", "main")

    def __call__(self, *args: str, code: int = 0) -> str:
        done = subprocess.run(
            [GIT, "-c", "protocol.file.allow=always", *args], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str = TEXT) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def commit(self, **texts: str) -> str:
        """Write files `NAME.txt` and commit all that there is."""
        for name, text in texts.items():
            self.write(f"{name}.txt", text)
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "-m", "change")
        return self("rev-parse", "HEAD")

    def path(self, name: str = "a.txt") -> str:
        return str(self.folder / name)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A repository with `a.txt` in its one commit."""
    made = Repository(tmp_path / "work")
    made.commit(a=TEXT)
    return made


def told(path: str | Path, since: str = "HEAD") -> set[int] | None:
    lines = Changes(since).lines(str(path))
    return None if lines is None else {line for found in lines for line in found}


def refused(path: str | Path, since: str = "HEAD") -> str:
    with pytest.raises(Problem) as caught:
        Changes(since).lines(str(path))
    assert "\n" not in str(caught.value)
    return str(caught.value)


# What it is compared with


def test_a_branch_is_held_against_where_it_left(repo: Repository) -> None:
    repo("checkout", "-q", "-b", "branch")
    repo.commit(b="new\n")
    repo("checkout", "-q", "main")
    repo.commit(a=TEXT.replace("five", "5"), c=TEXT)
    repo("checkout", "-q", "branch")
    repo.write("a.txt", EDITED)
    assert told(repo.path(), "main") == {2} and told(repo.path("b.txt"), "main") is None
    repo.commit()
    repo("merge", "-q", "main")
    repo.write("c.txt", TEXT + "six\n")
    assert told(repo.path(), "main") == {2} and told(repo.path("c.txt"), "main") == {6}
    assert told(repo.path("c.txt"), "main~1") is None


def test_what_a_merge_under_way_brings_is_not_the_branchs(repo: Repository) -> None:
    repo("checkout", "-q", "-b", "branch")
    repo.commit(a=EDITED)
    repo("checkout", "-q", "main")
    repo.commit(a=TEXT.replace("two", "2"), c=TEXT)
    repo("checkout", "-q", "branch")
    repo("merge", "-q", "main", code=1)
    assert told(repo.path("c.txt"), "main") == set()
    assert "<<<<<<<" in (repo.folder / "a.txt").read_text("utf-8")
    assert told(repo.path(), "main") == {2, 3, 4, 6} and told(repo.path(), "HEAD") == {2, 4, 5, 6}
    repo.write("a.txt", EDITED)
    assert told(repo.path(), "main") == {2}


def test_an_ancestor_is_compared_with_itself(repo: Repository) -> None:
    repo("tag", "-a", "-m", "release", "v1")
    repo.commit(a=EDITED)
    repo.commit(b=TEXT)
    for since in ("v1", "HEAD~2", "main~2", repo("rev-parse", "HEAD~2"), repo("rev-parse", "--short", "HEAD~2")):
        assert told(repo.path(), since) == {2} and told(repo.path("b.txt"), since) is None
    repo("checkout", "-q", "HEAD~1")
    assert told(repo.path(), "main") == set()


def test_histories_that_have_nothing_in_common(repo: Repository) -> None:
    repo("checkout", "-q", "--orphan", "other")
    assert "has no commit yet" in refused(repo.path(), "main")
    repo.commit(b=TEXT)
    said = refused(repo.path(), "main")
    assert said == f"{repo.folder}: 'main' and HEAD have no history in common; give a revision that they both come from"


REVISIONS = ["", "-", "--output=x", "nosuch", "HEAD~9", "main:a.txt", "main..HEAD", "main...", "^main", "0" * 40, "é\udcff"]


@pytest.mark.parametrize("since", REVISIONS)
def test_what_is_no_revision(repo: Repository, since: str) -> None:
    assert f"there is no revision {since!r}; give one that `git log` knows" in refused(repo.path(), since)
    assert not (repo.folder / "x").exists()


@pytest.fixture
def shallow(repo: Repository, tmp_path: Path) -> Callable[..., Repository]:
    """Make a clone that knows a few commits only."""

    def make(*args: str) -> Repository:
        made = Repository(tmp_path / "clone")
        made("remote", "add", "origin", repo.folder.as_uri())
        made("fetch", "-q", *args, "origin", "+refs/heads/*:refs/heads/*", "--update-head-ok")
        made("checkout", "-q", "-f", "branch")
        return made

    return make


def told_to_fetch(clone: Repository, since: str) -> bool:
    said = refused(clone.path(), since)
    return all(word in said for word in ("the clone is shallow", repr(since), "--unshallow", "fetch-depth: 0", "GIT_DEPTH: 0"))


def test_a_shallow_clone_that_lacks_what_it_takes(repo: Repository, shallow: Callable[..., Repository]) -> None:
    repo("checkout", "-q", "-b", "branch")
    first = repo.commit(a=EDITED)
    repo.commit(b=TEXT)
    repo("checkout", "-q", "main")
    repo.commit(c=TEXT)
    clone = shallow("--depth=1")
    assert told_to_fetch(clone, "HEAD~1") and told_to_fetch(clone, first) and told_to_fetch(clone, "main")
    clone.write("a.txt", TEXT)
    assert told(clone.path()) == {2} and told(clone.path("b.txt")) == set()
    clone("fetch", "-q", "--unshallow", "origin")
    clone("checkout", "-q", "a.txt")
    assert told(clone.path(), "main") == {2} and told(clone.path("b.txt"), "main") is None


def test_a_shallow_clone_that_hides_the_merge_base(repo: Repository, shallow: Callable[..., Repository]) -> None:
    for side in ("one", "two"):
        repo("checkout", "-q", "-b", side, "main" if side == "one" else "one~1")
        repo.commit(**{side: TEXT})
    repo("checkout", "-q", "main")
    repo.commit(b=TEXT)
    repo("checkout", "-q", "-b", "branch")
    repo("merge", "-q", "-m", "merge", "one")
    repo.commit(a=EDITED)
    repo("checkout", "-q", "main")
    for number in range(5):
        repo.commit(c=f"{number}\n")
    repo("merge", "-q", "-m", "merge", "two")
    clone = shallow("--depth=4")
    assert clone("merge-base", "main", "HEAD") != repo("merge-base", "main", "branch")
    assert told_to_fetch(clone, "main")
    clone("fetch", "-q", "--depth=9", "origin", "+refs/heads/*:refs/heads/*", "--update-head-ok")
    assert told(clone.path(), "main") == {2} and told(clone.path("b.txt"), "main") == set()


def test_a_shallow_clone_that_has_what_it_takes(repo: Repository, shallow: Callable[..., Repository]) -> None:
    repo.commit(b=TEXT)
    repo("checkout", "-q", "-b", "branch")
    repo.commit(a=EDITED)
    repo("checkout", "-q", "main")
    repo.commit(c=TEXT)
    clone = shallow("--depth=2")
    assert told(clone.path(), "main") == {2} and told(clone.path("b.txt"), "main") == set()
    assert told(clone.path(), "HEAD~1") == {2}


def test_a_shallow_clone_whose_side_branches_are_cut(repo: Repository, shallow: Callable[..., Repository]) -> None:
    repo("checkout", "-q", "-b", "side")
    for number in range(5):
        repo.commit(c=f"{number}\n")
    repo("checkout", "-q", "main")
    repo.commit(b=TEXT)
    repo("checkout", "-q", "-b", "branch")
    repo("merge", "-q", "-m", "merge", "side")
    repo.commit(a=EDITED)
    clone = shallow("--depth=4")
    assert told(clone.path(), "main") == {2} and told(clone.path("b.txt"), "main") == set()


# Which files


def test_a_renamed_file_has_only_what_changed_in_it(repo: Repository) -> None:
    repo.commit(b=TEXT.upper())
    repo.write("ü/a b.txt", EDITED)
    (repo.folder / "a.txt").unlink()
    repo("mv", "b.txt", "c.txt")
    assert told(repo.path("ü/a b.txt")) is None
    repo("add", "-A")
    assert told(repo.path("ü/a b.txt")) == {2} and told(repo.path("c.txt")) == set()
    repo("commit", "-q", "-m", "rename")
    assert told(repo.path("ü/a b.txt"), "HEAD~1") == {2} and told(repo.path("c.txt"), "HEAD~1") == set()


def test_a_copy_is_new(repo: Repository, own_settings: Path) -> None:
    own_settings.write_text("[diff]\nrenames = copies\n", "utf-8")
    repo.write("b.txt")
    repo.write("a.txt", EDITED)
    repo("add", "-A")
    assert told(repo.path("b.txt")) is None and told(repo.path()) == {2}


def test_a_file_that_left_the_index_is_what_it_was(repo: Repository) -> None:
    repo.commit(b=TEXT)
    repo("rm", "-q", "--cached", "a.txt", "b.txt")
    repo.write("a.txt", EDITED)
    repo.write(".gitignore", "a.txt\n")
    assert told(repo.path()) == {2} and told(repo.path("b.txt")) == set()
    repo.write("c.txt", TEXT)
    repo("add", "c.txt")
    assert told(repo.path()) == {2} and told(repo.path("b.txt")) == set()
    repo("commit", "-q", "-m", "out")
    assert told(repo.path(), "HEAD~1") == {2} and told(repo.path()) is None


def test_files_that_git_does_not_know_are_new(repo: Repository) -> None:
    repo.write(".gitignore", "*.log\nout/\n")
    repo.commit()
    for name in ("new.txt", "x.log", "out/a.txt"):
        assert told(repo.write(name)) is None
    repo("add", "-N", "new.txt")
    assert told(repo.path("new.txt")) is None
    repo("add", "-f", "x.log")
    assert told(repo.path("x.log")) is None
    repo.commit()
    assert told(repo.path("x.log")) == set() and told(repo.path("out/a.txt")) is None


def test_a_file_that_was_a_link_or_a_submodule_is_new(repo: Repository) -> None:
    (repo.folder / "link").symlink_to("a.txt")
    inner = Repository(repo.folder / "inner")
    inner.commit(a=TEXT)
    repo.commit()
    (repo.folder / "link").unlink()
    shutil.rmtree(inner.folder)
    repo.write("link")
    repo.write("inner")
    repo("add", "-A")
    assert told(repo.path("link")) is None and told(repo.path("inner")) is None


def test_a_file_that_is_no_more(repo: Repository) -> None:
    (repo.folder / "a.txt").unlink()
    assert "a.txt" in refused(repo.path())
    assert told(repo.path("nosuch/a.txt")) is None


def test_a_file_of_a_submodule_or_a_nested_repository_is_its_own_ones(repo: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit(a=TEXT)
    repo("submodule", "--quiet", "add", other.folder.as_uri(), "sub")
    nested = Repository(repo.folder / "deep" / "nested")
    nested.commit(a=TEXT, b=TEXT)
    repo("add", ".gitmodules")
    repo("commit", "-q", "-m", "submodule")
    changes = Changes("HEAD")
    for name in ("a.txt", "sub/a.txt", "deep/nested/a.txt"):
        repo.write(name, EDITED)
        assert changes.lines(repo.path(name)) == [range(2, 3)]
    assert changes.lines(repo.path("deep/nested/b.txt")) == []
    repo("tag", "only-here")
    assert refused(repo.path("deep/nested/a.txt"), "only-here").startswith(f"{nested.folder}: there is no revision")


def test_a_worktree_of_its_own(repo: Repository, tmp_path: Path) -> None:
    repo("worktree", "add", "-q", str(tmp_path / "beside"))
    (tmp_path / "beside" / "a.txt").write_text(EDITED, "utf-8")
    assert told(tmp_path / "beside" / "a.txt", "main") == {2} and told(repo.path(), "main") == set()


def test_a_link_is_what_it_points_to(repo: Repository, tmp_path: Path) -> None:
    repo.write("a.txt", EDITED)
    (repo.folder / "link.txt").symlink_to("a.txt")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "in").symlink_to(repo.folder)
    (repo.folder / "out.txt").symlink_to(tmp_path / "out.txt")
    (tmp_path / "out.txt").touch()
    assert told(repo.path("link.txt")) == told(tmp_path / "links" / "in" / "a.txt") == {2}
    assert "not a git repository" in refused(repo.path("out.txt"))


def test_paths_are_those_of_the_current_folder(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("sub/b.txt")
    repo.commit()
    repo.write("sub/b.txt", EDITED)
    monkeypatch.chdir(repo.folder / "sub")
    assert told("b.txt") == {2} and told("../a.txt") == told("../sub/../a.txt") == set()


NAMES = [
    "ü b.txt",
    "e\u0301.txt",
    "a\nb.txt",
    "-a.txt",
    ":a.txt",
    ":(top)a.txt",
    "*.txt",
    "[ab].txt",
    'q"\\t.txt',
    "t\tab.txt",
    "=>.txt",
    " ",
    "\udcff.txt",
]


def test_names_of_any_kind(repo: Repository) -> None:
    for name in NAMES:
        repo.write(name, f"{name!a}\n{TEXT}")
    repo.commit()
    for quoted in ("true", "false"):
        repo("config", "core.quotePath", quoted)
        for name in NAMES:
            assert told(repo.path(name)) == set()
    for name in NAMES:
        with (repo.folder / name).open("ab") as file:
            file.write(b"six\n")
        assert told(repo.path(name)) == {7}
        repo("mv", "--", f"./{name}", f"./{name}.moved")
        assert told(repo.path(f"{name}.moved")) == {7}
    assert told(repo.path()) == set()


# What Git is told to do by others


SETTINGS = [
    "[diff]\nnoprefix = true",
    "[diff]\nmnemonicPrefix = true",
    "[diff]\nexternal = false",
    "[diff]\nrenames = false",
    "[diff]\ncontext = 9\ninterHunkContext = 9",
    "[diff]\nrelative = true\nalgorithm = patience\nsubmodule = diff\nignoreSubmodules = none\nautoRefreshIndex = false",
    "[diff]\nwordRegex = .\ncolorMoved = zebra\nwsErrorHighlight = all\nstatGraphWidth = 5\nsuppressBlankEmpty = true",
    "[color]\nui = always\ndiff = always\n[core]\npager = false\nquotePath = false\n[pager]\ndiff = false",
    '[diff "mine"]\ntextconv = false\ncommand = false\nbinary = true\n[core]\nattributesFile = {attributes}',
    "[status]\nshowUntrackedFiles = no\n[log]\nshowSignature = true\n[core]\nfsmonitor = false\nuntrackedCache = true",
]


@pytest.mark.parametrize("text", SETTINGS)
def test_the_users_settings_do_not_matter(repo: Repository, own_settings: Path, text: str) -> None:
    attributes = own_settings.with_name("attributes")
    attributes.write_text("*.txt diff=mine\n", "utf-8")
    repo.commit(b=TEXT * 3, c=TEXT)
    own_settings.write_text(text.format(attributes=attributes), "utf-8")
    repo.write("b.txt", EDITED + TEXT + EDITED)
    repo("mv", "a.txt", "d.txt")
    repo.write("d.txt", EDITED)
    os.utime(repo.folder / "c.txt", (1, 1))
    assert told(repo.path("b.txt")) == {2, 12} and told(repo.path("c.txt")) == set() and told(repo.path("d.txt")) == {2}


@pytest.mark.parametrize("attribute", ["-diff", "binary", "-text", "diff=html"])
def test_attributes_do_not_matter(repo: Repository, attribute: str) -> None:
    repo.commit(b=TEXT)
    repo.write(".gitattributes", f"*.txt {attribute}\n")
    repo.write("a.txt", EDITED)
    assert told(repo.path()) == {2} and told(repo.path("b.txt")) == set()


HOOKS: list[Mapping[str, str]] = [
    {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": "", "GIT_WORK_TREE": "."},
    {"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index", "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_COMMON_DIR": "/"},
    {"GIT_DIFF_OPTS": "--unified=5", "GIT_EXTERNAL_DIFF": "false", "GIT_PAGER": "false"},
    {"GIT_LITERAL_PATHSPECS": "1"},
    {"GIT_GLOB_PATHSPECS": "1", "GIT_ICASE_PATHSPECS": "1"},
    {"LANG": "de_DE.UTF-8", "LANGUAGE": "de"},
]


@pytest.mark.parametrize("variables", HOOKS)
def test_the_environment_does_not_matter(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]
) -> None:
    other = Repository(tmp_path / "other")
    other.commit(a=TEXT)
    for made in (repo, other):
        made.write("a.txt", EDITED)
    monkeypatch.chdir(repo.folder)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert told("a.txt") == {2} and told(other.path()) == {2}


@pytest.mark.parametrize("how", [(), ("-a",), ("a.txt",)])
def test_inside_a_hook(repo: Repository, how: tuple[str, ...]) -> None:
    hook = repo.write(".git/hooks/pre-commit", f"#!{sys.executable}\n" + HOOK)
    hook.chmod(0o755)
    repo.write("a.txt", EDITED)
    repo.write("b.txt")
    repo("add", "." if not how else "b.txt")
    repo("commit", "-q", "-m", "hooked", *how)
    assert (repo.folder / ".git" / "told").read_text("utf-8") == "True [range(2, 3)] None"


HOOK = """
import os
from pathlib import Path
from tqcheck.changes import Changes
changes = Changes("HEAD")
told = "GIT_INDEX_FILE" in os.environ, changes.lines("a.txt"), changes.lines("b.txt")
Path(".git", "told").write_text(" ".join(map(str, told)))
"""


# What can't be told


def test_a_file_in_no_repository(tmp_path: Path) -> None:
    said = refused(tmp_path / "a.txt")
    assert said.startswith(f"{tmp_path}: lines that changed can't be told: not a git repository; ")
    subprocess.run([GIT, "init", "-q", "--bare", tmp_path / "bare"], check=True)
    assert "not a git repository" in refused(tmp_path / "bare" / "description")


def test_a_repository_without_files_of_its_own(repo: Repository, tmp_path: Path) -> None:
    repo("config", "core.bare", "true")
    assert "must be run in a work tree" in refused(repo.path())
    repo("config", "core.bare", "false")
    (tmp_path / "away").mkdir()
    repo("config", "core.worktree", str(tmp_path / "away"))
    assert "not a git repository" in refused(repo.path())


def test_a_git_folder_that_is_none(repo: Repository) -> None:
    repo.write("sub/b.txt")
    repo.commit()
    (repo.folder / "sub" / ".git").mkdir()
    assert told(repo.path("sub/b.txt")) == set()
    shutil.rmtree(repo.folder / "sub" / ".git")
    repo.write("sub/.git", "nonsense\n")
    assert "can't be told: invalid gitfile format" in refused(repo.path("sub/b.txt"))


def test_a_repository_without_commits(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "empty")
    for since in ("HEAD", "main"):
        assert refused(repo.write("a.txt"), since).startswith(f"{repo.folder}: has no commit yet")


def test_a_repository_that_git_distrusts(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = refused(repo.path())
    assert "dubious ownership" in said and f"; run `git config --global --add safe.directory {repo.folder}`" in said


def test_where_git_is_not_installed(repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert re.match(r"Git can't be run \(No such file or directory\); --since needs it: install it", refused(repo.path()))
    repo.write("../git", "").chmod(0o644)
    assert "Git can't be run (Permission denied)" in refused(repo.path())


def test_a_broken_repository(repo: Repository) -> None:
    blob = repo("rev-parse", "HEAD:a.txt")
    repo.write("a.txt", EDITED)
    (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert "lines that changed can't be told: " in refused(repo.path())


# Lines


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (TEXT, "one\nthree\nfour\nfive\n", set()),
        (TEXT, "two\nthree\nfour\nfive\n", set()),
        (TEXT, "", set()),
        (TEXT, TEXT.rstrip("\n"), {5}),
        (TEXT.rstrip("\n"), TEXT, {5}),
        (TEXT.rstrip("\n"), TEXT + "six", {5, 6}),
        ("one", "two", {1}),
        ("", "one\ntwo", {1, 2}),
        (TEXT, TEXT.replace("\n", "\r\n"), {1, 2, 3, 4, 5}),
        ("one\n@@ -1 +1 @@\n", "one\n@@ -1 +1 @@\n@@ -1 +7 @@\n", {3}),
        ("one\rtwo\rthree", "one\rTWO\rthree", {1, 2, 3}),
        ("a\rb\nc\nd\re", "a\rb\nC\nd\re", {3}),
        ("a\rb\r\nc\nd\re\n", "a\rb\r\nc\nd\rE\n", {4, 5}),
        ("a\rb\r", "a\rb\rc\r", {1, 2, 3}),
        ("a\nnul\0\nb\n", "a\nnul\0\nB\n", {3}),
    ],
)
def test_lines(repo: Repository, before: str, after: str, changed: set[int]) -> None:
    repo("config", "core.autocrlf", "false")
    repo.commit(a=before)
    repo.write("a.txt", after)
    assert told(repo.path()) == changed


def test_a_deleted_line_is_no_changed_one(repo: Repository) -> None:
    repo.write("a.txt", "one\ntwo\nfour\nfive\n")
    lines = Changes("HEAD").lines(repo.path())
    assert not any(meets(lines, first, last) for first in range(1, 5) for last in range(first, 5))


def test_line_ends_that_git_converts(repo: Repository) -> None:
    repo("config", "core.autocrlf", "true")
    repo.write("a.txt", EDITED.replace("\n", "\r\n"))
    assert told(repo.path()) == {2}
    repo("mv", "a.txt", "b.txt")
    assert told(repo.path("b.txt")) == {2}
    repo("config", "core.safecrlf", "true")
    assert told(repo.path("b.txt")) == {2}


PIECES = st.tuples(st.sampled_from(["", "a", "b", "a b", "ü"]), st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])).map("".join)
TEXTS = st.lists(PIECES, max_size=12)
SPLICES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.lists(PIECES, max_size=3)), max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=TEXTS, splices=SPLICES, cut=st.booleans())
def test_every_line_not_told_was_there_before(
    repo: Repository, old: list[str], splices: list[tuple[int, int, list[str]]], cut: bool
) -> None:
    new = list(old)
    for at, size, pieces in splices:
        new[at : at + size] = pieces
    repo("config", "core.autocrlf", "false")
    before, after = "".join(old), "".join(new).removesuffix("\n" * cut)
    repo.commit(a=before)
    changed = told(repo.write("a.txt", after))
    assert changed is not None and (before != after or not changed)
    rest, rows = iter(before.encode().splitlines(keepends=True)), after.encode().splitlines(keepends=True)
    assert changed <= set(range(1, len(rows) + 1))
    assert all(row in rest for number, row in enumerate(rows, 1) if number not in changed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sampled_from(["keep", "keep", "keep", "delete", "change", "add"]), max_size=30), final=st.booleans())
def test_lines_that_are_all_different_are_told_exactly(repo: Repository, edits: list[str], final: bool) -> None:
    new: list[str] = []
    for number, edit in enumerate(edits):
        kept, fresh = f"line {number}\n", f"new {number}\n"
        new += {"keep": [kept], "delete": [], "change": [fresh], "add": [kept, fresh]}[edit]
    if new and not final:
        new[-1] = new[-1].rstrip("\n")
    before = [f"line {number}\n" for number in range(len(edits))]
    repo.commit(a="".join(before))
    repo.write("a.txt", "".join(new))
    assert told(repo.path()) == {number for number, line in enumerate(new, 1) if line not in before}


@pytest.mark.parametrize(
    ("lines", "first", "last", "met"),
    [
        (None, 1, 1, True),
        ([], 1, 9, False),
        ([range(2, 4)], 1, 1, False),
        ([range(2, 4)], 1, 2, True),
        ([range(2, 4)], 3, 9, True),
        ([range(2, 4)], 4, 4, False),
        ([range(5, 5)], 4, 6, False),
        ([range(0, 0), range(5, 6)], 1, 9, True),
    ],
)
def test_meets(lines: list[range] | None, first: int, last: int, met: bool) -> None:
    assert meets(lines, first, last) is met


# How fast


def test_a_large_publication_takes_a_handful_of_processes(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [repo.write(f"{number % 500}/{number}.txt") for number in range(5000)]
    repo.commit()
    for path in paths[:3]:
        path.write_text(EDITED, "utf-8")
    log = tmp_path / "log"
    repo.write("../bin/git", f'#!/bin/sh\necho "$@" >> "{log}"\nexec "{GIT}" "$@"\n').chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    changes = Changes("HEAD")
    told = [changes.lines(str(path)) for path in paths]
    assert sum(map(bool, told)) == 3 and None not in told
    assert len(log.read_text("utf-8").splitlines()) <= 10
