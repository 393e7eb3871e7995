"""Runs with seeds: limits that hold, figures with noise that stay, and an audit of each use."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.inside import run_inside


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    return run_inside(*arguments, cwd=folder)


def write_config(folder: Path, seeds: str) -> None:
    """Write a config and its seed file: two subjects, six grades."""
    rows = [
        {
            "question": " ".join(f"كلمة{n}س{k}" for k in range(6 + n)),
            "options": [f"{letter}. خيار{n}ص{letter}" for letter in "ABCD"],
            "answer": "A",
            "explanation": f"شرح{n} مختصر",
            "subject": "physics" if n % 2 else "history",
            "grade": n % 6,
        }
        for n in range(12)
    ]
    (folder / "seeds.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    text = f"task: exams\ntarget: 24\nmodel: mock:clean\noutput: run\nseeds: {{file: seeds.jsonl{seeds}}}\n"
    (folder / "c.yaml").write_text(text, "utf-8")


def read_audit(folder: Path) -> dict[str, Any]:
    """Return the audit of the run."""
    audit: dict[str, Any] = orjson.loads((folder / "run" / "seeds_audit.json").read_bytes())
    return audit


def test_a_limit_that_cannot_be_met_leaves_nothing_on_disk(tmp_path: Path) -> None:
    """Exit 2, what the file has, and no run directory."""
    write_config(tmp_path, ", min_subjects: 3")
    done = run(tmp_path, "run", "c.yaml", "--display", "none")
    assert (2, True) == (done.returncode, "of 2 subjects (history, physics), not of 3; the file has 2" in done.stderr)
    assert not (tmp_path / "run").exists()


def test_every_accepted_row_is_a_use_of_some_seed(tmp_path: Path) -> None:
    """A default that is not met warns; the uses of all seeds add up to the rows."""
    write_config(tmp_path, "")
    done = run(tmp_path, "run", "c.yaml", "--display", "none")
    assert (0, True) == (done.returncode, "seeds.min_subjects" in done.stderr)
    audit = read_audit(tmp_path)
    assert 24 == sum(seed["rows"] for seed in audit["seeds"])
    assert {"min_subjects": False, "min_bands": True, "max_similarity": True} == audit["choice"]["exams"]["met"]
    assert ["history", "physics", None] == [group["subject"] for group in audit["style"]["tasks"]["exams"]]


def test_noise_is_drawn_once(tmp_path: Path) -> None:
    """A run that was stopped goes on with the figures it began with, as the audit says; verify finds nothing."""
    pytest.importorskip("opendp")
    write_config(tmp_path, ", epsilon: 2")
    assert 0 == run(tmp_path, "run", "c.yaml", "--display", "none", "--limit", "9").returncode
    before = (tmp_path / "run" / "style.json").read_bytes()
    assert 0 == run(tmp_path, "run", "c.yaml", "--display", "none").returncode
    assert before == (tmp_path / "run" / "style.json").read_bytes()
    assert orjson.loads(before) == read_audit(tmp_path)["style"]
    assert 0 == run(tmp_path, "verify", "run").returncode


def test_an_evaluation_states_what_the_noise_covers(tmp_path: Path) -> None:
    """The privacy loss of the run, for how many seeds, and nothing of the kind for a run without noise."""
    pytest.importorskip("opendp")
    stated: list[Any] = []
    for more in (", epsilon: 2", ""):
        write_config(tmp_path, more)
        folder = f"output=run{len(stated)}"
        assert 0 == run(tmp_path, "run", "c.yaml", "--display", "none", "--set", folder).returncode
        done = run(tmp_path, "evaluate-style", "exams", "--in-path", f"run{len(stated)}")
        assert 0 == done.returncode, done.stderr
        stated.append(orjson.loads(done.stdout)["privacy"].get("differential_privacy"))
    noisy, exact = stated
    used = orjson.loads((tmp_path / "run0" / "seeds_audit.json").read_bytes())["seeds"]
    assert (2, 0, len(used)) == (noisy["epsilon"], noisy["delta"], noisy["seeds"])
    assert exact is None


def test_the_card_of_an_export_states_the_noise(tmp_path: Path) -> None:
    """Where figures of seeds were drawn with noise, card and manifest state the privacy loss and for how many seeds."""
    pytest.importorskip("opendp")
    write_config(tmp_path, ", epsilon: 2")
    assert 0 == run(tmp_path, "run", "c.yaml", "--display", "none").returncode
    assert 0 == run(tmp_path, "export", "exams", "--in-path", "run", "--out-format", "hf", "--out-path", "x").returncode
    privacy = orjson.loads((tmp_path / "x" / "manifest.json").read_bytes())["privacy"]
    assert (2, 0) == (privacy["epsilon"], privacy["delta"])
    assert f"over {privacy['seeds']} seeds" in (tmp_path / "x" / "README.md").read_text("utf-8")


def test_forged_noise_is_found_and_never_stated(tmp_path: Path) -> None:
    """A lower loss, or a file in a run without noise: `verify` says so, and no export or evaluation repeats it."""
    pytest.importorskip("opendp")
    for number, more in enumerate((", epsilon: 2", "")):
        write_config(tmp_path, more)
        folder = tmp_path / f"run{number}"
        assert 0 == run(tmp_path, "run", "c.yaml", "--display", "none", "--set", f"output={folder}").returncode
        (folder / "style.json").write_text('{"epsilon": 0.01, "mechanism": "<b>", "neighbours": "", "tasks": {}}')
        assert 6 == run(tmp_path, "verify", str(folder)).returncode
        done = run(tmp_path, "evaluate-style", "exams", "--in-path", str(folder))
        assert (6, 0)[number] == done.returncode
        assert "0.01" not in done.stdout
    assert 6 == run(tmp_path, "run", "run0/config.yaml", "--display", "none", "--target", "40").returncode


def test_a_plan_draws_no_noise(tmp_path: Path) -> None:
    """It shows prompts without a figure of any seed, and writes nothing."""
    write_config(tmp_path, ", epsilon: 2")
    done = run(tmp_path, "run", "c.yaml", "--dry-run")
    assert (0, True) == (done.returncode, "بين 17 كلمة و25 كلمة" in done.stdout + done.stderr)
    assert not (tmp_path / "run").exists()


def test_a_run_without_its_figures_does_not_go_on(tmp_path: Path) -> None:
    """Exit 6, and no other noise is drawn."""
    pytest.importorskip("opendp")
    write_config(tmp_path, ", epsilon: 2")
    assert 0 == run(tmp_path, "run", "c.yaml", "--display", "none", "--limit", "9").returncode
    (tmp_path / "run" / "style.json").unlink()
    assert 6 == run(tmp_path, "run", "c.yaml", "--display", "none").returncode
    assert not (tmp_path / "run" / "style.json").exists()


def test_the_extra_is_named_where_it_is_missing(tmp_path: Path) -> None:
    """Exit 2 with the command that installs it."""
    write_config(tmp_path, ", epsilon: 2")
    (tmp_path / "opendp").mkdir()
    (tmp_path / "opendp" / "__init__.py").touch()  # stands before the real one, and has no prelude
    command = [sys.executable, "-m", "engine", "run", "c.yaml", "--display", "none"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (2, True) == (done.returncode, "pip install arabic-synth[dp]" in done.stderr)
