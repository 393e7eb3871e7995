"""From a reply that was asked for several items to what each of them gets."""

from itertools import pairwise
from random import Random

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parse.item import Read, Reads, read_item, read_items
from engine.records import Reply
from prompts.discover import find_task
from validators.base import Item, Refusal

SENTIMENT, EXAMS = find_task("sentiment"), find_task("exams")
WANTED = [
    {"sentiment": "positive", "domain": "hotels", "dialect": "msa"},
    {"sentiment": "neutral", "domain": "books", "dialect": "gulf"},
]
GOOD = [SENTIMENT.compose(wanted, Random(1)) for wanted in WANTED]
LONG = [SENTIMENT.compose(WANTED[seed % 2], Random(seed)) for seed in range(5)]


def write(*elements: object) -> str:
    """Return a reply as it is asked for."""
    return orjson.dumps({"items": elements}).decode()


def read(text: str, finish_reason: str = "stop", count: int = 2) -> Reads:
    """Return what a reply gives to this many slots."""
    return read_items(Reply(text, finish_reason), SENTIMENT, [WANTED[place % 2] for place in range(count)])


def show(reads: list[Read] | list[Read | None]) -> list[object]:
    """Return the text of each item, the code of each refusal, and None for what is missing."""
    found = [each and each.found for each in reads]
    return [each.fields["text"] if isinstance(each, Item) else each and each.code for each in found]


def test_items_go_to_their_slots_in_order() -> None:
    """Each is shaped for what its own slot wanted."""
    items = [{**item} for item in GOOD]
    del items[1]["domain"]
    first, second = read(write(*items)).slots
    assert [Read(Item("sentiment", item)) for item in GOOD] == [first, second]


def test_letters_are_moved_to_each_slot() -> None:
    """Every item is arranged to the letter that its slot wants."""
    wanted = [{"answer": letter, "subject": "physics"} for letter in "DBCA"]
    items = [EXAMS.compose({"answer": "A", "subject": "physics"}, Random(seed)) for seed in range(4)]
    found = read_items(Reply(write(*items), "stop"), EXAMS, wanted).slots
    assert ["D", "B", "C", "A"] == [
        each.found.fields["answer"] for each in found if each and isinstance(each.found, Item)
    ]


def test_one_item_is_read_as_one() -> None:
    """A list of one wanted item gets what `read_item` gives."""
    reply = Reply(orjson.dumps(GOOD[0]).decode(), "stop")
    assert Reads([read_item(reply, SENTIMENT, WANTED[0])], []) == read_items(reply, SENTIMENT, WANTED[:1])


def test_a_single_object_is_the_first_item() -> None:
    """The slots behind it are given back."""
    assert [GOOD[0]["text"], None, None] == show(read(orjson.dumps(GOOD[0]).decode(), count=3).slots)


def test_a_wrong_element_is_refused_by_itself() -> None:
    """Its neighbours are not, and nothing moves up into its place."""
    assert [GOOD[0]["text"], "wrong_shape", GOOD[1]["text"]] == show(
        read(write(GOOD[0], {"text": 5}, GOOD[1]), count=3).slots
    )


def test_surplus_is_read_for_no_slot() -> None:
    """What is beyond the wanted items comes apart, and what it leaves out stays out."""
    extra = {"text": GOOD[1]["text"], "sentiment": "neutral"}
    reads = read(write(*GOOD, extra, {"text": "بلا شعور"}))
    assert [2, extra, "wrong_shape"] == [
        len(reads.slots),
        *(each.found.fields if isinstance(each.found, Item) else each.found.code for each in reads.surplus),
    ]


@pytest.mark.parametrize(
    ("text", "finish_reason", "code"),
    [
        ("", "stop", "empty_reply"),
        (write(*GOOD), "refusal", "model_refusal"),
        (write(*GOOD), "content_filter", "content_filter"),
        ("عذرًا، لا أستطيع تلبية هذا الطلب.", "stop", "model_refusal"),
        ("ليس هنا شيء", "stop", "malformed_json"),
        ('{"items": []}', "stop", "malformed_json"),
        (write(*GOOD)[:40], "stop", "malformed_json"),
        (write(*GOOD)[:40], "length", "truncated"),
    ],
)
def test_a_reply_without_an_element_is_refused_for_every_slot(text: str, finish_reason: str, code: str) -> None:
    """Every slot has had its attempt: a model that never answers comes to an end."""
    assert Reads([Read(Refusal(code))] * 3, []) == read(text, finish_reason, count=3)


@given(st.integers(1, len(LONG)), st.sampled_from(["length", "stop"]), st.data())
def test_a_cut_reply_gives_its_whole_items(count: int, finish_reason: str, data: st.DataObject) -> None:
    """Wherever it is cut, the items before the cut are read; with none, every slot is refused; never a part of one."""
    text = write(*LONG[:count])
    cut = data.draw(st.integers(1, len(text)))
    ends = [len(write(*LONG[:place])) - 2 for place in range(count + 1)]
    whole = sum(end <= cut for _, end in pairwise(ends))
    reads = read(text[:cut], finish_reason, count=5)
    nothing = "truncated" if finish_reason == "length" else "malformed_json"
    expected = [item["text"] for item in LONG[:whole]] + [None] * (5 - whole) if whole else [nothing] * 5
    assert (expected, []) == (show(reads.slots), reads.surplus)


def test_repaired_items_say_so() -> None:
    """Only the mended one does; a reply that ended for its length is never mended."""
    text = write(*GOOD)
    text = text[:-3] + ",}]}"
    assert [False, True] == [each.repaired for each in read(text).slots if each]
    assert [GOOD[0]["text"], "malformed_json"] == show(read(text, "length").slots)
