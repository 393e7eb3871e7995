"""Numbers beside the nouns that they count."""

import pytest

from prompts.tasks.grammar.rules.numerals import is_miscounted

COUNTED = {
    "سيارات": "ثلاثة أربعة اربعة خمسة ستة سبعة ثمانية تسعة عشرة بضعة وثلاثة فثلاثة بثلاثة لثلاثة كثلاثة",
    "رجال": "ثلاث أربع اربع خمس ست سبع ثماني ثمان تسع عشر بضع",
    "المدن": "أحد احد",
    "الكتب": "إحدى احدى",
    "عشرة كتابًا": "اثنا اثني إثنا إثني الاثنا الإثني أحد احد",
    "عشر قصة": "اثنتا إثنتي الاثنتا إحدى",
    "كتب": "عشرون ثلاثين أربعون خمسين ستون سبعين ثمانون تسعين مئة مائة ثلاثمئة مئتا مليون ألف 25 ٢٥ 100",
}
"""Nouns to the numbers that do not go with them."""
ORDERED = "الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي للثاني بالثاني والثاني للخامس"
WRONG = [f"{number} {noun}" for noun, numbers in COUNTED.items() for number in numbers.split()]
WRONG += [f"المدرسة {number}" for number in ORDERED.split()]


@pytest.mark.parametrize("phrase", WRONG)
def test_every_number_is_seen(phrase: str) -> None:
    """A number of any kind that disagrees with its noun is found, whatever is written before it."""
    assert is_miscounted(phrase.split(), 1)
