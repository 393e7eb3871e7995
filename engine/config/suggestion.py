"""What a misspelt word was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 80


def suggest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known word that is most like this one, letter case aside, or None where none is like it.

    Args:
        word: What was typed.
        known: What could have been meant.
        cutoff: Least similarity, 0 to 1 (Ratcliff and Obershelp, as in `difflib`).
    """
    folded = {name.casefold(): name for name in reversed(list(known))}
    close = get_close_matches(word.casefold()[:_LONGEST], list(folded), n=1, cutoff=cutoff)
    return folded[close[0]] if close else None


def hint(word: str, known: Iterable[str]) -> str:
    """Return the end of a message: the word that was probably meant, or else all that there are."""
    names = list(known)
    if close := suggest(word, names):
        return f"; did you mean {close!r}?"
    return f"; known: {', '.join(names)}" if names else ""
