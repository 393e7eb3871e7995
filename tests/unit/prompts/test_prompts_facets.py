"""Banks as facets: sections by name and value, folders by file, and what a facet says of a value."""

from pathlib import Path

import pytest

from prompts.base import Facet
from prompts.facets import read_facet, read_facet_folder

BANK = """# phrases
[tone]
هادئ
حازم
[tone.market]
مساوم
[toner]
حبر
[mood.calm]
ساكن
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return a bank file."""
    path = tmp_path / "facets.txt"
    path.write_text(BANK, "utf-8")
    return path


def test_a_facet_that_goes_by_nothing_is_one_section(bank: Path) -> None:
    """Without a dimension only the plain section is read, and the facet does not steer."""
    assert Facet({"": ("هادئ", "حازم")}) == read_facet(bank, "tone")


def test_a_facet_that_goes_by_a_dimension_has_sections_by_value(bank: Path) -> None:
    """With a dimension the plain section holds for all values without one of their own."""
    expected = Facet({"": ("هادئ", "حازم"), "market": ("مساوم",)}, by="place", steers=True)
    assert expected == read_facet(bank, "tone", by="place", steers=True)


def test_a_facet_needs_no_plain_section(bank: Path) -> None:
    """Where there are only sections by value, other values have no phrases."""
    facet = read_facet(bank, "mood", by="mood_of_day")
    assert [("ساكن",), ()] == [facet.list_phrases("calm"), facet.list_phrases("merry")]


@pytest.mark.parametrize("name", ["ton", "mood", "tone.market"])
def test_a_missing_section_is_named(bank: Path, name: str) -> None:
    """A bank without the section gives an error with file and section."""
    with pytest.raises(ValueError, match=rf"facets\.txt: no section \[{name}\]"):
        read_facet(bank, name)


def test_a_folder_has_a_bank_for_each_value(tmp_path: Path) -> None:
    """All sections of a file together are the phrases of the value that it is named after."""
    (tmp_path / "physics.txt").write_text("[one]\nأ\n[two]\nب\n", "utf-8")
    (tmp_path / "history.txt").write_text("[one]\nج\n", "utf-8")
    expected = Facet({"history": ("ج",), "physics": ("أ", "ب")}, by="subject")
    assert expected == read_facet_folder(tmp_path, by="subject")


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    """A folder without banks is named, so that no task loses its topics in silence."""
    with pytest.raises(ValueError, match="no bank"):
        read_facet_folder(tmp_path / "none", by="subject")


def test_a_value_without_phrases_of_its_own_takes_those_for_all_others() -> None:
    """An empty list of a value's own is no list for all others."""
    facet = Facet({"a": ("أ",), "b": (), "": ("ج",)}, by="x")
    assert [("أ",), (), ("ج",), ("ج",)] == [facet.list_phrases(value) for value in ("a", "b", "c", "")]
