"""What holds for every command: the list of all says what its own help does, and it loads what it needs."""

import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import orjson
import pytest
import typer

from engine.cli.commands import COMMANDS

LOADED = """
import sys
from contextlib import suppress
from engine.__main__ import main
sys.argv = ["arabic-synth", *{arguments!r}]
with suppress(SystemExit):
    main()
print(*sorted(sys.modules), file=sys.stderr)
"""
ROW = {
    "question": "ما الكوكب الأقرب إلى الشمس في المجموعة الشمسية؟",
    "options": ["A. عطارد", "B. الزهرة", "C. المريخ", "D. زحل"],
    "answer": "A",
}


def list_loaded(*arguments: str) -> set[str]:
    """Return the modules that a process with these arguments has loaded at its end."""
    code = LOADED.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says_of_itself(name: str) -> None:
    """A summary is the first paragraph of the help that stands with the command."""
    place = COMMANDS[name]
    command = getattr(import_module(f"engine.cli.{place.module}"), place.attribute)
    told = command.info.help if isinstance(command, typer.Typer) else inspect.getdoc(command)
    assert place.summary == " ".join((told or "").split("\n\n")[0].split())


def test_the_list_of_commands_loads_none() -> None:
    """Who asks what there is does not wait for what it takes."""
    loaded = list_loaded("--help")
    assert "engine.cli.commands" in loaded
    assert set() == loaded & {
        "numpy",
        "pydantic",
        "jinja2",
        *(f"engine.cli.{each.module}" for each in COMMANDS.values()),
    }


def test_looking_at_a_run_loads_nothing_that_works(tmp_path: Path) -> None:
    """`status` waits neither for what sends, judges and renders, nor for templates."""
    loaded = list_loaded("status", str(tmp_path))
    assert "engine.inspection.status" in loaded
    assert set() == loaded & {"asyncio", "jinja2", "engine.assembly", "engine.session", "engine.judges"}


def test_cleaning_loads_nothing_of_a_run(tmp_path: Path) -> None:
    """`clean` waits neither for configs, templates and journals, nor for what the mock writes and augmenting plants."""
    source = tmp_path / "rows.jsonl"
    source.write_bytes(orjson.dumps(ROW))
    loaded = list_loaded("clean", "exams", "--in-path", str(source), "--out-path", str(tmp_path / "clean.jsonl"))
    assert orjson.loads((tmp_path / "clean.jsonl").read_bytes()) == ROW
    assert "validators.prose" in loaded
    unneeded = {"jinja2", "ruamel.yaml", "rapidfuzz", "rich.progress", "engine.config.load", "engine.journal.replay"}
    unneeded |= {"engine.seeds.choice", "prompts.tasks.exams.content.compose", "prompts.tasks.exams.augment"}
    assert set() == loaded & unneeded
