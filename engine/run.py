"""The story of a run: read, lock, remember, compare, plan, work, close."""

from contextlib import AbstractAsyncContextManager, ExitStack, nullcontext
from dataclasses import replace
from importlib.util import find_spec

import anyio

from engine import assembly, stages
from engine.clock import Clock, SystemClock
from engine.closing import RunEnd, describe_starved, explain_spending, judge_end, save_manifest
from engine.config.freeze import config_hash, dump_config
from engine.config.load import LoadedConfig
from engine.display.showing import Aside, Display, Showing, Tell
from engine.journal.disk import Disk, LocalDisk
from engine.journal.events import FORMAT, Closed, Epoch, Opened, Planned
from engine.journal.lock import RunLock
from engine.opening import draw_style, open_inputs, open_session, refuse_foreign_folder
from engine.rundir import RunDir
from engine.schedule.budget import read_usd
from engine.session import Session
from engine.sink.commit import GroupCommit
from engine.sink.seeds_audit import write_seeds_audit
from engine.transport import Transport
from engine.work.beat import describe_death, read_beat
from engine.work.corpus_watch import CorpusWatch
from engine.work.dispatcher import Dispatcher, Side
from engine.work.head import Head
from engine.work.heartbeat import Heartbeat
from engine.work.progress import Progress
from engine.work.stopping import Stop

AT_WORK = Stop("running", "at work", 0)

HAS_UVLOOP = find_spec("uvloop") is not None
"""There is none on Windows."""


def run(
    loaded: LoadedConfig,
    *,
    limit: int | None = None,
    display: Display | None = None,
    tell: Tell = lambda _line: None,
    disk: Disk | None = None,
    clock: Clock | None = None,
    transport: Transport | None = None,
) -> RunEnd:
    """Make, or go on making, the data set that a config describes.

    Args:
        loaded: The config.
        limit: Rows to accept newly before stopping; None for all.
        display: Shows the run while it works; one that fails is switched off, and the run goes on.
        tell: Takes what is to be said meanwhile: every change since the process before, and that a stop was asked for.
            May be called in a thread.
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
    refuse_foreign_folder(run_dir)
    if not run_dir.journal.exists():
        assembly.check_secrets(loaded, clock)  # where nobody can be called, not even a folder is made
        stages.check_parents(loaded, inputs)
    disk.make_folder(run_dir.path, "run")
    with RunLock(run_dir.path):
        draw_style(loaded, inputs, run_dir, disk)
        session = open_session(loaded, inputs, run_dir, disk)
        if not session.has_work:
            return _end(session, judge_end(session.books, None))
        for line in session.revision.lines:
            tell(f"changed: {line}")
        transport = transport or assembly.make_transport(loaded.config, inputs, clock)
        return _work(session, transport, limit, display, tell, disk, clock)


def _work(
    session: Session,
    transport: Transport,
    limit: int | None,
    display: Display | None,
    tell: Tell,
    disk: Disk,
    clock: Clock,
) -> RunEnd:
    history, config = session.memory.history, session.loaded.config
    lanes = assembly.make_lanes(session.loaded, clock)
    started = clock.monotonic()
    death = describe_death(history, read_beat(session.run_dir.heartbeat, history))
    before_s = history.elapsed_s + (death.elapsed_s if death else 0.0)
    commit = _begin(session, death, disk, clock)
    with ExitStack() as closes:
        closes.callback(commit.close)
        head = assembly.make_head(session.books, config, history.epochs, limit)
        watch = CorpusWatch(session.books)
        heartbeat = Heartbeat(session.run_dir.heartbeat, history.epochs, head, watch, clock, started)
        aside = Aside(tell)
        closes.callback(aside.close)
        sides: list[Side] = [heartbeat.run]
        if display:
            progress = Progress(
                config.name, session.books, head, session.tally, clock, before_s, started, head.accepted
            )
            showing = Showing(display, progress.look, clock, tell)
            closes.callback(showing.close)
            sides.append(showing.run)
        crew = assembly.make_crew(session, lanes, transport, head, commit, clock, sides, aside.tell)
        anyio.run(_drive, crew.dispatcher, transport, backend_options={"use_uvloop": HAS_UVLOOP})
        session.tally.lost = crew.purse.count_lost(session.tally.cost)
        end = _close(session, head, commit, clock.monotonic() - started, disk, clock)
        heartbeat.close()
        return end


async def _drive(dispatcher: Dispatcher, transport: Transport) -> None:
    async with transport if isinstance(transport, AbstractAsyncContextManager) else nullcontext():
        await dispatcher.run()


def _begin(session: Session, death: Closed | None, disk: Disk, clock: Clock) -> GroupCommit:
    """Cut what a crash left behind and record that this process works, under which config, towards which targets."""
    config, history, run_dir = session.loaded.config, session.memory.history, session.run_dir
    session.memory.recovery.apply(disk)
    if session.memory.is_new:
        disk.replace(run_dir.config, dump_config(config), "config")
    commit = assembly.make_commit(session.books, session.memory, run_dir, disk)
    now, digest = clock.wall(), config_hash(config)
    if session.memory.is_new:
        commit.journal.add(Opened(FORMAT, config.name, config.seed, digest, now))
    if death is not None:
        commit.journal.add(death)
    hashes = {task: renderer.hash for task, renderer in session.renderers.items()}
    lines, inputs = session.revision.lines, session.input_hashes
    commit.journal.add(Epoch(history.epochs, now, digest, lines, config.model, hashes, inputs))
    for task, steps in session.revision.steps.items():
        if task not in history.tasks or history.tasks[task].steps != steps:
            commit.journal.add(Planned(task, steps))
    commit.write(commit.take_batch())
    # The journal knows of a change before the frozen config shows it: a crash in between records it once more.
    disk.replace(run_dir.config, dump_config(config), "config")
    _save_manifest(session, AT_WORK, disk)
    return commit


def _close(session: Session, head: Head, commit: GroupCommit, elapsed_s: float, disk: Disk, clock: Clock) -> RunEnd:
    tally, budget = session.tally, session.loaded.config.budget.usd
    end = _end(session, judge_end(session.books, head.stopped))
    limit = None if budget is None else read_usd(budget)
    stop = explain_spending(end.stop, tally.spent, limit, end.accepted, end.target)
    end = replace(end, stop=stop)
    warnings = (*session.loaded.warnings, *end.warnings)
    commit.journal.add(Closed(stop.state, clock.wall(), elapsed_s, warnings, stop.reason, tally.lost))
    commit.write(commit.take_batch())
    seeds = session.loaded.config.seeds
    constraints, inputs = seeds.describe() if seeds else {}, session.inputs
    choice, style = inputs.choice, inputs.told.figures
    write_seeds_audit(session.run_dir, inputs.seeds, inputs.protected, constraints, disk, choice=choice, style=style)
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
        session.input_hashes,
        disk,
        evaluation_use=not session.inputs.benchmarks,
    )


def _end(session: Session, stop: Stop) -> RunEnd:
    ledgers = [book.ledger for book in session.books.values() if not book.is_base]
    return RunEnd(
        stop=stop,
        run_dir=session.run_dir.path,
        accepted=sum(ledger.accepted for ledger in ledgers),
        target=sum(ledger.plan.target for ledger in ledgers),
        warnings=(
            *session.inputs.warnings,
            *CorpusWatch(session.books).list_warnings(),
            *describe_starved(session.run_dir, session.books),
        ),
    )
