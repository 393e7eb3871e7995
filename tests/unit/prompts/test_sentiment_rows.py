"""From a reply to a row of sentiment: the label is the reply's own."""

from typing import Any

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from validators.base import Item
from validators.chain import Chain

SENTIMENT = find_task("sentiment")
TEXT = "وصل الطلب قبل موعده بيومين، وكانت القطع كلها سليمة ومغلفة بعناية."


def build(**changes: Any) -> Item:
    """Return the item of a reply, with a positive restaurant wanted."""
    reply = SENTIMENT.reply_model.model_validate({"text": TEXT, "sentiment": "positive", **changes})
    item = SENTIMENT.build(reply, {"sentiment": "positive", "domain": "restaurants"})
    assert isinstance(item, Item)
    return item


def judge(**fields: Any) -> str | None:
    """Return the code that a row is refused with, or None."""
    refusal = Chain(SENTIMENT.checks(Strictness())).judge(SENTIMENT.read(Item("sentiment", fields))).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("stated", "label"),
    [
        ("negative", "negative"),
        ("Negative", "negative"),
        ("سلبي", "negative"),
        ("سلبية", "negative"),
        ("محايد", "neutral"),
    ],
)
def test_label_is_the_replys_own(stated: str, label: str) -> None:
    """A label is read by value or Arabic name and never replaced by the wanted one."""
    assert label == build(sentiment=stated).fields["sentiment"]


def test_unknown_label_is_kept_for_the_checks() -> None:
    """A label that cannot be read stays as stated and is refused."""
    item = build(sentiment="مختلط")
    assert item.fields["sentiment"] == "مختلط"
    assert judge(**item.fields) == "unknown_label"


def test_domain_comes_from_the_plan_where_left_out() -> None:
    """A missing domain is the wanted one, a stated one wins."""
    assert build().fields["domain"] == "restaurants"
    assert build(domain="فنادق").fields["domain"] == "hotels"


def test_dialect_is_the_replys_own() -> None:
    """A reply in another dialect than the wanted one is a row in the dialect that it states, by value or by name."""
    wanted = {"sentiment": "positive", "dialect": "gulf"}
    for stated, dialect in ((None, "gulf"), ("msa", "msa"), ("اللهجة المصرية", "egyptian"), ("شامية", "شامية")):
        reply = SENTIMENT.reply_model.model_validate({"text": TEXT, "sentiment": "positive", "dialect": stated})
        item = SENTIMENT.build(reply, wanted)
        assert isinstance(item, Item)
        assert dialect == item.fields["dialect"]


@pytest.mark.parametrize(("count", "code"), [(19, "too_short"), (20, None), (70, None), (71, "too_long")])
def test_text_has_twenty_to_seventy_words(count: int, code: str | None) -> None:
    """A text of 20 to 70 words passes."""
    assert code == judge(text=" ".join(["كلمة"] * count), sentiment="neutral")


@pytest.mark.parametrize("value", [None, 3, [], {}])
def test_rows_of_foreign_files_never_crash(value: object) -> None:
    """A row with any kind of value in a field is refused, not crashed on."""
    assert judge(text=value, sentiment="positive") == "wrong_shape"
    assert judge(text=TEXT, sentiment=value) == "unknown_label"


def test_nothing_is_arranged() -> None:
    """A row stays as it is whatever label is wanted."""
    item = build()
    assert item is SENTIMENT.arrange(item, {"sentiment": "negative"})


def test_identity_is_in_matching_form() -> None:
    """Marks and hamzas make no other row."""
    items = [Item("sentiment", {"text": text}) for text in ("أَحسنَ الطاهي", "احسن الطاهى")]
    assert 1 == len({SENTIMENT.identity(SENTIMENT.read(item)) for item in items})
