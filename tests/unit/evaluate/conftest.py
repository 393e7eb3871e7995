"""What the tests of measures share: entries of given words."""

from collections.abc import Callable

import pytest

from engine.evaluate.entry import Entry

Make = Callable[..., Entry]


@pytest.fixture
def make_entry() -> Make:
    """Makes an entry of a text in matching form."""

    def make(
        text: str,
        number: int = 0,
        label: str = "",
        parent: str = "",
        persona: str = "",
        name: str = "",
        secrets: tuple[str, ...] = (),
    ) -> Entry:
        return Entry(
            number=number,
            text=text,
            key=text,
            words=text.split(),
            options=(),
            right=0,
            label=label,
            groups={},
            secrets=secrets or (text,),
            pair=None,
            id=name,
            parent=parent,
            persona=persona,
        )

    return make
