"""The elements of a reply of several, however it lists them and wherever it ends."""

import json
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parse.elements import MOST, Element, find_elements
from validators.base import Refusal

NAMES = frozenset({"text"})
ONE, TWO = {"text": "أول"}, {"text": "ثان"}
PAIR = '{"text": "أول"}, {"text": "ثان"}'
VALUES = (
    st.text(max_size=10)
    | st.integers(-(2**60), 2**60)
    | st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=3)))
)
LISTS = st.lists(st.dictionaries(st.sampled_from(["text", "items", 'a"}', "ن"]), VALUES, max_size=3), min_size=1)


def read(text: str, *, mend: bool = True) -> list[Any]:
    """Return what was found: objects, and codes in place of refusals."""
    found = [element.found for element in find_elements(text, NAMES, mend=mend)]
    return [each.code if isinstance(each, Refusal) else each for each in found]


@pytest.mark.parametrize(
    "text",
    [
        f'{{"items": [{PAIR}]}}',
        f'{{"items": [{PAIR}',
        f'{{"items": [{PAIR}]}}}}',
        f'"items": [{PAIR}]}}',
        f'{{"items" [{PAIR}]}}',
        f'{{"items": [{PAIR}],,}}',
        f"{{“items”: [{PAIR}]}}",
        f'{{"items": [{PAIR},]}}',
        f'{{"count": 2, "note": "[", "questions": [{PAIR}]}}',
        f'{{"count": 2, "note": "[", "questions": [{PAIR}], "more',
        f"[{PAIR}]",
        f"[{PAIR}",
        f"إليك [1] ما طلبت {{كله}}:\n```json\n[{PAIR}]\n```\nأرجو أن يفيد.",
        f'```json\n{{"items": [{PAIR}]}}\n```',
        '{"text": "أول"}\n{"text": "ثان"}\n',
        '{"text": "أول"}\n{"text": "ثا',
        '1. {"text": "أول"}\n2. {"text": "ثان"}',
        '{"items": [{"text": "أول"}، {“text”: “ثان”}]}',
        "{'items': [{'text': 'أول'}, {'text': 'ثان',}]}",
        "{'text': 'أول'}\n{'text': 'ثان'}",
    ],
)
def test_two_elements_are_found_in_any_list(text: str) -> None:
    """Wrapped under any key, bare, line by line, miswritten, cut off behind them or with prose around them."""
    assert [ONE, TWO][: 1 if text.endswith("ثا") else 2] == read(text)


def test_an_object_that_is_an_item_is_one() -> None:
    """A field that holds a list of objects does not make an item a list."""
    item = {"text": "حوار", "turns": [{"who": "أ"}, {"who": "ب"}]}
    whole = json.dumps(item, ensure_ascii=False)
    assert [[item], [], [item]] == [read(whole), read(whole[:-1]), read(f"نعم: {whole}")]


@pytest.mark.parametrize("text", ["", "null", '"a"', "5", "{}x", "[1", "ليس هنا شيء", '{"items": []}', '{"items": ['])
def test_where_nothing_is_listed_there_are_no_elements(text: str) -> None:
    """No list, an empty one, or one of which nothing came."""
    assert [] == [each for each in read(text) if each]


def test_what_is_no_object_is_an_element_of_the_wrong_shape() -> None:
    """Its neighbours keep their places."""
    expected = [ONE, "wrong_shape", "wrong_shape", TWO]
    text = '{"items": [{"text": "أول"}, null, "نص", {"text": "ثان"}]}'
    assert [expected, expected] == [read(text), read(text[:-1])]


def test_the_beginning_of_a_number_is_no_element() -> None:
    """More of its figures may have been cut off; with a comma behind it it is whole."""
    assert [[ONE], [ONE, "wrong_shape"]] == [read(f"[{json.dumps(ONE)}, 12"), read(f"[{json.dumps(ONE)}, 12,")]


def test_endless_lists_are_read_up_to_a_bound() -> None:
    """Whether the list is whole, cut off, or one object a line."""
    elements = [json.dumps(ONE)] * (MOST + 5)
    texts = [f"[{', '.join(elements)}]", f"[{', '.join(elements)}", "\n".join(elements)]
    assert [MOST] * 3 == [len(read(text)) for text in texts]


@pytest.mark.parametrize("broken", ['{"text": NaN}', '{"text": "\\ud800"}', '{"text": "x", "n": ٣,}'])
def test_a_broken_element_does_not_spoil_its_neighbours(broken: str) -> None:
    """What ends somewhere but is no JSON is refused by itself."""
    assert [ONE, "malformed_json", TWO] == read(f'{{"items": [{json.dumps(ONE)}, {broken}, {json.dumps(TWO)}]}}')


def test_nothing_is_read_behind_an_element_without_an_end() -> None:
    """Where it cannot be told where an element ends, it is the last, and alone it is none."""
    text = f'[{json.dumps(ONE)}, {{"text" "x"}}, {json.dumps(TWO)}]'
    assert [[ONE, "malformed_json"], [ONE]] == [read(text), read(text, mend=False)]


def test_repairs_are_told() -> None:
    """A mended element says so, and its neighbours do not; without leave none is mended."""
    text = "[{\"text\": \"أول\"}, {'text': 'ثان'}]"
    assert [Element(ONE), Element(TWO, repaired=True)] == find_elements(text, NAMES, mend=True)
    assert [Element(ONE), Element(Refusal("malformed_json"))] == find_elements(text, NAMES, mend=False)


@given(LISTS, st.sampled_from(['{"items": ', '{"n": [1, {}], "items": ', "", "نص قبله: "]), st.booleans(), st.data())
def test_of_a_cut_list_just_the_whole_elements_are_read(
    items: list[dict[str, Any]], opening: str, mend: bool, data: st.DataObject
) -> None:
    """Wherever a list is cut, at any character, every element before the cut is read and no part of one."""
    ends: list[int] = []
    text = f"{opening}["
    for item in items:
        text += (", " if ends else "") + json.dumps(item, ensure_ascii=False)
        ends.append(len(text))
    text += "]}" if opening.startswith("{") else "]"
    cut = data.draw(st.integers(len(opening) + 1, len(text)))
    assert [item for item, end in zip(items, ends, strict=True) if end <= cut] == read(text[:cut], mend=mend)


@given(st.text(alphabet="{}[]\"'“”,،: \\\nabن١1-", max_size=80), st.booleans())
def test_no_text_makes_it_raise(text: str, mend: bool) -> None:
    """Any text at all has some elements or none."""
    assert all(isinstance(each.found, dict | Refusal) for each in find_elements(text, NAMES, mend=mend))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"items": [' + "[" * 100_000,
        '{"items": [' + '{"a":' * 100_000,
        '{"items": [{"a": "' + "x" * 10_000_000,
        '{"a": {' * 1_000_000,
        '[{"a": ' * 1_000_000,
        '{"items": [' + "{'a': 'b'}, " * 100_000,
        '{"a": 1}\n' * 300_000,
    ],
    ids=["lists", "items", "depth", "length", "objects", "both", "broken", "lines"],
)
def test_hostile_replies_take_no_time(text: str) -> None:
    """Depth, length and number are bounded: no reply costs more than a fraction of a second."""
    started = perf_counter()
    assert MOST >= len(read(text))
    assert perf_counter() - started < 1
