"""Writes an exam question about any topic: which way of studying it consists in what the stem describes."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, zip_longest
from random import Random
from zlib import crc32

from prompts.bank import Entry, read_bank
from prompts.tasks.exams.content.facts import FOLDER, SUBJECTS
from prompts.tasks.exams.content.phrases import Phrases, read_phrases, write_phrase

ALONE = (("«ما»", 0.917), ("«كيف»", 0.058), ("«في أي»", 0.017), ("«أي»", 0.008))
"""What stems begin with when no opening is asked for, and how often: as in 120 questions of GPT-4o to one prompt."""

_TOPICS = FOLDER.parent / "topics"
_WRONG = 3
_STOCK = 12
"""Wrong options that come to mind for one way of studying one topic; the first three come first."""

Draft = tuple[str, list[str], str]
"""A question, its options, the right one first, and its explanation."""


@cache
def load_aspects() -> Mapping[str, tuple[Entry, ...]]:
    """Return subject to ways of studying a topic of it, each a name and a description."""
    families = read_bank(FOLDER / "aspects.txt")
    return {subject: aspects for head, aspects in families.items() for subject in head.split()[1:]}


@cache
def list_favourites(subject: str) -> tuple[tuple[str, str], ...]:
    """Return topics with their subjects, of one subject or of all where it has none, the most favoured first."""
    first = read_bank(FOLDER / "favourites.txt")
    if subject in SUBJECTS:
        subjects: tuple[str, ...] = (subject,)
    else:  # the first of each subject come before the second ones
        subjects = (*first, *[each for each in SUBJECTS if each not in first])
    rows = zip_longest(*([(topic[0], each) for topic in first.get(each, ())] for each in subjects))
    more = [(topic, each) for each in subjects for topic in _read_topics(each)]
    Random("favourites").shuffle(more)
    return tuple(dict(pair for pair in chain(*rows, more) if pair is not None).items())


def _read_topics(subject: str) -> Iterator[str]:
    path = _TOPICS / f"{subject}.txt"
    if path.exists():
        for entries in read_bank(path).values():
            yield from (entry[0] for entry in entries)


def pick_favourite(subject: str, rank: int) -> tuple[str, str]:
    """Return the topic of a rank, from 1, and its subject; beyond the last one they begin again."""
    favourites = list_favourites(subject)
    return favourites[(rank - 1) % len(favourites)]


def write_topical(topic: str, subject: str, angle: int, opening: str, steady: float, rng: Random) -> Draft:
    """Return a question about a topic.

    Args:
        topic: A noun phrase, which stands in the stem word for word.
        subject: Decides from which family the ways of studying come.
        angle: Rank, from 1, in the topic's own order of these ways.
        opening: A wish for how the stem begins, as a prompt says it; empty for none.
        steady: Share of questions whose wrong options are those that come first to mind.
        rng: Draws the wording.
    """
    right, *others = _list_angles(topic, subject, angle)
    wrong = others[:_WRONG] if rng.random() < steady else rng.sample(others, _WRONG)
    given = {"text": right[1], "topic": topic, "name": f"«{right[0]}»"}
    given |= {"other": f"«{wrong[0][0]}»", "other_text": wrong[0][1]}
    frames = load_frames()
    stem = write_phrase(find_opening(opening) if opening else _draw_alone(rng), frames, given, rng)
    return stem, [right[0], *[each[0] for each in wrong]], write_phrase("explain", frames, given, rng)


def _list_angles(topic: str, subject: str, angle: int) -> list[Entry]:
    """Return the way of studying at a rank of a topic, and those that are mistaken for it."""
    aspects = load_aspects().get(subject) or _list_families()[crc32(subject.encode()) % len(_list_families())]
    # Steps that a prime number of ways has no divisor of go through all of them.
    number = crc32(topic.encode())
    place = (number + angle * (1 + number // 31 % 30)) % len(aspects)
    stock = Random(number * len(aspects) + place).sample(range(len(aspects)), _STOCK + 1)
    return [aspects[place], *[aspects[each] for each in stock if each != place][:_STOCK]]


@cache
def _list_families() -> tuple[tuple[Entry, ...], ...]:
    return tuple(read_bank(FOLDER / "aspects.txt").values())


@cache
def load_frames() -> Phrases:
    """Return the stems by the head of their opening, and what fills them."""
    return {head: read_phrases(entries) for head, entries in read_bank(FOLDER / "openings.txt").items()}


_PARTS = ("way", "way_bare", "study", "man", "woman", "explain")
_MARKS = re.compile("[\u064b-\u0652]")


@lru_cache(maxsize=1024)
def find_opening(wish: str) -> str:
    """Return the head of the stems that a wish is about, by its first quoted word that has any; else one by chance."""
    bare = _MARKS.sub("", wish)
    heads = [head for head in load_frames() if head not in _PARTS]
    found = [
        (place, head) for head in heads for part in head.split(" / ") if (place := _find_part(part, bare)) is not None
    ]
    return min(found)[1] if found else heads[crc32(wish.encode()) % len(heads)]


def _find_part(part: str, wish: str) -> int | None:
    if f"{wish} ".startswith(part.strip("«»") + " "):
        return 0
    place = wish.find(part)
    return place if place >= 0 else None


def _draw_alone(rng: Random) -> str:
    heads, shares = [head for head, _ in ALONE], [share for _, share in ALONE]
    return rng.choices(heads, shares)[0]
