"""What each error type explains, and which corrections are refused for what reason."""

from random import Random

import pytest

from prompts.tasks.grammar.checks import CHECKS, LAST_CHECKS, select_texts
from prompts.tasks.grammar.content.banks import ERROR_TYPES, load_cores
from prompts.tasks.grammar.content.compose import compose
from prompts.tasks.grammar.rules import RULES
from validators.base import Item, Reading
from validators.chain import Chain

CHAIN = Chain((*CHECKS, *LAST_CHECKS))
RULE = "همزة قطع، تاء مربوطة، ألف مقصورة، تنوين، فصل، تعريف، عدد، فعل، نعت، رفع، نصب، مضارع، ضمير، حرف، ترتيب"
SHARED = {("five_nouns", "case_ending"), ("tanwin", "case_ending"), ("definiteness", "adjective_agreement")}
"""Pairs of types that many an edit belongs to both of: no rule can refuse the second."""


def judge(error_type: str, wrong: str, right: str, explanation: str = RULE) -> str | None:
    """Return the code that a triplet is refused with, or None."""
    fields = {"input": wrong, "correction": right, "explanation": explanation, "error_type": error_type}
    refusal = CHAIN.judge(Reading(Item("grammar", fields), select_texts)).refusal
    return refusal.code if refusal else None


def frame(core: str) -> str:
    """Return a core in a sentence that has no mistake."""
    return f"ذكرت الصحيفة ما جرى: {core}. ثم عاد الهدوء إلى المكان."


def test_every_error_type_has_a_rule() -> None:
    """Each of the fifteen error types has a rule."""
    assert set(ERROR_TYPES) == set(RULES)


@pytest.mark.parametrize("error_type", ERROR_TYPES)
def test_every_core_is_explained_by_its_type(error_type: str) -> None:
    """Every mistake of the banks is explained by the type of its bank."""
    found = [(core.wrong, judge(error_type, frame(core.wrong), frame(core.right))) for core in load_cores()[error_type]]
    assert [] == [pair for pair in found if pair[1]]


@pytest.mark.parametrize("error_type", ERROR_TYPES)
def test_other_labels_are_refused(error_type: str) -> None:
    """At least nine of ten cores are refused under any label but their own, where the two types share no edits."""
    others = [name for name in ERROR_TYPES if name != error_type and (error_type, name) not in SHARED]
    cores = load_cores()[error_type]
    passed = sum(judge(name, frame(core.wrong), frame(core.right)) is None for core in cores for name in others)
    assert passed <= 0.1 * len(cores) * len(others)


@pytest.mark.parametrize("seed", range(60))
def test_extra_edits_are_refused(seed: int) -> None:
    """A correction that also replaces another word, adds a sign or sets a vowel mark is refused."""
    row = compose({"error_type": ERROR_TYPES[seed % 15]}, Random(seed))
    sides = row["error_type"], row["input"], row["correction"]
    last = sides[2].split()[-1]
    assert judge(*sides, row["explanation"]) is None
    for changed in (sides[2].replace(last, "بهدوء."), sides[2][:-1] + "!", sides[2][:-1] + "\u064e."):
        assert judge(sides[0], sides[1], changed, row["explanation"]) in {"unexplained_edit", "not_minimal"}


@pytest.mark.parametrize(
    ("error_type", "wrong", "right", "code"),
    [
        ("hamza", "قال مسؤل إن هولاء وصلوا", "قال مسؤول إن هؤلاء وصلوا", None),
        ("hamza", "وصل اخي الى البيت", "وصل أخي الى البيت", "still_wrong"),
        ("hamza", "ناقش المجلس استخدام الماء", "ناقش المجلس إستخدام الماء", "swapped"),
        ("hamza", "قال إن الرئيس سافر", "قال إن الرءيس سافر", "swapped"),
        ("ta_marbuta", "زرنا جامعة كبيرة هناك", "زرنا جامعة كبيره هناك", "swapped"),
        ("alif_maqsura", "ذهب حتى آخر الطريق", "ذهب حتي آخر الطريق", "swapped"),
        ("alif_maqsura", "وصل الي بيته مساء", "وصل إلى بيته مساء", None),
        ("tanwin", "قرأ كتابًا مفيدًا هناك", "قرأ كتاب مفيدًا هناك", "swapped"),
        ("tanwin", "زار مساجدًا كثيرة هناك", "زار مساجد كثيرة هناك", None),
        ("spelling_split_merge", "البحر والسماء من هنا", "البحر و السماء من هنا", "swapped"),
        ("definiteness", "كتب هذه القصيدة في السجن", "كتب هذه قصيدة في السجن", "swapped"),
        ("verb_mood", "أراد الأولاد أن يلعبوا هنا", "أراد الأولاد أن يلعبون هنا", "swapped"),
        ("verb_mood", "كان الرجال لا يعرفون شيئًا", "كان الرجال لا يعرفوا شيئًا", "swapped"),
        ("verb_mood", "هن لن يعفون عنه ولم ينسى أحد", "هن لن يعفون عنه ولم ينس أحد", None),
        ("number_noun_agreement", "بلغ الولد السابع من عمره", "بلغ الولد السابعة من عمره", None),
        ("number_noun_agreement", "قرأ الدرس السابع من الكتاب", "قرأ الدرس السابعة من الكتاب", "swapped"),
        ("preposition", "حصل الطالب على منحة كبيرة", "حصل الطالب إلى منحة كبيرة", "swapped"),
        ("preposition", "عاد الطالب الى بيته", "عاد الطالب إلى بيته", "wrong_error_type"),
        ("case_ending", "عاد المعلم إلى بيته", "عاد المعلمين إلى بيته", "unexplained_edit"),
        ("hamza", "جلس الرجل في ضل الشجرة", "جلس الرجل في ظل الشجرة", "unexplained_edit"),
    ],
)
def test_pairs_are_judged(error_type: str, wrong: str, right: str, code: str | None) -> None:
    """Each pair is accepted, or refused with its code."""
    assert code == judge(error_type, wrong, right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("تاكد", "تأكد"),
        ("تنبا", "تنبأ"),
        ("يأس", "يئس"),
        ("مفاجأة", "مفاجئة"),
        ("رايا", "رأيا"),
        ("المبتدا", "المبتدأ"),
        ("تاكل", "تآكل"),
        ("الانفاق", "الأنفاق"),
        ("انقذتنا", "أنقذتنا"),
    ],
)
def test_likenesses_of_common_words_are_right(wrong: str, right: str) -> None:
    """A word is right that differs from a common one in the seat of its hamza alone, and means something else."""
    assert judge("hamza", f"ذكر {wrong} هنا", f"ذكر {right} هنا") is None


@pytest.mark.parametrize(
    ("error_type", "wrong", "right", "code"),
    [
        ("preposition", "رغب إلى القراءة وإلى الكتابة", "رغب في القراءة وفي الكتابة", None),
        (
            "preposition",
            "وصل في بيته بعد سفر طويل على القطار",
            "وصل إلى بيته بعد سفر طويل في القطار",
            "several_mistakes",
        ),
        ("definiteness", "في المدينة قديمة جميلة", "في المدينة القديمة الجميلة", None),
        ("definiteness", "هذا كتاب مفيد لكل الطلاب", "هذا الكتاب مفيد لكل طلاب", "several_mistakes"),
        ("verb_mood", "لم يعرفون الطريق ولم يسألون", "لم يعرفوا الطريق ولم يسألوا", None),
        ("verb_mood", "لم يعرفون أنهم يصلوا غدا", "لم يعرفوا أنهم يصلون غدا", "several_mistakes"),
    ],
)
def test_edits_of_meaning_are_one_mistake(error_type: str, wrong: str, right: str, code: str | None) -> None:
    """Prepositions, articles and moods may change in several places only where one mistake explains them all."""
    assert code == judge(error_type, wrong, right)


@pytest.mark.parametrize(
    ("error_type", "words"),
    [
        ("hamza", "قال ابو خالد"),
        ("hamza", "زار الاطباء القرية"),
        ("ta_marbuta", "عاد إلى القناه"),
        ("ta_marbuta", "وصلت التجاره والثابته"),
        ("ta_marbuta", "قرية صغيره هناك"),
        ("alif_maqsura", "يعتمد علي الزراعة"),
        ("alif_maqsura", "ذهب إلي المدرسة"),
        ("alif_maqsura", "رفع مستوي التعليم"),
        ("tanwin", "شكرآ لكم"),
        ("tanwin", "جاء مساءاً"),
        ("preposition", "هذة قريبة"),
        ("definiteness", "قال إنشاء الله"),
        ("word_order", "الكتب التى قرأها"),
    ],
)
def test_certain_mistakes_do_not_stay(error_type: str, words: str) -> None:
    """A correction that keeps a mistake of its type, or a common one of any type, is refused."""
    core = next(core for core in load_cores()[error_type])
    assert judge(error_type, f"{words} حين {core.wrong}.", f"{words} حين {core.right}.") == "still_wrong"


@pytest.mark.parametrize(
    ("error_type", "words"),
    [
        ("hamza", "بدأ الاستعداد والاتفاق والاطمئنان والانضمام يوم الاثنين بالاسم نفسه"),
        ("ta_marbuta", "شرب المياه وزار الشاليه والده والتقطه بالله والدكتوراه"),
        ("alif_maqsura", "كتب محمد علي بن أحمد: نظر إلي المعلم، ويجب علي أن أعود، ولدي كتاب السطح المستوي"),
        ("tanwin", "جاءا معا وبدآ يقرآن عادةً"),
        ("verb_mood", "أراد أن يتعاون ولم يتهاون"),
        ("case_ending", "شاهد واليهم المسرح السكني والشاي المحلى وواحد"),
    ],
)
def test_words_that_look_like_mistakes_stay(error_type: str, words: str) -> None:
    """Names, joined alifs, words with a ha of their own and what is said of the speaker are no mistakes."""
    core = next(core for core in load_cores()[error_type])
    assert judge(error_type, f"{words} حين {core.wrong}.", f"{words} حين {core.right}.") is None


@pytest.mark.parametrize(
    ("error_type", "text"),
    [
        ("hamza", "آخر الكلمة تاء مربوطة لأنها تُنطق تاءً عند الوصل."),
        ("alif_maqsura", "تُكتب همزة القطع على الألف أو تحتها بحسب حركتها."),
        ("ta_marbuta", "تنتهي الكلمة بألف مقصورة تُرسم من غير نقط."),
        ("spelling_split_merge", "الخطأ في رسم همزة الكلمة عند الوصل."),
    ],
)
def test_rules_of_other_types_are_vague(error_type: str, text: str) -> None:
    """An explanation that names the rule of another type of spelling explains nothing."""
    core = next(core for core in load_cores()[error_type])
    assert judge(error_type, frame(core.wrong), frame(core.right), text) == "explanation_vague"


def test_several_mistakes_of_one_type_pass() -> None:
    """Three hamzas of one row may be corrected together."""
    assert judge("hamza", "قال اخي ان أحمد وصل الى بيته أمس", "قال أخي إن أحمد وصل إلى بيته أمس") is None


@pytest.mark.parametrize("text", ["همزة", "تم تصحيح الخطأ الوارد", "This word takes a hamza همزة at its start"])
def test_vague_explanations_are_refused(text: str) -> None:
    """An explanation of a word or two, without the rule's subject, or in another language is refused."""
    assert judge("hamza", "وصل اخي إلى بيته", "وصل أخي إلى بيته", text) == "explanation_vague"


@pytest.mark.parametrize("text", ["\u064b\u064b", "a" * 4000, "\ud800", "ى" * 999, "_ _ _", "\x00", "، ، ،", "9" * 500])
def test_odd_texts_never_crash(text: str) -> None:
    """Any text beside a sentence, under any error type, is judged."""
    for error_type in ERROR_TYPES:
        judge(error_type, f"وصل اخي {text}", f"{text} وصل أخي")
        judge(error_type, f"ب{text}", f"{text}ب ت")
