"""Stretches of a text that no variant may touch: quotations, verses, brackets, mentions, hashtags and links."""

import re

_HELD = re.compile(
    r"«[^»]*»|“[^”]*”|\"[^\"]*\"|﴿[^﴾]*﴾|\{[^}]*\}|\([^)]*\)|\[[^\]]*\]|[#@]\S+|https?://\S+|\S+\.com\S*|\.\.\.|…"
)
_QUOTING = re.compile(
    r"قال تعالى|قوله تعالى|قال الله|الشاعر|الآية|آية|سورة|رسول الله|الحديث|ﷺ|صلى الله|\*\*\*|﴿"
    r"|قصيدة|المثل (?:القائل|العربي)"
    r"|[\"“”'].*[\"“”']\s*-|الكلمة|كلمة|الجملة|العبارة|إعراب|أعرب|مرادف|مضاد|ما تحته خط"
)


def find_held(text: str) -> list[tuple[int, int]]:
    """Return where quotations and the like begin and end; the whole text where it quotes without clear bounds."""
    odd = text.count('"') % 2 or text.count("«") != text.count("»") or text.count("“") != text.count("”")
    if odd or text.count("(") != text.count(")") or _QUOTING.search(text):
        return [(0, len(text))]
    return [match.span() for match in _HELD.finditer(text)]


def is_free(span: tuple[int, int], held: list[tuple[int, int]]) -> bool:
    """Return whether a stretch lies outside all that are held."""
    return all(span[1] <= start or end <= span[0] for start, end in held)
