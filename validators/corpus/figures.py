"""Turns counts over all rows into figures, ready for JSON; every share is one that the counts guarantee."""

from collections.abc import Iterator
from typing import Any

from validators.corpus.counts import CorpusCounts
from validators.corpus.phrases import Phrases
from validators.corpus.spelling import spell_opening, spell_topic, spell_whole

Figures = dict[str, Any]
"""Name to number, text, or a mapping of such by label."""


def measure(counts: CorpusCounts) -> Figures:
    """Return the figures of all rows; those of options only where rows have options, of labels where they have any."""
    counts.settle()
    rows = max(counts.rows, 1)
    opening, opened = counts.openings.find_top("")
    bigram, begun = counts.bigrams.find_top("")
    topic, held = find_topic(counts.phrases)
    distinct_words, distinct_pairs = counts.phrases.measure_distinct()
    main = [texts[traits.main] for traits, texts in reversed(counts.recent)]
    figures: Figures = {
        "rows": counts.rows,
        "top_opening": spell_opening(opening, main),
        "top_opening_share": _share(opened, rows),
        "top_opening_bigram": spell_opening(bigram, main),
        "top_opening_bigram_share": _share(begun, rows),
        "top_topic": spell_topic(topic, main),
        "top_topic_share": _share(held, rows),
        "distinct_1": round(distinct_words, 4),
        "distinct_2": round(distinct_pairs, 4),
        "share_error": _share(max(list_errors(counts)), rows),
    }
    if counts.questions:
        figures |= _measure_options(counts)
    if counts.labels:
        figures["openings_by_label"] = _measure_labels(counts)
    return figures


def find_topic(phrases: Phrases) -> tuple[str, int]:
    """Return the commonest phrase and its rows; a longer one that holds it and is about as common tells more."""
    top, most = phrases.find_top()
    longer = [pair for pair in phrases.find_above(0.9 * most) if f" {top} " in f" {pair[0]} "]
    return max(longer, key=lambda pair: (len(pair[0].split()), pair[1]), default=(top, most))


def list_errors(counts: CorpusCounts) -> Iterator[int]:
    """Yield by how much counts may be too low, for each counter whose keys can be too many to keep."""
    for counter in (counts.openings, counts.bigrams, counts.phrases, counts.options, counts.answers):
        yield counter.error


def _measure_options(counts: CorpusCounts) -> Figures:
    rows = counts.questions
    answer, answered = counts.answers.find_top("")
    option, offered = counts.options.find_top("")
    recent = [(traits, texts) for traits, texts in reversed(counts.recent) if traits.right]
    names = recent[0][0].options if recent else tuple(counts.places)
    return {
        "top_right_option": spell_whole(answer, (texts[traits.right] for traits, texts in recent)),
        "top_right_option_share": _share(answered, rows),
        "top_option": spell_whole(option, (texts[name] for traits, texts in recent for name in traits.options)),
        "top_option_share": _share(offered, rows),
        "right_longest_share": _share(counts.longest, rows),
        "answer_shares": {name: _share(counts.places[name], rows) for name in names},
        "answer_l1": round(sum(abs(counts.places[name] / rows - 1 / len(names)) for name in names), 4),
    }


def _measure_labels(counts: CorpusCounts) -> Figures:
    found: Figures = {}
    for label, rows in counts.labels.items():
        opening, opened = counts.label_openings[label].find_top("")
        main = [texts[traits.main] for traits, texts in reversed(counts.recent) if traits.label == label]
        found[label] = {
            "rows": rows,
            "top_opening": spell_opening(opening, main),
            "top_opening_share": _share(opened, rows),
        }
    return found


def _share(count: int, rows: int) -> float:
    return round(count / rows, 4)
