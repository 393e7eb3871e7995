"""Finds how a phrase is written in recent rows: figures are counted in matching form and shown as people write."""

from collections.abc import Callable, Iterable, Sequence

from validators.corpus.topic import strip_clitic
from validators.text import normalize, words


def _keep(word: str) -> str:
    return word


def spell_opening(key: str, texts: Iterable[str]) -> str:
    """Return the opening words of the first text whose matching form begins with `key`; `key` where none does."""
    wanted = key.split()
    return next((found for text in texts if (found := _spell(wanted, words(text)[: len(wanted)], _keep))), key)


def spell_topic(key: str, texts: Iterable[str]) -> str:
    """Return a phrase as the first text that holds it writes it, without clitics; `key` where none does."""
    wanted = key.split()
    for text in texts:
        written = words(text)
        for start in range(len(written) - len(wanted) + 1):
            if found := _spell(wanted, written[start : start + len(wanted)], strip_clitic):
                return found
    return key


def spell_whole(key: str, texts: Iterable[str]) -> str:
    """Return the first text whose matching form begins with `key`; `key` where none does."""
    return next((text.strip() for text in texts if normalize(text).startswith(key)), key)


def _spell(wanted: Sequence[str], written: Sequence[str], strip: Callable[[str], str]) -> str:
    """Return the written words where they are the wanted ones in matching form, else an empty text."""
    same = len(wanted) == len(written) and all(
        strip(normalize(word)) == one for word, one in zip(written, wanted, strict=True)
    )
    return " ".join(map(strip, written)) if same and wanted else ""
