"""Options that speak of other options."""

import pytest

from prompts.tasks.exams.bound import Bound, find_bound, is_movable, is_settled

CITIES = ("الرياض", "جدة", "مكة")
SUMMARIES = (
    "كل ما سبق",
    "كلّ ما سبق صحيح",
    "جميع ما ذُكر",
    "لا شيء مما سبق",
    "ليس أيًّا مما سبق",
    "لا شيء مما ذكر أعلاه",
    "جميع الإجابات صحيحة",
    "لا توجد إجابة صحيحة",
    "All of the above",
    "none of the above.",
)
NAMING = (
    "أ وب معًا",
    "(أ) و(ج)",
    "كل من أ وب",
    "ب و ج فقط",
    "both A and B",
    "A and C",
    "الخياران الأول والثاني",
    "الإجابتان أ وب",
)


@pytest.mark.parametrize("text", SUMMARIES)
def test_summary_holds_its_place_only(text: str) -> None:
    """A closing summary stays last while others move, and cannot move itself."""
    texts = (*CITIES, text)
    assert Bound(summaries=(3,)) == find_bound(texts)
    assert [is_movable(texts, 0, 1), is_movable(texts, 0, 3), is_settled(texts)] == [True, False, True]


@pytest.mark.parametrize("text", NAMING)
def test_naming_holds_every_place(text: str) -> None:
    """An option that names others by letter or number lets none of them move."""
    texts = (*CITIES, text)
    assert Bound(naming=(3,)) == find_bound(texts)
    assert [is_movable(texts, 0, 1), is_movable(texts, 0, 3), is_settled(texts)] == [False, False, True]


@pytest.mark.parametrize("text", [*SUMMARIES, *NAMING])
def test_bound_options_belong_at_the_end(text: str) -> None:
    """Anywhere but last, an option that speaks of others is unsettled, and nothing moves."""
    texts = (text, *CITIES)
    assert [is_settled(texts), is_movable(texts, 1, 2)] == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        "كل ما ورد عن النبي من قول أو فعل",
        "AB",
        "فيتامين A",
        "كل الكائنات الحية",
        "أحمد وبكر",
        "ذكر النحل",
        "كلاهما فلز",
        "لا شيء",
    ],
)
def test_content_is_free(text: str) -> None:
    """Content that only resembles such options moves freely."""
    texts = (*CITIES, text)
    assert Bound() == find_bound(texts)
    assert is_movable(texts, 0, 3)
