"""What is said about a config that cannot be used: every problem, each with line, column and field."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.config.load import LoadedConfig, load_config
from engine.errors import ConfigError
from prompts.base import TaskSpec

Load = Callable[..., LoadedConfig]

BASE = "task: exams\ntarget: 200\n"
"""Two lines that a snippet follows, so that it begins in line 3."""

PROBLEMS = {
    # keys
    "quotas:\n  answr: {A: 1}": "pilot.yaml:4:3: quotas.answr: unknown key; did you mean 'answer'?",
    "limits: {rpmm: 5}": "pilot.yaml:3:10: limits.rpmm: unknown key; did you mean 'rpm'?",
    "rpm: 5": "pilot.yaml:3:1: rpm: unknown key; did you mean 'limits.rpm'?",
    "sead: 5": "pilot.yaml:3:1: sead: unknown key; did you mean 'seed'?",
    "sink: {zzz: 5}": "pilot.yaml:3:8: sink.zzz: unknown key; known: rows_per_shard",
    "providers: {local: {base_url: 'http://a/v1', api_key: sk-1}}": (
        "pilot.yaml:3:46: providers.local.api_key: unknown key; did you mean 'api_key_env'?"
    ),
    "seed: 1\nseed: 2": "pilot.yaml:4:1: seed: doubled key; it stands in line 3 already",
    "limits: {rpm: 1, rpm: 2}": "pilot.yaml:3:18: limits.rpm: doubled key; it stands in line 3 already",
    # types and bounds
    "seed: yes": "pilot.yaml:3:7: seed: must be a whole number, not 'yes'",
    "seed: true": "pilot.yaml:3:7: seed: must be a whole number, not true",
    "seed: 1.5": "pilot.yaml:3:7: seed: must be a whole number, not 1.5",
    "seed: -1": "pilot.yaml:3:7: seed: must be at least 0, not -1",
    "name: 2024": "pilot.yaml:3:7: name: must be text, not 2024 (put it in quotes)",
    "limits: 5": "pilot.yaml:3:9: limits: must be a mapping, not 5",
    "protect: {a: 1}": "pilot.yaml:3:10: protect: must be a list, not a mapping",
    "generation: {temperature: .nan}": "pilot.yaml:3:27: generation.temperature: must be a finite number",
    "generation: {top_p: 0}": "pilot.yaml:3:21: generation.top_p: must be more than 0, not 0",
    "limits: {concurrency: 0}": "pilot.yaml:3:23: limits.concurrency: must be at least 1, not 0",
    "limits: {concurrency: many}": "pilot.yaml:3:23: limits.concurrency: must be 'auto' or a whole number",
    "output: ''": "pilot.yaml:3:9: output: must not be empty",
    "protect: ['']": "pilot.yaml:3:11: protect.0: must not be empty",
    f"name: {'x' * 61}": "pilot.yaml:3:7: name: is longer than 60 characters",
    "providers: {openai: {rpm: sk-123}}": "pilot.yaml:3:27: providers.openai.rpm: must be a whole number, not text",
    "seeds: {max: 3}": "pilot.yaml:3:1: seeds.file: missing",
    f"seed: {'9' * 5000}": "pilot.yaml:3:7: seed: a number of 5000 characters",
    f"seed: {'9' * 30}": f"pilot.yaml:3:7: seed: must be at most {2**63 - 1}, not {'9' * 30}",
    'name: "a\\u0000b"': "pilot.yaml:3:7: name: the character U+0000 must not stand in a config",
    'name: "\\ud800"': "pilot.yaml:3:7: name: the character U+D800 must not stand in a config",
    **{
        f"name: {name!r}": (
            "pilot.yaml:3:7: name: may hold letters, digits, '-', '_' and '.', and neither starts nor ends with a dot"
        )
        for name in ("../x", "a/b", "a\\b", ".hidden", "a b", "x.")
    },
    # enumerated values
    "workflow: stile": (
        "pilot.yaml:3:11: workflow: must be one of style, persona, combined, not 'stile'; did you mean 'style'?"
    ),
    "gate: {require: lower_bond}": (
        "pilot.yaml:3:17: gate.require: must be one of point, lower_bound, not 'lower_bond'"
        "; did you mean 'lower_bound'?"
    ),
    # quotas
    "quotas: {answer: {A: 1, a: 1}}": "pilot.yaml:3:25: quotas.answer.a: unknown value; did you mean 'A'?",
    "quotas: {answer: {A: 1, X: 1}}": "pilot.yaml:3:25: quotas.answer.X: unknown value; known: A, B, C, D",
    "quotas: {answer: {A: 0, B: 0.0}}": "pilot.yaml:3:18: quotas.answer: every weight is 0",
    "quotas: {answer: {}}": "pilot.yaml:3:18: quotas.answer: names no value",
    "quotas: {answer: 5}": "pilot.yaml:3:18: quotas.answer: must be a mapping, not 5",
    "quotas: {answer: {A: -1}}": "pilot.yaml:3:22: quotas.answer.A: must be 0 or a number from 1e-09 to 1e+09, not -1",
    "quotas: {answer: {A: .inf}}": (
        "pilot.yaml:3:22: quotas.answer.A: must be 0 or a number from 1e-09 to 1e+09, not inf"
    ),
    "quotas: {answer: {A: }}": "pilot.yaml:3:21: quotas.answer.A: must be a number, not nothing",
    "quotas: {answer: {A: true}}": "pilot.yaml:3:22: quotas.answer.A: must be a number, not true",
    "quotas: {answer: {' ': 1}}": (
        "pilot.yaml:3:19: quotas.answer. : a value must not be empty, nor start or end with a space"
    ),
    "quotas:\n  subject:\n    counts: {physics: 90, history: 100}": (
        "pilot.yaml:5:5: quotas.subject.counts: the counts add up to 190, but the target is 200"
    ),
    "quotas: {answer: {counts: {X: 200}}}": "pilot.yaml:3:28: quotas.answer.counts.X: unknown value; known: A, B, C, D",
    "quotas: {answer: {counts: {A: 1.5}}}": (
        "pilot.yaml:3:31: quotas.answer.counts.A: must be a whole number, not 1.5"
    ),
    "quotas: {answer: {counts: {A: 200}, B: 1}}": (
        "pilot.yaml:3:18: quotas.answer: has weights beside `counts`; give one of the two"
    ),
    **{
        f"quotas: {{{name}: {{x: 1}}}}": (
            f"pilot.yaml:3:10: quotas.{name}: is a field of the row's content, which no quota can plan"
            "; known: answer, subject"
        )
        for name in ("question", "options", "id", "meta")
    },
    "quotas: {form: {x: 1}}": (
        "pilot.yaml:3:10: quotas.form: is drawn for each row by the task itself; choose another name"
    ),
    "quotas: {a-b: {x: 1}}": (
        "pilot.yaml:3:10: quotas.a-b: a dimension's name must be letters, digits and '_', as a field's is"
    ),
    # models and providers
    "model: mock:hostil": "pilot.yaml:3:8: model: unknown mock profile 'hostil'; did you mean 'hostile'?",
    "model: opnai:gpt-4o": "pilot.yaml:3:8: model: unknown provider 'opnai'; did you mean 'openai'?",
    "model: gpt-4o": "pilot.yaml:3:8: model: must be mock, mock:PROFILE or PROVIDER:MODEL, not 'gpt-4o'",
    "model: 'mock:'": "pilot.yaml:3:8: model: must be mock, mock:PROFILE or PROVIDER:MODEL, not 'mock:'",
    "providers: {local: {}}": "pilot.yaml:3:13: providers.local.base_url: missing",
    "providers: {local: {base_url: 'ftp://a'}}": (
        "pilot.yaml:3:31: providers.local.base_url: must be a URL such as https://api.example.com/v1"
    ),
    "providers: {local: {base_url: 'http://me:pw@a/'}}": (
        "pilot.yaml:3:31: providers.local.base_url: holds a user name or a password;"
        " put the key in an environment variable (api_key_env)"
    ),
    "providers: {local: {base_url: 'http://a/?api_key=x'}}": (
        "pilot.yaml:3:31: providers.local.base_url: holds a key or a fragment;"
        " put the key in an environment variable (api_key_env)"
    ),
    "providers: {openai: {api_key_env: sk-proj-123}}": (
        "pilot.yaml:3:35: providers.openai.api_key_env: must be the NAME of an environment variable;"
        " keys themselves never stand in a config"
    ),
    "providers: {openai: {profiles: {x: {}}}}": (
        "pilot.yaml:3:22: providers.openai.profiles: only `mock` has fault profiles"
    ),
    "providers: {mock: {profiles: {clean: {}}}}": (
        "pilot.yaml:3:30: providers.mock.profiles: 'clean' is built in; choose another name"
    ),
    "providers: {mock: {profiles: {x: {malfromed: 1}}}}": (
        "pilot.yaml:3:35: providers.mock.profiles.x.malfromed: unknown key; did you mean 'malformed'?"
    ),
    "providers: {mock: {profiles: {x: {http_429: 0.6, hangs: 0.6}}}}": (
        "pilot.yaml:3:34: providers.mock.profiles.x:"
        " http_429, http_500, dropped_connections and hangs add up to more than 1"
    ),
    # several data sets
    "tasks: [{task: exams, target: 1}]": (
        "pilot.yaml:1:1: task: stands beside `tasks`; give one of the two\n"
        "pilot.yaml:2:1: target: stands beside `tasks`; give one of the two"
    ),
    # what this version does not carry out
    "workflow: persona": "pilot.yaml:3:11: workflow: 'persona' rewrites the items of seeds.file, and none is given",
    "executor: ray": "pilot.yaml:3:11: executor: 'ray' cannot be used in this version; use local",
    "model: openai/gpt-4o\npool: [opnai:gpt-4o]": (
        "pilot.yaml:4:8: pool.0: unknown provider 'opnai'; did you mean 'openai'?"
    ),
    "pool: openai/gpt-4o": "pilot.yaml:3:7: pool.0: the mock shares its calls with nobody",
    # YAML
    "seed:\n\t1": "pilot.yaml:4:1: a tab cannot indent; use spaces",
    "seed: *x": "pilot.yaml:3:7: *x names no anchor that ends before it",
    "seed: !!int 3": "pilot.yaml:3:7: tags (!…) mean nothing in a config",
    "? [a]\n: 1": "pilot.yaml:3:3: a key must be text",
    "---\nseed: 1": "pilot.yaml:3:1: a second document begins; a config is one",
    "name: a\u2028b": "pilot.yaml:3:8: the character U+2028 must not stand in a config",
    "name: \x00": "pilot.yaml:3:7: the character U+0000 must not stand in a config",
    "<<: 5": "pilot.yaml:3:5: << takes a mapping, or a list of them",
}


@pytest.mark.parametrize("snippet", PROBLEMS)
def test_a_mistake_is_named_by_place_and_field(load: Load, snippet: str) -> None:
    """A mistake is the one line of the error, with file, line, column, field and what was probably meant."""
    with pytest.raises(ConfigError) as caught:
        load(BASE + snippet)
    assert PROBLEMS[snippet] == str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "pilot.yaml: is empty"),
        ("# nothing\n", "pilot.yaml: is empty"),
        ("- a\n", "pilot.yaml:1:1: must be a mapping of keys to values"),
        ("seed: 1\n", "pilot.yaml:1:1: target: missing\npilot.yaml:1:1: task: missing"),
        ("task: exms\ntarget: 5\n", "pilot.yaml:1:7: task: unknown task 'exms'; did you mean 'exams'?"),
        ("task: zzz\ntarget: 5\n", "pilot.yaml:1:7: task: unknown task 'zzz'; known: exams, sentiment"),
        ("tasks: []\n", "pilot.yaml:1:8: tasks: names no data set"),
        ("task: exams\ntarget: 0\n", "pilot.yaml:2:9: target: must be at least 1, not 0"),
        (b"task: exams\nname: \xe9\n", "pilot.yaml:2: is not UTF-8 (byte 0xe9)"),
        ("task: exams".encode("utf-16"), "pilot.yaml:1: is UTF-16; save it as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "pilot.yaml:1: is not UTF-8 (byte 0x89)"),
        (b"# x\n" * 40_000, "pilot.yaml: larger than 128 KiB, which no config is"),
    ],
)
def test_a_file_that_is_no_config_is_refused_in_words(load: Load, text: str | bytes, message: str) -> None:
    """A file that cannot be a config is refused with the reason, by line where there is one."""
    with pytest.raises(ConfigError) as caught:
        load(text)
    assert sorted(message.splitlines()) == sorted(str(caught.value).splitlines())


def test_every_mistake_is_reported_at_once(load: Load) -> None:
    """Mistakes of the YAML, of fields, of quotas, of files and of this version's gaps stand in one error, by line."""
    with pytest.raises(ConfigError) as caught:
        load(
            "task: exams\ntarget: 10\ntarget: 20\nlimits: {rpm: x}\nquotas: {answr: {A: 1}}\n"
            "protect: [gone.csv]\nexecutor: ray\nmodel: mock:nope\n"
        )
    places = [line.split(": ")[:2] for line in str(caught.value).splitlines()]
    assert places == [
        ["pilot.yaml:3:1", "target"],
        ["pilot.yaml:4:15", "limits.rpm"],
        ["pilot.yaml:5:10", "quotas.answr"],
        ["pilot.yaml:6:11", "protect.0"],
        ["pilot.yaml:7:11", "executor"],
        ["pilot.yaml:8:8", "model"],
    ]


def test_mistakes_in_several_data_sets_keep_their_numbers(load: Load) -> None:
    """Each data set's mistakes are named by its own position, whatever is wrong with those before it."""
    with pytest.raises(ConfigError) as caught:
        load("tasks:\n- 5\n- {target: 4, quotas: {x: {A: z}}}\n- {task: exams, target: 1, quotas: {answr: {A: 1}}}\n")
    assert str(caught.value).splitlines() == [
        "pilot.yaml:2:3: tasks.0: must be a mapping, not 5",
        "pilot.yaml:3:3: tasks.1.task: missing",
        "pilot.yaml:3:31: tasks.1.quotas.x.A: must be a number, not 'z'",
        "pilot.yaml:4:37: tasks.2.quotas.answr: unknown key; did you mean 'answer'?",
    ]


def test_one_mistake_makes_no_others(load: Load) -> None:
    """Nothing is reported only because a wrong value had to be left out."""
    with pytest.raises(ConfigError) as caught:
        load("task: exams\ntarget: x\nquotas: {answer: {counts: {A: y, B: 3}}}\n")
    assert [line.split(": ")[1] for line in str(caught.value).splitlines()] == ["target", "quotas.answer.counts.A"]


def test_missing_input_files_are_named_with_their_path(load: Load, tmp_path: Path) -> None:
    """A missing input file is named by field and path; a pattern is said to be one."""
    with pytest.raises(ConfigError) as caught:
        load(BASE + "seeds: {file: s.jsonl}\npersonas: {file: .}\nprotect:\n  - '*.csv'\n")
    assert [
        f"pilot.yaml:3:15: seeds.file: no such file: {tmp_path}/s.jsonl",
        f"pilot.yaml:4:18: personas.file: not a file: {tmp_path}",
        f"pilot.yaml:6:5: protect.0: no such file: {tmp_path}/*.csv; name each file, patterns are not read",
    ] == str(caught.value).splitlines()


def test_missing_input_files_do_not_matter_to_who_only_reads_the_config(load: Load) -> None:
    """With `check_files=False` a config loads whose input files are gone."""
    assert load(BASE + "protect: [s.jsonl]", check_files=False).config.protect[0].name == "s.jsonl"


@pytest.mark.parametrize("name", ["gone.yaml", ".", "x" * 300])
def test_a_config_that_is_not_there_is_a_config_error(tmp_path: Path, name: str, tasks: Mapping[str, TaskSpec]) -> None:
    """A path that leads to no file is a ConfigError that names it."""
    with pytest.raises(ConfigError, match=r"no such file|not a file|cannot be read"):
        load_config(tmp_path / name, tasks=tasks)


def test_a_thousand_mistakes_are_cut_to_a_hundred(load: Load) -> None:
    """An error shows a hundred lines and counts the rest."""
    with pytest.raises(ConfigError) as caught:
        load(BASE + "".join(f"k{number}: 1\n" for number in range(150)))
    assert (len(lines := str(caught.value).splitlines()), lines[-1]) == (101, "… and 50 more")


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("max: 3, min_subjects: 4", "seeds.min_subjects: cannot be more than max, 3"),
        ("max: 3, min_bands: 4", "seeds.min_bands: cannot be more than max, 3"),
        ("epsilon: 0", "seeds.epsilon: must be at least 0.01, not 0"),
        ("max: 11", "seeds.max: must be at most 10, not 11"),
    ],
)
def test_limits_of_seeds_are_checked(load: Load, tmp_path: Path, limit: str, message: str) -> None:
    """More seeds than ten, more subjects than seeds, and a loss of nothing are refused by name."""
    (tmp_path / "s.csv").touch()
    with pytest.raises(ConfigError, match=re.escape(message)):
        load(BASE + f"seeds: {{file: s.csv, {limit}}}\n")
