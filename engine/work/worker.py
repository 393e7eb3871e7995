"""One job's whole straight path: ask, call, read, judge. Workers are stateless; the head decides what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.parse.item import Read, read_item, read_items
from engine.records import (
    Ask,
    Candidate,
    Extra,
    Failed,
    Finding,
    Job,
    Lease,
    Outcome,
    Refused,
    Reply,
    Result,
    Usage,
    Withheld,
)
from engine.work.caller import CallEnd, Caller
from prompts.base import TaskSpec, Wanted
from prompts.render import Renderer
from validators.base import Item, Refusal
from validators.chain import Chain
from validators.personal.replace import Replacer

MAX_KEPT_TEXT = 4000
"""Characters of a refused reply that are kept in `rejects/`."""


@dataclass(frozen=True, slots=True)
class TaskTools:
    """What a worker needs for one task.

    Attributes:
        drawn: Names of row fields that the brief draws.
        replacer: Takes personal data out of items, where that is wanted.
        tokens: Estimated tokens of one call, prompt and reply.
    """

    spec: TaskSpec
    renderer: Renderer
    chain: Chain
    drawn: tuple[str, ...]
    tokens: int
    replacer: Replacer | None = None

    def list_wanted(self, job: Job) -> Wanted:
        """Return what a job's item must have: its quota, then what its brief draws."""
        return {**job.quota, **{name: job.brief[name] for name in self.drawn}}


class Worker:
    """Turns leases into outcomes: one call for each lease, whose jobs are of one task."""

    def __init__(self, tools: Mapping[str, TaskTools], caller: Caller) -> None:
        self._tools, self._caller = tools, caller

    async def work(self, lease: Lease) -> Finding:
        """Return an outcome for each job of `lease`, and what the reply held beyond; model output never raises."""
        tools = self._tools[lease.jobs[0].task]
        return await (self._ask_one(lease, tools) if len(lease.jobs) == 1 else self._ask_many(lease, tools))

    async def _ask_one(self, lease: Lease, tools: TaskTools) -> Finding:
        [job] = lease.jobs
        wanted = tools.list_wanted(job)
        prompt = tools.renderer.render(wanted, job.brief)
        end = await self._caller.call(Ask(prompt, job.task, job.seed), tools.tokens)
        reply = end.reply
        result = _judge(read_item(reply, tools.spec, wanted), reply, tools) if reply else _explain(end)
        return Finding((Outcome(lease.id, lease.epoch, job, result, end.usage, end.calls, end.model, prompt.hash),))

    async def _ask_many(self, lease: Lease, tools: TaskTools) -> Finding:
        jobs, wanted = lease.jobs, [tools.list_wanted(job) for job in lease.jobs]
        prompt = tools.renderer.render_many(wanted, [job.brief for job in jobs])
        ask = Ask(prompt, jobs[0].task, jobs[0].seed, len(jobs))
        end = await self._caller.call(ask, tools.tokens * len(jobs))
        reply = end.reply
        if reply is None:
            return Finding(_share(lease, [_explain(end)] * len(jobs), end, prompt.hash))
        found = read_items(reply, tools.spec, wanted)
        results = [_judge(read, reply, tools) if read else Withheld() for read in found.slots]
        surplus = [_judge(read, reply, tools) for read in found.surplus]
        extras = [Extra(jobs[-1], each, end.model, prompt.hash) for each in surplus if isinstance(each, Candidate)]
        return Finding(_share(lease, results, end, prompt.hash), tuple(extras))


def _share(lease: Lease, results: Sequence[Result], end: CallEnd, prompt_hash: str) -> tuple[Outcome, ...]:
    """Return the outcomes of a call's jobs; what it took is shared by the attempts that count."""
    counted = [place for place, result in enumerate(results) if not isinstance(result, Withheld)] or [0]
    shares = dict(zip(counted, end.usage.split(len(counted)), strict=True))
    calls = {counted[0]: end.calls}
    return tuple(
        Outcome(
            lease.id,
            lease.epoch,
            job,
            result,
            shares.get(place, Usage()),
            calls.get(place, 0),
            end.model,
            prompt_hash,
        )
        for place, (job, result) in enumerate(zip(lease.jobs, results, strict=True))
    )


def _explain(end: CallEnd) -> Result:
    return Failed(end.kind, end.detail) if end.kind else Withheld()


def _judge(read: Read, reply: Reply, tools: TaskTools) -> Result:
    item = read.found
    if isinstance(item, Refusal):
        return Refused(item, text=reply.text[:MAX_KEPT_TEXT])
    item, replaced = _anonymise(item, tools)
    reading = tools.spec.read(item)
    verdict = tools.chain.judge(reading)
    if verdict.refusal is not None:
        return Refused(verdict.refusal, fields=item.fields)
    measures = verdict.measures
    if read.repaired:
        measures["repaired"] = 1.0
    if replaced:
        measures["personal_replaced"] = float(replaced)
    return Candidate(reading, measures)


def _anonymise(item: Item, tools: TaskTools) -> tuple[Item, int]:
    """Return an item without personal data, where that is wanted, and how many pieces were replaced."""
    if tools.replacer is None:
        return item, 0
    labels = {dimension.name for dimension in tools.spec.dimensions}
    fields, count = tools.replacer.replace_fields(item.fields, item.fields.keys() - labels)
    return Item(item.task, fields), count.total()
