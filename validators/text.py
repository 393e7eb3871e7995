"""Arabic text as checks compare it: matching keys, the light key of grammar triplets, fingerprints and words."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from hashlib import blake2b
from typing import Any

from validators.glance import EVERYDAY, PROSE, VOWELS
from validators.recent import remember_recent

Texts = Callable[[Mapping[str, Any]], Mapping[str, str]]
"""Picks the free texts of a row, by field name, from the row's fields; each task brings its own."""

TASHKEEL = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
"""Vowel marks and Quranic signs, as the inside of a regular expression's character class."""

_SIGNS = "\u0640\u06e5\u06e6"  # tatweel, and two Quranic signs that Unicode counts among the letters
_HANGUL_PARTS = ("\u1160", "\u11ff")  # would join with what stands before them on a second pass
_LETTERS = dict(zip("أإآٱىةکیھ", "اااايهكيه", strict=True))
_MARKS = dict(zip("-‐‑‒–—―−*/⁄∕.٫,،٬:%٪", "--------*//" + "/..,,,:%%", strict=True))
_BETWEEN = "\u241e"  # a symbol: it stays in a key, and neither joins nor changes what stands beside it
_PLAIN = f"ءؤئابت-غف-وي .,:%/{_BETWEEN}\\-"
_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789*")
"""Characters that stay in a key, and yet are no letters of Arabic."""
_COMPOSED = (EVERYDAY - {"…"}).union(map(chr, range(0x20, 0x7F)), "\t–—“”‘’")
"""Characters that NFKC leaves alone, whichever of them stand beside each other; marks may change places, and go."""
_SPELT = _COMPOSED - VOWELS - {"\t"}
"""Characters that `fold_light` leaves alone, blanks apart, whichever of them stand beside each other."""
_LONG = 2000  # characters of a text from where it is looked at for stacks of marks
_TOO_MANY = 48  # distinct characters to fold, from where one pass over the text is cheaper than one for each


class FoldTable(dict[int, str]):
    """Code point to what stands for it; filled as characters are met, for the plane in everyday use.

    Args:
        fold: Returns what stands for a character.
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        folded = self._fold(chr(code))
        if code < 0x10000:
            self[code] = folded
        return folded


def _fold(char: str) -> str:
    category = unicodedata.category(char)
    folded = char
    if char in _LETTERS or char in _MARKS:
        folded = _LETTERS.get(char) or _MARKS[char]
    elif char.isspace() or category[0] == "P" or char in "`|~" or _HANGUL_PARTS[0] <= char <= _HANGUL_PARTS[1]:
        folded = " "
    elif category[0] == "M" or category in {"Cc", "Cf", "Cs"} or char in _SIGNS:
        folded = ""
    elif category == "Nd":
        folded = str(unicodedata.decimal(char))
    elif base := _find_base(char):
        folded = _fold(base)
    else:
        lower = unicodedata.normalize("NFKC", char.casefold())
        folded = char if lower == char else "".join(map(_fold, lower))
    return folded


def _find_base(char: str) -> str:
    """Return the letter to which one of another language only adds dots or marks, as ٲ to ا; empty for any other."""
    name, added, _ = unicodedata.name(char, "").partition(" WITH ")
    if not added or not name.startswith("ARABIC LETTER ") or "\u0621" <= char <= "\u064a":
        return ""
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""


_FOLDS = FoldTable(_fold)
_COMMON = (  # so frequent that finding them costs more than replacing them
    *zip("أإآىة،", "ااايه,", strict=True),
    ("\n", " "),
    (" «", " "),
    (" (", " "),
    ("»", " "),
    (")", " "),
    ("؟", " "),
)
_UNUSUAL = re.compile(f"[^{_PLAIN}]")
_STACK = re.compile(r"([^\w\s\x00-\x7f]{30})[^\w\s\x00-\x7f]+")  # Unicode's stream-safe limit: longer takes n² to sort
_LOOSE_SIGN = re.compile(r"[-*/](?:(?! *[0-9])|(?<=[^\W\d_].))")  # not those of numbers: -5, 5 - 3, 1/2
_LOOSE_STOP = re.compile(r"[.,:](?:(?![0-9])|(?<![0-9].))")  # nor those of 3.5 and 10:30


@remember_recent(512)  # the checks of a row ask for the same few texts, and some dozens of rows are judged together
def normalize(text: str) -> str:
    """Return the matching key of `text`: two texts are the same when their keys are equal. Never for stored text.

    NFKC; tashkeel and every other combining mark, tatweel, bidi controls, zero-width and control characters and lone
    surrogates removed; أإآٱ to ا, ى and ی to ي, ة and ھ to ه, ک to ك, and letters of other languages that only add
    dots or marks to one (ٲ) to that; digits of any script to 0-9; letters case-folded; blanks squeezed. Punctuation
    becomes a blank, except where it is part of a number: `. , :` between two digits, `- * /` before a digit unless a
    letter stands directly before them, and `%`. Symbols (+ = × °, emoji) stay.
    A text of nothing but punctuation is its own key, because it can be an answer. Idempotent; never raises.
    """
    return _fold_text(text)[0]


def normalize_all(texts: Collection[str]) -> list[str]:
    """Return the matching keys of some texts, as `normalize` gives them one by one, in one pass over all of them."""
    return fold_texts(texts)[0]


def fold_texts(texts: Collection[str]) -> tuple[list[str], frozenset[str] | None]:
    """Return the keys of `normalize_all`, and the rare characters of all texts, as `find_rare` tells them.

    One pass over all texts tells both; the characters are None where it does not.
    """
    joined = f" {_BETWEEN}".join(texts)
    if len(joined) <= _LONG:
        folded, rare = _fold_text(joined)
        keys = folded.split(_BETWEEN)
        if len(keys) == len(texts):  # else a text holds the sign itself
            return [key.strip(" ") or normalize(text) for key, text in zip(keys, texts, strict=True)], rare
    return list(map(normalize, texts)), None


def _fold_text(text: str) -> tuple[str, frozenset[str] | None]:
    """Return a text's key, and its characters that are not in `PROSE`: None where NFKC makes others of them."""
    folded, unusual = _fold_common(text)
    rare: frozenset[str] | None = frozenset(unusual - PROSE)
    if (len(text) > _LONG or not unusual <= _COMPOSED) and (composed := _compose(text)) != text:
        text, rare = composed, None
        folded, unusual = _fold_common(text)
    if len(unusual) > _TOO_MANY:
        folded = folded.translate(_FOLDS)
    else:
        for char in unusual - _KEPT:
            folded = folded.replace(char, _FOLDS[ord(char)])
    key = _squeeze(_drop_loose(folded)) or "".join(char for char in text if unicodedata.category(char)[0] in "PS")
    return key, rare


def _fold_common(text: str) -> tuple[str, set[str]]:
    """Return a text with its most frequent characters folded, and which others it holds that may have to be."""
    for char, plain in _COMMON:
        text = text.replace(char, plain)
    return text, set(_UNUSUAL.findall(text))


def _compose(text: str) -> str:
    if len(text) > _LONG:
        text = _STACK.sub(r"\1", text)
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def _drop_loose(folded: str) -> str:
    """Return a folded text without the marks that are no part of a number."""
    if "-" in folded or "/" in folded or "*" in folded:
        folded = _LOOSE_SIGN.sub(" ", folded)
    folded = folded.rstrip(" .,:")
    for stop in ".,:":
        if stop in folded:
            folded = folded.replace(f"{stop} ", " ")  # most of them; the rest is searched for
    return _LOOSE_STOP.sub(" ", folded) if "." in folded or "," in folded or ":" in folded else folded


def _squeeze(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


_INVISIBLE = frozenset("\u00ad\u0640\u061c\u180e\ufeff").union(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
_HIDDEN = re.compile(f"[{''.join(sorted(_INVISIBLE))}]+")


@remember_recent(512)  # as above
def fold_light(text: str) -> str:
    """Return the key of a text whose spelling is what it teaches: letters, hamza, diacritics and punctuation stay.

    NFKC; tatweel, zero-width characters and bidi controls removed; blanks squeezed. Idempotent; never raises.
    """
    text = _HIDDEN.sub("", text)
    while (composed := _compose(text)) != text:  # taking out a tatweel can bring a letter and its mark together
        text = _HIDDEN.sub("", composed)
    return " ".join(text.split())


def fold_light_known(text: str, rare: frozenset[str]) -> str:
    """Return what `fold_light` does of a text whose rare characters are known: most hold none that it would change."""
    if len(text) > _LONG:  # the folding of a long text cuts stacks of marks and signs
        return fold_light(text)
    if "…" in text:
        text = text.replace("…", "...")
    if rare <= _SPELT:
        flat = text.replace("\n", " ").strip(" ")
        if "  " not in flat:
            return flat
    elif not (rare.isdisjoint(_INVISIBLE) and unicodedata.is_normalized("NFKC", text)):
        return fold_light(text)
    return " ".join(text.split())


def fingerprint(text: str) -> int:
    """Return a 64-bit BLAKE2b number of `text` as it stands; lone surrogates are read like any other character."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


_WORD = re.compile(rf"[^\W_]+(?:[{TASHKEEL}\u200c\u200d]+[^\W_]*)*")


def words(text: str) -> list[str]:
    """Return the words of `text` as they are written: letters and digits with their diacritics, no punctuation."""
    return _WORD.findall(text)
