"""The format contract: whether a rendered prompt says what a reply must look like."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prompts.base import TaskSpec

_ARABIC = re.compile("[ء-غف-ي]")
_LEFT_OPEN = re.compile(
    r"\bهنا\b|^(?:أدخل|ادخل|أدرج|املأ)\b|[<>{}\[\]…]|\.\.\.|\b(?:TODO|TBD|FIXME|X{3,})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The example object of a prompt.

    Attributes:
        pairs: Its keys and values, in order.
        start: Where it begins in the text.
        end: Where it ends.
    """

    pairs: Sequence[tuple[str, Any]]
    start: int
    end: int


def find_shown(text: str) -> Shown | None:
    """Return the longest JSON object that stands in a text, or None."""
    decoder = json.JSONDecoder(object_pairs_hook=list)
    best: Shown | None = None
    for start in (match.start() for match in re.finditer(r"\{", text)):
        if best is not None and start < best.end:
            continue
        try:
            pairs, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if best is None or end - start > best.end - best.start:
            best = Shown(pairs, start, end)
    return best


def list_needed(task: TaskSpec) -> list[str]:
    """Return the keys that a reply cannot do without: what the model requires and every free text, in order."""
    fields = task.reply_model.model_fields
    return [name for name, field in fields.items() if field.is_required() or name in task.text_fields]


def judge_format(task: TaskSpec, system: str, user: str) -> Iterator[tuple[str, str]]:
    """Yield rule and reason for everything that a prompt fails to say of the reply to it."""
    shown = find_shown(user)
    if shown is None:
        yield "format", f"shows no JSON object with the keys of a reply: {', '.join(list_needed(task))}"
        return
    if "JSON" not in system + user[: shown.start] + user[shown.end :]:
        yield "format", "never says that the reply is to be JSON"
    yield from _judge_keys(task, [key for key, _ in shown.pairs])
    for key, value in shown.pairs:
        yield from _judge_values(key, value)


def _judge_keys(task: TaskSpec, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    missing = [name for name in list_needed(task) if name not in keys]
    if missing:
        yield "format", f"the format lacks the key{'s' * (len(missing) > 1)} {', '.join(map(repr, missing))}"
    twice = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    if twice:
        yield "format", f"the format has the key {twice[0]!r} twice"
    order = [name for name in task.reply_model.model_fields if name in keys]
    stated = [key for key in dict.fromkeys(keys) if key in order]
    if stated != order:
        yield "format", f"the keys of the format stand as {', '.join(stated)}; their order is {', '.join(order)}"


def _judge_values(key: str, value: Any) -> Iterator[tuple[str, str]]:
    for text in _list_texts(value):
        if not _ARABIC.search(text) or _LEFT_OPEN.search(text):
            told = f"{key!r}: {text[:40]!r} could be copied as it stands; describe the value in Arabic words"
            yield "placeholder", told
            return


def _list_texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for each in value for text in _list_texts(each)] if isinstance(value, list | tuple) else [str(value)]
