"""What each general text check refuses, by reason code, and what it lets pass: one list for each check."""

from collections.abc import Mapping
from typing import Any

import pytest

from validators.base import Check, Item, Reading
from validators.cut import CutOff
from validators.dialect import Dialect
from validators.emoji import Emoji
from validators.encoding import Encoding
from validators.header import Header
from validators.language import Language
from validators.lettering import Lettering
from validators.markup import Markup
from validators.repetition import Repetition
from validators.untranslated import Untranslated

SOUND = "ما العنصر الكيميائي الذي رمزه في الجدول الدوري هو الحرف O؟"


def pick_texts(fields: Mapping[str, Any]) -> Mapping[str, str]:
    """Return every field as a free text."""
    return fields


def read(**texts: str) -> Reading:
    """Return an item with these texts as checks get it."""
    return Reading(Item("any", texts), pick_texts)


def find_code(check: Check, text: str, name: str = "text") -> str | None:
    """Return the reason code that `check` gives an item whose one text this is."""
    refusal = check.judge(read(**{name: text}), {})
    if refusal is None:
        return None
    assert refusal.code in check.codes
    return refusal.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("بلغ عدد السكان 1000000 نسمة عام ٢٠٠٠٠", None),
        ("عاصمة مصر هي ............ فما هي؟!", None),
        ("سار ساعة بعد ساعة بعد ساعة حتى وصل", None),
        ("العدد 0 0 0 0 0 في المصفوفة", None),
        ("اسم إشارة مبني في محل نصب مفعول به - اسم إشارة مبني في محل نصب مفعول به", None),
        ("ممممم لا أعرف", "repetition"),
        ("هل هذا صحيح؟؟؟؟؟؟", "repetition"),
        ("المكان جميل جدا جدا جدا جدا", "repetition"),
        ("المكانُ جميلٌ جدًّا، جِدًا جدا، جدّا", "repetition"),
        ("يقع في شمال من شمال من شمال من شمال من المدينة", "repetition"),
        ("تقع المدينة في الشمال. يعيش فيها ناس كثيرون. تقع المدينة في الشمال.", "repetition"),
        (
            "، ثم قيل ".join(
                f"في باب العلم والعمل والمال في بلاد الشام {place}" for place in ("أولًا", "ثانيًا", "ثالثًا")
            ),
            "repetition",
        ),
        ("هو نظام يقوم على العمل والمال والإنتاج في بلاد الشام ومصر والعراق منذ القدم " * 2, "repetition"),
    ],
)
def test_repetition(text: str, code: str | None) -> None:
    """A text gets stuck, or goes on."""
    assert code == find_code(Repetition(), text)


def test_repetition_of_laughter() -> None:
    """Stretched words and laughter pass up to the told length."""
    assert [None, "repetition"] == [find_code(Repetition(most_letters=30), "ه" * size + " رائع") for size in (30, 31)]


def test_repetition_across_texts() -> None:
    """Options that repeat the words of each other are no loop."""
    option = "العصر العباسي في بلاد العراق والشام"
    assert Repetition().judge(read(question=SOUND, A=option, B=option, C=option, D=option), {}) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("زار وزير الكون مدينة أور القديمة برأي سديد وهو كي يعود", None),
        ("اين كتاب براي دانش آموزان است كه در مدرسه درس مي خوانند", "language"),
        ("پایتخت ایران کجاست و چند نفر در آن زندگی می‌کنند", "language"),
        ("بزرگترین شهر جهان از نظر جمعیت کدام است", "language"),
        ("یہ ملک دنیا کا سب سے بڑا ملک ہے اور اس کے لوگ", "language"),
        ("پایتەختی کوردستان لە باشوور هەولێرە کە شارێکی کۆنە", "language"),
        ("د افغانستان پلازمېنه چې کابل دی په ختیځ کې پرته ده", "language"),
    ],
)
def test_language(text: str, code: str | None) -> None:
    """A text is Arabic, or a neighbour's language in the same script."""
    assert code == find_code(Language(), text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("ارتدى التلاميذ زيًّا موحدًا، والزي المدرسي نظيف", None),
        ("رسم ليوناردو دا فينشي لوحته، ومثّل ليوناردو دي كابريو دوره", None),
        ("ما معنى كلمة «مش» في اللهجة المصرية؟", None),
        ("يصب نهر ديالى في دجلة", None),
        ("إيه ده؟ أنا مش فاهم حاجة", "dialect"),
        ("عايز أعرف عاصمة المغرب", "dialect"),
        ("ليش تغيرت الأسعار هالسنة؟", "dialect"),
        ("شنو عاصمة العراق؟", "dialect"),
        ("هلق رح نحكي عن الطقس", "dialect"),
        ("الماكلة بنينة برشا", "dialect"),
        ("واش كاين شي حل؟", "dialect"),
        ("زي كده بس من غير سكر", "dialect"),
        ("بدي أعرف فين المدرسة", "dialect"),
        ("بس كمان واحدة زي الأولى", "dialect"),
        ("ما الفرق بين بكرة ثابتة وبكرة متحركة؟", None),
        ("كان العصير حلو الطعم، والقهوة حلوة أيضا", None),
    ],
)
def test_dialect(text: str, code: str | None) -> None:
    """A text is standard Arabic, or colloquial."""
    assert code == find_code(Dialect(), text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("قيس pH المحلول بعد إضافة NaCl و CO2 عند 25 °C في 5 kg من الماء", None),
        ("صُمّمت لغة Python للعمل على Windows و macOS عبر USB", None),
        ("البكتيريا Escherichia coli تعيش في الأمعاء", None),
        ("يُسمى التمثيل الضوئي (photosynthesis) في النبات", None),
        ("ما معنى كلمة book في العربية؟", None),
        ("ما وظيفة الأمر print وحلقة for في البرنامج؟", None),
        ("إذا كان sin x = 0.5 و log y = 2 فما قيمة cos x؟", None),
        ("زوروا https://example.com/the-best-of-all و @the_best_team", None),
        ("ما هي عاصمة country المغرب؟", "untranslated"),
        ("يحدث photosynthesis في أوراق النبات", "untranslated"),
        ("الرباط هي عاصمة المغرب because it is the seat of the government", "untranslated"),
        ("ما هي 首都 المغرب؟", "untranslated"),
        ("تقع столица المغرب على الساحل", "untranslated"),
        ("ما هي الcountry الأكبر؟", "untranslated"),
    ],
)
def test_untranslated(text: str, code: str | None) -> None:
    """Foreign words stand where they belong, or in the place of Arabic ones."""
    assert code == find_code(Untranslated(), text)


def test_untranslated_single_words() -> None:
    """One English word passes where the check is not strict, a phrase does not."""
    texts = [f"المكان {words} وسأعود" for words in ("amazing", "(ಠ益ಠ)", "的", "is the best place")]
    assert [None, None, "untranslated", "untranslated"] == [
        find_code(Untranslated(strict=False), text) for text in texts
    ]
    assert ["untranslated", None, "untranslated", "untranslated"] == [find_code(Untranslated(), text) for text in texts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("يا حبذا الوطن الذي *** نحيا به ونموت فيه", None),
        ("ما ناتج 2**3 في Python؟ وما معنى __init__؟", None),
        (r"احسب \frac{1}{2} ثم \sqrt{4} وكذلك $x^2$", None),
        ("ما وظيفة الوسم <br> في لغة HTML؟", None),
        ("قال تعالى: {واعتصموا} وفي المجموعة {1، 2}", None),
        ("ما عاصمة مصر؟<br>", "markup"),
        ("ما عاصمة **مصر**؟", "markup"),
        ("### ما عاصمة مصر؟", "markup"),
        (r"ما عاصمة مصر؟\nالقاهرة", "markup"),
        ('{"question": "ما عاصمة مصر؟"', "markup"),
        ('ما عاصمة مصر؟"}', "markup"),
        ("ما عاصمة&nbsp;مصر؟", "markup"),
        (r"\textbf{ما عاصمة مصر؟}", "markup"),
        ("ما عاصمة مصر؟<|im_end|>", "markup"),
        ("ما عاصمة مصر؟</s>", "markup"),
        ("انظر [المصدر](https://example.com)", "markup"),
        ("ما عاصمة `مصر`؟", "markup"),
    ],
)
def test_markup(text: str, code: str | None) -> None:
    """A text is plain, or carries the marks of a format."""
    assert code == find_code(Markup(), text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("رمز الأنثى ♀ والذكر ♂، والنجمة ★ وعلامة ✓", None),
        ("رائع 😍", "emoji"),
        ("أحسنت ✅", "emoji"),
        ("قلب ❤️", "emoji"),
    ],
)
def test_emoji(text: str, code: str | None) -> None:
    """A text holds signs of print at most, or emojis."""
    assert code == find_code(Emoji(), text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND, None),
        ("السؤال الأهم هو: لماذا؟", None),
        ("3 لاعبين في الملعب، فكم بقي؟", None),
        ("اكتب الكسر 1/2 في صورة عشرية", None),
        ("القاعدة: الهمزة المتوسطة على الألف تكتب هكذا", None),
        ("السؤال: ما عاصمة مصر؟", "header"),
        ("**السؤال الأول:** ما عاصمة مصر؟", "header"),
        ("سؤال 3: ما عاصمة مصر؟", "header"),
        ("Question 1: ما عاصمة مصر؟", "header"),
        ("س1: ما عاصمة مصر؟", "header"),
        ("12. ما عاصمة مصر؟", "header"),
        ("1) ما عاصمة مصر؟", "header"),
        ("الشرح: لأن القاهرة هي العاصمة", "header"),
        ("اكتب سؤالًا عن عاصمة مصر", "instruction_echo"),
        ("أنشئ سؤالا من نوع الاختيار من متعدد", "instruction_echo"),
        ("ما عاصمة مصر؟ الإجابة الصحيحة: القاهرة", "answer_leak"),
    ],
)
def test_header(text: str, code: str | None) -> None:
    """A text begins with what it says, or with what stood around it."""
    assert code == find_code(Header(), text)


def test_header_of_foreign_data() -> None:
    """Numbers of a printed paper pass in foreign data only."""
    assert [None, "header"] == [find_code(Header(foreign), "12. ما عاصمة مصر؟") for foreign in (True, False)]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("explanation", "القاهرة هي العاصمة منذ قرون.", None),
        ("explanation", "القاهرة هي العاصمة منذ قرون", None),
        ("question", "تقع مدينة القاهرة في", None),
        ("question", "عاصمة مصر هي ،", None),
        ("text", "المكان جميل :(", None),
        ("explanation", "القاهرة هي العاصمة لأن", "cut_off"),
        ("explanation", "القاهرة هي العاصمة،", "cut_off"),
        ("explanation", "الي → إلى", None),
        ("explanation", "يتعدى الفعل أجاب بحرف آخر، والصواب عن", None),
        ("explanation", "تكتب الكلمة بألف مقصورة بدلا من في", None),
        ("explanation", "أخطأ الكاتب في الحرف، والصحيح أن", "cut_off"),
        ("explanation", "يحتاج الفعل إلى حرف يتعدى به مثل", "cut_off"),
        ("text", "المكان جميل والخدمة سريعة و", "cut_off"),
        ("correction", "زار الوفد المدينة (عاصمة البلاد", "cut_off"),
    ],
)
def test_cut_off(name: str, text: str, code: str | None) -> None:
    """A whole text ends, or breaks off; stems and options may end where another goes on."""
    assert code == find_code(CutOff(), text, name)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (SOUND, (None, None)),
        ("التاء المربوطة «ة» في آخر الاسم، والحركات ( ُ ) و( ً )", (None, None)),
        ("ما الجذر الثلاثي: ك ت ب أم د ر س؟", (None, None)),
        ("حروف القلقلة ق ط ب ج د خمسة", (None, None)),
        ("حرف «یخچال» بالفارسية", (None, None)),
        ("حكى قليلا ثم نام طويلا وقام مبكرا", (None, None)),
        ("يبرعلا نطولا يف ندملا لك دجوت لاوحألا ضعب يف", ("broken_letters", "broken_letters")),
        ("ب غ د ا د م د ي ن ت ي", ("broken_letters", "broken_letters")),
        ("ةيبرعلا ةغللا يه ام", ("broken_letters", "broken_letters")),
        ("؟برغملا مصاوع يه ام", ("broken_letters", "broken_letters")),
        ("ما هي ةمصاع المغرب؟", ("broken_letters", None)),
        ("ا ل م د ر س ة كبيرة", ("broken_letters", "broken_letters")),
        ("ما هي م د ي ن ة السلام؟", ("broken_letters", "broken_letters")),
        ("هذا کتاب جديد", ("broken_letters", None)),
        ("هذا كتابي الجدید", ("broken_letters", None)),
        ("هذه مدرsة كبيرة", ("broken_letters", "broken_letters")),
        ("هذه مد?سة كبيرة", ("broken_letters", None)),
        ("انتشر االسالم في البلاد", ("broken_letters", None)),
        ("جاء يو ًما من الأيام", ("broken_letters", None)),
        ("ذهب ىلإ المدرسة", ("broken_letters", None)),
    ],
)
def test_lettering(text: str, codes: tuple[str | None, str | None]) -> None:
    """Letters stand as they should, or not; what PDF text commonly holds passes in foreign data."""
    assert codes == (find_code(Lettering(), text), find_code(Lettering(foreign=True), text))


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u2060"])
def test_hidden_signs(sign: str) -> None:
    """A sign without width in an Arabic word passes in foreign data only."""
    text = f"المد{sign}رسة"
    assert [None, "encoding_damage"] == [find_code(Encoding(foreign), text) for foreign in (True, False)]


def test_soft_hyphens_within_words() -> None:
    """Arabic words are not divided, so that a soft hyphen within one is damage whoever wrote it."""
    assert ["encoding_damage"] * 2 == [find_code(Encoding(foreign), "المد\u00adرسة") for foreign in (True, False)]
