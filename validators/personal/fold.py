"""The form in which texts are searched for personal data: one character for each, so that positions stay."""

import re
import unicodedata

from validators.text import FoldTable

HIDDEN = "\u200e"
"""Stands for every invisible direction mark and joiner in a folded text."""

_DASHES = frozenset("‐‑‒–—―−﹣－")


def _fold(char: str) -> str:
    category = unicodedata.category(char)
    folded = char
    if char in "\t\n\r" or char.isascii():
        folded = char
    elif category == "Nd":
        folded = str(unicodedata.decimal(char))
    elif char in _DASHES:
        folded = "-"
    elif category == "Zs":
        folded = " "
    elif category == "Cf":
        folded = HIDDEN
    elif char == "٫":
        folded = "."
    else:
        plain = unicodedata.normalize("NFKC", char)  # full-width letters and signs
        folded = plain if len(plain) == 1 and plain.isascii() else char
    return folded


_FOLDS = FoldTable(_fold)
_STRANGE = re.compile("[^\x00-\x7f\u0621-\u0652،؛؟]")
_TOO_MANY = 48  # distinct characters, from where one pass over the text is cheaper than one for each


def fold(text: str) -> str:
    """Return `text` with digits of any script as 0-9, and dashes, blanks, full-width and hidden characters made alike.

    The result has exactly as many characters as `text`.
    """
    strange = set(_STRANGE.findall(text))
    if len(strange) > _TOO_MANY:
        return text.translate(_FOLDS)
    for char in strange:
        text = text.replace(char, _FOLDS[ord(char)])
    return text


def rewrite(original: str, replacement: str) -> str:
    """Return `original` with its letters and digits replaced in turn by those of `replacement`.

    Every other character stays, and a digit keeps its script. `replacement` holds one letter or digit for each.
    """
    signs = iter(replacement)
    return "".join(_cast(char, next(signs)) if fold(char).isalnum() else char for char in original)


def _cast(model: str, char: str) -> str:
    if char.isdigit() and not model.isascii() and unicodedata.category(model) == "Nd":
        return chr(ord(model) - unicodedata.decimal(model) + int(char))
    return char
