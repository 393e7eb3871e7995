"""What a model returns for one exam question, and how it becomes a row: options read, key found, fields in order."""

from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from prompts.base import Dimension, Wanted
from prompts.tasks.exams.options import (
    LETTERS,
    Options,
    letter_place,
    read_label,
    read_options,
    split_prefix,
    write_options,
)
from prompts.values import FieldReader
from validators.base import Item, Refusal
from validators.text import fold_light, normalize

_OptionText = Annotated[str, Field(max_length=1000, coerce_numbers_to_str=True)]
_FOUR_TEXTS = {"type": "array", "items": {"type": "string"}, "minItems": 4, "maxItems": 4}

_SUBJECTS = {
    "islamic_studies": "التربية الإسلامية",
    "physics": "الفيزياء",
    "chemistry": "الكيمياء",
    "biology": "الأحياء",
    "science": "العلوم",
    "mathematics": "الرياضيات",
    "history": "التاريخ",
    "geography": "الجغرافيا",
    "social": "الدراسات الاجتماعية",
    "arabic_language": "اللغة العربية",
    "economics": "الاقتصاد",
    "philosophy": "الفلسفة",
    "computer_science": "علوم الحاسوب",
}

ANSWER = Dimension("answer", dict.fromkeys(LETTERS, 1), movable=True)
SUBJECT = Dimension(
    "subject",
    dict.fromkeys(_SUBJECTS, 1),
    quota=False,
    closed=False,
    labels=_SUBJECTS,
)
DIFFICULTY = Dimension(
    "difficulty",
    {"easy": 1, "medium": 1, "hard": 1},
    quota=False,
    labels={"easy": "سهل", "medium": "متوسط", "hard": "صعب"},
)
DIMENSIONS = (ANSWER, SUBJECT, DIFFICULTY)

_READER = FieldReader((SUBJECT, DIFFICULTY))


class ExamReply(BaseModel):
    """One question as a model returns it; unknown keys are kept aside for fields that the plan added."""

    model_config = ConfigDict(extra="allow", str_strip_whitespace=True, defer_build=True)

    question: str = Field(max_length=4000)
    options: Annotated[
        Annotated[list[_OptionText], Field(max_length=6)] | Annotated[dict[str, _OptionText], Field(max_length=6)],
        WithJsonSchema(_FOUR_TEXTS),
    ]
    answer: str = Field(max_length=1000, coerce_numbers_to_str=True)
    explanation: str | None = Field(default=None, max_length=4000)
    subject: str | None = Field(default=None, max_length=200)
    difficulty: str | None = Field(default=None, max_length=200)


def build_item(reply: BaseModel, wanted: Wanted) -> Item | Refusal:
    """Return the row's fields in output order, or why they cannot be made.

    Refuses with `wrong_shape`, `answer_unclear`, or `empty_explanation`: real exams may have none, a reply must.
    """
    reply = cast("ExamReply", reply)
    options = read_options(reply.options)
    if options is None:
        return Refusal("wrong_shape", f"options with the labels {list(reply.options)}"[:200])
    place = find_answer(reply.answer, options)
    if place is None:
        return Refusal("answer_unclear", reply.answer[:200])
    if not reply.explanation:
        return Refusal("empty_explanation")
    stated: dict[str, Any] = {**(reply.model_extra or {}), "difficulty": reply.difficulty}
    subject = _READER.read("subject", reply.subject, wanted)
    if subject is None:
        return Refusal("wrong_shape", "no subject")
    fields: dict[str, Any] = {
        "question": reply.question,
        "options": write_options(options.texts),
        "answer": "ABCDEF"[place],
        "explanation": reply.explanation,
        "subject": subject,
    }
    return Item("exams", _READER.complete(fields, stated, wanted))


def find_answer(answer: str, options: Options) -> int | None:
    """Return the place of the option that an answer names by letter, by letter and text, or by its whole text.

    None where it names none, or where the letter points to one option and the text to another. A bare number is only
    read as text or as a label that the options came with: counting may start at 0 or at 1.
    """
    if len(answer) == 1 and min(map(len, options.texts), default=0) > 2:  # no option can be this letter itself
        return _find_label(answer, options)
    by_text = _find_text(answer, options.texts)
    label = read_label(answer)
    if label is not None:
        return _agree(_find_label(label, options), by_text)
    if by_text is not None:
        return by_text
    label, rest = split_prefix(answer)
    if not label:
        return None
    by_rest = _find_text(rest, options.texts)
    return None if by_rest is None else _agree(_find_label(label, options), by_rest)


def _agree(first: int | None, second: int | None) -> int | None:
    """Return the one place that two readings name, None where they contradict each other or both say nothing."""
    if first is None or second is None:
        return second if first is None else first
    return first if first == second else None


def _find_label(label: str, options: Options) -> int | None:
    if label in options.labels:
        return options.labels.index(label)
    place = letter_place(label)
    return place if place is not None and place < len(options.texts) else None


def _find_text(text: str, texts: tuple[str, ...]) -> int | None:
    """Return the place of the only option with this text: as it stands, or else by its matching key."""
    for key in (fold_light, normalize):
        wanted = key(text)
        places = [place for place, option in enumerate(texts) if wanted and key(option) == wanted]
        if len(places) == 1:
            return places[0]
    return None
