"""Explanations that find none of the options right, or several of them."""

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from fractions import Fraction

from prompts.tasks.exams.checks.values import read_number
from validators.late import compile_late
from validators.text import normalize

_ONE = r"(?:اجابه|جواب|خيار|بديل|اختيار|حل)"
_ALL = r"(?:ال)?(?:خيارات|بدائل|اجابات|اختيارات)"
_FIT = r"(?:صحيح|صائب|سليم|مناسب|دقيق|صواب)\w*"
_THESE = (
    r"(?: (?:الاربعه|الاربع|المذكوره|السابقه|المعطاه|المطروحه|المتاحه|الوارده|المقدمه"
    r"|هنا|اعلاه|هي|تبدو|تعد|كلها|جميعها))*"
)
_WRONG = rf"(?:غير {_FIT}|خاطئه|خطا|[فو]?ليست? {_FIT}|لا (?:تصح|يصح|تصلح)|wrong|incorrect)"
_LISTED = r"(?:مذكور|موجود|وارد|مدرج|متاح|متوفر)ه?"

_NONE = compile_late(
    rf"(?:لا|ولا|فلا|لم) (?:توجد|يوجد|نجد|تظهر|يظهر|تتوافر|يتوافر) (?:(?:بين|من|ضمن|في) (?:\S+ ){{1,3}})?"
    rf"(?:اي )?{_ONE} {_FIT}(?!\w| غير )"
    rf"|ليست? (?:هناك |ثمه |(?:في|بين|من|ضمن) (?:\S+ ){{1,3}})(?:اي )?{_ONE} {_FIT}"
    rf"|(?:كل|جميع|كافه) (?:هذه )?{_ALL}{_THESE} {_WRONG}"
    rf"|(?:لا شيء|ليس اي|ليست اي|ليس ايا|لا احد|ولا واحد|لا واحد|ولا اي|ولا واحده) (?:من )?(?:بين )?(?:هذه )?"
    rf"{_ALL}{_THESE} (?:{_FIT}|يصح|تصح|يصلح)"
    rf"|(?:الجواب|الاجابه|الصواب|الحل|الصحيح)(?: {_FIT})? (?:غير {_LISTED}|ليست? (?:{_LISTED}|من بين|بين|ضمن) )"
    rf"|(?:لم|لا) (?:يذكر|تذكر|يرد|ترد|يدرج|تدرج) (?:الجواب|الاجابه|الصواب|الخيار)(?: {_FIT})?"
    rf"|لا (?:ينطبق|يصح|تصح|تنطبق|يصلح) اي (?:من )?(?:هذه )?{_ALL}"
    r"|السؤال (?:نفسه )?(?:خاطئ|غير صحيح|معيب|به خطا|فيه خطا)|(?:في|ب) ?(?:هذا )?السؤال خطا"
    r"|(?:none|neither) of (?:the |these )?(?:given |above )?(?:options|answers|choices) (?:is|are) (?:correct|right)"
)
_SEVERAL = compile_late(
    rf"(?:كل|جميع|كافه) (?:هذه )?{_ALL}{_THESE} (?:صحيحه|صائبه|سليمه|مقبوله|ممكنه|محتمله|تصح)"
    rf"|(?:هناك|توجد|يوجد|ثمه|للسؤال|له) (?:اكثر من|عده|خياران|جوابان|اجابتان|بديلان|خيارات|اجابات) ?(?:{_ONE} |من )?"
    r"(?:صحيح|صائب|ممكن|محتمل|مقبول)\w*"
    rf"|(?<!لا يوجد )(?<!لا توجد )(?<!ليس هناك )(?<!يقبل )اكثر من {_ONE} (?:صحيح|صائب|ممكن|مقبول)\w*"
    rf"|(?:يحتمل|يقبل|تحتمل) (?:هذا )?(?:السؤال )?(?:اكثر من|عده|خيارين|جوابين|اجابتين) ?(?:{_ONE}|{_ALL})?"
    r"|(?:all|both) (?:of )?(?:the |these )?(?:options|answers|choices) are (?:correct|right)"
)
_OPTIONS = ("اجابه", "جواب", "خيار", "بديل", "حل", "خيارات", "بدائل", "اجابات", "اختيارات", "خياران", "اجابتان")
_HINTS = frozenset(
    f"{joint}{word}"
    for joint in ("", "و", "ف")
    for word in (
        *_OPTIONS,
        *("الاجابه", "الجواب", "الصواب", "الحل", "الصحيح", "الخيار", "الخيارات", "البدائل", "الاجابات", "الاختيارات"),
        *("جوابان", "بديلان", "خيارين", "جوابين", "اجابتين", "السؤال", "options", "answers", "choices"),
    )
)
VERDICTS = frozenset(
    f"{word}{end}"
    for word in (
        *("صحيح", "صائب", "سليم", "مناسب", "دقيق", "صواب", "خاطئ", "خطا", "مقبول", "ممكن", "محتمل", "معيب"),
        *("مذكور", "موجود", "وارد", "مدرج", "متاح", "متوفر", "تصح", "يصح", "تصلح", "يصلح", "ينطبق", "تنطبق"),
        *("يحتمل", "تحتمل", "يقبل", "wrong", "incorrect", "correct", "right"),
    )
    for end in ("", "ه", "ا", "ان", "تان", "ين")
).union(("يذكر", "تذكر", "يرد", "ترد", "يدرج", "تدرج", "ليس", "ليست"))
_SAVE = frozenset(
    {"الا", "سوي", "عدا", "ماعدا", "باستثناء", "اخر", "اخري", "الاخري", "سواه", "سواها", "غيره", "غيرها", "except"}
)
_ANSWER = r"(?:الجواب|الاجابه|الصواب|الناتج الصحيح|الحل الصحيح)(?: الصحيحه?)?(?: (?:هو|هي|اذن|يساوي|تساوي))*"
STATES = frozenset(
    f"{joint}{word}" for joint in ("", "و", "ف") for word in ("الجواب", "الاجابه", "الصواب", "الناتج", "الحل")
)
"""First words of what `_NUMBER` finds."""
_NUMBER = re.compile(rf"(?<!\S)[وف]?{_ANSWER} (-?[0-9][0-9.,/]*)(?= |$)")
_QUOTED = re.compile(
    r"(?:الجواب|ال[إا]جابة|الصواب)(?:\s{1,3}الصحيحة?)?(?:\s{1,3}(?:هو|هي|[إا]ذن)){0,3}\s{0,3}[:：]?\s{0,3}(?:«([^»\n]{2,80})»|[\"“]([^\"”\n]{2,80})[\"”])"
)


def find_undecided(key: str, tokens: Collection[str]) -> tuple[str, str] | None:
    """Return a reason code and the words that show it where an explanation finds no option right, or several.

    Words that set one option apart from the rest (all but, no other) leave it decided.
    """
    if VERDICTS.isdisjoint(tokens) or _HINTS.isdisjoint(tokens) or not _SAVE.isdisjoint(tokens):
        return None
    if match := _NONE.search(key):
        return "no_right_option", match[0]
    match = _SEVERAL.search(key)
    return ("two_right_options", match[0]) if match else None


def find_stranger(text: str, key: str, tokens: Collection[str], options: Sequence[str]) -> tuple[str, str] | None:
    """Return `no_right_option` and the answer that an explanation states, where no option has anything of it.

    Args:
        text: The explanation as it stands.
        key: Its matching key.
        tokens: The words of the key.
        options: Matching keys of the options.
    """
    match = None if STATES.isdisjoint(tokens) else _NUMBER.search(key)
    if match and all(any(map(str.isdigit, option)) for option in options):
        stated = read_number(match[1])
        numbers = [number for option in options for number in _list_numbers(option)]
        if stated is not None and stated not in numbers:
            return "no_right_option", match[0]
    return find_quoted(text, options)


def find_quoted(text: str, options: Sequence[str]) -> tuple[str, str] | None:
    """Return `no_right_option` and what a text quotes as the answer, where no option (in matching form) is like it."""
    quoted = _QUOTED.search(text)
    if quoted is None:
        return None
    said = {word.removeprefix("ال") for word in normalize(quoted[1] or quoted[2]).split()}
    offered = {word.removeprefix("ال") for option in options for word in option.split()}
    loose = any(len(word) > 3 and other.find(word[1:-1]) >= 0 for word in said for other in offered)
    return None if loose or said & offered else ("no_right_option", quoted[0])


_STATED = compile_late(
    r"(?<![^\s:،.؛])[وف]?(?:الصواب|الجواب|الإجابة|الاجابة)(?: الصحيحة?)?(?: هو| هي|:) ([^\W\d_]+(?: [^\W\d_]+){0,8}?) ?"
    r"(?=[،.؛\n]|$| لأن| لان| وهذا| وذلك| حيث| إذ)"
)
_NOT_STATED = frozenset(
    normalize(
        "أن أنه أنها إن ما من كل التي الذي اللذان الخيار البديل الاختيار الحرف الرقم الأول الثاني الثالث"
        " الرابع الأولى الثانية الثالثة الرابعة الأخير الأخيرة غير ليس ليست لا لم كما عندما إذا هذا هذه"
        " ذلك تلك الصحيح الصحيحة الأصح الأنسب جميع جميعها كلها كلاهما أي بأن عكس نعم"
    ).split()
)
_EVERY = ("جميع", "كل", "كافه")
_ALL_OF = compile_late(rf"(?:{'|'.join(_EVERY)}) (?:ما (?:سبق|ذكر|تقدم)|الاجابات|الخيارات|البدائل|الاحتمالات)")
_COUNTED = compile_late(
    "(?:ال|ب)?(?:واحد|احد|اثن|ثنت|ثلاث|ثلث|اربع|ربع|خمس|ست|سبع|ثمان|تسع|عشر|مئ|مائ|الف|صفر|نصف|مليون|مليار|زوج|ضعف|عدد|رقم)"
)
_JUDGED = frozenset(normalize("صح خطأ صواب صحيح صحيحة خاطئ خاطئة نعم لا").split())


def find_other_answer(
    text: str, tokens: Collection[str], options: Sequence[str], question: str
) -> tuple[str, str] | None:
    """Return `no_right_option` and the few words that are stated as answer, where all that is said is of no option.

    Args:
        text: The explanation as it stands.
        tokens: The words of its matching key.
        options: Matching keys of the options.
        question: That of the question, whose words may stand for an answer.
    """
    stated = None if STATES.isdisjoint(tokens) else _STATED.search(text)
    if stated is None:
        return None
    said = normalize(stated[1]).split()
    if _ALL_OF.match(" ".join(said)) and not any(word in option for option in options for word in _EVERY):
        return "no_right_option", stated[0]
    if not all(option.replace(" ", "").isalpha() for option in options) and (
        any(map(_COUNTED.match, said)) or not all(map(str.isdigit, options))
    ):
        return None
    known = [*" ".join(options).split(), *question.split()]
    if not (_NOT_STATED.isdisjoint(said) and _JUDGED.isdisjoint(options)) or max(map(len, said)) < 3:
        return None
    near = any(_are_alike(word, other) for word in said for other in known)
    offered = {word.removeprefix("ال") for option in options for word in option.split() if len(word) > 2}
    mentioned = any(word in normalize(text) for word in offered)
    return None if near or mentioned else ("no_right_option", stated[0])


def _are_alike(one: str, other: str) -> bool:
    one, other = one.removeprefix("ال"), other.removeprefix("ال")
    return one == other or (
        min(len(one), len(other)) > 1
        and (one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.67)
    )


def _list_numbers(option: str) -> list[Fraction | None]:
    return [read_number(found) for found in re.findall(r"-?[0-9][0-9.,/]*", option)]
