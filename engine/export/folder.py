"""A folder that is built beside its place and swapped in, whole; only an export of ours is ever replaced."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson

from engine.errors import UsageError
from engine.journal.disk import LocalDisk, map_errors, name_temporary

MANIFEST = "manifest.json"


@contextmanager
def stage_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to write to; it takes its place at the end of the block, or is removed where that fails.

    The old folder is moved aside for the moment of the swap: whoever looks sees the old one, none, or the new one.

    Raises:
        UsageError: If something lies there that is no export of ours.
        StorageError: If the disk refuses.
    """
    target = Path(os.path.realpath(path))
    _expect_ours(target, path)
    LocalDisk().make_folder(target.parent, "output")
    building = name_temporary(target)
    try:
        with map_errors(path, "write"):
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir()
        yield building
        with map_errors(path, "replace"):
            for file in building.rglob("*"):
                if file.is_file():
                    _sync(file)
            _swap(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _swap(building: Path, target: Path) -> None:
    """Put the new folder in place; the old one comes back where that fails."""
    old = name_temporary(target.with_name(f"{target.name}.old"))
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        building.rename(target)
    except OSError:
        with suppress(OSError):
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _expect_ours(target: Path, shown: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"--out-path {shown}: is a file, and splits are written to a folder")
    files = {file.relative_to(target).as_posix() for file in target.rglob("*") if not file.is_dir()}
    if not files and not any(target.iterdir()):
        return
    others = sorted(files - _list_known(target)) or ([] if files else ["folders"])
    if others:
        raise UsageError(f"--out-path {shown}: holds {others[0]}, which no export wrote; choose a new or empty folder")


def _list_known(target: Path) -> set[str]:
    """Return the files that the manifest of an export in a folder lists, itself among them."""
    try:
        manifest = orjson.loads((target / MANIFEST).read_bytes())
        if "split" not in manifest or "arabic-synth" not in manifest["versions"]:
            return set()
        return {MANIFEST, *(file["path"] for file in manifest["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _sync(file: Path) -> None:
    with file.open("rb") as opened, suppress(OSError):  # Windows syncs only what is open for writing
        os.fsync(opened.fileno())
