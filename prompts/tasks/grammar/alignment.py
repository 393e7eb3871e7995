"""Puts a wrong sentence and its correction side by side and tells their edits apart."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count
from operator import ne

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import count_head, count_tail, strip_marks
from validators.text import TASHKEEL

BAND = 12
"""How many tokens two aligned tokens may lie apart, beside the difference in length."""

MOST_JOINED = 3
"""Largest number of tokens that one token may have been torn into."""

_TOKEN = re.compile(rf"[\w{TASHKEEL}]+|\S")
_SIGNS = frozenset('،.؛؟!:»")')
_TANWIN = re.compile("[\u064b-\u064d]")
_FAR = 1e9
_ADDED = 1.0
_REPLACED = 1.6  # less than dropping one word and adding another, so that a word can give way to any other
_ALIKE = 1.2  # what likeness takes off
_JOINED = 0.3
_CONTRACTIONS = (("عنم", "عم"), ("منم", "مم"), ("انلا", "الا"), ("لال", "لل"))
_BARE = str.maketrans("أإآٱ", "اااا")
_Step = tuple[int, int]


def split_tokens(text: str) -> list[str]:
    """Return the words, with their marks, and the single signs of a text in light form."""
    return _split_pieces(text.split())


def _split_pieces(pieces: Sequence[str]) -> list[str]:
    tokens: list[str] = []
    for piece in pieces:
        if piece.isalnum():
            tokens.append(piece)
        elif piece[-1] in _SIGNS and piece[:-1].isalnum():
            tokens += (piece[:-1], piece[-1])
        else:
            tokens += _TOKEN.findall(piece)
    return tokens


def compare(wrong: str, right: str) -> tuple[list[Edit], list[str]]:
    """Return the edits that make one text in light form of another, in order, and all tokens of the right one."""
    ours, theirs, head, tail = line_up(wrong, right)
    before, after = _split_pieces(theirs[:head]), _split_pieces(theirs[len(theirs) - tail :])
    old, new = _split_pieces(ours[head : len(ours) - tail]), _split_pieces(theirs[head : len(theirs) - tail])
    sentence = before + new + after
    return find_edits(old, new, sentence, len(before)), sentence


@lru_cache(maxsize=128)  # two checks ask for the same texts, and some dozens of rows are judged together
def line_up(wrong: str, right: str) -> tuple[Sequence[str], Sequence[str], int, int]:
    """Return the words of two texts in light form with their signs, and how many they share at either end."""
    ours = wrong.split(" ") if wrong else []
    theirs = right.split(" ") if right else []
    return ours, theirs, *count_shared(ours, theirs)


def join_tokens(tokens: Sequence[str]) -> str:
    """Return tokens written together as spelling wants it: عن ما as عما, without marks and seats on an alif."""
    joined = strip_marks("".join(tokens)).translate(_BARE)
    for apart, together in _CONTRACTIONS:
        joined = joined.replace(apart, together)
    return joined


def find_edits(wrong: Sequence[str], right: Sequence[str], sentence: Sequence[str] = (), place: int = 0) -> list[Edit]:
    """Return the edits that make `right` of `wrong`, in order; words that change places are one edit.

    Args:
        wrong: Tokens.
        right: Tokens.
        sentence: All tokens of the correction, where `right` is a part of it.
        place: Where `right` begins in `sentence`.
    """
    sentence = sentence or right
    if len(wrong) <= 1 >= len(right):
        return [Edit(tuple(wrong), tuple(right), sentence, place)] if wrong != right else []
    head, tail = count_shared(wrong, right)
    old, new = wrong[head : len(wrong) - tail], right[head : len(right) - tail]
    place += head
    if len(old) <= 1 >= len(new) or is_moved(old, new):
        return [Edit(tuple(old), tuple(new), sentence, place)] if old or new else []
    steps: list[_Step]
    if _is_joined(old, new):
        steps = [(len(old), len(new))]
    elif len(old) == len(new) and all(_weigh(*pair) < _REPLACED for pair in zip(old, new, strict=True)):
        steps = [(1, 1)] * len(old)
    else:
        steps = _align(old, new)
    return _collect(old, new, sentence, place, steps)


def _is_joined(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether one token on either side is a few on the other, written together: no steps are cheaper."""
    if not 1 == min(len(old), len(new)) < max(len(old), len(new)) <= MOST_JOINED or old[-1][-1] != new[-1][-1]:
        return False
    return join_tokens(old) == join_tokens(new)


def count_shared(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens two lists share at their beginning, and at their end behind that."""
    if len(one) == len(other):  # most mistakes change words and add none: one pass tells both
        changed = list(compress(count(), map(ne, one, other)))
        return (changed[0], len(one) - 1 - changed[-1]) if changed else (len(one), 0)
    head = count_head(one, other)
    return head, count_tail(one, other, head)


def is_moved(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether the same words stand in another order, whatever article or ending they gain on the way."""
    if len(old) != len(new) or len(old) < 2:
        return False
    ours, theirs = list(map(_stem, old)), list(map(_stem, new))
    return ours != theirs and sorted(ours) == sorted(theirs)


def _stem(token: str) -> str:
    word = _TANWIN.sub("", token).removeprefix("و").removeprefix("ال")
    return word.removesuffix("ا") if len(word) > 3 else word


def _collect(
    old: Sequence[str], new: Sequence[str], sentence: Sequence[str], place: int, steps: list[_Step]
) -> list[Edit]:
    edits, row, column = [], 0, 0
    for down, across in steps:
        wrong, right = tuple(old[row : row + down]), tuple(new[column : column + across])
        if wrong != right:
            edits.append(Edit(wrong, right, sentence, place + column))
        row, column = row + down, column + across
    return edits


def _align(old: Sequence[str], new: Sequence[str]) -> list[_Step]:
    """Return the cheapest steps (tokens taken from either side) within a band; one step where they lie too far off."""
    apart = len(new) - len(old)
    if abs(apart) > BAND:
        return [(len(old), len(new))]
    costs: list[dict[int, float]] = []
    taken: list[dict[int, _Step]] = []
    for row in range(len(old) + 1):
        costs.append({})
        taken.append({})
        for column in range(max(0, row - BAND + min(0, apart)), min(len(new), row + BAND + max(0, apart)) + 1):
            best, step = (0.0, (0, 0)) if row == column == 0 else (_FAR, (1, 1))
            for down, across, price in _price(old, new, row, column):
                cost = costs[row - down].get(column - across, _FAR) + price
                if cost < best:
                    best, step = cost, (down, across)
            costs[row][column], taken[row][column] = best, step
    return _trace(taken, len(old), len(new))


def _trace(taken: list[dict[int, _Step]], row: int, column: int) -> list[_Step]:
    steps = []
    while row or column:
        steps.append(taken[row][column])
        row, column = row - steps[-1][0], column - steps[-1][1]
    return steps[::-1]


def _price(old: Sequence[str], new: Sequence[str], row: int, column: int) -> list[tuple[int, int, float]]:
    """Return the steps that end at (row, column), each with its price."""
    prices = []
    if row:
        prices.append((1, 0, _ADDED))
    if column:
        prices.append((0, 1, _ADDED))
    if row and column:
        same = _weigh(old[row - 1], new[column - 1])
        prices.append((1, 1, same))
        if same and old[row - 1][-1] == new[column - 1][-1]:
            for count in range(2, MOST_JOINED + 1):
                if row >= count and join_tokens(old[row - count : row]) == join_tokens(new[column - 1 : column]):
                    prices.append((count, 1, _JOINED))
                if column >= count and join_tokens(old[row - 1 : row]) == join_tokens(new[column - count : column]):
                    prices.append((1, count, _JOINED))
    return prices


def _weigh(old: str, new: str) -> float:
    """Return the price of writing one token for another: 0 for the same, less the more letters they share."""
    if old == new:
        return 0.0
    if old[0].isalnum() != new[0].isalnum():
        return _FAR
    head = count_head(old, new)
    tail = count_tail(old, new, head)
    return _REPLACED - _ALIKE * (head + tail) / max(len(old), len(new))
