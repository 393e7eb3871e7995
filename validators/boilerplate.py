"""Refuses replies in which the model speaks to the user instead of writing the item."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.text import normalize


def _split(phrases: str) -> list[str]:
    """Return the matching keys of phrases parted by `|`, so that they can be written as people write them."""
    return [normalize(phrase) for phrase in phrases.split("|")]


def _any(phrases: str) -> str:
    return f"(?:{'|'.join(map(re.escape, _split(phrases)))})"


def _keys(phrases: str) -> tuple[str, ...]:
    """Return the phrases' keys, each to be found from the beginning of a word."""
    return tuple(f" {key}" for key in _split(phrases))


_SORRY = _any(
    "عذرًا | أعتذر | اعتذر | آسف | أنا آسف | نعتذر | معذرة | أعتذر منك | أعتذر عن ذلك | I'm sorry | "
    "I am sorry | sorry | I apologize | apologies"
)
_CANNOT = _any(
    "لا أستطيع | لا يمكنني | لا يمكن لي | لن أتمكن من | لن أستطيع | لست قادرًا على | أنا غير قادر على | "
    "لا أملك القدرة على | ليس بإمكاني | I can't | I cannot | I'm unable to | I am unable to | I won't"
)
_DO = _any(
    "تقديم | إنشاء | توليد | كتابة | إنتاج | صياغة | مساعدتك | المساعدة | تلبية | تنفيذ | الإجابة | إجابة | "
    "إكمال | الامتثال | المشاركة | أن أساعدك | أن أقدم | أن أكتب | أن أنشئ | أن ألبي | أن أجيب | أن أولد | "
    "help | assist | fulfill | comply | provide | create | generate | write | produce | answer | do that"
)
_REQUEST = _any(
    "طلبك | هذا الطلب | هذا المحتوى | هذا النوع من المحتوى | مثل هذا المحتوى | محتوى | في ذلك | في هذا | "
    "مساعدتك | this request | that request | your request | with that | with this | this content | "
    "such content"
)
_REFUSAL = re.compile(
    rf"(?:{_any('للأسف | مع الأسف | unfortunately')} )?"
    rf"(?:{_SORRY} (?:{_any('لكن | لكنني | لكني | ولكن | ولكنني | فأنا | but')} )?{_CANNOT} {_DO}"
    rf"|{_CANNOT} {_DO}(?: \w+){{0,4}}? {_REQUEST}\b|{_CANNOT} {_any('مساعدتك | تلبية طلبك | تنفيذ طلبك')}\b"
    rf"|{_any('كنموذج لغوي | كنموذج لغة | كنموذج ذكاء اصطناعي | كذكاء اصطناعي')}\b)"
)
_SELF = _keys(
    "بصفتي نموذج | بصفتي ذكاء | بصفتي مساعدًا ذكيًا | بصفتي مساعدًا افتراضيًا | بصفتي مساعدًا رقميًا | بصفتي روبوت"
    " | باعتباري نموذج | باعتباري ذكاء | باعتباري مساعدًا ذكيًا | بوصفي نموذج | أنا نموذج لغ | أنا مجرد نموذج لغ"
    " | أنا نموذج ذكاء | أنا مساعد ذكاء | لأنني نموذج لغ | لكوني نموذج لغ | كنموذج لغوي لا أ | كنموذج لغوي ليس لدي"
    " | as an ai language | as an ai model | as an ai assistant | as an ai i | as a language model"
    " | as a large language model | i am an ai language | i am an ai model | i am an ai assistant | i'm an ai language"
    " | i'm an ai model | i'm an ai assistant | i am a language model | as an artificial intelligence"
)

_YES = _any(
    "بالتأكيد | بالطبع | طبعًا | حسنًا | أكيد | بكل سرور | بكل تأكيد | على الرحب والسعة | تمام | رائع | ممتاز | نعم"
    " | sure | certainly | of course | absolutely | okay | great"
)
_GIVE = _any(
    "إليك | إليكم | هاك | تفضل السؤال | تفضل سؤال | فيما يلي | سأكتب لك | سأقدم لك | يسعدني أن أقدم | يسعدني مساعدتك"
    " | يمكنني مساعدتك | هذا سؤال اختيار | هذا سؤال عن | هذا سؤال حول | هذه جملة عن | هذه جملة حول | هذا نص عن"
    " | here is | here are | here's | i can | i will | i'll | below is"
)
_WORK = _any(
    "السؤال | سؤال | سؤالًا | الأسئلة | أسئلة | النص | نص | نصًا | جملة | الجملة | مثال | مثالًا | أمثلة | تغريدة"
    " | التغريدة | الإجابة | ما طلبت"
)
_OPENING = re.compile(
    rf"{_YES} (?:{_YES} )?{_GIVE}\b"
    rf"|{_any('إليك | هاك')} (?:بعض )?{_WORK}\b(?! {_any('التالي | التالية | الآتي | الآتية')}\b)"
    rf"|{_any('إليكم | فيما يلي | تفضل')} (?:بعض )?{_any('السؤال | سؤال | الأسئلة | أسئلة')}\b"
    r"|(?:here is|here are|here s|below is) (?:the|a|an|your|some)\b"
)
_TALK = re.compile(f"{_REFUSAL.pattern}|{_OPENING.pattern}")
_CLOSING = _keys(
    "آمل أن يكون هذا مفيدًا | آمل أن يساعدك هذا | أتمنى أن يكون هذا مفيدًا | أتمنى أن يفيدك هذا | هل ترغب في أن أ"
    " | هل تود أن أ | هل تريد أن أكتب | هل تريد سؤالًا آخر | هل ترغب في المزيد من الأسئلة | هل ترغب في المزيد من الأمثلة"
    " | لا تتردد في طرح المزيد من الأسئلة | لا تتردد في طلب المزيد من الأسئلة | إذا كنت بحاجة إلى مزيد من الأسئلة"
    " | إذا كنت بحاجة إلى أي تعديل | إذا كان لديك أي أسئلة أخرى | أخبرني إذا كنت تريد تعديل"
    " | أخبرني إذا كنت ترغب في تعديل | let me know if | i hope this helps | feel free to ask | would you like me to"
)


_HINTS = frozenset(
    normalize(
        "بصفتي باعتباري بوصفي لأنني لكوني كنموذج نموذج مساعد أمل آمل أتمنى ترغب تود تريد تتردد بحاجة لديك أخبرني"
        " ai artificial language let hope feel would"
    ).split()
)
"""Every phrase that is looked for everywhere holds one of these words; most items hold none and are spared the rest."""
_OPENERS = frozenset(
    word.split()[0]
    for group in (_SORRY, _CANNOT, _YES, _GIVE)
    for word in re.sub(r"\\(.)", r"\1", group[3:-1]).split("|")
) | frozenset(normalize("للأسف مع unfortunately كنموذج كذكاء هاك here below").split())
"""Every opening begins with one of these words."""


def is_model_refusal(text: str) -> bool:
    """Whether a whole reply, from its beginning, declines the task, or speaks of the model anywhere."""
    key = normalize(text)
    return _find((key,), f" {key}", _REFUSAL, _SELF) is not None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Refuses an item in which the model declines, speaks of itself, or chats around the text it was asked for.

    Declining and chatting are looked for at the beginning of each text, where models put them and people seldom do;
    phrases that only a model or its chat would say are looked for everywhere.
    """

    codes = ("model_refusal", "boilerplate")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the phrase, in the form in which it was compared."""
        whole = "" if _HINTS.isdisjoint(reading.tokens) else f" {reading.key}"
        keys = [key for key in reading.keys.values() if key.partition(" ")[0] in _OPENERS and _TALK.match(key)]
        if phrase := _find(keys, whole, _REFUSAL, _SELF):
            return Refusal("model_refusal", phrase)
        if phrase := _find(keys, whole, _OPENING, _CLOSING):
            return Refusal("boilerplate", phrase)
        return Refusal("boilerplate", "```") if "```" in reading.text else None


def _find(keys: Iterable[str], whole: str, opening: re.Pattern[str], phrases: tuple[str, ...]) -> str | None:
    """Return how one of the texts begins, or the phrase that stands in one of them."""
    for key in keys:
        if found := opening.match(key):
            return found[0]
    return next((phrase.strip() for phrase in phrases if phrase in whole), None) if whole else None
