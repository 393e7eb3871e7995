"""What can be seen of an option beside its question: its length, its words, and what it shares with the others."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]

from engine.evaluate.entry import Entry
from engine.evaluate.vectors import Matrix
from validators.corpus.topic import read_content

_SLOTS = 1 << 18
_STEM = 12  # content words of a question that are paired with those of an option
_OPTION = 8
_NEGATIONS = frozenset(["لا", "لم", "لن", "ليس", "ليست", "غير", "عدم", "دون", "بدون"])
_SWEEPING = frozenset(["جميع", "كل", "دائما", "ابدا", "فقط", "فحسب", "سوي", "تماما", "مطلقا"])


def describe_options(entries: Sequence[Entry]) -> Matrix:
    """Return a row for each option of each entry; nothing in it says at which letter the option stands."""
    figures = np.array([row for entry in entries for row in _list_figures(entry)], np.float64)
    return hstack([csr_matrix(figures), _hash_words(entries)], format="csr")


def _list_figures(entry: Entry) -> list[list[float]]:
    words = [option.split() for option in entry.options]
    grams = [_list_grams(option) for option in entry.options]
    stem_words, stem_grams = set(entry.words), _list_grams(" ".join(entry.words))
    lengths = [len(option) for option in entry.options]
    mean = sum(lengths) / len(lengths) or 1
    found = []
    for place, (option, mine) in enumerate(zip(words, grams, strict=True)):
        others = [_liken(mine, grams[other]) for other in range(len(grams)) if other != place]
        found.append(
            [
                lengths[place] / mean - 1,
                float(lengths[place] == max(lengths)),
                float(lengths[place] == min(lengths)),
                len(stem_words.intersection(option)) / max(len(option), 1),
                len(mine & stem_grams) / max(len(mine), 1),
                sum(others) / max(len(others), 1),
                max(others, default=0.0),
                float(any(char.isdigit() for char in entry.options[place])),
                float(not _NEGATIONS.isdisjoint(option)),
                float(not _SWEEPING.isdisjoint(option)),
            ]
        )
    return found


def _hash_words(entries: Sequence[Entry]) -> Matrix:
    """Return which content words an option has, and with which words of the question they stand together."""
    places: list[int] = []
    ends = [0]
    for entry in entries:
        stem = [*dict.fromkeys(filter(None, map(read_content, entry.words)))][:_STEM]
        for option in entry.options:
            mine = [*dict.fromkeys(filter(None, map(read_content, option.split())))][:_OPTION]
            names = mine + [f"{one}\n{other}" for one in stem for other in mine]
            places += sorted({crc32(name.encode("utf-8", "replace")) % _SLOTS for name in names})
            ends.append(len(places))
    sizes = np.maximum(np.diff(ends), 1)
    return csr_matrix((np.repeat(1 / np.sqrt(sizes), np.diff(ends)), places, ends), (len(ends) - 1, _SLOTS))


def _list_grams(text: str) -> set[str]:
    return {text[at : at + 4] for at in range(len(text) - 3)}


def _liken(some: set[str], others: set[str]) -> float:
    return len(some & others) / len(some | others) if some or others else 0.0
