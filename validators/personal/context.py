"""What stands around a number: the words that say what it is, and the signs and units that say it is a quantity."""

import re

from validators.late import compile_late

_REACH = 40  # characters before a number in which a word can say what it is
_PHONE = compile_late(
    r"هاتف|جو[\u0651]?ال|موبا?يل|محمول|تلي?فون|واتس|وتس\s?اب|فاكس|نق[\u0651]?ال\b|خلوي|بورتابل|اتصلوا?\b|اتصال|تواصل"
    r"|للاستفسار|للحجز|على الرقم|راسل(?:ني|نا|وني|ونا)\b|\b(?:رقمي|الرد على)\s?:?\s?$|\b(?:tel|phone|mobile|mob"
    r"|whats\s?app|call|fax|gsm)\b",
    re.IGNORECASE,
)
_IDENTITY = compile_late(
    r"رقم(?:ه|ها|ي)? ?(?:ال)?(?:هوي|قومي|وطني|مدني|إقام|اقام|جواز"
    r"|بطاق(?!\w+ (?:ال)?(?:[اإ]ئتمان|مصرف|بنك|فيزا|دفع|صراف)))"
    r"|الرقم (?:القومي|الوطني|المدني|الشخصي)"
    r"|(?:ال)?رقم التعريف|بطاقة (?:ال)?(?:تعريف|هوية|وطنية|شخصية|أحوال)|البطاقة (?:الوطنية|الشخصية|المدنية|الموحدة)"
    r"|الهوية الوطنية|\bهوي[ةه] (?:وطنية|إماراتية|اماراتية|سعودية|أردنية|عراقية|مصرية|بحرينية|قطرية|كويتية"
    r"|عمانية|مغربية|تونسية)"
    r"|\b(?:ال)?هوية\s?:?\s?$|هويت(?:ي|ه|ها)\b|إقامت(?:ي|ه|ها)\b|جواز (?:ال)?سفر|بطاقت(?:ي|ه|ها) (?:الوطنية|الشخصية)"
    r"|رقم الضمان الاجتماعي|\b(?:CIN|CNIE|CPR|QID|NIN|passport|national id|iqama)\b",
    re.IGNORECASE,
)
_BEFORE = compile_late(r"[=×÷*^√<>≤≥±]\s?$|[\d)\]]\s?\+\s?$|[)\]]\s?[-/]\s?$|[^\W\d_]\s?[+/]\s?$")
_AFTER = compile_late(
    r"\s?(?:[=×÷*^%٪°√<>≤≥±]|\+\s?[\d(]|[-/]\s?(?:[1-9]\d{0,5}(?!\d)|\()|(?:ريال|دينار|درهم|جنيه|دولار|ليرة"
    r"|أوقية|فرنك|يورو|كم|كيلو|متر|سم|طن|غرام|جرام|لتر"
    r"|نسمة|سنة|عام|مليون|مليار|ألف|وحدة|ثانية|دقيقة|ساعة|جول|نيوتن|هرتز|فولت|واط|كغ|km|kg|cm|mm|Hz|USD|SAR|m|g)\b)"
)


def _cut(text: str, start: int) -> str:
    """Return what stands before a number on its line, up to the tag of something masked."""
    before = text[max(0, start - _REACH) : start]
    return before[max(before.rfind("\n"), before.rfind("⟧")) + 1 :]


def is_about_phone(text: str, start: int, end: int) -> bool:
    """Return whether a word before the number, or one directly after it, speaks of a phone."""
    after = text[end : end + 14].split("\n", 1)[0].split("⟦", 1)[0]
    return _PHONE.search(_cut(text, start)) is not None or (
        _PHONE.search(after) is not None and not any(map(str.isdigit, after))
    )


def is_about_identity(text: str, start: int) -> bool:
    """Return whether words before the number speak of an identity card, a residence permit or a passport."""
    return _IDENTITY.search(_cut(text, start)) is not None


def is_quantity(text: str, start: int, end: int) -> bool:
    """Return whether the number stands in a formula or before a unit."""
    return _AFTER.match(text, end) is not None or _BEFORE.search(text[max(0, start - 4) : start]) is not None
