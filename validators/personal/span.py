"""The nouns of personal data: its kinds, and where one piece of it stands in a text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of personal data is; the value is part of the reason code `personal_<kind>`."""

    URL = "url"
    EMAIL = "email"
    IBAN = "iban"
    HANDLE = "handle"
    ID = "id"
    CARD = "card"
    PHONE = "phone"
    NAME = "name"


ALL_KINDS = frozenset(Kind)
DEFAULT_KINDS = ALL_KINDS - {Kind.NAME}
"""Contact data and numbers. Names are asked for: exams are full of rulers, scholars and poets."""


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of personal data: `text[start:end]`, in characters."""

    start: int
    end: int
    kind: Kind
