"""Words as the leak index knows them: light stems, and which of them say little about a text."""

import re
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from validators.leak.arrays import view_floats, view_numbers
from validators.text import fingerprint, normalize

_IMAGINED = 1000  # texts that are taken to stand beside the protected ones, because these may be few
_IMAGINED_STOCK = 300  # how many of them hold each stock word
_MEMO = 1 << 16  # words that are remembered with their rank
_BITS = 60  # which numbers of Python compare fast


_AFFIX = re.compile("^(?:[وف]?(?:ال|بال|كال|لل)|و)(?=.{3})")
_STOCK = """
في من على إلى عن ما ماذا هو هي هل أي أية مما يلي يأتي الآتي الآتية التالي التالية عبارة العبارات جملة الجمل إجابة
الإجابات اختر اختاري حدد بين استخرج أكمل اذكر علل صحيح صحيحة خاطئ خاطئة خطأ صواب يعد تعد يعتبر تعتبر إذا كان كانت يكون
تكون إن أنه أنها التي الذي الذين هذا هذه ذلك تلك لا لم لن ليس ليست مع أو ثم أحد إحدى كل جميع غير عدا ماعدا سبب أسباب
بسبب أهم يسمى تسمى يطلق عليه عليها يقصد المقصود به بها خلال بعد قبل عند عندما حيث كم متى أين لماذا كيف نوع أنواع مثال
أمثلة معنى كلمة مفهوم تعريف قد كما لقد حتى لأن لكن منها منه فيه فيها له لها وفق حسب وذلك سؤال السؤال البديل البدائل
"""
_FORMULA = """
قال تعالى رسول النبي الله صلى وسلم سلم عز وجل جل رضي عنه عنها سبحانه ابن عبد أبو
"""


def stem(word: str) -> str:
    """Return a word of a matching key without its conjunction and article and without a final ه or ي."""
    bare = _AFFIX.sub("", word)
    return bare[:-1] if len(bare) > 4 and bare[-1] in "هي" else bare


STOCK = frozenset(map(stem, normalize(_STOCK).split()))
"""Stems that stand in questions and sentences of every subject."""

FORMULA = STOCK.union(map(stem, normalize(_FORMULA).split()))
"""These, and those of the formulas around verses and sayings, which are quoted in long runs."""


def weigh(counts: NDArray[np.int64], stock: NDArray[np.bool_], texts: int) -> NDArray[np.float32]:
    """Return how much words say, by the number of texts that hold each: the inverse document frequency."""
    counted = counts + np.where(stock, _IMAGINED_STOCK, 0) + 0.5
    return np.log((texts + _IMAGINED + 1) / counted).astype(np.float32)


@dataclass(slots=True)  # its attributes are read many times a row: a tuple's take thrice as long
class Word:
    """What an index knows of a word.

    Attributes:
        rank: Its rank in the vocabulary, -1 where no protected text holds it.
        weight: How much it says.
        telling: Whether it is known, and no stock word nor part of a formula.
        low: Where the texts that hold it begin among the postings.
        high: Where they end.
        bit: A bit by which known words are told apart, most of them; 0 for an unknown one.
        follows: The bits of all words that stand directly behind it in a protected text.
    """

    rank: int
    weight: float
    telling: bool
    low: int = 0
    high: int = 0
    bit: int = 0
    follows: int = 0


class Ranks(dict[str, Word]):
    """Word of a matching key to what is known of it; words in use are remembered.

    Args:
        vocabulary: Hashes of stems, ascending.
        weights: Weight of each.
        post_starts: Where the postings of each begin; one more for the end.
        texts: Number of protected texts.
        tokens: Ranks of the words of all texts, one text after the other.
    """

    def __init__(
        self,
        vocabulary: NDArray[np.uint64],
        weights: NDArray[np.float32],
        post_starts: NDArray[np.uint32],
        texts: int,
        tokens: NDArray[np.uint32],
    ) -> None:
        super().__init__()
        self._follows = view_numbers(_list_followers(tokens, len(vocabulary)))
        self._vocabulary, self._weights = view_numbers(vocabulary), view_floats(weights)
        self._post_starts = view_numbers(post_starts)
        self._unknown: list[float] = weigh(np.zeros(2, np.int64), np.array([False, True]), texts).tolist()

    def __missing__(self, word: str) -> Word:
        bare = stem(word)
        key = fingerprint(bare)
        rank = bisect_left(self._vocabulary, key)
        if rank < len(self._vocabulary) and self._vocabulary[rank] == key:
            low, high = self._post_starts[rank], self._post_starts[rank + 1]
            bit = 1 << rank % _BITS
            found = Word(rank, self._weights[rank], bare not in FORMULA, low, high, bit, self._follows[rank])
        else:
            found = Word(-1, self._unknown[bare in STOCK], telling=False)
        if len(self) >= _MEMO:
            self.clear()
        self[word] = found
        return found


def _list_followers(tokens: NDArray[np.uint32], words: int) -> NDArray[np.uint64]:
    """Return for each word the bits of those that stand directly behind it."""
    follows = np.zeros(words, np.uint64)
    np.bitwise_or.at(follows, tokens[:-1], np.uint64(1) << tokens[1:].astype(np.uint64) % np.uint64(_BITS))
    return follows
