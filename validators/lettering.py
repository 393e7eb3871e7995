"""Refuses Arabic whose letters were lost on the way: reversed, parted, swapped or replaced by look-alikes."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize

_L = "[\u0621-\u063a\u0641-\u064a]"
_WORD_HEAD = r"(?<![\w\u064b-\u0652\u0640])"
_LOOKALIKES = frozenset(
    "\u06a9\u06aa\u06be\u06c0\u06c1\u06c2\u06c3\u06cc\u06cd\u06d0\u06d2\u06d5\u06ba\u06a1\u066e\u066f\u0620\u063b\u063c\u063d\u063e\u063f"
    "\u0672\u0673\u0675\u0676\u0677\u0678"
).union(map(chr, (*range(0x750, 0x780), *range(0x870, 0x888), *range(0x8A0, 0x8C8)))) - {"\u0763"}
"""Letters of other languages that pass for Arabic ones; ݣ is how Morocco writes a hard g."""
_STRANGER = r"[A-Za-z\u00c0-\u024f\u0370-\u052f?*$]"
_STRANGERS = frozenset(filter(re.compile(_STRANGER).match, map(chr, range(0x530))))
_MIXED = compile_late(rf"{_L}{{2}}{_STRANGER}{_L}|{_L}{_STRANGER}{_L}{{2}}")
_STRANGE = compile_late(rf"{_STRANGER}(?:(?<={_L}{{2}}.){_L}|(?<={_L}.){_L}{{2}})")
"""The same from its foreign letter, which is found faster."""
_INSIDE = compile_late(rf"{_L}{{2}}[A-Za-z]{_L}|{_L}[A-Za-z]{_L}{{2}}")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BEFORE = r"[\w\u064b-\u0652\u0640]"
_REVERSED = compile_late(rf"ة(?<!{_BEFORE}ة){_L}{{2,20}}")
_IMPOSSIBLE = compile_late(rf"ى(?<!{_BEFORE}ى){_L}{{2,20}}|إ(?<={_L}إ)(?![\w\u064b-\u0652\u0640])")
_SPLIT = compile_late(
    rf"{_WORD_HEAD}(?:{_L} ){{0,20}}ا ل (?:{_L} ){{1,20}}{_L}(?!\w)|{_WORD_HEAD}(?:{_L} ){{3,20}}ة(?!\w)"
    rf"|{_WORD_HEAD}(?:{_L} ){{6}}{_L}(?!\w)"
)
# Beginnings of what the patterns above find. A search for a letter that is rare skips to it; one for two that stand
# in every second word, such as a blank and a ta marbuta, is ten times as dear.
_TA_BEFORE = re.compile(f"ة{_L}")
_YA_BEFORE = re.compile(f"ى{_L}")
_HAMZA_LAST = re.compile(r"إ(?![\w\u064b-\u0652\u0640])")
_MARK_FIRST = re.compile("\n[؟?]")
_SINGLE = watch("ءؤئابتثجحخدذرزسشصضطظعغفقكلمنهوي")
_SWAPPED = compile_late(rf"{_WORD_HEAD}[وفبك]?اال{_L}{{2,20}}")
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_MARKS = compile_late(  # one at the head of a word, or more on a letter than a shadda and a vowel
    rf"[\u064b-\u0652](?:(?<={_L} .){_L}|[\u064b-\u0652]{{2}})|[\u064b-\u0650\u0652]{{2}}|\u0651\u0651"
)
_FEW_MARKS = 3
"""Kinds of vowel marks up to which a text is none with all its vowels, and a search for each beats that for all."""
_MISPLACED = {mark: re.compile(f"{mark}(?:[{''.join(sorted(_VOWELS))}]|(?<= .))") for mark in _VOWELS}
_LAST = ("؟", "?")
_AT_EDGES = (" ى", "إ ", "\nى", "إ\n")
_MIRRORED = watch(normalize("يف ىلع يتلا يذلا اذه كلذ نوكي نيب دنع امنيب نكلو دعب دق ناك تناك نأ نم ءيش ريغ").split())
"""Particles written from their end, none of which is an everyday word itself."""
_TANWIN = compile_late("ل(?:\u064b\u0627|\u0627\u064b)")
_LOANED = frozenset("پچژگڤ")
_PLAINED = str.maketrans("پچژگڤ", "بجزكف")
_LOAN = compile_late("[ء-ي]*[پچژگڤ][ء-يپچژگڤ]*")
_NATIVE = compile_late("(?=.*[پژڤ]).*[عحصضظثذ]")
_OFTEN = (
    "كان كانت كانوا كل كما كبير كبيرة كثير كثيرة كثيرا كتاب كلمة كيف ذلك لكن هناك أكثر أكبر مكان"
    " شكل يكون تكون يمكن شركة مشكلة حركة فكرة مملكة كامل كاملة كلام كهرباء كربلاء ذاك تلك هنالك"
    " كذلك كي لكي حكم حكومة شكرا كرة كأس جدا جديد جديدة جميع جميل جميلة جيد جيدة جيش جامعة جزء جهة"
    " رجل وجه خارج نتيجة درجة مجتمع حاجة اجتماع برنامج جهاز جاء يجب بما بها به بين بعد بعض بلد بيت"
    " باب قبل سبب بسبب عرب العرب حرب شعب كتب طلب قلب حزب مبنى تجربة زمن زيت عزيز وزير في فيه فيها"
    " من فوق فقط فكر كيف سوف عفو خوف نفس"
)
_FREQUENT = frozenset(_OFTEN.split())
_PREFIX = compile_late("[وف]?[بلك]?(?:ال)?")
_ABOUT = frozenset(
    normalize("بالفارسية الفارسية فارسية بالكردية الكردية كردية بالأردية الأردية بالبشتو الإيرانية").split()
)
"""Words of a text that may quote a neighbour's letters."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Refuses words written from their end, in single letters, or with letters that cannot stand there.

    Letters of another script, پ and its like in an Arabic word, `اال` for `الا`, and more vowel marks on a letter than
    it can bear are such.

    A word is known to be reversed by a ta marbuta at its head, a text by particles written from their end (يف for في),
    or by long words that end in `لا` where none begins with `ال`. Look-alikes are the letters of Persian, Urdu and
    Kurdish that stand for Arabic ones (ی ک ہ ە).

    Attributes:
        foreign: True for data that people wrote elsewhere: look-alikes, loose and stacked vowel marks, a swapped
            letter, one reversed word and signs in a word pass, being common in text out of a PDF.
    """

    foreign: bool = False
    codes = ("broken_letters",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the first place."""
        text = reading.text
        found = _find_reversed(reading, 2 if self.foreign else 1)
        parted = not found and not _SINGLE.isdisjoint(reading.hints)
        if parted and ("ا ل " in text or " ة" in text or _are_single(reading)):
            found = split[0] if (split := _SPLIT.search(text)) else None
        if not found and self.foreign and not _LATIN.isdisjoint(reading.signs):
            found = inside[0] if (inside := _INSIDE.search(text)) else None
        if (
            not found
            and not self.foreign
            and (found := _find_altered(reading))
            and not _ABOUT.isdisjoint(reading.tokens)
        ):
            found = None
        return Refusal("broken_letters", found[:60]) if found else None


def _find_reversed(reading: Reading, least: int) -> str | None:
    """Return words or a text that are written from their end."""
    text, key = reading.text, reading.key
    if (
        _TA_BEFORE.search(text)
        and (" ة" in text or "\nة" in text or text[:1] == "ة")
        and len(found := _REVERSED.findall(text)) >= least
    ):
        return " ".join(found)
    if not _MIRRORED.isdisjoint(reading.hints) and len(reading.hints & _MIRRORED) > 1:
        return key
    if " ال" not in key and "لا " in key and not key.startswith("ال"):
        tails = sum(len(word) > 5 and word.endswith("لا") for word in reading.tokens)  # of short ones many are words
        if tails > 1 and 6 * tails >= len(reading.tokens) and _TANWIN.search(text) is None:
            return key
    if text[:1] in _LAST or _MARK_FIRST.search(text):
        return next((text for text in reading.texts.values() if text[:1] in _LAST and text[1:2].isalpha()), None)
    return None


def _are_single(reading: Reading) -> bool:
    """Return whether most words of an item are single letters."""
    return len(reading.key) < 3 * len(reading.tokens)


def _find_altered(reading: Reading) -> str | None:
    """Return the first foreign letter in a word, swapped letter or loose vowel mark."""
    text = reading.text
    if signs := reading.signs:
        if alike := signs & _LOOKALIKES:
            return " ".join(f"U+{ord(sign):04X}" for sign in sorted(alike))
        if not _STRANGERS.isdisjoint(signs) and _STRANGE.search(text) and (found := _MIXED.search(text)):
            return found[0]
        if not _LOANED.isdisjoint(signs):
            for loan in _LOAN.finditer(text):
                if _is_native(loan[0]):
                    return loan[0]
    found = None
    if (_YA_BEFORE.search(text) or _HAMZA_LAST.search(text)) and any(map(text.__contains__, _AT_EDGES)):
        found = _IMPOSSIBLE.search(text)
    if not found and "اال" in text:
        found = _SWAPPED.search(text)
    if not found and _may_misplace_marks(text, _VOWELS & reading.rare):
        found = _MARKS.search(text)
    return found[0] if found else None


def _is_native(word: str) -> bool:
    """Return whether a word with a letter for foreign sounds is an Arabic one, by its other letters or as a whole."""
    plain = word.translate(_PLAINED)
    lead = _PREFIX.match(plain)
    return bool(_NATIVE.match(word) or plain in _FREQUENT or (lead and plain[lead.end() :] in _FREQUENT))


def _may_misplace_marks(text: str, held: frozenset[str]) -> bool:
    """Return whether a text with these vowel marks may have one after a blank, or two in a row."""
    if len(held) > _FEW_MARKS:
        return True
    return any(_MISPLACED[mark].search(text) for mark in held)
