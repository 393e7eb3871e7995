"""Which item is rewritten next, and for whom."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.schedule.parents import Parents
from prompts.personas.persona import Persona

PERSONAS = [Persona(f"p{number}", f"persona {number}") for number in range(4)]


def _make(items: int, per_item: int = 2, kept: tuple[int, ...] = ()) -> Parents:
    parents = Parents(PERSONAS, per_item, kept)
    for number in range(items):
        parents.add(f"i{number}", f"text {number}", {"subject": "s"}, ("A", "sx"[number % 2]))
    return parents


def test_items_are_rewritten_equally_often() -> None:
    """As many attempts as there is room for give each item its number of rewrites, and then nothing is left."""
    parents = _make(3)
    drawn = [parents.draw(("A", "s")) for _ in range(7)]
    assert {"i0": 2, "i1": 2, "i2": 2} == Counter(each.parent for each in drawn if each)
    assert drawn[6] is None


def test_an_item_has_another_persona_each_time() -> None:
    """Rewrites of one item differ in their personas, also where one was given back between them."""
    parents = _make(1, per_item=4)
    first = parents.draw(("A", "s"))
    assert first is not None
    parents.give_back("i0", first.persona)
    later = [parents.draw(("A", "s")) for _ in range(4)]
    assert 4 == len({each.persona for each in later if each})


def test_personas_are_used_about_equally_often() -> None:
    """Over many items no persona is drawn much more often than its share."""
    people = [Persona(f"p{number}", "text") for number in range(40)]
    parents = Parents(people, 5, ())
    for number in range(160):
        parents.add(f"i{number}", "text", {}, ())
    drawn = Counter(each.persona for _ in range(800) if (each := parents.draw(())))
    assert (40, True) == (len(drawn), max(drawn.values()) <= 30)


def test_personas_of_one_item_are_no_neighbours() -> None:
    """A file sorted by country does not give an item one country: its personas come from all over the file."""
    people = [Persona(f"p{number:03d}", "text") for number in range(200)]
    parents = Parents(people, 5, ())
    spans = []
    for number in range(100):
        parents.add(f"i{number}", "text", {}, ())
        drawn = [int(each.persona[1:]) for _ in range(5) if (each := parents.draw(()))]
        spans.append(max(drawn) - min(drawn))
    assert sum(spans) / len(spans) > 80


def test_what_is_given_back_can_be_drawn_again() -> None:
    """An attempt that brought no row leaves the room of its item as it was."""
    parents = _make(1)
    drawn = [parents.draw(("A", "s")), parents.draw(("A", "s"))]
    before = parents.draw(("A", "s"))
    parents.give_back("i0", drawn[0].persona if drawn[0] else "")
    again = parents.draw(("A", "s"))
    assert (True, None, "i0") == (all(drawn), before, again and again.parent)


def test_kept_values_choose_the_item() -> None:
    """A rewrite is made of an item whose kept value is that of its cell; other values do not matter."""
    parents = _make(4, kept=(1,))
    drawn = [parents.draw(("B", "x")) for _ in range(4)]
    assert {"i1", "i3"} == {each.parent for each in drawn if each}
    assert parents.draw(("B", "y")) is None


def test_lifting_allows_as_many_rewrites_as_personas() -> None:
    """Once no item will come any more, each can be rewritten for every persona, and no more."""
    parents = _make(1)
    drawn = [parents.draw(("A", "s")) for _ in range(3)]
    assert (True, False) == (parents.lift(), parents.lift())
    drawn += [parents.draw(("A", "s")) for _ in range(3)]
    assert [True, True, False, True, True, False] == [each is not None for each in drawn]


def test_an_item_that_comes_later_is_rewritten_first() -> None:
    """The least rewritten item goes first, whenever it came."""
    parents = _make(1)
    parents.draw(("A", "s"))
    parents.add("late", "text", {}, ("A", "s"))
    drawn = parents.draw(("A", "s"))
    assert "late" == (drawn and drawn.parent)


def test_an_id_stands_once() -> None:
    """Two items of one id could not be told apart in rows."""
    parents = _make(1)
    with pytest.raises(ValueError, match="'i0' stands twice"):
        parents.add("i0", "text", {}, ("A", "s"))


def test_an_unknown_item_in_the_journal_is_a_contradiction() -> None:
    """What no run could have rewritten was not."""
    with pytest.raises(ValueError, match="'none' is rewritten, and is no item of this run"):
        _make(1).replay("none")


def test_nobody_to_rewrite_for_is_an_error() -> None:
    """There is no rewrite without a persona."""
    with pytest.raises(ValueError, match="somebody is needed"):
        Parents([], 1, ())


@given(st.lists(st.sampled_from(["draw", "back"]), max_size=60), st.integers(1, 4))
def test_no_item_has_more_rewrites_than_allowed(steps: list[str], per_item: int) -> None:
    """Whatever is drawn and given back, an item never has more attempts than allowed, nor a persona twice."""
    parents = _make(3, per_item)
    held: list[tuple[str, str]] = []
    for step in steps:
        if step == "draw" and (drawn := parents.draw(("A", "s"))) is not None:
            held.append((drawn.parent, drawn.persona))
        elif step == "back" and held:
            parents.give_back(*held.pop())
    assert len(held) == len(set(held))
    assert max(Counter(parent for parent, _ in held).values(), default=0) <= per_item


@given(st.lists(st.booleans(), max_size=20))
def test_a_replayed_run_never_repeats_a_persona(ends: list[bool]) -> None:
    """After a crash an item's further rewrites have other personas than its accepted rows."""
    parents = _make(1, per_item=4)
    kept: list[str] = []
    for accepted in ends:
        drawn = parents.draw(("A", "s"))
        if drawn is None:
            break
        if accepted:
            kept.append(drawn.persona)
        else:
            parents.give_back("i0", drawn.persona)
    again = _make(1, per_item=4)
    for persona in kept:
        again.replay("i0", persona)
    drawn = again.draw(("A", "s"))
    assert drawn is None or drawn.persona not in kept
