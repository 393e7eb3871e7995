"""The mock's faults in content: wrong letters and labels, copies, other languages, and broken JSON."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from engine.providers.mock.profile import MockProfile
from prompts.base import TaskSpec, Wanted

Asked = TypeVar("Asked")

POOL = 3
"""Different items that the exact-duplicate fault draws from, for each combination of asked values."""

_ENGLISH = (
    "Which process do green plants use to turn sunlight into stored chemical energy?",
    "The service was quick and the staff were friendly from the first minute to the last.",
    "The students has finished their homework before the lesson began this morning.",
    "Which river flows through the capital and reaches the sea after the delta?",
)
_PROSE = ("بالتأكيد، إليك ما طلبت:\n", "Here is the requested item:\n", "حسنًا، هذا هو الناتج:\n\n")


def damage_item(spec: TaskSpec, asked: Wanted, profile: MockProfile, rng: Random) -> dict[str, Any]:
    """Return an item for what was asked, sound or damaged in its content."""
    wanted = _mislead(spec, asked, profile, rng)
    if rng.random() < profile.duplicates:
        return spec.compose(wanted, Random(rng.randrange(POOL)))
    if rng.random() < profile.near_duplicates:
        return _alter_word(spec, spec.compose(wanted, Random(rng.randrange(POOL))), rng)
    item = spec.compose(wanted, rng)
    if profile.copy_texts and rng.random() < profile.seed_copies:
        item[_main_field(spec, item)] = rng.choice(profile.copy_texts)
    if rng.random() < profile.english:
        item[_main_field(spec, item)] = f"{rng.choice(_ENGLISH)} ({rng.randrange(1000)})"
    return spec.spoil(item, rng) if rng.random() < profile.wrong_keys else item


def miscount(asked: Sequence[Asked], profile: MockProfile, rng: Random) -> Sequence[Asked]:
    """Return what the items of one reply are written for: one for each that was asked, or one too few or too many."""
    if rng.random() < profile.missing_items:
        return asked[:-1]
    return [*asked, asked[-1]] if rng.random() < profile.surplus_items else asked


def damage_text(text: str, profile: MockProfile, rng: Random) -> tuple[str, str]:
    """Return the reply's text, whole or broken, and its finish reason."""
    if rng.random() < profile.truncated:
        return text[: rng.randrange(1, len(text))], "length"
    if rng.random() < profile.malformed:
        return _malform(text, rng), "stop"
    if rng.random() < profile.fenced:
        text = f"```json\n{text}\n```"
    if rng.random() < profile.prose_around:
        text = f"{rng.choice(_PROSE)}{text}\n\nأرجو أن يكون هذا مفيدًا."
    return text, "stop"


def _mislead(spec: TaskSpec, asked: Wanted, profile: MockProfile, rng: Random) -> Wanted:
    wanted = dict(asked)
    stated = [dimension for dimension in spec.dimensions if dimension.name in wanted]
    for dimension in stated:
        if dimension.movable and profile.letter_bias and rng.random() < profile.wrong_letter:
            wanted[dimension.name] = _weighted_choice(profile.letter_bias, rng)
    if rng.random() < profile.wrong_label:
        for dimension in stated:
            if dimension.quota and not dimension.movable:
                wanted[dimension.name] = rng.choice(tuple(dimension.weights))
    return wanted


def _weighted_choice(weights: Mapping[str, float], rng: Random) -> str:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def _main_field(spec: TaskSpec, item: Mapping[str, Any]) -> str:
    return next(iter(spec.texts(item)))


def _alter_word(spec: TaskSpec, item: dict[str, Any], rng: Random) -> dict[str, Any]:
    name = _main_field(spec, item)
    words = str(item[name]).split(" ")
    words.insert(rng.randrange(1, len(words)), rng.choice(("حقًا", "اليوم", "أيضًا", "هنا", "غالبًا")))
    return {**item, name: " ".join(words)}


def _malform(text: str, rng: Random) -> str:
    return rng.choice(
        (
            text[: rng.randrange(len(text) // 2, len(text))],
            text.replace('":', '"', 1),
            text.replace('"', "'"),
            text.replace("{", "", 1),
            text[:-1] + ",,}",
            "",
            "null",
        )
    )
