"""Mistakes between two words: a wrong preposition, an article too many or missing, words in the wrong order."""

import re
from collections.abc import Iterator
from functools import cache

from prompts.bank import read_bank
from prompts.tasks.grammar.augment.spots import AFTER, BEFORE, FOLDER, Spot, join_words

_ADVERBIAL = (
    r"(?:\d|"
    + join_words(
        "الأقل الأكثر الرغم سبيل نحو شكل مدى مر حد غرار الفور يد أيدي مدار الإطلاق الأرجح وجه خلال قبل أجل بين غير ثم",
        "دون حيث جديد ناحية جهة جانب درجة الأبد عام سنة القرن النهاية البداية نهاية بداية ذلك هذا هذه",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    )
    + rf"{AFTER})"
)
"""What makes an adverbial of a preposition, which the word before then does not govern."""


def find_preposition(sentence: str) -> Iterator[Spot]:
    """Yield the preposition directly behind a listed word that takes no other with that meaning."""
    for pattern, right, wrong in _read_governed():
        for match in pattern.finditer(sentence):
            reason = f"لأن «{match['word']}» يأتي بعده حرف الجر «{right}»"
            said = f"{match['lead']}{match['word']}"
            yield Spot(match.start(), f"{said} {right}", f"{said} {wrong}", reason)


@cache
def _read_governed() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rf"{BEFORE}(?P<lead>[وف]?)(?P<word>{join_words(forms)}) {right} (?!{_ADVERBIAL})"), right, wrong)
        for forms, right, wrong in read_bank(FOLDER / "prepositions.txt")["governed"]
    )


HEADS = join_words("أهم أكبر أكثر أشهر أفضل أقدم أبرز أصغر أحسن أجمل أقوى")
_SUPERLATIVE = re.compile(
    rf"{BEFORE}[وف]?(?:من|إلى|على|عن|في) "
    rf"(?P<head>{HEADS}|مختلف|كافة|(?:جميع|بعض|كل)(?! [ء-ي]+[وي]ن{AFTER})) ال[ء-ي]{{3,}}{AFTER}"
)
_ONE = re.compile(rf"{BEFORE}(?P<lead>[وف]?)(?P<head>معظم|إحدى) ال[ء-ي]{{3,}}{AFTER}")
_SHOWN = re.compile(
    rf"[ء-ي] (?P<by>من|إلى|على|عن|في) (?P<shown>هذا|هذه|تلك) (?P<noun>ال[ء-ي]{{3,}})"
    rf" (?=(?:ال[ء-ي]{{3,}}|التي|الذي){AFTER})"
)


def find_definiteness(sentence: str) -> Iterator[Spot]:
    """Yield heads of a genitive that can have no article, and nouns behind a demonstrative that must have one."""
    for pattern in (_SUPERLATIVE, _ONE):
        for match in pattern.finditer(sentence):
            lead = match.groupdict().get("lead") or ""
            reason = f"لأن «{match['head']}» مضاف إلى ما بعده، والمضاف لا تدخله أل التعريف"
            yield Spot(match.start("head") - len(lead), lead + match["head"], f"{lead}ال{match['head']}", reason)
    for match in _SHOWN.finditer(sentence):
        reason = f"لأن الاسم بعد اسم الإشارة «{match['shown']}» بدل منه، فيكون معرفًا بأل مثله"
        yield Spot(match.start("noun"), match["noun"], match["noun"][2:], reason)


_PARTICLES = {"لم": "وهو حرف جزم", "لن": "وهو حرف نصب", "سوف": "وهو حرف استقبال"}
_PARTICLE = re.compile(rf"{BEFORE}(?P<lead>و?)(?P<particle>لم|لن|سوف) (?P<verb>[أنيت][ء-ي]{{2,}}){AFTER}")
QUALITIES = join_words("جديد قديم كبير صغير طويل قصير أخير ماضي سابق قادم مختلف حديث")
"""Adjectives that are no names of things by themselves, as الخارجية is."""

_BEHIND = re.compile(rf"{BEFORE}(?:من|إلى|على|عن|في) (?P<noun>ال[ء-ي]{{2,}}ة) (?P<adjective>ال{QUALITIES}ة){AFTER}")


def find_word_order(sentence: str) -> Iterator[Spot]:
    """Yield particles that stand before their verb, and listed adjectives that stand behind their noun."""
    for match in _PARTICLE.finditer(sentence) if "؟" not in sentence else ():
        particle = match["particle"]
        reason = f"لأن «{particle}» يسبق الفعل المضارع الذي يدخل عليه، {_PARTICLES[particle]}"
        yield Spot(match.start(), match[0], f"{match['lead']}{match['verb']} {particle}", reason)
    for match in _BEHIND.finditer(sentence):
        right = f"{match['noun']} {match['adjective']}"
        reason = f"لأن النعت يأتي بعد منعوته، ومنعوته «{match['noun']}»"
        yield Spot(match.start("noun"), right, f"{match['adjective']} {match['noun']}", reason)
