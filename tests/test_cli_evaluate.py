"""`tqcheck evaluate` from outside: rules measured on a house's own texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]
TEXTS = {
    "gate.txt": "The Big Boss left the gate.\nOne per cent stayed, and the fog too.\n",
    "quay.md": "# The quay\n\nThe *Big* Boss sat at\nthe quay. Nobody saw the Big Boss.\n",
    "tower.html": "<p>Ten per cent &amp; more of the tower fell.</p>\n",
    "clean.txt": "Nothing is wrong here.\n",
}
GOLD = """\
file\tspan\tstart\tcategory\tseverity\trule\tfix
gate.txt\tBig Boss\t\tterminology\tmajor\ttitle/big-boss\tHead
gate.txt\tthe fog too\t\tstyle\tminor\t
quay.md\tBig* Boss\t17\tterminology\tmajor\ttitle/big-boss
quay.md\tat the quay\t\tstyle\toptional
tower.html\tTen per cent\t\tformat\tminor\tformat/per-cent\tTen percent
clean.txt
"""


@pytest.fixture
def house(tree: Path) -> Path:
    folder = tree / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    (tree / "gold.tsv").write_text(GOLD, "utf-8")
    return tree


def records(run: Runner, *args: str) -> dict[tuple[str, str], dict[str, Any]]:
    lines = map(json.loads, run("evaluate", *args, "--format", "jsonl").out.splitlines())
    return {(line["kind"], line["name"]): line for line in lines}


def test_scores_are_told_as_tables(house: Path, run: Runner) -> None:
    done = run("evaluate", "gold.tsv", "texts")
    assert (done.code, done.err) == (0, "")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[:6] == [
        "family rule findings right precision marked found recall F1",
        "format 2 1 0.500 [0.095, 0.905] 1 1 1.000 [0.207, 1.000] 0.667 [0.667, 1.000]",
        "format/per-cent 2 1 0.500 [0.095, 0.905] 1 1 1.000 [0.207, 1.000] 0.667 [0.667, 1.000]",
        "title 3 2 0.667 [0.208, 0.939] 2 2 1.000 [0.342, 1.000] 0.800 [0.667, 1.000]",
        "title/big-boss 3 2 0.667 [0.208, 0.939] 2 2 1.000 [0.342, 1.000] 0.800 [0.667, 1.000]",
        "all 5 3 0.600 [0.231, 0.882] 4 3 0.750 [0.301, 0.954] 0.667 [0.500, 1.000]",
    ]
    assert lines[7:11] == [
        "category marked found recall",
        "terminology 2 2 1.000 [0.342, 1.000]",
        "format 1 1 1.000 [0.207, 1.000]",
        "style 1 0 0.000 [0.000, 0.793]",
    ]
    assert lines[12:14] == [
        "4 files, 41 words; matters of taste not counted: 1 span, 0 findings.",
        "F1's intervals: drawn from 4 files.",
    ]
    assert lines[14].startswith("blind: findings of the same lengths at random words have precision 0.")
    assert lines[15:] == ["First fix as marked: 1 of 2 found spans that have a marked fix."]
    assert run("evaluate", "gold.tsv", "texts") == done


def test_columns_stand_below_each_other(house: Path, run: Runner) -> None:
    header, *rows = run("evaluate", "gold.tsv", "texts").out.split("\n\n")[0].splitlines()
    for name, ending in (("findings", r"\d"), ("right", r"\d"), ("precision", r"\d\.\d{3}"), ("F1", r"\d\.\d{3}")):
        end = header.index(name) + len(name)
        assert all(re.search(rf" {ending}$", row[:end]) for row in rows)


def test_scores_are_told_to_other_programs(house: Path, run: Runner) -> None:
    told = records(run, "gold.tsv", "texts")
    assert list(told)[-1] == ("all", "")
    assert list(told["rule", "title/big-boss"].items())[:9] == [
        ("kind", "rule"),
        ("name", "title/big-boss"),
        ("findings", 3),
        ("right", 2),
        ("precision", 2 / 3),
        ("precision_interval", told["family", "title"]["precision_interval"]),
        ("marked", 2),
        ("found", 2),
        ("recall", 1.0),
    ]
    total = told["all", ""]
    assert (total["marked_fixes"], total["same_fixes"], total["files"], total["f1_drawn_from"]) == (2, 1, 4, "file")
    assert total["blind_precision_interval"][0] <= total["blind_precision"] < total["precision"]
    assert told["category", "style"]["recall"] == 0


def test_recall_of_rules_is_told_only_where_marks_name_them(house: Path, run: Runner) -> None:
    bare = "\n".join(
        "\t".join(line.split("\t")[:2]) for line in GOLD.splitlines() if "optional" not in line and "\t17" not in line
    )
    (house / "gold.tsv").write_text(bare)
    told = records(run, "gold.tsv", "texts")
    assert told["rule", "title/big-boss"]["recall"] is None is told["family", "title"]["f1"]
    assert (told["all", ""]["recall"], told["all", ""]["f1"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert not any(kind == "category" for kind, _ in told)
    rows = [" ".join(line.split()) for line in run("evaluate", "gold.tsv", "texts").out.splitlines()]
    assert "title/big-boss 1 1 1.000 [0.207, 1.000] – – – –" in rows


def test_what_is_wrong_and_what_is_missed_is_shown(house: Path, run: Runner) -> None:
    lines = run("evaluate", "gold.tsv", "texts", "--show", "1").out.splitlines()
    assert lines[:3] == [
        "unmatched | texts/gate.txt:2:5 | format/per-cent | e Big Boss left the gate. One [per cent] stayed, and the fog too.",
        "missed | texts/gate.txt:2:26 | style | ate. One per cent stayed, and [the fog too].",
        "",
    ]
    shown = [
        json.loads(line) for line in run("evaluate", "gold.tsv", "texts", "--show", "9", "--format", "jsonl").out.splitlines()
    ]
    assert [line["kind"] for line in shown[:3]] == ["unmatched", "unmatched", "missed"]
    assert shown[1] == {
        "kind": "unmatched",
        "path": "texts/quay.md",
        "line": 4,
        "column": 26,
        "name": "title/big-boss",
        "text": "t at the quay. Nobody saw the [Big Boss].",
    }


def test_the_configuration_nearest_to_the_texts_and_options_over_it_rule(house: Path, run: Runner) -> None:
    assert records(run, "gold.tsv", "texts", "--ignore", "format")["all", ""]["findings"] == 3
    assert records(run, "gold.tsv", "texts", "--select", "format/per-cent")["all", ""]["findings"] == 2
    assert records(run, "gold.tsv", "texts", "--min-certainty", "possible", "--from", "fr")["all", ""]["findings"] == 5
    own = (house / "tqcheck.toml").read_text("utf-8") + 'ignore = ["title"]\n'
    (house / "texts" / "tqcheck.toml").write_text(own, "utf-8")
    assert records(run, "gold.tsv", "texts")["all", ""]["findings"] == 2
    assert records(run, "gold.tsv", "texts", "--config", "tqcheck.toml")["all", ""]["findings"] == 5


def test_one_text_is_measured_by_the_rows_that_name_it(house: Path, run: Runner) -> None:
    told = records(run, "gold.tsv", "texts/gate.txt")
    assert (told["all", ""]["findings"], told["all", ""]["marked"], told["all", ""]["f1_drawn_from"]) == (2, 2, "segment")
    (house / "gold.tsv").write_text("file\tspan\ntexts/gate.txt\tBig Boss\ngate.txt\tfog\nothers/gate.txt\tno such words\n")
    assert records(run, "gold.tsv", "./texts/gate.txt")["all", ""]["marked"] == 2
    done = run("evaluate", "gold.tsv", "texts/quay.md")
    told = "tqcheck: gold.tsv: marks nothing in texts/quay.md; `file` must be its name, or the end of its path\n"
    assert done == (2, "", told)


def test_files_without_marks_are_not_counted_and_told(house: Path, run: Runner) -> None:
    (house / "texts" / "more.txt").write_text("The Big Boss. The Big Boss.\n")
    done = run("evaluate", "gold.tsv", "texts")
    assert done.err == "tqcheck: note: GOLD doesn't name 1 of the files in texts; they are not counted\n"
    assert "\n4 files, 41 words;" in done.out


def test_the_same_is_found_as_by_check(house: Path, run: Runner) -> None:
    for name, text in (
        ("a.txt", "In May Nikita Khrouchtchev came.\n"),
        ("b.txt", "Nikita Khrushchev went. Nikita Khrushchev!\n"),
    ):
        (house / "texts" / name).write_text(text)
    (house / "gold.tsv").write_text("file\tspan\na.txt\tNikita Khrouchtchev\n")
    names = ("--select", "name/drift", "--from", "fr")
    found = [json.loads(line) for line in run("check", "texts", *names, "--format", "jsonl").out.splitlines()]
    assert [item["rule"] for item in found if item["path"] == "texts/a.txt"] == ["name/drift"]
    assert records(run, "gold.tsv", "texts", *names)["all", ""]["found"] == 1


def test_former_names_of_rules_hold_and_unknown_ones_are_told(house: Path, run: Runner) -> None:
    rule = '[[rule]]\nid = "calque/new-name"\naliases = ["calque/old-name"]\npattern = "the gate"\nseverity = "minor"\n'
    rule += 'certainty = "certain"\ncategory = "style"\nmessage = "m"\nwhy = "w"\nbad = [["At the gate."]]\ngood = ["No."]\n'
    (house / "own.toml").write_text(rule)
    (house / "tqcheck.toml").write_text('packs = ["own.toml"]\nselect = ["calque/new-name"]\n')
    (house / "gold.tsv").write_text("file\tspan\trule\ngate.txt\tthe gate\tcalque/old-name\ngate.txt\tthe fog\tcalqeu\n")
    assert records(run, "gold.tsv", "texts/gate.txt")["rule", "calque/new-name"]["recall"] == 1
    told = "tqcheck: note: GOLD names 'calqeu', which no rule and no family is called, did you mean 'calque'?\n"
    assert run("evaluate", "gold.tsv", "texts/gate.txt").err == told


def test_a_pack_can_be_held_to_its_scores(house: Path, run: Runner) -> None:
    assert run("evaluate", "gold.tsv", "texts", "--min-precision", "0.6", "--min-recall", "0.75").code == 0
    done = run("evaluate", "gold.tsv", "texts", "--min-precision", "0.61", "--min-recall", "0.9")
    low = ("precision is 0.6000, below 0.61", "recall is 0.7500, below 0.9")
    assert (done.code, done.err) == (1, "".join(f"tqcheck: note: {line}\n" for line in low))
    assert done.out == run("evaluate", "gold.tsv", "texts").out
    assert run("evaluate", "gold.tsv", "texts", "--min-recall", "2").code == 2


def test_texts_without_defects_that_stay_silent_are_below_nothing(house: Path, run: Runner) -> None:
    (house / "gold.tsv").write_text("file\tspan\nclean.txt\t\n")
    done = run("evaluate", "gold.tsv", "texts/clean.txt", "--min-precision", "1", "--min-recall", "1")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[1].split() == ["all", "0", "0", *"–––––"]


@pytest.mark.parametrize(
    ("gold", "told"),
    [
        ("file\tspan\nnowhere.txt\tfog\n", "gold.tsv:2: there is no file texts/nowhere.txt; give its path from texts"),
        ("file\tspan\n.\tfog\n", "gold.tsv:2: there is no file texts; give its path from texts"),
        (
            "file\tspan\ngate.txt\tfrog\n",
            "gold.tsv:2: “frog” does not stand in gate.txt; give it letter by letter as the file has it, markup included",
        ),
        (
            "file\tspan\nquay.md\tBoss\n",
            "gold.tsv:2: “Boss” stands in quay.md at 22 and at 63 at least; give its `start`, or a longer span",
        ),
        ("file\tspan\nbad.txt\tfog\n", "texts/bad.txt:1: is not UTF-8 (byte 0xE9); convert it, for example with iconv"),
        ("file\tfile\tspan\n", "gold.tsv:1: has two columns 'file'; rename one of them"),
        ("", "gold.tsv:1: has no columns `file` and `span`; the first line names the columns, tabs between them"),
    ],
)
def test_what_can_not_be_measured_is_told_in_a_line(house: Path, run: Runner, gold: str, told: str) -> None:
    (house / "texts" / "bad.txt").write_bytes(b"caf\xe9\n")
    (house / "gold.tsv").write_text(gold)
    done = run("evaluate", "gold.tsv", "texts")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"tqcheck: {told}")


def test_files_that_are_not_there_are_told(house: Path, run: Runner) -> None:
    assert run("evaluate", "gold.tsv", "nowhere") == (2, "", "tqcheck: nowhere: no such file or folder; check the spelling\n")
    assert run("evaluate", "none.tsv", "texts") == (2, "", "tqcheck: none.tsv: can't be read: No such file or directory\n")


def test_a_rule_that_is_stopped_is_told(house: Path, run: Runner) -> None:
    rule = '[[rule]]\nid = "calque/slow"\npattern = "no(?:a|aa){1,60}(?:a|aa){1,60}(?:a|aa){1,60}b"\nseverity = "minor"\n'
    rule += 'certainty = "certain"\ncategory = "style"\nmessage = "m"\nwhy = "w"\nbad = [["noaaab."]]\ngood = ["No."]\n'
    (house / "own.toml").write_text(rule)
    (house / "tqcheck.toml").write_text('packs = ["own.toml"]\nselect = ["calque/slow"]\n')
    (house / "texts" / "slow.txt").write_text(f"A fog and no{'a' * 300} came.\n")
    (house / "gold.tsv").write_text("file\tspan\nslow.txt\tfog\n")
    done = run("evaluate", "gold.tsv", "texts/slow.txt")
    assert done.code == 2
    assert "took too long here and was stopped" in done.err
    assert "\nall " in done.out
