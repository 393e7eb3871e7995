"""Judges whether an explanation speaks of its error type, and of the words that the correction changes."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules import RULES
from prompts.tasks.grammar.stated import Statement, read_statements
from validators.base import Measures, Reading, Refusal
from validators.hints import watch
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
    """Refuses an explanation that is not Arabic, or that speaks of nothing its error type is about."""

    codes = ("explanation_vague",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the explanation."""
        text, key = reading.fields["explanation"], reading.keys["explanation"]
        named = any(map(key.__contains__, _TERMS[reading.fields["error_type"]]))
        if named and key.count(" ") + 1 >= FEWEST_WORDS:
            foreign = _FOREIGN.findall(text)
            if not foreign or sum(map(len, _ARABIC.findall(text))) > sum(map(len, foreign)):
                return None
        return Refusal("explanation_vague", text[:80])


_LEADS = tuple(f" {lead}" for lead in ("", *"وفبلكس", *(one + two for one in "وف" for two in "بلكس")))
_NAMES = frozenset(
    "الف واو ياء يا تاء هاء نون همزه لام باء كاف سين فاء ميم هو هي هم هن هما ضمه فتحه كسره سكون شده مده نبره سطر".split()
)
_NAMED = re.compile(
    "همز|مربوط|مفتوح|مقصور|تنوين|مرفوع|منصوب|مجرور|مجزوم|مونث|مذكر|مفرد|مثني|تثني|الجمع|جمع |معرف|نكره|تعريف|تنكير|اضاف|مضاف"
    "|موصوف|منعوت|فاعل|مفعول|مبتدا|خبر |مضارع|الماضي|ضمير|معدود|تمييز|قطع|وصل|الفتح|الضم|الكسر|السكون|حذف|متصل|منفصل|حرف|الجر"
    "|تانيث|تذكير|ترتيب|تقديم|تاخير|نعت|الصفه|الفعل|الاسم|علامه|اعراب|اثبات|فصل|الشده|الياء|التاء|الهاء|الواو|الالف"
)
"""What the names of letters, endings and rules hold, in matching keys: quoted too, and no words of a sentence."""


class Sides:
    """The words of a wrong sentence and of its correction, and which of them stand on one side alone.

    Args:
        wrong: The wrong sentence in light form.
        right: The correction in light form.
    """

    def __init__(self, wrong: str, right: str) -> None:
        ours, theirs = words(wrong), words(right)
        self.marked = frozenset(ours), frozenset(theirs)
        self.texts = _line_up(ours), _line_up(theirs)
        old, new = Counter(ours), Counter(theirs)
        self.changed = _fold(old - new or old), _fold(new - old or new)  # words that only move are there on both sides
        self.all = _fold(old | new)

    def is_only(self, said: str, here: int) -> bool:
        """Return whether words stand on one side (0 the wrong one, 1 the right one) and surely not on the other."""
        text, other = self.texts[here], self.texts[1 - here]
        bare = strip_marks(said)
        if bare != said and said in self.marked[here] and said not in self.marked[1 - here]:
            return True
        if not bare or _stands(bare, other) or (len(bare) > 3 and bare[0] in "وفبلكس" and f" {bare[1:]} " in other):
            return False
        return _stands(bare, text) or (len(bare) > 2 and bare in text and bare not in other)

    def is_stranger(self, stated: Statement) -> bool:
        """Return whether what is stated is of none of the words that change, nor near any that stands there at all."""
        right, wrong = _name(stated.right), _name(stated.wrong)
        if (stated.right and not right) or (stated.wrong and not wrong):
            return False
        if right and wrong:
            return not (_is_near(wrong, self.changed[0], 2) or _is_near(right, self.changed[1], 2))
        return len(right or wrong) > 3 and not _is_near(right or wrong, self.all, 3)


def _line_up(tokens: Sequence[str]) -> str:
    return f" {' '.join(map(strip_marks, tokens))} "


def _fold(tokens: Collection[str]) -> frozenset[str]:
    return frozenset(map(normalize, tokens))


def _stands(said: str, text: str) -> bool:
    """Return whether words stand in a text, with what may be written before them."""
    if said.startswith("ال") and f"لل{said[2:]} " in text:
        return True
    return f"{said} " in text and any(f"{lead}{said} " in text for lead in _LEADS)


def _name(said: str) -> str:
    """Return the matching key of words that can stand in a sentence; empty where they name a letter or a rule."""
    key = normalize(fold_light(said))
    bare = key.removeprefix("ال")
    if len(bare) < 2 or bare in _NAMES or _NAMED.search(f"{key} ") or not key.replace(" ", "").isalpha():
        return ""
    return key


def _is_near(said: str, tokens: Collection[str], least: int) -> bool:
    """Return whether one of the words said can be a form of a token with at least `least` letters."""
    return any(
        word in token or token in word or _are_alike(word, token)
        for word in _cut_articles(said.split())
        for token in _cut_articles(tokens)
        if len(token) >= least
    )


def _cut_articles(tokens: Collection[str]) -> list[str]:
    return [token.removeprefix("ال") if len(token) > 4 else token for token in tokens]


def _are_alike(one: str, other: str) -> bool:
    return len(one) > 2 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= LEAST_ALIKE


_SOUND = re.compile(
    r"(?<!\S)(?:لا (?:يوجد|توجد) (?:(?:اي|في الجمله|هنا) )?(?:خطا|اخطاء)(?! (?:اخر|غير|سوي|الا))"
    r"|(?:لا|ولا) (?:تحتاج|يحتاج)(?: \S+)? الي (?:اي )?(?:تصحيح|تعديل|تغيير)"
    r"|الجمله (?:\S+ )?(?:صحيحه|سليمه) (?:كما|ولا|نحويا|املائيا|لغويا|اصلا|تماما)"
    r"|(?:خاليه|خال) من (?:اي )?(?:خطا|اخطاء|الاخطاء|الخطا)(?! (?:اخر|الاخري))"
    r"|(?:الوجهان|كلا الوجهين|كلاهما|كلتاهما) (?:صحيح|جائز|صواب)\w*)"
)
_SOUND_HINTS = watch(
    "يوجد توجد تحتاج يحتاج صحيحه سليمه خاليه خال الوجهان الوجهين كلاهما كلتاهما".split()
)


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
            said, against = stated.right, stated.wrong
            if (not said or (said in right and said not in wrong)) and (
                not against or (against in wrong and against not in right)
            ):
                continue
            sides = sides or Sides(wrong, right)
            if contradicts(stated, sides):
                return Refusal("explanation_contradicts", f"{said[:40]} / {against[:40]}")
        if not _SOUND_HINTS.isdisjoint(reading.hints) and (sound := _SOUND.search(reading.keys["explanation"])):
            return Refusal("explanation_contradicts", sound[0])
        return None


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
