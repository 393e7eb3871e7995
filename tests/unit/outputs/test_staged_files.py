"""Files that take their place whole: the old content stays until the block ends well."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import StorageError
from engine.outputs.staged import stage


def test_all_files_take_their_places_together(tmp_path: Path) -> None:
    """Nothing is in place before the end of the block, all is after it, and folders are made."""
    paths = tmp_path / "a.txt", tmp_path / "new" / "b.txt"
    paths[0].write_text("old")
    with stage(*paths) as files:
        for file in files:
            file.write(b"new")
        assert ("old", False) == (paths[0].read_text(), paths[1].exists())
    assert ["new", "new"] == [path.read_text() for path in paths]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_block_that_fails_changes_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    """The old content stays, and no file is left beside it."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(error):
        write_and_fail((path, tmp_path / "b.txt"), error)
    assert ([path], "old") == (list(tmp_path.iterdir()), path.read_text())


def write_and_fail(paths: tuple[Path, Path], error: type[BaseException]) -> None:
    """Write to a file and raise an error before it is in place."""
    with stage(*paths) as files:
        files[0].write(b"new")
        raise error


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error names the file, and those opened before it are gone."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file"), stage(tmp_path / "a.txt", tmp_path / "file" / "b.txt"):
        pass
    assert [tmp_path / "file"] == list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="the system has no such device")
def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    """Nothing is put in the place of what is no file."""
    with stage(Path("/dev/null"), tmp_path / "a.txt") as files:
        files[0].write(b"new")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path, there: bool) -> None:
    """The file at the end of a symbolic link has the new content, whether it was there before or not."""
    target, link = tmp_path / "data" / "a.txt", tmp_path / "link.txt"
    if there:
        target.parent.mkdir()
        target.write_text("old")
    link.symlink_to(target)
    with stage(link) as [file]:
        file.write(b"new")
    assert (True, "new", [target]) == (link.is_symlink(), target.read_text(), list(target.parent.iterdir()))


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="the system has no such device")
def test_what_a_stream_leads_to_is_added_to(tmp_path: Path) -> None:
    """Standard output that somebody led to a file goes behind what stands there."""
    log = tmp_path / "log"
    log.write_text("before\n")
    script = "from pathlib import Path\nfrom engine.outputs.staged import stage\n"
    script += "with stage(Path('/dev/stdout')) as (file,):\n    file.write(b'after\\n')\n"
    with log.open("ab") as file:
        subprocess.run([sys.executable, "-c", script], stdout=file, check=True)
    assert "before\nafter\n" == log.read_text()


def test_what_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    """A file that others may not read is not opened to them by being written anew."""
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with stage(path) as (file,):
        file.write(b"new")
    assert (b"new", 0o640) == (path.read_bytes(), path.stat().st_mode & 0o777)


def test_the_first_file_takes_its_place_last(tmp_path: Path) -> None:
    """Where another one cannot take its place, what all were made of is still there."""
    first, other = tmp_path / "rows.jsonl", tmp_path / "dropped.jsonl"
    first.write_bytes(b"old")
    with pytest.raises(StorageError), stage(first, other):
        other.mkdir()
    assert b"old" == first.read_bytes()
