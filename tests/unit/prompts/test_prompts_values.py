"""Values of planned fields as replies state them: by value, label, other spelling, or not at all."""

import pytest

from prompts.base import Dimension
from prompts.discover import discover_tasks
from prompts.values import FieldReader, value_key

READER = FieldReader(
    (
        Dimension("subject", {"physics": 1, "islamic_studies": 1}, closed=False, labels={"physics": "الفيزياء"}),
        Dimension("level", {"easy": 1, "hard": 1}, labels={"easy": "سهل", "hard": "صعب"}),
    )
)


@pytest.mark.parametrize("stated", ["physics", "Physics", " PHYSICS ", "الفيزياء", "فيزياء", "«الفيزياء».", "الفِيزياء"])
def test_reads_value_and_label(stated: str) -> None:
    """A value is read in any case, and so is its Arabic label with or without article, marks and quotes."""
    assert READER.read("subject", stated, {"subject": "islamic_studies"}) == "physics"


@pytest.mark.parametrize("stated", ["Islamic Studies", "islamic-studies", "ISLAMIC_STUDIES"])
def test_reads_values_of_two_words(stated: str) -> None:
    """Blanks, hyphens and underscores are the same between the words of a value."""
    assert READER.read("subject", stated, {}) == "islamic_studies"


def test_keeps_unknown_values_as_stated() -> None:
    """A value that nobody declared stays as it was written, on one line."""
    assert READER.read("subject", " علم\nالفلك ", {"subject": "physics"}) == "علم الفلك"


def test_gives_a_users_value_as_planned() -> None:
    """A user's own value, stated in another case, is given as the plan writes it."""
    assert READER.read("subject", "astronomy 101", {"subject": "Astronomy 101"}) == "Astronomy 101"


@pytest.mark.parametrize("stated", [None, "", "  ", 7, ["physics"], "طويل " * 100])
def test_takes_what_is_missing_from_the_plan(stated: object) -> None:
    """What states no value (nothing, another type, prose) leaves the planned value."""
    assert READER.read("subject", stated, {"subject": "physics"}) == "physics"


def test_has_no_value_where_nobody_states_one() -> None:
    """Without statement and plan there is no value."""
    assert READER.read("subject", None, {}) is None


def test_adds_wanted_fields_in_order() -> None:
    """Further fields follow in wanted order: stated ones win, unknown fields are taken over."""
    wanted = {"subject": "physics", "level": "easy", "region": "الشام"}
    row = READER.complete({"subject": "physics"}, {"level": "صعبة", "region": "مصر"}, wanted)
    assert list(row.items()) == [("subject", "physics"), ("level", "hard"), ("region", "مصر")]


def test_unreadable_closed_value_counts_as_left_out() -> None:
    """A closed field never takes a value from outside its list."""
    assert READER.complete({}, {"level": "متقدم"}, {"level": "easy"}) == {"level": "easy"}


def test_no_two_values_share_a_key() -> None:
    """In every task, values and labels of one dimension lead to one value each."""
    for task in discover_tasks().values():
        for dimension in task.dimensions:
            keys = {(value_key(name), value) for value, label in dimension.labels.items() for name in (value, label)}
            assert len(keys) == len({key for key, _ in keys}), dimension.name
