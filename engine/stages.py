"""Makes the books of each stage of a run: its plan, what it rewrites, its checks and its shards."""

from collections.abc import Mapping, Sequence

from engine.config.load import LoadedConfig
from engine.config.model import Config
from engine.config.settings import SEED_FILE, TaskSettings
from engine.errors import InputError, UsageError
from engine.expansion import Expansion, list_known, make_expansion
from engine.inputs import Inputs, name_parent
from engine.journal.disk import Disk
from engine.judges import make_corpus, make_statistics
from engine.plans import grow_plans
from engine.records import Cell
from engine.rundir import RunDir
from engine.schedule.brief import BriefDeck
from engine.schedule.parents import Parents
from engine.session import Memory
from engine.sink.shards import REJECTS, SHARD, ShardWriter
from engine.work.book import TaskBook, add_parent
from quotas.ledger import Ledger
from quotas.plan import Plan
from validators.base import Item


def make_books(
    loaded: LoadedConfig, plans: Mapping[str, Plan], inputs: Inputs, memory: Memory, run_dir: RunDir, disk: Disk
) -> dict[str, TaskBook]:
    """Return the books of each data set, before the journal has been replayed into them.

    Raises:
        UsageError: If no item of a file has the values that its rewrites are planned to have.
    """
    config, books = loaded.config, dict[str, TaskBook]()
    parents = {each.task: make_parents(config, each, plans[each.task], inputs) for each in loaded.settings}
    decks = {each.task: make_deck(config, each, inputs) for each in loaded.settings}
    feeds = {each.parents: parents[each.task] for each in loaded.settings}
    for each in loaded.settings:
        # What is rewritten and its rewrites are held against each other.
        before = books.get(each.parents)
        topics = next((other.task for other in loaded.settings if other.expands is each.spec and not each.parents), "")
        history = memory.history.tasks.get(each.task)
        size = config.sink.rows_per_shard
        books[each.task] = TaskBook(
            name=each.task,
            spec=each.spec,
            ledger=Ledger(plans[each.task], config.attempts.per_row),
            deck=decks[each.task],
            quota_names=tuple(quota.name for quota in each.quotas),
            corpus=before.corpus if before else make_corpus(config.dedup, each.spec, inputs, list_known(each)),
            statistics=make_statistics(config.corpus, each.spec, plans[each.task]),
            rows=ShardWriter(run_dir.rows(each.task), size, disk, SHARD, history.shards if history else ()),
            rejects=ShardWriter(run_dir.rejects(each.task), size, disk, REJECTS, history.rejects if history else ()),
            parents=parents[each.task],
            feeds=feeds.get(each.task),
            expands=_make_expansion(each, loaded.settings, decks),
            after=books[topics].ledger if topics else None,
        )
    return books


def _make_expansion(
    settings: TaskSettings, every: Sequence[TaskSettings], decks: Mapping[str, BriefDeck]
) -> Expansion | None:
    """Return what puts rows among the topics of the data set whose items are new; None where they are none."""
    grown = [each.task for each in every if each.spec is settings.expands and not each.parents]
    return make_expansion(settings, decks[grown[0]]) if grown else None


def make_deck(config: Config, settings: TaskSettings, inputs: Inputs) -> BriefDeck:
    """Return what draws the briefs of a data set."""
    names = tuple(quota.name for quota in settings.quotas)
    return BriefDeck(settings.spec, names, len(inputs.seeds.get(settings.spec.name, ())), config.generation.jitter)


def make_parents(config: Config, settings: TaskSettings, plan: Plan, inputs: Inputs) -> Parents | None:
    """Return what a data set rewrites, filled where that is a file; None where its rows are new.

    Raises:
        InputError: If an item asks for a persona that is not there.
        UsageError: If no item of a file has the values that its rewrites are planned to have.
    """
    if not settings.parents:
        return None
    parents = Parents(inputs.personas, config.per_item, settings.kept, config.attempts.per_row)
    if settings.parents != SEED_FILE:
        return parents
    names, cells = [quota.name for quota in settings.quotas], set[Cell]()
    for item in inputs.parents[settings.spec.name]:
        cell = tuple(str(item.fields.get(name, "")) for name in names)
        try:
            row = Item(settings.spec.name, item.fields)
            add_parent(parents, settings.spec, name_parent(item), row, cell, item.requests, item.benchmark)
        except ValueError as error:
            raise InputError(item.path, str(error), item.line) from None
        cells.add(tuple(cell[place] for place in settings.kept))
    for cell in plan.cells():
        kept = {names[place]: cell[place] for place in settings.kept}
        if tuple(kept.values()) not in cells:
            missing = ", ".join(f"{name}={value}" for name, value in kept.items())
            raise UsageError(f"quotas: rows with {missing} are planned, and no item that is to be rewritten has that")
    return parents


def check_parents(loaded: LoadedConfig, inputs: Inputs) -> None:
    """Raise where items of a file cannot become the rows that are planned, before a run leaves anything on disk.

    Raises:
        InputError: If an item asks for a persona that is not there.
        UsageError: If no item of a file has the values that its rewrites are planned to have.
    """
    config, people = loaded.config, len(inputs.personas)
    has_requests = any(item.requests for items in inputs.parents.values() for item in items)
    if config.workflow != "style" and config.per_item > people and not has_requests:
        raise UsageError(f"personas.per_item: {config.per_item}, and there are {people} personas")
    for each in loaded.settings:
        most = people * len(inputs.parents.get(each.spec.name, ()))
        if each.parents == SEED_FILE and each.target > most:
            raise UsageError(f"target: {each.target:,} rewrites of {most // people:,} items for {people} personas each")
    rewriting = [each for each in loaded.settings if each.parents == SEED_FILE]
    plans = grow_plans(rewriting, {each.task: (each.target,) for each in rewriting}, loaded.config.seed)
    for each in rewriting:
        make_parents(loaded.config, each, plans[each.task], inputs)
