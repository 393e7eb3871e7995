"""How the mock misbehaves: a fault profile, as a config states it and as the mock's transport plays it."""

from collections.abc import Mapping
from math import exp, log
from random import Random
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

Rate = Annotated[float, Field(ge=0, le=1)]
_Millis = Annotated[float, Field(ge=0, le=600_000)]
_STRICT = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Latency(BaseModel):
    """How long a reply takes: log-normal around a median, or fixed where sigma is 0."""

    model_config = _STRICT

    median_ms: float = Field(default=0, ge=0, le=600_000, description="Half of the replies take longer; milliseconds.")
    sigma: float = Field(default=0, ge=0, le=3, description="Spread of the logarithm; 0: all the same.")


def _read_latency(value: object) -> object:
    """Let a plain number mean a fixed latency."""
    return {"median_ms": value} if isinstance(value, int | float) and not isinstance(value, bool) else value


class MockProfile(BaseModel):
    """What goes wrong how often, each rate a probability from 0 to 1; the default profile has no fault.

    The first block of rates strikes the connection, the second the reply's text, the third its content. Faults are
    drawn independently of each other except those of the connection, of which a request suffers one at most.
    """

    model_config = _STRICT

    latency_ms: Annotated[Latency, BeforeValidator(_read_latency, json_schema_input_type=_Millis | Latency)] = Field(
        default=Latency(), description="Time to a reply: milliseconds, or {median_ms, sigma} for a log-normal one."
    )
    http_429: Rate = Field(default=0, description="Share of requests answered with status 429.")
    retry_after_s: float = Field(default=1, ge=0, le=3600, description="Seconds in the Retry-After header of a 429.")
    http_500: Rate = Field(default=0, description="Share of requests answered with status 500.")
    dropped_connections: Rate = Field(default=0, description="Share of requests whose connection is closed unanswered.")
    hangs: Rate = Field(default=0, description="Share of requests that are answered only after hang_s.")
    hang_s: float = Field(default=600, ge=0, le=86_400, description="Seconds that a hanging request is silent.")

    truncated: Rate = Field(default=0, description="Share of replies cut short, with finish reason `length`.")
    malformed: Rate = Field(default=0, description="Share of replies that are broken JSON.")
    prose_around: Rate = Field(default=0, description="Share of replies with prose before and after the JSON.")
    fenced: Rate = Field(default=0, description="Share of replies inside ``` fences.")
    missing_items: Rate = Field(default=0, description="Share of replies of several items with one too few.")
    surplus_items: Rate = Field(default=0, description="Share of replies of several items with one too many.")
    refusals: Rate = Field(default=0, description="Share of replies that decline in words.")

    wrong_letter: Rate = Field(default=0, description="Share of answer letters drawn from letter_bias, not as asked.")
    letter_bias: Annotated[dict[str, Rate], Field(max_length=26)] = Field(
        default={},
        description="Letter to its relative share where wrong_letter strikes.",
    )
    wrong_label: Rate = Field(default=0, description="Share of items written for another label than asked.")
    wrong_keys: Rate = Field(default=0, description="Share of items whose answer key names a wrong option.")
    duplicates: Rate = Field(default=0, description="Share of items that were given before, word for word.")
    near_duplicates: Rate = Field(default=0, description="Share of items that were given before, with a word changed.")
    seed_copies: Rate = Field(default=0, description="Share of items whose text is copied from copy_texts.")
    copy_texts: tuple[str, ...] = Field(
        default=(), strict=False, description="Texts for seed_copies; a run adds those of its seed and protect files."
    )
    collapse: Rate = Field(
        default=0,
        description="Share of items that repeat a few favourites, as models do; topic and opening are mostly heeded.",
    )
    english: Rate = Field(default=0, description="Share of items written in English.")

    @field_validator("letter_bias")
    @classmethod
    def _need_a_letter(cls, bias: dict[str, float]) -> dict[str, float]:
        if bias and not any(bias.values()):
            raise ValueError("every letter has the share 0")
        return bias

    @model_validator(mode="after")
    def _bound_connection_faults(self) -> "MockProfile":
        if self.http_429 + self.http_500 + self.dropped_connections + self.hangs > 1:
            raise ValueError("http_429, http_500, dropped_connections and hangs add up to more than 1")
        return self

    def draw_latency(self, rng: Random) -> float:
        """Return seconds to a reply, from a log-normal distribution (`exp(N(log median, sigma))`)."""
        median, sigma = self.latency_ms.median_ms / 1000, self.latency_ms.sigma
        if not median or not sigma:
            return median
        return exp(rng.gauss(log(median), sigma))


BUILT_IN: Mapping[str, MockProfile] = {
    "clean": MockProfile(),
    "collapse": MockProfile(collapse=1.0),
    "hostile": MockProfile(
        http_429=0.03,
        retry_after_s=0.05,
        http_500=0.03,
        dropped_connections=0.03,
        malformed=0.05,
        truncated=0.01,
        prose_around=0.02,
        fenced=0.02,
        refusals=0.01,
        wrong_letter=1.0,
        letter_bias={"A": 0.1, "B": 0.615, "C": 0.16, "D": 0.125},
        wrong_label=0.03,
        wrong_keys=0.01,
        duplicates=0.10,
        near_duplicates=0.01,
        seed_copies=0.02,
        english=0.01,
    ),
}
"""Profiles that every config knows, by name."""


def find_profile(name: str, own: Mapping[str, MockProfile]) -> MockProfile:
    """Return the profile of this name out of the built-in ones and a config's own.

    Raises:
        KeyError: If nobody knows the name.
    """
    return {**own, **BUILT_IN}[name]
