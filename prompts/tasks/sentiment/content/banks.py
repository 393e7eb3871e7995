"""Turns the clause banks of this folder into tuples of strings, read once for all rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

from prompts.bank import read_bank

FOLDER = Path(__file__).parent

LABELS = ("positive", "negative", "neutral")
DOMAINS = (
    "restaurants",
    "hotels",
    "products",
    "movies",
    "books",
    "health",
    "education",
    "transport",
    "public_services",
    "sports",
    "banking",
    "apps",
)
GENERAL = "general"
"""The bank of every domain value that has no bank of its own."""

STANDARD = "msa"
"""The dialect value of Standard Arabic, in which the banks are written."""

Clauses = tuple[str, ...]

_Option = TypeVar("_Option")


@dataclass(frozen=True, slots=True)
class Palette:
    """The clauses from which one label in one domain is written; each is whole in itself and ends without a stop.

    Attributes:
        settings: Adverbials of time or cause; they say nothing good or bad.
        objects: What the writer did, first person past; no opinion either.
        cores: What the thing itself was like.
        sides: What stood around it: staff, price, place, timing.
        people: What the writer told others, or they said.
        verdicts: The whole in one clause; may open or close a text.
        linkers: Discourse markers, with their mark, that may open a closing verdict.
        afters: What ties a setting to an object that stands before it.
    """

    settings: Clauses
    objects: Clauses
    cores: Clauses
    sides: Clauses
    people: Clauses
    verdicts: Clauses
    linkers: Clauses
    afters: Clauses

    def of(self, part: str) -> Clauses:
        """Return the clauses of a part: `setting`, `side`, `people` or `verdict`."""
        return {"setting": self.settings, "side": self.sides, "people": self.people, "verdict": self.verdicts}[part]


@cache
def load_palettes() -> Mapping[tuple[str, str], Palette]:
    """Return (label, domain) to its palette, the general domain included.

    Raises:
        KeyError: If a bank lacks a section.
    """
    return {(label, domain): load_palette(label, domain) for label in LABELS for domain in (*DOMAINS, GENERAL)}


@cache
def load_dialects() -> Mapping[str, Clauses]:
    """Return dialect to sentences in it that judge nothing; Standard Arabic needs none."""
    bank = read_bank(FOLDER / "dialects.txt")
    return {dialect: tuple(entry[0] for entry in entries) for dialect, entries in bank.items()}


def load_palette(label: str, domain: str) -> Palette:
    """Return the palette of a known label in a domain that has a bank."""
    return Palette(
        settings=read_section("setting", "setting"),
        objects=read_section(domain, "object"),
        cores=read_section(domain, f"{label}.core"),
        sides=read_section(domain, f"{label}.side"),
        people=read_section(label, "people"),
        verdicts=read_section(label, "closing"),
        linkers=read_section("joint", f"{label}.linker"),
        afters=read_section("joint", "after"),
    )


def draw(options: Sequence[_Option], rng: Random) -> _Option:
    """Return one option, each as likely as the others."""
    return options[int(rng.random() * len(options))]


def read_section(name: str, section: str) -> Clauses:
    """Return the entries of one section of the bank file with this name, without its extension."""
    return tuple(entry[0] for entry in read_bank(FOLDER / f"{name}.txt")[section])
