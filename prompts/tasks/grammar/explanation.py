"""Judges whether an explanation speaks of its error type, and of the words that the correction changes."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules import RULES
from prompts.tasks.grammar.rules.words import list_words
from prompts.tasks.grammar.stated import Statement, read_statements
from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late
from validators.once import made_once
from validators.text import fold_light, normalize, words

FEWEST_WORDS = 3
"""Words that an explanation has at least; fewer can name no rule."""

LEAST_ALIKE = 0.6
"""Share of letters (0 to 1) in common from which two words can be forms of one."""

_ARABIC = re.compile("[\u0621-\u064a]+")
_FOREIGN = re.compile("[A-Za-z]+")
_TERMS = {name: tuple(normalize(term) for term in rule.terms) for name, rule in RULES.items()}
"""Error type to the terms of its rule as they stand in matching keys."""


@dataclass(frozen=True, slots=True)
class NamedRule:
    """Refuses an explanation that is not Arabic, or that speaks of nothing its error type is about.

    Attributes:
        foreign: Lets a row of people pass whose explanation is none, or the edits alone (`wrong → right`).
    """

    foreign: bool = False
    codes = ("explanation_vague",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the explanation."""
        text, key = reading.texts["explanation"], reading.keys["explanation"]
        if self.foreign and (not key or "→" in text):
            return None
        named = any(map(key.__contains__, _TERMS[reading.fields["error_type"]]))
        if named and key.count(" ") + 1 >= FEWEST_WORDS:
            foreign = _FOREIGN.findall(text) if reading.signs else ()
            if not foreign or sum(map(len, _ARABIC.findall(text))) > sum(map(len, foreign)):
                return None
        return Refusal("explanation_vague", text[:80])


_LEADS = tuple(f" {lead}" for lead in ("", *"وفبلكس", *(one + two for one in "وف" for two in "بلكس")))
_BEFORE = ("وال", "بال", "فال", "كال", "ال", "لل", "ي", "ت")
_BEHIND = ("هما", "ون", "ين", "ان", "ات", "وا", "ها", "هم", "هن", "نا", "يه", "ه", "ي", "ا", "ن", "ت")
_LETTERS = list_words("الف واو ياء يا تاء هاء نون همزه لام باء كاف سين فاء ميم ضمه فتحه كسره سكون شده مده نبره")
_NAMES = _LETTERS | {"هو", "هي", "هم", "هن", "هما"}
_NAMED = compile_late(
    "همز|مربوط|مفتوح|مقصور|تنوين|مرفوع|منصوب|مجرور|مجزوم|مونث|مذكر|مفرد|مثني|تثني|الجمع|جمع |معرف|نكره|تعريف|تنكير|اضاف"
    "|مضاف|موصوف|منعوت|فاعل|مفعول|مبتدا|خبر |مضارع|الماضي|ضمير|معدود|تمييز|قطع|وصل|الفتح|الضم|الكسر|السكون|حذف|متصل"
    "|منفصل|حرف|الجر|تانيث|تذكير|ترتيب|تقديم|تاخير|نعت|الصفه|الفعل|الاسم|علامه|اعراب|اثبات|فصل|الشده|الياء|التاء|الهاء"
    "|الواو|الالف"
)
"""What the names of letters, endings and rules hold, in matching keys: quoted too, and no words of a sentence."""


class Sides:
    """The words of a wrong sentence and of its correction, and which of them stand on one side alone.

    Args:
        wrong: The wrong sentence in light form.
        right: The correction in light form.
    """

    def __init__(self, wrong: str, right: str) -> None:
        self._words = words(wrong), words(right)
        self._lines = _line_up(self._words[0]), _line_up(self._words[1])

    @made_once
    def _changed(self) -> tuple[frozenset[str], frozenset[str]]:
        old, new = map(Counter, self._words)
        return _fold(old - new or old), _fold(new - old or new)  # words that only move are there on both sides

    def is_only(self, said: str, here: int) -> bool:
        """Return whether words stand on one side (0 the wrong, 1 the right one) surely more often than on the other."""
        text, other = self._lines[here], self._lines[1 - here]
        bare = strip_marks(said)
        if bare != said and said in self._words[here] and said not in self._words[1 - here]:
            return True
        more, fewer = _count(bare, text), _count(bare, other)
        if not bare or fewer or (len(bare) > 3 and bare[0] in "وفبلكس" and f" {bare[1:]} " in other):
            return more > fewer > 0
        return more > 0 or (len(bare) > 2 and bare in text and bare not in other)

    def is_stranger(self, stated: Statement) -> bool:
        """Return whether what is stated is a form of none of the words that change, and stands nowhere else."""
        right, wrong = _name(stated.right), _name(stated.wrong)
        if (stated.right and not right) or (stated.wrong and not wrong):
            return False
        if (right and _is_near(right, self._changed[1])) or (wrong and _is_near(wrong, self._changed[0])):
            return False
        if right and wrong:
            return True
        said, text = strip_marks(stated.right or stated.wrong), self._lines[bool(right)]
        return len(said) > 3 and not any(word in text for word in said.split() if len(word) > 2)


def _line_up(tokens: Sequence[str]) -> str:
    return f" {' '.join(map(strip_marks, tokens))} "


def _fold(tokens: Collection[str]) -> frozenset[str]:
    return frozenset(map(normalize, tokens))


def _count(said: str, text: str) -> int:
    """Return how often words stand in a text, with what may be written before them."""
    if f"{said} " not in text:
        return text.count(f"لل{said[2:]} ") if said.startswith("ال") else 0
    return sum(text.count(f"{lead}{said} ") for lead in _LEADS)


def _name(said: str) -> str:
    """Return the matching key of words that can stand in a sentence; empty where they name a letter or a rule."""
    key = normalize(fold_light(said))
    bare = key.removeprefix("ال") if len(key) > 3 else key
    if (
        len(bare) < 2
        or bare in _NAMES
        or not _LETTERS.isdisjoint(key.replace(" ال", " ").split())
        or _NAMED.search(f"{key} ")
        or not key.replace(" ", "").isalpha()
    ):
        return ""
    return key


def _is_near(said: str, tokens: Collection[str]) -> bool:
    """Return whether one of the words said can be a form of a token."""
    parts = said.split()
    parts = [word for word in parts if len(word) > 2] or parts
    return any(_are_near(word, token) for word in parts for token in tokens)


def _are_near(word: str, token: str) -> bool:
    if word == token or (len(word) == 2 and (token.endswith(word) or token.startswith(word))):
        return True
    if len(word) < 3 or len(token) < 3:
        return False
    one, other = _cut_affixes(word), _cut_affixes(token)
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= LEAST_ALIKE


def _cut_affixes(word: str) -> str:
    """Return a matching key without article and commonest endings, of which three letters are left at least."""
    for affix in _BEFORE:
        if word.startswith(affix) and len(word) - len(affix) > 2:
            word = word[len(affix) :]
            break
    ending = next((affix for affix in _BEHIND if word.endswith(affix) and len(word) - len(affix) > 2), "")
    return word.removesuffix(ending)


_SOUND = compile_late(
    r"(?<!\S)(?:لا (?:يوجد|توجد) (?:(?:اي|في الجمله|هنا|هناك) )*(?:خطا|اخطاء)(?: (?:املائي|نحوي|لغوي)\S*)?"
    r"(?: في (?:هذه )?(?:الجمله|العباره)(?! (?:سوي|الا|غير|عدا))|$| و| ل)"
    r"|(?:لا|ولا) (?:تحتاج|يحتاج)(?: \S+)? الي (?:اي )?(?:تصحيح|تعديل|تغيير)"
    r"|الجمله (?:\S+ )?(?:صحيحه|سليمه) (?:كما|ولا|نحويا|املائيا|لغويا|اصلا|تماما)"
    r"|(?:خاليه|خال) من (?:اي )?(?:خطا|اخطاء|الاخطاء|الخطا)(?! (?:اخر|الاخري))"
    r"|(?:الوجهان|كلا الوجهين|كلاهما|كلتاهما) (?:صحيح|جائز|صواب)\w*)"
)
_SOUND_HINTS = watch(list_words("يوجد توجد تحتاج يحتاج صحيحه سليمه خاليه خال الوجهان الوجهين كلاهما كلتاهما"))


@dataclass(frozen=True, slots=True)
class StatedWords:
    """Refuses an explanation that calls right what the correction does not hold, or wrong what the input does not.

    So is one that finds nothing wrong.
    """

    codes = ("explanation_contradicts",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that are called right or wrong."""
        wrong, right = reading.light["input"], reading.light["correction"]
        sides = None
        for stated in read_statements(reading.texts["explanation"]):
            if _is_more(stated.right, right, wrong) and _is_more(stated.wrong, wrong, right):
                continue
            sides = sides or Sides(wrong, right)
            if contradicts(stated, sides):
                return Refusal("explanation_contradicts", f"{stated.right[:40]} / {stated.wrong[:40]}")
        if not _SOUND_HINTS.isdisjoint(reading.hints) and (sound := _SOUND.search(reading.keys["explanation"])):
            return Refusal("explanation_contradicts", sound[0])
        return None


def _is_more(said: str, here: str, there: str) -> bool:
    """Return whether words are found more often in one sentence than in the other, or whether there are none."""
    if not said or (said in here and said not in there):
        return True
    alone = f" {said} "
    return here.count(alone) > there.count(alone)


def contradicts(stated: Statement, sides: Sides) -> bool:
    """Return whether a statement has the sides of the correction the wrong way round, or speaks of other words.

    What is wrong may be named in its right form where the statement says no more than where the fault lies.
    """
    right, wrong = fold_light(stated.right), fold_light(stated.wrong)
    if right and (right == wrong or sides.is_only(right, 0)):
        return True
    if wrong and (right or not stated.sure) and sides.is_only(wrong, 1):
        return True
    return stated.sure and sides.is_stranger(stated)
