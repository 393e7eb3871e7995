"""Edits of some or all words of a text, and what they need to know about Arabic letters."""

import re
from collections.abc import Callable
from random import Random

from scripts.faults.planting import Edit

Change = Callable[[str, Random], str]
"""Returns a damaged word."""

ARABIC = re.compile("[\u0621-\u064a]+")
VOWELS = "\u064e\u064f\u0650"
SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


def change_words(change: Change, least: int = 2, most: int = 4, letters: int = 3) -> Edit:
    """Return the edit that changes some words of a text.

    Args:
        change: What is done to each.
        least: Words that a text must have for it.
        most: Words that are changed at most.
        letters: Arabic letters that a word must have.
    """

    def edit(text: str, rng: Random) -> str | None:
        words = text.split()
        fit = [place for place, word in enumerate(words) if count_letters(word) >= letters]
        if len(fit) < least:
            return None
        for place in rng.sample(fit, rng.randint(least, min(most, len(fit)))):
            words[place] = change(words[place], rng)
        return " ".join(words)

    return edit


def change_letters(word: str, change: Callable[[str], str]) -> str:
    """Return a word with every Arabic letter changed."""
    return "".join(change(letter) if ARABIC.fullmatch(letter) else letter for letter in word)


def count_letters(text: str) -> int:
    """Return how many Arabic letters a text has."""
    return sum(map(len, ARABIC.findall(text)))


def list_plain(text: str) -> list[str]:
    """Return the words of a text that are Arabic letters and nothing else."""
    return [word for word in text.split() if ARABIC.fullmatch(word)]


def add_vowels(text: str, rng: Random) -> str:
    """Return a text with a short vowel on many of its letters."""
    return change_letters(text, lambda letter: letter + (rng.choice(VOWELS) if rng.random() < 0.6 else ""))


def misread(text: str, written: str, read: str) -> str:
    """Return what is seen of a text that is written in one encoding and read in another; lost bytes are dropped."""
    return text.encode(written, "ignore").decode(read, "ignore")


def misread_utf8(text: str) -> str:
    """Return UTF-8 as old Windows programs show it: bytes without a Windows character appear as they are."""
    return "".join(_read_byte(byte) for byte in text.encode())


def _read_byte(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
