"""How many variants of each label there may be, so that the shares of labels in the whole are exact."""

from collections.abc import Mapping
from fractions import Fraction

from engine.errors import UsageError
from quotas.apportion import apportion


def settle(rows: Mapping[str, int], variants: Mapping[str, int], weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Return label to how many of its variants are taken: the most with which every label has its share.

    A label's share of the whole is rounded by Webster's method, as the quotas of a run are: it is less than one row
    off for two labels, and the counts add up. Shares that are those of the rows themselves can always be kept.

    Args:
        rows: Label to rows that stay in any case.
        variants: Label to variants that there are.
        weights: Label to its weight; labels without one have none.

    Raises:
        UsageError: If the rows that stay have too much of a label and there are not enough variants to make up for it.
    """
    labels = list(weights)
    stray = next((label for label in rows if rows[label] and not weights.get(label)), None)
    if stray is not None:
        raise UsageError(
            f"the rows themselves have the label {stray}, which gets no share; --only-variants leaves them out"
        )
    mass, shares = sum(weights.values()), list(weights.values())
    most = sum(rows.values()) + sum(variants.values())
    for label in labels:  # no whole is larger than its scarcest label allows, but for rounding
        if weights[label]:
            have = rows.get(label, 0) + variants.get(label, 0)
            most = min(most, int(Fraction(have + 1) * mass / weights[label]) + 1)
    for total in range(most, sum(rows.values()) - 1, -1):
        counts = dict(zip(labels, apportion(total, shares), strict=True))
        taken = {label: counts[label] - rows.get(label, 0) for label in labels}
        if all(taken[label] <= variants.get(label, 0) for label in labels):
            if min(taken.values(), default=0) >= 0:
                return taken
            break  # a smaller whole gives no label more
    scarce = min(
        labels, key=lambda label: Fraction(rows.get(label, 0) + variants.get(label, 0)) / (weights[label] or 1)
    )
    raise UsageError(
        f"the shares cannot be met beside the rows themselves: of {scarce} there are {rows.get(scarce, 0)} rows and"
        f" {variants.get(scarce, 0)} variants; a larger --per-item may help, --only-variants leaves the rows out"
    )
