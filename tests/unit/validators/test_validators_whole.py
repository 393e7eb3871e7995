"""Texts that are whole and read from right to left, although they look cut off or mirrored, and those that are not."""

import pytest

from tests.unit.validators.judged import find_code
from validators.cut import CutOff
from validators.lettering import Lettering


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("أتعبني السهر وطول الانتظار هذا", None),
        ("لا أدري ما هذا", None),
        ("لم نر مثله حتى يومنا هذا", None),
        ("دفعت عشرة دراهم لا غير", None),
        ("أطيب من هذا المطعم ما في", None),
        ("خسر الفريق من جديد :'(", None),
        ("فاز الفريق أخيرًا (:🎉 مبارك", None),
        ("كرهت المكان وأهله ،،", None),
        ("اشترينا تمرًا ولبنًا وعسلًا الخ", None),
        ("يساعد الطلاب في فهم هذه", "cut_off"),
        ("وضع الكتاب على طاولة غير", "cut_off"),
        ("كان الجو في المدينة باردًا،", "cut_off"),
        ("انتقلت الشركة إلى المرحلة الث", "cut_off"),
        ("زرت المتحف (وكان مزدحمًا", "cut_off"),
    ],
)
def test_ends_of_whole_texts(text: str, code: str | None) -> None:
    """A text is whole after a noun that `this` follows, an idiom, a face and two commas; half a word cuts it off."""
    assert code == find_code(CutOff(), text=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("لا ليل ولا نهار ولا صيف ولا شتاء هنا", None),
        ("لا مالا جمع ولا علما نال ولا قولا حفظ ولا فعلا أتم", None),
        ("صبرًا جميلًا وعملًا نبيلًا وعمرًا طويلًا", None),
        ("نهض رجلا وعاد كهلا ومات شيخا نبيلا", None),
        ("عيبرلا لصف يف راهزألا ءيجت", "broken_letters"),
        ("رهنلا يف كمسلا شيعي نأ بجي اذه", "broken_letters"),
        ("لامآلا لاوطلا", "broken_letters"),
    ],
)
def test_mirrored_texts(text: str, code: str | None) -> None:
    """Particles or long words from their end tell mirrored writing; many short words that end in لا do not."""
    assert (code, code) == tuple(find_code(Lettering(foreign), text=text) for foreign in (False, True))
