"""What an explanation says of the options: which of them it calls right, and which wrong."""

from collections.abc import Sequence
from typing import NamedTuple

from validators.late import compile_late

_NOUN = r"(?:ال)?(?:اجابه|جواب|خيار|بديل|اختيار)|answer|option|choice|alternative"
_FIT = r"(?:صحيح|صائب|سليم|صواب|دقيق|مناسب|مطلوب|مقبول)"
_RIGHT = rf"(?:(?:ال)?{_FIT}ه?|الاصح|الادق|الانسب|الامثل|correct|right|best)"
_LINK = r"(?:هو|هي|اذن|اذا|هنا|ان|انه|انها|تكون|يكون|is|are|the|رقم|حرف|الحرف|letter)"
_OPTION = r"(?:ال)?(?:خيار|بديل|اختيار|اجابه|جواب|حرف)|option|choice|letter"
_POINT = compile_late(
    rf"\S+ (?:(?P<right>{_RIGHT}) )?(?:{_LINK} )*(?:(?:{_OPTION}) )?(?:(?P<late>{_RIGHT}) )?(?:{_LINK} )*"
)

_ORDERS = ("اول", "ثاني", "ثالث", "رابع")
_PLACES = {letter: place for series in ("abcd", "ابجد", "ابتث") for place, letter in enumerate(series)}
_PLACES |= {f"ال{order}{end}": place for place, order in enumerate(_ORDERS) for end in ("", "ه")} | {"الاولي": 0}
_PLACES |= {str(place + 1): place for place in range(4)}
_NAME = "(?:[a-dابجدتث]|ال(?:اول|اولي|ثانيه?|ثالثه?|رابعه?)|[1-4])"
_NAMES = compile_late(rf"{_NAME} (?:(?:(?:او|و|and|or) )?و?{_NAME} )*")
_ONE_NAME = compile_late(rf"(?<!\S)و?({_NAME}) ")
_BE = r"(?:(?:[فو]?(?:هو|هي|انه|انها)|is|was|are) )?"
_IS_WRONG = compile_late(
    rf"{_BE}(?:the )?(?P<noun>(?:{_NOUN}) )?(?:غير (?:ال)?(?:{_FIT}|ممكن|مطابق)"
    rf"|[فو]?ليس(?:ت|ا|تا)? (?:(?:هو|هي) )?(?:(?:{_NOUN}) )?(?:ال)?{_FIT}|[فو]?لا (?:يصح|تصح|يصلح|تصلح)"
    r"|(?:ال)?خطا(?= )|(?:ال)?خاطئ|wrong|incorrect|false|not (?:correct|right))"
)
_IS_RIGHT = compile_late(rf"{_BE}(?:the )?(?P<noun>(?:{_NOUN}) )?{_RIGHT}(?= )")
_NOT = compile_late(r"[فو]?(?:غير|ليس|ليست|لا|not) ")
_BOTH_RIGHT = compile_late(
    r"(?:(?:لان|فان|هما|كلاهما|كليهما|كلتاهما|كلتيهما|معا|ايضا|جميعها|كلها|are|both) ){0,3}"
    r"(?:صحيح|مقبول|صائب|سليم|ممكن|correct|right)"
)
_ACCEPT = frozenset({"قبول", "تقبل", "يقبل", "نقبل", "اعتماد", "accept"})
_IS = frozenset({"هو", "هي", "فهو", "فهي", "وهو", "وهي", "is", "the"})
_DOUBT = frozenset(
    f"{joint}{word}"
    for joint in ("", "و", "ف")
    for word in ("ليس", "ليست", "غير", "لا", "لم", "لن", "لو", "خطا", "خاطئ", "خاطئه", "not", "if")
)
_THOUGHT = frozenset({"يظن", "يعتقد", "يحسب", "يختار", "توهم", "يتوهم", "ظن", "اعتقد", "حسب", "يتصور"})
_DENIED = _THOUGHT | _DOUBT
_IS_NO = compile_late(r"[فو]?ليست? (?:(?:هو|هي) )?")
_ALONE = compile_late(r"(?:فقط|وحد|الوحيد|مجرد|فحسب)")
_NEVER = frozenset({"لا", "لن", "لم", "ولا", "فلا"})
_SUPPOSED = frozenset({"لو", "اذا", "ان", "حين", "عندما", "لما", "كلما", "اننا", "قد"})
_IS_NOT = frozenset({"ليس", "ليست", "وليس", "وليست"})

_ANSWERS = ("اجابه", "الاجابه", "جواب", "الجواب", "answer")
_OPTIONS = ("خيار", "الخيار", "بديل", "البديل", "اختيار", "الاختيار", "الحل", "option", "choice", "alternative")
_SEVERAL = (
    *(f"{noun}{end}" for noun in ("خيار", "اجابت", "جواب", "بديل", "اختيار") for end in ("ان", "ين")),
    *("خيارات", "اجابات", "بدائل", "اختيارات"),
)
_OPENERS = {
    f"{joint}{noun}": kind
    for joint in ("", "و", "ف")
    for kind, nouns in (
        ("answer", _ANSWERS),
        ("option", _OPTIONS),
        ("right", ("الصواب", "الصحيح")),
        ("choice", ("نختار", "اخترنا")),
        ("several", (*_SEVERAL, *(f"ال{noun}" for noun in _SEVERAL), "options", "answers", "choices")),
    )
    for noun in nouns
}
ANY_OPENER = frozenset(_OPENERS)


class Claim(NamedTuple):  # several to a row: a dataclass takes thrice as long to make
    """One option called right or wrong.

    Attributes:
        place: Place of the option, from 0.
        right: Whether it is called right.
        lettered: Whether it is named by its letter or number and not by its text.
        answer: Whether it is called the answer, and not only a true or false thing to say.
        joined: Whether others are called the same in one breath.
    """

    place: int
    right: bool
    lettered: bool = False
    answer: bool = True
    joined: bool = False


def read_claims(tokens: Sequence[str], options: Sequence[str], text: str) -> list[Claim]:
    """Return what an explanation says of the options, in order.

    Args:
        tokens: Words of its matching key.
        options: Matching keys of the options.
        text: The explanation as it stands, for marks that a key does not keep.
    """
    found: list[Claim] = []
    if ANY_OPENER.isdisjoint(tokens):
        return found
    for start, token in enumerate(tokens):
        kind = _OPENERS.get(token)
        if kind is None:
            continue
        rest = " ".join(tokens[start:]) + " "
        if kind == "several":
            found += _read_several(tokens, start, rest)
            continue
        if kind == "choice" and start and tokens[start - 1] in _SUPPOSED:
            continue
        found += _read_point(tokens, start, rest, options, text)
        if start and (tokens[start - 1] in _IS or tokens[start - 1] in _IS_NOT or _IS_WRONG.match(rest)):
            found += _read_before(tokens, start, rest, options)
    return found


def _read_point(tokens: Sequence[str], start: int, rest: str, options: Sequence[str], text: str) -> list[Claim]:
    """Return what is said of the option that stands behind a word such as answer, option or right."""
    match, kind = _POINT.match(rest), _OPENERS[tokens[start]]
    if match is None or (kind == "right" and start and tokens[start - 1].startswith("ال")):
        return []
    adjective = match["right"] or match["late"]
    target = rest[match.end() :]
    said = _find_text(target, options)
    denied = _IS_NO.match(target) if said is None and (adjective or kind != "option") else None
    never = kind == "choice" and start > 0 and tokens[start - 1] in _NEVER
    if denied or never:
        sure = _is_sure(tokens, start - never) and _THOUGHT.isdisjoint(tokens[max(0, start - 6) : start])
        return _deny(target[denied.end() :] if denied else target, options) if sure else []
    if said is not None:
        called = bool(adjective) or kind != "option"
        return _weigh(tokens, start, target[len(options[said]) + 1 :], [said], called=called, answer=called)
    name = _NAMES.match(target)
    if name is None or _is_word(name[0], text):
        return []
    places = [_PLACES[spot[1]] for spot in _ONE_NAME.finditer(name[0])]
    spelled, digit = name[0].startswith("ال"), name[0][0].isdigit()
    if digit and any(map(str.isdigit, "".join(options))):
        return []  # a number among numbers is a value
    called = bool(adjective) or (kind != "option" and not spelled and not digit)
    tail = target[name.end() :]
    claims = _weigh(tokens, start, tail, places, called=called, answer=kind != "option", lettered=True)
    if claims and len(places) == 1 and (said := _find_text(tail, options)) is not None and claims[0].right:
        claims.append(Claim(said, right=True))
    return claims


def _deny(target: str, options: Sequence[str]) -> list[Claim]:
    """Return what is said of the option that stands behind a denial: the answer is not X."""
    said, name = _find_text(target, options), _ONE_NAME.match(target)
    behind = target[len(options[said]) + 1 :] if said is not None else target[name.end() :] if name else ""
    if _ALONE.match(behind):
        return []
    if said is not None:
        return [Claim(said, right=False)]
    return [Claim(_PLACES[name[1]], right=False, lettered=True)] if name and name[1] in "abcdابجدتث" else []


def _find_text(target: str, options: Sequence[str]) -> int | None:
    """Return the place of the option that a text opens with; the longest where several fit."""
    fits = [place for place, option in enumerate(options) if target.startswith(option) and target[len(option)] == " "]
    return max(fits, key=lambda fit: len(options[fit])) if fits else None


def _weigh(
    tokens: Sequence[str],
    start: int,
    tail: str,
    places: list[int],
    *,
    called: bool,
    answer: bool = True,
    lettered: bool = False,
) -> list[Claim]:
    """Return the claims of one place of a text, by what stands before and behind it; none where it is in doubt."""
    joined = len(places) > 1
    wrong = _IS_WRONG.match(tail)
    if wrong or (start and tokens[start - 1] in _IS_NOT):
        answer = answer or bool(wrong and wrong["noun"])
        return [Claim(place, False, lettered, answer, joined) for place in places]
    if start and not (_THOUGHT.isdisjoint(tokens[max(0, start - 6) : start]) and _is_sure(tokens, start)):
        return []
    if not called:
        right = _IS_RIGHT.match(tail)
        if not right:
            return []
        answer = answer or right["noun"] is not None or "هو ال" in right[0] or "هي ال" in right[0]
    elif lettered and _NOT.match(tail) and not _IS_RIGHT.match(tail):
        return []
    else:
        answer = True
    return [Claim(place, True, lettered, answer, joined) for place in places]


def _is_sure(tokens: Sequence[str], start: int) -> bool:
    return _DOUBT.isdisjoint(tokens[max(0, start - 3) : start])


def _read_several(tokens: Sequence[str], start: int, rest: str) -> list[Claim]:
    """Return what is said of options named together: both A and C are right."""
    target = rest[len(tokens[start]) + 1 :]
    name = _NAMES.match(target)
    if name is None:
        return []
    places = [_PLACES[spot[1]] for spot in _ONE_NAME.finditer(name[0])]
    tail = target[name.end() :]
    right = _BOTH_RIGHT.match(tail) or not _ACCEPT.isdisjoint(tokens[max(0, start - 2) : start])
    if len(places) < 2 or not (right or _IS_WRONG.match(tail)):
        return []
    return [Claim(place, bool(right), lettered=True, answer=False, joined=True) for place in places]


def _read_before(tokens: Sequence[str], start: int, rest: str, options: Sequence[str]) -> list[Claim]:
    """Return what is said of the option that stands before: X is the right answer, X is not, X is a wrong one."""
    copula = tokens[start - 1]
    denied = copula in _IS_NOT and not _ALONE.search(" ".join(tokens[start + 1 : start + 3]))
    wrong, right = denied or _IS_WRONG.match(rest), not denied and _IS_RIGHT.match(rest)
    told = tokens[: start - 1 - (copula == "the")] if copula in _IS or copula in _IS_NOT else tokens[:start]
    if not told or not (right or wrong or rest.startswith("ال")) or not _DENIED.isdisjoint(told[-12:]):
        return []
    name = told[-1]
    if len(name) == 1 and name in _PLACES and not name.isdigit():
        return [Claim(_PLACES[name], not wrong, lettered=True)]
    before = f" {' '.join(told)}"
    fits = [at for at, option in enumerate(options) if (right or wrong) and before.endswith(f" {option}")]
    return [Claim(max(fits, key=lambda fit: len(options[fit])), not wrong)] if fits else []


def _is_word(name: str, text: str) -> bool:
    """Return whether a lone letter is no name: the preposition that a dash follows, or the title of a doctor."""
    return (name[0] == "ب" and "بـ" in text) or (name[0] == "د" and "د. " in text)
