"""Writes one sentiment text for the mock model, in the shape in which a real model would return it."""

from collections.abc import Mapping
from itertools import permutations
from random import Random
from typing import Any

from prompts.tasks.sentiment.content.banks import (
    DOMAINS,
    GENERAL,
    LABELS,
    STANDARD,
    Palette,
    draw,
    load_dialects,
    load_palettes,
)
from prompts.tasks.sentiment.content.filling import write_detail, write_words

LEAST_WORDS = 22
MOST_WORDS = 68
"""Words that a text may have; a length between them is drawn, and clauses are added up to it."""

SLOTTED_SHARE = 0.75
"""Share of occasions, of other people and of verdicts that are written with names and places."""

LINKED_SHARE, OPENING_SHARE, JOINED_SHARE = 0.4, 0.35, 0.4
"""Shares of closing verdicts behind a linker, of verdicts that open, of clauses joined to the one before them."""

ENDING_SHARE = 0.7
"""Share of asides in a dialect that stand at the end."""

_PARTS = ("setting", "side", "detail", "people", "verdict", "further", "closer", "figure")
"""What may stand beside what the writer did and how it was; tried in any order until the text is long enough."""
_ORDERS = tuple(permutations(_PARTS, 6))  # two are left out: as many as a long text has room for
_FLIPS = tuple([tuple(permutations(range(count))) for count in range(5)])


def compose(wanted: Mapping[str, str], rng: Random) -> dict[str, Any]:
    """Return `text`, `sentiment`, `domain` and `dialect`; label and domain are drawn where `wanted` leaves them out.

    The text is 22 to 68 words in two to nine sentences, and its polarity is the label's. It is Standard Arabic, and one
    of its sentences of the wanted dialect. A domain without a bank is written of in general terms, a label without one
    neutrally, a dialect without one in Standard Arabic alone; all come back as they were asked for.
    """
    label = wanted.get("sentiment") or draw(LABELS, rng)
    domain = wanted.get("domain") or draw(DOMAINS, rng)
    bank_label = label if label in LABELS else "neutral"
    palettes = load_palettes()
    palette = palettes.get((bank_label, domain)) or palettes[bank_label, GENERAL]
    dialect = wanted.get("dialect") or STANDARD
    asides = load_dialects().get(dialect)
    text = write(palette, bank_label, domain, rng, draw(asides, rng) if asides else "")
    return {"text": text, "sentiment": label, "domain": domain, "dialect": dialect}


def write(palette: Palette, label: str, domain: str, rng: Random, aside: str = "") -> str:
    """Return one text of independently drawn clauses, in the order of telling or with the verdict first.

    An aside, which judges nothing, opens or closes it.
    """
    clauses = choose(palette, label, domain, rng, MOST_WORDS - (count_words(aside) if aside else 0))
    lead = tell(clauses, palette, rng)
    close = clauses.pop("verdict", "")
    body = [clauses[part] for part in ("core", "side", "detail", "further") if part in clauses]
    body = [body[place] for place in draw(_FLIPS[len(body)], rng)]
    told = [clauses[part] for part in ("figure", "people", "closer") if part in clauses]
    sentences = [lead, join(body, rng), *told]
    if close and rng.random() < OPENING_SHARE:
        sentences.insert(0, close)
    elif close:
        linker = f"{draw(palette.linkers, rng)} " if rng.random() < LINKED_SHARE else ""
        sentences.append(linker + close)
    if aside:
        sentences.insert(len(sentences) if rng.random() < ENDING_SHARE else 0, aside)
    return f"{'. '.join(sentences)}."


def choose(palette: Palette, label: str, domain: str, rng: Random, most: int) -> dict[str, str]:
    """Return what is told, by part: the thing and how it was, and further parts until a drawn length is reached.

    Together they have at most `most` words.
    """
    chosen = {"object": draw(palette.objects, rng), "core": draw(palette.cores, rng)}
    count = sum(map(count_words, chosen.values()))
    target = LEAST_WORDS + int(rng.random() * (MOST_WORDS - LEAST_WORDS - 4))
    for part in draw(_ORDERS, rng):
        if count >= target:
            break
        clause = write_part(part, palette, label, domain, rng)
        more = count_words(clause) + 2  # an opener may come before it
        if count + more <= most:
            chosen[part] = clause
            count += more
    return chosen


def write_part(part: str, palette: Palette, label: str, domain: str, rng: Random) -> str:
    """Return a clause for a part of the text."""
    if part in ("detail", "further"):
        return write_detail(label, domain, rng)
    if part in ("closer", "figure"):
        return write_words("people" if part == "closer" else part, rng)
    if part != "side" and rng.random() < SLOTTED_SHARE:
        return write_words(f"{label}.verdict" if part == "verdict" else part, rng)
    return draw(palette.of(part), rng)


def tell(clauses: Mapping[str, str], palette: Palette, rng: Random) -> str:
    """Return what the writer did and, where it is told, when."""
    thing, setting = clauses["object"], clauses.get("setting")
    if setting is None:
        return thing
    return f"{setting}، {thing}" if rng.random() < 0.5 else f"{thing}{draw(palette.afters, rng)} {setting}"


def join(clauses: list[str], rng: Random) -> str:
    """Return clauses as sentences without the last stop, some of them two in one."""
    text = clauses[0]
    for clause in clauses[1:]:
        text += f"، و{clause}" if rng.random() < JOINED_SHARE else f". {clause}"
    return text


def count_words(text: str) -> int:
    """Return the number of words."""
    return text.count(" ") + 1
