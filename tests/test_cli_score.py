"""`tqcheck score` from outside: what it says is what the `sacrebleu` command says, and what `tqcheck check` finds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scored import corpus

Runner = Callable[..., Any]
SACREBLEU = str(Path(sys.executable).parent / "sacrebleu")
FLAGS = {"BLEU": ["-m", "bleu"], "chrF2": ["-m", "chrf"], "chrF2++": ["-m", "chrf", "-cw", "2"], "TER": ["-m", "ter"]}
ASKED = "bleu,chrf,chrf++,ter"
DRAWS = ("--resamples", "50", "--trials", "60")


@pytest.fixture
def texts(tree: Path) -> Path:
    for name, text in corpus().items():
        (tree / name).write_text(text, "utf-8")
    return tree


def sacrebleu(*args: str) -> Any:
    done = subprocess.run([SACREBLEU, *args, "-f", "json", "-w", "9"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def told(run: Runner, *args: str) -> dict[str, Any]:
    done = run("score", *args, "--format", "json")
    assert (done.code, done.err) == (0, "")
    record: dict[str, Any] = json.loads(done.out)
    return record


def by_name(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {metric["name"]: metric for metric in record["metrics"]}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ((), ()),
        (("--ref", "ref2.txt"), ("ref2.txt",)),
        (("--lowercase", "--tokenize", "intl"), ("-lc", "--chrf-lowercase", "-tok", "intl")),
    ],
)
def test_scores_and_intervals_are_those_of_the_command(
    texts: Path, run: Runner, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    found = by_name(told(run, "a.txt", "--ref", "ref.txt", "--metrics", ASKED, "--resamples", "50", *ours))
    assert list(found) == list(FLAGS)
    for name, flags in FLAGS.items():
        given = sacrebleu("ref.txt", *theirs, "-i", "a.txt", *flags, "--confidence", "-cin", "50")
        (score,) = found[name]["scores"]
        # The command tells one score in JSON with its signature's parts beside it.
        assert (given["name"], given["signature"]) == (name, found[name]["signature"])
        assert given["score"] == round(score["score"], 9)
        assert (given["confidence_mean"], given["confidence_var"]) == pytest.approx((score["mean"], score["reach"]), abs=2e-6)


@pytest.mark.parametrize("order", ["0", "2"])
def test_paired_tests_are_those_of_the_command(texts: Path, run: Runner, order: str) -> None:
    against = ("--against", "b.txt", "--against", "c.txt")
    found = by_name(told(run, "a.txt", "--ref", "ref.txt", *against, "--metrics", ASKED, *DRAWS))
    names = ["BLEU", f"chrF2{'+' * int(order)}", "TER"]
    args = ("ref.txt", "-i", "a.txt", "b.txt", "c.txt", "-m", "bleu", "chrf", "ter", "-cw", order)
    for number, given in enumerate(sacrebleu(*args, "--paired-ar", "--paired-ar-n", "60")):
        for name in names:
            score = found[name]["scores"][number]
            assert (score["score"], score["p_randomisation"]) == (given[name]["score"], given[name]["p_value"])
    # Of the bootstrap the command's JSON breaks off, at a number that it can't write.
    command = (SACREBLEU, *args, "--paired-bs", "--paired-bs-n", "50", "-f", "text", "-w", "6", "--no-color")
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores = [found[name]["scores"][number] for number in range(3) for name in names]
    assert re.findall(r"(\S+) \((\S+) ± (\S+)\)", table) == [
        tuple(f"{score[key]:.6f}" for key in ("score", "mean", "reach")) for score in scores
    ]
    assert re.findall(r"\(p = (\S+)\)", table) == [f"{score['p_bootstrap']:.4f}" for score in scores[3:]]


def test_text_rounds_as_the_command_does(texts: Path, run: Runner) -> None:
    args = (SACREBLEU, "ref.txt", "-i", "a.txt", "-m", "bleu", "--confidence", "-cin", "50", "-f", "text")
    line = subprocess.run(args, capture_output=True, text=True, check=True).stdout
    score, mean, reach = re.findall(r" = (\S+) \(μ = (\S+) ± (\S+)\)", line)[0]
    done = run("score", "a.txt", "--ref", "ref.txt", "-m", "BLEU", "--resamples", "50")
    header, row = done.out.splitlines()[:2]
    assert header.split() == ["metric", "system", "score", "95", "%", "interval"]
    assert row.split() == ["BLEU", "a.txt", score, mean, "±", reach]
    assert "\x1b" not in done.out


def test_lines_are_read_as_the_command_reads_them(texts: Path, run: Runner) -> None:
    (texts / "odd.txt").write_bytes(b"One bridge\x0cfell. \r\n\nTwo\rbridges stood\xe2\x80\xa8here.\nThe end.")
    (texts / "marked.txt").write_bytes(b"\xef\xbb\xbfOne bridge fell.\n\nTwo bridges stood here.\nThe end.\n")
    for hypothesis, reference in (("odd.txt", "marked.txt"), ("marked.txt", "odd.txt")):
        done = run("score", hypothesis, "--ref", reference, "-m", "chrf", "--format", "json")
        assert done.err == (
            "tqcheck: note: marked.txt: begins with a byte-order mark, which sacreBLEU counts as a character; save it without\n"
        )
        score = json.loads(done.out)["metrics"][0]["scores"][0]["score"]
        assert sacrebleu(reference, "-i", hypothesis, "-m", "chrf")["score"] == round(score, 9)


def test_mqm_is_what_check_finds(texts: Path, run: Runner) -> None:
    lines = ["Nobody heard the man of the house."] * 30
    lines[3], lines[9], lines[20] = "The Big Boss left.", "Ten per cent of the Big Boss went.", "Ten per cent stayed here."
    (texts / "x.txt").write_text("\n".join(lines) + "\n")
    found = json.loads(run("check", "x.txt", "--format", "json").out)["files"][0]
    record = told(run, "x.txt", "--metrics", "mqm", *DRAWS)
    assert record["findings"] == [
        {
            "system": "x.txt",
            "words": found["words"],
            "minor": 2,
            "major": 2,
            "critical": 0,
            "penalty": 12.0,
            "translated_from": "",
        }
    ]
    (score,) = record["metrics"][0]["scores"]
    assert (
        score["score"] == pytest.approx(12_000 / found["words"]) == pytest.approx(1000 * (1 - found["score"] / 100), abs=0.05)
    )
    assert score["mean"] - score["reach"] < score["score"] < score["mean"] + score["reach"]
    with (texts / "tqcheck.toml").open("a") as out:
        out.write("penalties = { minor = 0, major = 1, critical = 10 }\n")
    assert told(run, "x.txt", "--metrics", "mqm", *DRAWS)["findings"][0]["penalty"] == 2


def test_systems_are_compared_by_what_they_cost(texts: Path, run: Runner) -> None:
    good = ["Nobody heard the man of the house."] * 60
    bad = ["The Big Boss heard the man too." if n % 2 else line for n, line in enumerate(good)]
    one = ["The Big Boss heard the man too.", *good[1:]]
    for name, lines in (("good", good), ("bad", bad), ("one", one), ("same", good)):
        (texts / f"{name}.txt").write_text("\n".join(lines))
    against = [part for name in ("bad", "one", "same") for part in ("--against", f"{name}.txt")]
    _, worse, hardly, same = told(run, "good.txt", *against, "-m", "mqm")["metrics"][0]["scores"]
    assert worse["difference"] > 0 and worse["p_bootstrap"] < 0.01 > worse["p_randomisation"]
    assert hardly["difference"] > 0 and hardly["p_randomisation"] == 1 and hardly["p_bootstrap"] > 0.5
    # Three findings all on one side of 60 segments, by the sign test 2 in 8, however long the sentences are.
    (texts / "three.txt").write_text("\n".join("The Big Boss heard a man." if n < 3 else line for n, line in enumerate(good)))
    three = told(run, "good.txt", "--against", "three.txt", "-m", "mqm")["metrics"][0]["scores"][1]
    assert three["p_randomisation"] == pytest.approx(0.25, abs=0.02) and 0.1 < three["p_bootstrap"] < 0.2
    assert (same["difference"], same["p_bootstrap"], same["p_randomisation"]) == (0, 1, 1)


def test_a_table_tells_who_differs(texts: Path, run: Runner) -> None:
    done = run("score", "a.txt", "--ref", "ref.txt", "--against", "c.txt", *DRAWS)
    lines = done.out.splitlines()
    head = lines[0].split("  ")[0], re.split(r" {2,}", lines[0])[1:]
    assert head == ("metric", ["system", "score", "95 % interval", "difference", "p (bootstrap)", "p (randomisation)"])
    assert [line.split()[0] for line in lines[1:11]] == [
        name for metric in (*FLAGS, "MQM") for name in (metric, "c.txt")
    ]  # fmt: skip
    assert lines[2].count("*") == 2 and lines[2].split()[5].startswith("-")
    assert "40 segments, 1 reference." in lines and "Drawn: 50 resamples, 60 trials, all from seed 12345." in lines
    assert any(line.startswith("*: p < 0.05") for line in lines)
    signatures = [line.split()[1] for line in lines if line.startswith(("BLEU  ", "MQM  ")) and "|" in line]
    assert "|bs:50|ar:60|seed:12345|" in signatures[0] and signatures[1].startswith("pair:auto-en|packs:")
    assert run("score", "a.txt", "--ref", "ref.txt", "--against", "c.txt", *DRAWS) == done


def test_where_next_to_nothing_differs_no_difference_is_marked(texts: Path, run: Runner) -> None:
    lines = (texts / "ref.txt").read_text("utf-8").splitlines()
    for count in (4, 30):
        (texts / "near.txt").write_text("\n".join((*["A dog barked."] * count, *lines[count:])), "utf-8")
        args = ("ref.txt", "--ref", "ref.txt", "--against", "near.txt", "-m", "chrf,mqm", "--resamples", "50", "--trials", "60")
        told_of = "near.txt differs in 4 segments only: of so few, sacreBLEU's p-values are too small; not marked."
        done = run("score", *args)
        assert (told_of in done.out) == (count == 4) != ("*" in done.out)
        assert told(run, *args)["differing_segments"] == [count]


def test_nothing_is_drawn_unless_asked_for(texts: Path, run: Runner) -> None:
    done = run("score", "a.txt", "--ref", "ref.txt", "--against", "b.txt", "-m", "ter", "--resamples", "0", "--trials", "0")
    assert done.out.splitlines()[1].split()[:2] == ["TER", "a.txt"]
    assert "±" not in done.out and "Drawn" not in done.out and "seed" not in done.out


def test_the_seed_is_told_and_counts(texts: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    args = ("a.txt", "--ref", "ref.txt", "-m", "chrf", "--resamples", "50")
    scores = {seed: told(run, *args, "--seed", seed)["metrics"][0] for seed in ("12345", "7")}
    assert "|seed:7|" in scores["7"]["signature"] and scores["7"]["scores"] != scores["12345"]["scores"]
    monkeypatch.setenv("SACREBLEU_SEED", "7")
    assert told(run, *args)["metrics"][0] == scores["7"]
    monkeypatch.setenv("SACREBLEU_SEED", "none")
    assert run("score", *args).code == 2


def test_markdown_shows_names_as_they_are(texts: Path, run: Runner) -> None:
    (texts / "a.txt").rename(texts / "a|*b*.txt")
    done = run("score", "a|*b*.txt", "--ref", "ref.txt", "-m", "bleu,mqm", *DRAWS, "--format", "markdown")
    lines = done.out.splitlines()
    assert lines[0] == "## tqcheck: scores"
    assert lines[2:4] == ["| metric | system | score | 95 % interval |", "|---|---|--:|---|"]
    assert lines[4].startswith("| BLEU | <code>a&#124;&#42;b&#42;&#46;txt</code> | ")
    assert any(line.startswith("* BLEU: `nrefs:1|") for line in lines)


def test_the_tokenizer_is_that_of_the_language(texts: Path, run: Runner) -> None:
    for name in ("zh.txt", "zh-ref.txt"):
        (texts / name).write_text("他昨天买了一条旧船。\n桥还在那里。\n", "utf-8")
    args = ("zh.txt", "--ref", "zh-ref.txt", "-m", "bleu", "--resamples", "0")
    assert "|tok:zh|" in told(run, *args, "--to", "zh-CN")["metrics"][0]["signature"]
    done = run("score", *args, "--to", "zh", "--tokenize", "13a")
    assert done.code == 0 and "tqcheck: note: sacreBLEU: Consider using the 'zh'" in done.err
    assert "|tok:13a|" in told(run, *args)["metrics"][0]["signature"]


def test_standard_input(texts: Path, run: Runner) -> None:
    done = run("score", "-", "--ref", "ref.txt", "-m", "bleu", "--resamples", "0", stdin=(texts / "a.txt").read_bytes())
    plain = run("score", "a.txt", "--ref", "ref.txt", "-m", "bleu", "--resamples", "0")
    assert done.out.replace("<stdin>", "a.txt").splitlines()[1].split() == plain.out.splitlines()[1].split()


def test_texts_that_are_judged_differently_are_noted(texts: Path, run: Runner) -> None:
    (texts / "tqcheck.toml").unlink()
    (texts / "a.txt").write_text("Due to the fact that it rained, the Supreme Guide came at 14h30 on the 2e day.\n" * 3)
    (texts / "b.txt").write_text("It rained.\n" * 3)
    args = ("a.txt", "--against", "b.txt", "-m", "mqm", *DRAWS)
    assert "give --from" in run("score", *args).err
    assert run("score", *args, "--from", "fr").err == ""
