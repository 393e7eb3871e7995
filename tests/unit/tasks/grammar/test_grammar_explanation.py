"""What an explanation calls right and wrong, held against both sentences of its triplet."""

from collections.abc import Mapping
from random import Random

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.grammar.checks import LAST_CHECKS, select_texts
from prompts.tasks.grammar.content.banks import ERROR_TYPES
from prompts.tasks.grammar.content.compose import EXPLANATIONS, compose
from prompts.tasks.grammar.stated import Statement, read_statements
from validators.base import Check, Item, Reading
from validators.chain import Chain
from validators.prose import text_checks

PAIRS = {
    "hamza": ("قابلت اخي في المطار أمس.", "قابلت أخي في المطار أمس."),
    "ta_marbuta": ("زرنا المدرسه الجديدة معًا.", "زرنا المدرسة الجديدة معًا."),
    "preposition": ("أجاب الطالب على السؤال بثقة.", "أجاب الطالب عن السؤال بثقة."),
    "five_nouns": ("سلمت على أبوك عند الباب.", "سلمت على أبيك عند الباب."),
    "subject_verb_agreement": ("الطالبات كتبوا الدرس كاملًا.", "الطالبات كتبن الدرس كاملًا."),
    "definiteness": ("اشتريت الكتاب جديد من السوق.", "اشتريت الكتاب الجديد من السوق."),
    "word_order": ("اشترى جديدًا كتابًا أخي أمس.", "اشترى كتابًا جديدًا أخي أمس."),
    "tanwin": ("شكرا لك على هذه الهدية.", "شكرًا لك على هذه الهدية."),
    "spelling_split_merge": ("لابد من العمل كل يوم.", "لا بد من العمل كل يوم."),
    "alif_maqsura": ("دعى الرجل ضيوفه إلى بيته.", "دعا الرجل ضيوفه إلى بيته."),
    "number_noun_agreement": ("رأيت خمسة نساء في المتجر.", "رأيت خمس نساء في المتجر."),
    "verb_mood": ("لا تنسى موعد الطبيب غدًا.", "لا تنسَ موعد الطبيب غدًا."),
}


def judge(error_type: str, explanation: str, checks: tuple[Check, ...] = LAST_CHECKS) -> str | None:
    """Return the code that the pair of an error type is refused with beside an explanation, or None."""
    wrong, right = PAIRS[error_type]
    fields = {"input": wrong, "correction": right, "explanation": explanation, "error_type": error_type}
    return judge_fields(fields, checks)


def judge_fields(fields: Mapping[str, str], checks: tuple[Check, ...] = LAST_CHECKS) -> str | None:
    """Return the code that a row is refused with, or None."""
    refusal = Chain(checks).judge(Reading(Item("grammar", fields), select_texts)).refusal
    return refusal.code if refusal else None


SAYINGS = (
    "في الهمزة قاعدة، والصواب «{right}» لا «{wrong}».",
    "كُتبت «{wrong}» والصحيح: «{right}»، فالهمزة همزة قطع.",
    "تُصحَّح كلمة «{wrong}» إلى «{right}» لأن همزتها همزة قطع.",
    "يجب أن تكون «{right}» بدلًا من «{wrong}» بهمزة قطع.",
    "كتب التلميذ «{wrong}» عوضًا عن «{right}»، فأسقط الهمزة.",
    "«{wrong}» خطأ في كتابة الهمزة، والصواب «{right}».",
    "الخطأ في «{wrong}»، وصوابها بهمزة القطع هو: «{right}».",
    'الصواب هنا "{right}" وليس "{wrong}" لأن الهمزة همزة قطع.',
    "الصواب في الهمزة ({right}) لا ({wrong}).",
    "نقول بهمزة القطع: «{right}»، ولا نقول «{wrong}».",
    "لا تُكتب «{wrong}» بلا همزة وإنما «{right}».",
    "همزتها همزة قطع، والصواب {right} لا {wrong}.",
    "تصحيح {wrong} إلى {right} واجب لأن همزتها همزة قطع.",
)


@pytest.mark.parametrize("saying", SAYINGS)
def test_what_is_called_right_is_corrected(saying: str) -> None:
    """However it is said, an explanation passes with the sides as they are and not with each in place of the other."""
    told = saying.format(right="أخي", wrong="اخي"), saying.format(right="اخي", wrong="أخي")
    assert [None, "explanation_contradicts"] == [judge("hamza", text) for text in told]


@pytest.mark.parametrize(
    ("error_type", "text"),
    [
        ("hamza", "الصواب «أستاذ» بهمزة قطع لا «استاذ»."),
        ("hamza", "الخطأ في كلمة «المسؤولون»، إذ كُتبت همزتها على السطر."),
        ("hamza", "الصواب «أخي» بهمزة قطع لا «أخي»."),
        ("ta_marbuta", "الصواب «جميلة» بتاء مربوطة لا بهاء."),
        ("ta_marbuta", "الصواب «مدرسه» بالهاء لا بالتاء."),
        ("preposition", "حرف الجر المناسب بعد الفعل هو الصواب «إلى» لا «من»."),
        ("five_nouns", "هو من الأسماء الخمسة، والصواب «أبو» بالواو لا «أبي»."),
        ("definiteness", "النعت يتبع منعوته في التعريف، فالصواب «جديد» لا «الجديد»."),
        ("tanwin", "الصواب «شكرا» لا «شكرًا» في رسم التنوين."),
        ("spelling_split_merge", "هما كلمة واحدة، والصواب «لابد» لا «لا بد»."),
        ("word_order", "ترتيب الكلمات مضطرب، والصواب أن نقول «سيارة حمراء» بتأخير النعت."),
        ("hamza", "الجملة سليمة كما هي، وهمزاتها كلها صحيحة."),
        ("hamza", "لا يوجد خطأ في الجملة، فالهمزة في موضعها."),
        ("tanwin", "الوجهان جائزان في رسم التنوين هنا."),
    ],
)
def test_other_words_are_refused(error_type: str, text: str) -> None:
    """An explanation of another row, one that argues for the mistake, and one that finds none contradict the row."""
    assert judge(error_type, text) == "explanation_contradicts"


@pytest.mark.parametrize(
    ("error_type", "text"),
    [
        ("hamza", "كلمة «أخي» كُتبت خطأً بلا همزة، والصواب إثبات همزة القطع."),
        ("hamza", "الخطأ في كتابة كلمة «أخي» من غير همزة."),
        ("hamza", "همزة الأسماء همزة قطع، مثل «أحمد» و«أمل»، والصواب كتابتها «أخي»."),
        ("hamza", "الصواب كتابة الهمزة على «أ» لا تركها «ا»."),
        ("hamza", "لا يوجد خطأ في «المطار»، أما «اخي» فتنقصها همزة القطع."),
        ("hamza", "يصح حذف الهمزة من «ابن» و«اسم»، والصواب هنا إثباتها."),
        ("ta_marbuta", "تُكتب «المدرسه» بالتاء المربوطة «مدرسة» لأنها تُنطق تاءً عند الوصل."),
        ("ta_marbuta", "الصواب أن تُكتب «المدرسه» بتاء مربوطة."),
        ("ta_marbuta", "الصواب «ة» لا «ه» في آخر الكلمة، فهي تاء مربوطة."),
        ("preposition", "الفعل «أجاب» يتعدى بحرف الجر «عن» وليس «على»، فنقول: «أجاب عن سؤاله»."),
        ("preposition", "الصواب «عن» لا «على» مع هذا الفعل."),
        ("five_nouns", "الصواب «أبي» بالياء لا «أبو» بالواو، لأنه من الأسماء الخمسة."),
        ("five_nouns", "من الأسماء الخمسة، فنقول مثلًا: «مررت بأخيك» لا «مررت بأخوك»."),
        ("subject_verb_agreement", "استُخدمت «واو الجماعة» بدلًا من «نون النسوة» مع فاعل مؤنث."),
        ("subject_verb_agreement", "الفعل «كتب» يتصل بنون النسوة، والصواب «كتبن» بدلًا من «كتبوا»."),
        ("definiteness", "النعت يتبع المنعوت في التعريف، فالصواب «الجديد» لا «جديد»."),
        ("word_order", "ترتيب الجملة الصحيح: «فعل ثم فاعل ثم مفعول»، فالنعت يلي المنعوت."),
        ("word_order", "النعت يتأخر عن منعوته، والصواب تقديم «كتابًا» على «جديدًا»."),
        ("tanwin", "الصواب «شكرًا» بتنوين الفتح لا «شكرا»."),
        ("spelling_split_merge", "الصواب فصل «لا» عن «بد»، فتُكتب «لا بد» لا «لابد»."),
        ("alif_maqsura", "الفعل «دعا» أصل ألفه واو (يدعو)، فتُكتب ألفًا قائمة."),
        ("alif_maqsura", "الألف في «دعا» منقلبة عن واو، فالصواب رسمها طويلة."),
        ("number_noun_agreement", "المعدود «امرأة» مؤنث، فالعدد مذكر، والصواب «خمس نساء»."),
        ("verb_mood", "الفعل مجزوم بعد لا «الناهية» بحذف حرف العلة، والصواب «تنسَ» لا «تنسى»."),
    ],
)
def test_sound_explanations_pass(error_type: str, text: str) -> None:
    """Letters, endings, terms, roots, forms without article and examples of a rule may be quoted."""
    assert judge(error_type, text) is None


@pytest.mark.parametrize("error_type", ERROR_TYPES)
def test_turned_explanations_of_the_mock_are_refused(error_type: str) -> None:
    """Each wording of the mock passes with its sides as they are, and is refused with them turned round."""
    row = compose({"error_type": error_type}, Random(7))
    wrong, right = (" ".join(row[name].strip(" .").split()) for name in ("input", "correction"))
    old, new = cut_shared(wrong.split(), right.split())
    for wording in EXPLANATIONS:
        for sides, code in (((old, new), None), ((new, old), "explanation_contradicts")):
            text = wording.format(wrong=sides[0], right=sides[1], rule="هذا ما تقتضيه القاعدة")
            assert code == judge_fields({**row, "explanation": text}, LAST_CHECKS[1:])


def cut_shared(one: list[str], other: list[str]) -> tuple[str, str]:
    """Return what two lists of words do not share at their beginning and end."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return " ".join(one), " ".join(other)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("الصواب: «عن» بدلًا من «على».", Statement("عن", "على", sure=True)),
        ("استُعملت «على» بدلًا من «عن».", Statement("عن", "على", sure=True)),
        ("نقول «عن» لا «على».", Statement("عن", "على")),
        ("الخطأ هو «على».", Statement(wrong="على", sure=True)),
    ],
)
def test_statements_are_read(text: str, statement: Statement) -> None:
    """The last statement names both sides, and whether the row's own words must be meant."""
    assert statement == read_statements(text)[-1]


def test_damage_is_told_as_what_it_is() -> None:
    """An explanation in English is refused as such, and not as one that names no rule."""
    checks = (*text_checks(foreign=False, msa=True), *find_task("grammar").last_checks(Strictness()))
    assert judge("hamza", "The noun begins with a cutting hamza in every position.", checks) != "explanation_vague"


@pytest.mark.parametrize(
    "text", ["«»", "«" * 50, "الصواب «", "لا «»", "«ا» لا «", "الصواب « » لا « »", "[" * 99, "'\"«»" * 9]
)
def test_odd_quotations_never_crash(text: str) -> None:
    """Whatever is quoted is read without an error."""
    assert judge("hamza", f"همزة قطع في الكلمة {text}") in {None, "explanation_contradicts"}


@pytest.mark.parametrize(
    ("explanation", "code"),
    [
        ({}, "wrong_shape"),
        ({"explanation": ""}, "empty"),
        ({"explanation": "→"}, "empty"),
        ({"explanation": "اخي → أخي"}, "explanation_vague"),
    ],
)
def test_people_need_no_explanation(explanation: dict[str, str], code: str) -> None:
    """A row of people may lack its explanation, or tell the edits alone; one that was asked for may not."""
    wrong, right = PAIRS["hamza"]
    fields = {"input": wrong, "correction": right, "error_type": "hamza", **explanation}
    task = find_task("grammar")
    found = [
        judge_fields(fields, (*task.checks(strictness), *task.last_checks(strictness)))
        for strictness in (Strictness(foreign=True), Strictness())
    ]
    assert [None, code] == found


def test_explanations_of_people_are_judged() -> None:
    """What a row of people does say of its correction must still be of its rule."""
    wrong, right = PAIRS["hamza"]
    fields = {"input": wrong, "correction": right, "error_type": "hamza", "explanation": "هذه جملة جميلة عن السفر."}
    assert "explanation_vague" == judge_fields(fields, find_task("grammar").last_checks(Strictness(foreign=True)))
