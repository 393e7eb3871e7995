"""What is to be augmented, how, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from prompts.base import TaskSpec
from prompts.variants.base import VariantRule


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be augmented.

    Attributes:
        spec: The task of the rows.
        source: JSONL of any origin, a CSV or a run directory; None where only sentences are read.
        output: JSONL that is replaced as a whole.
        rules: Those that are applied.
        sentences: Correct sentences, one a line or JSONL, for rules that need no more than one.
        dropped: Where rows and variants go that are refused; None writes none.
        protect: Files of items whose copies are refused.
        per_item: Variants of one row at most.
        weights: Label to its share of the output; empty for the shares of the rows that are kept.
        only_variants: Whether the output is without the rows themselves.
        seed: Decides every draw.
        threshold: Likeness from which a row is a near duplicate of a stranger, 0 to 1.
        relatives: The same between a reworded variant and its relatives.
        most_alike: Share of words, in order and as they are written, that a variant may have of a relative.
        generated: True where a model wrote all rows, False where people did; None takes the word of each row.
    """

    spec: TaskSpec
    source: Path | None
    output: Path
    rules: Sequence[VariantRule]
    sentences: Path | None = None
    dropped: Path | None = None
    protect: Sequence[Path] = ()
    per_item: int = 1
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    only_variants: bool = False
    seed: int = 42
    threshold: float = 0.7
    relatives: float = 0.85
    most_alike: float = 0.95
    generated: bool | None = None

    @property
    def label(self) -> str:
        """Name of the field that holds a row's label; empty where the task has none."""
        return next((each.name for each in self.spec.dimensions if each.quota and each.closed), "")


@dataclass(frozen=True, slots=True)
class Augmented:
    """What came of it.

    Attributes:
        read: Rows and sentences of the input, those that could not be read among them.
        kept: Those that passed.
        variants: Variants in the output.
        dropped: Reason code to rows and sentences that did not pass.
        refused: Reason code to variants that did not pass, or that are left out for the shares of labels.
        by_rule: Rule to its variants in the output.
        made: Rule to all variants that it made.
        passed: Rule to those that passed every check.
        labels: Label to rows of the output.
        warnings: What a person should know, one sentence each.
    """

    read: int
    kept: int
    variants: int
    dropped: Mapping[str, int]
    refused: Mapping[str, int]
    by_rule: Mapping[str, int]
    made: Mapping[str, int]
    passed: Mapping[str, int]
    labels: Mapping[str, int]
    warnings: tuple[str, ...] = ()
