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
    "غير ذلك مما سبق",
    "غير ما ذُكر",
    "ولا واحد مما سبق",
    "لا يوجد خيار صحيح",
    "ليس من بين البدائل",
    "لا أحد منهم",
    "الاثنان معًا",
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
    "أول إجابتين",
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


@pytest.mark.parametrize(("third", "movable"), [("كل ما سبق", True), ("كلتاهما", True), ("أ و ب معًا", False)])
def test_two_bound_options_may_close_a_question(third: str, movable: bool) -> None:
    """All or both in the third place and none in the last one is the usual form: what stands before may move."""
    texts = ("الرياض", "جدة", third, "لا شيء مما سبق")
    assert [True, movable, False] == [is_settled(texts), is_movable(texts, 0, 1), is_movable(texts, 1, 2)]
    assert not is_settled((third, "جدة", "مكة", "لا شيء مما سبق"))
    for unsettled in (
        ("كلاهما", "كل ما سبق", "لا شيء مما سبق"),
        ("مكة", "كلاهما", third),
        ("مكة", "لا شيء مما سبق", third),
    ):
        assert not is_settled(("جدة", *unsettled))


@pytest.mark.parametrize(
    ("third", "last", "settled"),
    [
        ("كل من أ و ب", "جميع الإجابات السابقة خاطئة", True),
        ("كل من أ و د", "جميع الإجابات السابقة خاطئة", False),
        ("(ب) و(ج) معًا", "لا شيء مما سبق", False),
        ("الأولى والثانية معًا", "لا شيء مما سبق", True),
        ("الأولى والثالثة معًا", "لا شيء مما سبق", False),
        ("مكة", "both B and C", True),
        ("مكة", "أ ود", False),
        ("مكة", "الخياران الأول والرابع", False),
        ("مكة", "آخر إجابتين", True),
    ],
)
def test_option_names_those_before_it(third: str, last: str, settled: bool) -> None:
    """An option may name those before it, and neither itself nor a later one."""
    assert is_settled(("الرياض", "جدة", third, last)) == settled


def test_pair_by_order_is_bound_beside_another() -> None:
    """Two ordinals name options also where another option does so in other words."""
    texts = ("الأولى والثانية معًا", "جدة", "مكة", "أول إجابتين")
    assert Bound(naming=(0, 3)) == find_bound(texts)
    assert not is_settled(texts)


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
