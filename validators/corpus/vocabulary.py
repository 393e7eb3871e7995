"""Words as the corpus figures count them: each with a number, and with the content word that it stands for."""

from collections.abc import Iterable
from zlib import crc32

from validators.corpus.topic import read_content

END = ""
"""Stands after the words of a row."""

NUMBER = 32
"""Lower bits of an entry, the word's number; above them stands the place of its content word."""

PLACE = 21
"""Bits that a place takes."""


class Vocabulary(dict[str, int]):
    """Word to its entry, made when it is met; -1 for `END`.

    Args:
        contents: Content words that have places from the beginning.

    Attributes:
        fresh: Numbers of the words met since it was last emptied.
    """

    def __init__(self, contents: Iterable[str] = ()) -> None:
        super().__init__({END: -1})
        self.fresh: list[int] = []
        self._contents = [*dict.fromkeys(["", *contents])]
        self._places = {content: place for place, content in enumerate(self._contents)}

    def __missing__(self, word: str) -> int:
        number = crc32(word.encode())  # the same in every process, unlike `hash`
        self.fresh.append(number)
        content = read_content(word)
        place = self._places.setdefault(content, len(self._contents))
        if place == len(self._contents):
            self._contents.append(content)
        entry = self[word] = place << NUMBER | number
        return entry

    def key_phrase(self, phrase: str) -> int:
        """Return the key of a phrase of content words: their places, one after another; 0 where one has none."""
        key = 0
        for content in phrase.split():
            if content not in self._places:
                return 0
            key = key << PLACE | self._places[content]
        return key

    def spell_phrase(self, key: int) -> str:
        """Return the phrase of two or three content words that has a key."""
        places = (key >> shift & (1 << PLACE) - 1 for shift in (2 * PLACE, PLACE, 0))
        return " ".join(self._contents[place] for place in places if place)
