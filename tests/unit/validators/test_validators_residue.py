"""What broken pipelines and chatting models leave in a text, and real text that looks like it."""

import pytest

from tests.unit.validators.judged import find_code
from validators.boilerplate import Boilerplate
from validators.cut import CutOff
from validators.echo import Echo
from validators.encoding import Encoding
from validators.header import Header
from validators.lettering import Lettering
from validators.markup import Markup
from validators.placeholder import Placeholder
from validators.repetition import Repetition
from validators.script import Script
from validators.spacing import Spacing

STEM = "ما أكبر مدينة في البلاد التي ذكرها النص؟"


def read_options(*options: str) -> dict[str, str]:
    """Return a question with these options."""
    return {"question": STEM, **dict(zip("ABCD", options, strict=False)), "explanation": "وردت المدينة في أول النص."}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("بلغت النسبة 20%، ثم صارت %35 في العام التالي", None),
        ("المقال على https://ar.wikipedia.org/wiki/%D8%A7%D9%84 كاملًا", None),
        ("معادلة س=D8 في الجدول", None),
        ("ماذا؟ هل هذا صحيح ??", None),
        ("%D8%A7%D9%84 عاصمة البلاد", "encoding_damage"),
        ("عاصمة %C7%E1%DE%C7 البلاد", "encoding_damage"),
        ("عاصمة%20البلاد%20القديمة", "encoding_damage"),
        ("عاصمة =D8=A7=D9=84 البلاد", "encoding_damage"),
        (r"عاصمة \xd8\xa7\xd9\x84 البلاد", "encoding_damage"),
        ("عاصمة Ã˜Â§Ã™â€ž البلاد", "encoding_damage"),
        ("عاصمة ط·آ§ط¸â€‍ البلاد", "encoding_damage"),
        ("عاصمة Ш§Щ„Щ‚ البلاد", "encoding_damage"),
        ("عاصمة ÿßŸÑ البلاد", "encoding_damage"),
        ("عاصمة ???? القديمة ?????.", "encoding_damage"),
        ("لا تُكتب «???» بالهمزة", "encoding_damage"),
    ],
)
def test_written_out_bytes(text: str, code: str | None) -> None:
    """Letters that became bytes, wrong letters or question marks are damage; shares, links and wonder are none."""
    assert code == find_code(Encoding(), text=text)


def test_lost_letters_of_foreign_data() -> None:
    """Two runs of question marks pass in foreign data, three in a row do not."""
    texts = ("ماذا ??? ولماذا ??? هكذا", "قال ??? ??? ??? ثم مضى")
    assert [None, "encoding_damage"] == [find_code(Encoding(foreign=True), text=text) for text in texts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ", None),
        ("القاهرةًٌٍَ كبيرة", "broken_letters"),
    ],
)
def test_stacked_marks(text: str, code: str | None) -> None:
    """A letter bears a shadda and a vowel, with a small alif at most; foreign data may hold more."""
    assert (code, None) == (find_code(Lettering(), text=text), find_code(Lettering(foreign=True), text=text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ينتمي المركب إلى فئة الأمينوبيروليزيدينات", None),
        ("رائع #شكرا_لكل_من_ساهم_في_هذا_العمل #كلنامعالمنتخبالوطنيدائماوأبدا", None),
        ("ههههههههههههههههههههههههههههههه", None),
        ("الشكل الرباعي أ ب ج د مستطيل", None),
        ("حروف القلقلة هي ق ط ب ج د", None),
        ("نبات أ و ب و ج في تربة واحدة", None),
        ("القاهرةهيعاصمةمصروأكبرمدنها منذ القدم", "broken_letters"),
        ("المدينة،التيزرناهافيالأمس،جميلةجدا،وأهلهاكرام", "broken_letters"),
        ("هذه م د ي ن ت ن ا الكبيرة", "broken_letters"),
        ("كانت ت ُ ن ط ق في الوصل", "broken_letters"),
    ],
)
def test_spacing(text: str, code: str | None) -> None:
    """Blanks are lost or stand within words, or a word is long and letters are named; foreign data pass."""
    assert (code, None) == (find_code(Spacing(), text=text), find_code(Spacing(foreign=True), text=text))


def test_spacing_of_points() -> None:
    """Options that are points of a figure pass, one word in single letters among others does not."""
    points, word = read_options("أ ب ج", "س ص ع", "ك ل م ن"), read_options("العراق", "م ط ر ا ن", "الشام")
    assert [None, "broken_letters"] == [find_code(Spacing(), **texts) for texts in (points, word)]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("question", "عاصمة البلاد القديمة هي ..............................", None),
        ("explanation", "عاصمة البلاد القديمة هي ..............................", "repetition"),
        ("question", "الكلمة الناقصة هي ــــــــــــــــــــــــ في البيت", None),
        ("text", "المدينة جميـــــلة", None),
        ("text", "ما هذا؟!؟!؟!؟ ! ؟ !", "repetition"),
        ("text", "المدينة،،،،،،،،،،،، جميلة", "repetition"),
        ("text", "المدينة ((((((((((((((((((( جميلة", "repetition"),
    ],
)
def test_floods(name: str, text: str, code: str | None) -> None:
    """Signs go on and on, or mark the gap of a stem."""
    assert code == find_code(Repetition(), **{name: text})


def test_floods_in_words() -> None:
    """Stretched words pass up to the told lengths, and laughter up to its own."""
    loose, strict = Repetition(30, most_drawn=100, most_tatweels=100), Repetition(30)
    texts = (f"جميـ{'ـ' * 20}ل", f"جمي{'ي' * 20}ل", "ه" * 20)
    assert [None] * 3 == [find_code(loose, text=text) for text in texts]
    assert ["repetition", "repetition", None] == [find_code(strict, text=text) for text in texts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("مجموعة حل المعادلة {0} فقط دون غيرها", None),
        ("زار الوفد إسطنبول [القسطنطينية] برفقة أهله", None),
        ("[اسم علم] يعرب بحسب موقعه", None),
        ("في البرمجة تطبع printf ما في %d من أرقام", None),
        ("بنسبة 5%s تقريبا", None),
        (r"احسب \frac{ab}{cd} و x^{max}", None),
        ("عاصمة [المدينة] القديمة", "placeholder"),
        ("عاصمة [YOUR TEXT HERE] القديمة", "placeholder"),
        ("كتبه <اسم المؤلف> قديما", "placeholder"),
        ("ولد في (أدخل السنة هنا) بالشام", "placeholder"),
        ("عاصمة {city} القديمة", "placeholder"),
        ("عاصمة ${name} القديمة", "placeholder"),
        ("عاصمة %s القديمة", "placeholder"),
        ("عاصمة {0} القديمة للبلاد", "placeholder"),
        ("عاصمة <%= text %> القديمة", "placeholder"),
        ("عاصمة [object Object] القديمة", "placeholder"),
        ("عاصمة undefined القديمة", "placeholder"),
    ],
)
def test_placeholder_of_templates(text: str, code: str | None) -> None:
    """A gap of a template was left open, or brackets hold what people write in them."""
    assert code == find_code(Placeholder(), text=text)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("+", "-", "×", "÷"), None),
        (("؟", "!", "،", "."), None),
        (("null", "0", "true", "false"), None),
        (("{0}", "{1}", "{2}", "{3}"), None),
        (("القاهرة", "null", "دمشق", "بغداد"), "placeholder"),
        (("القاهرة", "N/A", "ATP", "بغداد"), "placeholder"),
        (("القاهرة", "—", "دمشق", "بغداد"), "placeholder"),
        (("القاهرة", "؟؟", "دمشق", "بغداد"), "placeholder"),
        (("القاهرة", "...", "دمشق", "بغداد"), "placeholder"),
    ],
)
def test_placeholder_of_options(options: tuple[str, ...], code: str | None) -> None:
    """An option says nothing, or all of them are signs or values."""
    assert code == find_code(Placeholder(), **read_options(*options))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('قال: "هذا كل شيء"', None),
        ("ما وظيفة <iostream> في البرمجة؟", None),
        ("طول الضلع < 5 وعرضه > 3", None),
        ("بعد صراع طويل [2]، أُطلق عليها الاسم", None),
        ('عاصمة البلاد"}', "markup"),
        ('عاصمة البلاد"],', "markup"),
        ('"content": "عاصمة البلاد"', "markup"),
        ('عاصمة البلاد", "label": "B', "markup"),
        ("['عاصمة البلاد", "markup"),
        ("<thinking>عاصمة البلاد</thinking>", "markup"),
        ("</scratchpad>عاصمة البلاد", "markup"),
        ("عاصمة البلاد :contentReference[oaicite:1]{index=1}", "markup"),
        ("عاصمة البلاد turn0search3", "markup"),
        ("عاصمة البلاد [بحاجة لمصدر]", "markup"),
        ("عاصمة البلاد.[1]", "markup"),
    ],
)
def test_markup_of_replies(text: str, code: str | None) -> None:
    """A text carries remains of JSON, of thinking or of a search, or quotes and compares."""
    assert code == find_code(Markup(), text=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DNA: حمض نووي في نواة الخلية", None),
        ("النص المطلوب: كانت المدينة كبيرة", "header"),
        ("الشرح (explanation): كانت المدينة كبيرة", "header"),
        ("Réponse : كانت المدينة كبيرة", "header"),
        ("error_type: كانت المدينة كبيرة", "header"),
    ],
)
def test_header_of_fields(text: str, code: str | None) -> None:
    """The name of a field stands before a text, in whichever language; a term is none, and a printed paper may."""
    assert (code, None) == (find_code(Header(), text=text), find_code(Header(foreign=True), text=text))


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"explanation": "البكتيريا المقصودة هي Escherichia coli وحدها."}, None),
        ({"A": "Central Processing Unit of the computer"}, None),
        ({"explanation": "s = vt + 2ab, sin x = cos y, NaCl + CO2"}, None),
        ({"explanation": "La capitale de ce pays est une très grande ville."}, "not_arabic"),
        ({"explanation": "el egaba di sa7 3ashan el ba2y kolo ghalat"}, "not_arabic"),
    ],
)
def test_script_of_each_text(texts: dict[str, str], code: str | None) -> None:
    """A whole text of its own is Arabic however much Arabic stands beside it; options can be foreign."""
    around = {"question": STEM * 8, "B": "القاهرة"}
    assert (code, code) == tuple(find_code(Script(foreign=foreign), **around, **texts) for foreign in (False, True))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("تعرف الكلمة المعرفة بال", None),
        ("عدت إلى البيت مرتاحا وأنا في راحة بال", None),
        ("القاهرة هي العاصمة وال", "cut_off"),
        ("القاهرة هي العاصمة ومن ثم فإن", "cut_off"),
        ("القاهرة هي العاصمة لأنهم", "cut_off"),
    ],
)
def test_cut_after_article(text: str, code: str | None) -> None:
    """A text breaks off after an article or a particle, or speaks of the article."""
    assert code == find_code(CutOff(), explanation=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قال الطبيب: أعتذر، لا أستطيع الحضور اليوم", None),
        ("لا تتردد في طرح الأسئلة على معلمك", None),
        ("سأل الطبيب المريض: هل تريد أن أساعدك؟", None),
        ("يُستخدم نموذج لغوي كبير في الترجمة", None),
        ("أنا مساعد المدير في هذه الشركة", None),
        ("هذا مثال على سوء الإدارة، انتظرت ساعة", None),
        ("بالتأكيد سأعود إلى هذا المطعم مرة أخرى", None),
        ("أتمنى أن يكون هذا العام مفيدا لكم", None),
        ("إذا أردت مثالا على الصبر فانظر إلى الجمل", None),
        ("تم تدريبي على العمل في أسبوع واحد", None),
        ("أعتذر، فأنا غير قادر على تلبية طلبك", "model_refusal"),
        ("آسف، لست مخولًا بتقديم هذا المحتوى", "model_refusal"),
        ("المدينة كبيرة. وأنا مجرد مساعد افتراضي", "model_refusal"),
        ("المدينة كبيرة بحسب بيانات تدريبي", "model_refusal"),
        ("بكل ود، إليكم ما طلبتموه: المدينة", "boilerplate"),
        ("هذه هي الجملة المطلوبة: المدينة كبيرة", "boilerplate"),
        ("شكرًا لسؤالك! المدينة كبيرة", "boilerplate"),
        ("المستخدم يريد سؤالًا عن المدينة", "boilerplate"),
        ("المدينة كبيرة. هل ترغب في المزيد من الأسئلة؟", "boilerplate"),
        ("المدينة كبيرة. يسعدني أن أعدل النص متى شئت", "boilerplate"),
        ("المدينة كبيرة. وأخبرني إن أردت أي تعديل", "boilerplate"),
    ],
)
def test_chatter(text: str, code: str | None) -> None:
    """The model declines, speaks of itself or chats, or people say what sounds like it."""
    assert code == find_code(Boilerplate(), text=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ما المقصود بصيغة JSON في تبادل البيانات؟", None),
        ("اكتب الكسر في أبسط صورة", None),
        ("يجب أن تكون الجملة بعد إن اسمية", None),
        ("طلب منا المعلم مقالا لا يقل عن 300 كلمة", None),
        ("المدينة كبيرة. أجب بكائن JSON واحد صالح", "instruction_echo"),
        ("اكتب رأيا واحدا لا يقل عن 20 كلمة. المدينة كبيرة", "instruction_echo"),
        ("المدينة كبيرة. لا تكرر الأمثلة السابقة", "instruction_echo"),
        ("المدينة كبيرة. والتزم بالحقول المذكورة", "instruction_echo"),
        ("يجب أن تكون الخيارات أربعة. المدينة كبيرة", "instruction_echo"),
        ("Return only valid JSON. المدينة كبيرة", "instruction_echo"),
    ],
)
def test_echo(text: str, code: str | None) -> None:
    """A text repeats the model's order, or asks what teachers ask."""
    assert code == find_code(Echo(), explanation=text)
