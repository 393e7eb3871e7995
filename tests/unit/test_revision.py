"""What differs from the process before, beyond what the config says."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from engine.config.freeze import config_hash, dump_config
from engine.config.load import LoadedConfig, load_config
from engine.config.model import Config
from engine.config.sections import SeedsConfig
from engine.errors import ChangedConfigError
from engine.inputs import Inputs
from engine.journal.events import Epoch, Opened
from engine.journal.replay import RunHistory, fold
from engine.revision import Revision, compare_prompts, name_inputs, revise
from engine.rundir import RunDir
from engine.seeds.chosen import Choice
from validators.leak.builder import build_index


def _make_history(hashes: Mapping[str, str]) -> RunHistory:
    return fold([Opened(1, "run", 1, "c", 0.0), Epoch(0, 0.0, "c", (), "mock", hashes, {})])


def test_changed_templates_are_named() -> None:
    """A task whose templates were changed has a line with both hashes; one that is unchanged or new has none."""
    history = _make_history({"exams": "a", "grammar": "b"})
    assert ("prompts.exams: templates a -> c",) == compare_prompts(history, {"exams": "c", "grammar": "b", "new": "d"})


def test_a_new_run_has_no_templates_to_compare() -> None:
    """Before the first process there is nothing that could differ."""
    assert () == compare_prompts(fold([]), {"exams": "a"})


def _freeze(folder: Path, seeds: str, *protect: str) -> LoadedConfig:
    """Write a run's frozen config that names these files, and return it."""
    named = Config(
        task="exams", target=5, output=folder, seeds=SeedsConfig(file=Path(seeds)), protect=tuple(map(Path, protect))
    )
    (folder / "config.yaml").write_bytes(dump_config(named))
    return load_config(folder / "config.yaml", check_files=False)


def _remember(**contents: str) -> RunHistory:
    """Return the history of a run that recorded these contents."""
    recorded = {name.replace("_", "."): digest for name, digest in contents.items()}
    return fold([Opened(1, "run", 1, "c", 0.0), Epoch(0, 0.0, "c", (), "mock", {}, recorded)])


def _read(**contents: str) -> Inputs:
    """Return inputs as they are now, by file name."""
    return Inputs({}, Choice(), build_index(()), (), {f"/{name}": digest for name, digest in contents.items()})


def _revise(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir, history: RunHistory) -> Revision:
    """Return what changed since a process that worked with the config that is frozen."""
    known = config_hash(load_config(run_dir.config, check_files=False).config)
    return revise(loaded, inputs, run_dir, replace(history, config_hashes=frozenset({known})))


HISTORY = _remember(seeds_file="S", protect_0="1", protect_1="2")


def test_inputs_are_named_as_in_the_config(tmp_path: Path) -> None:
    """Contents are recorded under names that do not change when a file is moved."""
    expected = {"seeds.file": Path("/s"), "protect.0": Path("/a"), "protect.1": Path("/b")}
    assert expected == name_inputs(_freeze(tmp_path, "/s", "/a", "/b").config)


@pytest.mark.parametrize(
    ("names", "now"),
    [
        (("/s", "/a", "/b"), _read(s="S", a="1", b="2")),
        (("/t", "/a", "/b"), _read(t="S", a="1", b="2")),
        (("/t", "/x", "/y"), _read(t="S", x="2", y="1")),
        (("/a", "/b", "/s"), _read(a="S", b="1", s="2")),
    ],
    ids=["as recorded", "seeds moved", "all moved", "places exchanged"],
)
def test_moved_files_are_the_same_files(tmp_path: Path, names: tuple[str, ...], now: Inputs) -> None:
    """Whatever the paths, a run goes on with the contents that it recorded."""
    (tmp_path / "new").mkdir()
    _freeze(tmp_path, "/s", "/a", "/b")
    loaded = _freeze(tmp_path / "new", *names)
    assert {"exams": (5,)} == _revise(loaded, now, RunDir(tmp_path), HISTORY).steps


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (_read(s="S", a="1", b="3"), "protect: a, b -> a, b (other content)"),
        (_read(s="1", a="S", b="2"), "seeds.file: s -> s (other content)"),
        (_read(s="2", a="1", b="2"), "seeds.file: s -> s (other content)"),
    ],
    ids=["other protected file", "seeds and protected exchanged", "a protected file as seeds"],
)
def test_other_contents_are_refused(tmp_path: Path, now: Inputs, said: str) -> None:
    """What was protected must be protected, and what was a seed must be one."""
    loaded = _freeze(tmp_path, "/s", "/a", "/b")
    with pytest.raises(ChangedConfigError, match=re.escape(said)):
        _revise(loaded, now, RunDir(tmp_path), HISTORY)


def test_a_process_that_died_before_its_epoch_recorded_nothing(tmp_path: Path) -> None:
    """No row was held against any content yet: a run that was only opened goes on with what is there."""
    loaded = _freeze(tmp_path, "/s", "/a", "/b")
    history = fold([Opened(1, "run", 1, "c", 0.0)])
    assert () == _revise(loaded, _read(s="new", a="1", b="2"), RunDir(tmp_path), history).lines


def test_a_frozen_config_that_was_edited_is_refused(tmp_path: Path) -> None:
    """What the run wrote is what a change is held against, so nobody else may write it."""
    frozen = _freeze(tmp_path, "/s", "/a", "/b")
    with pytest.raises(ChangedConfigError, match="not as the run wrote it"):
        revise(frozen, _read(s="S", a="1", b="2"), RunDir(tmp_path), HISTORY)
