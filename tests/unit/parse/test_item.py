"""From a reply to an item, or to the reason why there is none."""

import pytest

from engine.parse.item import CODES, read_item
from engine.records import Reply
from prompts.discover import find_task
from validators.base import Item, Refusal

_WHOLE = '{"text": "كان الطعام لذيذًا والخدمة سريعة", "sentiment": "positive"}'
_WANTED = {"sentiment": "positive", "domain": "restaurants"}


def _read(text: str, finish_reason: str = "stop") -> Item | Refusal:
    return read_item(Reply(text, finish_reason), find_task("sentiment"), _WANTED)


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
