"""Rewords wrong sentence and correction alike, away from the mistake."""

from random import Random

from prompts.tasks.grammar.alignment import compare
from prompts.variants.base import Fields
from prompts.variants.rewording import reword
from validators.text import fold_light


def reword_both(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
    """Return the triplet with the same words replaced in both sentences, None where the mistake would change with them.

    Its explanation must not speak of a word that goes.
    """
    state = rng.getstate()
    wrong = reword(fields["input"], rng)
    rng.setstate(state)
    right = reword(fields["correction"], rng)
    if (
        wrong is None
        or right is None
        or _list_edits(wrong, right) != _list_edits(fields["input"], fields["correction"])
    ):
        return None
    gone = {*fields["correction"].split()} - {*right.split()}
    return (
        None if any(word in fields["explanation"] for word in gone) else {**fields, "input": wrong, "correction": right}
    )


def _list_edits(wrong: str, right: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(edit.wrong, edit.right) for edit in compare(fold_light(wrong), fold_light(right))[0]]
