"""What people install is whole."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(300)
def test_a_built_wheel_runs_by_itself(tmp_path: Path) -> None:
    """A wheel, unpacked in an empty folder, makes rows of every task: code, templates and banks are inside."""
    # Building leaves traces beside the sources, so it gets a copy of them.
    shutil.copytree(ROOT, tmp_path / "source", ignore=shutil.ignore_patterns(".*", "runs", "build", "*.egg-info"))
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(tmp_path / "source")]
    subprocess.run(build, check=True, capture_output=True, timeout=240)
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    config = tmp_path / "all.yaml"
    config.write_text("tasks: [{task: exams, target: 8}, {task: sentiment, target: 10}, {task: grammar, target: 15}]")
    command = [sys.executable, "-m", "engine", "run", str(config), "--output", "out", "--display", "none"]
    done = subprocess.run(command, cwd=tmp_path / "site", capture_output=True, timeout=60, check=False)
    assert (0, True) == (done.returncode, b"complete: 33 of 33 rows" in done.stderr), done.stderr.decode()
