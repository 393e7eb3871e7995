"""What each check of one item refuses, by reason code, and what it lets pass."""

from collections.abc import Mapping
from typing import Any

import pytest

from validators.base import Check, Item, Measures, Reading
from validators.boilerplate import Boilerplate, is_model_refusal
from validators.diversity import Diversity
from validators.encoding import Encoding
from validators.length import Length
from validators.placeholder import Placeholder
from validators.script import Script

SOUND = "ما العنصر الكيميائي الذي رمزه في الجدول الدوري هو الحرف O؟"


def pick_texts(fields: Mapping[str, Any]) -> Mapping[str, str]:
    """Return every field as a free text."""
    return fields


def read(*texts: str) -> Reading:
    """Return an item with these texts as checks get it."""
    return Reading(Item("any", {f"text{number}": text for number, text in enumerate(texts)}), pick_texts)


def find_code(check: Check, *texts: str) -> str | None:
    """Return the reason code that `check` gives an item with these texts."""
    refusal = check.judge(read(*texts), {})
    if refusal is None:
        return None
    assert refusal.code in check.codes
    return refusal.code


MOJIBAKE = "السلام عليكم".encode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("قال ﷺ: ﴿إِنَّا أَعْطَيْنَاكَ الكَوْثَرَ﴾ — «صدق» … 25 °C ± 3 😀", None),
        ("متى؟؟ لماذا??? حقًا?!", None),
        ("حروف الإطباق: ص،ض،ط،ظ، وهي أربعة… 😀", None),
        ("تناول crème brûlée في المقهى", None),
        ("سطر أول\r\nسطر\tثانٍ", None),
        ("نص \ufffd تالف", "encoding_damage"),
        ("نص\x00تالف", "encoding_damage"),
        ("نص\x1bتالف", "encoding_damage"),
        ("نص\x85تالف", "encoding_damage"),
        ("نص تالف \ud83d", "encoding_damage"),
        ("نص\ufeffتالف", "encoding_damage"),
        ("رمز \uf0b7 خاص", "encoding_damage"),
        ("ﻣﺪرﺳﺔ", "encoding_damage"),
        ("كلمة Ø§Ù„ هنا", "encoding_damage"),
        (MOJIBAKE.decode("latin-1"), "encoding_damage"),
        (MOJIBAKE.decode("cp1252", "ignore"), "encoding_damage"),
        (MOJIBAKE.decode("cp1256", "ignore"), "encoding_damage"),
        ("السلام عليكم".encode("cp1256").decode("cp1252"), "encoding_damage"),
        ("?????? ????? ????", "encoding_damage"),
        ("\\u0627\\u0644", "encoding_damage"),
        ("&#1575;&#1604;", "encoding_damage"),
        ("نص\u200fعربي", "bidi_control"),
        ("نص \u202bعربي\u202c", "bidi_control"),
        ("نص \u202eعربي", "bidi_control"),
        ("نص \u2067عربي\u2069", "bidi_control"),
    ],
)
def test_encoding(text: str, code: str | None) -> None:
    """A text of a model has the expected fault of encoding, or none."""
    assert code == find_code(Encoding(), SOUND, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("نص \u202bعربي\u202c\u200f", None),
        ("ﻣﺪرﺳﺔ", None),
        ("رمز \uf0b7 خاص", None),
        ("نص \u202eعربي", "bidi_control"),
        ("نص \ufffd تالف", "encoding_damage"),
    ],
)
def test_encoding_of_foreign_data(text: str, code: str | None) -> None:
    """Text that people wrote may hold marks and glyph codes, but no overrides and no losses."""
    assert code == find_code(Encoding(foreign=True), text)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ((SOUND, "A", "B", "AB", "O"), None),
        (("ما الصيغة الكيميائية للماء؟", "H2O", "CO2", "NaCl", "CH3COOH"), None),
        (("إذا كان x + y = 5 فما قيمة 2x؟", "sin x", "3 kg", "5 m/s", "log y"), None),
        (("ما اسم العالم الذي وضع قوانين الحركة (Isaac Newton)؟",), None),
        (("ركّزوا 😍 https://example.com/a-very-long-address/with-parts @somebody #SomeHashtag",), None),
        (("قهوة چاي وپيتزا",), None),
        (("What is the capital city of Egypt?", "القاهرة"), "not_arabic"),
        (("ما معنى the cat is on the mat and it is big",), "not_arabic"),
        (("Какой город является столицей مصر",), "not_arabic"),
        (("这是什么",), "not_arabic"),
        (("12 + 5 = ?",), "not_arabic"),
        (("",), "not_arabic"),
        (("این کتاب برای دانش‌آموزان است و گزینه‌های آن چهار تا است",), "not_arabic"),
        (("یہ کتاب طلبہ کے لیے ہے اور اس میں چار سوال ہیں",), "not_arabic"),
    ],
)
def test_script(texts: tuple[str, ...], code: str | None) -> None:
    """An item is Arabic, or refused as another language."""
    assert code == find_code(Script(), *texts)


def test_script_of_foreign_data() -> None:
    """Look-alikes of Arabic letters, as PDF text holds them, pass in foreign data only."""
    text = "تحدید الأسعار وسیاسات التوزیع والترویج من مھام الإدارة"
    assert [None, "not_arabic"] == [find_code(Script(foreign=foreign), text) for foreign in (True, False)]


def test_script_measures_the_share() -> None:
    """The measured share counts letters only: four Arabic ones beside six foreign ones are 0.4."""
    measures: Measures = {}
    Script(minimum=0.0).judge(read("كتاب foobar 123"), measures)
    assert {"arabic_ratio": 0.4} == measures


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("نعم نعم نعم نعم نعم", None),
        ("جيد " * 6, "low_ttr"),
        ("جَيِّد جيّد جيد " * 3, "low_ttr"),
        ("", "low_ttr"),
    ],
)
def test_diversity(text: str, code: str | None) -> None:
    """A text repeats itself too much, or not."""
    assert code == find_code(Diversity(), text)


def test_diversity_measures_the_ratio() -> None:
    """Two different words among four, over all texts, have the ratio 0.5."""
    measures: Measures = {}
    Diversity().judge(read("نعم، لا", "لا. نعم"), measures)
    assert {"ttr": 0.5} == measures


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("للأسف لا أستطيع أن أنصح أحدًا بهذا المطعم", None),
        ("عذرًا لا أستطيع النوم من شدة الفرح", None),
        ("لا يمكنني وصف سعادتي بهذه الخدمة", None),
        ("آسف على كل دقيقة قضيتها في هذا الفيلم", None),
        ("بالتأكيد سأعود إليهم مرة أخرى", None),
        ("بالطبع هذا السؤال صعب على الطلاب", None),
        ("إليك يا أمي أكتب هذه الكلمات", None),
        ("رائع هذا النص، قرأته مرتين", None),
        ("فيما يلي أمثلة على المفعول المطلق ما عدا", None),
        ("لا تتردد في طلب القهوة منهم", None),
        ("يُعدّ البرنامج نموذجًا لغويًا كبيرًا تدرّب على نصوص كثيرة", None),
        ("بصفتي مساعدًا للمدير أشكر الفريق", None),
        ("عذرًا، لا أستطيع تقديم هذا المحتوى.", "model_refusal"),
        ("أعتذر، ولكن لا يمكنني المساعدة في ذلك", "model_refusal"),
        ("آسف، لا يمكنني إنشاء أسئلة من هذا النوع", "model_refusal"),
        ("لا أستطيع تلبية طلبك", "model_refusal"),
        ("للأسف لا يمكنني كتابة مثل هذا المحتوى", "model_refusal"),
        ("بصفتي نموذجًا لغويًا، لا أملك رأيًا", "model_refusal"),
        ("النص: أنا نموذج لغوي ولا أشعر", "model_refusal"),
        ("كنموذج لغوي، لا أتابع الأخبار", "model_refusal"),
        ("As an AI language model, I have no opinion", "model_refusal"),
        ("I'm sorry, but I can't assist with that.", "model_refusal"),
        ("I’m sorry, I cannot help with this request", "model_refusal"),
        ("I cannot fulfill your request", "model_refusal"),
        ("بالتأكيد، إليك سؤالًا عن الفيزياء", "boilerplate"),
        ("بالتأكيد! إليك:", "boilerplate"),
        ("إليك السؤال: ما عاصمة مصر؟", "boilerplate"),
        ("إِلَيْكَ سُؤالًا في التاريخ", "boilerplate"),
        ("حسنًا، سأكتب لك سؤالًا", "boilerplate"),
        ("Sure, here is the question", "boilerplate"),
        ("Here's a question about physics", "boilerplate"),
        ("ما عاصمة مصر؟ آمل أن يكون هذا مفيدًا", "boilerplate"),
        ("ما عاصمة مصر؟ هل ترغب في أن أكتب سؤالًا آخر؟", "boilerplate"),
        ("```json\nما عاصمة مصر؟", "boilerplate"),
    ],
)
def test_boilerplate(text: str, code: str | None) -> None:
    """A text is what was asked for, or the model's talk."""
    assert code == find_code(Boilerplate(), SOUND, text)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("عذرًا، لا أستطيع المساعدة في هذا الطلب.", True),
        ("I'm sorry, but I can't help with that.", True),
        ('{"question": "ما عاصمة مصر؟"', False),
        ("بالتأكيد، إليك سؤالًا", False),
    ],
)
def test_whole_reply_is_a_refusal(text: str, refused: bool) -> None:
    """A whole reply declines, or is something else."""
    assert refused == is_model_refusal(text)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ((SOUND, "الأكسجين"), None),
        (("عاصمة مصر هي ........", "القاهرة"), None),
        (("أكمل: قال الشاعر … ومضى", "____ أخرى"), None),
        (("المجموعة {a, b} و[3، 5] والمقدار <5", "س"), None),
        (("أعرب [اسم كان] في الجملة", "[اسم الفاعل]"), None),
        (("ما التركيب الصبغي لمتلازمة كلاينفلتر؟", "XXY", "XXX", "XY"), None),
        (("ما الخيار الأول أمام الشركة؟", "الخيار الأمثل"), None),
        (("يحب [اسم] القراءة",), "placeholder"),
        (("زار [اسم المدينة] أمس",), "placeholder"),
        (("[أدخل نص السؤال]",), "placeholder"),
        (("مرحبًا {{name}}",), "placeholder"),
        (("سؤال عن {topic}",), "placeholder"),
        (("<insert question here>",), "placeholder"),
        (("Lorem ipsum dolor",), "placeholder"),
        ((SOUND, "…"), "placeholder"),
        ((SOUND, "..."), "placeholder"),
        ((SOUND, "_____"), "placeholder"),
        ((SOUND, "XXX"), "placeholder"),
        (("يسكن في شارع XXXX",), "placeholder"),
        ((SOUND, "الخيار الأول"), "placeholder"),
        ((SOUND, "Option A"), "placeholder"),
        (("نصُّ السؤال",), "placeholder"),
    ],
)
def test_placeholder(texts: tuple[str, ...], code: str | None) -> None:
    """A text is whole, or has a gap left open."""
    assert code == find_code(Placeholder(), *texts)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ما هذا؟", "too_short"),
        ("ما هذا ........ ؟", "too_short"),
        ("ما هذا الشيءُ؟", None),
        ("ما هذا الشيء الجميل؟", None),
        ("ما هذا الشيء الجميل جدًّا؟", "too_long"),
    ],
)
def test_length(text: str, code: str | None) -> None:
    """A text has as many words as its field allows, or too few or too many."""
    assert code == find_code(Length({"text1": (3, 4)}), SOUND, text)


def test_length_of_a_missing_text() -> None:
    """A field with limits and without a text is too short."""
    assert "too_short" == find_code(Length({"explanation": (1, 90)}), SOUND)
