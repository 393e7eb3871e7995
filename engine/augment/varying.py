"""Applies the rules to one parent after another; labels that are behind are wanted first."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count
from random import Random
from typing import Any

from engine.augment.judging import VariantJudge
from engine.augment.order import Order
from engine.augment.parent import Parent
from prompts.variants.base import Fields, VariantRule
from validators.base import Item, Reading, Refusal
from validators.text import fingerprint

Made = tuple[dict[str, Any], str, Refusal | None]
"""A variant as a row, its rule, and why it is refused."""


class Varying:
    """Makes the variants of rows.

    Args:
        order: Rules and limits.
        judge: Keeps or refuses a variant.
        weights: Label to its weight in what is wanted.

    Attributes:
        made: Rule to the variants that it made.
        passed: Rule to those that passed.
    """

    def __init__(self, order: Order, judge: VariantJudge, weights: Mapping[str, Fraction]) -> None:
        self._order, self._judge, self._weights = order, judge, weights
        self._labels: Counter[str] = Counter()
        self._needs = {label: Fraction(weight) for label, weight in weights.items()}
        self.made = Counter({rule.name: 0 for rule in order.rules})
        self.passed = Counter({rule.name: 0 for rule in order.rules})

    def vary(self, parent: Parent, ids: set[int]) -> Iterator[Made]:
        """Yield what the rules make of a parent, until it has as many variants as wanted.

        Args:
            parent: The row or sentence.
            ids: Fingerprints of ids that are taken; those of the variants that pass are added.
        """
        relatives = [self._read(parent.fields, parent)] if parent.text else []
        wanted = len(relatives) + self._order.per_item
        tried: list[Fields] = []
        for attempt in range(self._order.per_item):
            for rule in self._sort_rules(parent, attempt):
                if len(relatives) >= wanted:
                    return
                fields = self._apply(rule, parent, attempt)
                if fields is None or fields in tried:
                    continue
                tried.append(fields)
                self.made[rule.name] += 1
                reading = self._read(fields, parent)
                refusal = self._judge.judge(reading, rule, relatives, generated=parent.generated)
                row = _make_row(fields, rule, parent, ids, taken=refusal is None)
                if refusal is None:
                    relatives.append(reading)
                    self.passed[rule.name] += 1
                    self._count(str(fields.get(self._order.label)))
                yield row, rule.name, refusal

    def _sort_rules(self, parent: Parent, attempt: int) -> list[VariantRule]:
        rules = [rule for rule in self._order.rules if parent.text or rule.reads]
        Random(f"{self._order.seed}|{parent.id}|{attempt}").shuffle(rules)
        return sorted(rules, key=lambda rule: -self._need(rule.label) if rule.label else 0)

    def _apply(self, rule: VariantRule, parent: Parent, attempt: int) -> Fields | None:
        if rule.label and not self._weights.get(rule.label, not self._weights):
            return None
        rng = Random(f"{self._order.seed}|{parent.id}|{rule.name}|{attempt}")
        return rule.change(parent.fields, max(self._needs, key=self._need, default=""), rng)

    def _count(self, label: str) -> None:
        """Count a variant of a label; how far that is behind becomes Webster's priority of its next variant."""
        self._labels[label] += 1
        if label in self._needs:
            self._needs[label] = Fraction(self._weights[label]) / (2 * self._labels[label] + 1)

    def _need(self, label: str) -> Fraction:
        return self._needs.get(label, Fraction(0))

    def _read(self, fields: Fields, parent: Parent) -> Reading:
        return self._order.spec.read(Item(self._order.spec.name, fields), parent.family)


def _make_row(fields: Fields, rule: VariantRule, parent: Parent, ids: set[int], *, taken: bool) -> dict[str, Any]:
    """Return a variant as it is written, with the first number that makes its id new."""
    name = next(name for number in count(1) if fingerprint(name := f"{parent.id}+{rule.name}-{number}") not in ids)
    if taken:
        ids.add(fingerprint(name))
    lineage = {"parent_id": parent.id, "family": parent.family, "rule": rule.name}
    marked = {"robustness": True} if rule.robustness else {}
    return {"id": name, **fields, "meta": {**parent.meta, **lineage, **marked}}
