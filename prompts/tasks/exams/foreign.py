"""A question as others state it, in the shape of our own rows: options read, key found."""

from collections.abc import Mapping, Sequence
from typing import Any

from prompts.base import FieldError, ShapeError
from prompts.tasks.exams.options import LETTERS, Options, read_options, split_prefix, write_options
from prompts.tasks.exams.schema import find_answer

_STARTS = [f"{letter}. " for letter in LETTERS]
_OTHER_COUNTS = (2, 3, 5, 6)
"""Numbers of options of real questions that are none of ours."""


def read_question(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with `options` as `A. …` to `D. …` and `answer` as one of the letters.

    Options may stand in order or by label, with or without letters before them; an answer is a letter in either
    script, or the text of an option.

    Raises:
        ShapeError: If there are two, three or five options, or six.
        FieldError: If there are fewer or more, or the answer is none of them.
    """
    stated = fields["options"]
    if fields["answer"] in LETTERS and _are_ours(stated):
        return dict(fields)
    if len(stated) in _OTHER_COUNTS:
        told = f"{len(stated)} options, {len(LETTERS)} are expected"
        raise ShapeError("options", told, {**fields, "options": _list_prefixed(stated)})
    options, answer = _read_four(stated), fields["answer"]
    # A label is the key and nothing else, even where an option reads `B` (blood groups do).
    place = options.labels.index(answer) if answer in options.labels else find_answer(answer, options)
    if place is None:
        raise FieldError("answer", f"{answer[:40]!r} is none of the options")
    return {**fields, "options": write_options(options.texts), "answer": LETTERS[place]}


def _are_ours(stated: Sequence[str] | Mapping[str, str]) -> bool:
    """Whether options stand as in a finished row, the commonest case; reading them would change nothing."""
    return (
        isinstance(stated, list)
        and [text[:3] for text in stated] == _STARTS
        and all(text[3:4].isalnum() for text in stated)
    )


def _list_prefixed(stated: Sequence[str] | Mapping[str, str]) -> list[str]:
    texts = stated.values() if isinstance(stated, Mapping) else stated
    return [f"{letter}. {split_prefix(text)[1].strip()}" for letter, text in zip("ABCDEF", texts, strict=False)]


def _read_four(stated: Sequence[str] | Mapping[str, str]) -> Options:
    if len(stated) != len(LETTERS):
        raise FieldError("options", f"{len(stated)} options, {len(LETTERS)} are expected")
    options = read_options(stated)
    if options is None:
        labels = ", ".join(label[:20] for label in stated)
        raise FieldError("options", f"the labels {labels} are no sequence such as A, B, C, D")
    if isinstance(stated, Mapping):
        options = Options(_strip_inner(options.texts), options.labels)
    if not all(options.texts):
        raise FieldError("options", f"option {LETTERS[options.texts.index('')]} is empty")
    return options


def _strip_inner(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Take off letters that stand before the texts of labelled options, as in `{"A": "أ- …"}`.

    EXAMS has them in another order than its labels, which are the ones that its key speaks of.
    """
    inner = read_options(texts)
    return texts if inner is None or not inner.labels else tuple([split_prefix(text)[1].strip() for text in texts])
