"""The story of an evaluation: rows and real items are read once, all are counted, a sample is looked at closely."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.cleaning.row import Drop, Row
from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items, read_whole
from engine.errors import InputError, UsageError
from engine.evaluate.canaries import CanaryCount, read_canaries
from engine.evaluate.entry import Entry, EntryReader, Texts
from engine.evaluate.fidelity import compare, describe_corpus, measure_balance
from engine.evaluate.order import Evaluation, Order
from engine.evaluate.origin import Origin, read_origin
from engine.evaluate.personas import Personas
from engine.evaluate.privacy import ROWS, compare_membership, measure_likeness
from engine.evaluate.profile import Profile
from engine.evaluate.quality import Quality, name_row
from engine.evaluate.rewrites import MANY_DRIFTED, Rewrites, read_parent
from engine.evaluate.sample import Reservoir
from engine.evaluate.source import is_barred, may_evaluate, read_parents, read_rows, read_steps
from engine.evaluate.statement import state_privacy
from engine.evaluate.targets import check_targets
from engine.evaluate.utility.measure import measure_utility
from engine.inputs import read_inputs
from engine.judges import make_cleaning


@dataclass(slots=True)
class _Corpora:
    """What was read.

    Attributes:
        origin: What the rows are measured by.
        texts: Those of many rows, where there are protected items.
        barred: Rows that are, or were made from, items of a benchmark.
        personas: What is counted where personas are measured too.
        real: None where no real file was named.
        protected: Sample of the items that must not have leaked.
    """

    origin: Origin
    ours: Profile
    texts: Reservoir[Texts]
    quality: Quality
    canaries: CanaryCount
    protected: Reservoir[Entry]
    barred: int = 0
    personas: tuple[Personas, Rewrites] | None = None
    real: Profile | None = None
    warnings: list[str] = field(default_factory=list)


Tell = Callable[[str, int, int], None]
"""Is told what is being done, and how much of how much of it is done; 0 of 0 where that is not known."""


See = Callable[[Row], None]
"""Is shown every row as it is read, so that a file need not be read once more."""


def evaluate(order: Order, tell: Tell = lambda *_: None, see: See = lambda _: None) -> Evaluation:
    """Return the figures of a data set, each of whose rows is shown to `see`; nothing is written.

    Raises:
        InputError: If a file cannot be read or holds nothing of the task.
        UsageError: If the sample is too small to measure anything.
    """
    if order.sample < 100:
        raise UsageError(f"--sample {order.sample}: at least 100 rows are needed")
    corpora = _read(order, tell, see)
    report: dict[str, Any] = {
        "task": order.spec.name,
        "source": str(order.source),
        "rows": corpora.ours.rows,
        "evaluation_use": not corpora.barred and may_evaluate(order.source),
        "benchmark_rows": corpora.barred,
        **corpora.quality.measure(),
        "flagged": corpora.quality.flags.count,
        "fidelity": _measure_fidelity(order, corpora, tell),
        "diversity": _measure_diversity(corpora),
        "utility": _measure_utility(order, corpora, tell),
        "privacy": _measure_privacy(order, corpora, tell),
    }
    if corpora.personas:
        personas, rewrites = corpora.personas
        report["persona"] = {**personas.measure(), **rewrites.measure()}
    report["sample"] = _state_samples(order, corpora, report)
    report["targets"] = check_targets(report)
    return Evaluation(report, corpora.quality.flags, _list_warnings(corpora, report))


def _state_samples(order: Order, corpora: _Corpora, report: Mapping[str, Any]) -> dict[str, Any]:
    """Return of how many rows and items samples were drawn, and how many of them each test looked at."""
    drawn = {"real": corpora.real.sample} if corpora.real else {}
    tests = {
        "distance": report["fidelity"].get("distance", {}).get("sample"),
        "utility": report["utility"].get("sizes"),
        "membership": _find_sizes(report["privacy"].get("membership", {})),
        "voices": report.get("persona", {}).get("sample"),
    }
    return {
        "seed": order.seed,
        "rows": len(corpora.ours.sample),
        "of": corpora.ours.rows,
        **{name: {"rows": len(sample), "of": sample.seen} for name, sample in drawn.items()},
        **({"protected": {"rows": len(corpora.protected), "of": corpora.protected.seen}} if order.protect else {}),
        "tests": {name: size for name, size in tests.items() if size is not None},
    }


def _find_sizes(membership: Mapping[str, Any]) -> list[int] | None:
    return [membership[name] for name in ("rows", "member_items", "control_items")] if "rows" in membership else None


def _list_warnings(corpora: _Corpora, report: Mapping[str, Any]) -> list[str]:
    found = [*corpora.warnings, *corpora.quality.flags.warnings()]
    if not report["evaluation_use"]:
        found.append("rows are, or were made from, items of a benchmark: nothing is to be evaluated on it with them")
    if overlap := report["utility"].get("overlap"):
        found.append(f"{overlap:.1%} of the sampled rows are real items: they are left out of the trials of usefulness")
    if incomparable := report["fidelity"].get("label_l1_reason"):
        found.append(incomparable)
    persona = report.get("persona", {})
    if persona.get("personas") == 0:
        found.append("no row names a persona (meta.persona_id): there are no voices to be told apart")
    if (share := persona.get("to_parent", {}).get("share_drifted", 0)) > MANY_DRIFTED:
        found.append(f"{share:.1%} of the rewrites have hardly a content word of the row that they rewrite")
    return [*found, *corpora.ours.warnings()]


def _read(order: Order, tell: Tell, see: See) -> _Corpora:
    spec, reader = order.spec, EntryReader(order.spec)
    inputs = read_inputs(None, 0, order.protect, {spec.name: spec}, 0)
    cleaning = make_cleaning(spec, inputs, order.threshold, personal=True)
    quality = Quality(
        spec, cleaning, generated=order.generated, threshold=order.threshold, arabic_ratio=order.arabic_ratio
    )
    canaries = CanaryCount(read_canaries(order.canaries) if order.canaries else ())
    origin = read_origin(order.source, spec)
    ours = Profile(spec, order.sample, order.seed, origin.limits)
    texts = Reservoir[Texts](ROWS if order.protect else 0, order.seed)
    corpora = _Corpora(origin, ours, texts, quality, canaries, Reservoir[Entry](order.sample, order.seed))
    if order.personas:
        tell("rewritten rows", 0, 0)
        parents = {row.id: read_parent(reader.read(0, row.item.fields)[0]) for row in read_parents(order.source, spec)}
        corpora.personas = Personas(order.seed), Rewrites(parents)
    for number, row in enumerate(read_rows(order.source, spec, lambda rows, *at: tell(f"{rows:,} rows", *at))):
        if isinstance(row, Drop):
            quality.drop(row)
        else:
            see(row)
            _look(row, number, reader, corpora)
    if not corpora.ours.rows:
        raise InputError(order.source, f"holds no row of {spec.name}")
    if order.real:
        corpora.real = _read_real(order, reader, corpora, tell)
    _read_protected(order, reader, corpora.protected)
    return corpora


def _look(row: Row, number: int, reader: EntryReader, corpora: _Corpora) -> None:
    """Judge and count one row."""
    reading = corpora.quality.read(row)
    corpora.quality.add(row, reading)
    reading = reader.complete(reading)
    entry = reader.make(number, reading, row.id, row.parent, row.persona)
    corpora.ours.add(entry, reading)
    corpora.texts.offer(entry.secrets)
    corpora.canaries.look(reading.keys.values())
    corpora.barred += is_barred(row)
    if corpora.personas and not row.rule:  # a rule writes in nobody's voice
        personas, rewrites = corpora.personas
        personas.add(entry)
        if rewrites.add(entry):
            corpora.quality.flags.add(name_row(row), "relative_alike", entry.text)


def _read_real(order: Order, reader: EntryReader, corpora: _Corpora, tell: Tell) -> Profile:
    real = Profile(order.spec, order.sample, order.seed)
    for path in order.real:
        unread = other = 0
        for number, item in enumerate(read_items(path, (order.spec.name,))):
            if isinstance(item, BadLine):
                unread += 1
            elif item.task != order.spec.name:
                other += 1
            else:
                real.add(*reader.read(number, item.fields))
            if number % 1000 == 0:
                tell(f"{number:,} real items", 0, 0)
        if unread or other:
            corpora.warnings.append(f"{path}: {unread:,} records could not be read, {other:,} are of another task")
    if not real.rows:
        raise InputError(order.real[0], f"holds no item of {order.spec.name}")
    return real


def _read_protected(order: Order, reader: EntryReader, kept: Reservoir[Entry]) -> None:
    for path in order.protect:
        for number, item in enumerate(read_whole(path, (order.spec.name,))):
            if item.task == order.spec.name:
                kept.offer(reader.read(number, item.fields)[0])


def _measure_fidelity(order: Order, corpora: _Corpora, tell: Tell) -> dict[str, Any]:
    tell("fidelity", 0, 0)
    ours, real = corpora.ours, corpora.real
    found = {
        "ours": describe_corpus(ours, order.seed),
        "label_l1_to_target": measure_balance(ours, corpora.origin.weights),
    }
    if real is None:
        return found
    return {**found, "real": describe_corpus(real, order.seed), **compare(ours, real, order.seed)}


def _measure_diversity(corpora: _Corpora) -> dict[str, Any]:
    figures, warnings = corpora.ours.figures(), corpora.ours.warnings()
    found = {
        **figures,
        "ttr": corpora.ours.ttr,
        "item_ttr": corpora.ours.item_ttr,
        "arabic_ratio": corpora.quality.measure_script(),
        "collapsed": bool(corpora.ours.find_collapse()),
        "warnings": [*warnings],
    }
    if corpora.real is not None:
        theirs = corpora.real.figures()
        names = ("top_opening", "top_opening_share", "top_opening_bigram_share", "top_topic", "top_topic_share")
        found["real"] = {name: theirs[name] for name in names}
    return found


def _measure_utility(order: Order, corpora: _Corpora, tell: Tell) -> dict[str, Any]:
    if corpora.real is None:
        return {"reason": "no real items to test with (--real)"}
    ours, real = corpora.ours.sample.list(), corpora.real.sample.list()
    steps = read_steps(order.source, order.spec.name)
    return measure_utility(ours, real, steps, order.seed, lambda what: tell(f"utility: {what}", 0, 0))


def _measure_privacy(order: Order, corpora: _Corpora, tell: Tell) -> dict[str, Any]:
    tell("privacy", 0, 0)
    found: dict[str, Any] = {"personal": corpora.quality.measure_personal()}
    if order.canaries:
        found["canaries"] = corpora.canaries.measure()
    if statement := state_privacy(order.source):
        found["differential_privacy"] = statement
    protected = corpora.protected.list()
    if protected:
        texts, others = corpora.texts.list(), [entry.secrets for entry in protected]
        rows, items = corpora.ours.rows, corpora.protected.seen
        found["leaks"] = corpora.quality.measure_leaks()
        found["nearest_protected"] = measure_likeness(texts, others, rows, items, order.seed)
    return {**found, "membership": _measure_membership(order, corpora, protected)}


def _measure_membership(order: Order, corpora: _Corpora, protected: Sequence[Entry]) -> dict[str, Any]:
    origin = corpora.origin
    if origin.lost:
        return {"reason": origin.lost}
    ours, real = corpora.ours.sample.list(), corpora.real.sample.list() if corpora.real else []
    members, kind = (protected, "protected items") if origin.known is None else (origin.known, "seeds of the run")
    return {"members": kind, **compare_membership(ours, members, real, protected, order.seed)}
