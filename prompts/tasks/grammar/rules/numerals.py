"""Numbers beside the nouns that they count: wrong or not, as far as the noun is known."""

import re
from collections.abc import Sequence

from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.nouns import (
    NOUNS,
    Noun,
    find_noun,
    is_definite,
    is_feminine_singular,
    is_masculine_singular,
)
from prompts.tasks.grammar.rules.words import list_words
from validators.late import compile_late

_LEAD = compile_late("^[وفبلك](?=ثلاث|[أا]ربع|خمس|ست|سبع|ثما|تسع|عشر|بضع|[أا]حد|[إا]حدى|[إا]ثن|مئ|مائ|ملي)")
_WITH_TA = list_words("ثلاثة أربعة اربعة خمسة ستة سبعة ثمانية تسعة عشرة بضعة")
_WITHOUT = list_words("ثلاث أربع اربع خمس ست سبع ثماني ثمان تسع عشر بضع")
_UNITS = _WITH_TA | _WITHOUT
_AGREEING = {
    **dict.fromkeys(list_words("أحد احد اثنا اثني إثنا إثني الاثنا الاثني الإثنا الإثني"), False),
    **dict.fromkeys(list_words("إحدى احدى اثنتا اثنتي إثنتا إثنتي الاثنتا الاثنتي"), True),
}
"""One and two as they stand before ten, with the gender that they share with their noun."""
_TENS = compile_late("(?:عشر|ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين)")
_HUNDREDS = compile_late("(?:ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|تسع)?(?:مئة|مائة)|مئتا|مئتي|مليون|مليار")
_ORDINAL = compile_late("(?:ال|لل|بال|وال)(?:ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي)(ة?)")
_DIGITS = re.compile("[1-9][0-9]*")
_FOREIGN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_TEEN = {"عشر": False, "عشرة": True}
_COUNTING = frozenset({"ألف", "مليون", "مليار"})
"""Numbers that are counted themselves, and then stand before their noun without tanwin."""
_DIPTOTE = re.compile("..ا.{2,3}|.+اء")
_OPENING = compile_late(
    "ثل|ثم|[أا]رب|خمس|ست|سبع|تسع|عشر|بضع|[أاإ]حد|[اإ]ثن|م[ئال]|ألف|[0-9٠-٩]|(?:ال|لل|بال|وال)(?:[اإ]ثن|[ثرخستعح]ا)"
)
"""How numbers begin, with the article and what stands before it."""
_REACH = 3
"""How many words before the place a number may begin that reaches it."""
_NO_COUNT = frozenset([".", ",", "،", "/", "-", ":", "عام", "سنة", "رقم", "العدد", "العام", "سن"])
"""What stands before a number in digits that counts nothing."""


def is_miscounted(words: Sequence[str], place: int) -> bool:
    """Return whether a number at the place, or just before it, certainly disagrees with its noun.

    Args:
        words: Tokens, as they stand.
        place: Of the number or of the noun.
    """
    starts = range(max(0, place - _REACH), place + 1)
    return any(_disagrees(words, start) for start in starts if _OPENING.match(_read(words, start)))


def _disagrees(words: Sequence[str], place: int) -> bool:
    """Return whether the number that begins at the place certainly disagrees with its noun."""
    number, after = _read(words, place), _read(words, place + 1)
    if number in _UNITS and _read(words, place - 1) not in _UNITS | _AGREEING.keys():
        return _is_wrong_unit(words, place, feminine=number in _WITH_TA)
    if number in _AGREEING:
        return _is_wrong_one(words, place, feminine=_AGREEING[number])
    tens = _TENS.fullmatch(number) is not None
    if tens or _HUNDREDS.fullmatch(number):
        return _counts_wrongly(words, place + 1, plural=False, accusative=tens)
    if number == "ألف":  # also a verb, whose object shows its case unless it is a diptote
        noun = NOUNS.get(after)
        return noun is not None and noun.plural and _DIPTOTE.fullmatch(after) is None
    ordinal = _ORDINAL.fullmatch(number)
    if ordinal:
        return _is_wrong_ordinal(words, place, feminine=bool(ordinal[1]), after=after)
    figure = number.translate(_FOREIGN_DIGITS)
    return _DIGITS.fullmatch(figure) is not None and _is_wrong_figure(words, place, int(figure))


def _read(words: Sequence[str], place: int) -> str:
    """Return the word at a place without marks and without a letter written before a number; empty beyond the end."""
    if not 0 <= place < len(words):
        return ""
    word = strip_marks(words[place])
    return _LEAD.sub("", word) if word[:1] in "وفبلك" else word


def _is_wrong_unit(words: Sequence[str], place: int, *, feminine: bool) -> bool:
    """Return whether three to ten, alone or before ten or tens, have the ending that their noun does not allow."""
    after = _read(words, place + 1)
    if after in _TEEN or (_TENS.fullmatch(after) and words[place + 1][0] == "و"):
        # The halves of a number between thirteen and nineteen never have the same ending.
        return _TEEN.get(after) is feminine or _counts_singular(words, place + 2, other=feminine)
    noun_place = place + 2 if after == "من" and is_definite(_read(words, place + 2)) else place + 1
    noun = _find_counted(words, noun_place)
    if noun is not None and noun.plural and noun.feminine is feminine:
        return True
    return noun_place == place + 1 and _counts_wrongly(words, noun_place, plural=True, accusative=False)


def _is_wrong_one(words: Sequence[str], place: int, *, feminine: bool) -> bool:
    """Return whether one or two disagree with ten, with tens, or with the plural of which it is one."""
    after = _read(words, place + 1)
    if after in _TEEN:
        return _TEEN[after] is not feminine or _counts_singular(words, place + 2, other=not feminine)
    noun = _find_counted(words, place + 1)
    one_of = noun is not None and noun.plural and is_definite(_read(words, place + 1))
    return one_of and noun is not None and noun.feminine is not feminine


def _is_wrong_ordinal(words: Sequence[str], place: int, *, feminine: bool, after: str) -> bool:
    """Return whether an ordinal disagrees with its ten, or with the known singular that it follows."""
    if after in _TEEN and _TEEN[after] is not feminine:
        return True
    if any(word.startswith("عمر") for word in words[place + 1 : place + 4]):  # the year is left out: السابعة من عمره
        return False
    before = strip_marks(words[place - 1]) if place else ""
    return is_definite(before) and (is_masculine_singular if feminine else is_feminine_singular)(before)


def _counts_singular(words: Sequence[str], place: int, *, other: bool) -> bool:
    """Return whether the noun of a number above ten is of the other gender, or no singular in the accusative."""
    noun = _find_counted(words, place)
    return (noun is not None and noun.feminine is other) or _counts_wrongly(words, place, plural=False, accusative=True)


def _is_wrong_figure(words: Sequence[str], place: int, figure: int) -> bool:
    """Return whether a known noun behind a number in digits is a singular after 3 to 10, or a plural otherwise."""
    noun = _find_counted(words, place + 1)
    if noun is None or not 3 <= figure < 1000 or (place and words[place - 1] in _NO_COUNT):
        return False
    return not is_definite(strip_marks(words[place + 1])) and noun.plural is not (3 <= figure % 100 <= 10)


def _find_counted(words: Sequence[str], place: int) -> Noun | None:
    return find_noun(words[place]) if place < len(words) else None


def _counts_wrongly(words: Sequence[str], place: int, *, plural: bool, accusative: bool) -> bool:
    """Return whether the noun at the place is known to have the other number, or the ending of another case."""
    word = strip_marks(words[place]) if place < len(words) else ""
    noun = NOUNS.get(word)
    found = noun or NOUNS.get(word.removesuffix("ا"))
    if found is None:
        return plural and word.endswith("اتا")
    if found.plural != plural:
        return True
    if accusative:
        bare = found is noun and words[place] == word and word not in _COUNTING
        return bare and not word.endswith(("ة", "اء", "ى"))
    return found is not noun
