"""Says in plain words what is wrong with the figures of all rows."""

from collections.abc import Iterator
from math import sqrt

from validators.corpus.figures import Figures
from validators.corpus.limits import CorpusLimits

_SHARES = (  # figure of the text, its limit, the sentence
    ("top_opening", "opening", '{share} of the {noun} begin with "{text}" (at most {limit} is usual)'),
    ("top_opening_bigram", "opening_bigram", '{share} of the {noun} begin with "{text}" (at most {limit} is usual)'),
    ("top_topic", "topic", '{share} of the {noun} are about "{text}" (at most {limit} is usual)'),
    ("top_right_option", "right_option", 'in {share} of the {noun} "{text}" is right (at most {limit} is usual)'),
    ("top_option", "option", 'in {share} of the {noun} "{text}" is an option (at most {limit} is usual)'),
)


def describe(figures: Figures, limits: CorpusLimits, noun: str) -> Iterator[str]:
    """Yield a sentence for each figure beyond its limit to warn."""
    if figures["rows"] < limits.min_rows:
        return
    for name, limit_name, sentence in _SHARES:
        limit, share = getattr(limits, limit_name), figures.get(f"{name}_share", 0.0)
        if limit is not None and share > limit:
            yield sentence.format(share=_percent(share), noun=noun, text=figures[name][:60], limit=_percent(limit))
    yield from _describe_options(figures, limits, noun)
    yield from _describe_labels(figures.get("openings_by_label", {}), limits, noun)
    distinct, least = figures["distinct_2"], limits.distinct_2
    if least is not None and distinct < least:
        yield f"only {_percent(distinct)} of the word pairs are different ones (at least {_percent(least)} is usual)"


def _describe_options(figures: Figures, limits: CorpusLimits, noun: str) -> Iterator[str]:
    longest, most = figures.get("right_longest_share", 0.0), limits.right_longest
    if most is not None and longest > most:
        yield (
            f"the right option is the longest one in {_percent(longest)} of the {noun}"
            f" (chance is 25% or less, at most {_percent(most)} is usual)"
        )
    shares = figures.get("answer_shares", {})
    if limits.answer_l1 is None or not shares:
        return
    # Twice what chance does: the mean distance of a share from 1/k over n rows is sqrt(2/pi) of its deviation.
    even = 1 / len(shares)
    chance = 2 * len(shares) * sqrt(2 / 3.1416 * even * (1 - even) / figures["rows"])
    if figures["answer_l1"] > max(limits.answer_l1, chance):
        spread = ", ".join(f"{name} {_percent(share)}" for name, share in shares.items())
        yield f"the right options do not stand evenly: {spread} of the {noun} ({_percent(even)} each is even)"


def _describe_labels(labels: Figures, limits: CorpusLimits, noun: str) -> Iterator[str]:
    limit = limits.label_opening
    for label, found in labels.items():
        share = found["top_opening_share"]
        if limit is not None and found["rows"] >= limits.min_rows and share > limit:
            yield (
                f'{_percent(share)} of the {noun} labelled {label} begin with "{found["top_opening"][:60]}"'
                f" (at most {_percent(limit)} is usual)"
            )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"
