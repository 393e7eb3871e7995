"""Tanwin: only its marks change, the alif that carries it, or a nun written in its stead."""

import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import TANWIN, strip_marks
from prompts.tasks.grammar.rules.base import ARTICLE, Rule, gains_pronoun
from prompts.tasks.grammar.rules.words import list_words

_DIPTOTE = re.compile(
    "[وفبكل]?(?:[^ا][^ا]ا[^اي]{2}|[^ا][^ا]ا[^ا]ي[^ا]|[^ا][^ا]ائ[^ا]|أ[^اويىة]{2,3}|أ[^ا]{2}[^ا]|.{2,4}اء|.{3,}ان|.+ى)"
)


def explain(edit: Edit) -> bool:
    """Return whether the word stays the same but for its tanwin."""
    if edit.pair is None:
        return False
    wrong, right = edit.wrong[0], edit.right[0]
    if edit.vowels_only:
        return _place_tanwin(wrong) != _place_tanwin(right)
    bare_wrong, bare_right = edit.pair
    if gains_pronoun(bare_wrong, bare_right) or gains_pronoun(bare_right, bare_wrong):
        return False
    if bare_wrong.removesuffix("ا") == bare_right.removesuffix("ا"):
        return not min(edit.pair, key=len).endswith(("و", "ى")) or not TANWIN.isdisjoint(wrong + right)
    return _has_nun(bare_wrong, right) or _has_nun(bare_right, wrong) or _has_ta(bare_wrong, bare_right)


def _list_tanwin(word: str) -> list[str]:
    return [mark for mark in word if mark in TANWIN]


def _place_tanwin(word: str) -> list[tuple[int, str]]:
    """Return the marks of tanwin with what stands behind each: عصاً and عصًا differ in that alone."""
    return [(len(word) - place, mark) for place, mark in enumerate(word) if mark in TANWIN]


def _has_nun(spoken: str, written: str) -> bool:
    """Return whether a word ends in the nun that the other has as tanwin."""
    return (
        spoken.endswith("ن")
        and not TANWIN.isdisjoint(written)
        and spoken[:-1] == strip_marks(written).removesuffix("ا")
    )


def _has_ta(one: str, other: str) -> bool:
    """Return whether one side has تا where the other has ة, as in خاصتا."""
    return {one[-2:], other[-1:]} == {"تا", "ة"} and one[:-2] == other[:-1]


def reverse(edit: Edit) -> bool:
    """Return whether the right side has no tanwin where one belongs, or one where none can be."""
    wrong, right = edit.wrong[0], edit.right[0]
    bare_wrong, bare_right = edit.pair or ("", "")
    if right.endswith(_OTHER_TANWIN):
        return True
    adds = len(_list_tanwin(right)) > len(_list_tanwin(wrong)) or bare_right == bare_wrong + "ا"
    if adds:
        return ARTICLE.match(bare_right) is not None and bare_right.startswith("ال") and bare_right.endswith("ا")
    if bare_right == bare_wrong:
        return bool(_list_tanwin(wrong)) and not _list_tanwin(right) and not bare_wrong.startswith("ال")
    if bare_wrong == bare_right + "ا":
        forbidden = ARTICLE.match(bare_right) or bare_right.endswith(("ة", "اء", "ى")) or _DIPTOTE.fullmatch(bare_right)
        return not forbidden
    if bare_right == bare_wrong + "ا":
        return bare_wrong.endswith(("ة", "اء"))
    return bare_right.endswith("ن") and _has_nun(bare_right, wrong)


_OTHER_TANWIN = ("\u064dا", "\u064cا", "ا\u064d", "ا\u064c")
"""An alif stands beside the tanwin of the accusative alone."""
SPOKEN = list_words(
    "شكرن جدن أيضن ايضن مثلن دائمن عفون أهلن طبعن غالبن أحيانن تقريبن حقن فورن أبدن شكرآ جدآ أيضآ ايضآ مثلآ دائمآ",
    "عفوآ أهلآ اهلآ طبعآ غالبآ أحيانآ احيانآ تقريبآ حقآ فورآ أبدآ ابدآ كثيرآ قليلآ معآ أولآ اولآ ثانيآ ثالثآ",
    "أخيرآ حاليآ يوميآ سنويآ رسميآ تمامآ سريعآ جيدآ فعلآ نظرآ وفقآ طبقآ بناءآ مساءآ صباحآ ليلآ نهارآ غدآ جميعآ",
    "خاصتا عادتا لكنً هذاً جدااً",
)
"""Words with a nun or a madda in place of their tanwin."""
_DOUBLE_END = re.compile(".{2,}(?:اء(?:ا[\u064b]|[\u064b]ا)|ة(?:ا[\u064b]?|[\u064b]ا)|ى[\u064b]?ا)")
_ENDS = ("\u064b", "ا")


def find_remains(words: Sequence[str]) -> str:
    """Return the first word with a nun or a madda for tanwin, or with an alif behind a letter that needs none."""
    return next(
        (word for word in words if word in SPOKEN or (word.endswith(_ENDS) and _DOUBLE_END.fullmatch(word))), ""
    )


TANWIN_RULE = Rule(explain, ("تنوين", "منون", "ينون", "الصرف", "نكر", "نصب", "منصوب"), reverse, find_remains)
