"""From a reply to an item, or to the reason why there is none."""

import pytest

from engine.parse.item import CODES, Read, read_item
from engine.records import Reply
from prompts.discover import find_task
from validators.base import Item, Refusal

_WHOLE = '{"text": "كان الطعام لذيذًا والخدمة سريعة", "sentiment": "positive"}'
_WANTED = {"sentiment": "positive", "domain": "restaurants"}


def _read(text: str, finish_reason: str = "stop") -> Item | Refusal:
    return read_item(Reply(text, finish_reason), find_task("sentiment"), _WANTED).found


@pytest.mark.parametrize(
    ("text", "finish_reason", "code"),
    [
        ("", "stop", "empty_reply"),
        (" \n ", "stop", "empty_reply"),
        (_WHOLE, "length", "truncated"),
        (_WHOLE, "content_filter", "content_filter"),
        ("I cannot do this.", "refusal", "model_refusal"),
        ("عذرًا، لا أستطيع تلبية هذا الطلب.", "stop", "model_refusal"),
        ("ليس هنا شيء", "stop", "malformed_json"),
        ('{"sentiment": "positive"}', "stop", "wrong_shape"),
        ('{"text": 5, "sentiment": "positive"}', "stop", "wrong_shape"),
    ],
)
def test_a_reply_without_an_item_has_its_reason(text: str, finish_reason: str, code: str) -> None:
    """Each way not to answer has a stable code."""
    found = _read(text, finish_reason)
    assert isinstance(found, Refusal)
    assert code == found.code
    assert code in CODES


def test_a_field_that_the_reply_leaves_out_is_taken_from_what_was_asked() -> None:
    """The domain comes from the brief when the model does not repeat it."""
    found = _read(_WHOLE)
    assert isinstance(found, Item)
    assert found.fields["domain"] == "restaurants"


def test_a_label_is_never_taken_from_what_was_asked() -> None:
    """A reply without its label is refused, not completed."""
    found = _read('{"text": "كان الطعام لذيذًا والخدمة سريعة"}')
    assert isinstance(found, Refusal)


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        (_WHOLE, False),
        (_WHOLE[:-1] + ",}", True),
        (_WHOLE.replace('"', "'"), True),
        ("```json\n" + _WHOLE.replace('",', '"،') + "\n```", True),
    ],
)
def test_a_miswritten_item_is_repaired_and_says_so(text: str, repaired: bool) -> None:
    """A repaired item is the item that was meant; one that needs no repair gets none."""
    expected = read_item(Reply(_WHOLE, "stop"), find_task("sentiment"), _WANTED).found
    assert Read(expected, repaired) == read_item(Reply(text, "stop"), find_task("sentiment"), _WANTED)


@pytest.mark.parametrize("text", [_WHOLE[:-1], _WHOLE[:-1].replace('"', "'"), _WHOLE[:-2] + "”"])
def test_a_cut_item_is_not_repaired(text: str) -> None:
    """Not even when only its last bracket is missing."""
    assert Refusal("malformed_json") == _read(text)


def test_a_reply_that_ended_for_its_length_is_not_repaired() -> None:
    """However whole it looks."""
    assert Refusal("truncated") == _read(_WHOLE[:-1] + ",}", "length")


def test_a_wrong_shape_is_not_repaired() -> None:
    """What is good JSON stays what it is, whatever stands behind it."""
    found = _read('{"sentiment": "positive"} ' + _WHOLE[:-1] + ",}")
    assert isinstance(found, Refusal)
    assert "wrong_shape" == found.code
