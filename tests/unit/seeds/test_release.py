"""Figures of seeds, told exactly or with noise."""

import sys
from collections import Counter
from collections.abc import Sequence
from math import exp
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset.source import SourceItem
from engine.errors import ConfigError, DamagedFileError
from engine.journal.disk import LocalDisk
from engine.rundir import RunDir
from engine.seeds import noise
from engine.seeds.choice import choose_for_task
from engine.seeds.chosen import Choice
from engine.seeds.groups import LEAST, group_seeds
from engine.seeds.limits import SeedLimits
from engine.seeds.release import ReleaseSum, draw_release
from engine.seeds.telling import tell_style
from engine.seeds.told import TOLD_NOTHING
from prompts.discover import discover_tasks
from prompts.style import StyleGuide

SPECS = discover_tasks()
EXAMS = SPECS["exams"]


def add_up(values: Sequence[int], least: int, most: int, epsilon: float) -> int:  # noqa: ARG001
    """Return the clamped sum as it is: a release without noise, to see what noise is added to."""
    return sum(min(max(value, least), most) for value in values)


def make_choice(subjects: str, words: Sequence[int] = (8,)) -> Choice:
    """Return a choice of a seed for each letter, whose stems have so many words in turn."""
    items = []
    for n, subject in enumerate(subjects):
        stem = " ".join(f"كلمة{n}س{k}" for k in range(words[n % len(words)]))
        options = [f"{letter}. خيار{n}ص{letter}" for letter in "ABCD"]
        fields = {"question": f"{stem}؟", "options": options, "answer": "A", "explanation": "", "subject": subject}
        items.append(SourceItem(Path("seeds.jsonl"), n + 1, "exams", fields))
    seeds = choose_for_task(EXAMS, items, 10, SeedLimits(max_similarity=1.0), 1)
    assert len(seeds.items) == len(items)
    return Choice({"exams": seeds})


def draw(folder: Path, choice: Choice, epsilon: float = 4.0, release: ReleaseSum = add_up) -> dict[str, Any]:
    """Draw the figures of a run and return what its file says."""
    draw_release(RunDir(folder), choice, SPECS, epsilon, LocalDisk(), release)
    told: dict[str, Any] = orjson.loads((folder / "style.json").read_bytes())
    return told


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=10))
def test_every_seed_is_in_one_group(subjects: list[str]) -> None:
    """No seed's figures are told twice, and no group with a subject of its own is small."""
    groups = group_seeds(subjects)
    assert sorted(range(len(subjects))) == sorted(at for group in groups for at in group.seeds)
    assert all(len(group.seeds) >= LEAST for group in groups if group.subject or len(groups) > 1)


def test_groups_follow_subjects_alone(tmp_path: Path) -> None:
    """Four seeds of a subject are a group; where the rest are fewer than four, all seeds are one."""
    told = [draw(tmp_path, make_choice(subjects))["tasks"]["exams"] for subjects in ("aaaabbbbcd", "aaaab", "ab")]
    groups = [[(group["subject"], group["seeds"]) for group in each] for each in told]
    assert [[(None, 10)], [(None, 5)], [(None, 2)]] == groups
    (told_of,) = [draw(tmp_path, make_choice("aaaabbbccd"))["tasks"]["exams"]]
    assert [("a", 4), (None, 6)] == [(group["subject"], group["seeds"]) for group in told_of]


def test_every_figure_gets_its_share_of_the_loss(tmp_path: Path) -> None:
    """Four figures are asked for with a quarter of epsilon each, once a group, with the task's own bounds."""
    asked: list[tuple[int, int, int, float]] = []

    def record(values: Sequence[int], least: int, most: int, epsilon: float) -> int:
        asked.append((len(values), least, most, epsilon))
        return 0

    draw(tmp_path, make_choice("aaaabbbb"), 2.0, record)
    assert 2 * [(4, 3, 40, 0.5), (4, 1, 12, 0.5), (4, 0, 1, 0.5), (4, 0, 2, 0.5)] == asked


@given(st.integers(-(10**6), 10**6))
def test_figures_stay_within_their_bounds(noise_added: int) -> None:
    """However much noise there is, prompts ask for what a question can have."""
    with TemporaryDirectory() as folder:
        choice = make_choice("ab")
        told = draw(Path(folder), choice, release=lambda *_: noise_added)
        figures = told["tasks"]["exams"][0]["figures"]
        assert 3 <= figures["stem_words"] <= 40
        assert 0 <= figures["question_mark"] <= 1
        tell_style(RunDir(Path(folder)), choice, SPECS, 1.0)


def test_prompts_are_told_nothing_of_a_single_seed(tmp_path: Path) -> None:
    """Two seed sets with the same sums give the same guides, and every seed of a group the same guidance."""
    one, other = make_choice("ab", words=(5, 15)), make_choice("ab", words=(9, 11))
    draw(tmp_path, one)
    guides = [tell_style(RunDir(tmp_path), choice, SPECS, 4.0).guides["exams"] for choice in (one, other)]
    assert guides[0] == guides[1]
    assert 1 == len({guides[0].describe(at) for at in range(2)})
    assert "اجعل نص السؤال بين 8 كلمات و12 كلمة." in guides[0].describe(0)


def test_a_resumed_run_has_the_same_guides(tmp_path: Path) -> None:
    """What was drawn once is read ever after, with the hash of its file."""
    pytest.importorskip("opendp")
    choice = make_choice("aabb")
    draw(tmp_path, choice, 1.0, noise.release_sum)
    first, second = (tell_style(RunDir(tmp_path), choice, SPECS, 1.0) for _ in range(2))
    assert first == second
    assert 64 == len(first.sha256)


def test_a_plan_tells_nothing_of_the_seeds(tmp_path: Path) -> None:
    """Before anything is drawn, prompts show the middle of every bound, whatever the seeds are."""
    guides = [
        tell_style(RunDir(tmp_path), make_choice("ab", words=(n,)), SPECS, 1.0).guides["exams"].describe(0)
        for n in (4, 30)
    ]
    assert guides[0] == guides[1]
    assert "بين 17 كلمة و25 كلمة" in guides[0]


def test_a_run_that_lost_its_figures_stops(tmp_path: Path) -> None:
    """They are not drawn again behind the back of a run that has begun."""
    (tmp_path / "journal.jsonl").write_bytes(b"")
    with pytest.raises(DamagedFileError, match="are gone"):
        tell_style(RunDir(tmp_path), make_choice("ab"), SPECS, 1.0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"tasks": {"exams": []}}',
        b'{"tasks": {"exams": [{"subject": null, "seeds": 2, "figures": {}}]}}',
        b'{"tasks": {"exams": [{"subject": null, "seeds": 3, "figures": {"stem_words": 5}}]}}',
        b'{"tasks": [1]}',
    ],
)
def test_a_damaged_file_stops_a_run(tmp_path: Path, content: bytes) -> None:
    """Figures that are not those of the seeds are refused with the file's name."""
    (tmp_path / "style.json").write_bytes(content)
    with pytest.raises(DamagedFileError, match=r"style\.json: line 1"):
        tell_style(RunDir(tmp_path), make_choice("ab"), SPECS, 1.0)


def test_without_noise_figures_are_told_by_subject(tmp_path: Path) -> None:
    """Mean and spread stand for each subject and for all; prompts keep each seed's own figures."""
    told = tell_style(RunDir(tmp_path), make_choice("aab", words=(6, 10, 20)), SPECS, None)
    groups = told.figures["tasks"]["exams"]
    assert [("a", 2), ("b", 1), (None, 3)] == [(group["subject"], group["seeds"]) for group in groups]
    assert {"mean": 8.0, "spread": 2.0} == groups[0]["figures"]["stem_words"]
    assert {"mean": 12.0, "spread": 5.89} == groups[2]["figures"]["stem_words"]
    assert ({}, None) == (told.guides, told.figures["epsilon"])


def test_a_run_without_seeds_tells_nothing(tmp_path: Path) -> None:
    """There is nothing to draw noise for."""
    assert TOLD_NOTHING == tell_style(RunDir(tmp_path), Choice(), SPECS, 1.0)


def test_figures_of_every_task_can_be_told(tmp_path: Path) -> None:
    """Each task measures its own composed rows within the bounds that it states, and words any figures within them."""
    for name, spec in SPECS.items():
        rows = [spec.compose({}, Random(n)) for n in range(3)]
        items = [SourceItem(Path("x"), n, name, row) for n, row in enumerate(rows)]
        choice = Choice({name: choose_for_task(spec, items, 3, SeedLimits(max_similarity=1.0), 1)})
        draw_release(RunDir(tmp_path), choice, SPECS, 1.0, LocalDisk(), add_up)
        guide = tell_style(RunDir(tmp_path), choice, SPECS, 1.0).guides[name]
        assert isinstance(guide, StyleGuide)
        assert len(choice.tasks[name].items) == len(guide)


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without OpenDP the command that installs it is said, and nothing is written."""
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    with pytest.raises(ConfigError, match=r"pip install arabic-synth\[dp\]"):
        draw(tmp_path, make_choice("ab"), release=noise.release_sum)
    assert not (tmp_path / "style.json").exists()


def test_noise_has_the_distribution_of_its_loss() -> None:
    """Frequencies of 4,000 draws fit discrete Laplace noise of scale sensitivity / epsilon, and no other."""
    pytest.importorskip("opendp")
    epsilon, width = 1.0, 2
    draws = Counter(noise.release_sum([1, 2, 9], 0, width, epsilon) - 5 for _ in range(4000))
    ratio = exp(-epsilon / width)
    expected = [(1 - ratio) / (1 + ratio) * ratio ** abs(step) for step in range(-2, 3)]
    for step, share in zip(range(-2, 3), expected, strict=True):
        assert share == pytest.approx(draws[step] / 4000, abs=0.04)
