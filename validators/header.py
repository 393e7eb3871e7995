"""Refuses texts that begin with what stood around them: a label, a number, or the words of the task."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize

_NOUNS = (
    "سؤال|جواب|إجابة|اجابة|شرح|تفسير|توضيح|خيارات|بدائل|تصحيح|تغريدة|مراجعة|تقييم|رأي|مدخل|مدخلات|مخرجات|تصنيف|مشاعر"
    "|مجال|لهجة|صعوبة|نبرة|تعليمات|سياق|مهمة|قيود|متطلبات"
)
_BARE = "سؤال|جواب|إجابة|شرح|تفسير|تصحيح|تغريدة|مراجعة|النص"
_ARABIC = (
    f"(?:نص )?ال(?:{_NOUNS})|{_BARE}|الجملة (?:الخاطئة|الصحيحة|الأصلية|المصححة)|الإجابة الصحيحة|الجواب الصحيح"
    "|مستوى الصعوبة|(?:ال)?(?:مثال|نموذج) (?:رقم )?(?:[0-9٠-٩]{1,2}|الأول|الثاني|الثالث)"
)
_ALONE = ("نص", "الجملة", "مستوى", "مثال", "المثال", "نموذج", "النموذج")
_LABELS = watch(map(normalize, (*_ALONE, *_BARE.split("|"), *(f"ال{noun}" for noun in _NOUNS.split("|")))))
"""First words of Arabic labels in matching form, but for those of a letter and a number (س1)."""
_GLUED = "+=%"
"""Everyday signs that stay in a key, where they may stand before a label."""
_WHICH = (
    "(?: (?:المطلوبة?|المقترحة?|النهائية?|المصححة?|المصحح|الأصلية?|المعدلة?|الصحيحة?|المولدة?|الجديدة?))?"
    "(?: ?[(\\[][A-Za-z_ ]{1,30}[)\\]])?"
)
_ORDINAL = "(?: (?:رقم )?[(\\[]?(?:[0-9٠-٩]{1,3}|الأول|الثاني|الثالث|الرابع|الخامس)[)\\]]?)?"
_LATIN = (
    "(?:question|answer|explanation|options?|text|sentence|correction|input|output|review|tweet|label|q|a|content"
    "|response|result|note|hint|stem|choices?|reason|rationale|title|topic|subject|sentiment|comment|opinion|error type"
    "|(?-i:[a-z]+_[a-z_]+)|final answer|correct answer|arabic(?: text)?|réponse|explication|texte|phrase|frage|antwort"
    "|erklärung|respuesta|pregunta)"
    "(?: ?#?[0-9]{1,3})?(?: ?\\([ء-ي_ ]{1,30}\\))?"
)
_HEAD = compile_late(
    rf"[\W_]{{0,4}}(?:(?:{_ARABIC}){_WHICH}{_ORDINAL}|[سج] ?[0-9٠-٩]{{1,3}}|{_LATIN})[*_ ]{{0,3}}[:：][*_]{{0,3}}(?!//)"
    rf"|[\W_]{{0,4}}(?:السؤال|سؤال|question){_ORDINAL}\s*\n",
    re.IGNORECASE,
)
_NUMBER = compile_late(
    r"\s*(?:[(\[]?[0-9٠-٩]{1,3}\s?[)\]](?=\s*[ء-ي])|[0-9٠-٩]{1,3}\s?[.\-–]\s+(?=[ء-ي])"
    r"|(?:س|Q)\s?[0-9٠-٩]{0,3}\s?[:).\-–]\s*(?=[ء-ي]))"
)
_MARK = compile_late(r"\s*[-–—*•▪●◦‣>]\s+(?=[«\"]?[ء-ي])")
_DASHES = "-–—"
_MARKS = frozenset(f"{_DASHES}*•▪●◦‣>")
_SPEAKS = compile_late(r"\s[-–—]\s")
_WHOLE = ("question", "explanation", "text", "input", "correction")
"""Texts that are one piece: an option may be a variable with a minus."""
_WORK = (
    "(?:سؤالاً?|سؤالًا|أسئلة|اسئلة|جملة (?:تحتوي|فيها|بها)|تغريدة|نص[اًا]* (?:إيجابي|سلبي|محايد)"
    "|مراجعة (?:إيجابية|سلبية|محايدة))"
)
_ECHO = compile_late(
    r"\W{0,3}(?:اكتب|أكتب|أنشئ|انشئ|صغ|ولّد|ولد|ضع|أعد|قم ب(?:كتابة|إنشاء|توليد|صياغة|إعداد)"
    r"|(?:يرجى|المطلوب(?: منك)?(?: هو)?) (?:كتابة|إنشاء|توليد|صياغة)) "
    rf"(?:لي |لنا )?{_WORK}"
    r"|\W{0,3}(?:write|generate|create) (?:an?|the|one|[0-9]+) (?:question|sentence|text|tweet|review|multiple)",
    re.IGNORECASE,
)
_ASKING = frozenset(normalize("اكتب أنشئ صغ ولد ضع أعد قم يرجى المطلوب write generate create").split())
_LEAK = compile_late(r"(?:الإجابة|الاجابة|الجواب|الخيار|البديل) (?:الصحيحة?|الصائبة?)(?: (?:هي|هو))?\s*:\s*\S")


@dataclass(frozen=True, slots=True)
class Header:
    """Refuses a text that begins with a label ("السؤال:"), and a main text with a number, an instruction or the answer.

    `header` is a label at the beginning of any text, a number before the main one, or the mark of a list or a quotation
    before a text of one piece; `instruction_echo` is a main
    text that repeats what was asked of the model; `answer_leak` is a main text that states the right answer.

    Attributes:
        foreign: True for data that people wrote elsewhere: numbers and labels of a printed paper then pass.
    """

    foreign: bool = False
    codes = ("header", "instruction_echo", "answer_leak")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the beginning."""
        texts = reading.texts
        main = next(iter(texts.values()))
        first = next(iter(reading.words.values()))[:1]
        if not _ASKING.isdisjoint(first) and (found := _ECHO.match(main)):
            return Refusal("instruction_echo", found[0])
        if ":" in main and (found := _LEAK.search(main)):
            return Refusal("answer_leak", found[0])
        head = None if self.foreign else _find_head(reading, main)
        return Refusal("header", head) if head else None


def _find_head(reading: Reading, main: str) -> str | None:
    """Return the number before the main text, or the label before any."""
    if _NUMBER.match(main):
        return main[:40]
    for name, text in reading.texts.items():
        if text[:1] in _MARKS and name in _WHOLE and _is_marked(text):
            return text[:40]
    if ":" not in reading.text and reading.text.count("\n") < len(reading.texts):
        return None
    if _LABELS.isdisjoint(reading.hints) and not reading.numbered and not any(map(reading.key.__contains__, _GLUED)):
        return None
    for name, text in reading.texts.items():
        start = text[:32]
        may_be = (":" in start or "\n" in start) and _may_be_label(text, reading.words[name])
        if may_be and (found := _HEAD.match(text)):
            return found[0]
    return None


def _is_marked(text: str) -> bool:
    """Return whether a text begins like an item of a list; after a dash two may speak in turns."""
    found = _MARK.match(text)
    return found is not None and (text[0] not in _DASHES or _SPEAKS.search(text, found.end()) is None)


def _may_be_label(text: str, words: list[str]) -> bool:
    """Return whether a text with these words begins as labels do; one that begins with no Arabic letter may."""
    return not "ء" <= text[0] <= "ي" or text[0] in "سج" or not words or words[0] in _LABELS
