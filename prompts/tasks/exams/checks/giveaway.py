"""Questions that give their answer away: it stands in the stem, it is marked, or it sums up the others too early."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from prompts.tasks.exams.bound import is_settled
from prompts.tasks.exams.checks.shape import find_right_key, list_option_keys, list_option_texts, list_option_words
from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late

_LEAST_LETTERS = 3
"""Letters from where a single word in the stem says something; shorter ones stand there by chance."""

_ANSWER = compile_late(
    r"(?<!\w)(?:ال[إا]جابة|الجواب|الحل|answer)(?:\s{1,3}(?:الصحيحة?|النموذجية?))?\s{0,3}(?:(?:هي|هو|is)\s{0,3}[:：]?|[:：=])\s{0,3}"
    r"[(\[«\"]?(?:[A-Da-d]|[أابجد])(?!\w)",
    re.IGNORECASE,
)
_TOLD = compile_late(r"(?<!\w)[وف]?(?:الاجابه|الجواب|الحل)(?: (?:الصحيحه?|النموذجيه?|هي|هو))* $")
# Words, one of which is in the key of every option that speaks of another; most items have none.
_NAMES = frozenset(f"{joint}{letter}" for joint in ("", "و", "او") for letter in "abcdابجد").union(
    ("سبق", "ماسبق", "ذكر", "ذكره", "تقدم", "ورد", "مضي", "المذكور", "السابق", "جميع", "كل", "كلا", "كلتا", "كلاهما"),
    ("كلتاهما", "كلها", "كلهم", "جميعها", "جميعهم", "الكل", "شيء", "شئ", "شيئا", "احد", "واحد", "واحده", "of", "لا"),
    (f"{joint}ال{order}" for joint in ("", "و") for order in ("اول", "اولي", "ثاني", "ثانيه", "ثالث", "ثالثه", "رابع")),
    (
        "الاخير",
        "الاخيره",
        "الرابعه",
        "والرابعه",
        "مما",
        "ذلك",
        "منها",
        "منهم",
        "منهما",
        "اجابتين",
        "الاثنان",
        "الاثنين",
        "ليس",
    ),
    (
        f"{joint}{noun}"
        for joint in ("", "و", "ال", "وال", "بال", "لل")
        for noun in ("خيار", "خيارات", "خياران", "خيارين", "بديل", "بدائل", "بديلان", "بديلين", "اختيار", "اختيارات")
    ),
    (
        f"{joint}{noun}"
        for joint in ("", "و", "ال", "وال", "بال", "لل")
        for noun in ("اجابه", "اجابات", "اجابتان", "اجابتين", "جواب", "اختياران", "اختيارين", "سابقه", "سابقين")
    ),
    (f"{noun}{end}" for noun in ("option", "choice", "answer") for end in ("", "s")),
)
watch(_NAMES)
_ANSWER_HINTS = ("جاب", "جواب", "الحل", "nswer", "NSWER")
_SECOND = re.compile(r"[بB]\s?[-).\]:ـ]")
_SERIES = compile_late(
    r"(?:^|\s)[(\[]?[أاA]\s*[-).\]:ـ].{1,200}?\s[(\[]?[بB]\s*[-).\]:ـ].{1,200}?\s[(\[]?[جC]\s*[-).\]:ـ]", re.DOTALL
)
_JOINT = re.compile(r"(?:\s(?:[abcdابجد]|[1-4]|او|ام|و|/|-))?\s?$")
"""Stands between options that are listed, in matching keys."""
_LISTING = re.compile(r"[؟?][\s)»\"]*[^\s)»\"]|\s[/|]\s|\n\s*\S")
"""Sets a list of options apart from a question, which may name by itself what it asks to choose from."""
_FIT = r"(?:ال)?(?:صحيح|صواب|صائب|سليم|مطلوب|أصح)[ةه]?"
_CALLED = rf"(?:هذ[اه]\s+)?(?:(?:هو|هي)\s+)?(?:ال)?(?:[إا]جابة|جواب|خيار|حل|بديل)(?:\s+{_FIT})?|{_FIT}"
_CALLED_LATIN = r"(?:the\s+)?(?:correct|right)(?:\s+(?:answer|option|choice))?|answer|key"
_MARK = compile_late(
    "[✓✔✅☑🗸★✪]|(?<=[^0-9\\s(])\\s?√$"
    rf"|[(\[{{«]\s*(?:{_CALLED}|{_CALLED_LATIN})\s*[)\]}}»]\s*[.،]?$"
    rf"|(?:\s[-–—]+|[←→⇐⇒➜<=>][←→⇐⇒➜<=>–—-]{{0,3}}|\*{{1,3}})\s*(?:{_CALLED}|{_CALLED_LATIN})\W*$"
    r"|^\*{1,3}[^*]+\*{1,3}$|\((?:correct|right)[^)]{0,10}\)|\s\*{1,3}$|^\*{1,3}\s"
    rf"|(?:^|\s|\()(?:لأنها?|و?هذ[اه]|وه[وي]|فه[وي])\s+(?:(?:هو|هي)\s+)?(?:ال)?(?:[إا]جابة|جواب|خيار|بديل)\s+{_FIT}"
    rf"|[(\[]\s*(?:و?ه[وي]|لأنها?)\s+{_FIT}|[(\[{{«]\s*(?:خط[أا]|خاطئة?|✗|✘|صح|wrong|incorrect)\s*[)\]}}»]\s*[.،]?$",
    re.IGNORECASE,
)
_MARK_SIGNS = frozenset("✓✔✅☑🗸★✪*←→⇐⇒➜<>[{–—√✗✘rR")
"""Of every Latin mark but `key`, the letter r."""
_MARK_NOUNS = watch(f"{joint}{noun}" for joint in ("", "ال") for noun in ("جواب", "اجابه", "خيار", "بديل"))
_MARK_WORDS = _MARK_NOUNS | watch(
    (
        *("حل", "الحل", "هو", "هي", "وهو", "وهي", "لانه", "لانها", "خطا", "خاطئ", "خاطئه", "صح", "key"),
        *(
            f"{joint}{word}{end}"
            for joint in ("", "ال")
            for word in ("صحيح", "صواب", "صائب", "سليم", "مطلوب", "اصح")
            for end in ("", "ه")
        ),
    )
)
"""Every marked option holds one of the signs or the nouns, a dash, =, or one of these words in brackets."""


@dataclass(frozen=True, slots=True)
class AnswerInStem:
    """Refuses a question that holds its own answer, or all its options a second time."""

    codes = ("answer_in_stem", "options_in_stem")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal where the right option stands in the stem and no other does, or the stem names a letter.

        A stem that asks about a given sentence holds its words, so single ones count only outside Arabic lessons.
        """
        question, stem, keys = reading.texts["question"], reading.keys["question"], list_option_keys(reading)
        right = find_right_key(reading)
        if _is_named(right, stem) and self._may_tell(right, reading) and sum(_is_named(key, stem) for key in keys) == 1:
            return Refusal("answer_in_stem", right[:100])
        if any(map(question.__contains__, _ANSWER_HINTS)) and (
            _ANSWER.search(question) or (right in stem and _TOLD.search(stem[: stem.rindex(right)]))
        ):
            return Refusal("answer_in_stem", question[-100:])
        if all(map(stem.__contains__, keys)) and _SECOND.search(question) and _SERIES.search(question):
            return Refusal("options_in_stem", question[:200])
        if stem.endswith(keys) and _LISTING.search(question) and _close_with(keys, stem):
            return Refusal("options_in_stem", question[:200])
        return None

    @staticmethod
    def _may_tell(right: str, reading: Reading) -> bool:
        if " " in right:
            return True
        return len(right) >= _LEAST_LETTERS and right.isalpha() and reading.fields.get("subject") != "arabic_language"


def _close_with(keys: Sequence[str], stem: str) -> bool:
    """Return whether a stem ends with all options in any order and nothing between them but joints and labels."""
    left, rest = sorted(keys, key=len, reverse=True), stem
    while left and (last := next((key for key in left if f" {rest}".endswith(f" {key}")), None)):
        left.remove(last)
        rest = _JOINT.sub("", rest.removesuffix(last))
    return not left and bool(rest)


def _is_named(key: str, stem: str) -> bool:
    """Return whether an option stands in a stem; its article may have gone into `for the`, written as one word."""
    if key in stem and _stands_in(key, stem):
        return True
    joined = key.replace("ال", "لل", 1) if key.startswith("ال") else key
    return joined is not key and joined in stem and _stands_in(joined, stem)


def _stands_in(key: str, stem: str) -> bool:
    """Return whether whole words stand in a stem, with or without a one-letter word joined to the first."""
    padded, start = f" {stem} ", 0
    while (place := padded.find(f"{key} ", start)) >= 0:
        before = padded[:place].rpartition(" ")[2]
        if before in {"", "و", "ف", "ب", "ك", "ل", "وب", "ول", "فب", "فل", "وك", "فك", "كب"}:
            return True
        start = place + 1
    return False


@dataclass(frozen=True, slots=True)
class MarkedOption:
    """Refuses options of which some carry a sign or word that says which is right."""

    codes = ("marked_option",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the first marked option, unless all are marked."""
        texts = list_option_texts(reading)
        if _MARK_SIGNS.isdisjoint(reading.signs) and not _may_be_marked("".join(texts), reading):
            return None
        marked = [text for text in texts if _MARK.search(text)]
        return Refusal("marked_option", marked[0][:100]) if 0 < len(marked) < len(texts) else None


def _may_be_marked(joined: str, reading: Reading) -> bool:
    """Return whether options without any of the signs may be marked."""
    if "-" in joined or "=" in joined:
        return True
    if _MARK_WORDS.isdisjoint(reading.hints):
        return False
    if "(" in joined or "«" in joined:
        return True
    return not _MARK_NOUNS.isdisjoint(chain.from_iterable(list_option_words(reading)))


@dataclass(frozen=True, slots=True)
class SettledOptions:
    """Refuses options that speak of others (all of the above, both A and B) anywhere but in the last places."""

    codes = ("unmovable_options",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the options."""
        if _NAMES.isdisjoint(reading.hints) and "+" not in reading.key:
            return None
        *free, _ = list_option_words(reading)  # the last one may name others
        if _NAMES.isdisjoint(chain.from_iterable(free)) and "+" not in "".join(list_option_keys(reading)[:-1]):
            return None
        texts = list_option_texts(reading)
        return None if is_settled(texts) else Refusal("unmovable_options", " | ".join(texts)[:200])
