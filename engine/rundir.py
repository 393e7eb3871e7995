"""The names of everything in a run directory."""

import os
from dataclasses import dataclass
from pathlib import Path

OWN = frozenset(
    [
        "config.yaml",
        "data",
        "heartbeat.json",
        "journal.jsonl",
        "manifest.json",
        "rejects",
        "reviews.jsonl",
        "run.lock",
        "seeds_audit.json",
        "style.json",
    ]
)
"""What a run writes into its folder, and nobody else may."""


@dataclass(frozen=True, slots=True)
class RunDir:
    """One run's folder; knows where things lie, opens nothing."""

    path: Path

    @property
    def config(self) -> Path:
        """The effective config, frozen."""
        return self.path / "config.yaml"

    @property
    def journal(self) -> Path:
        """Every event, append only."""
        return self.path / "journal.jsonl"

    @property
    def manifest(self) -> Path:
        """What the run holds, as of the last clean end."""
        return self.path / "manifest.json"

    @property
    def seeds_audit(self) -> Path:
        """Which seeds were used, where, and the rows nearest to them."""
        return self.path / "seeds_audit.json"

    @property
    def heartbeat(self) -> Path:
        """What the working process last said of itself."""
        return self.path / "heartbeat.json"

    def rows(self, task: str) -> Path:
        """Folder of a task's accepted rows."""
        return self.path / "data" / task

    def rejects(self, task: str) -> Path:
        """Folder of a task's refused candidates."""
        return self.path / "rejects" / task

    def owns(self, path: Path) -> bool:
        """Return whether a file is one that only this run writes, or would be; many disks take CONFIG.YAML for it."""
        folder, place = Path(os.path.realpath(self.path)), Path(os.path.realpath(path))
        if not place.is_relative_to(folder):
            return False
        return any(part.casefold() in OWN for part in place.relative_to(folder).parts[:1])

    def relative(self, path: Path) -> str:
        """Return a path inside this folder as manifests write it, with forward slashes."""
        return path.relative_to(self.path).as_posix()


def find_owner(path: Path) -> RunDir | None:
    """Return the run that alone may write a file, if it lies in the folder of one."""
    for folder in Path(os.path.realpath(path)).parents:
        run = RunDir(folder)
        if run.journal.is_file() and run.owns(path):
            return run
    return None
