"""`evaluate-style` and `evaluate-persona` as programs: JSON on standard output, figures that stand up to real data."""

import csv
import json
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from prompts.discover import find_task
from tests.inside import run_inside

EXAMS = find_task("exams")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return run_inside(*arguments)


def evaluate(*arguments: str | Path) -> dict[str, Any]:
    """Return the report of a run that succeeds."""
    done = run(*arguments)
    assert (0, "") == (done.returncode, "" if done.returncode == 0 else done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def compose(count: int, seed: int = 0) -> list[dict[str, Any]]:
    """Return sound questions."""
    wanted = [{"answer": "ABCD"[n % 4], "subject": "physics", "difficulty": "easy"} for n in range(count)]
    return [{"id": f"q{n}", **EXAMS.compose(each, Random(seed + n))} for n, each in enumerate(wanted)]


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSONL."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def check_targets(report: dict[str, Any]) -> dict[str, bool]:
    """Return name of a target to whether it is met."""
    return {target["name"]: target["met"] for target in report["targets"]}


def test_the_report_has_every_part_and_the_files_hold_the_same(tmp_path: Path) -> None:
    """Standard output is one JSON document with the parts that are promised, and `--report-json` the same one."""
    source = write_lines(tmp_path / "rows.jsonl", compose(40))
    done = run("evaluate-style", "exams", "--in-path", source, "--report-json", tmp_path / "r.json")
    report = json.loads(done.stdout)
    parts = {"quality_score", "quality_interval", "fidelity", "diversity", "utility", "privacy", "targets"}
    assert (0, set()) == (done.returncode, parts - report.keys())
    assert report == json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert report["targets"]
    assert all({"name", "value", "target", "met"} <= target.keys() for target in report["targets"])


def test_the_same_seed_gives_the_same_report(tmp_path: Path) -> None:
    """Two evaluations with one seed print the same bytes."""
    rows, real = (
        write_lines(tmp_path / "rows.jsonl", compose(60)),
        write_lines(tmp_path / "real.jsonl", compose(60, 500)),
    )
    first, second = (run("evaluate-style", "exams", "--in-path", rows, "--real", real).stdout for _ in range(2))
    assert first == second != ""


def test_the_quality_score_counts_rows_that_fail_any_check(tmp_path: Path) -> None:
    """A broken line, a doubled row and a row with a telephone number lower the score and are flagged by id."""
    rows = compose(37)
    spoilt = rows[0] | {"id": "phone", "question": rows[0]["question"] + " اتصل على 0501234567"}
    source = write_lines(tmp_path / "rows.jsonl", [*rows, rows[1] | {"id": "twice"}, spoilt])
    source.write_text(source.read_text("utf-8") + "{broken\n", "utf-8")
    flags = tmp_path / "flags.csv"
    report = evaluate("evaluate-style", "exams", "--in-path", source, "--flag-csv", flags)
    with flags.open(encoding="utf-8-sig", newline="") as file:
        found = {row["id"]: row["reason"] for row in csv.DictReader(file)}
    assert (0.925, {"twice", "phone", "40"}) == (report["quality_score"], set(found))
    assert ("duplicate", "broken_line", 1) == (found["twice"], found["40"], report["privacy"]["personal"]["rows"])


def test_the_gate_fails_where_a_target_is_not_met(tmp_path: Path) -> None:
    """With `--gate` an unmet target is exit code 100, without it 0, and the report is printed in both cases."""
    source = write_lines(tmp_path / "rows.jsonl", [*compose(20), *compose(20)])
    free, gated = (run("evaluate-style", "exams", "--in-path", source, *flag) for flag in ((), ("--gate",)))
    assert (0, 100, True) == (free.returncode, gated.returncode, free.stdout == gated.stdout)
    assert 0.5 == json.loads(gated.stdout)["quality_score"]


def test_replies_to_persona_requests_are_read(tmp_path: Path) -> None:
    """Lines that wrap a row beside its persona count like rows, and the persona part says who wrote what."""
    rows = compose(30)
    lines = [
        {"persona": f"شخصية {n % 3}", "source_id": f"s{n // 3}", "model": "mock", "synthetic": row}
        for n, row in enumerate(rows)
    ]
    source, flags = write_lines(tmp_path / "raw.jsonl", lines), tmp_path / "flags.csv"
    report = evaluate("evaluate-persona", "--input-file", source, "--flag-csv", flags, "--arabic-ratio", "0.7")
    persona = report["persona"]
    assert (30, 3, 10, 10) == (
        report["rows"],
        persona["personas"],
        persona["fewest_rows"],
        persona["relatives"]["parents"],
    )
    assert (0.7, 0.0) == tuple(report["diversity"]["arabic_ratio"][name] for name in ("least", "share_below"))


def test_rows_with_too_little_arabic_are_flagged(tmp_path: Path) -> None:
    """With a limit of one, a row with a Latin word is flagged for its letters."""
    rows = compose(25)
    rows[3]["explanation"] += " (DNA)"
    source, flags = write_lines(tmp_path / "raw.jsonl", rows), tmp_path / "flags.csv"
    evaluate("evaluate-persona", "--in-path", source, "--flag-csv", flags, "--arabic-ratio", "1.0")
    with flags.open(encoding="utf-8-sig", newline="") as file:
        reasons = {row["id"]: row["reason"] for row in csv.DictReader(file)}
    assert "arabic_ratio" == reasons["q3"]


def test_planted_canaries_are_found(tmp_path: Path) -> None:
    """A canary that a row repeats is exposed, and the target of none is not met."""
    rows = compose(25)
    rows[7]["explanation"] += " شيفرة النورس الأزرق"
    source = write_lines(tmp_path / "rows.jsonl", rows)
    (tmp_path / "canaries.txt").write_text("شيفرة النورس الأزرق\nمفتاح القبو القديم\n", "utf-8")
    report = evaluate("evaluate-style", "exams", "--in-path", source, "--canaries", tmp_path / "canaries.txt")
    assert (1, 2) == tuple(report["privacy"]["canaries"][name] for name in ("exposed", "planted"))
    assert not check_targets(report)["canaries_exposed"]


def test_a_run_directory_is_measured_against_its_own_plan(tmp_path: Path) -> None:
    """Committed rows are read, wanted labels come from the plan, and growth follows the steps of the run."""
    config = tmp_path / "c.yaml"
    config.write_text(
        "name: t\ntask: sentiment\ntarget: 60\nseed: 1\nmodel: mock\n"
        "quotas: {sentiment: {positive: 1, negative: 1, neutral: 1}}\n",
        "utf-8",
    )
    for target in ("60", "120"):
        assert 0 == run("run", config, "--target", target, "--output", tmp_path / "run").returncode
    real = write_lines(
        tmp_path / "real.jsonl",
        [
            {"id": str(n), **find_task("sentiment").compose({"sentiment": label}, Random(9000 + n))}
            for n in range(40)
            for label in ("positive", "negative", "neutral")
        ],
    )
    (tmp_path / "run" / "manifest.json").unlink()  # the plan is known without it
    report = evaluate("evaluate-style", "sentiment", "--in-path", tmp_path / "run", "--real", real)
    assert (120, 1.0, 0.0) == (report["rows"], report["quality_score"], report["fidelity"]["label_l1_to_target"])
    assert [60, 120] == [point["rows"] for point in report["utility"]["growth"]]


def run_with_seeds(folder: Path) -> Path:
    """Make a run of exams that was planned with uneven answers, over six seeds."""
    write_lines(folder / "seeds.jsonl", compose(6, 7000))
    config = folder / "c.yaml"
    config.write_text(
        "task: exams\ntarget: 120\nmodel: mock\nquotas: {answer: {A: 9, B: 1, C: 1, D: 1}}\n"
        f"seeds: {{file: seeds.jsonl}}\noutput: {folder / 'run'}\n",
        "utf-8",
    )
    assert 0 == run("run", config, "--display", "none").returncode
    return folder / "run"


def test_the_members_of_a_run_are_its_seeds(tmp_path: Path) -> None:
    """Six seeds are held against real items that are no seeds; once their file is gone the report says so."""
    source = run_with_seeds(tmp_path)
    real = write_lines(tmp_path / "real.jsonl", [*compose(6, 7000), *compose(40, 9000)])
    arguments = ("evaluate-style", "exams", "--in-path", source, "--real", real)
    found = evaluate(*arguments)
    membership = found["privacy"]["membership"]
    assert ("seeds of the run", 6, True) == (
        membership["members"],
        membership["member_items"],
        20 <= membership["control_items"] <= 40,
    )
    assert (0.0, False, []) == (
        found["fidelity"]["label_l1_to_target"],
        found["diversity"]["collapsed"],
        [line for line in found["diversity"]["warnings"] if "evenly" in line],
    )
    (tmp_path / "seeds.jsonl").unlink()
    assert "gone or changed" in evaluate(*arguments)["privacy"]["membership"]["reason"]


def test_variants_are_judged_as_relatives_of_their_rows(tmp_path: Path) -> None:
    """Rows and their variants by rules are no duplicates for `evaluate-style` and `clean`; a variant given twice is."""
    source, made = write_lines(tmp_path / "rows.jsonl", compose(30)), tmp_path / "augmented.jsonl"
    told = json.loads(run("augment", "exams", "--in-path", source, "--out-path", made, "--json").stdout)
    assert told["by_rule"]["option_order"] > 5
    report = evaluate("evaluate-style", "exams", "--in-path", made)
    assert (told["kept"] + told["variants"], 1.0) == (report["rows"], report["quality_score"])
    *_, last = lines = made.read_text("utf-8").splitlines(keepends=True)
    made.write_text("".join([*lines, last.replace("option_order-1", "option_order-9")]), "utf-8")
    cleaned = run("clean", "exams", "--in-path", made, "--out-path", tmp_path / "c.jsonl", "--json")
    assert {"duplicate": 1} == json.loads(cleaned.stdout)["dropped"]


def test_rows_that_say_so_are_not_for_evaluation(tmp_path: Path) -> None:
    """Of a plain file the word of its rows is taken: made from a benchmark, or not to be evaluated with."""
    rows = compose(25)
    free = write_lines(tmp_path / "free.jsonl", [row | {"meta": {"evaluation_use": True}} for row in rows])
    rows[3] |= {"meta": {"benchmark": "EXAMS"}}
    rows[4] |= {"meta": {"evaluation_use": False}}
    barred = write_lines(tmp_path / "barred.jsonl", rows)
    reports = [evaluate("evaluate-style", "exams", "--in-path", each) for each in (free, barred)]
    assert [(True, 0), (False, 2)] == [(each["evaluation_use"], each["benchmark_rows"]) for each in reports]


def test_rewrites_that_are_alike_are_flagged_by_id_wherever_they_stand(tmp_path: Path) -> None:
    """A rewrite that is as good as an earlier one is flagged by its id, outside the sample too, and its text is cut."""
    rows = [row | {"meta": {"persona_id": f"p{n % 2}", "parent_id": f"s{n}"}} for n, row in enumerate(compose(130))]
    rows.append(rows[0] | {"id": "late", "explanation": "شرح آخر يختلف عن سابقه في كل ألفاظه " + "وزيادة " * 60})
    source, flags = write_lines(tmp_path / "rows.jsonl", rows), tmp_path / "flags.csv"
    report = evaluate("evaluate-persona", "--in-path", source, "--flag-csv", flags, "--sample", "100")
    with flags.open(encoding="utf-8-sig", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["reason"] == "relative_alike"]
    assert ["late"] == [row["id"] for row in found]
    assert (131, 130, 1) == (
        report["persona"]["rows"],
        report["persona"]["relatives"]["parents"],
        report["persona"]["relatives"]["pairs"],
    )
    assert {"rows": 100, "of": 131} == {name: report["sample"][name] for name in ("rows", "of")}


def test_rewrites_of_a_combined_run_are_held_against_their_parents(tmp_path: Path) -> None:
    """Each row of a combined run is compared with the row that it rewrites, which lies beside the data set."""
    config = tmp_path / "c.yaml"
    config.write_text(
        "name: t\ntask: exams\ntarget: 20\nseed: 1\nmodel: mock\nworkflow: combined\npersonas: {per_item: 2}\n", "utf-8"
    )
    assert 0 == run("run", config, "--output", tmp_path / "run").returncode
    persona = evaluate("evaluate-persona", "--in-path", tmp_path / "run")["persona"]
    assert (20, 10) == (persona["to_parent"]["rows"], persona["relatives"]["parents"])


def test_the_report_states_all_that_is_sampled(tmp_path: Path) -> None:
    """Rows of either side, protected items, and what each test looked at stand together."""
    names = "rows", "real", "protected"
    rows, real, protected = (
        write_lines(tmp_path / f"{name}.jsonl", compose(120, n * 300)) for n, name in enumerate(names)
    )
    arguments = ("--in-path", rows, "--real", real, "--protect", protected, "--sample", "100")
    sample = evaluate("evaluate-style", "exams", *arguments)["sample"]
    part = {"rows": 100, "of": 120}
    assert {"seed": 42, **part, "real": part, "protected": part} == {k: v for k, v in sample.items() if k != "tests"}
    assert [100, 100] == sample["tests"]["distance"]
    assert {"utility", "membership"} < sample["tests"].keys()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("evaluate-style", "nothing", "--in-path", "x.jsonl"), "nothing"),
        (("evaluate-style", "exams", "--in-path", "missing.jsonl"), "missing.jsonl"),
        (("evaluate-style", "exams", "--in-path", "."), "no run directory"),
    ],
)
def test_what_cannot_be_read_is_one_error(arguments: tuple[str, ...], message: str) -> None:
    """A wrong task, a missing file and a folder that is no run are usage errors that say which."""
    done = run(*arguments)
    assert (2, "", True) == (done.returncode, done.stdout, message in done.stderr)
