"""Where a command may write: never over a file that it was given to read, and never over what a run keeps."""

import os
from collections.abc import Sequence
from pathlib import Path

from engine.errors import ArabicSynthError, UsageError
from engine.requests.kept import is_kept
from engine.rundir import RunDir, find_owner

Named = tuple[str, Path]
"""A path, and the option that named it."""


def check_places(
    written: Sequence[Named], staying: Sequence[Named] = (), run: RunDir | None = None, *, folders: bool = False
) -> None:
    """Raise where a file that is to be written would destroy one that must stay.

    Args:
        written: Files that are to be written.
        staying: Files that are read; of a run directory what it needs to go on stays too.
        run: A run directory that this command makes, and that may not be there yet.
        folders: Whether folders are written.

    Raises:
        UsageError: If one is a folder, `-`, the same file as another of these, one that only a run writes, or
            one that requests are sent from.
    """
    held = [*staying]
    held += [each for _, path in staying for each in list_inputs(path)]
    for name, path in written:
        if str(path) == "-":
            raise UsageError(f"{name} -: is no file; name one")
        if path.is_dir() and not folders:
            raise UsageError(f"{name} {path}: is a folder, not a file")
        for other, place in held:
            if is_same(path, place):
                raise UsageError(f"{name} {path}: is the file of {other} too")
        owner = run if run and run.owns(path) else find_owner(path)
        if owner:
            raise UsageError(f"{name} {path}: is a file that only the run in {owner.path} writes")
        if is_kept(path):
            raise UsageError(f"{name} {path}: is a file that a run of send-persona-requests goes on from")
        held.append((name, path))


def list_inputs(path: Path) -> list[Named]:
    """Return the seeds, personas and protected files of a run directory; none of anything else, or of a damaged one."""
    run = RunDir(path)
    if not run.journal.is_file():
        return []
    from engine.config.load import load_config  # noqa: PLC0415 - a fifth of a second that plain files do not need
    from engine.revision import name_inputs  # noqa: PLC0415 - as above

    try:
        config = load_config(run.config, check_files=False).config
    except ArabicSynthError:
        return []
    return [(f"{name} of {path}", file) for name, file in name_inputs(config).items()]


def is_same(path: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, by symbolic links or hard ones, or would if it were there."""
    try:
        return path.samefile(other)
    except OSError:  # one is not there yet
        return os.path.realpath(path) == os.path.realpath(other)
