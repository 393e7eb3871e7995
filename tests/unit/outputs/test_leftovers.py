"""What killed commands were preparing is removed by the next one, and nothing else is."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.outputs.leftovers import CAN_HOLD
from engine.outputs.staged import stage

pytestmark = pytest.mark.skipif(not CAN_HOLD, reason="the system has no such locks")

STAGE = """
import os, signal, sys
from pathlib import Path
from engine.outputs.staged import stage
with stage(*map(Path, sys.argv[2:])) as files:
    for file in files:
        file.write(b"half")
    print("written", flush=True)
    if sys.argv[1] == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdin.read()
"""


def list_names(folder: Path) -> list[str]:
    """Return the names of a folder's files, without the number of a process."""
    return sorted(".".join(part for part in path.name.split(".") if not part.isdigit()) for path in folder.iterdir())


def write_one(path: Path) -> None:
    """Write a file as a command does."""
    with stage(path) as (file,):
        file.write(b"whole")


def test_what_a_killed_command_prepared_is_removed(tmp_path: Path) -> None:
    """The next command that writes to the folder, whatever it writes, leaves only whole files there."""
    paths = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    subprocess.run([sys.executable, "-c", STAGE, "die", *paths], check=False, capture_output=True)
    assert [".a.jsonl.staged.tmp", ".b.jsonl.staged.tmp"] == list_names(tmp_path)
    write_one(tmp_path / "c.jsonl")
    assert ["c.jsonl"] == list_names(tmp_path)


def test_what_a_living_command_prepares_stays(tmp_path: Path) -> None:
    """A command that writes to the same folder meanwhile takes nothing away: the other one ends well."""
    command = [sys.executable, "-c", STAGE, "live", str(tmp_path / "a.jsonl")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b"written\n" == process.stdout.readline()
        write_one(tmp_path / "c.jsonl")
        assert [".a.jsonl.staged.tmp", "c.jsonl"] == list_names(tmp_path)
        process.communicate()
    assert (0, "half") == (process.returncode, (tmp_path / "a.jsonl").read_text())


def test_a_file_is_held_until_it_takes_its_place(tmp_path: Path) -> None:
    """What is finished and waits for others of its block is left alone, and so is what the own process prepares."""
    with stage(tmp_path / "a.jsonl") as (file,):
        file.write(b"half")
        file.finish()
        write_one(tmp_path / "c.jsonl")
        assert [".a.jsonl.staged.tmp", "c.jsonl"] == list_names(tmp_path)


@pytest.mark.parametrize("name", [".notes.tmp", ".manifest.json.7.tmp", "a.staged.7.tmp", ".a.staged.7.tmp/file"])
def test_files_of_others_stay(tmp_path: Path, name: str) -> None:
    """A hidden file of another kind, a file that can be seen and a folder are nobody's leftovers."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("of others")
    write_one(tmp_path / "c.jsonl")
    assert "of others" == (tmp_path / name).read_text()
