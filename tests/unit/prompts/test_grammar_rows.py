"""From a reply to a grammar triplet: spelling is never folded."""

from typing import Any

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.grammar.checks import GrammarShape, LocalCorrection, measure_change
from validators.base import Item, Measures
from validators.chain import Chain

GRAMMAR = find_task("grammar")
TRIPLET = {
    "input": "وصل اخي إلى المطار قبل موعد الرحلة.",
    "correction": "وصل أخي إلى المطار قبل موعد الرحلة.",
    "explanation": "همزة «أخي» همزة قطع.",
    "error_type": "hamza",
}


def judge(**changes: Any) -> str | None:
    """Return the code that the triplet is refused with after changes, or None."""
    refusal = Chain(GRAMMAR.checks(Strictness())).judge(GRAMMAR.read(Item("grammar", {**TRIPLET, **changes}))).refusal
    return refusal.code if refusal else None


def judge_size(**changes: Any) -> str | None:
    """Return the code that the size of the change alone is refused with, or None."""
    chain = Chain((GrammarShape(), LocalCorrection()))
    refusal = chain.judge(GRAMMAR.read(Item("grammar", {**TRIPLET, **changes}))).refusal
    return refusal.code if refusal else None


def test_row_has_its_fields_in_order() -> None:
    """The row holds the four fields of a triplet, with the wanted error type where the reply has none."""
    reply = GRAMMAR.reply_model.model_validate({name: TRIPLET[name] for name in ("explanation", "correction", "input")})
    item = GRAMMAR.build(reply, {"error_type": "hamza"})
    assert isinstance(item, Item)
    assert list(TRIPLET.items()) == list(item.fields.items())


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("وصل اخي", "وصل أخي"),
        ("ذهبت إلي المدرسة", "ذهبت إلى المدرسة"),
        ("هذه شجره", "هذه شجرة"),
        ("وصلت رسالةً", "وصلت رسالةٌ"),
    ],
)
def test_hamza_and_ending_are_changes(wrong: str, right: str) -> None:
    """A hamza, a ya, a ta marbuta or a vowel mark alone makes a correction."""
    assert judge_size(input=wrong, correction=right) is None


@pytest.mark.parametrize(
    "copy", ["وصل  اخي إلى المطار قبل موعد الرحلة. ", "وصل اخـي إلى المطار\u200f قبل موعد الرحلة."]
)
def test_blanks_and_hidden_characters_are_no_change(copy: str) -> None:
    """Blanks, tatweel and invisible characters correct nothing."""
    assert judge(correction=copy) == "unchanged"


def test_moved_words_are_kept_words() -> None:
    """Another order of the same words is no rewriting."""
    moved = " ".join(TRIPLET["input"].split()[::-1])
    assert measure_change(TRIPLET["input"], moved) == 0
    assert judge_size(correction=moved) is None


@pytest.mark.parametrize(("changed", "code"), [(4, None), (5, "rewritten")])
def test_half_of_the_tokens_may_change(changed: int, code: str | None) -> None:
    """Up to half of the tokens may differ, not more; the share is measured."""
    tokens = [f"كلمة{place}" for place in range(8)]
    other = ["غير"] * changed + tokens[changed:]
    assert code == judge_size(input=" ".join(tokens), correction=" ".join(other))
    measures: Measures = {}
    item = Item("grammar", {**TRIPLET, "input": "أ ب", "correction": "ا ب"})
    GRAMMAR.checks(Strictness())[1].judge(GRAMMAR.read(item), measures)
    assert measures == {"changed": 0.5}


@pytest.mark.parametrize("value", [None, 3, [], {}])
@pytest.mark.parametrize("field", ["input", "correction", "explanation"])
def test_rows_of_foreign_files_never_crash(field: str, value: object) -> None:
    """A row with any kind of value in a text field has the wrong shape."""
    assert judge(**{field: value}) == "wrong_shape"


@pytest.mark.parametrize("value", [None, 3, [], {}, "typo"])
def test_error_type_is_one_of_the_fifteen(value: object) -> None:
    """Any other error type is refused."""
    assert len(GRAMMAR.dimensions[0].weights) == 15
    assert judge(error_type=value) == "unknown_label"


def test_hamza_makes_another_row() -> None:
    """Two triplets that differ by a hamza alone are two rows."""
    rows = (TRIPLET, {**TRIPLET, "input": TRIPLET["correction"]})
    assert 2 == len({GRAMMAR.identity(GRAMMAR.read(Item("grammar", row))) for row in rows})
