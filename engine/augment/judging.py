"""Judges variants: by the checks of every row, against strangers by words, against relatives as they are written."""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from engine.augment.order import Order
from engine.judges import Cleaning
from prompts.variants.base import VariantRule
from validators.base import Reading, Refusal
from validators.chain import Chain
from validators.likeness import similarity
from validators.near_dup import NearDuplicates
from validators.text import fingerprint

ANY_RELATIVE = 2.0
"""Likeness that no two rows reach: relatives are compared here and not by the table of all rows."""


class VariantJudge:
    """Keeps or refuses variants, and remembers those that it keeps and all rows themselves.

    Args:
        order: Thresholds.
        checks: What rows are held against.
    """

    def __init__(self, order: Order, checks: Cleaning) -> None:
        self._order, self._spec, self._checks = order, order.spec, checks
        self._strangers = NearDuplicates(order.spec.sketch, order.threshold, ANY_RELATIVE)
        self._written: set[int] = set()
        self._fields = frozenset(order.spec.reply_model.model_fields)

    def admit(self, reading: Reading) -> None:
        """Remember a row."""
        self._strangers.admit(reading)
        self._written.add(self._mark(reading))

    def judge(
        self, reading: Reading, rule: VariantRule, relatives: Sequence[Reading], *, generated: bool
    ) -> Refusal | None:
        """Return why a variant is refused; None where it is kept, and remembered from now on.

        Args:
            reading: The variant.
            rule: What made it.
            relatives: Its parent, where that is a row, and the variants that the parent has.
            generated: Whether it is held to what a model's rows are.
        """
        refusal = self._choose_chain(reading, generated=generated).judge(reading).refusal
        if refusal is None and self._checks.personal is not None:
            refusal = self._checks.personal.judge(reading, {})
        refusal = refusal or self._compare(reading, rule, relatives)
        if refusal is None:
            self.admit(reading)
        return refusal

    def _choose_chain(self, reading: Reading, *, generated: bool) -> Chain:
        if not generated:
            return self._checks.foreign
        return self._checks.strict if reading.fields.keys() >= self._fields else self._checks.bare

    def _compare(self, reading: Reading, rule: VariantRule, relatives: Sequence[Reading]) -> Refusal | None:
        if self._mark(reading) in self._written:
            return Refusal("duplicate", "same text as another row")
        for relative in relatives if not rule.robustness else ():  # a spelling is worth a row as soon as it shows
            like = measure_likeness(reading, relative)
            if like > self._order.most_alike:
                return Refusal("adds_nothing", f"{like:.2f} of the words as a relative has them")
            if not rule.as_written:
                alike = similarity(self._spec.sketch(reading), self._spec.sketch(relative))
                if alike >= self._order.relatives:
                    return Refusal("near_duplicate", f"{alike:.2f} like a relative")
        return self._strangers.judge(reading, {})

    def _mark(self, reading: Reading) -> int:
        return fingerprint(f"{reading.fields.get(self._order.label)}\n{reading.spelling}")


def measure_likeness(one: Reading, other: Reading) -> float:
    """Return the share of words, in order and as they are written, that two rows have in common, 0 to 1."""
    return Indel.normalized_similarity(one.text.split(), other.text.split())
