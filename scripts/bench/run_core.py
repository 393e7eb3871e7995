"""The product with the checks it was first measured with: the rest is what judging Arabic well adds to a request."""

from collections.abc import Iterable

from engine import assembly, judges, stages
from engine.config.model import Config
from engine.config.sections import CorpusConfig, DedupConfig
from engine.inputs import Inputs
from prompts.base import TaskSpec
from quotas.plan import Plan
from scripts.bench.run_engine import run_product
from validators.base import CorpusCheck, Item, Measures, Reading, Refusal
from validators.chain import Chain
from validators.corpus.statistics import CorpusStatistics
from validators.duplicate import ExactDuplicates

CORE = frozenset(
    [
        "ExamShape",
        "Length",
        "SettledOptions",
        "ExplanationAgrees",
        "Encoding",
        "Script",
        "Placeholder",
        "Boilerplate",
        "Diversity",
    ]
)
"""Shape, length, options that cannot be moved, damaged text, script, residue, word variety; and exact duplicates."""


class NoStatistics(CorpusStatistics):
    """Figures of all rows that nobody keeps."""

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Refuse nothing."""
        return None

    def admit(self, reading: Reading) -> None:
        """Remember nothing."""


def make_chain(config: Config, spec: TaskSpec, inputs: Inputs) -> Chain:
    """Return the core's checks of one item."""
    checks = judges.make_chain(config, spec, inputs).checks
    return Chain(tuple(check for check in checks if type(check).__name__ in CORE))


def make_corpus(
    dedup: DedupConfig,  # noqa: ARG001
    spec: TaskSpec,
    inputs: Inputs | None = None,  # noqa: ARG001
    known: Iterable[Item] = (),  # noqa: ARG001
) -> tuple[CorpusCheck, ...]:
    """Return the index of exact duplicates alone."""
    return (ExactDuplicates(spec.identity),)


def make_statistics(limits: CorpusConfig, spec: TaskSpec, plan: Plan) -> CorpusStatistics:  # noqa: ARG001
    """Return figures that nobody keeps."""
    return NoStatistics(spec.profile)


if __name__ == "__main__":
    for place, maker in ((assembly, make_chain), (stages, make_corpus), (stages, make_statistics)):
        setattr(place, maker.__name__, maker)
    run_product()
