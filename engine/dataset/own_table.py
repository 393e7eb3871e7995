"""Tables that `export` wrote, back to the rows that they were made of."""

from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

from engine.dataset.own import OwnShapes
from engine.outputs.cells import read_cell

_META = "meta."
_TOLD = {"true": True, "false": False}


def name_fields(names: list[str], shapes: OwnShapes) -> list[str]:
    """Return the fields that columns stand for: lettered ones (A, B, …) together for the list that a task wants."""
    lettered = _find_list(names, shapes)
    return [*names, lettered] if lettered else names


def nest(row: Mapping[str, str], shapes: OwnShapes) -> dict[str, Any]:
    """Return the row of a table: lettered texts in their list, `meta.…` in `meta`, and no cell guarded any more."""
    cells = {name: read_cell(cell) for name, cell in row.items()}
    field = _find_list(list(cells), shapes)
    letters = _find_letters(cells) if field else ()
    meta = {
        name[len(_META) :]: _TOLD.get(cell, cell) for name, cell in cells.items() if name.startswith(_META) and cell
    }
    rest = {name: cell for name, cell in cells.items() if name not in letters and not name.startswith(_META)}
    listed = {field: [f"{letter}. {cells[letter]}" for letter in letters]} if field else {}
    return {**rest, **listed, **({"meta": meta} if meta else {})}


def _find_list(names: list[str], shapes: OwnShapes) -> str:
    missing = sorted(shapes.structured - set(names) - {"meta"})
    return missing[0] if len(missing) == 1 and len(_find_letters(names)) > 1 else ""


def _find_letters(names: Mapping[str, Any] | list[str]) -> tuple[str, ...]:
    """Return the letters from A on that are names of columns, up to the first that is none."""
    found = [letter for letter in ascii_uppercase if letter in names]
    return tuple(found) if found == list(ascii_uppercase[: len(found)]) else ()
