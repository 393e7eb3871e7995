"""Labels of a dialect that the words of their text contradict."""

from collections.abc import Collection
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.colloquial import DIALECTS, WATCHED, WORDS, weigh
from validators.late import compile_late
from validators.text import normalize

STANDARD = "msa"
_WRITTEN = frozenset(
    normalize(
        "لم ولم فلم لن ولن فلن سوف وسوف ليس وليس فليس ليست وليست ليسوا لسنا لست ولست لقد ولقد فقد وقد قد الذي"
        " والذي بالذي التي والتي بالتي الذين والذين للذين اللذين اللتين اللذان اللتان اللواتي اللاتي هؤلاء"
        " أولئك هذه وهذه لهذه بهذه تلك وتلك ذلك وذلك بذلك لذلك كذلك وكذلك هكذا وهكذا ينبغي إذ مما كلما حينما"
        " عندما وعندما بينما وبينما ريثما لكنه لكنها لكنني لكنهم ولكنه ولكنها ولكنني إنني وإنني أنني بأنني"
        " إننا أننا بأننا ثمة لديهم لديه لديها لدينا أيضا فحسب لعل ولعل كما رغم مهما لأنني لأنه لأنها لأننا"
        " للغاية شيء شيئا أثناء إليه إليها إليهم حيث أحدا نحن لماذا ماذا وجدت ووجدت ذهبت وذهبت رأيت ورأيت"
        " أعجبني أعجبتني أعجبتنا أعجبنا أريد نريد سأعود سنعود أتمنى لهذا ولهذا غاية"
    ).split()
)
"""Words that are read far more often in Standard Arabic than in any dialect."""
_NOMINATIVE = compile_late(r"(?<!\w)[وف]?الم\w{2,7}ون(?!\w)")
_ACCUSATIVE = compile_late(
    r"(?<!\w)(?!و?(?:شكر|جد|طبع|[أا]هل|دائم|غالب|مثل|[أا]بد|عموم|[أا]حيان|فعل|تقريب|حالي|خصوص|[أا]صل|يومي|عفو|مرحب))"
    r"\w{2,}(?:ًا|اً)(?!\w)"
)
"""Words that end in a written `ًا`, but for those that dialects say too."""
_SPOKEN = compile_late(
    r"(?<!\w)[وف]?(?:بي(?!ت|ن|ان|ع|ئ|ض|د|ر|و|سر|قين)\w{3,}|ه[يت](?!ئ|كل|ب|اف|من)\w{3,}|كي(?!ف|ان|لو|م)\w{3,}"
    r"|كن(?!ت|ا|ز|يس|د)\w{3,}|م\w{3,}(?<!ده)(?<!نع)(?<!نق)ش|عال[بتحشصفكسدرضط]\w{2,}|هال(?!ه|ك|ات)\w{3,}|\w{3,}لكن)(?!\w)"
)
"""Words as hardly any but dialects form them: verbs in `بي`, `هي` and `كي`, negation in `ش`, joined `عال` and `هال`."""


@dataclass(frozen=True, slots=True)
class DialectFits:
    """Refuses a text that is surely not in the dialect that its row states.

    A text of Standard Arabic holds no words that only dialects have; a text of a dialect is not in another one, and a
    long one is not in plain Standard Arabic. Texts that could be either pass, as do dialects that are not known.

    Attributes:
        most: Largest weight of dialect words (6, 3 or 2 each) in Standard Arabic; fewer is stricter.
        rival: Weight of words that a stated dialect does not have and another one does, from which they decide where
            the text has no word that speaks for the stated one; less is stricter.
        marks: Different signs of Standard Arabic from which a text without any trace of a dialect is in none.
        words: Words from which it is long enough for that.
    """

    most: int = 5
    rival: int = 9
    marks: int = 2
    words: int = 12
    codes = ("dialect",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that speak against the dialect."""
        dialect = reading.fields.get("dialect")
        if dialect == STANDARD:
            if WATCHED.isdisjoint(reading.hints) or weigh(WATCHED & reading.hints) <= self.most:
                return None
            return _refuse(dialect, WATCHED & reading.hints)
        if dialect not in DIALECTS:
            return None
        found = WATCHED & reading.hints
        if found:
            return self._compare(dialect, found)
        if len(reading.tokens) < self.words:
            return None
        signs = {word.removeprefix("و") for word in _WRITTEN.intersection(reading.tokens)}
        signs.update(_NOMINATIVE.findall(reading.key), _ACCUSATIVE.findall(reading.texts["text"]))
        return _refuse(dialect, signs) if len(signs) >= self.marks and not _SPOKEN.search(reading.key) else None

    def _compare(self, dialect: str, found: frozenset[str]) -> Refusal | None:
        strange = [word for word in found if dialect not in WORDS[word].homes]
        if weigh(strange) < self.rival:
            return None
        for other in DIALECTS:
            if weigh(strange, homes=other) >= self.rival and not weigh(found, homes=dialect, strangers=other):
                return _refuse(dialect, found)
        return None


def _refuse(dialect: str, words: Collection[str]) -> Refusal:
    return Refusal("dialect", f"{dialect}, but: {'، '.join(sorted(words)[:8])}")
