"""Items that come with requests: each persona that is asked for once, whatever fails, however often it goes on."""

import pytest

from engine.records import Origin
from engine.schedule.parents import Parents
from prompts.personas.persona import Persona

PEOPLE = tuple(Persona(name, f"من {name}") for name in ("a", "b", "c", "d"))


@pytest.fixture
def parents() -> Parents:
    """Two items: one asked for by three personas, one by one with words of their own."""
    made = Parents(PEOPLE, 1, (), per_request=2)
    made.add("first", "نص", {}, ("A",), {"c": "", "a": "", "d": ""})
    made.add("second", "نص آخر", {}, ("A",), {"b": "اكتب كذا"})
    return made


def draw_all(parents: Parents) -> list[Origin]:
    """Draw until nothing is left."""
    found = []
    while (origin := parents.draw(("B",))) is not None:
        found.append(origin)
    return found


def list_pairs(origins: list[Origin]) -> list[tuple[str, str]]:
    """Return item and persona of each, sorted."""
    return sorted((origin.parent, origin.persona) for origin in origins)


def test_each_pair_comes_once_and_no_other(parents: Parents) -> None:
    """All that was asked for is drawn, though an item is meant for one persona by default, and nothing beyond."""
    assert [("first", "a"), ("first", "c"), ("first", "d"), ("second", "b")] == list_pairs(draw_all(parents))
    parents.lift()
    assert parents.draw(("A",)) is None


def test_a_prompt_goes_with_its_pair(parents: Parents) -> None:
    """Only the pair that came with words has them."""
    assert {"first": "", "second": "اكتب كذا"} == {each.parent: each.prompt for each in draw_all(parents)}


def test_what_brought_no_row_comes_again(parents: Parents) -> None:
    """A pair that was given back is drawn again, and no other one is."""
    drawn = draw_all(parents)
    parents.give_back("first", "c")
    assert [("first", "c")] == list_pairs(draw_all(parents))
    assert 4 == len(drawn)


def test_an_item_is_given_up_when_its_attempts_are_spent(parents: Parents) -> None:
    """The one request of an item is tried as often as is allowed, then left; the others of the run are not."""
    for _ in range(2):
        assert ("second", "b") in list_pairs(draw_all(parents))
        parents.give_back("second", "b")
    assert [] == draw_all(parents)


def test_a_replay_leaves_what_is_still_open(parents: Parents) -> None:
    """Accepted pairs are not drawn again after a crash; refused attempts count, and leave their pair open."""
    parents.replay("first", "c")
    parents.replay("first")
    parents.replay("second")
    assert [("first", "a"), ("first", "d"), ("second", "b")] == list_pairs(draw_all(parents))
    parents.give_back("second", "b")
    assert [] == draw_all(parents)


def test_a_request_for_a_stranger_is_an_error() -> None:
    """A persona that is not there is named."""
    with pytest.raises(ValueError, match="'first' is to be rewritten for 'z', who is none of the personas"):
        Parents(PEOPLE, 1, ()).add("first", "نص", {}, ("A",), {"z": ""})


def test_a_preview_shows_the_first_request(parents: Parents) -> None:
    """What a dry run shows is a pair that was asked for."""
    assert ("first", "c") == parents.preview(("A",))[0:4:3]


def test_items_without_requests_take_anybody_in_turn() -> None:
    """Beside them, an item that asks for nobody has as many rewrites as any item, each for another persona."""
    mixed = Parents(PEOPLE, 3, ())
    mixed.add("asked", "نص", {}, ("A",), {"d": ""})
    mixed.add("open", "نص", {}, ("A",))
    pairs = list_pairs(draw_all(mixed))
    assert ["asked", "open", "open", "open"] == [item for item, _ in pairs]
    assert 4 == len(set(pairs))
