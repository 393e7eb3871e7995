"""Two opinions of opposite kind in one text, one after the other."""

from prompts.tasks.sentiment.polarity.lexicon import Evidence, weigh_closely
from validators.base import Reading
from validators.late import compile_late
from validators.text import normalize

_END = compile_late(r"(?<=[.!؟\n])\s+")
_TURN = compile_late(
    r"(?<!\w)[وف]?(?:لكن\w*|بس|(?:غير|الا|بيد|سوي) ان\w*|رغم (?:ذلك|هذا|كل|ان\w*)|بينما|اما|بل|ثم|انما|لولا"
    r"|(?:ب|علي )?عكس|ب?خلاف|(?:بال|ال)?مقابل|[يت]?صار\w*|[يت]?صير|[يت]صبح\w*|اصبح\w*|تغير\w*|تحسن\w*|ساء\w*"
    r"|عاد\w*|سابقا|السابق|الان|اليوم|الاولي|الثانيه|الاخيره|المره|مره|عيب\w*|العيب|السلبيات|الايجابيات|الوحيد\w*"
    r"|فقط|مقارن\w*|قبله\w?|غيره\w?|سواه\w?|الباقي|البقيه|الاخري|الاخر)(?!\w)"
)
"""Words with which one writer turns from praise to blame, or tells how something changed."""
_MARGIN = 4  # weight of praise and of blame, one in each part


def find_second(reading: Reading) -> str:
    """Return the second of two opinions, one of pure praise and one of pure blame; empty where there are not two.

    There are none where a word says that the writer turns, or compares.
    """
    if _TURN.search(reading.key):
        return ""
    sentences = _END.split(reading.texts["text"])
    for place in range(1, len(sentences)):
        first, second = (" ".join(part) for part in (sentences[:place], sentences[place:]))
        before = _weigh(first)
        if any(_is_pure(before, pole) and _is_pure(_weigh(second), 1 - pole) for pole in (0, 1)):
            return second
    return ""


def _is_pure(evidence: Evidence, pole: int) -> bool:
    """Return whether strong words speak for one pole alone, and mild ones for the other hardly."""
    weight = len(evidence.strong[pole]) + evidence.total[pole]
    return not evidence.strong[1 - pole] and weight - 2 * evidence.total[1 - pole] >= _MARGIN


def _weigh(text: str) -> Evidence:
    return weigh_closely(normalize(text).split(), text)
