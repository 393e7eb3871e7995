"""Makes the checks of a run out of its config and inputs: for one item, for copies, and for all rows together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from engine.config.sections import CorpusConfig, DedupConfig, LeaksConfig, ValidatorsConfig
from engine.encoder import load_encoder
from engine.errors import ConfigError
from engine.inputs import Inputs, name_parent, protect_item
from prompts.base import Strictness, TaskSpec
from validators.base import Check, CorpusCheck, Item, Reading
from validators.chain import Chain
from validators.corpus.limits import CorpusLimits
from validators.corpus.statistics import CorpusStatistics
from validators.duplicate import ExactDuplicates
from validators.leak.guard import Finder, LeakGuard
from validators.leak.meaning import MeaningGuard, MeaningIndex
from validators.near_dup import NearDuplicates
from validators.personal.check import PersonalData
from validators.personal.replace import Replacer
from validators.personal.span import ALL_KINDS, DEFAULT_KINDS, Kind
from validators.prose import text_checks

if TYPE_CHECKING:
    from engine.config.model import Config
    from quotas.plan import Plan

PERSONAL_KEY = "ARABIC_SYNTH_PII_KEY"
"""Variable that holds the key of pseudonyms."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What the rows of a foreign file are held against.

    Attributes:
        foreign: Judges an item that people wrote, but for personal data, as do the two that follow.
        strict: Judges a model's.
        bare: Judges a model's that lacks fields of ours.
        personal: Judges all texts of a row, those beside its item too; None where personal data is no fault.
        identical: Refuses what was there before, as do the three that follow.
        near: Refuses what is nearly the same as a row that was there before.
        written: Refuses a variant that is spelt like a row which was there before.
        strangers: Refuses a variant that is nearly a row of another family; knows what `near` was shown.
        statistics: Watches all rows together.
    """

    foreign: Chain
    strict: Chain
    bare: Chain
    personal: PersonalData | None
    identical: ExactDuplicates
    near: NearDuplicates
    written: CorpusCheck
    strangers: CorpusCheck
    statistics: CorpusStatistics


def make_chain(config: "Config", spec: TaskSpec, inputs: Inputs) -> Chain:
    """Return the checks of one item of a run, cheap to dear."""
    limits = config.validators
    checks = make_checks(limits, spec, foreign=False)
    personal = (PersonalData(list_kinds(limits)),) if limits.personal == "refuse" else ()
    return Chain((*checks, *personal, *make_leak_checks(config.leaks, spec, inputs)))


def make_checks(limits: ValidatorsConfig, spec: TaskSpec, *, foreign: bool, bare: bool = False) -> tuple[Check, ...]:
    """Return the checks that need nothing but the item: the task's own, and those of every text.

    Args:
        limits: Thresholds.
        spec: The task.
        foreign: True for rows that people wrote elsewhere: what real text commonly holds passes.
        bare: True for a model's rows without all the fields of ours (an explanation): the task's own checks are then
            lenient where they miss them, those of every text are not.
    """
    words = {name: limits.words[name] for name in spec.text_fields if name in limits.words}
    strictness = Strictness(foreign or bare, words, bare)
    return (
        *spec.checks(strictness),
        *text_checks(
            foreign=foreign,
            msa=spec.standard_arabic,
            min_arabic_ratio=limits.min_arabic_ratio,
            min_ttr=limits.min_ttr,
            most_dialect=limits.most_dialect,
        ),
        *spec.last_checks(strictness),
    )


def make_leak_checks(limits: LeaksConfig, spec: TaskSpec, inputs: Inputs) -> tuple[Check, ...]:
    """Return what refuses copies of protected items and of seeds; `verify` holds rows against the same.

    Raises:
        UsageError: If likeness in meaning is asked for and there is no sentence encoder.
    """
    seeds = [protect_item(spec, item) for item in inputs.seeds.get(spec.name, ())]
    checks: list[Check] = []
    if len(inputs.protected):
        checks.append(LeakGuard(Finder(inputs.protected, spec.protected, spec.companions, limits.similarity)))
    if seeds:
        from validators.leak.seeds import SeedGuard  # noqa: PLC0415 - rapidfuzz, for the few runs that have seeds

        checks.append(SeedGuard(seeds, spec.protected, spec.companions, limits.seed_ratio, limits.similarity))
    if limits.meaning is not None and inputs.protect:
        index = MeaningIndex(inputs.list_protected(), load_encoder())
        checks.append(MeaningGuard(index, spec.protected, limits.meaning))
    return tuple(checks)


def make_corpus(
    dedup: DedupConfig, spec: TaskSpec, inputs: Inputs | None = None, known: Iterable[Item] = ()
) -> tuple[CorpusCheck, ...]:
    """Return what refuses a task's rows that were there before; `verify` holds rows against the same.

    Items of a file that are rewritten, and `known` ones, count as rows that were there before all others.
    """
    checks = ExactDuplicates(spec.identity), NearDuplicates(spec.sketch, dedup.threshold, dedup.relatives)
    for each in known:
        reading = spec.read(each)
        for check in checks:
            check.admit(reading)
    for item in inputs.parents.get(spec.name, ()) if inputs else ():
        reading = spec.read(Item(spec.name, item.fields), name_parent(item))
        for check in checks:
            check.admit(reading)
    return checks


def make_statistics(limits: CorpusConfig, spec: TaskSpec, plan: "Plan") -> CorpusStatistics:
    """Return what watches all rows of a task together.

    Args:
        limits: Shares that warn and refuse.
        spec: The task.
        plan: What was asked for, which is no skew.
    """
    return CorpusStatistics(spec.profile, make_limits(limits, plan))


def make_limits(limits: CorpusConfig, plan: "Plan") -> CorpusLimits:
    """Return the limits of all rows of a task together; what was asked for is no skew."""
    uneven = any(len(set(each.weights.values())) > 1 for each in plan.dimensions if each.name == "answer")
    return CorpusLimits(**limits.model_dump(), answer_l1=None if uneven else 0.1)


def make_cleaning(spec: TaskSpec, inputs: Inputs, threshold: float, *, personal: bool) -> Cleaning:
    """Return what `clean` holds rows against, with the limits of a run that sets none.

    Args:
        spec: The task.
        inputs: Items of which no row may be a copy.
        threshold: Likeness from which a row is a near duplicate, 0 to 1; rewrites of one parent may be liker.
        personal: Whether personal data refuses a row.
    """
    limits = ValidatorsConfig()
    dedup = DedupConfig(threshold=threshold, relatives=max(threshold, DedupConfig().relatives))
    data = PersonalData(list_kinds(limits)) if personal else None
    near = NearDuplicates(spec.sketch, dedup.threshold, dedup.relatives)
    labels = [each.name for each in spec.dimensions if each.quota and each.closed]
    after = make_leak_checks(LeaksConfig(), spec, inputs)
    return Cleaning(
        foreign=Chain((*make_checks(limits, spec, foreign=True), *after)),
        strict=Chain((*make_checks(limits, spec, foreign=False), *after)),
        bare=Chain((*make_checks(limits, spec, foreign=False, bare=True), *after)),
        personal=data,
        identical=ExactDuplicates(spec.identity),
        near=near,
        written=ExactDuplicates(partial(_spell, labels)),
        strangers=near.overlook_relatives(),
        statistics=CorpusStatistics(spec.profile),
    )


def _spell(labels: Iterable[str], reading: Reading) -> str:
    return "\n".join([*(str(reading.fields.get(name)) for name in labels), reading.spelling])


def make_replacer(limits: ValidatorsConfig, env: Mapping[str, str]) -> Replacer | None:
    """Return what replaces personal data in rows, None where it is refused or kept; the same in every process.

    Raises:
        ConfigError: If pseudonyms are asked for and no key is set: who can guess it can test guesses of the data.
    """
    if limits.personal not in {"mask", "pseudonymise"}:
        return None
    key = env.get(PERSONAL_KEY, "")
    if limits.personal == "pseudonymise" and not key:
        raise ConfigError(f"validators.personal: pseudonymise needs a key: set {PERSONAL_KEY} in the environment")
    return Replacer(limits.personal, key, list_kinds(limits))


def list_kinds(limits: ValidatorsConfig) -> frozenset[Kind]:
    """Return the kinds of personal data that are looked for."""
    return ALL_KINDS if limits.personal_names else DEFAULT_KINDS
