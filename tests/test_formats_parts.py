"""Large tables are read in parts: what is found, where, and what is counted are those of the whole file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import surveys

from tqcheck import formats, jobs
from tqcheck.config import Config
from tqcheck.formats import parts
from tqcheck.jobs import Item, Job
from tqcheck.model import Problem, Reading

ROWS = [
    ("Le bac transporte 140 voitures par jour.", "The ferry carries 410 cars a day."),
    ("Le conseil se prononcera jeudi soir.", "The council will decide on Thursday evening."),
    ("La traversée coûte 3 euros.", "The crossing costs costs 3 euros."),
    ("Les billets coûtent 8 €.", "Tickets cost €8."),
]
CONFIG = Config(source="fr", select=("bitext/number-changed", "repetition"))


def table(name: str, rows: list[tuple[str, str]]) -> str:
    if name.endswith("tsv"):
        return "source\ttarget\n" + "".join(f"{source}\t{target}\n" for source, target in rows)
    return "".join(f"{json.dumps({'source': source, 'target': target})}\n" for source, target in rows)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LARGE", 1000)
    monkeypatch.setattr(parts, "SIZE", 300)


def told(items: list[Item], form: str = "jsonl") -> str:
    checker = jobs.checker(CONFIG)
    results = list(jobs.run(Job(CONFIG), items, 1))
    assert not [problem for result in results for problem in result.problems]
    return surveys.told(form, checker, *(result.checked for result in results if result.checked is not None))


@pytest.mark.parametrize("name", ["rows.tsv", "rows.jsonl"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_parts_make_the_whole(name: str, end: str, mark: bytes, tmp_path: Path) -> None:
    path = str(tmp_path / name)
    text = table(name, ROWS * 12)
    (tmp_path / name).write_bytes(mark + text.replace("\n", end).encode())
    found = list(parts.parts(path))
    assert len(found) > 3
    assert [part.start for part in found[1:]] == [part.end for part in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, (tmp_path / name).stat().st_size)
    whole, apart = told([Item(path)]), told([Item(path, part=part) for part in found])
    assert len(whole.splitlines()) == 24
    assert apart == whole
    counted = (
        re.sub(r"in \d+ files?", "", told(items, "text")) for items in ([Item(path)], [Item(path, part=one) for one in found])
    )
    assert len(set(counted)) == 1


def test_small_files_and_other_formats_are_not_parted(tmp_path: Path) -> None:
    for name, text in (
        ("a.tsv", table("a.tsv", ROWS)),
        ("a.csv", "source,target\n" + "Un,One\n" * 300),
        ("a.txt", "One.\n" * 300),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert (name == "a.tsv") == (path.stat().st_size < parts.LARGE)
        assert not list(parts.parts(str(path)))


def test_a_problem_in_a_part_names_the_line_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text(table("rows.tsv", ROWS * 12) + "short\n", "utf-8")
    *_, last = parts.parts(str(path))
    with pytest.raises(Problem) as raised:
        parts.read(str(path), last, Reading())
    assert raised.value.line == 50


def test_a_part_without_a_header_is_read_as_the_first_one_is(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("".join(f"{source}\t{target}\n" for source, target in ROWS * 12), "utf-8")
    documents = [parts.read(str(path), part, Reading(target="en")) for part in parts.parts(str(path))]
    whole = formats.read(str(path), path.read_bytes(), reading=Reading(target="en"))
    lines = [
        (document.position(segment.start).line, segment.source, segment.target)
        for document in documents
        for segment in document.segments
    ]
    assert lines == [(int(segment.id), segment.source, segment.target) for segment in whole.segments]
