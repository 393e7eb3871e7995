"""Whole runs that cost money, over the mock's transport: commits go on beside tranches, and the books agree."""

from pathlib import Path

from engine.clock import SystemClock
from engine.config.load import LoadedConfig, load_config
from engine.inspection.status import read_status
from engine.inspection.verify import verify_run
from engine.providers.mock.profile import MockProfile
from engine.providers.mock.transport import MockTransport
from engine.run import run
from engine.rundir import RunDir
from prompts.discover import discover_tasks

ROWS = 1200
"""More than the outcomes that may wait for the disk."""


def _load(folder: Path, budget: float, rows: int = ROWS) -> LoadedConfig:
    prices = "{prompt_usd_per_mtok: 1, completion_usd_per_mtok: 1}"
    return load_config(
        None,
        [
            "task=sentiment",
            f"target={rows}",
            f"output={folder / 'run'}",
            "model=local:m",
            f"providers.local={{base_url: 'http://host.invalid/v1', prices: {prices}}}",
            f"budget.usd={budget}",
            "limits.concurrency=32",
        ],
    )


def _make_transport() -> MockTransport:
    return MockTransport(discover_tasks(), MockProfile(), SystemClock(), total_s=60)


def test_a_roomy_budget_holds_nothing_up(tmp_path: Path) -> None:
    """A run whose one tranche pays for everything commits as it goes, and ends complete and consistent."""
    end = run(_load(tmp_path, 1000.0), transport=_make_transport())
    assert (0, ROWS) == (end.stop.exit_code, end.accepted)
    found = verify_run(RunDir(tmp_path / "run"))
    assert (True, []) == (found.ok, found.problems)


def test_resumes_add_up_to_the_budget(tmp_path: Path) -> None:
    """Two processes under one budget spend no more than it together, and the second goes on where the first ended."""
    first = run(_load(tmp_path, 0.2), transport=_make_transport())
    again = run(_load(tmp_path, 0.2), transport=_make_transport())
    assert (5, 5) == (first.stop.exit_code, again.stop.exit_code)
    status = read_status(RunDir(tmp_path / "run"), SystemClock())
    assert 0.15 < status.cost_usd <= 0.2
    assert "per accepted row" in again.stop.reason
