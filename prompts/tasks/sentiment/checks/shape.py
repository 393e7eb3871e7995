"""The shape of one labelled opinion, and the text that checks read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prompts.tasks.sentiment.schema import SENTIMENT
from validators.base import Measures, Reading, Refusal


def select_texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the free texts of a row, which has passed `SentimentShape`."""
    return {"text": fields["text"]}


@dataclass(frozen=True, slots=True)
class SentimentShape:
    """Refuses a row without a text or without one of the three labels; stands first."""

    codes = ("wrong_shape", "unknown_label")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault of shape."""
        label = reading.fields.get("sentiment")
        if not isinstance(reading.fields.get("text"), str):
            return Refusal("wrong_shape", "text must be a text")
        if not isinstance(label, str) or label not in SENTIMENT.weights:
            return Refusal("unknown_label", str(label)[:40])
        return None
