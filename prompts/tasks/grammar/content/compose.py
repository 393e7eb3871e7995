"""Writes one grammar triplet for the mock model: a core with one mistake among clauses that have none."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from prompts.tasks.grammar.content.banks import ERROR_TYPES, Core, load_cores, load_frames

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
    frames, layout = load_frames(), draw(LAYOUTS, rng)
    scene, backdrop = draw(frames.scenes, rng)
    clauses = {
        "time": draw(frames.times, rng),
        "manner": draw(frames.manners, rng),
        "scene": scene,
        "backdrop": backdrop,
        "event": draw(frames.events, rng),
        "closing": draw(frames.closings, rng),
        "report": draw(frames.reports, rng),
    }
    return layout.format(core=core.wrong, **clauses), layout.format(core=core.right, **clauses)


def draw(options: Sequence[_Option], rng: Random) -> _Option:
    """Return one option, each as likely as the others."""
    return options[int(rng.random() * len(options))]
