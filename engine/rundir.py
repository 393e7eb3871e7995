"""The names of everything in a run directory."""

from dataclasses import dataclass
from pathlib import Path


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

    def relative(self, path: Path) -> str:
        """Return a path inside this folder as manifests write it, with forward slashes."""
        return path.relative_to(self.path).as_posix()
