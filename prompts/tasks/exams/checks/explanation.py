"""Explanations that point to another answer than the key, or that explain nothing."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from prompts.tasks.exams.bound import Bound, find_bound
from prompts.tasks.exams.checks.claims import ANY_OPENER, Claim, read_claims
from prompts.tasks.exams.checks.shape import find_right, list_option_keys, list_option_texts
from prompts.tasks.exams.checks.undecided import (
    STATES,
    VERDICTS,
    find_other_answer,
    find_quoted,
    find_stranger,
    find_undecided,
)
from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize

_NEGATIVE = re.compile(
    r"(?<!\S)(?:اي|مما|ياتي|يلي|الاتيه?|التاليه?|العباره|العبارات|الجمله|الجمل|الخيارات|البدائل) (?:\S+ ){0,3}?"
    r"(?:لا|لم|لن|غير|ليس|ليست|لايعد|لايعتبر) "
    r"|(?:^| )(?:ليس|ليست|ماعدا|عدا|معادا|باستثناء|سوي|يستثني|تستثني|ما ?خلا)(?= |$)"
    r"|(?:كل|جميع|كافه) .*(?<!\S)الا(?= |$)|(?<!\S)الا$"
    r"|(?<!\S)(?:ال)?(?:خطا|خاطئه?|خاطءه|شاذه?|دخيل|دخيله|مختلفه?|غير الصحيحه?|غير صحيحه?)(?= |$)"
)
"""A stem that asks for what is not so: there a wrong option is the answer."""
_NO_RIGHT = ("لا", "ليس", "خط", "خاط", "غير", "شي", "شئ", "none", "neither")
_RETRACTED = compile_late(
    r"(?<!\S)[فو]?(?:المفتاح|مفتاح الاجابه"
    r"|(?:الاجابه|الجواب) (?:المعطاه?|المحدده?|المرفقه?|المختاره?|المكتوبه?|المسجله?)"
    r"|الخيار (?:المحدد|المختار|الذي (?:وضعته|اخترته|حددته|كتبته)))"
    r" (?:(?:هي|هو|هنا|اعلاه) )*(?:خاطئ|خطا(?!\S)|غير (?:صحيح|دقيق)|ليست? (?:صحيح|دقيق))"
    r"|(?<!\S)(?:عذرا|معذره|اعتذر|اعتذار|نعتذر)(?: \S+){0,3} [فو]?(?:اخطات|اخطانا|الخطا|خطا|السهو|خطئي)(?!\S)"
    r"|(?<!\S)(?:لقد )?اخطات (?:في|عند) (?:تحديد|اختيار|كتابه|وضع) "
)
"""An explanation that takes back the key."""
_RETRACTIONS = watch(
    [
        *("المفتاح", "مفتاح", "المعطاه", "المعطي", "المحدده", "المحدد", "المرفقه", "المرفق", "المختاره", "المختار"),
        *("المكتوبه", "المكتوب", "المسجله", "وضعته", "اخترته", "حددته", "كتبته"),
        *("عذرا", "معذره", "اعتذر", "اعتذار", "نعتذر", "اخطات"),
    ]
)
_TELLING = ANY_OPENER | VERDICTS | STATES
"""Words of which every explanation holds one that says anything of its options, but for an answer in quotes."""
_FILLER = frozenset(
    {
        *("الاجابه", "الجواب", "الصحيح", "الصحيحه", "الخيار", "البديل", "هي", "هو", "لانها", "لانه", "لان"),
        *("هذه", "هذا", "ذلك", "صحيح", "صحيحه", "انها", "انه", "الحل", "و", "في", "اذن", "الاختيار", "وهي"),
        *("وهو", "فهي", "فهو", "لكونها", "لكونه"),
    }
)
MOST_SILENT = 12
"""Different words from where an explanation says something."""
_SILENT = frozenset(
    normalize(
        "لا يوجد توجد شرح الشرح شرحا شرحه تفسير التفسير توضيح التوضيح تعليل التعليل متوفر متاح حاليا"
        " لاحقا قريبا هنا أعلاه أدناه يكتب اكتب سيكتب يضاف سيضاف أضف يأتي سيأتي يوضع لم يذكر يرد انظر"
        " راجع ارجع عد إلى الكتاب كتاب المدرسي المقرر الدرس درس المنهج المرجع المصدر صفحة الصفحة ص ما"
        " واضح واضحة معروف معروفة بديهي بديهية سهل سهلة تحتاج يحتاج حاجة داعي له لها للشرح للتفسير بدون"
        " دون بلا تعليق غير كما ورد وردت مذكور مذكورة جاء حسب وفق درسناه درسنا موضح موضحة موجود تجد ستجد"
        " السؤال سؤال من على عن ولا جدا تماما للجميع بنفسك المعطيات الموضوع النص السابق السابقة بالكتاب"
        " بالدرس"
    ).split()
)
"""Words of explanations that say no more than that there is none, or where one might be found."""


@dataclass(frozen=True, slots=True)
class ExplanationAgrees:
    """Refuses a row whose explanation does not call its key, and only its key, the answer.

    It calls another option right, by letter or text, or several, or none, or it calls the key wrong. Where options
    speak of others, or the stem asks for what is not so, only what is called the answer counts.
    """

    codes = (
        "explanation_letter",
        "explanation_contradicts",
        "explanation_denies",
        "two_right_options",
        "no_right_option",
    )

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with what the explanation says."""
        key, explanation = reading.keys["explanation"], reading.texts["explanation"]
        if not key:
            return None
        tokens, options = reading.words["explanation"], list_option_keys(reading)
        telling = not _TELLING.isdisjoint(tokens)
        claims = read_claims(tokens, options, explanation) if telling else []
        if claims and (code := _weigh(claims, reading)):
            return Refusal(code, explanation[:200])
        if not _RETRACTIONS.isdisjoint(reading.hints) and _RETRACTED.search(key):
            return Refusal("explanation_denies", explanation[:200])
        undecided = find_undecided(key, tokens) if telling else None
        if undecided is None and not claims:
            if telling:
                asked = reading.keys["question"]
                undecided = find_stranger(explanation, key, tokens, options)
                undecided = undecided or find_other_answer(explanation, tokens, options, asked)
            else:
                undecided = find_quoted(explanation, options)
        if undecided is None or _is_said_by_key(undecided[0], reading):
            return None
        return Refusal(*undecided)


def _weigh(claims: list[Claim], reading: Reading) -> str | None:
    """Return the code of what claims say against the key, None where they say nothing against it.

    Several called right together, the key among them, are too many anywhere. Where the stem asks for what is not so,
    or options speak of others, an option may be true without being the answer, or false and yet be it.
    """
    right = find_right(reading)
    if all(claim.right == (claim.place == right) for claim in claims):
        return None
    if {claim.place for claim in claims if claim.joined and claim.right} > {right}:
        return "two_right_options"
    negative = _NEGATIVE.search(reading.keys["question"]) is not None
    if any(claim.place == right and not claim.right and (claim.answer or not negative) for claim in claims):
        return "explanation_denies"
    if negative or find_bound(list_option_texts(reading)) != Bound():
        claims = [claim for claim in claims if claim.answer and not claim.joined]
    others = [claim for claim in claims if claim.right and claim.place != right]
    if not others:
        return None
    if any(claim.right and claim.place == right for claim in claims):
        return "two_right_options"
    return "explanation_letter" if others[0].lettered else "explanation_contradicts"


def _is_said_by_key(code: str, reading: Reading) -> bool:
    """Return whether the right option itself says that none of the others is right, or several."""
    right, bound = find_right(reading), find_bound(list_option_texts(reading))
    if code == "two_right_options":
        return right in bound.summaries or right in bound.naming
    return right in bound.summaries and any(map(list_option_keys(reading)[right].__contains__, _NO_RIGHT))


@dataclass(frozen=True, slots=True)
class ExplanationSays:
    """Refuses an explanation that says nothing, or no more than question or option; measures `explanation_overlap`.

    `explanation_overlap` is the share (0 to 1) of the words of stem and right option that it takes up: one near 0 may
    explain another question, but a good one may say all in its own words.
    """

    codes = ("explanation_copies", "empty_explanation")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the explanation."""
        words, right = reading.words, reading.fields["answer"]
        said, asked = set(words["explanation"]), {*words["question"], *words[right]}
        new = said - asked
        measures["explanation_overlap"] = round((len(said) - len(new)) / (len(asked) or 1), 2)
        own = said - _FILLER if len(new) < MOST_SILENT else new
        if said and len(own) < MOST_SILENT and own - _list_numbers(own) <= _SILENT and own.isdisjoint(words[right]):
            return Refusal("empty_explanation", reading.texts["explanation"][:200])
        if not said or not new <= _FILLER:
            return None
        stem_words = set(words["question"])
        if own <= set(words[right]) or (own <= stem_words and len(own) * 2 > len(stem_words)):
            return Refusal("explanation_copies", reading.texts["explanation"][:200])
        return None


def _list_numbers(tokens: Collection[str]) -> set[str]:
    return {token for token in tokens if token.isdigit()}
