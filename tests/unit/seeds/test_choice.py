"""Which items of a file become seeds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset.reader import read_items
from engine.dataset.source import SourceItem
from engine.errors import InputError
from engine.seeds.band import list_bands
from engine.seeds.choice import choose_for_task, choose_seeds
from engine.seeds.chosen import TaskChoice
from engine.seeds.cover import cover
from engine.seeds.limits import NO_LIMITS, SeedLimits
from prompts.discover import discover_tasks

SPECS = discover_tasks()
EXAMS = SPECS["exams"]
PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("123456")), min_size=1, max_size=30)
FEW_PAIRS = st.lists(
    st.tuples(st.sampled_from(["", "a", "b", "c", "d"]), st.sampled_from(["", "1", "2", "3"])), max_size=8
)
LOOSE = SeedLimits(max_similarity=1.0)


def make_item(line: int, question: str, **more: Any) -> SourceItem:
    """Return a question of a seed file."""
    options = [f"{letter}. خيار{line} {letter}" for letter in "ABCD"]
    fields = {"question": question, "options": options, "answer": "A", "explanation": "", **more}
    return SourceItem(Path("seeds.jsonl"), line, "exams", fields)


def make_items(pairs: Sequence[tuple[str, str]]) -> list[SourceItem]:
    """Return questions of some subjects and grades, no two with a word in common."""
    return [make_item(n, f"سؤال{n} كلمة{n}", subject=pair[0], grade=pair[1]) for n, pair in enumerate(pairs, 1)]


def choose(items: Sequence[SourceItem], n: int = 10, limits: SeedLimits = NO_LIMITS, seed: int = 1) -> TaskChoice:
    """Return the seeds among some questions."""
    return choose_for_task(EXAMS, items, n, limits, seed)


def write(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Write rows as JSONL."""
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return path


def write_items(folder: Path, items: Sequence[SourceItem]) -> Path:
    """Write questions as a seed file."""
    return write(folder / "seeds.jsonl", [dict(item.fields) for item in items])


@given(PAIRS, st.integers(1, 10), st.integers(1, 6), st.integers(1, 5), st.integers(0, 5))
def test_limits_are_met_wherever_they_can_be(
    pairs: list[tuple[str, str]], n: int, subjects: int, bands: int, seed: int
) -> None:
    """As many subjects and bands are covered as the best choice of so many items covers, up to the limits."""
    chosen = choose(make_items(pairs), n, SeedLimits(subjects, bands, 1.0), seed)
    if chosen.band_field != "grade":
        return
    wanted = SeedLimits(subjects, bands).fit(n)

    def count(values: Iterable[str], most: int) -> int:
        return min(len(set(values)), most)

    best = cover(pairs, wanted.subjects, wanted.bands, n)
    reached = count((subject for subject, _ in best), wanted.subjects) + count((band for _, band in best), wanted.bands)
    assert reached <= count(chosen.subjects, wanted.subjects) + count(chosen.bands, wanted.bands)


@given(FEW_PAIRS, st.integers(1, 4), st.integers(1, 4), st.integers(1, 5))
def test_a_cover_is_as_small_as_can_be(pairs: list[tuple[str, str]], subjects: int, bands: int, most: int) -> None:
    """No other choice of so many pairs reaches both limits where the cover does not."""
    found = cover(pairs, subjects, bands, most)
    distinct = sorted(set(pairs))

    def meets(chosen: Sequence[tuple[str, str]]) -> bool:
        return len({s for s, _ in chosen} - {""}) >= subjects and len({b for _, b in chosen} - {""}) >= bands

    choices = ([pair for place, pair in enumerate(distinct) if mask >> place & 1] for mask in range(2 ** len(distinct)))
    assert any(len(each) <= most and meets(each) for each in choices) == meets(found)
    assert len(found) <= most


@given(PAIRS, st.integers(1, 10), st.integers(0, 9))
def test_the_choice_is_a_function_of_its_arguments(pairs: list[tuple[str, str]], n: int, seed: int) -> None:
    """Twice the same gives twice the same, in file order, and never an item twice."""
    items = make_items(pairs)
    chosen = choose(items, n, LOOSE, seed)
    assert chosen == choose(items, n, LOOSE, seed)
    assert len(chosen.items) == min(n, len(items))
    lines = [item.line for item in chosen.items]
    assert lines == sorted(set(lines))


@given(st.lists(st.lists(st.sampled_from("ابجدهوزحط"), min_size=1, max_size=6), min_size=2, max_size=20))
def test_no_two_seeds_are_too_much_alike(stems: list[list[str]]) -> None:
    """Whatever a file holds, two seeds share no more of their words than the limit allows."""
    items = [make_item(1, " ".join(stem)) for stem in stems]
    chosen = choose(items, limits=SeedLimits(max_similarity=0.6))
    bags = [{*str(item.fields["question"]).split(), "خيار1", "a", "b", "c", "d"} for item in chosen.items]
    worst = max((len(x & y) / len(x | y) for at, x in enumerate(bags) for y in bags[:at]), default=0.0)
    assert worst == pytest.approx(chosen.most_alike)
    assert worst <= 0.6


def test_the_least_alike_come_first() -> None:
    """Of a subject's items, one that repeats what is chosen is left for one that does not."""
    near = [
        make_item(1, f"متى بدأت الثورة الصناعية في أوروبا أول مرة {word}") for word in ("هنا", "هناك", "إذن", "حقًا")
    ]
    far = make_item(2, "كم ضلعًا للمثلث القائم وما مجموع زواياه إذا رسم")
    assert all(far in choose([*near, far], 2, LOOSE, seed).items for seed in range(9))


def test_options_in_another_order_make_no_other_item() -> None:
    """Copies are told by their texts, wherever an option stands."""
    first = make_item(1, "ما هذا")
    turned = SourceItem(first.path, 2, "exams", {**first.fields, "options": ["A. ب", "B. أ", "C. ج", "D. د"]})
    again = SourceItem(first.path, 3, "exams", {**first.fields, "options": ["A. أ", "B. ب", "C. ج", "D. د"]})
    chosen = choose([turned, again])
    assert (2, 1, 1) == (chosen.in_file["items"], chosen.in_file["different"], len(chosen.items))


@pytest.mark.parametrize("seed", range(9))
def test_an_early_choice_does_not_bar_a_later_one(seed: int) -> None:
    """Three subjects and three grades are found in three items where only one choice of three has them."""
    items = make_items([("a", "1"), ("a", "2"), ("b", "1"), ("c", "3")])
    chosen = choose(items, 3, SeedLimits(3, 3), seed)
    assert [("a", "2"), ("b", "1"), ("c", "3")] == list(zip(chosen.subjects, chosen.bands, strict=True))


def test_subjects_are_chosen_evenly() -> None:
    """No subject has two seeds more than another that has any left."""
    counts = Counter(choose(make_items([("a", "1"), ("a", "2")] * 40 + [("b", "1")] * 9 + [("c", "2")] * 9)).subjects)
    assert [4, 3, 3] == sorted(counts.values(), reverse=True)


def test_a_rare_band_is_found() -> None:
    """One item of another grade among a thousand becomes a seed."""
    chosen = choose(make_items([("abc"[n % 3], "7") for n in range(999)] + [("a", "8")]), 4)
    assert {"7", "8"} == set(chosen.bands)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (
            SeedLimits(min_subjects=3),
            "seeds.min_subjects: the 4 seeds of exams are of 1 subject (a), not of 3; the file has 1 subject",
        ),
        (
            SeedLimits(min_bands=4),
            "seeds.min_bands: the 4 seeds of exams are of 2 bands (1, 2), not of 4; the file has 2 bands by grade",
        ),
    ],
)
def test_a_limit_that_was_set_and_cannot_be_met_is_an_error(tmp_path: Path, limits: SeedLimits, said: str) -> None:
    """The error names the file, the limit and what the file has."""
    path = write_items(tmp_path, make_items([("a", "1"), ("a", "2")] * 2))
    with pytest.raises(InputError) as error:
        choose_seeds(path, 10, limits, {"exams": EXAMS}, 1)
    assert f"{path}: {said}" == str(error.value)
    assert 2 == error.value.exit_code


def test_a_default_that_cannot_be_met_is_a_warning(tmp_path: Path) -> None:
    """A file of one subject is used all the same, and it is said."""
    path = write_items(tmp_path, make_items([("a", "1"), ("a", "2")] * 2))
    chosen = choose_seeds(path, 10, NO_LIMITS, {"exams": EXAMS}, 1)
    assert 4 == len(chosen.tasks["exams"].items)
    (said,) = chosen.warnings
    assert "the 4 seeds of exams are of 1 subject (a), not of 3" in said


def test_a_file_of_copies_gives_few_seeds_and_says_so(tmp_path: Path) -> None:
    """Items beyond the allowed likeness are not used to fill the number."""
    rows = [make_item(1, f"ما عاصمة مصر وما أكبر مدنها {n}", subject="abc"[n % 3], grade=n % 2) for n in range(9)]
    chosen = choose_seeds(write_items(tmp_path, rows), 10, NO_LIMITS, {"exams": EXAMS}, 1)
    assert 1 == len(chosen.tasks["exams"].items)
    assert any("only 1 seed of exams can be used, not 10" in line for line in chosen.warnings)


def test_a_task_without_subjects_lacks_none(tmp_path: Path) -> None:
    """Seeds of opinions need no subjects; asked for nothing but opinions, a set limit cannot be met."""
    rows = [{"text": f"رأي{n} " * (n + 3), "sentiment": "positive"} for n in range(12)]
    path = write(tmp_path / "seeds.jsonl", rows)
    specs = {"sentiment": SPECS["sentiment"]}
    assert () == choose_seeds(path, 10, NO_LIMITS, specs, 1).warnings
    with pytest.raises(InputError, match="0 subjects, not of 2"):
        choose_seeds(path, 10, SeedLimits(min_subjects=2), specs, 1)


def test_a_share_of_one_seed_warns_of_nothing(tmp_path: Path) -> None:
    """Where one seed is asked for, one subject and one band are all that is looked for."""
    path = write_items(tmp_path, make_items([("a", "1"), ("b", "2")]))
    assert () == choose_seeds(path, 1, NO_LIMITS, {"exams": EXAMS}, 1).warnings


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ([{"difficulty": "easy", "grade": 3}, {"difficulty": "hard", "grade": 4}], "difficulty"),
        ([{"difficulty": "easy", "grade": 3}, {"difficulty": "easy", "grade": "4"}], "grade"),
        ([{"level": "Primary"}, {"level": "High"}, {}], "level"),
        ([{"level": "Primary"}, {"level": "High"}, {}, {}, {}], "estimated"),
        ([{"grade": True}, {"grade": [1]}], "estimated"),
        ([{"grade": "x" * 99}, {"grade": 10**400}], "estimated"),
        ([], "estimated"),
    ],
)
def test_a_band_comes_from_the_first_field_that_tells(values: list[dict[str, Any]], field: str) -> None:
    """A field tells where half of the items have it, in more than one value, as a short text or a number."""
    rows = [{**make_item(n, "سؤال").fields, **more} for n, more in enumerate(values)]
    found, bands = list_bands(EXAMS, rows)
    assert (field, len(rows)) == (found, len(bands))


def test_an_estimate_puts_items_in_thirds() -> None:
    """Short stems with uneven options come before long ones with even options."""
    rows = [make_item(n, "كلمة " * (n + 1)).fields for n in range(9)]
    assert ("estimated", ["low"] * 3 + ["middle"] * 3 + ["high"] * 3) == list_bands(EXAMS, rows)


@pytest.mark.parametrize("stem", ["؟" * 500, "\u200b", "ا" * 100_000, "كلمة\x00كلمة", "😀 😀", "1 2 3"])
def test_hostile_stems_are_chosen_among(stem: str) -> None:
    """Whatever a stem consists of, a choice comes out."""
    items = [make_item(1, stem, subject="a"), make_item(2, f"{stem} آخر", subject=" "), make_item(3, "سؤال")]
    assert 1 <= len(choose(items).items) <= 3


def test_many_subjects_are_no_trouble() -> None:
    """Where every item has a subject and a grade of its own, ten different ones come out."""
    chosen = choose(make_items([(f"s{n}", f"g{n}") for n in range(2000)]), limits=SeedLimits(10, 10))
    assert (10, 10) == (len(set(chosen.subjects)), len(set(chosen.bands)))


def test_ten_of_ten_thousand_are_of_ten_subjects() -> None:
    """However many items there are, and however alike their words, as many subjects as can be are among the ten."""
    words = [f"كلمة{n % 997}س{n % 89}" for n in range(5000)]
    items = [
        make_item(
            n, " ".join(words[(n * 31 + k * k * 7) % 5000] for k in range(12)), subject=f"s{n % 40}", grade=n % 12
        )
        for n in range(10_000)
    ]
    assert 10 == len(set(choose(items).subjects))


@pytest.mark.real_data
def test_real_school_questions_cover_subjects_and_grades(real_data: Path) -> None:
    """Ten EXAMS questions come from all five subjects and at least seven of nine grades, whatever the run seed."""
    path = real_data / "exams_ar" / "test-00000-of-00001.arabic.csv"
    for seed in range(3):
        chosen = choose_seeds(path, 10, SeedLimits(5, 7, 0.2), {"exams": EXAMS}, seed).tasks["exams"]
        assert ("grade", 10, 5) == (chosen.band_field, len(chosen.items), len(set(chosen.subjects)))


@pytest.mark.real_data
def test_real_levels_are_bands(real_data: Path) -> None:
    """ArabicMMLU tells school levels: ten of its questions with four options have both of those that are there."""
    every = read_items(real_data / "arabicmmlu_egypt" / "ArabicMMLUs.csv")
    chosen = choose([item for item in every if isinstance(item, SourceItem)])
    assert ("level", 10) == (chosen.band_field, len(chosen.items))
    assert {"high", "univ"} == set(chosen.bands) - {""}
    assert len(set(chosen.subjects)) >= 8
