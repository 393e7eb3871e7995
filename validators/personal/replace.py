"""Takes personal data out of texts and rows: by a tag, or by the same pseudonym for the same value everywhere."""

from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Any, Literal

from validators.personal.find import find_personal
from validators.personal.pseudonym import MAKERS, draw_with
from validators.personal.span import DEFAULT_KINDS, Kind

Mode = Literal["mask", "pseudonymise"]

TAGS: Mapping[Kind, str] = {
    Kind.URL: "⟦رابط⟧",
    Kind.EMAIL: "⟦بريد إلكتروني⟧",
    Kind.HANDLE: "⟦حساب⟧",
    Kind.IBAN: "⟦حساب مصرفي⟧",
    Kind.CARD: "⟦بطاقة مصرفية⟧",
    Kind.ID: "⟦رقم هوية⟧",
    Kind.PHONE: "⟦هاتف⟧",
    Kind.NAME: "⟦اسم⟧",
}
"""What `mask` puts in place of each kind; the brackets stand in no other text, so that a mask is never masked again."""

_MADE = "⟦"  # in the place of what was put there: nothing of it is looked at again


class Replacer:
    """Replaces personal data; keeps no state, so that any number of processes with one key agree.

    Args:
        mode: `mask` puts a tag; `pseudonymise` puts a value of the same form that belongs to nobody, the same one for
            the same value after folding digits, blanks and case.
        key: Secret of the pseudonyms: who has it can test guesses. Not needed to mask.
        kinds: What is replaced.

    Raises:
        ValueError: Pseudonyms were asked for without a key.
    """

    __slots__ = ("_draws", "_kinds", "_mode")

    def __init__(self, mode: Mode, key: bytes | str = b"", kinds: frozenset[Kind] = DEFAULT_KINDS) -> None:
        raw = key.encode("utf-8", "surrogatepass") if isinstance(key, str) else key
        if mode == "pseudonymise" and not raw:
            raise ValueError("pseudonyms need a key: without one, anybody could test guesses")
        self._mode = mode
        self._kinds = kinds
        secret = blake2b(raw).digest()
        self._draws = {kind: draw_with(secret, kind) for kind in kinds}

    def replace(self, text: str) -> tuple[str, Counter[Kind]]:
        """Return `text` without its personal data, and how many pieces of each kind were replaced."""
        count: Counter[Kind] = Counter()
        made, before = bytearray(len(text)), -1
        while count.total() > before:  # what is left of a chain of numbers may be one by itself
            before = count.total()
            text, made = self._replace_once(text, made, count)
        return text, count

    def _replace_once(self, text: str, made: bytearray, count: Counter[Kind]) -> tuple[str, bytearray]:
        """Replace what is found beside the characters that are `made` here already; return the text, and those."""
        parts, marks, end = list[str](), bytearray(), 0
        known = "".join([_MADE if mark else char for char, mark in zip(text, made, strict=True)]) if any(made) else text
        for span in find_personal(known, self._kinds):
            fresh = self._make(span.kind, text[span.start : span.end])
            parts += (text[end : span.start], fresh)
            marks += made[end : span.start] + b"\x01" * len(fresh)
            end = span.end
            count[span.kind] += 1
        return "".join([*parts, text[end:]]), marks + made[end:]

    def _make(self, kind: Kind, written: str) -> str:
        return TAGS[kind] if self._mode == "mask" else MAKERS[kind](written, self._draws[kind])

    def replace_fields(self, fields: Mapping[str, Any], names: Collection[str]) -> tuple[dict[str, Any], Counter[Kind]]:
        """Return a copy of a row with these fields replaced, in the same order, and the counts.

        A field may be a text or a list of texts and lists; anything else stays as it is.
        """
        count: Counter[Kind] = Counter()
        row = {name: self._replace_value(value, count) if name in names else value for name, value in fields.items()}
        return row, count

    def _replace_value(self, value: Any, count: Counter[Kind]) -> Any:
        if isinstance(value, str):
            text, found = self.replace(value)
            count.update(found)
            return text
        if isinstance(value, list):
            return [self._replace_value(part, count) for part in value]
        return value
