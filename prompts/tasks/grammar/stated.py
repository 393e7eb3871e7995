"""Which words an explanation calls right, and which wrong, by what it says before and behind them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prompts.tasks.grammar.letters import strip_marks

FARTHEST = 6
"""Most words between two quoted words that are sides of one correction."""

_QUOTED = re.compile(r"[«\"“„'‘‹(\[]([^«»\"“”„'‘’‹›()\[\]\n]{1,60})[»\"”“'’›)\]]")
_END = (".", "؛", "؟", "!", "؛»")


def _join(role: str, *words: str) -> Iterable[tuple[str, str]]:
    return ((f"{joint}{word}", role) for line in words for word in line.split() for joint in ("", "و", "ف"))


_ROLES = dict(
    [
        *_join("right", "الصواب الصحيح الصحيحة الأصح الأصوب صوابه صوابها صحيحه صحيحها تصحيحه تصحيحها تصويبه تصويبها"),
        *_join("right", "التصحيح التصويب الأسلم السليم السليمة صوابهما"),
        *_join("said", "نقول يقال تقول أقول يصح يجوز يستقيم يجب ينبغي وجب يلزم لزم يقتضي تقتضي يستلزم"),
        *_join("said", "تستلزم يتطلب تتطلب حقه حقها"),
        *(
            (word, "said")
            for word in "لتصبح ليصبح فتصبح فيصبح لتصير ليصير فتصير فيصير لتكون ليكون فتكون فيكون".split()
        ),
        *_join("must", "بد"),
        *_join("not", "لا ليس ليست"),
        *_join("instead", "بدل مكان محل بدلا عوضا عوض"),
        *_join("to", "إلى الى"),
        *_join("told", "كتب كتبت كتبنا وردت ورد جاءت جاء استعمل استعملت استخدم استخدمت رسمت رسم وضع وضعت جعلت جعل ذكر"),
        *_join("told", "أخطأ قال قيل"),
        *_join("written", "نكتب تكتب يكتب ترسم يرسم كتابة رسم"),
        *_join("mended", "تصحيح تصحح صحح صححت يصحح نصحح صححنا تصويب تصوب صوبت تصححت"),
        *_join("changed", "تعديل تعدل عدلت عدل نعدل يعدل تغيير غيرت تغير نغير يغير تحويل حولت حول نحول تحول"),
        *_join("fault", "الخطأ خطأ الغلط"),
    ]
)
"""Word without marks to what it says of the quoted word behind it."""
_FILLERS = frozenset(
    "هو هي هنا إذن أن إن كلمة الكلمة لفظ لفظة اللفظ الفعل فعل الاسم حرف الجر عبارة العبارة صيغة الصيغة تركيب التركيب هكذا"
    " جملة الجملة استعمال استخدام قول قولنا تكون يكون كانت كان فيها فيه الآتي التالي لغة لغويا"
    " المفردة مفردة كلمتي لفظي الكتابة والاسم أداة الأداة الضمير النعت الصفة العدد".split()
)
"""Words that may stand between what is said and the quoted word."""
_NOT_CALLED = frozenset({"غير", "ليس", "ليست", "قبل", "الفعل", "الحرف", "الاسم", "خلاف", "السالم", "الجمع", "جمع", "عن"})
"""Words that make of right behind them a term, or its opposite."""
_OVER = frozenset({"من", "عن", "في"})
_SPOILT = frozenset({"خطأ", "خاطئة", "خاطئ", "غلط", "خطا"})
_SOUND = frozenset({"صحيحة", "صحيح", "سليمة", "سليم", "صائبة", "صائب"})
_WORD = r"([^\W\d_]{2,24})"
_IN_PLACE = r"(?:لا|وليس|وليست|ليس|بدلا من|عوضا عن|بدل|مكان)"
_CALLED = r"(?:^|[ وف])(?:الصواب|الصحيح|صوابها?|صحيحها?|تصحيحها?|الأصح|نقول|يقال)(?: (?:هو|هي|أن نقول|أن يقال|كلمة))?:? "
_BARE = (
    re.compile(f"{_CALLED}(?P<right>{_WORD})(?: \\w+){{0,3}}?،? {_IN_PLACE} (?:كلمة )?(?P<wrong>{_WORD})(?!\\w)"),
    re.compile(
        f"(?:تصحيح|تصحح|صححت|تصويب)(?: كلمة)? (?P<wrong>{_WORD})(?: \\w+){{0,3}}? إلى(?: كلمة)? (?P<right>{_WORD})(?!\\w)"
    ),
    re.compile(
        f"(?:^|[ وف])(?:كتبت|وردت|كلمة|الخطأ في(?: كلمة)?|الخطأ هو) (?P<wrong>{_WORD})(?: خطأ| خاطئة)?(?: هنا)?،? "
        f"(?:و?الصواب|و?الصحيح|و?صوابها?)(?: هو| هي)?:? (?P<right>{_WORD})(?!\\w)"
    ),
)
_RIGHT = frozenset({"right", "rightly", "said", "written"})
_SURELY = frozenset({"right", "rightly"})


class Statement(NamedTuple):
    """One word or a few that an explanation calls right, or wrong, or both sides of one correction.

    Attributes:
        right: What it calls right; empty where it says nothing of it.
        wrong: What it calls wrong; empty where it says nothing of it.
        sure: Whether the row's own words must be meant, and no example of a rule.
    """

    right: str = ""
    wrong: str = ""
    sure: bool = False


class _Mention(NamedTuple):
    words: str
    role: str
    gap: int


def read_statements(text: str) -> list[Statement]:
    """Return what an explanation, as it stands, calls right and wrong, in order; only what its wording leaves sure."""
    found: list[Statement] = []
    last = _Mention("", "", 0)
    end = 0
    for match in _QUOTED.finditer(text):
        gap = text[end : match.start()].split()
        end = match.end()
        mention = _Mention(match[1], _find_role(gap) or _find_verdict(text, end), len(gap))
        found += _state(last, mention)
        last = mention
    return found if end else _read_bare(text)


def _find_role(gap: Sequence[str]) -> str:
    """Return what the words before a quoted word say of it, the nearest first; empty where they say nothing."""
    role = ""
    for place in range(len(gap) - 1, max(-1, len(gap) - 7), -1):
        if gap[place].endswith(_END):
            break
        word = _bare(gap[place])
        before = _bare(gap[place - 1]) if place else ""
        found = _ROLES.get(word, "")
        if found in {"said", "written"}:
            role = "written" if "written" in {role, found} else found
        elif found == "right":
            return "" if before in _NOT_CALLED else "rightly" if role == "written" else found
        elif found:
            return "said" if found == "must" else found
        elif word not in _FILLERS and not (word in _OVER and _ROLES.get(before) in {"instead", "fault"}):
            break
    return role


def _bare(word: str) -> str:
    return word if word.isalpha() else strip_marks(word.strip(":،,-–ـ"))


def _find_verdict(text: str, end: int) -> str:
    """Return `spoilt` where the words behind a quoted word call it wrong."""
    behind = text[end : end + 24].split()[:2]
    if not behind:
        return ""
    first = _bare(behind[0])
    if first in _SPOILT or (first == "غير" and len(behind) == 2 and _bare(behind[1].rstrip(".؛،")) in _SOUND):
        return "spoilt"
    return ""


def _state(last: _Mention, mention: _Mention) -> list[Statement]:
    """Return what is said of a quoted word, with the one before it where both are sides of one correction."""
    words, role, gap = mention
    if role in {"right", "said"}:
        return [Statement(right=words, sure=role == "right")]
    if role in {"fault", "spoilt"}:
        return [Statement(wrong=words, sure=role == "fault")]
    if gap > FARTHEST or not last.words:
        return []
    if role == "to" and last.role in {"mended", "changed"}:
        return [Statement(words, last.words, last.role == "mended")]
    if role in {"not", "instead"} and last.role in _RIGHT:
        return [Statement(last.words, words, last.role in _SURELY)]
    if role == "instead" and last.role in {"told", "fault"}:
        return [Statement(words, last.words)]
    return [Statement(wrong=words)] if role == "not" else []


def _read_bare(text: str) -> list[Statement]:
    """Return what is said of words without quotation marks; never sure, because any word can be meant."""
    plain = strip_marks(text)
    return [Statement(match["right"], match["wrong"]) for bare in _BARE for match in bare.finditer(plain)]
