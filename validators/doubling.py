"""Refuses texts in which a word was written twice by mistake."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from operator import eq

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TWICE = compile_late(r"(?<![\w«\"“‘\u064b-\u0652])([ء-ي]{2,}) \1(?: (\1))?(?![\w»\"”’\u064b-\u0652])")
_ALWAYS = _list(
    "في على إلى عن مع أن أنه التي الذي الذين هذا هذه هؤلاء عند بعد قبل خلال حول نحو كل بعض غير"
    " حيث لكن ثم بل أو قد لقد سوف منذ حتى تحت فوق أمام ضمن بسبب عبر دون وفي ومن وعلى"
)
"""Particles that stand once, in whatever style."""
_LAWFUL = _list(
    "من ما لا لم إن إلا هو هي هم قال كان نعم بلى كلا الله هيهات بين يوم حي صه مه بخ آه أف مرحى"
    " آمين أنت أنتم نحن محمد أحمد علي حسن محمود حسين مثنى سلام شكر رب فرادى ثلاث بيت"
)
"""Words that two sentences, a call, a name or an idiom may bring together."""
_PARTS = _list(
    "جزء باب بند سطر حرف صف فرد واحد فصل مقطع شبر نوع صنف عضو رقم سؤال مثال دور متر يوم شهر عام درس قسم طرف"
    " حجر ركن عنصر زوج"
)
"""Nouns that say how something was gone through: one by one, each in its turn."""
_LED = _ALWAYS | _list("من أي كم هو هي ليس كان")
"""Words before a noun that is one thing, not a way of going through things."""
_CALLED = compile_late(r"(?:^|[.!؟?\n:؛،…])\W{0,3}$")
_CRIED = compile_late(r"\s?(?:[!،,؛:.…]|$)|\s(?:يا|أيها|أيتها|ف[إا]ن\w*|فه[وي]|عباد)(?!\w)")
"""What stands before and after a word that is called out twice, as a warning or in praise."""
_CONDITIONS = _list("من ما إذا إن لو مهما متى كلما أينما حيثما كيفما ومن وما فمن فما وإذا فإذا وإن ولو وكلما")
"""What may stand before a clause that ends, and an answer that begins, with one verb: ما مضى مضى."""
_BY = ("ة", "ات", "ين")
"""Endings of nouns that are said twice for doing something one by one: كلمة كلمة، مجموعات مجموعات، اثنين اثنين."""
_FEET = _list(
    "فعولن مفاعيلن مستفعلن فاعلاتن متفاعلن فاعلن مفعولات فعلن مفاعلتن مفاعلن فعلاتن متفعلن فعول مستعلن مفعولن فعلات"
)
_EMPHATIC = watch(
    normalize(
        "توكيد التوكيد توكيدا مؤكد المؤكد تكرار التكرار مكرر المكرر تكرر يتكرر كرر لفظي اللفظي إغراء"
        " الإغراء تحذير التحذير الصوت صوت نداء"
    ).split()
)
"""Words of a text that may speak of what is said twice."""


@dataclass(frozen=True, slots=True)
class Doubling:
    """Refuses an item with a word twice in a row that is said once: a particle, and in standard Arabic others as well.

    Adverbs (رويدا رويدا، خطوة خطوة، جزء جزء), words called out (الصلاة الصلاة!), words that belong to two clauses
    (من من، ما مضى مضى), names, feet of verses, quotations, vowelled words, and texts about emphasis pass.

    Attributes:
        foreign: True for data that people wrote elsewhere, who say things twice for emphasis: all pass.
        msa: True where Modern Standard Arabic is asked for; elsewhere particles and definite nouns alone are looked at.
        whole: Names of the texts that are sentences.
    """

    foreign: bool = False
    msa: bool = True
    whole: Collection[str] = ("question", "explanation", "text", "input", "correction")
    codes = ("repetition",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the word."""
        tokens = reading.tokens
        if self.foreign or len(tokens) == reading.distinct or not any(map(eq, tokens, tokens[1:])):
            return None
        if not _EMPHATIC.isdisjoint(reading.hints):
            return None
        for name, text in reading.texts.items():
            if name not in self.whole:
                continue
            for found in _TWICE.finditer(text):
                if self._is_mistake(found) and not _is_meant(found):
                    return Refusal("repetition", found[0][:60])
        return None

    def _is_mistake(self, found: re.Match[str]) -> bool:
        word, thrice = found[1], found[2] is not None
        if word in _ALWAYS:
            return True
        if word in _LAWFUL or word in _FEET or word[-1] == "ا":
            return False
        if word.startswith("ال") and len(word) > 4:
            return True
        return self.msa and len(word) > 2 and (thrice or not (word.endswith(_BY) or _is_answered(found)))


def _is_meant(found: re.Match[str]) -> bool:
    """Return whether a noun is called out twice, at the start of a clause or with a cry, or tells things one by one."""
    word, text = found[1], found.string
    if word in _ALWAYS:
        return False
    if text.startswith(("!", " وما أدراك"), found.end()):
        return True
    before = text[: found.start()]
    if word in _PARTS:
        return _LED.isdisjoint(before.split()[-1:])
    return (
        word.startswith("ال")
        and _CALLED.search(before[-8:]) is not None
        and _CRIED.match(text, found.end()) is not None
    )


def _is_answered(found: re.Match[str]) -> bool:
    """Return whether the word before a doubled one opens a condition, which the second of them may answer."""
    return not _CONDITIONS.isdisjoint(found.string[: found.start()].split()[-1:])
