"""The command lines that people have in their notes, each as written, and what they leave behind."""

import json
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.inspection.verify import verify_run
from engine.rundir import RunDir
from prompts.personas.bank import BANK

Cli = Callable[..., Any]

BENCHMARK = Path(__file__).parent / "own_exams.csv"
"""Twelve questions of our own, stated as the public EXAMS CSV states its own."""

STYLE = """
arabic-synth sample-and-convert --input-file data/test-*.csv --output-file outputs/seeds.jsonl --n 10 --mode stratified
arabic-synth generate exams --seed-file outputs/seeds.jsonl --model mock --num-samples 200
arabic-synth clean exams --in-path outputs/exams_raw.jsonl --out-path outputs/exams_clean.jsonl
arabic-synth evaluate-style exams --in-path outputs/exams_clean.jsonl
"""
PERSONA = """
arabic-synth sample-and-convert --input-file data/test-*.csv --output-file outputs/seeds.jsonl --n 20
arabic-synth select-personas --input-file data/personas/personas_all.jsonl --output-file outputs/personas.jsonl --n 200
arabic-synth build-persona-requests --exams-path outputs/seeds.jsonl --personas-path outputs/personas.jsonl
arabic-synth send-persona-requests --model mock
arabic-synth evaluate-persona --input-file outputs/exams_pers_raw.jsonl
"""
COMBINED = """
arabic-synth style-persona-workflow --input-csv data/test-00000-of-00001.arabic.csv \
--personas-path data/personas/selected_200.jsonl --n-seeds 20 --n-styled 100 --per-item-personas 5 --model mock
"""
REST = """
arabic-synth export exams --in-path outputs/exams_clean.jsonl --out-format csv --meta-batch-id pilot-001
arabic-synth evaluate-persona --input-file outputs/exams_pers_raw.jsonl --report-json outputs/quality_report.json \
--flag-csv outputs/flagged_samples.csv --arabic-ratio 0.7
arabic-synth generate exams --num-samples 100 --model mock --seed-file data/seeds/exams_seeds.jsonl --temperature 0.9 \
--top-p 0.95
"""
LINES = [*STYLE.strip().split("\n"), *PERSONA.strip().split("\n"), COMBINED.strip(), *REST.strip().split("\n")]


def _type(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Type a command line into a shell, which expands the globs that nobody quoted."""
    program = f"{shlex.quote(sys.executable)} -m engine "
    line = line.replace("arabic-synth ", program, 1)
    return subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, check=False, timeout=300)  # noqa: S602


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def _write_personas(path: Path, number: int) -> None:
    path.write_bytes(b"\n".join(BANK.read_bytes().split(b"\n")[:number]))


def _furnish(folder: Path, benchmark: Path, personas: Path) -> None:
    """Put everything in place that the lines name and do not make themselves."""
    for path in ("data/personas", "data/seeds"):
        (folder / path).mkdir(parents=True)
    shutil.copyfile(benchmark, folder / "data/test-00000-of-00001.arabic.csv")
    shutil.copyfile(personas, folder / "data/personas/personas_all.jsonl")
    _write_personas(folder / "data/personas/selected_200.jsonl", 200)
    line = (
        "arabic-synth sample-and-convert --input-file data/test-*.csv --output-file data/seeds/exams_seeds.jsonl --n 12"
    )
    assert 0 == _type(folder, line).returncode


def _assert_all_run(folder: Path) -> dict[str, str]:
    """Run every line in order; return what each said to a person."""
    said = {}
    for line in LINES:
        done = _type(folder, line)
        assert (line, 0) == (line, done.returncode), done.stderr
        said[line] = done.stderr
    return said


def _assert_files_whole(folder: Path, items: int) -> None:
    """Hold what the lines left behind against what they asked for."""
    outputs = folder / "outputs"
    requests = {(each["source_id"], each["persona_id"]) for each in _read(outputs / "requests_persona_exams.jsonl")}
    rewrites = [(each["source_id"], each["persona_id"]) for each in _read(outputs / "exams_pers_raw.jsonl")]
    assert (items * 5, requests) == (len(rewrites), set(rewrites))
    assert b"" == (outputs / "exams_pers_err.jsonl").read_bytes()
    assert {"A": 25, "B": 25, "C": 25, "D": 25} == Counter(row["answer"] for row in _read(outputs / "exams_raw.jsonl"))
    assert (outputs / "exams_clean.csv").read_text(encoding="utf-8-sig").count("pilot-001") == 200
    [combined] = (folder / "runs").glob("combined-*")
    rows = [_read(combined / "data" / name / "part-00000.jsonl") for name in ("exams-base", "exams")]
    assert [100, 500] == [len(each) for each in rows]
    assert {5} == set(Counter(row["meta"]["parent_id"] for row in rows[1]).values())
    for run_dir in {path.parent for path in (folder / "runs").glob("*/journal.jsonl")}:
        found = verify_run(RunDir(run_dir))
        assert (True, True) == (found.ok, found.complete)


@pytest.mark.timeout(600)
def test_every_line_runs_as_written(tmp_path: Path) -> None:
    """In a folder with the named inputs, in order, with the mock in place of a paid model."""
    _furnish(tmp_path, BENCHMARK, BANK)
    said = _assert_all_run(tmp_path)
    _assert_files_whole(tmp_path, items=12)
    assert "10 items lend their style, 2 more in the file are not used" in said[COMBINED.strip()]


@pytest.mark.real_data
@pytest.mark.timeout(600)
def test_every_line_runs_on_the_public_files(tmp_path: Path, real_data: Path) -> None:
    """The same with the benchmark and the personas that the lines were written for."""
    benchmark = real_data / "exams_ar/test-00000-of-00001.arabic.csv"
    _furnish(tmp_path, benchmark, real_data / "personahub_tool/tool.jsonl")
    _assert_all_run(tmp_path)
    _assert_files_whole(tmp_path, items=20)


def _build(cli: Cli, folder: Path, *more: object) -> Any:
    """Make requests of three items of a benchmark and eight personas."""
    shutil.copyfile(BENCHMARK, folder / "test.csv")
    _write_personas(folder / "personas.jsonl", 8)
    cli("sample-and-convert", "--input-file", "test.csv", "--output-file", "seeds.jsonl", "--n", 3)
    return cli("build-persona-requests", "--exams-path", "seeds.jsonl", "--personas-path", "personas.jsonl", *more)


def test_rewrites_of_a_benchmark_are_no_evaluation(invoke: Cli, tmp_path: Path) -> None:
    """Both commands warn in words, the manifest is stamped, and so is every rewrite."""
    said = _build(invoke, tmp_path).err
    sent = invoke("send-persona-requests", "--model", "mock", "--output-dir", "run", "--display", "none")
    assert (2, 0) == ((said + sent.err).count("evaluation_use: false"), sent.code)
    assert False is json.loads((tmp_path / "run/manifest.json").read_bytes())["evaluation_use"]
    marks = [each["evaluation_use"] for each in _read(tmp_path / "outputs/exams_pers_raw.jsonl")]
    assert [False] * 15 == marks


def test_rewrites_of_own_items_are_not_stamped(invoke: Cli, tmp_path: Path) -> None:
    """Items of no benchmark bring no warning, and their rewrites may be used for anything."""
    _write_personas(tmp_path / "personas.jsonl", 8)
    invoke("generate", "exams", "--num-samples", 4, "--seed", 5, "--out-path", "own.jsonl", "--display", "none")
    built = invoke("build-persona-requests", "--exams-path", "own.jsonl", "--personas-path", "personas.jsonl")
    sent = invoke("send-persona-requests", "--output-dir", "run", "--display", "none")
    assert (0, 0, 0) == (built.code, sent.code, (built.err + sent.err).count("evaluation_use"))
    assert True is json.loads((tmp_path / "run/manifest.json").read_bytes())["evaluation_use"]
    assert not any("evaluation_use" in each for each in _read(tmp_path / "outputs/exams_pers_raw.jsonl"))


def test_rewriting_what_is_protected_takes_two_wishes(invoke: Cli, tmp_path: Path) -> None:
    """Items of a protected file are refused by name of the option that lets them through, and nothing is made."""
    _build(invoke, tmp_path)
    line = ("send-persona-requests", "--output-dir", "run", "--protect", "test.csv", "--display", "none")
    refused = invoke(*line)
    assert (2, True) == (refused.code, "--allow-benchmark-rewrite" in refused.err)
    assert not (tmp_path / "run").exists()
    assert 0 == invoke(*line, "--allow-benchmark-rewrite").code
    assert 0 == invoke("verify", "run").code


def test_run_takes_the_same_two_wishes(invoke: Cli, tmp_path: Path) -> None:
    """A config that protects what it rewrites runs only with the option, and is stamped all the same."""
    _build(invoke, tmp_path)
    (tmp_path / "c.yaml").write_text(
        "task: exams\ntarget: 6\nworkflow: persona\noutput: run\nseeds: {file: seeds.jsonl}\n"
        "personas: {file: personas.jsonl}\nprotect: [test.csv]\n"
    )
    refused = invoke("run", "c.yaml", "--display", "none")
    assert (2, True) == (refused.code, "--allow-benchmark-rewrite" in refused.err)
    assert 0 == invoke("run", "c.yaml", "--allow-benchmark-rewrite", "--display", "none").code
    assert False is json.loads((tmp_path / "run/manifest.json").read_bytes())["evaluation_use"]
