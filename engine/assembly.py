"""The only file that constructs things: a config, its inputs and a run's memory become the parts that work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from engine.clock import Clock
from engine.config.endpoints import find_endpoints
from engine.config.load import LoadedConfig
from engine.config.model import Config
from engine.config.model_name import parse_model
from engine.inputs import Inputs
from engine.journal.disk import Disk
from engine.journal.writer import JournalWriter
from engine.judges import make_chain, make_replacer
from engine.pricing import find_prices
from engine.providers.chat.request import Generation
from engine.providers.chat.tokens import estimate_tokens
from engine.providers.chat.wire import ChatWire
from engine.providers.http import make_http_transport
from engine.providers.mock.profile import MockProfile, find_profile
from engine.providers.mock.transport import BASE_URL, MockTransport
from engine.providers.prices import FREE
from engine.rundir import RunDir
from engine.schedule.adaptive import MOST_CALLS
from engine.schedule.budget import Budget, read_usd
from engine.schedule.failures import FailureGuard
from engine.schedule.lane import LaneSettings
from engine.session import Memory, Session
from engine.sink.commit import GroupCommit
from engine.transport import Transport
from engine.work.book import TaskBook
from engine.work.caller import Caller, Lane
from engine.work.committer import Committer
from engine.work.dispatcher import Dispatcher, Side
from engine.work.gate import Gate
from engine.work.head import Head
from engine.work.purse import Purse
from engine.work.worker import TaskTools, Worker, list_wanted, read_own_prompt, write_brief
from prompts.base import Prompt, TaskSpec
from prompts.discover import discover_tasks, find_task
from prompts.render import Renderer, json_schema
from prompts.style import StyleGuide
from quotas.ledger import Ticket
from validators.personal.replace import Replacer

MOCK_CONCURRENCY = 64
"""The same for the mock, which bears any number."""


def make_style(spec: TaskSpec, inputs: Inputs) -> StyleGuide | None:
    """Return the style guide of a task that has seeds."""
    seeds = inputs.seeds.get(spec.name, ())
    told = inputs.told.guides.get(spec.name)
    return told or (StyleGuide.of(spec, [item.fields for item in seeds]) if seeds else None)


def make_renderers(books: Mapping[str, TaskBook], inputs: Inputs, folders: Mapping[str, Path]) -> dict[str, Renderer]:
    """Return the prompt renderer of each data set; `folders` are those of a user's templates, by task."""
    styles = {name: None if book.parents else make_style(book.spec, inputs) for name, book in books.items()}
    return {name: Renderer(book.spec, styles[name], folders.get(book.spec.name)) for name, book in books.items()}


def make_commit(books: Mapping[str, TaskBook], memory: Memory, run_dir: RunDir, disk: Disk) -> GroupCommit:
    """Return what writes groups of rows and events, going on where the journal ends."""
    writers = [book.rows for book in books.values()] + [book.rejects for book in books.values()]
    return GroupCommit(JournalWriter(run_dir.journal, disk, memory.tail), writers)


def make_head(books: Mapping[str, TaskBook], config: Config, epoch: int, limit: int | None) -> Head:
    """Return the authority over leases."""
    guard = FailureGuard(max(50, 3 * count_workers(config)))
    return Head(books, config.seed, epoch, limit, guard, config.generation.items_per_call)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Who is called, and how much each may be asked for, in the same order."""

    lanes: tuple[Lane, ...]
    settings: tuple[LaneSettings, ...]


@dataclass(frozen=True, slots=True)
class Crew:
    """What works in one process of a run: what drives it, and who keeps its money."""

    dispatcher: Dispatcher
    purse: Purse


def make_crew(
    session: Session,
    lanes: Lanes,
    transport: Transport,
    head: Head,
    commit: GroupCommit,
    clock: Clock,
    sides: Sequence[Side],
    tell: Callable[[str], None],
) -> Crew:
    """Return what drives one process of the run."""
    config, books, tally = session.loaded.config, session.books, session.tally
    committer = Committer(books, head, commit, tally, config.workflow)
    limits, jitter = config.limits, Random(config.seed).random
    budget = Budget(None if config.budget.usd is None else read_usd(config.budget.usd), tally.spent)
    purse = Purse([lane.price for lane in lanes.lanes], budget, committer.make_durable, head.signal, head.stop)
    gate = Gate(lanes.settings, limits.rpm, limits.tpm, cap_concurrency(config), clock, head.signal, jitter, tell)
    head.heed_line(gate.count_waiting)
    most = config.generation.max_tokens
    caller = Caller(lanes.lanes, transport, gate, purse, head.signal, clock, jitter, max_tokens=most, tell=tell)
    replacer = make_replacer(config.validators, session.loaded.env)
    tools = {
        task: _make_tools(config, book, session.renderers[task], session.inputs, replacer)
        for task, book in books.items()
    }
    return Crew(Dispatcher(head, Worker(tools, caller), committer, count_workers(config), sides, tell), purse)


def make_transport(config: Config, inputs: Inputs, clock: Clock) -> Transport:
    """Return what carries requests to the configured models; one that can be entered is to be, around its use."""
    times = config.timeouts
    if config.is_mock:
        return MockTransport(discover_tasks(), make_profile(config, inputs), clock, times.total_s)
    return make_http_transport(
        connect_s=times.connect_s,
        first_byte_s=times.first_byte_s,
        total_s=times.total_s,
        connections=count_workers(config),
    )


def make_lanes(loaded: LoadedConfig, clock: Clock) -> Lanes:
    """Return the lanes of a config.

    Raises:
        ConfigError: If a key is missing, or a budget cannot be held because a price is not known.
    """
    config, asked = loaded.config, loaded.config.generation
    generation = Generation(asked.temperature, asked.top_p, asked.max_tokens)
    schemas = {each.spec.name: json_schema(each.spec) for each in loaded.settings}
    if config.is_mock:
        wire = ChatWire(BASE_URL, parse_model(config.model).model, generation, schemas, {})
        return Lanes(
            (Lane(config.model, config.model, wire, FREE),), (LaneSettings(config.model, 1, None, None, learns=False),)
        )
    prices = find_prices(config, loaded.env, clock.wall())
    lanes, settings = [], []
    for each in find_endpoints(config, loaded.env):
        headers = {"authorization": f"Bearer {each.key}"} if each.key else {}
        wire = ChatWire(each.base_url, each.model.model, generation, schemas, headers)
        lanes.append(Lane(each.name, ":".join(each.model), wire, prices[each.model], each.key or ""))
        settings.append(LaneSettings(each.name, each.weight, each.rpm, each.tpm))
    return Lanes(tuple(lanes), tuple(settings))


def check_secrets(loaded: LoadedConfig, clock: Clock) -> None:
    """Raise where a run would lack a key, before it leaves anything on disk.

    Raises:
        ConfigError: If nobody can be called, a budget cannot be held, or pseudonyms have no key.
    """
    make_lanes(loaded, clock)
    make_replacer(loaded.config.validators, loaded.env)


def make_profile(config: Config, inputs: Inputs) -> MockProfile:
    """Return the mock's fault profile, with texts of the seeds to copy where it copies."""
    own = config.providers["mock"].profiles if "mock" in config.providers else {}
    profile = find_profile(parse_model(config.model).model, own)
    if not profile.seed_copies:
        return profile
    texts = [text for task, items in inputs.seeds.items() for item in items for text in _main_text(task, item.fields)]
    return profile.model_copy(update={"copy_texts": (*profile.copy_texts, *texts)})


def cap_concurrency(config: Config) -> int | None:
    """Return the told number of calls in flight, or None where the provider's answers are to show it."""
    told = config.limits.concurrency
    return count_workers(config) if config.is_mock or told != "auto" else None


def count_workers(config: Config) -> int:
    """Return the number of workers."""
    if config.limits.concurrency != "auto":
        return config.limits.concurrency
    return MOCK_CONCURRENCY if config.is_mock else MOST_CALLS


def _make_tools(
    config: Config, book: TaskBook, renderer: Renderer, inputs: Inputs, replacer: Replacer | None
) -> TaskTools:
    return TaskTools(
        spec=book.spec,
        renderer=renderer,
        chain=make_chain(config, book.spec, inputs),
        drawn=book.deck.drawn,
        tokens=estimate_prompt_tokens(renderer, book) + book.spec.completion_tokens,
        replacer=replacer,
    )


def render_first(renderer: Renderer, book: TaskBook, slot: int = 0, seed: int = 0) -> Prompt:
    """Return the prompt of a slot's first attempt, in a run with this seed."""
    job = book.preview_job(Ticket(slot, 0, book.ledger.plan.cell(slot)), seed)
    if own := read_own_prompt(job):
        return renderer.quote(own)
    return renderer.render(list_wanted(job, book.deck.drawn), write_brief(job))


def estimate_prompt_tokens(renderer: Renderer, book: TaskBook) -> int:
    """Return the estimated tokens of one prompt."""
    prompt = render_first(renderer, book)
    return estimate_tokens(prompt.system) + estimate_tokens(prompt.user)


def _main_text(task: str, fields: Mapping[str, object]) -> tuple[str, ...]:
    return find_task(task).protected(fields)[:1]
