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
from engine.schedule.brief import SHIFT
from engine.work.caller import CallEnd, Caller
from prompts.base import TaskSpec, Wanted
from prompts.render import Renderer
from validators.base import Item, Refusal
from validators.chain import Chain
from validators.persona import judge_persona
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
        """Return what a job's item must have."""
        return list_wanted(job, self.drawn)


class Worker:
    """Turns leases into outcomes: one call for each lease, whose jobs are of one task.

    Jobs with prompts of their own are asked for one by one.
    """

    def __init__(self, tools: Mapping[str, TaskTools], caller: Caller) -> None:
        self._tools, self._caller = tools, caller

    async def work(self, lease: Lease) -> Finding:
        """Return an outcome for each job of `lease`, and what the reply held beyond; model output never raises."""
        tools = self._tools[lease.jobs[0].task]
        if len(lease.jobs) > 1 and not any(map(read_own_prompt, lease.jobs)):
            return await self._ask_many(lease, tools)
        return Finding(tuple([await self._ask_one(lease, job, tools) for job in lease.jobs]))

    async def _ask_one(self, lease: Lease, job: Job, tools: TaskTools) -> Outcome:
        wanted, own = tools.list_wanted(job), read_own_prompt(job)
        prompt = tools.renderer.quote(own) if own else tools.renderer.render(wanted, write_brief(job))
        end = await self._caller.call(Ask(prompt, tools.spec.name, job.seed, shift=read_shift(job)), tools.tokens)
        reply = end.reply
        result = _judge(read_item(reply, tools.spec, wanted), reply, job, tools) if reply else _explain(end)
        return Outcome(lease.id, lease.epoch, job, result, end.usage, end.calls, end.model, prompt.hash)

    async def _ask_many(self, lease: Lease, tools: TaskTools) -> Finding:
        jobs, wanted = lease.jobs, [tools.list_wanted(job) for job in lease.jobs]
        prompt = tools.renderer.render_many(wanted, [write_brief(job) for job in jobs])
        ask = Ask(prompt, tools.spec.name, jobs[0].seed, len(jobs), read_shift(jobs[0]))
        end = await self._caller.call(ask, tools.tokens * len(jobs))
        reply = end.reply
        if reply is None:
            return Finding(_share(lease, [_explain(end)] * len(jobs), end, prompt.hash))
        found = read_items(reply, tools.spec, wanted)
        pairs = zip(found.slots, jobs, strict=True)
        results = [_judge(read, reply, job, tools) if read else Withheld() for read, job in pairs]
        surplus = [_judge(read, reply, jobs[-1], tools) for read in found.surplus]
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


def read_shift(job: Job) -> float:
    """Return what a job's brief adds to the temperature."""
    return float(job.brief.get(SHIFT, 0))


def read_own_prompt(job: Job) -> str:
    """Return what a request asks word for word; empty where the templates ask."""
    return job.origin.prompt if job.origin else ""


def list_wanted(job: Job, drawn: Sequence[str]) -> Wanted:
    """Return what a job's item must have: its quota, then what it has from the item that it rewrites, or draws.

    Args:
        job: The job.
        drawn: Names of row fields that a brief draws.
    """
    more = {name: job.brief[name] for name in drawn if name in job.brief} if job.origin is None else job.origin.values
    return {**job.quota, **{name: value for name, value in more.items() if name not in job.quota}}


def write_brief(job: Job) -> Mapping[str, str]:
    """Return what a job's prompt is written from: its brief, and where it rewrites, what and for whom."""
    if job.origin is None:
        return job.brief
    return {**job.brief, "parent": job.origin.text, "persona": job.origin.description}


def _judge(read: Read, reply: Reply, job: Job, tools: TaskTools) -> Result:
    item = read.found
    if isinstance(item, Refusal):
        return Refused(item, text=reply.text[:MAX_KEPT_TEXT])
    item, replaced = _anonymise(item, tools)
    reading = tools.spec.read(item, job.origin.parent if job.origin else job.id)
    verdict = tools.chain.judge(reading)
    measures, refusal = verdict.measures, verdict.refusal
    if refusal is None and job.origin is not None:
        may_speak = not tools.spec.standard_arabic
        refusal = judge_persona(reading, job.origin.description, measures, may_speak=may_speak)
    if refusal is not None:
        return Refused(refusal, fields=item.fields)
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
