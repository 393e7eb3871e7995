"""Who gets which job, and when a run is over."""

from pathlib import Path

import pytest

from engine import assembly
from engine.config.load import load_config
from engine.journal.disk import LocalDisk
from engine.opening import open_inputs, open_session
from engine.records import ErrorKind, Failed, Job, Lease, Outcome, Usage
from engine.rundir import RunDir
from engine.work.head import Head
from engine.work.stopping import INTERRUPTED, LIMIT_REACHED, Stop


def _make_head(folder: Path, target: int = 20, limit: int | None = None) -> Head:
    loaded = load_config(None, [f"tasks=[{{task: exams, target: {target}}}, {{task: grammar, target: {target}}}]"])
    session = open_session(loaded, open_inputs(loaded), RunDir(folder / "none"), LocalDisk())
    return assembly.make_head(session.books, loaded.config, 3, limit)


def _fail(lease: Lease, job: Job) -> Outcome:
    return Outcome(lease.id, lease.epoch, job, Failed(ErrorKind.TIMEOUT), Usage(), 1, "mock", "h")


def _lease_all(head: Head) -> list[Lease]:
    leases = []
    while (lease := head.next_lease()) is not None:
        leases.append(lease)
    return leases


def test_every_slot_is_handed_out_once(tmp_path: Path) -> None:
    """Without results, as many leases go out as there are slots, for as many different rows."""
    ids = {job.id for lease in _lease_all(_make_head(tmp_path)) for job in lease.jobs}
    assert 40 == len(ids)


def test_tasks_take_turns(tmp_path: Path) -> None:
    """Two tasks of a run are worked on at the same time."""
    tasks = [lease.jobs[0].task for lease in _lease_all(_make_head(tmp_path))[:4]]
    assert ["exams", "grammar", "exams", "grammar"] == tasks


def test_no_more_jobs_are_out_than_a_limit_can_take(tmp_path: Path) -> None:
    """Rows in flight count against the limit."""
    assert 5 == len(_lease_all(_make_head(tmp_path, limit=5)))


def test_what_waits_in_line_was_not_sent(tmp_path: Path) -> None:
    """Of the jobs handed out, those whose calls wait for their turn do not count as sent."""
    head = _make_head(tmp_path, limit=5)
    _lease_all(head)
    head.heed_line(lambda: 3)
    assert (5, 2) == (head.in_flight, head.sent)


def test_an_outcome_counts_once(tmp_path: Path) -> None:
    """The second outcome of one job is dropped."""
    head = _make_head(tmp_path)
    lease = _lease_all(head)[0]
    outcome = _fail(lease, lease.jobs[0])
    assert [True, False] == [head.settle(outcome), head.settle(outcome)]


def test_an_outcome_of_another_epoch_is_dropped(tmp_path: Path) -> None:
    """What a worker of a dead head brings late counts nothing."""
    head = _make_head(tmp_path)
    lease = _lease_all(head)[0]
    stale = Outcome(lease.id, lease.epoch - 1, lease.jobs[0], Failed(ErrorKind.TIMEOUT), Usage(), 1, "mock", "h")
    assert not head.settle(stale)


def test_revoked_jobs_are_handed_out_again(tmp_path: Path) -> None:
    """A job that was taken back comes again under the same id."""
    head = _make_head(tmp_path)
    before = {lease.jobs[0].id for lease in _lease_all(head)}
    head.revoke()
    assert before == {lease.jobs[0].id for lease in _lease_all(head)}


def test_the_first_reason_to_stop_stands(tmp_path: Path) -> None:
    """A later reason does not cover the first one."""
    head = _make_head(tmp_path)
    head.stop(INTERRUPTED)
    head.stop(Stop("failed", "late", 3))
    assert INTERRUPTED is head.stopped
    assert None is head.next_lease()


def test_a_late_outcome_of_a_revoked_lease_is_dropped(tmp_path: Path) -> None:
    """A job that went out again under a new lease does not take the answer of the old one."""
    head = _make_head(tmp_path)
    old = _lease_all(head)[0]
    head.revoke()
    new = next(lease for lease in _lease_all(head) if lease.jobs[0].id == old.jobs[0].id)
    assert [False, True] == [head.settle(_fail(lease, lease.jobs[0])) for lease in (old, new)]


def test_failures_in_a_row_stop_the_run_with_the_last_ones_words(tmp_path: Path) -> None:
    """A run that only fails stops with code 3 and says what it met last."""
    head = _make_head(tmp_path)
    for number in range(200):
        head.record(f"timeout: {number}")
    assert head.stopped is not None
    assert (3, True) == (head.stopped.exit_code, "the last with timeout: " in head.stopped.reason)


def test_a_job_follows_from_seed_slot_and_attempt(tmp_path: Path) -> None:
    """Two heads of the same config hand out the same jobs."""
    first, second = (_lease_all(_make_head(tmp_path)) for _ in range(2))
    assert [lease.jobs for lease in first] == [lease.jobs for lease in second]


@pytest.mark.parametrize("limit", [0, 1])
def test_a_limit_that_is_reached_ends_the_run(tmp_path: Path, limit: int) -> None:
    """The run is told to stop by the attempt after which so many rows are new."""
    head = _make_head(tmp_path, limit=limit)
    head.record()
    assert (LIMIT_REACHED if limit == 0 else None) is head.stopped
