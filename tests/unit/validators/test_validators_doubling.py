"""Words twice by mistake, letters that no Arabic word has, words that slip in, and good text that looks like them."""

import pytest

from tests.unit.validators.judged import find_code
from validators.doubling import Doubling
from validators.lettering import Lettering
from validators.untranslated import Untranslated


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("سكن الطالب في في المدينة", ("repetition", "repetition")),
        ("زار الطالب المتحف المتحف القديم", ("repetition", "repetition")),
        ("زار الطالب متحفًا وكتب تقرير تقرير طويل", ("repetition", None)),
        ("كانت الرحلة في غاية غاية غاية المتعة", ("repetition", None)),
        ("مشى الطفل رويدا رويدا نحو الباب", (None, None)),
        ("قرأ النص كلمة كلمة ثم سطرا سطرا", (None, None)),
        ("هذا أفضل من من سبقه في العمل", (None, None)),
        ("كرر الشاعر النداء فقال الوطن الوطن", (None, None)),
        ("صاح الحارس: «النار النار» فهربوا", (None, None)),
        ("وزن البيت فعولن مفاعيلن فعولن فعولن", (None, None)),
        ("اسم الكاتب محمد محمد عفيفي", (None, None)),
        ("ما ما قلته بصحيح", (None, None)),
        ("فك الآلة قطعها كلها وفحصها جزء جزء حتى وجد العطل", (None, None)),
        ("راجع العقد بند بند قبل توقيعه", (None, None)),
        ("قرأت الرواية بابًا بابًا", (None, None)),
        ("الوفاء الوفاء وما أدراك ما الوفاء", (None, None)),
        ("قال لأبنائه: الأمانة الأمانة يا أبنائي", (None, None)),
        ("الصبر الصبر، فالفرج قريب", (None, None)),
        ("هذا مكان رائع رائع!", (None, None)),
        ("وقف عند كل باب باب من الأبواب", ("repetition", None)),
        ("الحارس الحارس الذي رأيته نائم", ("repetition", "repetition")),
        ("عاد من السوق السوق، ثم نام", ("repetition", "repetition")),
        ("فيلم ممتع، ومؤثر ومؤثر، ينصح به", ("repetition", None)),
        ("إلى إلى المدرسة!", ("repetition", "repetition")),
        ("ما مضى مضى ولن يعود", (None, None)),
        ("وقف الطلاب اثنين اثنين ثم دخلوا مجموعات مجموعات", (None, None)),
    ],
)
def test_words_twice(text: str, codes: tuple[str | None, str | None]) -> None:
    """A word stands twice by mistake, or as an adverb, one by one, in two clauses, a call, a verse or a name."""
    assert codes == tuple(find_code(Doubling(msa=msa), text=text) for msa in (True, False))


def test_doubles_of_people_and_options_pass() -> None:
    """People say words twice for emphasis, and an option is no sentence."""
    assert None is find_code(Doubling(foreign=True), text="كان المكان المكان جميلا")
    assert None is find_code(Doubling(), A="سالب سالب موجب موجب")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("گان البحر هادئًا", "broken_letters"),
        ("ٲقام الوزير حفلا", "broken_letters"),
        ("جلس الولد تحت الشجرࢫة", "broken_letters"),
        ("تأخر الموعد پسبب المطر", "broken_letters"),
        ("لغة العرپ جميلة", "broken_letters"),
        ("عاد چميع الطلاب", "broken_letters"),
        ("زار پاريس وڤيينا", None),
        ("أكل الپيتزا في الڤيلا", None),
        ("رأيت چورچ في الگراج", None),
        ("تحتً الشجرةُُ", "broken_letters"),
        ("ربَّ أخٍ شدَّ أزرَه", None),
    ],
)
def test_strange_letters_and_marks(text: str, code: str | None) -> None:
    """A letter for foreign sounds belongs to foreign names alone, and a letter bears one vowel beside its shadda."""
    assert code == find_code(Lettering(), text=text)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("because", ("untranslated", None)),
        ("while", ("untranslated", None)),
        ("very", ("untranslated", None)),
        ("significa", ("untranslated", None)),
        ("también", ("untranslated", None)),
        ("parce que", ("untranslated", None)),
        ("c'est", ("untranslated", None)),
        ("tidak", ("untranslated", None)),
        ("и", ("untranslated", "untranslated")),
        ("очень", ("untranslated", "untranslated")),
        ("非常", ("untranslated", "untranslated")),
        ("Café Donc", (None, None)),
        ("café", (None, None)),
        ("a priori", (None, None)),
        ("«Hasta luego»", (None, None)),
        ("kteer 7elwe", ("untranslated", None)),
        ("sa7bi", ("untranslated", None)),
        ("yalla", ("untranslated", None)),
        ("mp3", (None, None)),
        ("3days", (None, None)),
        ("log2x", (None, None)),
        ("b2b", (None, None)),
        ("amazing", (None, None)),
        ("iphone", (None, None)),
    ],
)
def test_words_that_slip_in(words: str, codes: tuple[str | None, str | None]) -> None:
    """A lone word that joins others and Arabic in Latin letters slip in where a model writes; borrowed words pass."""
    text = f"المكان جميل {words} سأعود إليه"
    checks = Untranslated(strict=False), Untranslated(strict=False, linking=False)
    assert codes == tuple(find_code(check, text=text) for check in checks)
