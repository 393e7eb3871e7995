"""Open half of what is wrong with grammar pairs."""

from random import Random

from scripts.faults.fault import Fault, Row
from scripts.faults.pair_parts import change_correction, list_words, mislabel
from scripts.faults.words import add_vowels

_ENGLISH = (
    "The hamza must be written because it is part of the root of the word.",
    "The adjective must agree with the noun it describes in gender and number.",
    "This word ends with a ta marbuta and not with a ha.",
    "The verb takes a different preposition in Modern Standard Arabic.",
    "A spelling mistake was corrected in this sentence.",
)
_OFF_TOPIC = (
    "تقع مدينة القاهرة على ضفاف نهر النيل، وهي أكبر مدن مصر من حيث عدد السكان.",
    "يُعدّ شرب الماء بانتظام من أهم العادات الصحية التي ينصح بها الأطباء.",
    "شهد الموسم الماضي منافسة قوية بين الأندية حتى الجولة الأخيرة من البطولة.",
    "ارتفعت أسعار النفط هذا الأسبوع بعد انخفاضها مدة شهر كامل في الأسواق العالمية.",
    "يقضي الطلاب عطلة الصيف عادة في السفر وزيارة الأقارب والقراءة.",
)
_OTHERS = (
    "اجتمع أعضاء المجلس أمس لمناقشة خطة السنة المقبلة، واتفقوا على تأجيل التصويت إلى الشهر القادم.",
    "سافر الفريق إلى المغرب صباح اليوم استعدادًا للمباراة النهائية التي تقام يوم السبت.",
    "تضم المكتبة الجديدة آلاف الكتب النادرة، وتفتح أبوابها للزوار كل يوم ما عدا الجمعة.",
    "أعلنت الوزارة مواعيد الامتحانات، ودعت الطلاب إلى مراجعة مدارسهم لتسلّم بطاقات الدخول.",
    "يزرع أهل القرية القمح والشعير، ويبيعون محاصيلهم في السوق الأسبوعية القريبة من النهر.",
)
_STRANGERS = ("المدرسة", "القطار", "بسرعة", "الحديقة", "أمس", "الطبيب", "كثيرًا", "البحر", "الجديد", "المدينة")
_UNKNOWN = ("grammar_error", "خطأ لغوي", "other", "spelling", "none", "نوع غير معروف", "typo")


def _replace_word(words: list[str], kept: list[int], rng: Random) -> list[str] | None:
    places = list_words(words, kept)
    if not places:
        return None
    at = rng.choice(places)
    words[at] = rng.choice([word for word in _STRANGERS if word != words[at]])
    return words


def _cut(words: list[str], kept: list[int], rng: Random) -> list[str] | None:  # noqa: ARG001
    return words[: len(words) * rng.randint(4, 7) // 10] if len(words) > 7 else None


def _vocalise(words: list[str], kept: list[int], rng: Random) -> list[str] | None:
    return [add_vowels(word, rng) for word in words] if len(kept) > 5 else None


def _shuffle(words: list[str], kept: list[int], rng: Random) -> list[str] | None:
    if len(kept) < 6:
        return None
    for at in rng.sample(range(len(words) - 1), 3):
        words[at], words[at + 1] = words[at + 1], words[at]
    return words


def _mark_error(row: Row, rng: Random) -> Row | None:
    words, right = row["input"].split(), set(row["correction"].split())
    places = [at for at, word in enumerate(words) if word not in right]
    if not places:
        return None
    form = rng.choice(["**{}**", "[{}]", "{} (خطأ)", "<u>{}</u>", "*{}*", "{} [كذا]"])
    words[places[0]] = form.format(words[places[0]])
    return {**row, "input": " ".join(words)}


FAULTS = (
    Fault("rewritten", "grammar", lambda row, rng: {**row, "correction": rng.choice(_OTHERS)}),
    Fault("unrelated_edit", "grammar", change_correction(_replace_word)),
    Fault("correction_cut", "grammar", change_correction(_cut)),
    Fault("correction_vocalised", "grammar", change_correction(_vocalise)),
    Fault("words_shuffled", "grammar", change_correction(_shuffle)),
    Fault("error_marked_in_input", "grammar", _mark_error),
    Fault("explanation_empty", "grammar", lambda row, rng: {**row, "explanation": rng.choice(["", " ", "\n"])}),
    Fault("explanation_english", "grammar", lambda row, rng: {**row, "explanation": rng.choice(_ENGLISH)}),
    Fault("explanation_off_topic", "grammar", lambda row, rng: {**row, "explanation": rng.choice(_OFF_TOPIC)}),
    Fault("explanation_is_correction", "grammar", lambda row, _: {**row, "explanation": row["correction"]}),
    Fault("unknown_error_type", "grammar", lambda row, rng: {**row, "error_type": rng.choice(_UNKNOWN)}),
    mislabel("hamza"),
    mislabel("ta_marbuta"),
    mislabel("preposition"),
    mislabel("verb_mood"),
)
