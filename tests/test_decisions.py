"""The journal keeps whole decisions whatever happens, and tells what people meant in the end."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journals import decision

from tqcheck.decisions import Decision, Journal, now, settled
from tqcheck.model import Problem

TEXT = st.text(max_size=20)
DECISIONS = st.builds(
    Decision,
    st.just("2026-03-01T10:00:00+00:00"),
    st.sampled_from(["Ada", "fix", "Béla"]),
    *[st.text(min_size=1, max_size=9)] * 3,
    st.sampled_from(["accept", "edit", "reject", "skip", "undo"]),
    *[TEXT] * 3,
)


@given(st.lists(DECISIONS, max_size=5), st.lists(DECISIONS, max_size=5))
def test_what_is_added_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, first: list[Decision], second: list[Decision]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "new" / "decisions.jsonl")
    assert journal.read() == []
    journal.append(*first)
    journal.append(*second)
    assert journal.read() == [*first, *second] and journal.torn == []


def test_a_line_cut_short_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "decisions.jsonl")
    one, two = decision("accept", "Hachd", "Hashd"), decision("reject", "Hachd")
    journal.append(one)
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole + whole[:50])
    assert journal.read() == [one] and journal.torn == [2]
    journal.append(two)
    assert journal.read() == [one, two] and journal.torn == [2]


@given(st.integers(1, 10**6))
def test_a_line_may_be_cut_anywhere(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "decisions.jsonl")
    one = decision("edit", "Ḥachd", "“Hashd”")
    journal.append(one)
    whole = journal.path.read_bytes()
    rest = whole[: 1 + cut % (len(whole) - 2)]
    journal.path.write_bytes(whole + rest)
    assert journal.read() == [one] and journal.torn == [2]
    journal.append(one)
    assert journal.path.read_bytes() == whole + rest + b"\n" + whole
    assert journal.read() == [one, one] and journal.torn == [2]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    journal = Journal(tmp_path / "decisions.jsonl")
    journal.append(decision("accept", "a"))
    size = journal.path.stat().st_size
    handled = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, before[1]))
    try:
        with pytest.raises(Problem, match="can't be written"):
            journal.append(decision("accept", "b"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handled)
    journal.append(decision("accept", "c"))
    assert [found.before for found in journal.read()] == ["a", "c"] and journal.torn == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"what\n", "2: is no JSON object"),
        (b"[1]\n", "2: is no JSON object"),
        (b"[" * 10**5 + b"\n", "2: is no JSON object"),
        (b'{"time": "x"}\n', "2: is no decision: 'actor' is missing"),
        (b'{"time": 1}\n', "2: is no decision: its values must be strings"),
        (
            json.dumps({key: "x" for key in ("time", "actor", "path", "rule", "fingerprint", "decision")}).encode() + b"\n",
            "2: decision is 'x'; it must be one of accept, edit, reject, skip, undo",
        ),
    ],
)
def test_what_is_no_decision_is_refused_with_its_line(tmp_path: Path, line: bytes, told: str) -> None:
    journal = Journal(tmp_path / "decisions.jsonl")
    journal.append(decision("accept", "a"))
    journal.path.write_bytes(journal.path.read_bytes() + line)
    with pytest.raises(Problem, match=f"decisions.jsonl:{told}"):
        journal.read()


def test_keys_of_later_versions_are_passed_over(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "decisions.jsonl")
    journal.append(decision("accept", "a"))
    record = json.loads(journal.path.read_text("utf-8"))
    journal.path.write_text(json.dumps(record | {"mood": 3}) + "\n", "utf-8")
    assert [found.before for found in journal.read()] == ["a"]


ADDING = """
import sys
from pathlib import Path
from tqcheck.decisions import Decision, Journal
journal = Journal(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(int(sys.argv[3])):
    journal.append(Decision("t", sys.argv[2], "p" * 3000, "r/x", str(number), "accept", "a", "b"))
"""


def adding(path: Path, actor: str, count: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", ADDING, path, actor, str(count)], stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"ready\n"
    return process


def test_two_processes_add_without_mixing_lines(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    for process in [adding(path, "Ada", 100), adding(path, "Bob", 100)]:
        process.communicate()
        assert process.returncode == 0
    found = Journal(path).read()
    for actor in ("Ada", "Bob"):
        assert [item.fingerprint for item in found if item.actor == actor] == [str(number) for number in range(100)]


def test_a_kill_loses_at_most_the_last_decision(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    for pause in (0.02, 0.05):
        process = adding(path, "Ada", 10**6)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(pause)
        process.kill()
        process.communicate()
    numbers = [int(found.fingerprint) for found in Journal(path).read()]
    again = numbers.index(0, 1)
    assert numbers == [*range(again), *range(len(numbers) - again)]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem, match="can't be written"):
        Journal(tmp_path / "file" / "decisions.jsonl").append(decision("accept", "a"))


def test_the_last_word_of_each_person_counts_and_no_machines() -> None:
    same = {"path": "a.md", "fingerprint": "1"}
    past = [
        decision("accept", "x", "y", **same),
        decision("reject", "x", **same),
        decision("accept", "x", "y", **same, actor="Bob"),
        decision("accept", "x", "y", **same, actor="fix"),
        decision("skip", "x", **same, actor="Cy"),
        decision("undo", "x", **same, actor="Cy"),
        decision("reject", "x", path="b.md", fingerprint="1"),
        decision("edit", "x", "z", **same, actor="Bob"),
        decision("undo", "x", **same, actor="Bob"),
    ]
    assert [(item.actor, item.path, item.decision) for item in settled(past)] == [
        ("Ada", "a.md", "reject"),
        ("Bob", "a.md", "accept"),
        ("Ada", "b.md", "reject"),
    ]


ONE_FINDING = st.lists(
    st.tuples(st.sampled_from(["accept", "edit", "reject", "skip", "undo"]), st.sampled_from(["a.md", "b.md"])), max_size=6
)


@given(st.lists(ONE_FINDING, min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_how_the_decisions_of_different_people_mix_does_not_matter(
    parts: list[list[tuple[str, str]]], rng: random.Random
) -> None:
    people = [[decision(kind, "x", path=path, fingerprint="1", actor=actor) for kind, path in part]
              for actor, part in zip(("Ada", "Bob", "Cy"), parts, strict=False)]  # fmt: skip
    expected = {item for person in people for item in settled(person)}
    mixed, queues = [], [list(person) for person in people]
    while any(queues):
        mixed.append(rng.choice([queue for queue in queues if queue]).pop(0))
    assert set(settled(mixed)) == expected and len(settled(mixed)) == len(expected)


def test_times_are_in_order_and_in_utc() -> None:
    first, second = now(), now()
    assert first <= second and first.endswith("+00:00")
