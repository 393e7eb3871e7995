"""The bank of personas that comes along, for runs that name no file of their own."""

from functools import cache
from pathlib import Path

import orjson

from prompts.personas.persona import Persona

BANK = Path(__file__).with_name("bank.jsonl")
"""One JSON object a line: `id`, `persona`, and what else is known."""


@cache
def load_bank() -> tuple[Persona, ...]:
    """Return the personas of the bank, in its order."""
    lines = BANK.read_bytes().split(b"\n")
    return tuple(_read(line) for line in lines if line.strip())


def _read(line: bytes) -> Persona:
    attributes = orjson.loads(line)
    return Persona(attributes.pop("id"), attributes.pop("persona"), attributes)
