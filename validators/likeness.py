"""How alike two rows are: the measure that tells near duplicates, on the words of a row's parts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

MOST_WORDS = 256
"""Words of one part that are compared, from its beginning."""

MAIN_WEIGHT = 0.45
"""What the first parts weigh beside the others: two changed words in a stem of four still leave 0.7."""

END = "\x00"
"""Stands after a part, as a word and as a sign."""

FIRST_SIGN = 1
"""Least code of a sign that stands for a word."""


class Parts(NamedTuple):
    """The words of a row, part by part, each word written as one sign.

    Attributes:
        main: Words of the main part (a question's stem).
        others: The other parts, each once, in no order (its options). True marks one that was given more than once,
            which is how a sketch points at one of them (the right option).
    """

    main: str
    others: dict[str, bool]


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two sketches are, 0 to 1, whatever the order of their parts after the first.

    - Two parts are alike by the Jaccard measure of their words, with repeats: words in common / words in either. A
      lone و belongs to the word after it. Only the first 256 words count; two parts without words are not alike.
    - The others are paired, equal ones first and then the most alike; their likeness is the sum over the pairs,
      divided by the number of parts on the side that has more. A part given twice counts once.
    - The similarity is 0.45 of the first parts' likeness and 0.55 of the others'; where neither row has others, it is
      the first parts' alone.
    - Where a part that one row repeats stands in the other unrepeated (the same options, another key), the rows ask
      different things unless all else is all but equal: the similarity is the cube of the least likeness of any pair.
    """
    words_of_one, words_of_other = (list_words([text.split() for text in sketch]) for sketch in (one, other))
    # By their order the signs are the same whichever row comes first: so are the pairs of parts that are as much alike.
    words = sorted({*words_of_one, *words_of_other} - {END})
    signs = {END: END, **{word: chr(FIRST_SIGN + place) for place, word in enumerate(words)}}
    return compare_parts(*(read_parts(write_signs(words, signs)) for words in (words_of_one, words_of_other)))


def list_words(parts: Iterable[list[str]]) -> list[str]:
    """Return the words of all parts, a lone و with the word after it, and `END` after each part."""
    words: list[str] = []
    for part in parts:
        words += _join_conjunctions(part) if "و" in part else part
        words.append(END)
    return words


def _join_conjunctions(words: list[str]) -> list[str]:
    joined, at = [*words], 0
    while "و" in joined[at + 1 : -1]:
        at = joined.index("و", at + 1)
        joined[at : at + 2] = ["و" + joined[at + 1]]
    return joined


def write_signs(words: Iterable[str], signs: Mapping[str, str]) -> str:
    """Return words as one text, a sign for each; of a part with more than `MOST_WORDS` the first ones.

    Args:
        words: Those of all parts, `END` after each part.
        signs: Word to its sign; `END` stands for itself.
    """
    text = "".join(map(signs.__getitem__, words))
    if len(text) > MOST_WORDS:
        return END.join([part[:MOST_WORDS] for part in text.split(END)])
    return text


def read_parts(text: str) -> Parts:
    """Return the parts of a row by their signs; those without words are left out."""
    main, *texts = text.split(END)
    others: dict[str, bool] = {}
    for words in texts:
        if words:
            others[words] = words in others
    return Parts(main, others)


def compare_parts(one: Parts, other: Parts) -> float:
    """Return the similarity of two rows whose words have the same signs."""
    main = _liken(one.main, set(one.main), other.main, set(other.main))
    if not one.others and not other.others:
        return main
    likeness = _pair_off(one.others, other.others)
    if _point_apart(one.others, other.others):
        return min(main, *likeness) ** 3
    return MAIN_WEIGHT * main + (1 - MAIN_WEIGHT) * sum(likeness) / len(likeness)


def _point_apart(one: dict[str, bool], other: dict[str, bool]) -> bool:
    """Whether a part that one row repeats stands in the other unrepeated."""
    return any(one[words] is not other[words] for words in one.keys() & other.keys())


def _pair_off(one: dict[str, bool], other: dict[str, bool]) -> list[float]:
    """Return the likeness of each pair, 0.0 for a part that stays alone."""
    left = [(words, set(words)) for words in one if words not in other]
    right = [(words, set(words)) for words in other if words not in one]
    likeness = [1.0] * (len(one) - len(left))
    pairs = [
        (-_liken(a, in_a, b, in_b), min(a, b), max(a, b))
        for a, in_a in left
        for b, in_b in right
        if not in_a.isdisjoint(in_b)
    ]
    used: set[str] = set()
    for score, a, b in sorted(pairs):  # ties fall alike whichever row comes first and however its parts are ordered
        if a not in used and b not in used:
            used.update((a, b))
            likeness.append(-score)
    return likeness + [0.0] * (max(len(one), len(other)) - len(likeness))


def _liken(one: str, in_one: set[str], other: str, in_other: set[str]) -> float:
    """Return the Jaccard measure of two bags of words, given with the sets of their words."""
    shared = in_one & in_other
    common = len(shared)
    if len(in_one) < len(one) and len(in_other) < len(other):
        common = sum(min(one.count(word), other.count(word)) for word in shared)
    return common / (len(one) + len(other) - common) if common else 0.0
