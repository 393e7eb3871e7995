"""What is to be about new topics waits for them, and only as long as any may still come."""

from pathlib import Path

from engine import assembly
from engine.config.load import load_config
from engine.journal.disk import LocalDisk
from engine.opening import open_inputs, open_session
from engine.records import Job
from engine.rundir import RunDir
from engine.session import Session
from engine.work.book import ticket_of
from engine.work.head import Head
from prompts.discover import find_task
from validators.base import Item

TOPICS = "exams-topics"


def _open(folder: Path, *told: str) -> tuple[Session, Head]:
    loaded = load_config(None, ["topics.expand=3", "quotas.subject={astronomy: 1}", *told])
    session = open_session(loaded, open_inputs(loaded), RunDir(folder / "none"), LocalDisk())
    return session, assembly.make_head(session.books, loaded.config, 1, None)


def _lease_all(head: Head) -> list[Job]:
    jobs: list[Job] = []
    while (lease := head.next_lease()) is not None:
        jobs += lease.jobs
    return jobs


def _accept(session: Session, job: Job, topic: str) -> None:
    book = session.books[TOPICS]
    item = Item("topics", {"topic": topic, "subject": "astronomy"})
    book.ledger.accept(ticket_of(job), book.read_cell(item))
    book.admit(job.id, book.spec.read(item), job.brief)


def test_nothing_else_is_asked_for_before_the_last_topic_is_there(tmp_path: Path) -> None:
    """While a topic is out, no other row is; then every slot is handed out, with one of the new topics."""
    session, head = _open(tmp_path, "task=exams", "target=5")
    jobs = _lease_all(head)
    assert [TOPICS] * 3 == [job.task for job in jobs]
    for number, job in enumerate(jobs):
        assert [] == _lease_all(head)
        _accept(session, job, f"مدار الكوكب {('الأول', 'الثاني', 'الثالث')[number]}")
    rows = _lease_all(head)
    assert ["exams"] * 5 == [job.task for job in rows]
    assert {job.brief["topic"].split()[0] for job in rows} == {"مدار"}


def test_topics_that_cannot_be_had_hold_nobody_up(tmp_path: Path) -> None:
    """Where every attempt at topics is spent, the rows are asked for without them."""
    session, head = _open(tmp_path, "task=exams", "target=5")
    book = session.books[TOPICS]
    while jobs := [job for job in _lease_all(head) if job.task == TOPICS]:
        for job in jobs:
            book.refuse(job, "duplicate")
    assert (True, False) == (book.ledger.exhausted, book.ledger.complete)
    assert 5 == session.books["exams"].ledger.in_flight


def test_another_task_waits_for_nobody(tmp_path: Path) -> None:
    """A task that draws no new topics is worked on from the first."""
    told = "tasks=[{task: grammar, target: 2}, {task: exams, target: 2, quotas: {subject: {astronomy: 1}}}]"
    loaded = load_config(None, ["topics.expand=3", told])
    session = open_session(loaded, open_inputs(loaded), RunDir(tmp_path / "none"), LocalDisk())
    jobs = _lease_all(assembly.make_head(session.books, loaded.config, 1, None))
    assert {TOPICS: 3, "grammar": 2} == {task: [job.task for job in jobs].count(task) for task in (TOPICS, "grammar")}
    assert 5 == len(jobs)


def test_topics_that_come_along_are_copies(tmp_path: Path) -> None:
    """A new topic that is one of the bank's is refused, in a subject that is asked for; in another it is new."""
    loaded = load_config(None, ["task=exams", "target=2", "topics.expand=3", "quotas.subject={physics: 1, x: 1}"])
    book = open_session(loaded, open_inputs(loaded), RunDir(tmp_path / "none"), LocalDisk()).books[TOPICS]
    banks = find_task("exams").facets["topic"].values
    refused = {
        subject: book.judge(book.spec.read(Item("topics", {"topic": banks[subject][0], "subject": "x"})), ("x",), {})
        for subject in ("physics", "social")
    }
    assert {"physics": "duplicate", "social": None} == {name: each and each.code for name, each in refused.items()}


def test_no_topic_is_asked_for_when_every_row_is_there(tmp_path: Path) -> None:
    """A run whose rows are complete asks for nothing, even where topics are missing, and has nothing to do."""
    session, head = _open(tmp_path, "task=exams", "target=5")
    ledger = session.books["exams"].ledger
    for slot in range(5):
        ledger.replay_accept(slot, 0, ledger.plan.cell(slot))
    assert (True, []) == (head.over, _lease_all(head))
