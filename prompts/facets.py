"""Loads text banks as facets: what a brief draws a phrase of."""

from pathlib import Path

from prompts.bank import read_bank
from prompts.base import Facet


def read_facet(path: Path, name: str, by: str = "", *, steers: bool = False) -> Facet:
    """Return the facet of a bank's section `[NAME]` and, where it goes by a dimension, its sections `[NAME.VALUE]`.

    The former holds the phrases for every value that has no section of its own.

    Raises:
        ValueError: If the bank has no such section; the message names file and section.
    """
    values: dict[str, tuple[str, ...]] = {}
    for section, entries in read_bank(path).items():
        head, _, value = section.partition(".")
        if head == name and (by or not value):
            values[value] = tuple(entry[0] for entry in entries)
    if not values:
        raise ValueError(f"{path}: no section [{name}]")
    return Facet(values, by, steers)


def read_facet_folder(folder: Path, by: str, *, steers: bool = False) -> Facet:
    """Return the facet of a folder with a bank `VALUE.txt` for each value, whatever the sections in it.

    Raises:
        ValueError: If no bank lies there; the message names the folder.
    """
    values = {
        path.stem: tuple(entry[0] for entries in read_bank(path).values() for entry in entries)
        for path in sorted(folder.glob("*.txt"))
    }
    if not values:
        raise ValueError(f"{folder}: no bank")
    return Facet(values, by, steers)
