"""New topics as a data set of their own before the others."""

from pathlib import Path

import pytest

from engine.config.change import compare
from engine.config.freeze import config_hash, dump_config
from engine.config.load import LoadedConfig, load_config
from engine.errors import ConfigError

EXAMS = ("task=exams", "target=20")


def load(*overrides: str) -> LoadedConfig:
    """Return a config of flags alone."""
    return load_config(None, list(overrides))


def list_shares(loaded: LoadedConfig) -> dict[str, int]:
    """Return the values that new topics are asked for, each once."""
    [quota] = loaded.settings[0].quotas
    return {value: int(weight) for value, weight in quota.weights.items()}


def test_nobody_thinks_up_topics_unasked() -> None:
    """Without a word of it, or with a zero, a run has its own data set and the hash that it always had."""
    plain, zero = load(*EXAMS), load(*EXAMS, "topics.expand=0")
    assert ["exams"] == [each.task for each in zero.settings]
    assert config_hash(plain.config) == config_hash(zero.config)


def test_topics_come_before_what_they_are_for() -> None:
    """The data set of topics stands first, has the target that was asked for, and counts for no target of the run."""
    loaded = load(*EXAMS, "topics.expand=7", "workflow=combined")
    assert [("exams-topics", 7, True), ("exams-base", 4, True), ("exams", 20, False)] == [
        (each.task, each.target, each.is_base) for each in loaded.settings
    ]
    assert "topics" == loaded.settings[0].spec.name


def test_topics_are_asked_for_evenly_over_the_subjects_of_the_quota() -> None:
    """Every subject of which rows are wanted counts alike, whatever its share; one of which none is wanted, not."""
    quota = "quotas.subject={astronomy: 5, physics: 1, history: 0}"
    assert {"astronomy": 1, "physics": 1} == list_shares(load(*EXAMS, "topics.expand=7", quota))


def test_without_a_quota_every_subject_gets_topics() -> None:
    """The subjects are then those of the task itself."""
    assert 13 == len(list_shares(load(*EXAMS, "topics.expand=26")))


def test_only_a_task_that_draws_topics_gets_them() -> None:
    """In a run of two tasks, the one without topics has no such data set."""
    loaded = load("tasks=[{task: grammar, target: 5}, {task: exams, target: 5}]", "topics.expand=3")
    assert ["grammar", "exams-topics", "exams"] == [each.task for each in loaded.settings]
    assert () == loaded.warnings


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (("task=grammar",), "no task of this run takes new topics"),
        (("task=exams", "workflow=persona", "seeds.file={file}"), "rewrites are about what their items are about"),
    ],
)
def test_what_changes_nothing_is_said(told: tuple[str, ...], reason: str, tmp_path: Path) -> None:
    """Topics that no brief could draw bring a warning with the place where they were asked for."""
    file = tmp_path / "items.jsonl"
    file.write_text("{}\n")
    loaded = load("target=5", "topics.expand=3", *[each.format(file=file) for each in told])
    assert 1 == len(loaded.settings)
    assert [True] == [reason in line and "topics.expand" in line for line in loaded.warnings]


def test_topics_decide_the_data() -> None:
    """Another number of them makes another hash, and a run cannot be continued with it."""
    old, new = (load(*EXAMS, f"topics.expand={count}").config for count in (5, 6))
    assert config_hash(old) != config_hash(new)
    assert ["topics.expand: 5 -> 6"] == compare(old, new, {}, {}, {}).refused


def test_the_frozen_config_asks_for_the_same(tmp_path: Path) -> None:
    """What a run directory says of topics loads to the same data sets."""
    loaded = load(*EXAMS, "topics.expand=9")
    path = tmp_path / "config.yaml"
    path.write_bytes(dump_config(loaded.config))
    assert loaded.settings == load_config(path).settings


@pytest.mark.parametrize("count", ["-1", "100001", "many"])
def test_a_senseless_number_is_refused(count: str) -> None:
    """Fewer than none and more than a hundred thousand are errors that name the field."""
    with pytest.raises(ConfigError, match=r"topics\.expand"):
        load(*EXAMS, f"topics.expand={count}")
