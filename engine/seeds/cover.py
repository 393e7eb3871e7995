"""Which pairs of subject and band cover so many of each with the fewest items."""

from collections.abc import Iterable, Mapping

Pair = tuple[str, str]
"""A subject and a band that some item has."""


def cover(pairs: Iterable[Pair], subjects: int, bands: int, most: int) -> list[Pair]:
    """Return at most `most` pairs that hold so many subjects and bands, or as many as can be; an empty one is none.

    A pair that brings a subject and a band at once saves an item; as many of these as can be are a maximum matching of
    the bipartite graph of both (augmenting paths; Berge 1957). What is still missing costs a pair each.
    """
    every = sorted(set(pairs))
    by_subject: dict[str, list[str]] = {}
    for subject, band in every:
        if subject and band:
            by_subject.setdefault(subject, []).append(band)
    found = _match(by_subject, min(subjects, bands, most))
    for place, wanted in ((0, subjects), (1, bands)):
        held = {pair[place] for pair in found} - {""}
        for pair in every:
            if len(held) < wanted and len(found) < most and pair[place] not in {"", *held}:
                found.append(pair)
                held.add(pair[place])
    return found


def _match(by_subject: Mapping[str, list[str]], size: int) -> list[Pair]:
    taken: dict[str, str] = {}
    for subject in by_subject:
        if len(taken) >= size:
            break
        _augment(subject, by_subject, taken, set())
    return [(subject, band) for band, subject in sorted(taken.items())]


def _augment(subject: str, by_subject: Mapping[str, list[str]], taken: dict[str, str], seen: set[str]) -> bool:
    """Give a subject a band of its own, moving others to another one; return whether that could be."""
    # At most `size` bands are taken, so a path has at most so many turns.
    for band in by_subject[subject]:
        if band not in taken:
            taken[band] = subject
            return True
    for band in by_subject[subject]:
        if band not in seen:
            seen.add(band)
            if _augment(taken[band], by_subject, taken, seen):
                taken[band] = subject
                return True
    return False
