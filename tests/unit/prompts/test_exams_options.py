"""Options as models and benchmark files write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.tasks.exams.options import (
    Options,
    bare_texts,
    has_double_prefix,
    letter_place,
    read_label,
    read_options,
    split_prefix,
    write_options,
)

CITIES = ("الرياض", "جدة", "مكة", "الدمام")
LABELS = ("ABCD", "abcd", "أبجد", "ابجد", "أبتث", "1234", "١٢٣٤")


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("form", ["{}) {}", "({}) {}", "{}. {}", "{}- {}", "  {} ) {}"])
def test_strips_one_series_of_prefixes(labels: str, form: str) -> None:
    """Prefixes of one series are taken off, whatever letters and marks they are made of."""
    stated = [form.format(label, city) for label, city in zip(labels, CITIES, strict=True)]
    assert Options(CITIES, tuple(labels)) == read_options(stated)


@pytest.mark.parametrize("form", ["{}: {}", "{} / {}", "[{}] {}", "{}-{}", "{}ـ {}", "{})- {}"])
def test_strips_forms_of_letters_only(form: str) -> None:
    """Letters may carry more kinds of marks than digits, which could be part of a value."""
    stated = [form.format(label, city) for label, city in zip("أبجد", CITIES, strict=True)]
    assert Options(CITIES, tuple("أبجد")) == read_options(stated)


@pytest.mark.parametrize(
    "texts",
    [
        ("1/2", "2/3", "3/4", "4/5"),
        ("1.5", "2.5", "3.5", "4.5"),
        ("1-2", "2-3", "3-4", "4-5"),
        ("1. 5", "2. 5", "3. 5", "4. 5"),
        ("A-B", "B-C", "C-D", "D-A"),
        ("A", "B", "AB", "O"),
        ("محمد بن موسى", "ابن سينا", "C. difficile", "د. أحمد زويل"),
        ("A. الرياض", "جدة", "مكة", "الدمام"),
        ("A. الرياض", "A. جدة", "A. مكة", "A. الدمام"),
    ],
)
def test_leaves_texts_that_only_look_prefixed(texts: tuple[str, ...]) -> None:
    """Fractions, ranges, segments, blood groups, names and half series stay as they are."""
    assert Options(texts) == read_options(texts)


def test_puts_labelled_options_in_order() -> None:
    """Options that come in another order than their labels are sorted by them."""
    stated = ["C. مكة", "A. الرياض", "D. الدمام", "B. جدة"]
    assert Options(CITIES, tuple("ABCD")) == read_options(stated)


@pytest.mark.parametrize(
    "keys", ["ABCD", "abcd", "أبجد", "أبتث", "1234", ("Option A", "Option B", "Option C", "Option D")]
)
def test_reads_a_mapping_by_its_keys(keys: str) -> None:
    """An object of options is read in the order of its keys, even where the texts repeat them."""
    stated = dict(zip(reversed(keys), reversed(CITIES), strict=True))
    options = read_options(stated)
    assert options is not None
    assert options.texts == CITIES
    repeated = read_options({key: f"{key}. {text}" for key, text in stated.items()}) if len(keys[0]) == 1 else options
    assert repeated == options


def test_mapping_without_letters_is_no_options() -> None:
    """Keys that are no beginning of a series give nothing."""
    assert read_options({"س": "1", "ص": "2"}) is None
    assert read_options({"A": "1", "C": "2"}) is None


def test_strips_once() -> None:
    """A second prefix stays, to be refused as one."""
    options = read_options([f"{letter}. {letter}. {city}" for letter, city in zip("ABCD", CITIES, strict=True)])
    assert options is not None
    assert options.texts[0] == "A. الرياض"
    assert has_double_prefix(options.texts)


@pytest.mark.parametrize(
    "texts",
    [CITIES, ("A", "B", "AB", "O"), ("x", "y", "C. difficile", "د. أحمد زويل"), ("A-B", "B-C", "C-D", "D-A"), ()],
)
def test_real_options_have_no_double_prefix(texts: tuple[str, ...]) -> None:
    """Titles, species and blood groups are no prefixes."""
    assert not has_double_prefix(texts)


def test_one_latin_prefix_before_arabic_is_enough() -> None:
    """A Latin letter of its own place before Arabic text is a prefix even where it stands alone."""
    assert has_double_prefix(("الرياض", "B. جدة", "مكة", "الدمام"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("B", "B"),
        ("(ب)", "ب"),
        ("b.", "b"),
        ("Option C", "C"),
        ("الخيار د", "د"),
        ("جـ", "ج"),
        ("AB", None),
        ("", None),
    ],
)
def test_reads_labels(text: str, label: str | None) -> None:
    """A label is one letter or digit but for brackets, marks and the word option."""
    assert label == read_label(text)


@pytest.mark.parametrize(("letter", "place"), [("A", 0), ("d", 3), ("ا", 0), ("ج", 2), ("ت", 2), ("ث", 3), ("1", None)])
def test_places_of_letters(letter: str, place: int | None) -> None:
    """Letters of both scripts and of both Arabic orders have a place; digits have none."""
    assert place == letter_place(letter)


@given(st.lists(st.text(alphabet="AB12أبجد (). -/:«»ـ\u064b\n\ud800", max_size=12), max_size=6))
def test_any_texts_are_read(texts: list[str]) -> None:
    """No list of texts raises, and none gets lost."""
    options = read_options(texts)
    assert options is not None
    assert len(texts) == len(options.texts)


@given(st.lists(st.text(alphabet="سصعل ", min_size=1).map(str.strip).filter(bool), min_size=4, max_size=4))
def test_written_options_are_read_back(texts: list[str]) -> None:
    """Options as rows hold them are read back as they were."""
    written = write_options(texts)
    assert texts == bare_texts(written)
    assert Options(tuple(texts), tuple("ABCD")) == read_options(written)


def test_splits_a_prefix() -> None:
    """A prefix is its label and the rest; a text without one is its own rest."""
    assert (split_prefix("(ب) جدة"), split_prefix("جدة")) == (("ب", "جدة"), ("", "جدة"))
