"""The chain of general text checks: what it refuses for which task, and that it bears any text."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from validators.base import Item, Reading
from validators.chain import Chain
from validators.prose import text_checks


def pick_texts(fields: Mapping[str, Any]) -> Mapping[str, str]:
    """Return every field as a free text."""
    return fields


def read(**texts: str) -> Reading:
    """Return an item with these texts as checks get it."""
    return Reading(Item("any", texts), pick_texts)


def test_chain_tells_tasks_apart() -> None:
    """What is natural in a tweet is refused where standard Arabic is asked for."""
    tweet = read(text="والله المكان مش بطال ههههههه 😂 رايح تاني قريب إن شاء الله")
    verdicts = [Chain(text_checks(foreign=False, msa=msa)).judge(tweet) for msa in (False, True)]
    assert [True, False] == [verdict.accepted for verdict in verdicts]


def test_chain_takes_thresholds() -> None:
    """A looser threshold lets more dialect words pass."""
    dialect = read(text="عايز أعرف عاصمة المغرب الكبير")
    verdicts = [Chain(text_checks(foreign=False, msa=True, most_dialect=most)).judge(dialect) for most in (5, 6)]
    assert [False, True] == [verdict.accepted for verdict in verdicts]


@given(st.text(), st.text(alphabet='ابتة لى؟?.ًsX<*\\"{ک\u200b😀好', max_size=60), st.booleans(), st.booleans())
def test_chain_bears_any_text(first: str, second: str, foreign: bool, msa: bool) -> None:
    """Any text is judged without an error, and a refusal has a code that the chain names."""
    chain = Chain(text_checks(foreign=foreign, msa=msa))
    refusal = chain.judge(read(question=first, text=second)).refusal
    assert refusal is None or refusal.code in chain.codes
