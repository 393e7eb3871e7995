"""Places where an explanation names options by letter or number: found, and made to follow a move."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validators.late import compile_late

_MARKS = compile_late("[\u0610-\u061a\u064b-\u065f\u0670]")
_LETTER = r"[A-Da-d]|[أابجدتث]"
_END = r"(?!\w)"
_TOKEN = rf"[(\[«\"“'*]{{0,3}}\s?(?!د\.\s)(?:{_LETTER})ـ?{_END}\s*+[)\]»\"”'*]*"
_JOIN = r"\s*+(?:[،,/&]|أو|و|and|or)\s*+و?"
_NOUN = (
    r"(?:\b(?:option|choice|answer|alternative)s?\b|خيار(?:ات|ان|ين)?|[إا]جاب(?:ة|ات|تان|تين)|جواب(?:ان|ين)?|بدائل"
    r"|بديل(?:ان|ين)?|[إا]ختيار(?:ات|ان|ين)?)(?!\w)"
)
_FILL = (
    r"(?:\s*+[:=–-]|\s++(?:ال(?:صحيح|صائب|سليم|مناسب)ة?|الأصح|الأنسب|الأدق|إذن|إذا|هو|هي|هما|هنا|تكون|يكون|(?:ال)?حرف|رمز|is|are|the|"
    r"letter|correct|right|best)(?!\w))"
)
_ORDINALS = (
    ("الأول", "الأولى", "الاول", "الاولى", "first", "١", "1"),
    ("الثاني", "الثانية", "الثانى", "الثانيه", "second", "٢", "2"),
    ("الثالث", "الثالثة", "الثالث", "الثالثه", "third", "٣", "3"),
    ("الرابع", "الرابعة", "الرابع", "الرابعه", "fourth", "٤", "4"),
)
_ORDINAL = "|".join(form for row in _ORDINALS for form in row[3::-1]) + "|الأخيرة|الأخير"

_REFERENCE = compile_late(
    rf"(?P<noun>{_NOUN})(?P<fill>{_FILL}{{0,4}})\s*+"
    rf"(?:(?P<letters>{_TOKEN}(?:{_JOIN}{_TOKEN})*)|(?P<ordinals>(?:{_ORDINAL})(?!\w)(?:\s*+[،,]?\s*+(?:أو|و)?\s*+(?:{_ORDINAL})(?!\w))*)"
    r"|(?P<number>رقم\s*+[(\[]?\s*+[1-4١-٤](?!\w)))"
    r"|\b(?P<english>first|second|third|fourth)\s++(?:option|choice|answer|alternative)\b"
    rf"|(?<!\w)(?P<subject>{_TOKEN})\s*+(?:هو|هي|is)\s++(?:the\s++)?(?:(?:correct|right|best)\s+)?"
    r"(?:ال)?(?:[إا]جابة|جواب|خيار|بديل|answer|option|choice)",
    re.IGNORECASE,
)
_ONE_LETTER = compile_late(rf"(?<![A-Za-z])({_LETTER})(?![A-Za-zء-ي])")
_ONE_ORDINAL = compile_late(rf"{_ORDINAL}|first|second|third|fourth|[1-4١-٤]", re.IGNORECASE)
_UNNAMED = compile_late(
    r"(?<![\w°=+*/^×·<>.'’-])(?<!\d )(?<![=+*/^×·<>] )(?:[A-D]|[أبجدتث])ـ?" + _END + r"(?!\s*+[=+*/^×·<>²³'’])"
    rf"|{_NOUN}\s*+[(\[]?[1-4١-٤](?!\w)"
)
_NAMES = compile_late(
    r"(?:فيتامين|نقطة|زاوية|ضلع|مجموعة|فصيلة|زمرة|دم|متجه|مستوى|مادة|عنصر|شكل|vitamin|point|angle|type|group)[\s(\[«\"]*$",
    re.IGNORECASE,
)
# The set stands first so that the search can skip to its letters; only a text with a hint pays for the real patterns.
_LONE = compile_late(r"[A-Dأابجدتث](?=ـ?(?![\w\u064b-\u0652]))(?:(?<![\w\u064b-\u0652].)|(?<=\bو.))")
_ASKED = compile_late(rf"{_NOUN}{_FILL}{{0,4}}\s*+$", re.IGNORECASE)
_HINTS = ("خيار", "جاب", "جواب", "بديل", "بدائل", "ختيار", "ption", "nswer", "hoice", "lternative", "PTION", "NSWER")
_SERIES = ("ABCD", "abcd", "أبتث", "أبجد")


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a text names options: where it stands, and which options (places from 0)."""

    start: int
    end: int
    spots: tuple[tuple[int, int, int], ...]


def follow_moves(text: str, moves: Mapping[int, int]) -> str | None:
    """Return the text with every named option renamed after a move; None where it may name one in another way."""
    if not _may_name(text):
        return text
    kept = [index for index, char in enumerate(text) if not _MARKS.match(char)]
    bare = "".join([text[index] for index in kept])
    references = list(_find_references(bare))
    if _has_unnamed(bare, references):
        return None
    pieces: list[str] = []
    position = 0
    for start, end, place in (spot for reference in references for spot in reference.spots):
        pieces += (text[position : kept[start]], _rename(bare, start, end, moves.get(place, place)))
        position = kept[end - 1] + 1
    return "".join([*pieces, text[position:]])


def _may_name(text: str) -> bool:
    return any(map(text.__contains__, _HINTS)) or _LONE.search(text) is not None


def _find_references(bare: str) -> Iterator[Reference]:
    for match in _REFERENCE.finditer(bare):
        group = match.lastgroup or "noun"
        pattern = _ONE_LETTER if group in {"letters", "subject"} else _ONE_ORDINAL
        found = pattern.finditer(bare, match.start(group), match.end(group))
        spots = tuple([(spot.start(), spot.end(), _place(spot[0])) for spot in found])
        if spots:
            yield Reference(match.start(), match.end(), spots)


def _has_unnamed(bare: str, references: list[Reference]) -> bool:
    for match in _UNNAMED.finditer(bare):
        inside = any(reference.start <= match.start() < reference.end for reference in references)
        before = bare[max(0, match.start() - 40) : match.start()]
        title = match[0] == "د" and bare[match.end() : match.end() + 2] == ". " and not _ASKED.search(before)
        if not inside and not title and not _NAMES.search(before[-16:]):
            return True
    return False


def _place(name: str) -> int:
    for series in _SERIES:
        if name in series:
            return series.index(name)
    if name == "ا":
        return 0
    folded = name.lower()
    return next((place for place, row in enumerate(_ORDINALS) if folded in row), len(_ORDINALS) - 1)


def _rename(bare: str, start: int, end: int, place: int) -> str:
    """Return the new name of an option in the manner of the old one: script, case, gender and article."""
    name = bare[start:end]
    if name == "ا":
        return _SERIES[3][place]
    for series in _SERIES:
        if name in series and not (series == "أبتث" and name in "أب"):
            return series[place]
    column = 1 if name == "الأخيرة" else next((row.index(name.lower()) for row in _ORDINALS if name.lower() in row), 0)
    renamed = _ORDINALS[place][column]
    return renamed.capitalize() if name[0].isupper() else renamed
