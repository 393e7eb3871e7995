"""Writes one grammar triplet for the mock model: a core with one mistake among clauses that have none."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from prompts.tasks.grammar.content.banks import ERROR_TYPES, Core, load_cores, load_frames, load_words

LAYOUTS = (
    "{time}، {core} {manner}، و{scene}. {closing}.",
    "{time}، {core}، و{scene}، ثم {event}. {closing}.",
    "{time}، {core} {manner}، و{event}، و{scene}.",
    "{time}، و{scene}، {core} {manner}. {closing}.",
    "{report}: {core} {manner}، و{scene}. {closing}.",
    "{report}: {time}، {core}، و{scene}. {closing}.",
    "{report}: {core} {time}، و{scene}، ثم {event}.",
    "{event} {time}، و{scene}. {report}: {core}.",
    "{event}، و{scene}. {time}، {core} {manner}.",
    "{core} {manner}، و{scene}، ثم {event}. {closing}.",
    "{core} {time}، و{event}، و{scene}. {closing}.",
    "{backdrop}، و{event}. {time}، {core} {manner}.",
    "بينما {backdrop}، {core} {time}. {event}، و{closing}.",
)
"""Each holds the core and four or five clauses, so that two sentences with one core share little else."""

NAMED_SHARE = 0.45
"""Share of clauses that are written with names of persons and places."""

_SLOT = re.compile(r"\{(\w+)\}")
_SPLIT = tuple([tuple(_SLOT.split(layout)) for layout in LAYOUTS])

EXPLANATIONS = (
    "الصواب «{right}» لا «{wrong}»، لأن {rule}.",
    "تصحح «{wrong}» إلى «{right}»؛ {rule}.",
    "موضع الخطأ «{wrong}» وصوابه «{right}»، فإن {rule}.",
    "وردت «{wrong}» في الجملة خطأ والصحيح «{right}»؛ القاعدة أن {rule}.",
    "القاعدة: {rule}؛ لذلك يكتب «{right}» مكان «{wrong}».",
    "يقال في هذا الموضع «{right}» ولا يصح «{wrong}»، إذ إن {rule}.",
)

_Option = TypeVar("_Option")


def compose(wanted: Mapping[str, str], rng: Random) -> dict[str, Any]:
    """Return `input`, `correction`, `explanation` and `error_type`; a function of `wanted` and the generator's state.

    The two sentences have 15 to 45 words and differ in the words of one core alone. An error type that `wanted`
    leaves out is drawn; one without a bank takes its core from another bank and comes back as it was asked for.
    """
    error_type = wanted.get("error_type") or draw(ERROR_TYPES, rng)
    banks = load_cores()
    core = draw(banks.get(error_type) or banks[draw(ERROR_TYPES, rng)], rng)
    wrong, right = write(core, rng)
    explanation = draw(EXPLANATIONS, rng).format(wrong=core.wrong_word, right=core.right_word, rule=core.rule)
    return {"input": wrong, "correction": right, "explanation": explanation, "error_type": error_type}


def write(core: Core, rng: Random) -> tuple[str, str]:
    """Return the wrong and the right sentence: one layout, one draw of the clauses around both forms of the core."""
    parts: list[str] = []
    before = 0
    for place, part in enumerate(draw(_SPLIT, rng)):
        if part == "core":
            before = len(parts)
            parts.append(core.right)
        else:
            parts.append(write_clause(part, rng) if place % 2 else part)
    return "".join([*parts[:before], core.wrong, *parts[before + 1 :]]), "".join(parts)


def write_clause(part: str, rng: Random) -> str:
    """Return a clause for one place of a layout, its slots filled with names."""
    frames = load_frames(rng.random() < NAMED_SHARE)
    if part in ("scene", "backdrop"):
        clause = draw(frames.scenes, rng)[part == "backdrop"]
    else:
        clause = draw(getattr(frames, f"{part}s"), rng)
    return _fill(clause, rng) if "{" in clause else clause


def _fill(clause: str, rng: Random) -> str:
    """Return a clause with different words in its slots."""
    words, parts = load_words(), _SLOT.split(clause)
    for place in range(1, len(parts), 2):
        options = words[parts[place]]
        word = draw(options, rng)
        while word in parts:
            word = draw(options, rng)
        parts[place] = word
    return "".join(parts)


def draw(options: Sequence[_Option], rng: Random) -> _Option:
    """Return one option, each as likely as the others."""
    return options[int(rng.random() * len(options))]
