"""Writes one sentiment text for the mock model, in the shape in which a real model would return it."""

from collections.abc import Mapping
from random import Random
from typing import Any

from prompts.tasks.sentiment.content.banks import DOMAINS, GENERAL, LABELS, Clauses, Palette, load_palettes

OPENINGS = ("setting", "object", "verdict")
LINKED_SHARE = 0.4


def compose(wanted: Mapping[str, str], rng: Random) -> dict[str, Any]:
    """Return `text`, `sentiment` and `domain`; what `wanted` leaves out is drawn.

    The text is 20 to 70 words in four or five sentences, and its polarity is the label's. A domain without a bank is
    written of in general terms and a label without one neutrally; both come back as they were asked for.
    """
    label = wanted.get("sentiment") or draw(LABELS, rng)
    domain = wanted.get("domain") or draw(DOMAINS, rng)
    palettes = load_palettes()
    bank_label = label if label in LABELS else "neutral"
    palette = palettes.get((bank_label, domain)) or palettes[bank_label, GENERAL]
    return {"text": write(palette, rng), "sentiment": label, "domain": domain}


def write(palette: Palette, rng: Random) -> str:
    """Return one text of independently drawn clauses in one of the layouts."""
    opening = draw(OPENINGS, rng)
    setting, thing = draw(palette.settings, rng), draw(palette.objects, rng)
    verdict, people = draw(palette.verdicts, rng), draw(palette.people, rng)
    # A verdict that opens leaves the next place to either order of the lead.
    setting_first = opening == "setting" or (opening == "verdict" and rng.random() < 0.5)
    lead = f"{setting}، {thing}" if setting_first else f"{thing}{draw(palette.afters, rng)} {setting}"
    body = f"{lead}. {describe(palette, rng)}."
    if opening == "verdict":
        return f"{verdict}. {body} {people}."
    if rng.random() < LINKED_SHARE:
        verdict = f"{draw(palette.linkers, rng)} {verdict}"
    return f"{body} {people}. {verdict}."


def describe(palette: Palette, rng: Random) -> str:
    """Return one core and one side clause, in either order, as two sentences or as one."""
    first, second = draw(palette.cores, rng), draw(palette.sides, rng)
    if rng.random() < 0.5:
        first, second = second, first
    return f"{first}، و{second}" if rng.random() < 0.5 else f"{first}. {second}"


def draw(options: Clauses, rng: Random) -> str:
    """Return one option, each as likely as the others."""
    return options[int(rng.random() * len(options))]
