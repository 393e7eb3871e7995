"""The frozen config: it loads to the same config again, and its hash is that of the data, not of the typing."""

from collections.abc import Callable, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config.freeze import config_hash, dump_config
from engine.config.load import LoadedConfig, load_config
from engine.config.node import UNREADABLE
from engine.config.overlay import Flag
from prompts.base import TaskSpec

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 200\n"

ODD = [
    "NO",
    "1",
    "0x1F",
    "1e3",
    "true",
    "null",
    "~",
    "counts",
    "<<",
    "=",
    "- a",
    "# b",
    "a: b",
    "a #b",
    "'",
    '"',
    "*x",
    "&y",
]
ODD += [
    "!z",
    "%",
    "@",
    "`",
    "[",
    "{",
    "?",
    ":",
    "-",
    "|",
    ">",
    "...",
    "---",
    "١٢",
    "ما\u200fء",
    "أ ب",
    "a\u00a0b",
    "x" * 200,
]
VALUES = st.one_of(
    st.sampled_from(ODD),
    st.text(min_size=1, max_size=12).map(str.strip).filter(lambda text: text and not UNREADABLE.search(text)),
)
WEIGHTS = st.one_of(st.integers(1, 10**9), st.floats(1e-9, 1e9).filter(isfinite), st.just(0))
QUOTA = st.dictionaries(VALUES, WEIGHTS, min_size=1, max_size=5).filter(lambda quota: any(quota.values()))
RATE = st.floats(0, 1)
FLAGS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"task": st.just("exams"), "target": st.just(60)},
    optional={
        "name": st.sampled_from(["NO", "1", "true", "تجربة", "a.b", "x-_y", "1.5"]),
        "output": st.sampled_from(["/var/a b", "/var/#x", "/var/: y", "/var/ن", "rel/'q'"]),
        "seed": st.integers(0, 2**63 - 1),
        "quotas.subject": st.one_of(QUOTA, st.just({"counts": {"physics": 20, "NO": 40}})),
        "quotas.region": QUOTA,
        "quotas.answer": st.permutations("ABCD").map(lambda letters: dict.fromkeys(letters, 2)),
        "generation.temperature": st.floats(0, 2),
        "limits.concurrency": st.one_of(st.just("auto"), st.integers(1, 100)),
        "limits.rpm": st.integers(1, 1000),
        "dedup.threshold": RATE,
        "timeouts.total_s": st.floats(0.1, 100),
        "gate.accept_rate": RATE,
        "budget.usd": st.floats(0, 1000),
        "model": st.sampled_from(["mock", "mock:hostile", "mock/clean", "mock:p"]),
        "providers.local": st.just({"base_url": "http://[::1]:8000/v1", "api_key_env": ["A_KEY", "B_KEY"]}),
    },
)


@settings(max_examples=40)
@given(flags=FLAGS, rate=RATE, latency=st.one_of(st.floats(0, 100), st.just({"median_ms": 3, "sigma": 0.5})))
def test_a_frozen_config_loads_to_an_equal_one(
    flags: dict[str, Any],
    rate: float,
    latency: object,
    tasks: Mapping[str, TaskSpec],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Loading the dump of a config gives the same config, quotas, hash and dump again."""
    profile = Flag("profile", "providers.mock.profiles.p", {"malformed": rate, "latency_ms": latency})
    loaded = load_config(None, [profile, *(Flag(key, key, value) for key, value in flags.items())], tasks=tasks)
    path = tmp_path_factory.getbasetemp() / "config.yaml"
    path.write_bytes(dump_config(loaded.config))
    again = load_config(path, tasks=tasks)
    assert (loaded.config, loaded.settings) == (again.config, again.settings)
    assert list(loaded.config.quotas.items()) == list(again.config.quotas.items())
    assert config_hash(loaded.config) == config_hash(again.config)
    assert dump_config(loaded.config) == dump_config(again.config)


def test_several_data_sets_survive_freezing(load: Load) -> None:
    """A config of several tasks is frozen with the quotas of each."""
    config = load("tasks: [{task: sentiment, target: 10}, {task: exams, target: 5, quotas: {x: {a: 1}}}]").config
    assert config == load(dump_config(config)).config
    assert {"answer", "x"} == set(config.tasks[1].quotas)


def test_input_files_are_frozen_as_absolute_paths(load: Load, tmp_path: Path) -> None:
    """The dump names input files and output by absolute paths."""
    (tmp_path / "s.csv").touch()
    text = dump_config(load(BASE + "seeds: {file: s.csv}\nprotect: s.csv\n").config).decode()
    assert (f"file: {tmp_path}/s.csv" in text, f"- {tmp_path}/s.csv" in text) == (True, True)
    assert f"output: {tmp_path}/runs/pilot" in text


def test_a_frozen_config_has_the_warnings_of_the_first(load: Load) -> None:
    """Only what some source stated is warned about when the frozen config is loaded."""
    text = BASE + "gate: {review_score: 0.7}\ntimeouts: {total_s: 5}\nproviders: {mock: {rpm: 5}}\n"
    first = load(text)
    again = load(dump_config(first.config))
    assert [line.split(": ")[1] for line in first.warnings] == ["gate.review_score", "providers.mock.rpm"]
    assert [line.split(": ")[1] for line in again.warnings] == ["gate.review_score", "providers.mock.rpm"]


@pytest.mark.parametrize("is_run", [True, False])
def test_a_moved_run_directory_is_its_own_output(tmp_path: Path, tasks: Mapping[str, TaskSpec], is_run: bool) -> None:
    """The config in a run directory means that directory, wherever it lies now; another file means what it says."""
    (tmp_path / "config.yaml").write_text(BASE + "output: /elsewhere\n", "utf-8")
    if is_run:
        (tmp_path / "journal.jsonl").touch()
    config = load_config(tmp_path / "config.yaml", tasks=tasks).config
    flagged = load_config(tmp_path / "config.yaml", ["output=/there"], tasks=tasks).config
    assert (tmp_path if is_run else Path("/elsewhere"), Path("/there")) == (config.output, flagged.output)


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ("", True),
        ("name: other\noutput: /o\n", True),
        ("limits: {rpm: 5}\ntimeouts: {total_s: 1}\nsink: {rows_per_shard: 5}\nattempts: {per_row: 3}\n", True),
        ("quotas: {answer: {D: 2, C: 2, B: 2.0, A: 2}}\n", False),
        ("quotas: {answer: {D: 1, C: 1, B: 1.0, A: 1}}\n", True),
        ("seed: 43\n", False),
        ("model: mock:clean\n", True),
        ("model: mock:hostile\n", False),
        ("generation: {temperature: 1}\n", False),
        ("validators: {min_ttr: 0.5}\n", False),
        ("quotas: {region: {a: 1}}\n", False),
        ("protect: pilot.yaml\n", False),
    ],
)
def test_the_hash_is_that_of_the_data(load: Load, change: str, is_same: bool) -> None:
    """What does not touch the data does not touch the hash, and neither does another way of writing the same."""
    assert is_same == (config_hash(load(BASE).config) == config_hash(load(BASE + change).config))


def test_the_hash_can_follow_contents(load: Load) -> None:
    """Given the contents' hashes, the same file in another place counts as the same."""
    Path("a.csv").touch()
    Path("b.csv").touch()
    first, second = (load(f"{BASE}protect: {name}.csv").config for name in "ab")
    known = {str(path): "same" for path in (*first.protect, *second.protect)}
    assert (
        config_hash(first) == config_hash(second),
        config_hash(first, known) == config_hash(second, known),
    ) == (False, True)


def test_a_seed_limit_that_nobody_set_stays_unset(load: Load, tmp_path: Path) -> None:
    """A frozen config keeps apart what somebody set, which must be met, and defaults, which only warn."""
    (tmp_path / "s.csv").touch()
    text = dump_config(load(BASE + "seeds: {file: s.csv, min_bands: 2}\n").config).decode()
    assert "min_bands: 2" in text
    assert "min_subjects" not in text


def test_a_seed_limit_counts_by_its_value(load: Load, tmp_path: Path) -> None:
    """The hash is the same whether a default is written or not, and another one for another value."""
    (tmp_path / "s.csv").touch()
    plain, written, other = (
        config_hash(load(BASE + f"seeds: {{file: s.csv{more}}}\n").config)
        for more in ("", ", min_bands: 2", ", epsilon: 1")
    )
    assert plain == written
    assert plain != other
