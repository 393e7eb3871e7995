"""Splitting and merging: the letters stay, only the blanks between them change."""

import itertools
import re
from collections.abc import Sequence

from prompts.tasks.grammar.alignment import join_tokens
from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.rules.base import Rule
from prompts.tasks.grammar.rules.words import list_words

_TORN = frozenset({"و", "ف", "ب", "ل", "ك", "ال", "س"})
_RUN = re.compile(
    "(?:في|على|إلى|عن)ال.{2,}|.*ى[^ى\\W\\d]{2,}.*|عبدال.{2,}|عبدالله|لابد|لاسيما|ياليت|إنشاءالله|ماشاء|ماهو|ماهي|لايوجد|لازال|لايزال"
)
_PAIRS = frozenset(
    {
        ("حين", "ئذ"),
        ("وقت", "ئذ"),
        ("عند", "ما"),
        ("بين", "ما"),
        ("من", "ما"),
        ("عن", "ما"),
        ("إنشاء", "الله"),
        ("انشاء", "الله"),
        ("بعد", "ئذ"),
        ("يوم", "ئذ"),
    }
)


def explain(edit: Edit) -> bool:
    """Return whether the tokens of both sides, written together, are the same word."""
    if len(edit.wrong) == len(edit.right) or not edit.words_only or not edit.wrong or not edit.right:
        return False
    return join_tokens(edit.wrong) == join_tokens(edit.right)


def reverse(edit: Edit) -> bool:
    """Return whether the right side leaves a one-letter particle alone or runs two words together."""
    return bool(
        not _TORN.isdisjoint(edit.right)
        or (len(edit.right) > 1 and edit.right[:2] in _PAIRS)
        or (len(edit.right) == 1 and _RUN.fullmatch(edit.right[0]))
        or (edit.right[0] in {"إنشاء", "انشاء"} and edit.after == "الله")
    )


def find_remains(words: Sequence[str]) -> str:
    """Return the first particle of one letter that stands alone before a word."""
    return next((word for word, after in itertools.pairwise(words) if word in {"و", "ال"} and after[0].isalpha()), "")


_TERMS = list_words(
    "فصل متصل يوصل توصل تتصل يتصل كلمتين كلمتان فراغ مسافة ادغ يدغ دمج ملتصق ملاصق تلتصق يلتصق مستقل مركب"
) | {"كلمة واحدة", "حقه الوصل", "حقها الوصل", "تكتب موصولة", "مفصول"}

SPELLING_SPLIT_MERGE = Rule(
    explain,
    tuple(_TERMS),
    reverse,
    find_remains,
)
