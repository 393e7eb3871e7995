"""Folders of templates in a config: where they lie, what is refused, and what a change of them means."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.config.change import compare
from engine.config.freeze import config_hash, dump_config
from engine.config.load import LoadedConfig, load_config
from engine.errors import ConfigError
from prompts.discover import discover_tasks

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 200\n"
OWN = "prompts: {exams: own}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a user template that adds a line to the task's own."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "user.ar.j2").write_text('{% extends "task/user.ar.j2" %}', "utf-8")
    return tmp_path / "own"


def load_real(folder: Path, text: str) -> LoadedConfig:
    """Load a text as a config of the tasks that there are."""
    (folder / "pilot.yaml").write_text(text, "utf-8")
    return load_config(folder / "pilot.yaml", tasks=discover_tasks())


def test_a_folder_is_relative_to_the_config(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the program is started; the frozen config has it absolute."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    config = load_real(tmp_path, BASE + OWN).config
    assert {"exams": own} == config.prompts
    assert f"exams: {own}\n".encode() in dump_config(config)


def test_a_missing_folder_is_told_by_line(tmp_path: Path) -> None:
    """File, line and column of the config, and the folder."""
    with pytest.raises(ConfigError) as caught:
        load_real(tmp_path, BASE + OWN)
    assert f"{tmp_path}/pilot.yaml:3:18: prompts.exams: {tmp_path}/own: no such folder" == str(caught.value)


def test_a_template_that_shows_nobody_what_is_rewritten_is_refused(own: Path, tmp_path: Path) -> None:
    """Where rows are rewritten for personas a template must show both; for new rows it need not."""
    (own / "user.ar.j2").write_text("{{ lines }} {{ items }} {{ persona }}", "utf-8")
    assert {"exams": own} == load_real(tmp_path, BASE + OWN).config.prompts
    with pytest.raises(ConfigError) as caught:
        load_real(tmp_path, BASE + OWN + "workflow: combined\nseeds: {file: s.jsonl}\n")
    assert "{{ parent }} is not always shown where it is there" in str(caught.value)
    assert "{{ persona }}" not in str(caught.value)


def test_a_template_that_fails_is_told_by_both_lines(own: Path, tmp_path: Path) -> None:
    """Where the config names it, and where in it the unknown variable stands."""
    (own / "user.ar.j2").write_text("{{ lines }}\n{{ topik }}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_real(tmp_path, BASE + OWN)
    told = f"{tmp_path}/pilot.yaml:3:18: prompts.exams: {own}/user.ar.j2:2: unknown variable 'topik'; "
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prompts: {sentiment: own}", "pilot.yaml:3:11: prompts.sentiment: no task of this run; known: exams"),
        ("prompts: {exam: own}", "pilot.yaml:3:11: prompts.exam: no task of this run; did you mean 'exams'?"),
        ("prompts: {exams: ''}", "pilot.yaml:3:18: prompts.exams: must not be empty"),
        ("prompts: {exams: 7}", "pilot.yaml:3:18: prompts.exams: "),
        ("prompts: own", "pilot.yaml:3:10: prompts: "),
    ],
)
def test_an_entry_for_nothing_is_refused(load: Load, text: str, message: str) -> None:
    """A task that the run does not have, and anything but a path, are told by line."""
    with pytest.raises(ConfigError) as caught:
        load(BASE + text + "\n")
    assert message in str(caught.value)


def test_another_folder_is_a_free_change(load: Load) -> None:
    """What its templates say is recorded by their hash; the config tells the folder."""
    old, new = (load(BASE + text, check_files=False).config for text in ("", OWN))
    assert [f"prompts.exams: none -> {Path.cwd() / 'own'}"] == compare(old, new, {}, {}, {"exams": 0}).free


def test_the_hash_of_a_config_names_the_folders(load: Load) -> None:
    """Two configs with other folders are not the same, and one without any has the hash that it always had."""
    plain, empty, first, second = (
        config_hash(load(BASE + text, check_files=False).config)
        for text in ("", "prompts: {}\n", OWN, OWN.replace("own", "other"))
    )
    assert (plain, 3) == (empty, len({plain, first, second}))
