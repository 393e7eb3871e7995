"""Rows as conversations for instruction tuning: an Arabic system message, a question, and the answer to learn."""

from collections.abc import Mapping
from typing import Any

import orjson

from engine.export.measured import MeasuredOutput
from engine.export.survey import fingerprint
from engine.export.wording import load_chat
from prompts.base import TaskSpec


class ChatWriter:
    """Writes `{"messages": [system, user, assistant]}`; the phrasing of a question is drawn by the id of its row.

    `meta` is written only where a row carries a batch id, and holds that alone: some trainers refuse other keys.

    Raises:
        UsageError: If the task has no chat format.
    """

    def __init__(self, output: MeasuredOutput, spec: TaskSpec, batch_id: str) -> None:
        self._output = output
        self._wording = load_chat(spec)
        self._labels = {dimension.name: dimension.labels for dimension in spec.dimensions}
        self._rest = {"meta": {"batch_id": batch_id}} if batch_id else {}

    def write(self, line: bytes) -> None:
        """Write the conversation of a row."""
        chat = {"messages": make_messages(self._wording, self._labels, orjson.loads(line)), **self._rest}
        self._output.write(orjson.dumps(chat, option=orjson.OPT_APPEND_NEWLINE))

    def close(self) -> None:
        """Do nothing."""


def make_messages(
    wording: Any, labels: Mapping[str, Mapping[str, str]], row: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Return the three messages of a row."""
    ask: str = wording.asks[fingerprint(str(row["id"])) % len(wording.asks)]
    question = ask.replace("{}", str(wording.question(row)).strip())
    return [
        {"role": "system", "content": wording.system},
        {"role": "user", "content": question},
        {"role": "assistant", "content": str(wording.reply(row, labels)).strip()},
    ]
