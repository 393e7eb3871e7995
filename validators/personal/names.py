"""Finds personal names in texts: by the project's list, and by the titles and words that introduce a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from validators.personal.lexicon import Entry, Lexicon, fold_name, load_lexicon
from validators.text import TASHKEEL

WORD = re.compile(rf"[ء-غف-يٱکی{TASHKEEL}\u0640]+")
_SHORT = re.compile(r"(?:^|[\s(«\"،:])[وف]?[لب]?(?:[أادم]\s?[./]|م/|أ\.د\.?|ا\.د\.?)\s{0,2}$")
JOINS = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "ابو", "ابي", "ابا", "بو", "ام"})
_FATHERS = frozenset({"ابو", "ابي", "ابا"})
_SONS = frozenset({"بن", "ابن", "بنت"})
_CLITICS = ("ول", "فل", "وب", "فب", "و", "ف", "ل", "ب", "ك")
_MOST = 6  # words of a name


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place without its clitics, its folded form, and what the list says of it."""

    start: int
    end: int
    key: str
    entry: Entry | None


def read_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the Arabic words of a text; a given name of two words is one."""
    words: list[Word] = []
    for found in WORD.finditer(text, start, len(text) if end is None else end):
        skipped, key, entry = _read_word(found[0])
        word = Word(found.start() + skipped, found.end(), key, entry)
        last = words[-1] if words else None
        if last and text[last.end : word.start] == " " and _makes_one(last, key):
            words[-1] = Word(last.start, word.end, last.key + key, Entry("male", sure=True))
        else:
            words.append(word)
    return words


def _makes_one(last: Word, key: str) -> bool:
    """Return whether two words are one given name: عبد الكريم، نور الدين."""
    return (last.key == "عبد" and key[:2] == "ال") or (key == "الدين" and last.entry is not None)


@lru_cache(maxsize=4096)
def _read_word(written: str) -> tuple[int, str, Entry | None]:
    """Return how many characters of a word are its clitics, its folded form without them, and what the list says."""
    lexicon = load_lexicon()
    key = fold_name(written)
    if key[-3:] == "علي" and written.endswith("ى"):  # the preposition, but for Egyptian hands
        return 0, key, None
    entry = _look_up(lexicon, key)
    if entry is not None or key in JOINS or key == "عبد" or _is_opener(key):
        return 0, key, entry
    if key[-1:] == "ا" and "\u064b" in written and (entry := _look_up(lexicon, key[:-1])) and entry.sure:
        return 0, key[:-1], entry
    for clitic in _CLITICS:
        rest = key.removeprefix(clitic)
        if len(rest) < len(key) and (rest == "عبد" or (entry := _look_up(lexicon, rest))):
            return _measure(written, len(clitic)), rest, entry
    return 0, key, None


def _look_up(lexicon: Lexicon, key: str) -> Entry | None:
    if key.startswith("عبد") and key != "عبد":
        at = key[3:]
        if at.startswith("ال") and len(at) > 4:
            return Entry("male", sure=True)
    return lexicon.look_up(key)


def _measure(written: str, letters: int) -> int:
    """Return how many characters of a written word its first letters take, their vowel marks included."""
    place = 0
    while place < len(written) and (letters or not fold_name(written[place])):
        letters -= bool(fold_name(written[place]))
        place += 1
    return place


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield personal names without their titles and clitics.

    A name counts when a title or an introduction stands before it, when a given name is followed by another name, or
    when `بن`, `ابن` or `بنت` joins two. Everyday words that are also names count only beside a sure name or a title.
    """
    if not any(entry or key in _FATHERS for _, key, entry in map(_read_word, WORD.findall(text))):
        return
    words = read_words(text)
    place = 0
    while place < len(words):
        taken = _match(text, words, place)
        if taken:
            yield words[place].start, words[place + taken - 1].end
        place += taken or 1


def _match(text: str, words: list[Word], place: int) -> int:
    """Return how many words from `place` are a name; 0 for none."""
    word = words[place]
    if word.entry is None and word.key not in _FATHERS:
        follower = words[place + 1].entry if place + 1 < len(words) else None
        known = follower is not None and follower.part == "family" and follower.sure
        return 2 if known and _touch(text, words, place) and _is_introduced(text, words, place) else 0
    size = _measure_run(text, words, place)
    run = words[place : place + size]
    if _is_full_name(run):
        return size
    return size if (word.entry is not None or size > 1) and _is_introduced(text, words, place) else 0


def _is_introduced(text: str, words: list[Word], place: int) -> bool:
    start = words[place].start
    if _SHORT.search(text[max(0, start - 10) : start]):
        return True
    if place == 0 or not _touch(text, words, place - 1):
        return False
    return _is_opener(words[place - 1].key)


@lru_cache(maxsize=4096)
def _is_opener(key: str) -> bool:
    """Return whether a folded word is a title or an introduction, perhaps with a clitic: السيد، والسيد، للسيد."""
    openers = load_lexicon().openers
    bare = key.removeprefix("و")
    return key in openers or bare in openers or bare[1:] in openers or (bare[:2] == "لل" and f"ال{bare[2:]}" in openers)


def _touch(text: str, words: list[Word], place: int) -> bool:
    """Return whether nothing but blanks, or a colon, parts a word from the next."""
    return text[words[place].end : words[place + 1].start].strip(' \u00a0:/«"') == ""


def _measure_run(text: str, words: list[Word], place: int) -> int:
    """Return how many words in a row can be one name, joins at its end left out."""
    size = 1
    for index in range(place + 1, min(len(words), place + _MOST)):
        between = text[words[index - 1].end : words[index].start]
        parted = bool(between.strip(" \u00a0")) or _is_opener(words[index].key)  # another name begins
        if parted or (words[index].entry is None and words[index].key not in JOINS and not _is_father(words, index)):
            break
        size += 1
    while size > 1 and words[place + size - 1].entry is None and not _is_father(words, place + size - 1):
        size -= 1
    return size


def _is_father(words: list[Word], index: int) -> bool:
    """Return whether a word that is not listed stands after بن or ابن and must therefore be a name."""
    return words[index - 1].key in _SONS and words[index].key not in JOINS


def _is_full_name(run: list[Word]) -> bool:
    """Return whether words without an introduction are a name by themselves."""
    entries = [word.entry for word in run if word.entry is not None]
    if len(run) < 2 or not entries:
        return False
    if run[0].entry is None:  # أبو and a sure name
        return entries[0].sure and entries[0].part != "family"
    if run[0].entry.part == "family":
        return False
    if any(word.key in _SONS for word in run):
        return True
    return (
        (run[0].entry.sure and any(entry.sure for entry in entries[1:]))
        or (len(entries) > 2 and sum(entry.sure for entry in entries) > 1)
        or (not run[0].entry.sure and entries[1].sure and entries[1].part == "family")
    )
