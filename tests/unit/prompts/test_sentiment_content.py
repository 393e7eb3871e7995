"""What the mock model writes for the sentiment task: labels kept, lengths held, texts apart from one another."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.bank import read_bank
from prompts.tasks.sentiment.content.banks import (
    DOMAINS,
    FOLDER,
    GENERAL,
    LABELS,
    STANDARD,
    load_dialects,
    load_palettes,
)
from prompts.tasks.sentiment.content.compose import compose
from prompts.tasks.sentiment.content.filling import write_detail
from prompts.tasks.sentiment.schema import DIMENSIONS
from validators.text import normalize

ROWS = 3000
CELLS = sorted(load_palettes())


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Return rows over all labels and domains in turn, each with a seed of its own."""
    return [
        compose({"sentiment": LABELS[seed % 3], "domain": DOMAINS[seed // 3 % 12]}, Random(seed))
        for seed in range(ROWS)
    ]


def test_declared_values_have_banks() -> None:
    """Every label, domain and dialect that the task declares has texts of its own."""
    declared = {dimension.name: set(dimension.weights) for dimension in DIMENSIONS}
    dialects = {STANDARD, *load_dialects()}
    assert {"sentiment": set(LABELS), "domain": set(DOMAINS), "dialect": dialects} == declared


@given(st.sampled_from(LABELS), st.sampled_from(DOMAINS), st.integers())
def test_wanted_values_come_back(label: str, domain: str, seed: int) -> None:
    """A text is returned with the label and the domain that were asked for, in Standard Arabic."""
    row = compose({"sentiment": label, "domain": domain}, Random(seed))
    assert {"text": row["text"], "sentiment": label, "domain": domain, "dialect": "msa"} == row


@given(st.sampled_from(LABELS), st.sampled_from(DOMAINS), st.integers())
def test_text_is_written_from_its_own_cell(label: str, domain: str, seed: int) -> None:
    """A text holds a core of its own label and domain, and what was done of its domain."""
    text = compose({"sentiment": label, "domain": domain}, Random(seed))["text"]
    palette = load_palettes()[label, domain]
    for slot in ("objects", "cores"):
        assert any(clause in text for clause in getattr(palette, slot)), slot


def test_unknown_domain_is_kept() -> None:
    """A domain without a bank is written of in general terms and comes back as it was asked for."""
    row = compose({"sentiment": "positive", "domain": "gardening"}, Random(1))
    objects = load_palettes()["positive", GENERAL].objects
    assert row["domain"] == "gardening"
    assert any(clause in row["text"] for clause in objects)


def test_unknown_label_is_kept() -> None:
    """A label without a bank gets a neutral text and comes back as it was asked for."""
    row = compose({"sentiment": "mixed", "domain": "hotels"}, Random(1))
    cores = load_palettes()["neutral", "hotels"].cores
    assert row["sentiment"] == "mixed"
    assert any(clause in row["text"] for clause in cores)


@pytest.mark.parametrize("dialect", load_dialects())
def test_a_dialect_is_heard_in_one_sentence(dialect: str) -> None:
    """A text in a dialect opens or closes with a sentence in it, and stays within the length of all others."""
    texts = [compose({"dialect": dialect}, Random(seed))["text"] for seed in range(400)]
    ends = {end for text in texts for end in text[:-1].split(". ")[:: text.count(".") - 1]}
    assert set() == set(load_dialects()[dialect]) - ends
    assert all(20 <= len(text.split()) <= 70 for text in texts)


def test_an_unknown_dialect_is_written_in_standard_arabic() -> None:
    """A dialect without a bank comes back as it was asked for, over the text of Standard Arabic."""
    standard = compose({"dialect": "msa"}, Random(1))
    assert {**standard, "dialect": "sudanese"} == compose({"dialect": "sudanese"}, Random(1))


def test_missing_values_are_drawn() -> None:
    """Without wanted values all labels and domains turn up."""
    drawn = [compose({}, Random(seed)) for seed in range(400)]
    assert (set(LABELS), set(DOMAINS)) == ({row["sentiment"] for row in drawn}, {row["domain"] for row in drawn})


def test_composing_is_deterministic() -> None:
    """The same wanted values and seed give the same text."""
    wanted = {"sentiment": "negative", "domain": "apps"}
    assert compose(wanted, Random(7)) == compose(wanted, Random(7))


def test_lengths_are_within_bounds_and_spread(rows: list[dict[str, str]]) -> None:
    """Texts are 20 to 70 words in two to eight sentences, and each sixth of that range holds some of them."""
    lengths = [len(row["text"].split()) for row in rows]
    assert all(20 <= length <= 70 for length in lengths)
    assert all(2 <= row["text"].count(".") <= 8 for row in rows)
    shares = Counter((length - 22) // 8 for length in lengths)
    assert min(shares[part] for part in range(5)) > 0.1 * len(rows)


def test_no_text_announces_its_label() -> None:
    """No entry of any bank says the name of a label."""
    words = {word for path in FOLDER.glob("*.txt") for word in normalize(path.read_text("utf-8")).split()}
    assert not [word for word in words if any(map(word.__contains__, ("ايجابي", "سلبي", "محايد")))]


def test_word_pairs_are_varied(rows: list[dict[str, str]]) -> None:
    """At least three word pairs in ten are different ones among 3,000 texts."""
    pairs = [pair for row in rows for pair in pairwise(normalize(row["text"]).split())]
    assert len(set(pairs)) / len(pairs) > 0.3


def test_texts_hold_no_leftovers(rows: list[dict[str, str]]) -> None:
    """No text shows a slot, a weight or a slash of two genders."""
    assert not [row["text"] for row in rows if set("{}/|") & set(row["text"])]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("domain", [*DOMAINS, GENERAL])
def test_every_detail_can_be_written(label: str, domain: str) -> None:
    """Every label has details for every domain, and none names one adjective twice."""
    details = [write_detail(label, domain, Random(seed)) for seed in range(200)]
    repeated = [two for detail in details for two in pairwise(detail.split()) if two[1] == f"و{two[0]}"]
    assert not repeated


def test_texts_are_clean(rows: list[dict[str, str]]) -> None:
    """Texts have no double blank, no blank before a mark, no doubled mark and end with a full stop."""
    flaws = ("  ", " .", " ،", "..", "،.", "،،", ":.")
    assert all(row["text"].endswith(".") and not any(flaw in row["text"] for flaw in flaws) for row in rows)


def test_texts_differ(rows: list[dict[str, str]]) -> None:
    """Three thousand seeds give three thousand texts, also after normalising."""
    assert len(rows) == len({normalize(row["text"]) for row in rows})


@pytest.mark.parametrize("label", LABELS)
def test_no_opening_word_prevails(rows: list[dict[str, str]], label: str) -> None:
    """The most common first word opens at most 12% of a label's texts."""
    openings = Counter(row["text"].split()[0] for row in rows if row["sentiment"] == label)
    assert openings.most_common(1)[0][1] <= 0.12 * openings.total()


def test_banks_hold_no_entry_twice() -> None:
    """No section of any bank has two entries that are the same after normalising."""
    repeated = [
        (path.name, section, entry)
        for path in FOLDER.glob("*.txt")
        for section, entries in read_bank(path).items()
        for entry, count in Counter(normalize(entry[0]) for entry in entries).items()
        if count > 1
    ]
    assert not repeated


def test_labels_share_no_opinion() -> None:
    """No core, side, reaction or verdict of one label stands in a bank of another."""
    owners: dict[str, set[str]] = {}
    for (label, _), palette in load_palettes().items():
        for clause in (*palette.cores, *palette.sides, *palette.people, *palette.verdicts):
            owners.setdefault(normalize(clause), set()).add(label)
    assert not [clause for clause, labels in owners.items() if len(labels) > 1]


@pytest.mark.parametrize(("label", "domain"), CELLS)
def test_banks_are_wide_enough(label: str, domain: str) -> None:
    """A shared bank has at least 50 entries and a bank of one domain at least 15, so that rows stay apart."""
    palette = load_palettes()[label, domain]
    shared = min(len(palette.settings), len(palette.people), len(palette.verdicts))
    own = min(len(palette.objects), len(palette.cores), len(palette.sides))
    assert shared >= 50
    assert own >= 15
