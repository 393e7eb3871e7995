"""One job's whole straight path: ask, call, read, judge. Workers are stateless; the head decides what becomes of it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from engine.parse.item import read_item
from engine.providers.base import Wire
from engine.records import Candidate, Failed, Job, Lease, Outcome, Refused, Reply, Result, Usage, Withheld
from engine.work.caller import CallEnd, Caller
from prompts.base import TaskSpec, Wanted
from prompts.render import Renderer
from validators.base import Refusal
from validators.chain import Chain

MAX_KEPT_TEXT = 4000
"""Characters of a refused reply that are kept in `rejects/`."""


@dataclass(frozen=True, slots=True)
class TaskTools:
    """What a worker needs for one task.

    Attributes:
        drawn: Names of row fields that the brief draws.
        tokens: Estimated tokens of one call, prompt and reply.
    """

    spec: TaskSpec
    renderer: Renderer
    chain: Chain
    drawn: tuple[str, ...]
    tokens: int


class Worker:
    """Turns leases into outcomes."""

    def __init__(self, tools: Mapping[str, TaskTools], wire: Wire, caller: Caller) -> None:
        self._tools, self._wire, self._caller = tools, wire, caller

    async def work(self, lease: Lease) -> AsyncIterator[Outcome]:
        """Yield one outcome for each job of `lease`, as it comes; model output never raises."""
        for job in lease.jobs:
            yield await self._attempt(lease, job)

    async def _attempt(self, lease: Lease, job: Job) -> Outcome:
        tools = self._tools[job.task]
        wanted = {**job.quota, **{name: job.brief[name] for name in tools.drawn}}
        prompt = tools.renderer.render(wanted, job.brief)
        end = await self._caller.call(self._wire.encode(prompt, job.task, job.seed), tools.tokens)
        return Outcome(
            lease=lease.id,
            epoch=lease.epoch,
            job=job,
            result=_judge_reply(end.reply, tools, wanted) if end.reply else _explain(end),
            usage=end.reply.usage if end.reply else Usage(),
            calls=end.calls,
            prompt_hash=prompt.hash,
        )


def _explain(end: CallEnd) -> Failed | Withheld:
    return Failed(end.kind, end.detail) if end.kind else Withheld()


def _judge_reply(reply: Reply, tools: TaskTools, wanted: Wanted) -> Result:
    item = read_item(reply, tools.spec, wanted)
    if isinstance(item, Refusal):
        return Refused(item, text=reply.text[:MAX_KEPT_TEXT])
    reading = tools.spec.read(item)
    verdict = tools.chain.judge(reading)
    if verdict.refusal is not None:
        return Refused(verdict.refusal, fields=item.fields)
    return Candidate(reading, verdict.measures)
