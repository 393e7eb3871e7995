"""The config's small sections: how to ask, what to read, when to stop and where to draw lines."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from engine.config.section import AnyPath, Name, Section
from engine.seeds.limits import SeedLimits

Share = Annotated[float, Field(ge=0, le=1)]
Limit = Share | None


def _read_word_limits(value: object) -> object:
    if isinstance(value, list | tuple) and len(value) == 2 and all(type(each) is int for each in value):
        least, most = value
        if 0 <= least <= most <= 100_000:
            return least, most
    raise ValueError("must be [least, most], whole numbers in this order")


WordLimits = Annotated[tuple[int, int], BeforeValidator(_read_word_limits)]
"""Least and largest number of words of a text, both allowed."""


class GenerationConfig(Section):
    """How a model is asked."""

    temperature: float = Field(default=0.9, ge=0, le=2, description="Sampling temperature.")
    top_p: float = Field(default=0.95, gt=0, le=1, description="Nucleus sampling: share of probability kept.")
    jitter: float = Field(
        default=0.1, ge=0, le=1, description="Temperature is shifted by up to so much, anew for each attempt."
    )
    max_tokens: int = Field(default=800, ge=1, le=131_072, description="Longest reply, in tokens.")
    items_per_call: int = Field(default=1, ge=1, le=100, description="Rows asked for in one call.")


FewSeeds = Annotated[int, Field(ge=1, le=10)] | None


class SeedsConfig(Section):
    """Real items that show the style; they are never copied."""

    file: AnyPath = Field(description="JSONL or CSV of seed items, relative to the config file.")
    max: int = Field(default=10, ge=1, le=10, description="Seeds used at most.")
    min_subjects: FewSeeds = Field(
        default=None, description="Different subjects among them, at least; if empty, 3 are looked for, and less warns."
    )
    min_bands: FewSeeds = Field(
        default=None, description="Different grades or difficulties, at least; if empty, 2 are looked for, likewise."
    )
    max_similarity: Share | None = Field(
        default=None, description="Words that two of them share, among the words of both, at most; 0.5 if empty."
    )
    epsilon: float | None = Field(
        default=None,
        ge=0.01,
        le=100,
        description="Privacy loss of the seeds' figures, which then get noise; off if empty, needs the extra `dp`.",
    )

    @field_validator("min_subjects", "min_bands")
    @classmethod
    def _check_number(cls, value: int | None, info: ValidationInfo) -> int | None:
        most = info.data.get("max")
        if value is not None and most is not None and value > most:
            raise ValueError(f"cannot be more than max, {most}")
        return value

    @property
    def limits(self) -> SeedLimits:
        """What the seeds must be like together."""
        return SeedLimits(self.min_subjects, self.min_bands, self.max_similarity)

    def describe(self) -> dict[str, Any]:
        """Return every limit in force, and which of them were set, as JSON-ready values."""
        told = ("min_subjects", "min_bands", "max_similarity")
        return {
            "file": str(self.file),
            "max": self.max,
            "min_subjects": self.limits.subjects,
            "min_bands": self.limits.bands,
            "max_similarity": self.limits.similarity,
            "set": [name for name in told if getattr(self, name) is not None],
            "epsilon": self.epsilon,
        }


class PersonasConfig(Section):
    """Points of view to write from."""

    file: AnyPath | None = Field(
        default=None, description="JSONL of personas, relative to the config file; by default those that come along."
    )
    per_item: int = Field(default=5, ge=1, le=1000, description="Personas for each item that is rewritten.")
    allow_benchmark_rewrite: bool = Field(
        default=False, description="Whether items of protected files may be rewritten: a leak into what comes of it."
    )


class TopicsConfig(Section):
    """What rows are about, beyond the topics that come along."""

    expand: int = Field(
        default=0, ge=0, le=100_000, description="New topics that the model thinks up first, over all subjects evenly."
    )


class ValidatorsConfig(Section):
    """What every row must be like."""

    min_ttr: Share = Field(default=0.18, description="Different words for each word of an item, at least.")
    min_arabic_ratio: Share = Field(default=0.6, description="Arabic letters among an item's letters, at least.")
    most_dialect: int = Field(
        default=5, ge=0, le=1000, description="Weight of dialect words (6, 3 or 2 each) in standard Arabic, at most."
    )
    words: Annotated[dict[Name, WordLimits], Field(max_length=50)] = Field(
        default={}, description="Text, such as question or text, to its least and most words; replaces the task's."
    )
    personal: Literal["refuse", "mask", "pseudonymise", "keep"] = Field(
        default="refuse", description="What becomes of phones, e-mails, addresses, handles and numbers of persons."
    )
    personal_names: bool = Field(default=False, description="Whether names of persons count as personal too.")


class DedupConfig(Section):
    """From which similarity two rows are near duplicates."""

    threshold: Share = Field(default=0.7, description="Similarity from which a row is a near duplicate.")
    relatives: Share = Field(default=0.85, description="The same for rewrites of one parent.")


class LeaksConfig(Section):
    """From which likeness to a protected item or a seed a row is a copy of it."""

    similarity: Share = Field(
        default=0.6, description="Likeness by words to a protected text or seed; less is stricter."
    )
    seed_ratio: Share = Field(default=0.85, description="Likeness by letters to a seed; less is stricter.")
    meaning: Share | None = Field(
        default=None, description="Likeness in meaning, such as 0.65; off if empty, needs the extra `meaning`."
    )


class CorpusConfig(Section):
    """From which shares all rows together are too much alike: what warns, and what refuses rows."""

    opening: Limit = Field(default=0.25, description="Warns: rows that begin with the same word.")
    opening_bigram: Limit = Field(default=0.15, description="Warns: rows that begin with the same two words.")
    label_opening: Limit = Field(default=0.25, description="Warns: rows of a label that begin with the same word.")
    topic: Limit = Field(default=0.06, description="Warns: rows that speak of the same.")
    right_option: Limit = Field(default=0.03, description="Warns: questions with the same right option.")
    option: Limit = Field(default=0.06, description="Warns: questions in which the same option stands.")
    right_longest: Limit = Field(default=0.35, description="Warns: questions whose right option is the longest.")
    distinct_2: Limit = Field(default=0.1, description="Warns: different word pairs among all, fewer than this.")
    refuse_opening: Limit = Field(default=None, description="Refuses rows that begin like more than this share.")
    refuse_topic: Limit = Field(default=None, description="Refuses rows on what more than this share speak of.")
    refuse_option: Limit = Field(default=None, description="Refuses questions answered like more than this share.")
    refuse_longest: Limit = Field(
        default=None, description="Refuses questions whose right option is the longest, like more than this share."
    )
    min_rows: int = Field(default=100, ge=1, le=1_000_000, description="Rows from which on the limits hold.")


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

    accept_rate: Share = Field(default=0.5, description="Accepted among all candidates, at least.")
    copies: Share = Field(default=0.2, description="Candidates refused as copies, at most.")
    faults: Share = Field(default=0.4, description="Candidates refused by the checks, at most.")
    opening: Share = Field(default=0.25, description="Rows that begin with the same word, at most.")
    topic: Share = Field(default=0.1, description="Rows with the same phrase of two or three words, at most.")
    review_score: Share | None = Field(default=None, description="Approved among all reviewed rows, at least.")
    require: Literal["point", "lower_bound"] = Field(
        default="lower_bound", description="What must reach it: the value, or the lower end of its interval."
    )


class SinkConfig(Section):
    """How rows are put in files."""

    rows_per_shard: int = Field(default=1000, ge=1, le=1_000_000, description="Rows in one file, at most.")
