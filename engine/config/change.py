"""What differs between two configs of one run directory, and whether the run may go on with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any

from engine.config.freeze import used_profile
from engine.config.model import Config
from engine.config.model_name import parse_model
from engine.config.quota import QuotaConfig
from engine.config.sections import PersonasConfig, SeedsConfig
from engine.config.settings import make_dimension

Hashes = Mapping[str, str]
"""Absolute path to SHA-256 of each input file."""


@dataclass(slots=True)
class Changes:
    """Every difference, one line each, such as `limits.rpm: 500 -> 800`.

    Attributes:
        free: What changes nothing about the data.
        epoch: What is recorded as a new epoch in the journal.
        refused: What this run directory cannot be continued with.
    """

    free: list[str] = field(default_factory=list)
    epoch: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Rule(Enum):
    """What a change of a field means.

    `RAISED` and `LOWERED` say in which direction a check gets stricter, where no value at all is the least strict;
    `NARROWED` is for pairs of bounds, `HARDENED` for what becomes of personal data.
    """

    FREE = auto()
    EPOCH = auto()
    REFUSED = auto()
    RAISED = auto()
    LOWERED = auto()
    NARROWED = auto()
    HARDENED = auto()


RULES: Mapping[str, Rule] = {
    "name": Rule.FREE,
    "output": Rule.FREE,
    "limits": Rule.FREE,
    "budget": Rule.FREE,
    "timeouts": Rule.FREE,
    "sink": Rule.FREE,
    "executor": Rule.FREE,
    "prompts": Rule.FREE,
    "attempts": Rule.EPOCH,
    "generation": Rule.EPOCH,
    "validators.min_ttr": Rule.RAISED,
    "validators.min_arabic_ratio": Rule.RAISED,
    "validators.most_dialect": Rule.LOWERED,
    "validators.words": Rule.NARROWED,
    "validators.personal": Rule.HARDENED,
    "validators.personal_names": Rule.RAISED,
    "leaks": Rule.REFUSED,
    "corpus": Rule.FREE,
    "corpus.min_rows": Rule.LOWERED,
    "corpus.refuse_opening": Rule.LOWERED,
    "corpus.refuse_topic": Rule.LOWERED,
    "corpus.refuse_option": Rule.LOWERED,
    "corpus.refuse_longest": Rule.LOWERED,
    "dedup": Rule.REFUSED,
    "seed": Rule.REFUSED,
    "workflow": Rule.REFUSED,
    "topics": Rule.REFUSED,
}
"""Field or section to rule; tasks, quotas, targets, files, model and providers are compared by their meaning."""


PERSONAL = ("keep", "pseudonymise", "mask", "refuse")
"""What may become of personal data, from the least strict on."""


def compare(old: Config, new: Config, old_hashes: Hashes, new_hashes: Hashes, accepted: Mapping[str, int]) -> Changes:
    """Return how `new` differs from the config that a run directory was made or last continued with.

    Args:
        old: Config of the directory.
        new: Config to go on with.
        old_hashes: Input files as the run first read them.
        new_hashes: Input files as they are now.
        accepted: Task name to rows accepted so far.
    """
    changes = Changes()
    _compare_plain(old, new, changes)
    if old.gate != new.gate:
        changes.free.append("gate: changed")
    _compare_tasks(old, new, accepted, changes)
    _compare_model(old, new, changes)
    _compare_files(old, new, old_hashes, new_hashes, changes)
    return changes


def _compare_plain(old: Config, new: Config, changes: Changes) -> None:
    before, after = dict(_flatten(old)), dict(_flatten(new))
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if was != now:
            rule = RULES.get(name) or RULES[name.split(".")[0]]
            _sort_in(rule, f"{name}: {_show(was)} -> {_show(now)}", was, now, changes)


def _flatten(config: Config) -> Iterator[tuple[str, Any]]:
    roots = {name.split(".")[0] for name in RULES}
    for name, value in config.model_dump(mode="json", include=roots).items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
        else:
            yield name, value


def _sort_in(rule: Rule, line: str, was: Any, now: Any, changes: Changes) -> None:
    if rule is Rule.FREE:
        changes.free.append(line)
    elif rule is Rule.REFUSED:
        changes.refused.append(line)
    elif rule is Rule.EPOCH or _is_stricter(rule, was, now):
        changes.epoch.append(line)
    else:
        changes.refused.append(f"{line} (a check can only become stricter)")


def _is_stricter(rule: Rule, was: Any, now: Any) -> bool:
    if rule is Rule.HARDENED:
        return PERSONAL.index(now) > PERSONAL.index(was)
    if rule is Rule.NARROWED:
        # A text without limits has those of its task, which new ones may be wider than.
        return was.keys() == now.keys() and all(
            least <= now[name][0] and now[name][1] <= most for name, (least, most) in was.items()
        )
    if was is None or now is None:
        return was is None
    return (now > was) is (rule is Rule.RAISED)


def _show(value: Any) -> str:
    if isinstance(value, dict):  # limits of words
        return ", ".join(f"{name} {least}-{most}" for name, (least, most) in value.items()) or "none"
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _compare_tasks(old: Config, new: Config, accepted: Mapping[str, int], changes: Changes) -> None:
    before, after = ({entry.task: entry for entry in config.entries} for config in (old, new))
    if before.keys() != after.keys():
        changes.refused.append(f"task: {', '.join(before)} -> {', '.join(after)}")
        return
    for task, was in before.items():
        now, prefix = after[task], f"{task}." if len(after) > 1 else ""
        _compare_target(f"{prefix}target", was.target, now.target, accepted.get(task, 0), changes)
        _compare_quotas(f"{prefix}quotas", was.quotas, now.quotas, changes)


def _compare_target(name: str, was: int, now: int, accepted: int, changes: Changes) -> None:
    line = f"{name}: {was} -> {now}"
    if now > was:
        changes.free.append(line)
    elif now < was:
        reason = f"{accepted} rows are accepted" if now < accepted else "a target only grows"
        changes.refused.append(f"{line} ({reason})")


def _compare_quotas(
    name: str, was: Mapping[str, QuotaConfig], now: Mapping[str, QuotaConfig], changes: Changes
) -> None:
    for dimension in dict.fromkeys((*was, *now)):
        before, after = was.get(dimension), now.get(dimension)
        if _measure(dimension, before) != _measure(dimension, after):
            changes.refused.append(f"{name}.{dimension}: {_show_quota(before)} -> {_show_quota(after)}")
    if was.keys() == now.keys() and list(was) != list(now):
        changes.refused.append(f"{name}: order {', '.join(was)} -> {', '.join(now)}")


def _measure(name: str, quota: QuotaConfig | None) -> Any:
    """Return what a plan depends on: the shares in their order, or the counts."""
    if quota is None:
        return None
    weights = make_dimension(name, quota).weights
    total = 1 if quota.exact else sum(weights.values())
    return [quota.exact, *((value, weight / total) for value, weight in weights.items())]


def _show_quota(quota: QuotaConfig | None) -> str:
    if quota is None:
        return "none"
    return ("counts " if quota.exact else "") + " ".join(
        f"{value}={amount:g}" for value, amount in quota.amounts.items()
    )


def _compare_model(old: Config, new: Config, changes: Changes) -> None:
    if old.models != new.models:
        changes.epoch.append(f"model: {_show_models(old)} -> {_show_models(new)}")
    elif used_profile(old) != used_profile(new):
        changes.epoch.append(f"providers.mock.profiles.{parse_model(new.model).model}: other faults")
    used = {model.provider for model in new.models}
    for name in dict.fromkeys((*old.providers, *new.providers)):
        was, now = old.providers.get(name), new.providers.get(name)
        address = was.base_url if was else None, now.base_url if now else None
        if name in used and address[0] != address[1]:
            changes.epoch.append(f"providers.{name}.base_url: {_show(address[0])} -> {_show(address[1])}")
        elif was != now and used_profile(old) == used_profile(new):
            changes.free.append(f"providers.{name}: changed")


def _show_models(config: Config) -> str:
    return " + ".join((config.model, *config.pool))


def _compare_files(old: Config, new: Config, before: Hashes, after: Hashes, changes: Changes) -> None:
    seeds = [[part.file] if part else [] for part in (old.seeds, new.seeds)]
    _compare_contents("seeds.file", (seeds[0], before), (seeds[1], after), changes)
    if old.seeds and new.seeds:
        _compare_seeds(old.seeds, new.seeds, changes)
    _compare_contents("protect", (old.protect, before), (new.protect, after), changes)
    if new.workflow == "style":
        return
    personas = [[part.file] if part and part.file else [] for part in (old.personas, new.personas)]
    _compare_contents("personas.file", (personas[0], before), (personas[1], after), changes)
    for name in ("per_item", "allow_benchmark_rewrite"):
        was, now = (getattr(part or PersonasConfig(), name) for part in (old.personas, new.personas))
        if was != now:
            changes.refused.append(f"personas.{name}: {was} -> {now}")


def _compare_seeds(old: SeedsConfig, new: SeedsConfig, changes: Changes) -> None:
    """Compare what decides which seeds are used and what is told of them; a default counts as if it were written."""
    was, now = old.describe(), new.describe()
    for name in ("max", "min_subjects", "min_bands", "max_similarity", "epsilon"):
        if was[name] != now[name]:
            changes.refused.append(f"seeds.{name}: {_show(was[name])} -> {_show(now[name])}")


def _compare_contents(name: str, was: tuple[Any, Hashes], now: tuple[Any, Hashes], changes: Changes) -> None:
    """Compare lists of files by what is in them; where a hash is not known, the path stands for it."""
    contents = [sorted(hashes.get(str(path), str(path)) for path in paths) for paths, hashes in (was, now)]
    paths = [sorted(map(str, part[0])) for part in (was, now)]
    names = [", ".join(Path(path).name for path in part) or "none" for part in paths]
    if contents[0] != contents[1]:
        reason = " (other content)" if names[0] == names[1] else ""
        changes.refused.append(f"{name}: {names[0]} -> {names[1]}{reason}")
    elif paths[0] != paths[1]:
        changes.free.append(f"{name}: {', '.join(paths[0])} -> {', '.join(paths[1])} (same content)")
