"""Reads from a run directory what its gates look at: all rows, and those of the latest growth alone."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from engine.config.load import LoadedConfig
from engine.config.settings import TaskSettings
from engine.gates.gate import Sample
from engine.journal.events import Accepted, Event, Planned, Refused
from engine.journal.replay import replay
from engine.rundir import RunDir
from engine.sink.row import read_row
from engine.sink.rows import RowReader
from engine.work.book import COPIES, NO_ROOM
from validators.corpus.statistics import CorpusStatistics


@dataclass(slots=True)
class _Count:
    """What is counted of some rows of a data set."""

    statistics: CorpusStatistics
    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def read(self, name: str) -> Sample:
        """Return the figures."""
        copied = sum(count for code, count in self.refused.items() if code.startswith(COPIES))
        other = self.refused.total() - copied - self.refused[NO_ROOM]
        figures = self.statistics.figures() if self.accepted else {}
        return Sample(
            name=name,
            accepted=self.accepted,
            copied=copied,
            faulty=other,
            opening=_read_top(figures, "top_opening"),
            topic=_read_top(figures, "top_topic"),
        )


def read_samples(run_dir: RunDir, loaded: LoadedConfig) -> list[Sample]:
    """Return for each data set of a run its rows as a whole, and those of its latest growth alone where it grew.

    Raises:
        DamagedFileError: If journal or shards were changed.
    """
    final = {each.task: each for each in loaded.settings if not each.is_base}
    whole = {task: _begin(each) for task, each in final.items()}
    grown: dict[str, _Count] = {}
    with ExitStack() as stack:
        readers = {task: stack.enter_context(RowReader(run_dir.rows(task))) for task in final}
        replay(run_dir.journal, _watch(final, readers, whole, grown))
    several = len(final) > 1
    samples = []
    for task, count in whole.items():
        samples.append(count.read(f"{task}: all rows" if several else "all rows"))
        if task in grown:
            samples.append(grown[task].read(f"{task}: the new rows" if several else "the new rows"))
    return [sample for sample in samples if sample.candidates]


def _watch(
    final: Mapping[str, TaskSettings],
    readers: Mapping[str, RowReader],
    whole: Mapping[str, _Count],
    grown: dict[str, _Count],
) -> Callable[[Event], None]:
    def take(event: Event) -> None:
        if not isinstance(event, Accepted | Refused | Planned) or event.task not in final:
            return
        task = event.task
        if isinstance(event, Planned):
            if len(event.steps) > 1:
                grown[task] = _begin(final[task])
            return
        counts = [whole[task], *([grown[task]] if task in grown else ())]
        if isinstance(event, Refused):
            for count in counts:
                count.refused[event.reason] += 1
            return
        spec = final[task].spec
        reading = spec.read(read_row(spec.name, readers[task].read(event)).item)
        for count in counts:
            count.accepted += 1
            count.statistics.admit(reading)

    return take


def _begin(settings: TaskSettings) -> _Count:
    return _Count(CorpusStatistics(settings.spec.profile))


def _read_top(figures: Mapping[str, object], name: str) -> tuple[str, int]:
    rows, share = figures.get("rows", 0), figures.get(f"{name}_share", 0)
    assert isinstance(rows, int) and isinstance(share, int | float)  # noqa: S101, PT018  what `figures` says
    return str(figures.get(name, "")), round(share * rows)
