"""Where a value comes from when several sources name it, and what a message calls the source."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.config.load import LoadedConfig, load_config
from engine.config.overlay import Flag
from engine.errors import ConfigError
from prompts.base import TaskSpec

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 200\n"


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((), None),
        (("yaml",), 1),
        (("yaml", "file"), 2),
        (("yaml", "file", "env"), 3),
        (("yaml", "file", "env", "set"), 4),
        (("yaml", "file", "env", "set", "flag"), 5),
        (("file", "env"), 3),
        (("yaml", "env"), 3),
        (("file", "set"), 4),
        (("yaml", "flag"), 5),
    ],
)
def test_the_nearer_source_wins(load: Load, sources: tuple[str, ...], expected: int | None) -> None:
    """A flag wins over the environment, that over .env, that over the YAML, and that over the default."""
    Path(".env").write_text("ARABIC_SYNTH__LIMITS__RPM=2\n" if "file" in sources else "OPENAI_API_KEY=x\n", "utf-8")
    overrides: list[str | Flag] = ["limits.rpm=4"] if "set" in sources else []
    overrides += [Flag("--rpm", "limits.rpm", 5)] if "flag" in sources else []
    env = {"ARABIC_SYNTH__LIMITS__RPM": "3"} if "env" in sources else {}
    text = BASE + ("limits: {rpm: 1}\n" if "yaml" in sources else "")
    assert expected == load(text, overrides, env, Path(".env")).config.limits.rpm


def test_a_later_flag_wins(load: Load) -> None:
    """Of two values for one key the later one holds."""
    assert load(BASE, ["seed=8", "seed=9"]).config.seed == 9


@pytest.mark.parametrize(
    ("override", "field", "expected"),
    [
        ("quotas.answer={A: 3, B: 1}", "quotas", {"A": 3, "B": 1}),
        ("quotas.answer.A=3", "quotas", {"A": 3, "B": 1, "C": 1, "D": 1}),
        ("name=2024", "name", "2024"),
        ("name='2024'", "name", "2024"),
        ("model=mock:hostile", "model", "mock:hostile"),
        ("limits=", "limits", None),
    ],
)
def test_a_set_value_is_yaml(load: Load, override: str, field: str, expected: object) -> None:
    """`--set` takes scalars and flow collections; text fields take the text as typed; nothing means the default."""
    config = load(BASE + "quotas: {answer: {A: 1, B: 1, C: 1, D: 1}}\nlimits: {rpm: 3}\n", [override]).config
    found = {"quotas": config.quotas["answer"].amounts, "name": config.name, "model": config.model}
    assert expected == found.get(field, config.limits.rpm)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ARABIC_SYNTH__QUOTAS__ANSWER__A", 7), ("ARABIC_SYNTH__quotas__Answer__A", 7), ("ARABIC_SYNTH_QUOTAS", 1)],
)
def test_environment_keys_have_no_case(load: Load, name: str, expected: int) -> None:
    """Variables match keys in any letter case; one without the double line is none of ours."""
    config = load(BASE + "quotas: {answer: {A: 1, B: 1}}\n", (), {name: "7"}).config
    assert expected == config.quotas["answer"].amounts["A"]


def test_an_empty_variable_says_nothing(load: Load) -> None:
    """An empty environment variable leaves the YAML's value."""
    assert load(BASE + "seed: 3\n", (), {"ARABIC_SYNTH__SEED": ""}).config.seed == 3


def test_data_sets_are_addressed_by_number(load: Load) -> None:
    """`tasks.0.target` is the target of the first data set."""
    config = load("tasks: [{task: exams, target: 5}]\n", ["tasks.0.target=6"], {"ARABIC_SYNTH__TASKS__0__TARGET": "9"})
    assert config.config.tasks[0].target == 6


@pytest.mark.parametrize(
    ("overrides", "env", "dotenv", "message"),
    [
        (["limits.rpmm=3"], {}, "", "--set limits.rpmm: unknown key; did you mean 'rpm'?"),
        (["limits={rpmm: 3}"], {}, "", "--set limits.rpmm: unknown key; did you mean 'rpm'?"),
        (["limits.rpm=[1"], {}, "", "--set limits.rpm: while parsing a flow sequence expected ',' or ']', but got"),
        (["limits={rpm: 1, rpm: 2}"], {}, "", "--set limits.rpm: doubled key"),
        (["seed"], {}, "", "--set seed: write it as --set key.key=value"),
        (["=3"], {}, "", "--set : write it as --set key.key=value"),
        (["quotas.answr={A: 1}"], {}, "", "--set quotas.answr: unknown key; did you mean 'answer'?"),
        (["protect.5=x"], {}, "", "--set protect.5: there is no entry 5"),
        ([Flag("--seed", "seed", "x")], {}, "", "--seed: seed: must be a whole number, not 'x'"),
        ([Flag("--output", "output", "a\x00b")], {}, "", "--output: output: holds a character that must not stand"),
        ([], {"ARABIC_SYNTH__SEED": "x"}, "", "ARABIC_SYNTH__SEED: seed: must be a whole number, not 'x'"),
        ([], {"ARABIC_SYNTH__": "x"}, "", "ARABIC_SYNTH__: write it as ARABIC_SYNTH__KEY__KEY=value"),
        ([], {"ARABIC_SYNTH__SEEED": "3"}, "", "ARABIC_SYNTH__SEEED: seeed: unknown key; did you mean 'seed'?"),
        ([], {}, "A=1\nARABIC_SYNTH__SEED=x\n", ".env:2: seed: must be a whole number, not 'x'"),
        ([], {}, "A=1\nARABIC_SYNTH__SEED x\n", ".env:2: write it as ARABIC_SYNTH__KEY=value"),
    ],
)
def test_a_mistake_names_its_source(
    load: Load, overrides: list[str | Flag], env: dict[str, str], dotenv: str, message: str
) -> None:
    """A mistake that comes from a flag, a variable or .env names that, not a line of the YAML."""
    Path(".env").write_text(dotenv, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(BASE + "protect: [pilot.yaml]\n", overrides, env, Path(".env"))
    assert message == str(caught.value)[: len(message)]


def test_a_missing_env_file_is_an_error(load: Load) -> None:
    """An env file that was asked for must be there."""
    with pytest.raises(ConfigError, match="no such file"):
        load(BASE, env_file=Path("gone.env"))


def test_paths_are_relative_to_where_they_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tasks: Mapping[str, TaskSpec]
) -> None:
    """Input paths in the YAML start at its folder; `output` and what flags say at the working directory."""
    folder = tmp_path / "configs"
    folder.mkdir()
    for file in (folder / "a.csv", folder / "s.jsonl", tmp_path / "b.csv"):
        file.touch()
    (folder / "x.yaml").write_text(BASE + "protect: a.csv\nseeds: {file: s.jsonl}\noutput: out\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    plain = load_config(Path("configs/x.yaml"), tasks=tasks).config
    flagged = load_config(Path("configs/x.yaml"), ["protect=[b.csv]", "output=../o"], tasks=tasks).config
    assert (folder / "a.csv", folder / "s.jsonl") == (plain.protect[0], plain.seeds.file if plain.seeds else None)
    assert (tmp_path / "out", tmp_path / "b.csv") == (plain.output, flagged.protect[0])
    assert tmp_path.parent / "o" == flagged.output


@pytest.mark.parametrize(("text", "name"), [(BASE, "pilot"), (BASE + "name: تجربة_1\n", "تجربة_1")])
def test_a_run_is_named_after_its_file(load: Load, tmp_path: Path, text: str, name: str) -> None:
    """Without a name the run takes the file's, and without an output it goes to `runs/<name>`."""
    config = load(text).config
    assert (name, tmp_path / "runs" / name) == (config.name, config.output)


def test_flags_alone_can_be_a_config(tasks: Mapping[str, TaskSpec]) -> None:
    """A config needs no file; its run is named after the task."""
    loaded = load_config(None, [Flag("TASK", "task", "exams"), Flag("--num-samples", "target", 20)], tasks=tasks)
    assert (loaded.config.name, loaded.settings[0].target) == ("exams", 20)


def test_the_flags_own_values_stay_untouched(load: Load) -> None:
    """A list given as a flag's value is not changed by making its paths absolute."""
    files = ["pilot.yaml"]
    load(BASE, [Flag("--protect", "protect", files)])
    assert files == ["pilot.yaml"]
