"""The whole config as one strict model; what it cannot know by itself (tasks, files) is checked after it."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from engine.config.model_name import ModelName, join_model, parse_model
from engine.config.provider import ProviderConfig
from engine.config.quota import QuotaConfig
from engine.config.section import AnyPath, Name, OneOrMore, Section
from engine.config.sections import (
    AttemptsConfig,
    BudgetConfig,
    CorpusConfig,
    DedupConfig,
    GateConfig,
    GenerationConfig,
    LeaksConfig,
    LimitsConfig,
    PersonasConfig,
    SeedsConfig,
    SinkConfig,
    TimeoutsConfig,
    TopicsConfig,
    ValidatorsConfig,
)

Target = Annotated[int, Field(ge=1, le=1_000_000_000)]
Quotas = Annotated[dict[Name, QuotaConfig], Field(max_length=50)]
_TASK = "Name of a folder in prompts/tasks: exams, sentiment, grammar, …"
_TARGET = "Rows to accept; the run is complete when exactly so many stand."
_QUOTAS = "Dimension to weights or {counts: …}; replaces a task's default for that dimension."


class TaskConfig(Section):
    """One data set of several in a run."""

    task: Name = Field(description=_TASK)
    target: Target = Field(description=_TARGET)
    quotas: Quotas = Field(default={}, description=_QUOTAS)


class Config(Section):
    """Everything that a run is told. Either `task`, `target` and `quotas` describe one data set, or `tasks` several."""

    name: Name = Field(default="run", description="Name of the run, safe as a folder; by default the config file's.")
    task: Name | None = Field(default=None, description=_TASK)
    target: Target | None = Field(default=None, description=_TARGET)
    quotas: Quotas = Field(default={}, description=_QUOTAS)
    tasks: Annotated[tuple[TaskConfig, ...], Field(max_length=100)] = Field(
        default=(), strict=False, description="Several data sets in one run, in place of task, target and quotas."
    )
    seed: int = Field(default=42, ge=0, le=2**63 - 1, description="Number from which everything drawn follows.")
    workflow: Literal["style", "persona", "combined"] = Field(
        default="style", description="Write new items in a style, rewrite items for personas, or both."
    )
    output: AnyPath = Field(
        default=Path("runs/run"), description="Run directory; by default runs/<name> in the working directory."
    )
    model: Annotated[str, Field(max_length=300), AfterValidator(join_model)] = Field(
        default="mock", description="mock, mock:PROFILE, openai:gpt-4o, openrouter:vendor/name, or NAME:model."
    )
    pool: Annotated[
        tuple[Annotated[str, Field(max_length=300), AfterValidator(join_model)], ...], OneOrMore, Field(max_length=100)
    ] = Field(
        default=(),
        strict=False,
        description="Further models, NAME:model; calls go by the weights of providers while each could take more.",
    )
    providers: Annotated[dict[Name, ProviderConfig], Field(max_length=100)] = Field(
        default={}, description="Providers by name; openai, openrouter and mock are known without an entry."
    )
    generation: GenerationConfig = Field(default=GenerationConfig(), description="How the model is asked.")
    seeds: SeedsConfig | None = Field(default=None, description="Real items that show the style.")
    personas: PersonasConfig | None = Field(default=None, description="Points of view to write from.")
    topics: TopicsConfig = Field(default=TopicsConfig(), description="What rows are about.")
    prompts: Annotated[dict[Name, AnyPath], Field(max_length=100)] = Field(
        default={},
        description="Task to a folder, relative to the config file, whose user.ar.j2, system.ar.j2 and item.ar.j2 stand"
        " in place of the task's own; those that it does not have are the task's.",
    )
    protect: Annotated[tuple[AnyPath, ...], OneOrMore, Field(max_length=1000)] = Field(
        default=(), strict=False, description="Benchmark files that must not leak into the data; plain paths."
    )
    validators: ValidatorsConfig = Field(default=ValidatorsConfig(), description="What every row must be like.")
    dedup: DedupConfig = Field(default=DedupConfig(), description="What counts as a near duplicate.")
    leaks: LeaksConfig = Field(default=LeaksConfig(), description="What counts as a copy of a protected item or seed.")
    corpus: CorpusConfig = Field(default=CorpusConfig(), description="How much alike all rows together may be.")
    limits: LimitsConfig = Field(default=LimitsConfig(), description="How fast requests may be sent.")
    timeouts: TimeoutsConfig = Field(default=TimeoutsConfig(), description="How long to wait for a provider.")
    budget: BudgetConfig = Field(default=BudgetConfig(), description="What the run may cost.")
    attempts: AttemptsConfig = Field(default=AttemptsConfig(), description="When a cell counts as starved.")
    gate: GateConfig | None = Field(
        default=None,
        description="What rows must reach before there are to be more; --stage brings its defaults.",
    )
    sink: SinkConfig = Field(default=SinkConfig(), description="How rows are put in files.")
    executor: Literal["local", "ray"] = Field(default="local", description="Where the workers run.")

    @property
    def models(self) -> tuple[ModelName, ...]:
        """The model and those that share its calls, each once."""
        return tuple(dict.fromkeys(map(parse_model, (self.model, *self.pool))))

    @property
    def is_mock(self) -> bool:
        """Whether the built-in mock answers."""
        return parse_model(self.model).provider == "mock"

    @property
    def per_item(self) -> int:
        """Personas for each item that is rewritten."""
        return (self.personas or PersonasConfig()).per_item

    @property
    def entries(self) -> tuple[TaskConfig, ...]:
        """The data sets of the run, whichever way they were written; empty where neither way was used."""
        if self.task is None or self.target is None:
            return self.tasks
        return (TaskConfig(task=self.task, target=self.target, quotas=self.quotas),)
