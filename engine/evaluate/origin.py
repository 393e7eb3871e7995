"""What the run says that the rows come from: its plan of labels, its limits, and what its generator knew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.config.load import LoadedConfig, load_config
from engine.dataset.source import SourceItem
from engine.evaluate.entry import Entry, EntryReader
from engine.inspection.guards import make_guards
from engine.inspection.planned import plan_tasks
from engine.journal.replay import RunHistory, replay
from engine.judges import make_limits
from engine.rundir import RunDir
from prompts.base import TaskSpec
from validators.corpus.limits import CorpusLimits


@dataclass(frozen=True, slots=True)
class Origin:
    """What rows are measured by.

    Attributes:
        weights: Label to its planned rows, of a file to the task's default weight; none where the rows are not balanced
            by one field.
        limits: From which shares on all rows together are too much alike.
        known: Items that the generator knew: seeds, or what it rewrote; None for a file, which does not say.
        lost: Why the items cannot be read; empty where they can.
    """

    weights: Mapping[str, float]
    limits: CorpusLimits = field(default_factory=CorpusLimits)
    known: Sequence[Entry] | None = None
    lost: str = ""


def read_origin(source: Path, spec: TaskSpec) -> Origin:
    """Return what a run directory says of the rows of a task, and of a file what the task does.

    Raises:
        ConfigError: If the frozen config of the run cannot be read.
        DamagedFileError: If its journal was changed.
    """
    quotas = [each for each in spec.dimensions if each.quota]
    name = quotas[0].name if len(quotas) == 1 else ""
    run_dir = RunDir(source)
    if not run_dir.journal.is_file():
        return Origin({label: float(weight) for label, weight in quotas[0].weights.items()} if name else {})
    history, _ = replay(run_dir.journal)
    loaded = load_config(run_dir.config, check_files=False)
    plan = plan_tasks(run_dir, loaded, history).get(spec.name)
    if plan is None:
        return Origin({})
    items, lost = _read_known(loaded, history, spec)
    reader = EntryReader(spec)
    return Origin(
        weights={label: float(rows) for label, rows in plan.marginals().get(name, {}).items()},
        limits=make_limits(loaded.config.corpus, plan),
        known=[reader.read(number, item.fields)[0] for number, item in enumerate(items)],
        lost=lost,
    )


def _read_known(loaded: LoadedConfig, history: RunHistory, spec: TaskSpec) -> tuple[Sequence[SourceItem], str]:
    """Return the items of the seed file that the run used, as it chose them, and why they cannot be read."""
    if loaded.config.seeds is None:
        return (), "the run had no seeds"
    recorded = {name: each for name, each in (history.epoch.inputs if history.epoch else {}).items() if "seeds" in name}
    alone = replace(loaded, config=loaded.config.model_copy(update={"protect": ()}))
    guards = make_guards(alone, recorded)
    inputs = guards.inputs
    return [*inputs.seeds.get(spec.name, ()), *inputs.parents.get(spec.name, ())], "; ".join(guards.notes)
