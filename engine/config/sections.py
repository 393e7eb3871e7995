"""The config's small sections: how to ask, what to read, when to stop and where to draw lines."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from engine.config.section import AnyPath, Section

Share = Annotated[float, Field(ge=0, le=1)]


class GenerationConfig(Section):
    """How a model is asked."""

    temperature: float = Field(default=0.9, ge=0, le=2, description="Sampling temperature.")
    top_p: float = Field(default=0.95, gt=0, le=1, description="Nucleus sampling: share of probability kept.")
    max_tokens: int = Field(default=800, ge=1, le=131_072, description="Longest reply, in tokens.")
    items_per_call: int = Field(default=1, ge=1, le=100, description="Rows asked for in one call.")


class SeedsConfig(Section):
    """Real items that show the style; they are never copied."""

    file: AnyPath = Field(description="JSONL or CSV of seed items, relative to the config file.")
    max: int = Field(default=10, ge=1, le=10, description="Seeds used at most.")


class PersonasConfig(Section):
    """Points of view to write from."""

    file: AnyPath = Field(description="JSONL of personas, relative to the config file.")
    per_item: int = Field(default=5, ge=1, le=1000, description="Personas for each source item.")


class ValidatorsConfig(Section):
    """Lower bounds that every row must reach."""

    min_ttr: Share = Field(default=0.18, description="Different words for each word of an item, at least.")
    min_arabic_ratio: Share = Field(default=0.6, description="Arabic letters among an item's letters, at least.")


class DedupConfig(Section):
    """From which similarity two rows are near duplicates."""

    threshold: Share = Field(default=0.7, description="Similarity from which a row is a near duplicate.")
    relatives: Share = Field(default=0.85, description="The same for rewrites of one parent.")


def _read_concurrency(value: object) -> object:
    if value == "auto" or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError("must be 'auto' or a whole number")


class LimitsConfig(Section):
    """How fast requests may be sent."""

    rpm: int | None = Field(default=None, ge=1, le=10_000_000, description="Requests a minute; no limit if empty.")
    tpm: int | None = Field(default=None, ge=1, le=10_000_000_000, description="Tokens a minute; no limit if empty.")
    concurrency: Annotated[
        Annotated[int, Field(ge=1, le=10_000)] | Literal["auto"], BeforeValidator(_read_concurrency)
    ] = Field(default="auto", description="Calls in flight at most; `auto` finds what the provider bears.")


class TimeoutsConfig(Section):
    """How long to wait for a provider."""

    connect_s: float = Field(default=10, gt=0, le=86_400, description="Seconds until a connection stands.")
    first_byte_s: float = Field(default=60, gt=0, le=86_400, description="Seconds until an answer begins.")
    total_s: float = Field(default=180, gt=0, le=86_400, description="Seconds for a whole call.")


class BudgetConfig(Section):
    """What a run may cost."""

    usd: float | None = Field(default=None, ge=0, le=1_000_000_000, description="US dollars; no limit if empty.")


class AttemptsConfig(Section):
    """How often to try before a cell counts as starved."""

    per_row: int = Field(
        default=20, ge=1, le=10_000, description="A cell may spend this times its target, plus 100 attempts."
    )


class GateConfig(Section):
    """What a stage must reach before the next one starts."""

    accept_rate: Share | None = Field(default=None, description="Accepted among all candidates, at least.")
    review_score: Share | None = Field(default=None, description="Approved among all reviewed rows, at least.")
    require: Literal["point", "lower_bound"] = Field(
        default="lower_bound", description="What must reach it: the value, or the lower end of its interval."
    )


class SinkConfig(Section):
    """How rows are put in files."""

    rows_per_shard: int = Field(default=1000, ge=1, le=1_000_000, description="Rows in one file, at most.")
