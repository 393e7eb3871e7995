"""The mock's faults of the connection: which one, if any, strikes a request."""

from enum import StrEnum
from random import Random
from zlib import crc32

from engine.clock import draw
from engine.providers.mock.profile import MockProfile


class Fault(StrEnum):
    """What a request may suffer in place of a prompt answer; a hang is answered in the end."""

    RATE_LIMITED = "http_429"
    SERVER_ERROR = "http_500"
    DROPPED = "dropped_connections"
    HANG = "hangs"


def seed_chance(sent: int, body: bytes) -> Random:
    """Return the chance of one request, from its number and its body, so that a retry has another one."""
    return Random(draw("transport", sent, crc32(body)))


def draw_fault(profile: MockProfile, rng: Random) -> Fault | None:
    """Return the fault that strikes this request, at most one, or None."""
    point = rng.random()
    for fault in Fault:
        rate: float = getattr(profile, fault.value)
        if point < rate:
            return fault
        point -= rate
    return None


def is_steady(profile: MockProfile) -> bool:
    """Return whether no fault can strike and every answer takes equally long, so that nothing need be drawn."""
    return not profile.latency_ms.sigma and not any(getattr(profile, fault.value) for fault in Fault)
