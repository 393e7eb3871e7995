"""The only file that constructs things: a config, its inputs and a run's memory become the parts that work."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from engine.clock import Clock
from engine.config.model import Config
from engine.config.model_name import parse_model
from engine.config.settings import TaskSettings
from engine.inputs import Inputs
from engine.journal.disk import Disk
from engine.journal.writer import JournalWriter
from engine.providers.mock.profile import MockProfile, find_profile
from engine.providers.mock.transport import BASE_URL, MockTransport
from engine.providers.openai import ChatWire, Generation
from engine.rundir import RunDir
from engine.schedule.brief import BriefDeck
from engine.schedule.failures import FailureGuard
from engine.session import Memory, Session
from engine.sink.commit import GroupCommit
from engine.sink.shards import REJECTS, SHARD, ShardWriter
from engine.transport import Transport
from engine.work.book import TaskBook
from engine.work.caller import Caller
from engine.work.committer import Committer
from engine.work.dispatcher import Dispatcher, Side
from engine.work.head import Head
from engine.work.pacer import FreePacer, Pacer, RatePacer
from engine.work.worker import TaskTools, Worker
from prompts.base import Prompt, TaskSpec
from prompts.discover import discover_tasks, find_task
from prompts.render import Renderer, json_schema
from prompts.style import StyleGuide
from quotas.ledger import Ledger, Ticket
from quotas.plan import Plan
from validators.base import Check, CorpusCheck
from validators.boilerplate import Boilerplate
from validators.chain import Chain
from validators.diversity import Diversity
from validators.duplicate import ExactDuplicates
from validators.encoding import Encoding
from validators.leak import LeakGuard, SeedGuard
from validators.placeholder import Placeholder
from validators.script import Script

AUTO_CONCURRENCY = 64
"""Workers where the config leaves the number open."""

CHARACTERS_PER_TOKEN = 2.83
"""Characters of Arabic prompt text that make one token, measured over common vocabularies."""


def make_plans(settings: Sequence[TaskSettings], steps: Mapping[str, Sequence[int]], seed: int) -> dict[str, Plan]:
    """Return each task's plan over the growth steps that its run has taken."""
    return {each.task: Plan.grow(each.quotas, steps[each.task], seed) for each in settings}


def make_styles(inputs: Inputs, tasks: Sequence[str]) -> dict[str, StyleGuide | None]:
    """Return the style guide of each task that has seeds."""
    return {
        task: StyleGuide.of(find_task(task), [item.fields for item in inputs.seeds[task]])
        if inputs.seeds[task]
        else None
        for task in tasks
    }


def make_books(
    config: Config, plans: Mapping[str, Plan], inputs: Inputs, memory: Memory, run_dir: RunDir, disk: Disk
) -> dict[str, TaskBook]:
    """Return each task's books, before the journal has been replayed into them."""
    return {task: _make_book(config, task, plan, inputs, memory, run_dir, disk) for task, plan in plans.items()}


def make_renderers(books: Mapping[str, TaskBook], inputs: Inputs) -> dict[str, Renderer]:
    """Return each task's prompt renderer."""
    styles = make_styles(inputs, list(books))
    return {task: Renderer(book.spec, styles[task]) for task, book in books.items()}


def make_commit(books: Mapping[str, TaskBook], memory: Memory, run_dir: RunDir, disk: Disk) -> GroupCommit:
    """Return what writes groups of rows and events, going on where the journal ends."""
    writers = [book.rows for book in books.values()] + [book.rejects for book in books.values()]
    return GroupCommit(JournalWriter(run_dir.journal, disk, memory.tail), writers)


def make_head(books: Mapping[str, TaskBook], config: Config, epoch: int, limit: int | None) -> Head:
    """Return the authority over leases."""
    return Head(books, config.seed, epoch, limit, FailureGuard(max(50, 3 * count_workers(config))))


def make_dispatcher(
    session: Session,
    transport: Transport,
    head: Head,
    commit: GroupCommit,
    clock: Clock,
    sides: Sequence[Side],
    tell: Callable[[str], None],
) -> Dispatcher:
    """Return what drives one process of the run."""
    config, books, inputs = session.loaded.config, session.books, session.inputs
    tools = {task: _make_tools(config, book, session.renderers[task], inputs) for task, book in books.items()}
    wire = make_wire(config, [book.spec for book in books.values()])
    caller = Caller(transport, wire, make_pacer(config), head.signal, clock, Random(config.seed).random)
    committer = Committer(books, head, commit, session.tally, config.model, config.workflow)
    return Dispatcher(head, Worker(tools, wire, caller), committer, count_workers(config), sides, tell)


def make_transport(config: Config, inputs: Inputs, clock: Clock) -> Transport:
    """Return what carries requests to the configured model."""
    return MockTransport(discover_tasks(), make_profile(config, inputs), clock, config.timeouts.total_s)


def make_wire(config: Config, specs: Sequence[TaskSpec]) -> ChatWire:
    """Return the chat-completions wire of the configured model."""
    asked = config.generation
    generation = Generation(asked.temperature, asked.top_p, asked.max_tokens)
    schemas = {spec.name: json_schema(spec) for spec in specs}
    return ChatWire(BASE_URL, parse_model(config.model).model, generation, schemas)


def make_profile(config: Config, inputs: Inputs) -> MockProfile:
    """Return the mock's fault profile, with texts of the seeds to copy where it copies."""
    own = config.providers["mock"].profiles if "mock" in config.providers else {}
    profile = find_profile(parse_model(config.model).model, own)
    if not profile.seed_copies:
        return profile
    texts = [text for task, items in inputs.seeds.items() for item in items for text in _main_text(task, item.fields)]
    return profile.model_copy(update={"copy_texts": (*profile.copy_texts, *texts)})


def make_pacer(config: Config) -> Pacer:
    """Return what keeps sends within the told limits."""
    if config.limits.rpm is None and config.limits.tpm is None:
        return FreePacer()
    return RatePacer(config.limits.rpm, config.limits.tpm)


def count_workers(config: Config) -> int:
    """Return the number of workers."""
    return AUTO_CONCURRENCY if config.limits.concurrency == "auto" else config.limits.concurrency


def make_chain(config: Config, spec: TaskSpec, inputs: Inputs) -> Chain:
    """Return the checks of one item of a task: the task's own, those of every text, and the leak guards."""
    limits = config.validators
    checks: list[Check] = [
        *spec.checks,
        Encoding(),
        Boilerplate(),
        Placeholder(),
        Script(limits.min_arabic_ratio),
        Diversity(limits.min_ttr),
        *make_leak_checks(spec, inputs),
    ]
    return Chain(tuple(checks))


def make_leak_checks(spec: TaskSpec, inputs: Inputs) -> tuple[Check, ...]:
    """Return what refuses copies of protected items and of seeds; `verify` holds rows against the same."""
    seeds = [spec.protected(item.fields) for item in inputs.seeds[spec.name]]
    checks: list[Check] = [LeakGuard(inputs.protected, spec.protected)] if len(inputs.protected) else []
    return (*checks, SeedGuard(seeds, spec.protected)) if seeds else tuple(checks)


def make_corpus(spec: TaskSpec) -> tuple[CorpusCheck, ...]:
    """Return the checks of a task's item against the rows before it; `verify` holds rows against the same."""
    return (ExactDuplicates(spec.identity),)


def _make_book(
    config: Config, task: str, plan: Plan, inputs: Inputs, memory: Memory, run_dir: RunDir, disk: Disk
) -> TaskBook:
    spec = find_task(task)
    names = tuple(dimension.name for dimension in plan.dimensions)
    history = memory.history.tasks.get(task)
    size = config.sink.rows_per_shard
    return TaskBook(
        spec=spec,
        ledger=Ledger(plan, config.attempts.per_row),
        deck=BriefDeck(spec, names, len(inputs.seeds[task])),
        quota_names=names,
        corpus=make_corpus(spec),
        rows=ShardWriter(run_dir.rows(task), size, disk, SHARD, history.shards if history else ()),
        rejects=ShardWriter(run_dir.rejects(task), size, disk, REJECTS, history.rejects if history else ()),
    )


def _make_tools(config: Config, book: TaskBook, renderer: Renderer, inputs: Inputs) -> TaskTools:
    return TaskTools(
        spec=book.spec,
        renderer=renderer,
        chain=make_chain(config, book.spec, inputs),
        drawn=book.deck.drawn,
        tokens=estimate_prompt_tokens(renderer, book) + book.spec.completion_tokens,
    )


def render_first(renderer: Renderer, book: TaskBook, slot: int = 0, seed: int = 0) -> Prompt:
    """Return the prompt of a slot's first attempt, in a run with this seed."""
    job = book.make_job(Ticket(slot, 0, book.ledger.plan.cell(slot)), seed)
    wanted = {**job.quota, **{name: job.brief[name] for name in book.deck.drawn}}
    return renderer.render(wanted, job.brief)


def estimate_prompt_tokens(renderer: Renderer, book: TaskBook) -> int:
    """Return the estimated tokens of one prompt."""
    prompt = render_first(renderer, book)
    return round((len(prompt.system) + len(prompt.user)) / CHARACTERS_PER_TOKEN)


def _main_text(task: str, fields: Mapping[str, object]) -> tuple[str, ...]:
    return find_task(task).protected(fields)[:1]
