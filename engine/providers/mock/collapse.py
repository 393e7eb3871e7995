"""How a model left to itself repeats itself: favourites by Zipf's law, of which a prompt's topic leads it away.

Left alone it asks about its favourite topics, of which the one of rank r comes with a share of 1 / (r * H), H the sum
of 1 / r over 511 ranks. That is 14.7% for the first, as 15% of 120 questions that GPT-4o wrote to one fixed prompt
were about one topic. What it says about a topic follows the same law twice: its angle (31 ranks, exponent 0.5) and
its wording (63 ranks, exponent 1). These and the choice of wrong options were set until about one stem in those 120
was there before and about as many were loosely like an earlier one as in that file; `scripts/calibrate_collapse.py`
shows both side by side. With which words stems begin when no opening is asked for is a task's own affair.

A topic, an opening and a text to rewrite that a prompt names are heeded mostly. The shares below are assumed, not
measured in that file, and so is that one topic, asked for in one wording after another, gives 20 to 40 different
questions before most are near duplicates.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any
from zlib import crc32

from prompts.base import TaskSpec, Wanted

IGNORES_TOPIC = 0.07
"""Share of replies that leave the topic asked for, or the text to rewrite, and fall back on a favourite."""
HEEDS_OPENING = 0.85
"""Share of replies that begin as asked; the others begin as a model left alone does."""
TOPICS = 511
ANGLES, WORDINGS = 31, 63
"""Ranks that are drawn from; one less than a power of two, so that `shift_rank` keeps within them."""
ANGLE_EXPONENT = 0.5

_LINE = re.compile(r"^- ([^:\n]{1,48}):[ \t]*(\S[^\n]*)", re.MULTILINE)
_FIELD = re.compile(r"\(\w+\)$")
_PARENT = re.compile(r"^انطلق [^\n]*:\s*([^\n]+)", re.MULTILINE)
_TOPIC, _OPENING = "موضوع", "مطلع"
"""What the label of a line holds that names a topic, or how the text is to begin."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a prompt asks of a model, as far as it leads it away from its favourites.

    Attributes:
        topic: The topic asked for; empty for none.
        opening: The wish for the first words; empty for none.
        parent: The text to rewrite; empty for none.
        key: Number of all that is asked, but for what can be moved there afterwards, such as the right answer's letter.
    """

    topic: str
    opening: str
    parent: str
    key: int


def read_request(text: str, movable: frozenset[str]) -> Request:
    """Return what the lines `- LABEL: VALUE` and the rest of a prompt ask for.

    Args:
        text: All of the prompt's text.
        movable: Fields whose lines, `- NAME (FIELD): VALUE`, lead to no other content.
    """
    topic = opening = ""
    key = 0
    for match in _LINE.finditer(text):
        label = match[1].rstrip()
        if not topic and _TOPIC in label:
            topic = match[2].strip()
        elif not opening and _OPENING in label:
            opening = match[2].strip()
        elif (field := _FIELD.search(label)) and field[0][1:-1] in movable:
            text = text.replace(match[0], "", 1)
    key = crc32(text.encode("utf-8", "surrogatepass"))
    parent = _PARENT.search(text)
    return Request(topic, opening, parent[1] if parent else "", key)


def collapse(spec: TaskSpec, text: str) -> TaskSpec:
    """Return a task that composes what a collapsed model writes to a prompt, from its text and the generator alone."""
    request = read_request(text, frozenset(each.name for each in spec.dimensions if each.movable))

    def compose(wanted: Wanted, rng: Random) -> dict[str, Any]:
        more = choose(request, rng)
        pool = f"{request.key} {sorted(more.items())} {draw_rank(WORDINGS, 1.0, rng)}"
        return spec.compose({**wanted, **more}, Random(pool))

    return replace(spec, compose=compose)


def choose(request: Request, rng: Random) -> Mapping[str, str]:
    """Return what one reply is about: `topic` or the rank of a `favourite`, its `angle`, and the `opening`."""
    angle = shift_rank(draw_rank(ANGLES, ANGLE_EXPONENT, rng), request.key)
    opening = request.opening if rng.random() < HEEDS_OPENING else ""
    about = {"angle": str(angle), "opening": opening}
    favourite = draw_rank(TOPICS, 1.0, rng)
    if rng.random() >= IGNORES_TOPIC:
        if request.topic:
            return {"topic": request.topic, **about}
        if request.parent:
            return {"favourite": str(1 + crc32(request.parent.encode()) % TOPICS), **about}
    return {"favourite": str(shift_rank(favourite, request.key)), **about}


def draw_rank(count: int, exponent: float, rng: Random) -> int:
    """Return a rank from 1 to `count`, each drawn in proportion to `rank ** -exponent` (Zipf's law)."""
    sums = _sum_up(count, exponent)
    return bisect_left(sums, rng.random() * sums[-1]) + 1


@cache
def _sum_up(count: int, exponent: float) -> list[float]:
    return list(accumulate(rank**-exponent for rank in range(1, count + 1)))


def shift_rank(rank: int, key: int) -> int:
    """Return the rank that one has for another prompt: other ones among 2 and 3, among 4 to 7, 8 to 15, and so on.

    Each prompt has a ranking of its own so, and what a model favours most it favours in all of them.
    """
    start = 1 << (rank.bit_length() - 1)
    return start + ((rank - start) ^ (key & (start - 1)))
