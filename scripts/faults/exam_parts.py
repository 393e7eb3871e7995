"""Parts of an exam question, and damage to one of them."""

from collections.abc import Callable
from random import Random

from scripts.faults.fault import Plant, Row

LETTERS = "ABCD"


def key_place(row: Row) -> int:
    """Return the place of the right option."""
    return LETTERS.index(row["answer"])


def list_texts(row: Row) -> list[str]:
    """Return the options without their letters."""
    return [option[3:] for option in row["options"]]


def right_text(row: Row) -> str:
    """Return the text of the right option."""
    return list_texts(row)[key_place(row)]


def wrong_places(row: Row) -> list[int]:
    """Return the places of the other three."""
    return [place for place in range(4) if place != key_place(row)]


def put_texts(row: Row, texts: list[str]) -> Row:
    """Return a row with these options."""
    return {**row, "options": [f"{letter}. {text}" for letter, text in zip("ABCDEF", texts, strict=False)]}


def put_text(row: Row, place: int, text: str) -> Row:
    """Return a row with another text at one place."""
    texts = list_texts(row)
    texts[place] = text
    return put_texts(row, texts)


def copy_option(change: Callable[[str, Random], str | None]) -> Plant:
    """Return the planting that puts one option, changed, in place of another that is wrong."""

    def plant(row: Row, rng: Random) -> Row | None:
        texts = list_texts(row)
        place = rng.choice(wrong_places(row))
        source = rng.choice([other for other in range(4) if other != place])
        changed = change(texts[source], rng)
        return None if changed is None else put_text(row, place, changed)

    return plant


def change_wrong(make: Callable[[Row, int, Random], str | None]) -> Plant:
    """Return the planting that replaces a wrong option."""

    def plant(row: Row, rng: Random) -> Row | None:
        place = rng.choice(wrong_places(row))
        text = make(row, place, rng)
        return None if text is None else put_text(row, place, text)

    return plant


def change_field(name: str, make: Callable[[Row, Random], str | None]) -> Plant:
    """Return the planting that rewrites a field from the whole row."""

    def plant(row: Row, rng: Random) -> Row | None:
        text = make(row, rng)
        return None if text is None or text == row[name] else {**row, name: text}

    return plant
