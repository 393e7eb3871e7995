"""What differs from the process before, beyond what the config says."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.config.model import Config
from engine.config.sections import SeedsConfig
from engine.journal.events import Epoch, Opened
from engine.journal.replay import RunHistory, fold
from engine.revision import compare_prompts, recall_hashes

RECORDED = {"/seeds": "S", "/one": "1", "/two": "2"}


def _make_history(hashes: Mapping[str, str]) -> RunHistory:
    return fold([Opened(1, "run", 1, "c", 0.0, {}), Epoch(0, 0.0, "c", (), "mock", hashes)])


def test_changed_templates_are_named() -> None:
    """A task whose templates were changed has a line with both hashes; one that is unchanged or new has none."""
    history = _make_history({"exams": "a", "grammar": "b"})
    assert ("prompts.exams: templates a -> c",) == compare_prompts(history, {"exams": "c", "grammar": "b", "new": "d"})


def test_a_new_run_has_no_templates_to_compare() -> None:
    """Before the first process there is nothing that could differ."""
    assert () == compare_prompts(fold([]), {"exams": "a"})


def _name(seeds: str, *protect: str) -> Config:
    return Config(seeds=SeedsConfig(file=Path(seeds)), protect=tuple(map(Path, protect)))


@pytest.mark.parametrize(
    ("old", "new", "now", "expected"),
    [
        (_name("/seeds", "/one", "/two"), _name("/seeds", "/one", "/two"), RECORDED, {}),
        (_name("/s", "/one", "/two"), _name("/s", "/one", "/two"), {"/s": "S"}, {"/s": "S"}),
        (_name("/s", "/a", "/b"), _name("/t", "/a", "/b"), {"/t": "S"}, {"/s": "S", "/a": "2", "/b": "1"}),
        (_name("/seeds", "/a", "/two"), _name("/seeds", "/c", "/two"), {"/c": "9"}, {"/a": "1"}),
    ],
    ids=["as recorded", "seeds moved", "all moved, seeds twice", "other content now"],
)
def test_moved_files_hold_what_was_recorded(
    old: Config, new: Config, now: Mapping[str, str], expected: Mapping[str, str]
) -> None:
    """A path that the records do not know has one of the recorded contents that no other path claims."""
    assert {**RECORDED, **expected} == recall_hashes(old, new, RECORDED, now)
