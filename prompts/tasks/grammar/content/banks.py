"""Turns the text banks of this folder into sentence cores and frame clauses, read once for all rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prompts.bank import Entry, read_bank
from prompts.tasks.grammar.schema import ERROR_TYPE

FOLDER = Path(__file__).parent

ERROR_TYPES = tuple(ERROR_TYPE.weights)
"""Every error type; each has a bank of cores of the same name."""

_MARK = re.compile(r"\{([^{}>]+)>([^{}>]+)\}")


@dataclass(frozen=True, slots=True)
class Core:
    """One clause in the past, whole in itself and without a stop, in its wrong and its right form.

    Attributes:
        wrong: The clause with one mistake.
        right: The same clause without it.
        wrong_word: The words that are wrong, as they stand in `wrong`.
        right_word: What stands in their place in `right`.
        rule: The rule that was broken, as a nominal clause; no ending of its first word changes after لأن.
    """

    wrong: str
    right: str
    wrong_word: str
    right_word: str
    rule: str


@dataclass(frozen=True, slots=True)
class Frames:
    """What may stand around any core: entries without stop or conjunction, nothing in them agrees with the core.

    Attributes:
        times: Adverbials of time or occasion.
        manners: Adverbials of manner, cause or concession.
        scenes: What went on around, as a nominal clause, and the same after كان or كانت.
        events: What else happened, verb first.
        closings: What became of the matter, verb first.
        reports: Who tells it, to stand before a colon.
    """

    times: tuple[str, ...]
    manners: tuple[str, ...]
    scenes: tuple[tuple[str, str], ...]
    events: tuple[str, ...]
    closings: tuple[str, ...]
    reports: tuple[str, ...]


@cache
def load_cores() -> Mapping[str, tuple[Core, ...]]:
    """Return error type to its cores, in the order of the banks.

    Raises:
        ValueError: If an entry has not exactly one mark `{wrong>right}`; the message names bank and entry.
    """
    return {
        name: tuple(
            split_core(name, entry[0], rule)
            for rule, entries in read_bank(FOLDER / f"{name}.txt").items()
            for entry in entries
        )
        for name in ERROR_TYPES
    }


def split_core(name: str, entry: str, rule: str) -> Core:
    """Return the core that one entry of the bank `name` describes."""
    marks = _MARK.findall(entry)
    if len(marks) != 1:
        raise ValueError(f"{name}.txt: not exactly one mark in: {entry}")
    ((wrong, right),) = marks
    return Core(_MARK.sub(r"\1", entry), _MARK.sub(r"\2", entry), wrong, right, rule)


@cache
def load_frames(named: bool) -> Frames:
    """Return the clauses of the six frame banks, or those that have slots for names."""
    return Frames(
        times=read_clauses("time", named),
        manners=read_clauses("manner", named),
        scenes=tuple([(clause, f"{verb} {clause}") for verb, clause in read_entries("scene", named)]),
        events=read_clauses("event", named),
        closings=read_clauses("closing", named),
        reports=read_clauses("report", named),
    )


def read_entries(name: str, named: bool) -> tuple[Entry, ...]:
    """Return the section `name` of the bank of named clauses, or of the frame bank of that name."""
    return read_bank(FOLDER / f"{'named' if named else name}.txt")[name]


def read_clauses(name: str, named: bool) -> tuple[str, ...]:
    """Return the clauses of a section."""
    return tuple([entry[0] for entry in read_entries(name, named)])


@cache
def load_words() -> Mapping[str, tuple[str, ...]]:
    """Return slot to the words that may stand in it."""
    return {slot: read_clauses(slot, named=True) for slot in ("man", "woman", "family", "city", "month")}
