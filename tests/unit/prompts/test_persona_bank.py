"""The persona bank: whole rows, an even spread of people, and nobody told twice."""

import json
from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import prompts
from validators.text import normalize, words

BANK = Path(prompts.__file__).parent / "personas" / "bank.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in BANK.read_text("utf-8").splitlines()]
CHOICES = {
    "gender": {"female", "male"},
    "region": {"gulf", "levant", "egypt", "maghreb", "iraq", "sudan", "yemen", "diaspora"},
    "education": {"none", "primary", "secondary", "vocational", "bachelor", "master", "doctorate"},
    "register": {"simple", "plain", "formal", "literary", "technical"},
    "dialect": {"msa", "egyptian", "gulf", "levantine", "maghrebi", "iraqi", "sudanese", "yemeni"},
}
FIELDS = ["id", "persona", "gender", "age", "region", "country", "profession"]
FIELDS += ["education", "register", "dialect", "interests"]
HOME_DIALECT = {
    "egypt": "egyptian",
    "gulf": "gulf",
    "iraq": "iraqi",
    "levant": "levantine",
    "maghreb": "maghrebi",
    "sudan": "sudanese",
    "yemen": "yemeni",
}
ARABIC = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
MARKS = set(" ،؛:؟.«»\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
TOKENS = [words(normalize(row["persona"])) for row in ROWS]


def repeated(values: Iterable[Hashable]) -> list[Hashable]:
    """Return the values that stand there more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def closest(shingles: list[set[Hashable]]) -> tuple[float, str, str]:
    """Return the highest Jaccard likeness of two rows, and their ids."""
    named = zip(shingles, (row["id"] for row in ROWS), strict=True)
    return max((len(a & b) / len(a | b), first, second) for (a, first), (b, second) in combinations(named, 2))


def test_bank_is_readable_utf8() -> None:
    """Every line is one object written in Arabic letters, not in escapes, and the file ends with a line end."""
    text = BANK.read_text("utf-8")
    assert "\\u" not in text
    assert text.endswith("}\n")
    assert "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS) == text


def test_bank_is_large_and_numbered() -> None:
    """At least two hundred personas, numbered in order without a gap."""
    assert len(ROWS) >= 200
    assert [f"p{number:03}" for number in range(1, len(ROWS) + 1)] == [row["id"] for row in ROWS]


def test_rows_have_the_same_fields_in_order() -> None:
    """No row has a field less, a field more, or another order."""
    assert [] == [row["id"] for row in ROWS if list(row) != FIELDS]


@pytest.mark.parametrize("field", sorted(CHOICES))
def test_choices_are_known_and_all_in_use(field: str) -> None:
    """A field with fixed values holds no other value and each of them."""
    assert CHOICES[field] == {row[field] for row in ROWS}


def test_interests_are_a_few_distinct_phrases() -> None:
    """Every row has two to four interests, none empty, none twice, and no two rows share their set."""
    for row in ROWS:
        assert 2 <= len(row["interests"]) <= 4
        assert [] == repeated(row["interests"])
        assert all(words(interest) for interest in row["interests"])
    assert [] == repeated(frozenset(row["interests"]) for row in ROWS)


def test_persona_length() -> None:
    """A persona has 18 to 45 words and ends as a sentence does."""
    assert [] == [row["id"] for row in ROWS if not 18 <= len(words(row["persona"])) <= 45]
    assert [] == [row["id"] for row in ROWS if row["persona"][-1] not in ".؟"]


@pytest.mark.parametrize("field", ["persona", "country", "profession", "interests"])
def test_texts_are_arabic(field: str) -> None:
    """Arabic letters, vowel marks and Arabic punctuation only, with single blanks."""
    for row in ROWS:
        text = " ".join(row[field]) if field == "interests" else row[field]
        assert set(text) <= ARABIC | MARKS, row["id"]
        assert " ".join(text.split()) == text


def test_ages_span_a_life() -> None:
    """Ages run from fifteen to eighty or more, and no decade from the teens to the sixties is thin."""
    ages = [row["age"] for row in ROWS]
    assert {int} == {type(age) for age in ages}
    assert min(ages) == 15
    assert 80 <= max(ages) <= 82
    decades = Counter(age // 10 for age in ages)
    assert [] == [decade for decade in range(1, 7) if decades[decade] < 8]
    assert sum(age >= 65 for age in ages) >= len(ages) * 0.08


def test_genders_are_even() -> None:
    """Women and men are within two percent of half, over the bank and roughly so in every region."""
    share = Counter(row["gender"] for row in ROWS)["female"] / len(ROWS)
    assert abs(share - 0.5) <= 0.02
    for region in CHOICES["region"]:
        genders = [row["gender"] for row in ROWS if row["region"] == region]
        assert 0.4 <= genders.count("female") / len(genders) <= 0.6


@pytest.mark.parametrize(("field", "least"), [("region", 20), ("education", 20), ("register", 30), ("dialect", 15)])
def test_every_value_has_its_share(field: str, least: int) -> None:
    """No value of a field is there for show, and none holds a third of the bank."""
    counts = Counter(row[field] for row in ROWS)
    assert [] == [value for value, count in counts.items() if not least <= count < len(ROWS) / 3]


def test_dialect_fits_the_region() -> None:
    """Who lives at home speaks the region's dialect or the standard language; abroad every dialect is at home."""
    strange = [
        row["id"]
        for row in ROWS
        if row["region"] != "diaspora" and row["dialect"] not in ("msa", HOME_DIALECT[row["region"]])
    ]
    assert [] == strange


def test_country_has_one_region() -> None:
    """A country lies in one region, and every region of several countries names more than one."""
    pairs = {(row["country"], row["region"]) for row in ROWS}
    assert [] == repeated(country for country, _ in pairs)
    countries = Counter(region for _, region in pairs)
    assert {"gulf": 6, "levant": 4, "maghreb": 5} == {name: countries[name] for name in ("gulf", "levant", "maghreb")}
    assert countries["diaspora"] >= 15


def test_no_cross_product_of_professions() -> None:
    """No two rows share profession and country, and professions hardly ever come back."""
    assert [] == repeated((row["profession"], row["country"]) for row in ROWS)
    assert max(Counter(row["profession"] for row in ROWS).values()) <= 3
    assert len({row["profession"] for row in ROWS}) >= 150


def test_openings_vary() -> None:
    """No opening word begins more than 8% of the personas, no opening pair more than 3%."""
    for size, share in ((1, 0.08), (2, 0.03)):
        (opening, count), *_ = Counter(tuple(tokens[:size]) for tokens in TOKENS).most_common(1)
        assert count <= share * len(ROWS), opening


def test_no_near_duplicates() -> None:
    """No two personas share more than 0.45 of their words or 0.2 of their word trigrams."""
    likeness, *pair = closest([set(tokens) for tokens in TOKENS])
    assert likeness <= 0.45, pair
    likeness, *pair = closest([set(zip(tokens, tokens[1:], tokens[2:], strict=False)) for tokens in TOKENS])
    assert likeness <= 0.2, pair


def test_no_stock_phrase() -> None:
    """No run of four words stands in more than two personas."""
    runs = Counter(
        run for tokens in TOKENS for run in set(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
    )
    assert [] == [run for run, count in runs.items() if count > 2]
