"""Options that speak of other options: all of the above, none of the above, both A and B, and their Arabic forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from validators.late import compile_late

_MARKS = compile_late("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_TAIL = r"(?:\s++(?:ذكره?|صحيحة?|أعلاه|آنفا|سابقا|خطأ|خاطئة?|معا|جميعه|كله|من (?:ال)?(?:خيار|[إا]جاب)ات))*\W*$"
_NOUN = r"(?:خيار|إجاب|اجاب|بدائل|بديل|إختيار|اختيار)\w*"  # begins with plain letters, which a search can skip to
_OPTION = rf"(?:ال)?{_NOUN}"
_NOTHING = r"(?:و?لا (?:يوجد )?(?:شي[ءئ]|شئ|شىء|[أا]حد|واحدة?)|الش[يى]ء|ليس شيئا)"
_OTHER = "(?:غير|سوى|خلاف)"
_SUMMARY = compile_late(
    rf"\W*(?:(?:كلا?|جميع|كافة|سائر|{_NOTHING}|و?لا (?:[أا]ي|[إا]جابة)|ليست? [أا]يا?|شيئا|[أا]يا?|ليس"
    rf"|{_OTHER}(?: ذلك)?)\s++(?:من\s++)?(?:ما|مما|من)\s*+(?:تم\s++)?(?:سبق|ذكره?|ذكروا|تقدم|ورد|مضى){_TAIL}"
    rf"|{_OTHER} ذلك\W*$|(?:{_NOTHING}|ليست? [أا]يا?|و?لا [أا]ي) (?:منها|منهم|منهما|منهن)\W*$"
    rf"|ما (?:سبق|ذكر|تقدم|ورد) (?:جميعه|كله){_TAIL}|(?:كل|جميع) ال(?:مذكور|سابق){_TAIL}"
    rf"|(?:كل|جميع|كلا|كلتا|{_NOTHING} من|لا [أا]ي من|ليست? [أا]يا? من|ليس(?: من)? بين|ليس هناك"
    rf"|و?لا(?: [تي]وجد)?)\s++(?:هذه\s++)?{_OPTION}"
    r"|(?:كلاهما|كلتاهما|كلها|جميعها|جميعهم|كلهم|الكل|كل هذه|كل ذلك"
    rf"|{_NOTHING} (?:من (?:ذلك|هذا|هذه)|صحيحة?)){_TAIL}"
    r"|(?:ال[إا]جابتان|الخياران|البديلان) (?:معا|صحيح|خاط)|(?:كلا )?الاثن(?:ان|ين) معا\W*$)",
    re.IGNORECASE,
)
"""How an option that sums up others begins."""
_ALL_OPTIONS = compile_late(rf"{_NOUN}\s++(?:السابق|كلها)")
_ALL_OF = compile_late(
    r"\b(?:all|none|any|both|neither)\s+of\s++(?:the\s++)?(?:above|these|them|previous|options|answers)", re.IGNORECASE
)
_LETTER = r"[(\[«\"]?\s*+(?:[A-D]|[أابجد])ـ?\s*+[)\]»\"]?"
_ORDINAL = "الأول|الأولى|الثاني|الثانية|الثالث|الثالثة|الرابع|الرابعة|الأخير|الأخيرة"
_NAMING = compile_late(
    rf"\W*(?:(?:كل من|كلا?|both|only|فقط)?\s*+{_LETTER}(?:\s*+(?:[،,&+]|و|and|or|أو)\s*+{_LETTER})+"
    r"\s*+(?:معا|فقط|only|together|صحيح\w*)?\W*$|(?:[أا]ول|[آأا]خر) (?:[إا]جابتين|خيارين|بديلين|اختيارين)\W*$)",
    re.IGNORECASE,
)
"""How one that names others begins."""
_NAMED = compile_late(rf"{_NOUN}\s++(?:(?:{_ORDINAL})(?!\w)|[(\[«\"]?(?:[A-D]|[أابجد])ـ?(?!\w))", re.IGNORECASE)
_NAMED_LATIN = compile_late(r"\b(?:options?|answers?|choices?)\s++[(\[«\"]?(?:[A-D]|[أابجد])ـ?(?!\w)", re.IGNORECASE)
_TWO = compile_late(rf"^\W*(?:{_ORDINAL})\s++و\s?(?:{_ORDINAL})(?:\s++(?:معا|فقط))?\W*$")
_ONE = compile_late(rf"(?<!\w)و?(?:{_ORDINAL})(?!\w)")
_PLACE = compile_late(rf"(?<!\w)و?(?:([A-D]|[أابجد])ـ?|({_ORDINAL}))(?!\w)", re.IGNORECASE)
_PLACES = {
    **{sign: place for place, signs in enumerate(("Aأا", "Bب", "Cج", "Dد")) for sign in signs},
    **{word: place // 2 for place, word in enumerate(_ORDINAL.split("|")[:8])},
}
"""Letters and ordinals with the place (from 0) of the option that they name; the last one has no certain place."""
_NONE = compile_late(rf"^\W*(?:و?لا |ليس|{_OTHER} |الش[يى]ء |none|neither)|خاط|خط[أا]", re.IGNORECASE)
"""Begins or marks an option that says that none of the others is right."""
# Nearly every item has none of these, so most are spared the patterns.
_HINTS = (
    *("سبق", "ذكر", "تقدم", "ورد", "مضى", " ذلك", " منه", "الاثن", "خيار", "جاب", "بديل", "بدائل", "ختيار"),
    *(
        "كلاهم",
        "كلتاهم",
        "كلها",
        "كلهم",
        "الكل",
        "كل ه",
        "كل ذ",
        "كل ال",
        "جميع",
        "لا ش",
        "لا أحد",
        "لا واحد",
        "والث",
        "والأ",
        "والر",
    ),
    *("of t", "OF T", "ption", "hoice", "nswer"),
)
_LONE = compile_late(r"[A-Da-dأابجد](?!\w)(?:(?<!\w.)|(?<=\bو.))")


@dataclass(frozen=True, slots=True)
class Bound:
    """Places (from 0) of options that speak of all before them, and of options that name others."""

    summaries: tuple[int, ...] = ()
    naming: tuple[int, ...] = ()


_FREE = Bound()


def find_bound(texts: Sequence[str]) -> Bound:
    """Return which options (without prefixes) are only true beside the others, or in their places."""
    if not _may_be_bound("\n".join(sorted(texts))):
        return _FREE
    bare = [_MARKS.sub("", text) for text in texts]
    hinted = [place for place, text in enumerate(bare) if _has_hint(text)]
    summaries = tuple([place for place in hinted if _sums_up(bare[place])])
    naming = tuple([place for place in hinted if _names_others(bare[place])])
    return Bound(summaries, tuple(sorted({*naming, *_find_pair(bare)})))


def _sums_up(bare: str) -> bool:
    return bool(_SUMMARY.match(bare) or _ALL_OPTIONS.search(bare) or (_has_case(bare) and _ALL_OF.search(bare)))


def _names_others(bare: str) -> bool:
    return bool(_NAMING.match(bare) or _NAMED.search(bare) or (_has_case(bare) and _NAMED_LATIN.search(bare)))


def _has_case(bare: str) -> bool:
    return bare.lower() != bare.upper()


def _find_pair(bare: Sequence[str]) -> tuple[int, ...]:
    """Return the place of the only option that names others by order; where several do, they speak of the stem."""
    pairs = [place for place, text in enumerate(bare) if _TWO.search(text)]
    return tuple(pairs) if len(pairs) == 1 == sum(_ONE.search(text) is not None for text in bare) else ()


@lru_cache(maxsize=512)  # a row's options are asked about on moving and on checking, in either order
def _may_be_bound(joined: str) -> bool:
    return _has_hint(_MARKS.sub("", joined))


def _has_hint(bare: str) -> bool:
    return any(map(bare.__contains__, _HINTS)) or _LONE.search(bare) is not None


def is_movable(texts: Sequence[str], source: int, goal: int) -> bool:
    """Return whether two options may change places without making any option untrue.

    Those that sum up all others may stay last while others move; one that names others holds everything in place.
    """
    bound = find_bound(texts)
    free = len(texts) - len(bound.summaries)
    return not bound.naming and (not bound.summaries or (max(source, goal) < free <= bound.summaries[0]))


def is_settled(texts: Sequence[str]) -> bool:
    """Return whether options that speak of others stand last, where a reader expects them.

    Two of them may: one that sums up or names those before it, and then one that says that none of them is so. One that
    names itself, or one that comes after it, never does.
    """
    bound, last = find_bound(texts), len(texts) - 1
    if any(_names_later(texts[place], place) for place in bound.naming):
        return False
    match sorted({*bound.summaries, *bound.naming}):
        case []:
            return True
        case [place]:
            return place == last
        case [first, second] if (first, second) == (last - 1, last):
            return _NONE.search(texts[second]) is not None and _NONE.search(texts[first]) is None
    return False


def _names_later(text: str, place: int) -> bool:
    """Return whether an option names its own place or a later one."""
    named = (match[1] or match[2] for match in _PLACE.finditer(_MARKS.sub("", text)))
    return any(_PLACES.get(name.upper(), 0) >= place for name in named)
