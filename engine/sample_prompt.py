"""A prompt as a run that has just begun would send it: with the brief of a slot's attempt; reads no run directory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from engine import assembly, stages
from engine.config.load import LoadedConfig
from engine.errors import UsageError
from engine.inputs import Inputs
from engine.journal.disk import LocalDisk
from engine.opening import open_inputs
from engine.plans import make_plans
from engine.providers.chat.tokens import estimate_tokens
from engine.records import Job
from engine.rundir import RunDir
from engine.schedule.parents import Parents
from engine.session import remember
from engine.work.book import TaskBook, add_parent
from engine.work.worker import list_wanted, read_own_prompt, write_brief
from prompts.base import Prompt, Wanted
from prompts.render import Renderer
from prompts.templates import read_templates
from quotas.ledger import Ticket
from validators.base import Item

_NO_RUN = ".no-run"
"""A folder that no run directory has."""


@dataclass(frozen=True, slots=True)
class SamplePrompt:
    """A rendered prompt and what went into it.

    Attributes:
        wanted: What each item must be.
        briefs: What else each item's prompt says: facets, `style`, `persona`, `parent`.
        templates: Files that made it.
    """

    prompt: Prompt
    wanted: Sequence[Wanted]
    briefs: Sequence[Mapping[str, str]]
    templates: Sequence[Path]

    @property
    def tokens(self) -> dict[str, int]:
        """Estimated tokens of both messages."""
        return {"system": estimate_tokens(self.prompt.system), "user": estimate_tokens(self.prompt.user)}


def render_sample(loaded: LoadedConfig, task: str, slot: int = 0, attempt: int = 0, items: int = 1) -> SamplePrompt:
    """Return the prompt of an attempt, or of several attempts of slots that follow each other, asked for in one call.

    Args:
        loaded: The config.
        task: Name of the data set.
        slot: Number of the first slot, from 0.
        attempt: Number of the attempt, from 0.
        items: Attempts in one call.

    Where it rewrites items that another stage has yet to write, the mock writes them.

    Raises:
        UsageError: If the config has no such data set, or that has fewer slots.
        InputError: For a seed, persona or protected file that cannot be read.
    """
    inputs = open_inputs(loaded)
    book = _open_book(loaded, inputs, task)
    if slot + items > book.ledger.plan.target:
        raise UsageError(f"slot {slot + items - 1}: {task} has slots 0 to {book.ledger.plan.target - 1}")
    folder = loaded.config.prompts.get(book.spec.name)
    renderer = assembly.make_renderers({task: book}, inputs, loaded.config.prompts)[task]
    tickets = [Ticket(each, attempt, book.ledger.plan.cell(each)) for each in range(slot, slot + items)]
    if book.parents is not None and not len(book.parents):
        _add_examples(book, book.parents, tickets)
    jobs = [book.preview_job(ticket, loaded.config.seed) for ticket in tickets]
    wanted = [list_wanted(job, book.deck.drawn) for job in jobs]
    prompt = _render(renderer, jobs, wanted)
    used = read_templates(book.spec.folder, folder)
    paths = [used.sources[name].path for name in used.list_used()]
    return SamplePrompt(prompt, wanted, [write_brief(job) for job in jobs], paths)


def _open_book(loaded: LoadedConfig, inputs: Inputs, task: str) -> TaskBook:
    names = [each.task for each in loaded.settings]
    if task not in names:
        raise UsageError(f"the config has no data set {task!r}; known: {', '.join(names)}")
    run_dir = RunDir(loaded.config.output / _NO_RUN)
    plans = make_plans(loaded, {each.task: (each.target,) for each in loaded.settings}, run_dir)
    return stages.make_books(loaded, plans, inputs, remember(run_dir, names), run_dir, LocalDisk())[task]


def _add_examples(book: TaskBook, parents: Parents, tickets: Sequence[Ticket]) -> None:
    """Give every cell an item to rewrite, as the mock would write it, where the stage before has written none yet."""
    for ticket in tickets:
        wanted = dict(zip(book.quota_names, ticket.cell, strict=True))
        reply = book.spec.reply_model.model_validate(book.spec.compose(wanted, Random(ticket.slot)))
        item = book.spec.build(reply, wanted)
        if isinstance(item, Item):
            add_parent(parents, book.spec, f"example-{ticket.slot}", item, ticket.cell)


def _render(renderer: Renderer, jobs: Sequence[Job], wanted: Sequence[Wanted]) -> Prompt:
    own = read_own_prompt(jobs[0])
    if own:
        return renderer.quote(own)
    if len(jobs) == 1:
        return renderer.render(wanted[0], write_brief(jobs[0]))
    return renderer.render_many(wanted, [write_brief(job) for job in jobs])
