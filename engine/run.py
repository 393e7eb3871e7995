"""The story of a run: read, lock, remember, compare, plan, work, close."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import anyio

from engine import assembly
from engine.clock import Clock, SystemClock
from engine.closing import RunEnd, describe_starved, judge_end, save_manifest
from engine.config.freeze import config_hash, dump_config
from engine.config.load import LoadedConfig
from engine.display.snapshot import Look
from engine.journal.disk import Disk, LocalDisk
from engine.journal.events import FORMAT, Closed, Epoch, Opened, Planned
from engine.journal.lock import RunLock
from engine.opening import open_inputs, open_session, refuse_other_config
from engine.rundir import RunDir
from engine.session import Session
from engine.sink.commit import GroupCommit
from engine.sink.seeds_audit import write_seeds_audit
from engine.transport import Transport
from engine.work.dispatcher import Side
from engine.work.head import Head
from engine.work.heartbeat import Heartbeat, describe_death, read_beat
from engine.work.progress import Progress
from engine.work.stopping import INTERRUPTED, Stop

AT_WORK = Stop("running", "at work", 0)


class Display(Protocol):
    """Shows a run while it works."""

    async def run(self) -> None:
        """Show it until cancelled."""
        ...

    def close(self) -> None:
        """Show the end."""
        ...


DisplayMaker = Callable[[Look, Clock], Display | None]
"""Makes a display of what a look shows; None for no display."""

Tell = Callable[[str], None]
"""Takes a sentence for a person."""

_GLANCE_S = 0.1


def run(
    loaded: LoadedConfig,
    *,
    limit: int | None = None,
    make_display: DisplayMaker = lambda _look, _clock: None,
    tell: Tell = lambda _line: None,
    disk: Disk | None = None,
    clock: Clock | None = None,
    transport: Transport | None = None,
) -> RunEnd:
    """Make, or go on making, the data set that a config describes.

    Args:
        loaded: The config.
        limit: Rows to accept newly before stopping; None for all.
        make_display: Makes what shows the run while it works.
        tell: Takes what is to be said meanwhile: every change since the process before, and that a stop was asked for.
        disk: Where to write.
        clock: Time.
        transport: Carries requests; made from the config where None.

    Returns:
        How the run ended; a run that has nothing left to do ends at once and calls no model.

    Raises:
        ArabicSynthError: For bad inputs, a directory in use, a damaged file, or a disk that refuses.
    """
    disk, clock = disk or LocalDisk(), clock or SystemClock()
    inputs = open_inputs(loaded)
    run_dir = RunDir(loaded.config.output)
    refuse_other_config(loaded, inputs, run_dir)
    disk.make_folder(run_dir.path, "run")
    with RunLock(run_dir.path):
        session = open_session(loaded, inputs, run_dir, disk)
        if not session.has_work:
            return _end(session, judge_end(session.books, None))
        for line in session.revision.lines:
            tell(f"changed: {line}")
        transport = transport or assembly.make_transport(loaded.config, inputs, clock)
        return _work(session, transport, limit, make_display, tell, disk, clock)


def _work(
    session: Session,
    transport: Transport,
    limit: int | None,
    make_display: DisplayMaker,
    tell: Tell,
    disk: Disk,
    clock: Clock,
) -> RunEnd:
    history, config = session.memory.history, session.loaded.config
    started = clock.monotonic()
    death = describe_death(history, read_beat(session.run_dir.heartbeat, history))
    before_s = history.elapsed_s + (death.elapsed_s if death else 0.0)
    commit = _begin(session, death, disk, clock)
    head = assembly.make_head(session.books, config, history.epochs, limit)
    progress = Progress(config.name, session.books, head, session.tally, clock, before_s, started, head.accepted)
    display = make_display(progress.look, clock)
    heartbeat = Heartbeat(session.run_dir.heartbeat, head, clock)
    sides: list[Side] = [heartbeat.run, partial(_announce_stop, head, tell, clock), *([display.run] if display else [])]
    dispatcher = assembly.make_dispatcher(session, transport, head, commit, clock, sides, tell)
    try:
        anyio.run(dispatcher.run)
        return _close(session, head, commit, clock.monotonic() - started, disk, clock)
    finally:
        if display:
            display.close()
        heartbeat.close()
        commit.close()


async def _announce_stop(head: Head, tell: Tell, clock: Clock) -> None:
    while head.stopped is not INTERRUPTED:
        await clock.sleep(_GLANCE_S)
    tell(f"stopping: waiting for {head.in_flight} calls in flight; press Ctrl-C again to stop at once")


def _begin(session: Session, death: Closed | None, disk: Disk, clock: Clock) -> GroupCommit:
    """Cut what a crash left behind and record that this process works, under which config, towards which targets."""
    config, history, run_dir = session.loaded.config, session.memory.history, session.run_dir
    session.memory.recovery.apply(disk)
    if session.memory.is_new:
        disk.replace(run_dir.config, dump_config(config), "config")
    commit = assembly.make_commit(session.books, session.memory, run_dir, disk)
    now, digest = clock.wall(), config_hash(config)
    if session.memory.is_new:
        commit.journal.add(Opened(FORMAT, config.name, config.seed, digest, now, dict(session.inputs.hashes)))
    if death is not None:
        commit.journal.add(death)
    hashes = {task: renderer.hash for task, renderer in session.renderers.items()}
    commit.journal.add(Epoch(history.epochs, now, digest, session.revision.lines, config.model, hashes))
    for task, steps in session.revision.steps.items():
        if task not in history.tasks or history.tasks[task].steps != steps:
            commit.journal.add(Planned(task, steps, steps[-1]))
    commit.write(commit.take_batch())
    # The journal knows of a change before the frozen config shows it: a crash in between records it once more.
    disk.replace(run_dir.config, dump_config(config), "config")
    _save_manifest(session, AT_WORK, disk)
    return commit


def _close(session: Session, head: Head, commit: GroupCommit, elapsed_s: float, disk: Disk, clock: Clock) -> RunEnd:
    stop = judge_end(session.books, head.stopped)
    end = _end(session, stop)
    commit.journal.add(Closed(stop.state, clock.wall(), elapsed_s, end.warnings, stop.reason))
    commit.write(commit.take_batch())
    seeds = session.loaded.config.seeds
    constraints = {"file": str(seeds.file), "max": seeds.max} if seeds else {}
    write_seeds_audit(session.run_dir, session.inputs.seeds, constraints, disk)
    _save_manifest(session, stop, disk)
    return end


def _save_manifest(session: Session, stop: Stop, disk: Disk) -> None:
    hashes = {task: renderer.hash for task, renderer in session.renderers.items()}
    save_manifest(
        session.run_dir,
        session.loaded.config,
        session.books,
        session.tally,
        stop,
        hashes,
        session.inputs.hashes,
        disk,
    )


def _end(session: Session, stop: Stop) -> RunEnd:
    ledgers = [book.ledger for book in session.books.values()]
    return RunEnd(
        stop=stop,
        run_dir=session.run_dir.path,
        accepted=sum(ledger.accepted for ledger in ledgers),
        target=sum(ledger.plan.target for ledger in ledgers),
        warnings=(
            *session.loaded.warnings,
            *session.inputs.warnings,
            *describe_starved(session.run_dir, session.books),
        ),
    )
