"""Changed glossaries are written all or none, each where it belongs, whatever happens meanwhile."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sheets import WHOLE, concept, edited

from tqcheck import glossary
from tqcheck.model import Problem
from tqcheck.terminology.edit import Glossaries


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.toml"
    path.write_text(WHOLE, "utf-8")
    return path


def test_a_file_changed_meanwhile_is_left_and_so_are_the_others(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    for path, name in ((one, "a"), (two, "b")):
        edited(path, lambda house, name=name: house.put(concept(name)))
    house = Glossaries([tmp_path])
    house.put(concept("a", "other"))
    house.put(concept("b", "other"))
    before = one.read_bytes()
    two.write_bytes(two.read_bytes() + b"# mine\n")
    with pytest.raises(Problem, match=r"two.toml: was changed by someone else meanwhile"):
        house.save()
    assert one.read_bytes() == before and two.read_bytes().endswith(b"# mine\n")


def test_a_new_file_made_meanwhile_is_left(tmp_path: Path) -> None:
    house = Glossaries([tmp_path / "terms.toml"])
    house.put(concept("a"))
    (tmp_path / "terms.toml").write_text("# mine\n", "utf-8")
    with pytest.raises(Problem, match="was changed by someone else"):
        house.save()
    assert (tmp_path / "terms.toml").read_text() == "# mine\n"


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    for path, name in ((one, "a"), (two, "b")):
        edited(path, lambda house, name=name: house.put(concept(name)))
    before = one.read_bytes(), two.read_bytes()
    house = Glossaries([one, two])
    house.remove("a")
    house.put(concept("b", "long " * 1000))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(Problem, match=r"two.toml: can't be written: File too large; nothing was written"):
            house.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (one.read_bytes(), two.read_bytes()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.toml", "two.toml"]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "house" / "link.toml"
    real.write_text(WHOLE.replace("hall", "door"), "utf-8")
    link.parent.mkdir()
    link.symlink_to(real)
    house = Glossaries([link.parent])
    house.put(concept("door", "gate"))
    house.save()
    assert link.is_symlink() and '"gate"' in real.read_text("utf-8")


def test_of_two_that_write_at_once_neither_loses_a_concept(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tqcheck.glossary import Concept, Terms\n"
        "from tqcheck.model import Problem\n"
        "from tqcheck.terminology.edit import Glossaries\n"
        "written = 0\n"
        "while written < 100:\n"
        "    house = Glossaries([Path(sys.argv[1])])\n"
        "    house.put(Concept(f'{sys.argv[2]}-{written}', {'en': Terms('word')}))\n"
        "    try: house.save()\n"
        "    except Problem: continue\n"
        "    written += 1\n"
    )
    path = tmp_path / "terms.toml"
    writers = [subprocess.Popen([sys.executable, "-c", program, path, name]) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(glossary.read(path)) == 200


def test_new_concepts_go_where_their_domain_is_while_there_is_room(tmp_path: Path) -> None:
    house = Glossaries([tmp_path])
    house.put(concept("a", domain="Sport"))
    house.put(concept("b", domain="law"))
    house.put(concept("c"))
    for number in range(501):
        house.put(concept(f"s-{number:03}", domain="Sport"))
    house.save()
    sizes = {path.name: len(glossary.read(path)) for path in sorted(tmp_path.iterdir())}
    assert sizes == {"law.toml": 1, "sport-2.toml": 2, "sport.toml": 500, "terms.toml": 1}
    assert house.where("a") == tmp_path / "sport.toml" and house.where("b") == tmp_path / "law.toml"


def test_of_two_files_with_one_id_the_later_one_counts(tmp_path: Path) -> None:
    for name, word in (("a.toml", "first"), ("b.toml", "second")):
        (tmp_path / name).write_text(f'[[concept]]\nid = "x"\n[concept.en]\npreferred = "{word}"\n', "utf-8")
    house = Glossaries([tmp_path])
    assert [found.terms["en"].preferred for found in house] == ["second"]
    house.put(concept("x", "third"))
    assert [change.path.name for change in house.changes()] == ["b.toml"]


def test_a_kill_in_the_middle_leaves_the_old_file_or_the_new_one(terms: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from tqcheck.terminology.edit import Glossaries\n"
        "path = Path(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "for number in range(10**6):\n"
        "    house = Glossaries([path]); house.put(replace(house.get('chief'), note='n' * (number % 999 + 1))); house.save()\n"
    )
    for pause in (0.01, 0.05, 0.09):
        process = subprocess.Popen([sys.executable, "-c", program, terms], stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(pause)
        process.kill()
        process.communicate()
        assert list(glossary.read(terms)) == ["chief", "hall"]
        assert terms.read_text("utf-8").count("#") == WHOLE.count("#")
