"""Tweets and pairs of sentences, as their benchmarks state them, become items of our tasks."""

import json
from pathlib import Path

import pytest

from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items
from engine.dataset.source import SourceItem


def read(path: Path, text: str) -> list[SourceItem | BadLine]:
    """Return what is read of a file with this text."""
    path.write_text(text, "utf-8")
    return list(read_items(path))


@pytest.mark.parametrize(("stated", "label"), [("POS", "positive"), ("neg", "negative"), ("Neutral", "neutral")])
def test_tweets_have_our_labels(tmp_path: Path, stated: str, label: str) -> None:
    """The short and the long names of the three labels are read, in any case."""
    [item] = read(tmp_path / "t.csv", f"tweet,sarcasm,sentiment,dialect\nيوم جميل,FALSE,{stated},msa\n")
    assert isinstance(item, SourceItem)
    expected = {"text": "يوم جميل", "sentiment": label, "dialect": "msa"}
    assert ("sentiment", expected, 2) == (item.task, item.fields, item.line)


def test_a_tweet_with_another_label_is_told(tmp_path: Path) -> None:
    """A label that is none of the three is a bad line that names its column."""
    [item] = read(tmp_path / "t.csv", "tweet,sentiment\nيوم جميل,POSH\n")
    assert isinstance(item, BadLine)
    assert item.reason.startswith("field 'sentiment'")


def test_an_array_of_pairs_is_read_with_the_lines_of_its_elements(tmp_path: Path) -> None:
    """Each element of a JSON array is an item at the line where it begins; its edit is its explanation."""
    pair = {"source": "هذه مدرسه", "target": "هذه مدرسة", "error_type": "taa_marbuta", "correction": "مدرسه → مدرسة"}
    text = json.dumps([pair, 7, pair], ensure_ascii=False, indent=2)
    first, bad, last = read(tmp_path / "p.json", text)
    assert isinstance(first, SourceItem)
    assert isinstance(last, SourceItem)
    fields = {
        "input": "هذه مدرسه",
        "correction": "هذه مدرسة",
        "explanation": "مدرسه → مدرسة",
        "error_type": "ta_marbuta",
    }
    assert ("grammar", fields, 2, 9) == (first.task, first.fields, first.line, last.line)
    assert BadLine(8, "not a JSON object") == bad


def test_pairs_with_edits_are_read(tmp_path: Path) -> None:
    """Edits become the explanation; a type is given where there is just one."""
    pair = {
        "input": "اكل الولد", "correction": "أكل الولد", "error_types": ["OH"],
        "edits": [{"wrong": "اكل", "correct": "أكل"}],
    }  # fmt: skip
    one, two = read(
        tmp_path / "p.jsonl",
        json.dumps(pair, ensure_ascii=False) + "\n" + json.dumps(pair | {"error_types": ["OH", "SP"]}),
    )
    assert isinstance(one, SourceItem)
    assert isinstance(two, SourceItem)
    assert ("اكل → أكل", "hamza", None) == (
        one.fields["explanation"],
        one.fields["error_type"],
        two.fields.get("error_type"),
    )


def test_an_array_that_breaks_off_is_told_where_it_does(tmp_path: Path) -> None:
    """What stands before the break is read, and the break is a bad line."""
    pair = json.dumps({"source": "اكل", "target": "أكل", "error_type": "hamza"}, ensure_ascii=False)
    item, bad = read(tmp_path / "p.json", f"[\n{pair},\n{pair[:20]}")
    assert isinstance(item, SourceItem)
    assert isinstance(bad, BadLine)
    assert 3 == bad.line
