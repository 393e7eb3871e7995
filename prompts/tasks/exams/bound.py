"""Options that speak of other options: all of the above, none of the above, both A and B, and their Arabic forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from validators.late import compile_late

_MARKS = compile_late("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_TAIL = r"(?:\s++(?:ذكره|صحيحة?|أعلاه|آنفا|سابقا|خطأ|خاطئة?|معا|جميعه|كله|من (?:ال)?(?:خيار|[إا]جاب)ات))*\W*$"
_OPTION = r"(?:ال)?(?:خيار|[إا]جاب|بدائل|بديل|[إا]ختيار)\w*"
_NOTHING = r"لا (?:شي[ءئ]|شئ|شىء|[أا]حد|واحدة?)"
_SUMMARY = compile_late(
    rf"^\W*(?:كل|جميع|كافة|سائر|{_NOTHING}|و?لا [أا]ي|ليس [أا]يا?|شيئا|[أا]يا?|ليس)\s++"
    rf"(?:من\s++)?(?:ما|مما)\s*+(?:تم\s++)?(?:سبق|ذكره?|تقدم|ورد|مضى){_TAIL}"
    rf"|^\W*ما (?:سبق|ذكر|تقدم|ورد) (?:جميعه|كله){_TAIL}|^\W*(?:كل|جميع) ال(?:مذكور|سابق){_TAIL}"
    rf"|^\W*(?:كل|جميع|كلا|كلتا|{_NOTHING} من|لا [أا]ي من|ليس [أا]يا? من|لا توجد|لا)\s++(?:هذه\s++)?{_OPTION}"
    r"|^\W*(?:كلاهما|كلتاهما|كلها|جميعها|جميعهم|كلهم|الكل|كل هذه|كل ذلك"
    rf"|{_NOTHING} (?:من (?:ذلك|هذا|هذه)|صحيحة?)){_TAIL}"
    rf"|{_OPTION}\s++(?:السابق|كلها)"
    r"|\b(?:all|none|any|both|neither)\s+of\s++(?:the\s++)?(?:above|these|them|previous|options|answers)",
    re.IGNORECASE,
)
_LETTER = r"[(\[«\"]?\s*+(?:[A-D]|[أابجد])ـ?\s*+[)\]»\"]?"
_ORDINAL = "الأول|الأولى|الثاني|الثانية|الثالث|الثالثة|الرابع|الرابعة|الأخير|الأخيرة"
_NAMING = compile_late(
    rf"^\W*(?:كل من|كلا?|both|only|فقط)?\s*+{_LETTER}(?:\s*+(?:[،,&+]|و|and|or|أو)\s*+{_LETTER})+"
    rf"\s*+(?:معا|فقط|only|together|صحيح\w*)?\W*$|{_OPTION}\s++(?:{_ORDINAL})(?!\w)"
    rf"|(?:{_OPTION}|\b(?:options?|answers?|choices?))\s++[(\[«\"]?(?:[A-D]|[أابجد])ـ?(?!\w)",
    re.IGNORECASE,
)
_TWO = compile_late(rf"^\W*(?:{_ORDINAL})\s++و\s?(?:{_ORDINAL})(?:\s++(?:معا|فقط))?\W*$")
_ONE = compile_late(rf"(?<!\w)و?(?:{_ORDINAL})(?!\w)")
# Nearly every item has none of these, so most are spared the patterns.
_HINTS = (
    *("سبق", "ذكر", "تقدم", "ورد", "مضى", "خيار", "جاب", "بديل", "بدائل", "ختيار"),
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
    summaries = tuple([place for place in hinted if _SUMMARY.search(bare[place])])
    naming = tuple([place for place in hinted if _NAMING.search(bare[place])])
    return Bound(summaries, naming or _find_pair(bare))


def _find_pair(bare: Sequence[str]) -> tuple[int, ...]:
    """Return the place of the only option that names others by order; where several do, they speak of the stem."""
    pairs = [place for place, text in enumerate(bare) if _TWO.search(text)]
    return tuple(pairs) if len(pairs) == 1 == sum(_ONE.search(text) is not None for text in bare) else ()


@lru_cache(maxsize=64)  # a row's options are asked about on moving and on checking, in either order
def _may_be_bound(joined: str) -> bool:
    return _has_hint(_MARKS.sub("", joined))


def _has_hint(bare: str) -> bool:
    return any(map(bare.__contains__, _HINTS)) or _LONE.search(bare) is not None


def is_movable(texts: Sequence[str], source: int, goal: int) -> bool:
    """Return whether two options may change places without making any option untrue.

    One that sums up all others may stay last while others move; one that names others holds everything in place.
    """
    bound = find_bound(texts)
    last = len(texts) - 1
    return not bound.naming and (not bound.summaries or (bound.summaries == (last,) and last not in {source, goal}))


def is_settled(texts: Sequence[str]) -> bool:
    """Return whether options that speak of others stand only in the last place, where a reader expects them."""
    bound = find_bound(texts)
    return all(place == len(texts) - 1 for place in (*bound.summaries, *bound.naming))
