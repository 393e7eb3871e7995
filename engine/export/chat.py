"""Rows as conversations for instruction tuning: an Arabic system message, a question, and the answer to learn."""

from collections.abc import Mapping
from typing import Any

import orjson

from engine.export.kinds import Kind
from engine.export.measured import MeasuredOutput
from engine.export.order import ChatStyle, Order
from engine.export.survey import fingerprint
from engine.export.wording import load_chat

_PLACE = "{}"

MEANINGS = {
    "messages": "system message, question and answer, each with its `role` and `content`",
    "instruction": "what is asked; the whole question where it cannot be told from what it is asked of",
    "input": "what it is asked of, or empty",
    "output": "the answer to learn",
    "system": "the system message",
}
"""Key of a conversation to what it holds."""


class ChatWriter:
    """Writes conversations, one JSON object a line; the phrasing of a question is drawn by the id of its row.

    `meta` is written only where a row carries a batch id, and holds that alone: some trainers refuse other keys.

    Raises:
        UsageError: If the task has no chat format.
    """

    def __init__(self, output: MeasuredOutput, order: Order) -> None:
        self._output = output
        self._wording = load_chat(order.spec)
        self._labels = {dimension.name: dimension.labels for dimension in order.spec.dimensions}
        self._write_chat = _write_messages if order.style is ChatStyle.messages else _write_alpaca
        self._rest = _list_rest(order)

    def write(self, line: bytes) -> None:
        """Write the conversation of a row."""
        row = orjson.loads(line)
        ask: str = self._wording.asks[fingerprint(str(row["id"])) % len(self._wording.asks)]
        shown = str(self._wording.question(row)).strip()
        reply = str(self._wording.reply(row, self._labels)).strip()
        chat = self._write_chat(self._wording.system, ask, shown, reply)
        self._output.write(orjson.dumps({**chat, **self._rest}, option=orjson.OPT_APPEND_NEWLINE))

    def close(self) -> None:
        """Do nothing."""


def find_chat_kind(order: Order) -> Kind:
    """Return the type of a conversation as it is written."""
    write = _write_messages if order.style is ChatStyle.messages else _write_alpaca
    kind = Kind()
    kind.observe({**write("", _PLACE, "", ""), **_list_rest(order)})
    return kind


def _list_rest(order: Order) -> dict[str, Any]:
    return {"meta": {"batch_id": order.batch_id}} if order.batch_id else {}


def _write_messages(system: str, ask: str, shown: str, reply: str) -> Mapping[str, Any]:
    """Return the form that OpenAI, TRL and most trainers of chats read."""
    return {
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": ask.replace(_PLACE, shown)},
            {"role": "assistant", "content": reply},
        ]
    }


def _write_alpaca(system: str, ask: str, shown: str, reply: str) -> Mapping[str, Any]:
    """Return the form of Alpaca, with the system message beside it, as LLaMA-Factory reads it."""
    before, _, after = (part.strip() for part in ask.partition(_PLACE))
    apart = f"\n{_PLACE}" in ask or f"{_PLACE}\n" in ask
    instruction, given = (before or after, shown) if apart and not (before and after) else (ask, "")
    return {"instruction": instruction.replace(_PLACE, shown), "input": given, "output": reply, "system": system}
