"""Finds what lies among the data of a run and was written by nobody who worked on it."""

from collections.abc import Iterator
from pathlib import Path

from engine.journal.disk import map_errors
from engine.journal.replay import RunHistory
from engine.rundir import RunDir
from engine.sink.shards import FOLDERS, SHARD, list_parts


def find_strangers(run_dir: RunDir, tasks: set[str], history: RunHistory) -> list[str]:
    """Return a problem for every file or folder that somebody could take for rows of the run, and that is not.

    Hidden files are passed over: no reader takes them for data, and desktops leave theirs everywhere.
    """
    return [
        f"{path}: does not belong to this run"
        for role, name in FOLDERS.items()
        for folder in _list_visible(run_dir.path / name)
        for path in (
            [folder] if folder.name not in tasks or not folder.is_dir() else _find_files(folder, role, history)
        )
    ]


def _find_files(folder: Path, role: str, history: RunHistory) -> list[Path]:
    known = history.tasks.get(folder.name)
    ends = () if known is None else known.shards if role == SHARD else known.rejects
    # Only a process that died can leave parts that the journal does not know yet.
    parts = {path for shard, path in list_parts(folder).items() if shard < len(ends) or history.closed is None}
    return [path for path in _list_visible(folder) if path not in parts]


def _list_visible(folder: Path) -> Iterator[Path]:
    with map_errors(folder, "read"):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if not path.name.startswith("."):
                yield path
