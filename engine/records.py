"""The messages that travel the path: job, lease, HTTP request and response, and the outcome of one attempt.

They are named tuples: every row takes a dozen of them, and a frozen dataclass takes four times as long to make.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import starmap
from typing import Any, NamedTuple

from prompts.base import Prompt
from validators.base import Measures, Reading, Refusal

Cell = tuple[str, ...]
"""The quota values of one slot, in the order of the task's quota dimensions. Empty where a task has no quotas."""


class ErrorKind(StrEnum):
    """Why a call brought no reply."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    BAD_REQUEST = "bad_request"
    BAD_RESPONSE = "bad_response"
    FATAL = "fatal"


class Origin(NamedTuple):
    """What an attempt rewrites, and for whom.

    Attributes:
        parent: Id of the item that is rewritten.
        text: Its main text, as the model is shown it.
        values: Fields that the rewrite keeps, such as the subject.
        persona: Id of the persona.
        description: Who that is, as the model is told.
        prompt: What the model is asked, word for word; empty where the task's templates write it.
        benchmark: Name of the benchmark that the item belongs to, or an empty text.
    """

    parent: str
    text: str
    values: Mapping[str, str]
    persona: str
    description: str
    prompt: str = ""
    benchmark: str = ""


class Job(NamedTuple):
    """One attempt at one slot: everything a worker needs to make one candidate.

    Attributes:
        task: Task name.
        slot: Number of the planned row within its task, from 0.
        attempt: Number of this attempt at the slot, from 0; no two attempts that count share one, over all resumes.
        id: Row id; a function of run seed, task, slot and attempt alone.
        seed: 63-bit seed of this attempt, sent to the model.
        quota: Quota dimension to planned value.
        brief: What was drawn for this attempt beyond the quota (style source, question form, …).
        origin: What it rewrites; None where it writes something new.
    """

    task: str
    slot: int
    attempt: int
    id: str
    seed: int
    quota: Mapping[str, str]
    brief: Mapping[str, str]
    origin: Origin | None = None


class Lease(NamedTuple):
    """The head's permission to work on some jobs. Epochs fence leases of a dead head; they name no row."""

    id: int
    epoch: int
    jobs: tuple[Job, ...]


class HttpRequest(NamedTuple):
    """One POST, as bytes: all that a transport may know of a call."""

    url: str
    headers: Mapping[str, str]
    body: bytes


class HttpResponse(NamedTuple):
    """What came back: status, headers with lower-case names, and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Limits(NamedTuple):
    """What a response says about the limits of its key; None for what it does not say.

    Attributes:
        rpm: Requests a minute that are allowed.
        tpm: Tokens a minute that are allowed.
        requests_left: Requests that may still be sent now.
        tokens_left: Tokens that may still be sent now.
        requests_reset_s: Seconds until all requests are free again.
        tokens_reset_s: Seconds until all tokens are free again.
    """

    rpm: float | None = None
    tpm: float | None = None
    requests_left: int | None = None
    tokens_left: int | None = None
    requests_reset_s: float | None = None
    tokens_reset_s: float | None = None


class Usage(NamedTuple):
    """What one or more calls took.

    Attributes:
        prompt_tokens: As the provider counted them, or estimated where it did not say.
        completion_tokens: The same for the reply.
        cost: Billionths of a US dollar, so that sums are exact; 0 where no price is known.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: int = 0

    def split(self, parts: int) -> list["Usage"]:
        """Return this usage in `parts` shares that add up to it, as even as whole numbers can be."""
        shares = [[value // parts + (place < value % parts) for place in range(parts)] for value in self]
        return list(starmap(Usage, zip(*shares, strict=True)))


class Ask(NamedTuple):
    """What one call asks a model for.

    Attributes:
        task: Name of the task.
        seed: 63-bit number sent to the model.
        items: Objects asked for; above 1 the reply is one object `{"items": [...]}` that holds them.
        shift: What is added to the temperature.
    """

    prompt: Prompt
    task: str
    seed: int
    items: int = 1
    shift: float = 0.0


class Reply(NamedTuple):
    """The model's answer out of one response: its text, why it ended, and its tokens; None where it does not say."""

    text: str
    finish_reason: str
    usage: Usage | None = None


class Candidate(NamedTuple):
    """A reply that became an item and passed every check that needs no other row."""

    reading: Reading
    measures: Measures


class Refused(NamedTuple):
    """A reply that was paid for and is not good enough; kept in `rejects/` with its reason."""

    refusal: Refusal
    fields: Mapping[str, Any] | None = None
    text: str = ""


class Failed(NamedTuple):
    """No reply could be had: the kind of error that ended the last try, and what was seen.

    A fatal one (authentication, no credit, an unknown model) ends the whole run, and its attempt is not counted.
    """

    kind: ErrorKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """The run stopped before a request was answered: the attempt is not counted, and its number is free again."""


Result = Candidate | Refused | Failed | Withheld


class Outcome(NamedTuple):
    """How one attempt ended in the worker; the head decides what becomes of it.

    Attributes:
        usage: Its share of what its call took.
        calls: HTTP requests sent for it, retries included; of a call for several items, all stand with the first.
        model: Who answered, such as `openai:gpt-4o`; empty where nobody was asked.
        prompt_hash: Hash of the templates that asked for it.
    """

    lease: int
    epoch: int
    job: Job
    result: Result
    usage: Usage
    calls: int
    model: str
    prompt_hash: str


class Extra(NamedTuple):
    """An item beyond those that were asked for: good, paid for, and without a slot of its own.

    Attributes:
        beside: The job whose call brought it.
    """

    beside: Job
    candidate: Candidate
    model: str
    prompt_hash: str


class Finding(NamedTuple):
    """All that came of one lease."""

    outcomes: tuple[Outcome, ...]
    extras: tuple[Extra, ...] = ()


def label_cell(task: str, names: tuple[str, ...], cell: tuple[str, ...], *, several: bool) -> dict[str, str]:
    """Return a cell as dimension to value; runs of several tasks name the task first."""
    return {**({"task": task} if several else {}), **dict(zip(names, cell, strict=True))}
