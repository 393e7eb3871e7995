"""The measure that tells near duplicates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators.likeness import similarity

WORDS = st.lists(st.sampled_from("ابجدهوزحطي"), max_size=8).map(" ".join)
SKETCHES = st.lists(WORDS, max_size=6).map(tuple)

STEM = "ما العاصمه التي تقع علي نهر السين في اوروبا"
CITIES = ("باريس", "مدريد", "روما", "لندن")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("كتب الولد الدرس",), ("كتب الولد الدرس",), 1.0),
        (("كتب الولد الدرس",), ("الدرس كتب الولد",), 1.0),
        (("كتب الولد الدرس",), ("كتب الولد الرساله",), 2 / 4),
        (("نعم نعم لا",), ("نعم لا لا",), 2 / 4),
        (("القلم و الورقه",), ("القلم والورقه",), 1.0),
        (("كتب الولد",), ("قرات البنت",), 0.0),
        ((STEM, *CITIES, "باريس"), (STEM, *reversed(CITIES), "باريس"), 1.0),
        ((STEM, *CITIES, "باريس"), (STEM, "باريس", "مدريد", "روما", "فيينا", "باريس"), 0.45 + 0.55 * 3 / 4),
        ((STEM, *CITIES, "باريس"), (STEM, "ليون", "مدريد", "روما", "لندن", "ليون"), 0.45 + 0.55 * 3 / 4),
        ((STEM, *CITIES, "باريس"), (STEM, "نعم", "لا", "ربما", "ابدا", "ابدا"), 0.45),
        ((STEM, *CITIES, "باريس"), ("كم عدد سكانها", *CITIES, "باريس"), 0.55),
        ((STEM, *CITIES), (STEM, *CITIES[:2]), 0.45 + 0.55 * 2 / 4),
        ((STEM, *CITIES), (STEM,), 0.45),
    ],
)
def test_similarity_of(one: tuple[str, ...], other: tuple[str, ...], expected: float) -> None:
    """The similarity is 0.45 of the main parts' Jaccard measure and 0.55 of that of the other parts, best paired."""
    assert pytest.approx(expected) == similarity(one, other)


def test_another_key_is_another_question() -> None:
    """One word of the stem and the right one of the same options make another question."""
    other = ("ما العاصمه التي تقع علي نهر التيبر في اوروبا", *CITIES, "روما")
    assert pytest.approx((8 / 10) ** 3) == similarity((STEM, *CITIES, "باريس"), other)


def test_another_key_of_the_same_question_is_a_copy() -> None:
    """The same stem and options with another right option are the same row."""
    assert 1.0 == similarity((STEM, *CITIES, "باريس"), (STEM, *CITIES, "روما"))


def test_a_shared_passage_is_no_copy() -> None:
    """Questions on one long passage, with options of their own, are not near."""
    passage = " ".join(f"كلمه{number}" for number in range(120))
    one = (f"{passage} ما معني الكلمه الاولي", "الحزن", "الفرح", "الغضب", "الخوف", "الفرح")
    other = (f"{passage} ما جمع الكلمه الاخيره", "بحار", "ابحر", "بحور", "بحارون", "بحار")
    assert similarity(one, other) < 0.5


@pytest.mark.parametrize("empty", [(), ("",), ("", ""), (" ", "\n")])
def test_nothing_is_not_like_nothing(empty: tuple[str, ...]) -> None:
    """Sketches without words are not alike."""
    assert 0.0 == similarity(empty, empty)


@settings(max_examples=50)
@given(SKETCHES, SKETCHES)
def test_similarity_is_mutual(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """One row is as similar to the other as the other to the one, between 0 and 1."""
    found = similarity(one, other)
    assert 0.0 <= found <= 1.0 + 1e-9
    assert pytest.approx(found) == similarity(other, one)


@settings(max_examples=50)
@given(st.data(), SKETCHES, SKETCHES)
def test_order_of_parts_is_nothing(data: st.DataObject, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """However the parts after the first are ordered, the similarity is the same."""
    shuffled = (*one[:1], *data.draw(st.permutations(one[1:])))
    assert pytest.approx(similarity(one, other)) == similarity(shuffled, other)


@settings(max_examples=50)
@given(SKETCHES.filter(lambda sketch: bool(sketch and sketch[0])))
def test_a_row_is_like_itself(sketch: tuple[str, ...]) -> None:
    """A row with a main part is as similar to itself as can be."""
    assert pytest.approx(1.0) == similarity(sketch, sketch)
