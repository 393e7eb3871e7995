"""What one row adds to the corpus figures, read off its matching keys."""

from typing import NamedTuple

from validators.base import Reading
from validators.corpus.traits import Traits

_READ = 4000
"""Characters of a main text that are looked at."""

_LONGEST = 96  # characters of a key that is kept: no row may fill the memory


class Features(NamedTuple):
    """The countable sides of a row.

    Attributes:
        words: Words of the main text, in matching form.
        opening: Its first word.
        bigram: Its first two words.
        options: Matching keys of the options, each once, in order.
        answer: Matching key of the right option.
        longest: Whether the right option has more characters than every other.
    """

    words: list[str]
    opening: str
    bigram: str
    options: list[str]
    answer: str
    longest: bool


def read_features(reading: Reading, traits: Traits) -> Features:
    """Return what a row adds to the figures; texts are looked at in their first 4,000 characters."""
    keys = reading.keys
    main = keys[traits.main]
    words = reading.words[traits.main] if len(main) <= _READ else main[:_READ].split()
    opening, bigram = words[0][:_LONGEST] if words else "", " ".join(words[:2])[:_LONGEST]
    if not traits.right:
        return Features(words, opening, bigram, [], "", False)
    answer = keys[traits.right]
    options = [keys[name] for name in traits.options]
    sizes = [*map(len, options)]
    most = max(0, *sizes)
    longest = len(sizes) > 1 and len(answer) == most and sizes.count(most) == 1
    if most > _LONGEST:
        options = [option[:_LONGEST] for option in options]
    return Features(words, opening, bigram, [*dict.fromkeys(options)], answer[:_LONGEST], longest)
