"""Refuses texts that break off in the middle."""

from collections.abc import Collection
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late

_DANGLING = compile_late(
    r"(?:(?<![،,.])(?<![،,.]\s)[،,]|(?<!\w)(?:[وفبكل]{0,2}ال|[وف]?لل|[وفبكل](?:أن|إن|أنّ|إنّ)(?:ه|ها|هم)?|كأن"
    r"|إذ|إذا|أما|إما|حتى|لولا"
    r"|و|أو|او|ثم|لكن|ولكن|بل|أن|أنّ|أنه|إن|لأن|لأنه|لأنها|الذي|التي|الذين|كما|حيث|مما|بينما|عندما|بسبب|في|من|إلى"
    r"|على|عن|مع|بين|خلال|وفي|ومن|وعلى|وإلى|هذا|هذه|كل|غير|مثل|قد|لم|لن|سوف|ال[ءأؤئإبتثجحدذرزسشصضطظعغفقل]))\s*\Z"
)
_WHOLE = compile_late(
    r"(?<!\w)(?:(?:[وفبلك]?ال|لل)\S+|\S{2,}(?:نا|هم|كم|[هكي])|ما|ماذا|ا?يش|وش|شو|شنو|ليش|من|كل|مثل|غير|مع) هذ[اه]\s*\Z"
    r"|(?<!\w)[وف]?لا غير\s*\Z|(?<!\w)[وف]?(?:ما|مافيه?) في\s*\Z|(?<!\w)(?:بين بين|على كل)\s*\Z"
)
"""What ends a sentence although its last word can begin something: the thinking of this one, no more, there is none."""
_ARTICLE = compile_late(
    r"(?:معر|محل|مقر|مقت|تعر|يعر|دخ|بدأ|تبدأ|يبدأ|اتص|اللام|أداة)[ء-يً-ْ]*\s+(?:\S+\s+)?[بو]?ال\s*\Z"
    r"|(?<!\w)(?:ذ[ويا]|راحة|هدوء|خلو|طول)\s+بال\s*\Z"
)
"""The article as what is spoken of (المعرف بال), and the noun for a mind."""
_CITED = compile_late(
    r"(?:→|->|=>|⇒|←)\s*\S+\s*\Z"
    r"|(?<!\w)[وف]?(?:الصواب|الصحيح|الأصح|صوابها?|صحيحها?|تصحيحها?|تصويبها?|نقول|يقال|كلمة|لفظة?|حرف|الحرف|حروف|الجر|الأداة"
    r"|بدل|بدلا|بدلًا|مكان|عوضا|عوضًا|وليس)(?: (?:هو|هي|هنا|أن نقول|كلمة|حرف|الحرف|الجر|من|عن|لا))*:? "
    r"(?!(?:أن|أنه|إن|[وفبكل]?ال|الذي|التي|الذين|هذه?ا?|و)\s*\Z)\S+\s*\Z"
)
"""A word that an explanation cites at its end, whatever word that is."""
_FACE = compile_late(r"[:;=؛8xX][-'’^o]{0,2}\(|\([-'’^]?[:;=؛]")
_ENDS = tuple('.؟?!…»")]}')
_PAIRS = (("(", ")"), ("«", "»"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class CutOff:
    """Refuses an item in which a whole text ends with a comma, an article, a word that needs another, or in a bracket.

    Attributes:
        whole: Names of the texts that are whole. Stems and options are none: a stem ends where its options go on.
    """

    whole: Collection[str] = ("explanation", "text", "input", "correction")
    codes = ("cut_off",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the end of the text."""
        for name, text in reading.texts.items():
            if text.endswith(_ENDS) or name not in self.whole:
                continue
            tail = max(0, len(text) - 40)
            cut = text and _DANGLING.search(text, max(0, len(text) - 12))
            cites = cut and name == "explanation" and _CITED.search(text, tail)
            if cut and not cites and not _ARTICLE.search(text, tail) and not _WHOLE.search(text, tail):
                return Refusal("cut_off", f"{name}: …{text[-40:]}")
            if text and _is_open(text):
                return Refusal("cut_off", f"{name}: …{text[-40:]}")
        return None


def _is_open(text: str) -> bool:
    """Return whether the last bracket that opens is never closed."""
    for left, right in _PAIRS:
        start = text.rfind(left)
        if (
            start > text.rfind(right)
            and text.count(left) > text.count(right)
            and not _FACE.search(text, max(0, start - 3), start + 3)
        ):
            return True
    return False
