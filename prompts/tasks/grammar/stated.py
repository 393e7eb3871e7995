"""Which words an explanation calls right, and which wrong, by what it says before and behind them."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.words import list_words
from validators.late import compile_late

FARTHEST = 6
"""Most words between two quoted words that are sides of one correction."""

_OPENED = compile_late(r"[(\[]?[\"“„‘‹'](?=[^\s.،؛:؟!)\]])|[(\[](?=[^\s.،؛:؟!)\]])")
_CLOSED = compile_late(r"[\"”“’›'][)\]]?|[)\]]")
_END = (".", "؛", "؟", "!", "؛»")


def _join(role: str, *words: str) -> Iterable[tuple[str, str]]:
    return ((f"{joint}{word}", role) for line in words for word in line.split() for joint in ("", "و", "ف"))


_ROLES = dict(
    [
        *_join("right", "الصواب الصحيح الصحيحة الأصح الأصوب صوابه صوابها صحيحه صحيحها تصحيحه تصحيحها تصويبه تصويبها"),
        *_join("right", "التصحيح التصويب الأسلم السليم السليمة صوابهما صواب"),
        *_join("said", "نقول يقال تقول أقول يصح يجوز يستقيم"),
        *_join("asked", "يقتضي تقتضي يستلزم تستلزم يتطلب تتطلب حقه حقها يجب ينبغي وجب يلزم لزم"),
        *_join("said", "لتصبح ليصبح لتصير ليصير لتكون ليكون"),
        *((word, "said") for word in ("فتصبح", "فيصبح", "فتصير", "فيصير", "فتكون", "فيكون")),
        *_join("must", "بد"),
        *_join("but", "بل إنما"),
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
    list_words(
        "هو هي هنا إذن أن إن كلمة الكلمة لفظ لفظة اللفظ الفعل فعل الاسم حرف الجر عبارة العبارة صيغة الصيغة",
        "تركيب التركيب هكذا جملة الجملة استعمال استخدام قول قولنا كتابتها كتابته رسمها رسمه نصبها نصبه",
        "بالنصب بالرفع بالجر للكلمة بها به تكون يكون كانت كان فيها فيه الآتي التالي لغة لغويا المفردة مفردة كلمتي",
        "رفعها رفعه جرها جره جزمه لفظي الكتابة والاسم أداة الأداة الضمير النعت الصفة العدد",
        "بهمزة بالهمزة القطع قطع الوصل وصل بتاء بالتاء المربوطة مربوطة المفتوحة مفتوحة بالهاء بالياء بالواو بالألف",
        "بألف هذا هذه الموضع السياق الحالة",
        "المقصورة مقصورة بنون النسوة بتنوين بالتنوين الفتح الضم الكسر بلا همزة",
    )
)
"""Words that may stand between what is said and the quoted word."""
_NOT_CALLED = frozenset(
    {"غير", "ليس", "ليست", "قبل", "الفعل", "الحرف", "الاسم", "خلاف", "السالم", "الجمع", "جمع", "عن"}
)
"""Words that make of right behind them a term, or its opposite."""
_OVER = frozenset({"من", "عن", "في"})
_SPOILT = frozenset({"خطأ", "خاطئة", "خاطئ", "غلط", "خطا"})
_SOUND = frozenset({"صحيحة", "صحيح", "سليمة", "سليم", "صائبة", "صائب"})
_WORD = r"([^\W\d_]{2,24})"
_IN_PLACE = r"(?:لا|وليس|وليست|ليس|بدلا من|عوضا عن|بدل|مكان)"
_CALLED = (
    r"(?:^|[ وف])(?:الصواب|الصحيح|صوابها?|صحيحها?|تصحيحها?|الأصح|نقول|يقال)(?: (?:هو|هي|أن نقول|أن يقال|كلمة))?:? "
)
_BARE = (
    compile_late(f"{_CALLED}(?P<right>{_WORD})(?: \\w+){{0,3}}?،? {_IN_PLACE} (?:كلمة )?(?P<wrong>{_WORD})(?!\\w)"),
    compile_late(
        f"(?:تصحيح|تصحح|صححت|تصويب)(?: كلمة)? (?P<wrong>{_WORD})(?: \\w+){{0,3}}? "
        f"إلى(?: كلمة)? (?P<right>{_WORD})(?!\\w)"
    ),
    compile_late(
        f"(?:^|[ وف])(?:كتبت|وردت|كلمة|الخطأ في(?: كلمة)?|الخطأ هو) (?P<wrong>{_WORD})(?: خطأ| خاطئة)?(?: هنا)?،? "
        f"(?:و?الصواب|و?الصحيح|و?صوابها?)(?: هو| هي)?:? (?P<right>{_WORD})(?!\\w)"
    ),
)
_RIGHT = frozenset({"right", "rightly", "said", "asked", "written"})
_COMBINED = {
    ("written", "said"): "written",
    ("written", "asked"): "rightly",
    ("said", "written"): "written",
    ("asked", "written"): "rightly",
}
"""How something is written, and that it is said or asked for so, whichever of them comes first."""
_SURELY = frozenset({"right", "rightly", "asked"})


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


_ALONE: dict[str, Callable[[str], Statement]] = {
    "right": lambda words: Statement(right=words, sure=True),
    "said": lambda words: Statement(right=words),
    "asked": lambda words: Statement(right=words),
    "fault": lambda words: Statement(wrong=words, sure=True),
    "spoilt": lambda words: Statement(wrong=words),
}
"""Role to what it says of a quoted word by itself."""


def read_statements(text: str) -> list[Statement]:
    """Return what an explanation, as it stands, calls right and wrong, in order; only what its wording leaves sure."""
    pieces = text.split("«")
    if len(pieces) == 1:
        pieces = _OPENED.split(text)
        if len(pieces) == 1:
            return _read_bare(text)
        pieces = [_CLOSED.sub("»", piece, count=1) for piece in pieces]
    found: list[Statement] = []
    said = last = ""
    before = pieces[0]
    for piece in pieces[1:]:
        words, _, behind = piece.partition("»")
        role, gap = _find_role(before)
        if not role and ("خ" in behind or "غير" in behind):
            role = _find_verdict(behind)
        if role in _ALONE:
            found.append(_ALONE[role](words))
        elif role and said and gap <= FARTHEST:
            found += _pair(said, last, words, role)
        said, last, before = words, role, behind
    return found


@lru_cache(maxsize=512)  # explanations are worded alike
def _find_role(before: str) -> tuple[str, int]:
    """Return what the text before a quoted word says of it, empty where it says nothing, and its number of words."""
    gap = before.split()
    return _read_role(gap), len(gap)


def _read_role(gap: Sequence[str]) -> str:
    """Return what words say of the one behind them, the nearest first."""
    role = ""
    for place in range(len(gap) - 1, max(-1, len(gap) - 7), -1):
        if gap[place].endswith(_END):
            break
        word = _bare(gap[place])
        before = _bare(gap[place - 1]) if place else ""
        found = _ROLES.get(word, "")
        if found in {"said", "written", "asked"}:
            role = _COMBINED.get((found, role), role if role == "rightly" else found)
        elif found:
            return _settle(found, role, before)
        elif word not in _FILLERS and not _is_passed(word, _ROLES.get(before, ""), gap[place + 1 : place + 2]):
            break
    return role


def _is_passed(word: str, before: str, following: Sequence[str]) -> bool:
    """Return whether a word may stand between a role and its quoted word: who wrote it, or a preposition."""
    return before == "told" or (word in _OVER and (before in {"instead", "fault"} or following in (["هذا"], ["هذه"])))


def _settle(found: str, role: str, before: str) -> str:
    """Return what a word that leaves nothing open says, with what stood behind it and the word before it."""
    if found == "right":
        found = "" if before in _NOT_CALLED else found
    elif found == "to" and _ROLES.get(before) in {"mended", "right"}:
        found = "right"
    elif found == "must":
        found = "asked"
    return "rightly" if role == "written" and found in {"right", "asked"} else found


def _bare(word: str) -> str:
    return word if word.isalpha() else strip_marks(word.strip(":،,-–ـ"))


def _find_verdict(behind: str) -> str:
    """Return `spoilt` where the words behind a quoted word call it wrong."""
    following = [_bare(word.rstrip(".؛،")) for word in behind.split()[:2]]
    if not following or (following[0] not in _SPOILT and (following[0] != "غير" or following[-1] not in _SOUND)):
        return ""
    return "spoilt"


def _pair(said: str, last: str, words: str, role: str) -> list[Statement]:
    """Return what is said of two quoted words, the roles of both told; it may hold for the second alone."""
    if role == "to" and last in {"mended", "changed"}:
        return [Statement(words, said, sure=True)]
    if role in {"not", "instead"} and last in _RIGHT:
        return [Statement(said, words, last in _SURELY)]
    if (role == "instead" and last in {"told", "fault"}) or (role == "but" and last == "not"):
        return [Statement(words, said, role == "instead")]
    return [Statement(wrong=words)] if role == "not" else []


def _read_bare(text: str) -> list[Statement]:
    """Return what is said of words without quotation marks; never sure, because any word can be meant."""
    plain = strip_marks(text)
    found = (Statement(match["right"], match["wrong"]) for bare in _BARE for match in bare.finditer(plain))
    return [stated for stated in found if stated.right != stated.wrong]  # marks may be all that parts them
