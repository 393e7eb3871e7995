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
        replaced = self._replace_once(text, count)
        while self._mode == "mask" and replaced != text:  # what is left of a chain of numbers may be one by itself
            text = replaced
            replaced = self._replace_once(text, count)
        return replaced, count

    def _replace_once(self, text: str, count: Counter[Kind]) -> str:
        parts: list[str] = []
        end = 0
        for span in find_personal(text, self._kinds):
            parts += (text[end : span.start], self._make(span.kind, text[span.start : span.end]))
            end = span.end
            count[span.kind] += 1
        return "".join(parts) + text[end:] if parts else text

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
