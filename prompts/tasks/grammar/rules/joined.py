"""Verbs and verbal nouns of the long stems, whose alif is joined in speech and takes no hamza."""

from validators.late import compile_late

_FIRM = "[بتثجحخدذرزسشصضطظعغفقكلمنهءؤئأ]"
_LEAD = "(?:[وفبكل]|ال|وال|بال|فال|كال|لل)?"
_SHORT = (
    "نهار|نحاز|نقاد|نساق|نصاع|ختار|حتاج|عتاد|متاز|حتار|غتال|جتاح|جتاز|قتاد|شتاق|رتاح|رتاد|صطاد|زداد|حتل|هتم|متد|شتد|عتز|لتف"
    "|رتد|نضم|نحل|نشق|ضطر|متص|حتج|نسد|نقض|صطف|تصل|تفق|تجه|تحد|تهم|تخذ|تسع|تضح|تزن|تسم|تصف|زدهر|زدحم|صطدم|صطحب|ضطرب|ضطهد"
    "|طلع|دعى|ستقال|ستعان|ستفاد|ستطاع|ستجاب|ستعاد|ستضاف|ستعد|ستمر|ستقر|ستغل|ستحق|ستقل|ستدل|ستمد"
)
"""Past stems without four firm consonants."""
_PAST = f"(?:ن{_FIRM}{{3}}|{_FIRM}ت{_FIRM}{{2}}|ست{_FIRM}{{3}}|{_SHORT})"
_WEAK_PAST = f"(?:ن{_FIRM}{{2}}|{_FIRM}ت{_FIRM}|ست{_FIRM}{{2}})"
_NOUN = (
    f"(?:ن{_FIRM}{{2}}ا{_FIRM}|{_FIRM}ت{_FIRM}ا{_FIRM}|ست{_FIRM}{{2}}ا{_FIRM}|ست{_FIRM}ا{_FIRM}ة|تحاد|تصال|تجاه|تفاق|تهام|تساع"
    "|تزان|تخاذ|زدحام|زدهار|زدواج|زدياد|صطدام|صطياد|ضطراب|ضطهاد|ضطرار|طلاع|طمئنان|قشعرار|شمئزاز|دعاء|نتماء)"
)
_NOUN_END = "(?:ات|ين|ان|ية|يات|ي|ه|ها|هم|هما|نا|ك|كم|ا|ة)?"
_NO_STEM = (
    "(?!ستونيا|سترال|سترلين|ستراتيج|ستبرق|ستنبول|ستانبول|نترنت|نتربول|نستغرام|نستقرام|ستاد|ستوديو|ستديو|ستر$|نجلش|نجلن)"
)
_BELOW = compile_late(
    f"{_LEAD}إ{_NO_STEM}(?:{_PAST}(?:ت|تا|وا|ا|نا|تم|ن|ه|ها|هم|ته|تها|تهم|ني)?|{_WEAK_PAST}(?:ى|ت|وا|يت|ينا|اه|اها)|{_NOUN}{_NOUN_END})"
)
_ABOVE = compile_late(
    f"{_LEAD}أ{_NO_STEM}(?:{_PAST}(?:ت|تا|وا|تم|(?<!ت)نا)|{_WEAK_PAST}(?:ينا|يتم)|{_NOUN}{_NOUN_END}|ست{_FIRM}{{2}}(?:ت|وا))"
)
"""With a hamza above, a past without ending may be a present of the speaker, who has his hamza, and one in تنا may be
of the fourth stem: أنقذتنا."""


def has_needless_hamza(word: str) -> bool:
    """Return whether a word without marks certainly has a hamza on an alif that is joined."""
    return ("إ" in word and _BELOW.fullmatch(word) is not None) or ("أ" in word and _ABOVE.fullmatch(word) is not None)
