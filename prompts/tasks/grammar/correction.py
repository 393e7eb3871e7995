"""Judges whether a correction is the whole of what its error type needs, and no more."""

from dataclasses import dataclass

from prompts.tasks.grammar.alignment import compare
from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.rules import RULES
from prompts.tasks.grammar.rules.certain import find_certain
from validators.base import Measures, Reading, Refusal


@dataclass(frozen=True, slots=True)
class ExplainedEdits:
    """Refuses a correction with an edit that its error type does not explain, or none that it does; counts `edits`.

    An edit of another known type is `wrong_error_type` where it is all there is, and `not_minimal` beside an edit of
    the right type, as are signs and vowel marks that change on the way. An edit of no known type is
    `unexplained_edit`. `swapped`: every edit is of the type, and one certainly makes a right word wrong.
    `several_mistakes`: edits that cannot be one mistake, of a type of which no word by itself tells right from wrong.
    `still_wrong`: the correction keeps an error that is certain, of the type or of the commonest of any type, or puts
    another in its place.
    """

    codes = ("unexplained_edit", "wrong_error_type", "not_minimal", "swapped", "several_mistakes", "still_wrong")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return the first fault, with the edit that shows it."""
        fields = reading.fields
        edits, words = compare(reading.light["input"], reading.light["correction"])
        error_type = fields["error_type"]
        rule = RULES[error_type]
        measures["edits"] = len(edits)
        others = [edit for edit in edits if not rule.explains(edit)]
        if others or not edits:
            return name_fault(others, len(edits)) if edits else Refusal("not_minimal", "blanks beside signs")
        reversed_edit = next(filter(rule.reverses, edits), None)
        if reversed_edit:
            both = rule.reverses(reversed_edit.turn())
            return Refusal("still_wrong" if both else "swapped", str(reversed_edit))
        if len(edits) > 1 and not rule.agrees(edits):
            return Refusal("several_mistakes", "; ".join(map(str, edits))[:200])
        remains = find_certain(words) or rule.remains(words)
        return Refusal("still_wrong", remains[:60]) if remains else None


def name_fault(others: list[Edit], total: int) -> Refusal:
    """Return the refusal of a correction with `total` edits, of which its type does not explain `others`."""
    types = [find_type(edit) for edit in others]
    unknown = next((edit for edit, name in zip(others, types, strict=True) if not name and not is_trivial(edit)), None)
    if unknown is not None:
        return Refusal("unexplained_edit", str(unknown))
    if len(others) == total and all(types):
        return Refusal("wrong_error_type", f"{others[0]} is {types[0]}")
    return Refusal("not_minimal", str(others[0]))


def find_type(edit: Edit) -> str:
    """Return the first error type that explains an edit, empty where none does or where vowel marks alone change."""
    return "" if is_trivial(edit) else next((name for name, rule in RULES.items() if rule.explains(edit)), "")


def is_trivial(edit: Edit) -> bool:
    """Return whether only signs or the marks of one word change, which no rule of grammar asks for."""
    return edit.vowels_only or not any(token[0].isalnum() for token in edit.wrong + edit.right)
