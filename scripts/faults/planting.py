"""From an edit of one text to damage of a row: chooses which of the row's texts the edit is made to."""

from collections.abc import Callable, Sequence
from random import Random

from scripts.faults.fault import Plant, Row

Edit = Callable[[str, Random], str | None]
"""Returns the damaged text, or None where the text is too short or holds nothing to damage."""

_PLACES: dict[str, tuple[tuple[str | int, ...], ...]] = {
    "question": (("question",),),
    "explanation": (("explanation",),),
    "option": ((0,), (1,), (2,), (3,)),
    "text": (("text",),),
    "sides": (("input", "correction"),),
}

EVERYWHERE = ("question", "explanation", "option", "text", "sides")
LONG = ("question", "explanation", "text", "sides")
"""All but options, which are often a word or two."""
PROSE = ("question", "explanation", "text")
"""Texts that can be replaced as a whole without making another kind of damage."""
LAST = ("explanation", "text")
"""Texts that end like sentences; a stem may well end in the middle of one, for the options complete it."""


def damage(edit: Edit, where: Sequence[str] = EVERYWHERE) -> Plant:
    """Return the planting that makes `edit` to one text of a row, and to both sides of a grammar pair alike."""

    def plant(row: Row, rng: Random) -> Row | None:
        places = [place for name in where for place in _PLACES[name] if _has(row, place)]
        for place in rng.sample(places, len(places)):
            changed = _edit_place(row, place, edit, rng.random())
            if changed is not None:
                return changed
        return None

    return plant


def put_before(phrases: Sequence[str]) -> Edit:
    """Return the edit that puts one of the phrases before a text."""
    return lambda text, rng: f"{rng.choice(phrases)} {text}"


def put_after(phrases: Sequence[str]) -> Edit:
    """Return the edit that puts one of the phrases after a text."""
    return lambda text, rng: f"{text} {rng.choice(phrases)}"


def put_inside(phrases: Sequence[str]) -> Edit:
    """Return the edit that puts one of the phrases between two words of a text."""

    def edit(text: str, rng: Random) -> str | None:
        words = text.split()
        if len(words) < 3:
            return None
        place = rng.randrange(1, len(words))
        return " ".join([*words[:place], rng.choice(phrases), *words[place:]])

    return edit


def put_instead(phrases: Sequence[str]) -> Edit:
    """Return the edit that puts one of the phrases in a text's place."""
    return lambda _, rng: rng.choice(phrases)


def put_any(*edits: Edit) -> Edit:
    """Return the edit that makes one of several."""
    return lambda text, rng: rng.choice(edits)(text, rng)


def _has(row: Row, place: Sequence[str | int]) -> bool:
    return all(key in row if isinstance(key, str) else key < len(row.get("options", ())) for key in place)


def _edit_place(row: Row, place: Sequence[str | int], edit: Edit, seed: float) -> Row | None:
    made = dict(row)
    for key in place:
        old = row[key] if isinstance(key, str) else row["options"][key][3:]
        new = edit(old, Random(seed))
        if new is None or new == old:
            return None
        if isinstance(key, str):
            made[key] = new
        else:
            made["options"] = [
                f"{option[:3]}{new}" if number == key else option for number, option in enumerate(made["options"])
            ]
    return made
