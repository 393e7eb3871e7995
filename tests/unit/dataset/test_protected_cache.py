"""The kept index of protected files: used where it is right, made again where it is not."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.protected_cache import WORTH_KEEPING, find_folder, name_contents, open_index, read_index, write_index
from validators.leak.builder import build_index
from validators.leak.index import ProtectedIndex
from validators.leak.item import ProtectedItem

FILES = [(Path("a.jsonl"), "0" * 64)]
KEY = name_contents(FILES, ["exams"])


class Builder:
    """Builds an index and counts how often."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> ProtectedIndex:
        """Return a small index."""
        self.built += 1
        return build_index(
            ProtectedItem(
                "a.jsonl", line, (f"في أي عام وقعت المعركة رقم {line} من معارك الفتح",), ("نعم", "لا", "ربما")
            )
            for line in range(1, 40)
        )


def open_twice(folder: Path, spoil: Callable[[Path], object] = Path.exists) -> int:
    """Return how often the index was built for two runs, with something done to the kept file between them."""
    builder = Builder()
    open_index(FILES, ["exams"], folder, builder)
    kept = next(folder.iterdir())
    spoil(kept)
    index = open_index(FILES, ["exams"], folder, builder)
    assert "a.jsonl:7" == index.describe(6)
    assert read_index(kept, KEY) is not None
    return builder.built


def test_a_kept_index_is_used(tmp_path: Path) -> None:
    """The second run builds nothing and finds what the first found."""
    assert 1 == open_twice(tmp_path / "new" / "cache")


def test_a_kept_index_is_the_same(tmp_path: Path) -> None:
    """Every array and source comes back as it was."""
    index = Builder()()
    write_index(tmp_path / "x", KEY, index)
    kept = read_index(tmp_path / "x", KEY)
    assert kept is not None
    assert index.sources == kept.sources
    for name, array in index.arrays.list().items():
        np.testing.assert_array_equal(array, kept.arrays.list()[name])


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"something else\n" * 20),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes() + b"\0"),
        lambda path: _flip(path, 0),
        lambda path: _flip(path, 30),
        lambda path: _flip(path, 200),
        lambda path: _flip(path, -1),
        lambda path: write_index(path, "another key", build_index([])),
    ],
    ids=["empty", "foreign", "short", "long", "first byte", "checksum", "head", "last byte", "other contents"],
)
def test_a_damaged_index_is_made_again(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    """Whatever stands in the kept file's place, it is not believed, and is replaced."""
    assert 2 == open_twice(tmp_path, spoil)


def test_a_right_checksum_over_wrong_arrays_is_not_believed(tmp_path: Path) -> None:
    """Arrays that point outside each other are no index, even where nothing was damaged on the way."""
    index = Builder()()
    index.arrays.tokens[3] = 10**6
    write_index(tmp_path / "x", KEY, index)
    assert read_index(tmp_path / "x", KEY) is None


@pytest.mark.parametrize(
    ("files", "tasks"),
    [([(Path("a.jsonl"), "1" * 64)], ["exams"]), ([(Path("b.jsonl"), "0" * 64)], ["exams"]), (FILES, ["exams", "own"])],
    ids=["contents", "name", "tasks"],
)
def test_other_inputs_are_another_index(files: list[tuple[Path, str]], tasks: list[str]) -> None:
    """Contents, names and known tasks each make another key."""
    assert KEY != name_contents(files, tasks)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """Where nothing can be kept the index is built each time."""
    (tmp_path / "file").touch()
    builder = Builder()
    for _ in range(2):
        open_index(FILES, ["exams"], tmp_path / "file" / "cache", builder)
    assert 2 == builder.built


def test_without_a_folder_nothing_is_kept() -> None:
    """No cache, no file."""
    builder = Builder()
    open_index(FILES, ["exams"], None, builder)
    assert 1 == builder.built


def test_only_large_files_are_worth_keeping(tmp_path: Path) -> None:
    """The index of a small benchmark is not kept; that of a large one lies in the user's cache folder."""
    small, large = tmp_path / "small.jsonl", tmp_path / "large.jsonl"
    small.write_bytes(b"x")
    with large.open("wb") as file:
        file.truncate(WORTH_KEEPING)
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    assert [None, tmp_path / "arabic-synth"] == [find_folder([path], env) for path in (small, large)]
