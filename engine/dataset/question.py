"""A multiple-choice question as benchmarks state it: options read, key found, put in the shape of our own rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from prompts.tasks.exams.options import LETTERS, Options, read_options, split_prefix, write_options
from prompts.tasks.exams.schema import find_answer


def read_text(record: Mapping[str, Any], name: str, place: str = "") -> str:
    """Return a text of a record, without blanks around it; numbers are read as text.

    Args:
        record: Decoded JSON object.
        name: Its key.
        place: What stands before the key in messages, such as `question.`.

    Raises:
        ValueError: If there is no text, or an empty one; the message names the field.
    """
    if name not in record:
        raise ValueError(f"field {place + name!r}: missing")
    text = coerce_text(record[name])
    if text is None:
        raise ValueError(f"field {place + name!r}: not a text")
    if not text.strip():
        raise ValueError(f"field {place + name!r}: empty")
    return text.strip()


def coerce_text(value: object) -> str | None:
    """Return a text as it is and a number as text, None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def make_question(
    stem: str, stated: Sequence[str] | Mapping[str, str], answer: str, *, options_field: str, answer_field: str
) -> dict[str, Any]:
    """Return `question`, `options` and `answer` as our rows hold them.

    Args:
        stem: Text of the question.
        stated: Options in order or by label, with or without letters before them.
        answer: A letter in either script, or the text of an option.
        options_field: Where the options stood, for messages.
        answer_field: Where the answer stood, for messages.

    Raises:
        ValueError: If there are not four options or the answer is none of them; the message names the field.
    """
    options = _read_four(stated, options_field)
    # A label is the key and nothing else, even where an option reads `B` (blood groups do).
    place = options.labels.index(answer) if answer in options.labels else find_answer(answer, options)
    if place is None:
        raise ValueError(f"field {answer_field!r}: {answer[:40]!r} is none of the options")
    return {"question": stem, "options": write_options(options.texts), "answer": LETTERS[place]}


def _read_four(stated: Sequence[str] | Mapping[str, str], field: str) -> Options:
    if len(stated) != len(LETTERS):
        raise ValueError(f"field {field!r}: {len(stated)} options, {len(LETTERS)} are expected")
    options = read_options(stated)
    if options is None:
        labels = ", ".join(label[:20] for label in stated)
        raise ValueError(f"field {field!r}: the labels {labels} are no sequence such as A, B, C, D")
    if isinstance(stated, Mapping):
        options = Options(_strip_inner(options.texts), options.labels)
    if not all(options.texts):
        raise ValueError(f"field {field!r}: option {LETTERS[options.texts.index('')]} is empty")
    return options


def _strip_inner(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Take off letters that stand before the texts of labelled options, as in `{"A": "أ- …"}`.

    EXAMS has them in another order than its labels, which are the ones that its key speaks of.
    """
    inner = read_options(texts)
    return texts if inner is None or not inner.labels else tuple([split_prefix(text)[1].strip() for text in texts])
