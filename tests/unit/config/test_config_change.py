"""Whether a run may go on with a changed config: free, a new epoch, or refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.config.change import RULES, Changes, compare
from engine.config.load import LoadedConfig
from engine.config.model import Config

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 200\n"
GONE = " (a check can only become stricter)"
PROFILE = "model: mock:p\nproviders: {{mock: {{profiles: {{p: {{malformed: {}}}, q: {{english: {}}}}}}}}}\n"

WORDS = "validators: {{words: {{question: [{}, {}]}}}}"

TABLE = [
    # free
    ("target: 200", "target: 300", "free", "target: 200 -> 300"),
    ("limits: {rpm: 500}", "limits: {rpm: 800}", "free", "limits.rpm: 500 -> 800"),
    ("", "limits: {rpm: 800}", "free", "limits.rpm: none -> 800"),
    ("", "limits: {concurrency: 8}", "free", "limits.concurrency: auto -> 8"),
    ("", "budget: {usd: 5}", "free", "budget.usd: none -> 5"),
    ("", "timeouts: {total_s: 90}", "free", "timeouts.total_s: 180 -> 90"),
    ("", "gate: {accept_rate: 0.5}", "free", "gate: changed"),
    ("", "sink: {rows_per_shard: 50}", "free", "sink.rows_per_shard: 1000 -> 50"),
    ("name: a\noutput: /o", "name: b\noutput: /o", "free", "name: a -> b"),
    ("output: /a", "output: /b", "free", "output: /a -> /b"),
    ("", "providers: {openai: {api_key_env: A}}", "free", "providers.openai: changed"),
    (PROFILE.format(0.1, 0.1), PROFILE.format(0.1, 0.2), "free", "providers.mock: changed"),
    ("", "corpus: {opening: 0.3}", "free", "corpus.opening: 0.25 -> 0.3"),
    # a new epoch
    ("", "model: mock:hostile", "epoch", "model: mock -> mock:hostile"),
    (PROFILE.format(0.1, 0.1), PROFILE.format(0.2, 0.1), "epoch", "providers.mock.profiles.p: other faults"),
    ("", "generation: {temperature: 0.5}", "epoch", "generation.temperature: 0.9 -> 0.5"),
    ("", "attempts: {per_row: 40}", "epoch", "attempts.per_row: 20 -> 40"),
    ("", "attempts: {per_row: 10}", "epoch", "attempts.per_row: 20 -> 10"),
    ("", "validators: {min_ttr: 0.3}", "epoch", "validators.min_ttr: 0.18 -> 0.3"),
    ("", "validators: {min_arabic_ratio: 0.9}", "epoch", "validators.min_arabic_ratio: 0.6 -> 0.9"),
    ("workflow: combined", "workflow: combined\npersonas: {per_item: 3}", "refused", "personas.per_item: 5 -> 3"),
    (
        "workflow: combined",
        "workflow: combined\npersonas: {file: one.csv}",
        "refused",
        "personas.file: none -> one.csv",
    ),
    ("", "validators: {most_dialect: 2}", "epoch", "validators.most_dialect: 5 -> 2"),
    ("validators: {personal: mask}", "", "epoch", "validators.personal: mask -> refuse"),
    ("", "validators: {personal_names: true}", "epoch", "validators.personal_names: False -> True"),
    (WORDS.format(5, 60), WORDS.format(6, 60), "epoch", "validators.words: question 5-60 -> question 6-60"),
    ("", "corpus: {refuse_opening: 0.3}", "epoch", "corpus.refuse_opening: none -> 0.3"),
    # refused
    ("", WORDS.format(0, 900), "refused", "validators.words: none -> question 0-900" + GONE),
    (WORDS.format(5, 60), WORDS.format(5, 61), "refused", "validators.words: question 5-60 -> question 5-61" + GONE),
    (WORDS.format(5, 60), "", "refused", "validators.words: question 5-60 -> none" + GONE),
    ("", "validators: {personal: keep}", "refused", "validators.personal: refuse -> keep" + GONE),
    ("leaks: {meaning: 0.65}", "", "refused", "leaks.meaning: 0.65 -> none"),
    ("corpus: {refuse_topic: 0.1}", "", "refused", "corpus.refuse_topic: 0.1 -> none" + GONE),
    ("", "corpus: {min_rows: 200}", "refused", "corpus.min_rows: 100 -> 200" + GONE),
    ("", "seed: 7", "refused", "seed: 42 -> 7"),
    ("task: exams", "task: sentiment", "refused", "task: exams -> sentiment"),
    ("", "quotas: {answer: {A: 2, B: 1}}", "refused", "quotas.answer: A=1 B=1 C=1 D=1 -> A=2 B=1"),
    ("", "quotas: {region: {a: 1}}", "refused", "quotas.region: none -> a=1"),
    ("quotas: {region: {a: 1}}", "", "refused", "quotas.region: a=1 -> none"),
    ("quotas: {r: {a: 1, b: 1}}", "quotas: {r: {b: 1, a: 1}}", "refused", "quotas.r: a=1 b=1 -> b=1 a=1"),
    (
        "quotas: {r: {a: 1}, s: {b: 1}}",
        "quotas: {s: {b: 1}, r: {a: 1}}",
        "refused",
        "quotas: order answer, r, s -> answer, s, r",
    ),
    ("", "quotas: {answer: {counts: {A: 200}}}", "refused", "quotas.answer: A=1 B=1 C=1 D=1 -> counts A=200"),
    ("", "validators: {min_ttr: 0.1}", "refused", "validators.min_ttr: 0.18 -> 0.1" + GONE),
    ("", "dedup: {threshold: 0.8}", "refused", "dedup.threshold: 0.7 -> 0.8"),
    ("", "dedup: {threshold: 0.6}", "refused", "dedup.threshold: 0.7 -> 0.6"),
    ("", "leaks: {similarity: 0.5}", "refused", "leaks.similarity: 0.6 -> 0.5"),
    ("target: 200", "target: 180", "refused", "target: 200 -> 180 (a target only grows)"),
    ("target: 200", "target: 100", "refused", "target: 200 -> 100 (150 rows are accepted)"),
    ("", "protect: [one.csv]", "refused", "protect: none -> one.csv"),
    ("protect: [one.csv]", "", "refused", "protect: one.csv -> none"),
    ("protect: [one.csv]", "protect: [two.csv]", "refused", "protect: one.csv -> two.csv"),
    ("seeds: {file: one.csv}", "seeds: {file: two.csv}", "refused", "seeds.file: one.csv -> two.csv"),
    ("seeds: {file: one.csv}", "seeds: {file: one.csv, max: 5}", "refused", "seeds.max: 10 -> 5"),
    ("seeds: {file: one.csv}", "seeds: {file: one.csv, min_subjects: 4}", "refused", "seeds.min_subjects: 3 -> 4"),
    ("seeds: {file: one.csv}", "seeds: {file: one.csv, min_bands: 1}", "refused", "seeds.min_bands: 2 -> 1"),
    (
        "seeds: {file: one.csv}",
        "seeds: {file: one.csv, max_similarity: 0.25}",
        "refused",
        "seeds.max_similarity: 0.5 -> 0.25",
    ),
    ("seeds: {file: one.csv}", "seeds: {file: one.csv, epsilon: 2}", "refused", "seeds.epsilon: none -> 2"),
    # no change
    ("", "quotas: {answer: {D: 2, C: 2, B: 2, A: 2}}", "none", ""),
    ("model: mock", "model: mock:clean", "none", ""),
    ("protect: [one.csv, two.csv]", "protect: [two.csv, one.csv]", "none", ""),
]


def _compare(old: Config, new: Config, changed: Path | None = None) -> Changes:
    hashes = {f"{path}": path.stem.removeprefix("copy_of_") for path in Path.cwd().glob("*.csv")}
    later = {**hashes, **({str(changed): "changed"} if changed else {})}
    return compare(old, new, hashes, later, {"exams": 150})


@pytest.fixture(autouse=True)
def _files(load: Load) -> None:  # noqa: ARG001
    for name in ("one", "two", "copy_of_one"):
        Path(f"{name}.csv").touch()


def _make(load: Load, text: str) -> Config:
    lines = [line for line in BASE.splitlines() if line.split(":")[0] not in text.split(":", maxsplit=1)[0]]
    return load("\n".join([*lines, text])).config


@pytest.mark.parametrize(("before", "after", "kind", "line"), TABLE)
def test_a_change_is_free_an_epoch_or_refused(load: Load, before: str, after: str, kind: str, line: str) -> None:
    """A change is put where the rules put it, with one line that says what was and what is."""
    changes = _compare(_make(load, before), _make(load, after))
    found = {name: getattr(changes, name) for name in ("free", "epoch", "refused") if getattr(changes, name)}
    if kind == "refused" and after == "task: sentiment":
        found["refused"] = found["refused"][:1]
    assert ({kind: [line]} if line else {}) == found


def test_a_file_that_moved_is_the_same_file(load: Load) -> None:
    """Input files are compared by content: the same one elsewhere is free, another one of the same name refused."""
    old = load(BASE + "protect: [one.csv]").config
    moved = _compare(old, load(BASE + "protect: [copy_of_one.csv]").config)
    edited = _compare(old, old, Path.cwd() / "one.csv")
    assert ([f"protect: {Path.cwd()}/one.csv -> {Path.cwd()}/copy_of_one.csv (same content)"], []) == (
        moved.free,
        moved.refused,
    )
    assert edited.refused == ["protect: one.csv -> one.csv (other content)"]


def test_changes_of_several_data_sets_name_the_task(load: Load) -> None:
    """With several tasks each line says which one it is about; their order is no change."""
    old = load("tasks: [{task: exams, target: 5}, {task: sentiment, target: 5}]").config
    new = load("tasks: [{task: sentiment, target: 8}, {task: exams, target: 5, quotas: {answer: {A: 1}}}]").config
    changes = compare(old, new, {}, {}, {})
    assert changes.free == ["sentiment.target: 5 -> 8"]
    assert changes.refused == ["exams.quotas.answer: A=1 B=1 C=1 D=1 -> A=1"]


def test_one_data_set_is_the_same_whichever_way_it_is_written(load: Load) -> None:
    """`task` and `target` mean the same as a list of one."""
    old, new = load(BASE).config, load("tasks: [{task: exams, target: 200}]").config
    assert Changes() == compare(old, new, {}, {}, {})


def test_every_field_of_the_config_has_a_rule() -> None:
    """No field can change without a rule that says what it means."""
    by_meaning = {
        "gate",
        "task",
        "target",
        "quotas",
        "tasks",
        "model",
        "pool",
        "providers",
        "seeds",
        "personas",
        "protect",
    }
    assert set(Config.model_fields) == by_meaning | {name.split(".")[0] for name in RULES}
    fields = Config().validators.model_dump()
    assert {f"validators.{key}" for key in fields} == {name for name in RULES if name.startswith("validators.")}
