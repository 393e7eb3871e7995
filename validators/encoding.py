"""Refuses texts that were damaged on their way: wrong decodings, control characters, invisible direction marks."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late


def _decode(codec: str) -> str:
    """Return what the second bytes of Arabic in UTF-8 become in a one-byte `codec`, for a character class."""
    return re.escape("".join(sorted(set(bytes(range(0x80, 0xC0)).decode(codec, "ignore")))))


_SOUND = frozenset(map(chr, range(0x20, 0x7F))) - frozenset("&?\\") | frozenset("\t\r–—“”‘’•×÷ٱی۰۱۲۳۴۵۶۷۸۹")
"""Signs that none of the searches below for bytes and glyphs looks for."""
_MISREAD = re.escape("".join(sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)} - {""})))
_WESTERN = f"[ØÙÚÛ][{_decode('latin-1')}{_decode('cp1252')}]"
_ARABIC = f"[طظ][{_decode('cp1256')}]"
_LATIN_1 = "".join(map(chr, {*range(0xC0, 0x100)} - {0xD7, 0xF7}))  # its letters beyond ASCII

_DAMAGE = tuple(
    (frozenset(signs), compile_late(pattern))
    for signs, pattern in (
        ("", "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffd-\uffff]"),
        ("ØÙÚÛ", _WESTERN * 2),  # UTF-8 read as cp1252
        ("", _ARABIC * 3),  # UTF-8 read as cp1256; twice could be a list of letters: ط،ظ،
        (_LATIN_1, "[À-ÖØ-öø-ÿ]{4}"),  # cp1256 read as cp1252
        ("ÂÃ·¸", f"[ÂÃ][{_MISREAD}\x80-\x9f]|ط[·¸][آأإابةت\xa0-\xbf]"),  # UTF-8 read wrongly twice
        ("ÿŸ", f"(?:[ÿŸ][{_decode('mac-roman')}]){{2}}"),
        ("ШЩЪЫ", f"(?:[ШЩЪЫ][{_decode('cp1251')}]){{2}}"),
        ("╪┘┌█", f"(?:[╪┘┌█][{_decode('cp437')}]){{2}}"),
        ("?", r"\?{2,30} \?{2,30} \?\?"),  # written to a codec without Arabic
        ("\u00ef", "\u00ef[\u00bf\u061f]\u00bd"),  # the sign of what was lost, decoded wrongly itself
        ("\u25a1\u25af", "[\u0621-\u064a][\u25a1\u25af]|[\u25a1\u25af][\u0621-\u064a]"),  # boxes for what a font lacks
        ("\\", r"\\u(?:06|[dD][89a-fA-F])[0-9A-Fa-f]{2}"),  # JSON escaped twice
        ("\\", r"(?:\\x[0-9A-Fa-f]{2}){2}|(?:\\[23][0-7]{2}){2}"),  # bytes written out
        ("\u00ad", "(?<=[\u0621-\u064a])\u00ad|\u00ad(?=[\u0621-\u064a])"),  # words of Arabic are not divided
        ("&", r"&#(?:1[5-7]\d\d|x0?6[0-9A-Fa-f]{2});"),  # HTML references to Arabic letters
    )
)
"""Signs of which a text needs one for a pattern to find anything (none where it may do without), and the pattern."""
_EXTRACTED = compile_late("[\ue000-\uf8ff\ufb50-\ufd3d\ufd50-\ufdcf\ufe70-\ufefc]")  # brackets and ﷺ are no forms
_HIDDEN = compile_late(  # a joiner may end an abbreviation: هـ
    "(?<=[\u0600-\u06ff])(?:[\u00ad\u200b\u200c\u2060]|\u200d(?=[\u0600-\u06ff]))"
    "|[\u00ad\u200b\u200c\u2060](?=[\u0600-\u06ff])"
)
_LOST = compile_late(  # a lone ??? could be someone's wonder
    r"(?:^|[\s«(\"])\?{3,}(?=[\s»)\".،؛:])[^\n]*[\s«(\"]\?{3,}(?=$|[\s»)\".،؛:؟])|[«(\"]\?{2,}[»)\"]|[ء-ي] \?{4,} [ء-ي]"
    r"|^\?{3,} [ء-ي]|[ء-ي]\?{2,}[ء-ي0-9]|(?<![\s?])\?{4,}+(?= ?[ء-ي])|(?<!\S)\?{4,}[ء-ي0-9]",
    re.MULTILINE,
)
_STRICT = (
    *_DAMAGE,
    (frozenset[str](), _EXTRACTED),
    (frozenset("\u00ad\u200b\u200c\u200d\u2060"), _HIDDEN),
    (frozenset("?"), _LOST),
)
_ESCAPED = compile_late(  # as in addresses, and in letters
    r"(?:=[89A-F][0-9A-F]){3}|%[CDcd][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]|(?:%[89A-Fa-f][0-9A-Fa-f]){3}"
    r"|[ء-ي]%20[ء-ي]+%20[ء-ي]|%2[0-9A-F]%[0-9A-F]{2}[ء-ي]"
)
_NUMBERS = compile_late(r"(?:U\+0[67][0-9A-Fa-f]{2} ?){2}")
"""Letters by their numbers; one by itself can be spoken of."""
_LINK = compile_late(r"https?:|www\.|\w/")
_OVERRIDE = compile_late("[\u202d\u202e]")
_BIDI = compile_late("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """Refuses replacement and control characters, lone surrogates, wrong decodings, glyph codes, hidden and bidi signs.

    Attributes:
        foreign: True for data that people wrote elsewhere. Direction marks, embeddings and isolates, presentation
            forms, private and zero-width characters then pass, being common in text out of a PDF; overrides never do.
    """

    foreign: bool = False
    codes = ("encoding_damage", "bidi_control")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first damage found, with its characters in escaped form."""
        text = reading.text
        signs = reading.signs
        if (
            ("%" in text or "D" in signs)
            and (found := _ESCAPED.search(text))
            and not _LINK.search(_take_word(text, found.start()))
        ):
            return Refusal("encoding_damage", found[0])
        if "U" in signs and (found := _NUMBERS.search(text)):
            return Refusal("encoding_damage", found[0])
        if signs <= _SOUND:
            return None
        for needed, pattern in _DAMAGE if self.foreign else _STRICT:
            if not (needed and needed.isdisjoint(signs)) and (found := pattern.search(text)):
                return Refusal("encoding_damage", ascii(found[0]))
        if found := (_OVERRIDE if self.foreign else _BIDI).search(text):
            return Refusal("bidi_control", ascii(found[0]))
        return None


def _take_word(text: str, place: int) -> str:
    """Return what stands before a place without a blank."""
    return (text[max(0, place - 200) : place].split() or [""])[-1] if not text[place - 1 : place].isspace() else ""
