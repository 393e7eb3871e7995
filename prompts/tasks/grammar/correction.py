"""Judges whether a correction is the whole of what its error type needs, and no more."""

import re
from dataclasses import dataclass

from prompts.tasks.grammar.alignment import find_edits, split_tokens
from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules import RULES
from validators.base import Measures, Reading, Refusal
from validators.text import fold_light

FEWEST_WORDS = 3
"""Words that an explanation has at least; fewer can name no rule."""

_ARABIC = re.compile("[\u0621-\u064a]+")
_FOREIGN = re.compile("[A-Za-z]+")
_SEATS = str.maketrans("أإآٱ", "اااا")


@dataclass(frozen=True, slots=True)
class ExplainedEdits:
    """Refuses a correction with an edit that its error type does not explain, or none that it does; counts `edits`.

    An edit of another known type is `wrong_error_type` where it is all there is, and `not_minimal` beside an edit of
    the right type, as are signs and vowel marks that change on the way. An edit of no known type is
    `unexplained_edit`. `swapped`: every edit is of the type, and one certainly makes a right word wrong.
    `still_wrong`: the correction keeps a certain error of the type elsewhere.
    """

    codes = ("unexplained_edit", "wrong_error_type", "not_minimal", "swapped", "still_wrong")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return the first fault, with the edit that shows it."""
        fields = reading.fields
        wrong, right = split_tokens(fold_light(fields["input"])), split_tokens(fold_light(fields["correction"]))
        error_type = fields["error_type"]
        rule = RULES[error_type]
        edits = find_edits(wrong, right)
        measures["edits"] = len(edits)
        others = [edit for edit in edits if not rule.explains(edit)]
        if others or not edits:
            return name_fault(others, len(edits)) if edits else Refusal("not_minimal", "blanks beside signs")
        reversed_edit = next(filter(rule.reverses, edits), None)
        if reversed_edit:
            return Refusal("swapped", str(reversed_edit))
        remains = rule.remains(right)
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


@dataclass(frozen=True, slots=True)
class NamedRule:
    """Refuses an explanation that is not Arabic, or that speaks of nothing its error type is about."""

    codes = ("explanation_vague",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the explanation."""
        text = reading.fields["explanation"]
        plain = strip_marks(text).translate(_SEATS)
        if any(term in plain for term in RULES[reading.fields["error_type"]].terms) and not _FOREIGN.search(text):
            return None if plain.count(" ") + 1 >= FEWEST_WORDS else Refusal("explanation_vague", text[:80])
        arabic, latin = sum(map(len, _ARABIC.findall(plain))), sum(map(len, _FOREIGN.findall(text)))
        named = any(term in plain for term in RULES[reading.fields["error_type"]].terms)
        return None if named and arabic > latin else Refusal("explanation_vague", text[:80])
