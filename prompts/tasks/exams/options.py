"""Options of a multiple-choice question: their letters and prefixes, as models and benchmark files write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LETTERS = ("A", "B", "C", "D")
"""The letters of a finished row, in order."""

_SERIES = ("ABCDEF", "abcdef", "أبجدهو", "ابجدهو", "أبتثجح", "ابتثجح", "123456", "١٢٣٤٥٦")
"""Label sequences in use; the two Arabic orders agree up to the second letter, so one label alone may not decide."""

_PLACES = {letter: place for series in _SERIES[:4] for place, letter in enumerate(series)} | {"ت": 2, "ث": 3}

# A separator eats no minus sign and no part of `A-B`, `1/2`, `1.5` or `1-2`: dashes need a space or an Arabic letter
# behind them, digits a bracket or a space with no digit behind it.
_PREFIX = re.compile(
    r"\s*+[(\[«]?\s*+(?:"
    r"([A-Fa-f]|[أابجدهوتثح])\s*+(?:ـ*[.):\]»،]+(?:\s?[-–—](?=\s|[ء-ي]))?|ـ*[-–—/](?=\s|[ء-ي])|ـ+(?=\s))"
    r"|([1-6١-٦])\s*+(?:\)|[.\]-]\s++(?!\d))"
    r")\s*+"
)
_LABEL = re.compile(
    r"[\W_]*+(?:option|choice|الخيار|خيار|البديل|بديل)?[\W_]*+([A-Fa-f]|[أابجدهوتثح]|[1-6١-٦])ـ?[\W_]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one item without prefixes, and the labels that they came with (empty where they had none)."""

    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()


def read_label(text: str) -> str | None:
    """Return the letter or digit that a text consists of but for brackets, dots and a word such as `Option`."""
    match = _LABEL.fullmatch(text)
    return None if match is None else match[1]


def letter_place(letter: str) -> int | None:
    """Return the place (from 0) of a Latin or Arabic option letter, or None; digits are no letters."""
    return _PLACES.get(letter)


def split_prefix(text: str) -> tuple[str, str]:
    """Return the label that opens a text (empty where none does) and what follows it."""
    match = _PREFIX.match(text)
    return ("", text) if match is None else (match[1] or match[2], text[match.end() :])


def read_options(stated: Sequence[str] | Mapping[str, str]) -> Options | None:
    """Return options in the order of their labels, prefixes stripped once; None where a mapping's keys are no sequence.

    A prefix counts only where every option has one and together they make a sequence: `C. difficile` or
    `د. أحمد زويل` beside plain options keeps its beginning.
    """
    if isinstance(stated, Mapping):
        keys = [read_label(key) or "" for key in stated]
        return _order_by_label(keys, _strip_own(keys, list(stated.values())))
    pairs = [split_prefix(text) for text in stated] if stated and split_prefix(stated[0])[0] else []
    ordered = _order_by_label([label for label, _ in pairs], [rest for _, rest in pairs]) if pairs else None
    return ordered or Options(tuple([text.strip() for text in stated]))


def has_double_prefix(texts: Sequence[str]) -> bool:
    """Return whether stripped options still open with their own letters: two of them, or one that can be nothing else.

    One is enough as a letter in brackets, or as a Latin one before Arabic text, figures or capitals; `C. difficile`,
    `د. أحمد زويل` and `أ. د. سمير` are none.
    """
    latin = arabic = 0
    for place, text in enumerate(texts):
        if text[:2].isalnum():
            continue
        label, rest = split_prefix(text)
        if label and _PLACES.get(label) == place:
            sure = ")" in text[: len(text) - len(rest)] or (label.isascii() and _is_no_epithet(rest))
            latin += label.isascii() * (2 if sure else 1)
            arabic += (not label.isascii()) * (2 if sure else 1)
    return latin >= 2 or arabic >= 2


def _is_no_epithet(rest: str) -> bool:
    """Return whether what follows a Latin letter is neither the second half of a species nor a family name."""
    first = rest.partition(" ")[0]
    return not first.isascii() or first.isupper() or not first[:1].isalpha()


def write_options(texts: Sequence[str]) -> list[str]:
    """Return options as rows hold them: `A. …` to `D. …`; further ones go on with E and F."""
    return [f"{letter}. {text}" for letter, text in zip(_SERIES[0], texts, strict=False)]


def bare_texts(options: Sequence[str]) -> list[str]:
    """Return the texts of a finished row's options, without their `A. ` prefixes."""
    return [option[3:] for option in options]


def _strip_own(keys: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return the values of a labelled mapping without prefixes that repeat their keys; a single one is no prefix."""
    pairs = [split_prefix(text) for text in texts]
    own = [bool(label) and label == key for key, (label, _) in zip(keys, pairs, strict=True)]
    return [pair[1] if match and sum(own) > 1 else text for match, pair, text in zip(own, pairs, texts, strict=True)]


def _order_by_label(labels: Sequence[str], texts: Sequence[str]) -> Options | None:
    """Return texts in label order where the labels are the beginning of one series, else None."""
    joined = "".join(labels)
    for series in _SERIES:
        if series.startswith(joined) and len(joined) == len(labels):
            return Options(tuple([text.strip() for text in texts]), tuple(labels))
    for series in _SERIES:
        places = [series.find(label) if label else -1 for label in labels]
        if sorted(places) == list(range(len(labels))):
            order = sorted(range(len(texts)), key=places.__getitem__)
            return Options(tuple([texts[i].strip() for i in order]), tuple([labels[i] for i in order]))
    return None
