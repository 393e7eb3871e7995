"""Finds where miswritten JSON ends, so that a value that was cut off is told from one that can be mended."""

import re
from enum import Enum
from typing import NamedTuple

LONGEST = 16_384
"""Characters of a value that are looked at: several times the longest item, and quick to mend whatever they are."""

_DEEPEST = 32
_LITERAL = r"(?:true|false|null|True|False)\b"
_TOKEN = re.compile(rf"""\s*+(?:([{{\[])|([}}\]])|([,،:])|(["'“”])|(-?\d[\d.eE+-]*+|{_LITERAL}))""")
_CUT_TOKEN = re.compile(r"\s*+(?:-|t|tr|tru|f|fa|fal|fals|n|nu|nul)?\Z")
_PAIRS = {"{": "}", "[": "]"}


class Broken(Enum):
    """Why a value has no end."""

    CUT = "the text ends inside it"
    GARBLED = "it cannot be told where it ends"


class Span(NamedTuple):
    """A whole value, however it is written.

    Attributes:
        end: The place behind it.
        commas: The places of Arabic commas that part its values.
        scalars: Its keys and values in order, as they stand; a quotation mark stands before each string.
    """

    end: int
    commas: list[int]
    scalars: list[str]


def _match_value(closers: str) -> re.Pattern[str]:
    """Return a pattern for what follows the opening mark of a value's string, its closing mark included.

    A mark inside a string closes it only where JSON goes on behind it: people and models quote inside quotes.
    """
    goes_on = rf"""(?=\s*+(?:\Z|[}}\]]|[,،]\s*+(?:[\[\]{{}},،"'“”\d-]|{_LITERAL})))"""
    return re.compile(rf"(?:[^\\{closers}]|\\.|[{closers}](?!{goes_on}))*+[{closers}]", re.DOTALL)


def _match_key(closers: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\\{closers}]|\\.)*+[{closers}]", re.DOTALL)


_CLOSERS = {'"': '"', "'": "'", "“": "“”", "”": "“”"}
_VALUES = {mark: _match_value(closers) for mark, closers in _CLOSERS.items()}
_KEYS = {mark: _match_key(closers) for mark, closers in _CLOSERS.items()}


def find_span(text: str, start: int) -> Span | Broken:
    """Return where the object or list that begins at `start` ends and what it says, or why it has no end.

    Strings may stand in single or curly quotation marks and hold bare ones and line breaks; commas may be Arabic ones,
    and too many. Anything else that JSON does not have is garbled, and so is what is longer than `LONGEST`.
    """
    limit = min(len(text), start + LONGEST)
    closers: list[str] = []
    commas: list[int] = []
    scalars: list[str] = []
    at, before = start, ","  # what stands before this place: a bracket, a separator, or what kind of value
    while token := _TOKEN.match(text, at, limit):
        opening, closing, separator, mark, bare = token.groups()
        is_key = before in {"{", ","} and closers[-1:] == ["}"]
        at = token.end()
        fits = closers[-1] == closing if closing else _may_follow(before, separator, mark, is_key=is_key)
        if not fits or len(closers) > _DEEPEST:
            return Broken.GARBLED
        if closing:
            closers.pop()
            if not closers:
                return Span(at, commas, scalars)
        elif opening:
            closers.append(_PAIRS[opening])
        elif separator == "،":
            commas.append(at - 1)
        elif mark:
            rest = (_KEYS if is_key else _VALUES)[mark].match(text, at, limit)
            if rest is None:
                return _explain(text, limit)
            scalars.append(f'"{rest[0][:-1]}')
            at = rest.end()
        elif bare:
            scalars.append(bare)
        before = opening or (separator and separator.replace("،", ",")) or ("key" if is_key and mark else "value")
    return _explain(text, limit) if _CUT_TOKEN.match(text, at, limit) else Broken.GARBLED


def _may_follow(before: str, separator: str | None, mark: str | None, *, is_key: bool) -> bool:
    """Whether a token that closes nothing may stand behind another one."""
    if separator:
        return (separator == ":") == (before == "key") and before != ":"
    return before in {"{", "[", ",", ":"} and (mark is not None or not is_key)


def _explain(text: str, limit: int) -> Broken:
    return Broken.CUT if limit == len(text) else Broken.GARBLED
