"""Splitting and merging: the letters stay, only the blanks between them change."""

import itertools
import re
from collections.abc import Sequence

from prompts.tasks.grammar.alignment import join_tokens
from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.base import DEMONSTRATIVES, Rule
from prompts.tasks.grammar.rules.nouns import find_noun
from prompts.tasks.grammar.rules.words import list_words
from validators.late import compile_late

_TORN = frozenset({"و", "ف", "ب", "ل", "ك", "ال", "س"})
_RUN = re.compile(
    "(?:في|على|إلى|عن)ال.{2,}|.*ى[^ى\\W\\d]{2,}.*|عبدال.{2,}|عبدالله|لابد|لاسيما|ياليت|إنشاءالله|ماشاء|ماهو|ماهي|لايوجد|لازال|لايزال"
)
FEWEST_LETTERS = 3
"""Letters of a whole word behind a particle at least; fewer may be the rest of a word that was torn."""
_ALONE = list_words(
    "في على إلى حتى متى لدى التي الذي هذا هذه ذلك تلك غير بعد قبل عند بين أمام خلال كانت كان سوف أين كيف لماذا",
    "الذين ليس",
)
"""Words with which hardly any other word begins."""
_BEGIN_LIKE = (
    *(
        "فيزيا",
        "فيدي",
        "فيلم",
        "فيتامين",
        "فيروس",
        "فيضان",
        "فيصل",
        "فيلا",
        "فيلسوف",
        "فيلق",
        "فيينا",
        "فيتنام",
        "فيدرال",
        "فينوس",
    ),
    *(
        "فيسبوك",
        "فيكتور",
        "فيني",
        "فيروز",
        "فيور",
        "فيلي",
        "فيها",
        "فيهم",
        "فيهما",
        "فيهن",
        "فيكم",
        "فينا",
        "فيما",
        "بعضه",
        "بعدما",
    ),
    *(
        "عندما",
        "بينما",
        "قبلما",
        "غيره",
        "غيرة",
        "غيرن",
        "عنده",
        "بعده",
        "قبله",
        "بينه",
        "بعدئذ",
        "عندئذ",
        "حينئذ",
        "قبيل",
        "بعضا",
        "بينة",
    ),
    *(
        "بيني",
        "بينن",
        "عندي",
        "عندن",
        "عندك",
        "بعدي",
        "بعدن",
        "قبلي",
        "قبلن",
        "قبلة",
        "غيري",
        "كيفي",
        "عندل",
        "كانون",
        "كانوا",
        "كانا",
        "ليسوا",
    ),
    *("ليست", "لديه", "لدين", "لديك", "لديها", "أينما", "كيفما", "بعدائ", "كانت", "أماما", "هذان", "هذين"),
)
_APART = list_words("من عن مع أن إن لن لم قد هل ثم أو بل كل أي لكن كما منذ حيث لقد إذا لأن")
"""Particles that stand apart, with which other words begin."""
_JOINED = frozenset(
    {("كل", "ما"), ("من", "من"), ("عن", "من"), ("أن", "لا"), ("كي", "لا"), ("رأس", "مال"), ("إذ", "ما")}
)
_BROKEN = compile_late(
    "[يتن].{4,}|.ا.[يا].|خلال|أجل|دون|تحت|فوق|جديد|حول|هنا|هناك|أكثر|أهم|أقدم|أكبر|أفضل|بداية|نهاية|جهة|ناحية|يكن|تكن|يعد"
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
        or (len(edit.right) == 1 and (_RUN.fullmatch(edit.right[0]) or _joins_words(edit.wrong)))
        or (edit.right[0] in {"إنشاء", "انشاء"} and edit.after == "الله")
    )


def _joins_words(parts: Sequence[str]) -> bool:
    """Return whether two whole words are written together: a particle with what it never joins, or two known words."""
    first, second = strip_marks(parts[0]), strip_marks(parts[-1])
    first = first if first in _ALONE else first.removeprefix("و")
    if len(parts) != 2 or (first, second) in _JOINED or second in {"ما", "من", "لا", "ئذ"}:
        return False
    if first in _ALONE:
        return len(second) >= FEWEST_LETTERS and not f"{first}{second}".startswith(_BEGIN_LIKE)
    return first in _APART and (
        second.startswith("ال") or second in _APART or _is_known(second) or _BROKEN.fullmatch(second) is not None
    )


def _is_known(word: str) -> bool:
    return find_noun(word) is not None or find_noun(word.removesuffix("ه")) is not None or word in DEMONSTRATIVES


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
