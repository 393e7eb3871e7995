"""Finds all personal data in a text: the cheap way out first, then each kind in turn."""

import re
from collections.abc import Callable, Iterator

from validators.glance import DIGITS, EVERYDAY, find_rare
from validators.personal.account import find_cards, find_ibans
from validators.personal.fold import fold
from validators.personal.identity import find_ids
from validators.personal.names import find_names
from validators.personal.phone import SPELLED_NUMBER, find_phones, find_spelled_phones
from validators.personal.span import DEFAULT_KINDS, Kind, Span
from validators.personal.web import NETWORKS, find_emails, find_handles, find_urls
from validators.recent import remember_recent

Finder = Callable[[str], Iterator[tuple[int, int]]]

# A class that finds the place fast; what follows says what must stand there for any finder to succeed.
_ADDRESS = re.compile(r"[@＠:.](?:(?<=[@＠])|(?<=:)(?://| ?[A-Za-z_])|(?<=www\.|WWW\.|Www\.)|(?<=\.)[A-Za-z]{2,12}/)")
_DOMAIN = re.compile(r"\.(?<=[A-Za-z0-9]\.)[A-Za-z]{2}")
_LATIN = re.compile("[a-z0-9][a-z]{2}|[a-z][_.]|[AD][TO]")
_WRITTEN = ("at", "AT", "ttp", "[.", "(.", "dot", "/ /", "u/", " آت", *NETWORKS)
"""One of these stands in a text whose addresses are written otherwise than a machine reads them."""
_LONG = r"(?:[ \-./()_+\u00a0\u2000-\u2015\u202a-\u202f\u2066-\u2069\u2212]{0,4}\d){6}"
_NUMBER = re.compile(rf"[0-9٠-٩]{_LONG}")
_ANY_NUMBER = re.compile(rf"\d(?:\d{{4}}|{_LONG})")
_PLAIN = EVERYDAY.union("\t\r#$&*<>?[\\]^_`{|}~“”‘’•–—×÷°", "ٱٹپچژڤکگھہۃیےۓ\u0653\u0654\u0655\u0670")
"""Signs beside which nothing but a long number can be personal data: no letters or digits but Arabic ones, none hidden
and none of full width."""
_FINDERS: tuple[tuple[Kind, Finder], ...] = (
    (Kind.URL, find_urls),
    (Kind.EMAIL, find_emails),
    (Kind.IBAN, find_ibans),
    (Kind.HANDLE, find_handles),
    (Kind.ID, find_ids),
    (Kind.CARD, find_cards),
    (Kind.PHONE, find_phones),
    (Kind.PHONE, find_spelled_phones),
)
_BY_NUMBER: frozenset[Finder] = frozenset({find_ids, find_cards, find_phones})
"""The finders of what holds a number that `_ANY_NUMBER` finds."""


def find_personal(text: str, kinds: frozenset[Kind] = DEFAULT_KINDS, rare: frozenset[str] | None = None) -> list[Span]:
    """Return the personal data of these kinds in `text`, in order and apart from each other.

    Where two kinds claim the same characters, the one that `Kind` names first has them. Never raises.

    Args:
        text: What is searched.
        kinds: What is looked for.
        rare: What `find_rare` tells of the text, where that is known.
    """
    spans: list[Span] = []
    any_data = _glance(text) if rare is None else _may_hold_any(text, rare)
    if not any_data and Kind.NAME not in kinds:
        return spans
    taken = bytearray(len(text))
    if any_data:
        folded = fold(text)
        numbered = _ANY_NUMBER.search(folded) is not None
        for kind, find in _FINDERS:
            if kind in kinds and (numbered or find not in _BY_NUMBER):
                _claim(kind, find(folded), taken, spans)
    if Kind.NAME in kinds:
        _claim(Kind.NAME, find_names(text), taken, spans)
    spans.sort(key=lambda span: span.start)
    return spans


@remember_recent(64)  # what stands beside the texts of a row, such as its subject, is the same for many
def _glance(text: str) -> bool:
    return _may_hold_any(text, find_rare(text))


def _may_hold_any(text: str, rare: frozenset[str]) -> bool:
    """Return whether any finder but that of names can succeed."""
    if rare <= _PLAIN:
        return (not DIGITS.isdisjoint(rare) and _NUMBER.search(text) is not None) or _is_spelled(text)
    return (
        _ADDRESS.search(text) is not None
        or _ANY_NUMBER.search(text) is not None
        or _DOMAIN.search(text) is not None
        or (_LATIN.search(text) is not None and any(map(text.__contains__, _WRITTEN)))
        or _is_spelled(text)
    )


def _is_spelled(text: str) -> bool:
    """Return whether a text may hold a number or an address in Arabic words."""
    return (" كوم" in text and "ت " in text) or ("صفر " in text and SPELLED_NUMBER.search(text) is not None)


def _claim(kind: Kind, found: Iterator[tuple[int, int]], taken: bytearray, spans: list[Span]) -> None:
    for start, end in found:
        if start < end and taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            spans.append(Span(start, end, kind))
