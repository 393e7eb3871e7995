"""What a rule of one error type answers about an edit, and what several rules ask of words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.rules.words import list_words
from validators.late import compile_late


def _find_nothing(words: Sequence[str]) -> str:  # noqa: ARG001
    return ""


def _allow(edits: Sequence[Edit]) -> bool:  # noqa: ARG001
    return True


def _deny(edit: Edit) -> bool:  # noqa: ARG001
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """One error type as rules can tell it.

    Attributes:
        explains: Whether an edit can be the correction of such an error. Where a rule cannot decide, this is a
            necessary condition.
        terms: What an explanation of the rule speaks of, one of them at least; they are looked for in matching keys.
        reverses: Whether the right side of an edit that the rule explains is certainly the wrong one.
        remains: The first word of a correction, as its tokens stand, that certainly holds such an error, else "".
        agrees: Whether several edits can be one mistake, of a type of which only the meaning of a sentence tells right
            from wrong.
    """

    explains: Callable[[Edit], bool]
    terms: tuple[str, ...]
    reverses: Callable[[Edit], bool] = _deny
    remains: Callable[[Sequence[str]], str] = _find_nothing
    agrees: Callable[[Sequence[Edit]], bool] = _allow


NASB = frozenset(["أن", "لن", "كي", "لكي", "ألا", "لئلا", "كيلا", "حتى"])
"""Particles whose verb is in the subjunctive."""

PREPOSITIONS = list_words(
    "إلى الى على علي عن من في فى مع حتى منذ مذ بين لدى عند نحو خلال دون بدون ضد تجاه حول عبر قبل بعد تحت فوق أمام",
    "وراء خلف حيال إزاء لأجل رغم مما عما ممن عمن فيما",
)
"""Prepositions, and adverbs that are used like them, as words of their own."""

DEMONSTRATIVES = list_words(
    "هذا هذه هذان هذين هاتان هاتين هؤلاء ذلك تلك ذاك أولئك ذانك تانك",
)
"""Demonstratives."""

CARDINAL = compile_late(
    "(?:[وفبكل]|ال|وال|بال|لل)?(?:"
    "واحدة?|[اإ]?ثن(?:ان|ين|ا|ي)|[اإ]?ثنت(?:ان|ين|ا|ي)|ثلاث[ةا]?|[أا]ربع[ةا]?|خمس[ةا]?|ست[ةا]?|سبع[ةا]?|ثمان(?:ية|يا|ي)?|تسع[ةا]?|عشرة?|"
    "[أا]حد|[إا]حدى|عشر(?:ون|ين)|(?:ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين|مئة|مائة)|مئة|مائة|مئت(?:ان|ين|ا|ي)|"
    "مئات|بضعة?|[أا]لف(?:ا|ان|ين|ي)?|آلاف|مليون(?:ا|ان|ين|ي)?|ملايين|مليار(?:ا|ان|ين|ات)?|كم|[0-9٠-٩]+)"
)
"""A cardinal number in words or digits, with what may be written before it."""

ORDINAL = compile_late(
    "(?:[وفبكل]|ال|وال|بال|لل)?(?:[أا]ول|[أا]ولى|ثان(?:ي|ية)?|(?:ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي|حادية)ة?)"
)
"""An ordinal number, with what may be written before it."""

ARTICLE = compile_late("[وف]?[بك]?ال|[وف]?لل")
"""The article at the beginning of a word, with what may be written before it."""

MASCULINE = list_words(
    "خليفة علامة أسامة معاوية طلحة حمزة عنترة عبيدة عكرمة حذيفة قتيبة طاغية",
)
"""Men's names and words for men that end in a ta marbuta."""

HA = compile_late(
    "(?:[وفبكل]{0,2}|[وف]?[بك]?ال|[وف]?لل)(?:وجه|أوجه|مياه|شفاه|جباه|فواكه|فقه|فقيه|انتباه|اتجاه|تجاه|إله|الله|له|آله|شبيه|"
    "تشبيه|تنبيه|توجيه|ترفيه|تنزيه|منتزه|متنزه|نزيه|سفيه|نبيه|وجيه|كره|مكروه|مشبوه|معتوه|مشوه|تافه|مرفه|متشابه|مشابه|تشابه|"
    "اشتباه|شبه|أشباه|كنه|فوه|أفواه|مكاره|إكراه|أبله|بله|سيبويه|نفطويه|طه|مسكويه|شاه|منبه|موجه|فاره|كاره|واله|عته|سفه|"
    "متجه|وجوه|كنوه|كاراتيه|كريه|مواجه|مجابه|منتبه|متنبه|مترفه|أتفه|أنزه|أسفه|أكره|أتيه|تفكه|دكتوراه|باه|عضاه|شبه|أشبه|مشتبه|متوجه|تفقه|تشوه|تنزه|منوه|تنويه|تشويه|تمويه|تأليه|تسفيه|تنزه|موله|مدله|أمواه|أفقه|بديه|شياه|مموه|تأله|توجه|تأوه|تنبه|مشافه|تيه|جاه|رفاه|اكتناه|شره|نده|آه|أواه|متأوه|منبه|مموه|منزه)"
)
"""Words that end in a ha of their own."""


_WITH_PRONOUN = compile_late("[وف]?(?:له|به|فيه|منه|عنه|عليه|إليه|لديه|معه|عنده|بينه|قبله|بعده|أنه|إنه|لأنه|لكنه|كله)")


def gains_pronoun(shorter: str, longer: str) -> bool:
    """Return whether a word differs by an alif that makes ها of ه, a pronoun and no tanwin."""
    if longer != shorter + "ا" or not shorter.endswith("ه"):
        return False
    return _WITH_PRONOUN.fullmatch(shorter) is not None or HA.fullmatch(shorter) is None


_FIVE_VERBS = compile_late("([وف]?[سل]?[يت].{2,})(?:ون|وا|و|ان|ا|ين|ي)(|ه|ها|هم|هما|هن|ني|نا|ك|كم)")


def is_seat_only(one: str, other: str) -> bool:
    """Return whether two words of the same length differ in letters that carry a hamza or a long vowel alone."""
    if len(one) != len(other):
        return False
    pairs = [(left, right) for left, right in zip(one, other, strict=True) if left != right]
    return all(left in "أإآءؤئاويى" and right in "أإآءؤئاويى" for left, right in pairs)


def is_mood_only(one: str, other: str) -> bool:
    """Return whether two words can be one present verb whose nun comes or goes."""
    if one[:3] != other[:3]:  # so many letters of a present stand before what comes or goes
        return False
    ours, theirs = _FIVE_VERBS.fullmatch(one), _FIVE_VERBS.fullmatch(other)
    if not ours or not theirs or ours[2] != theirs[2]:
        return False
    return _cut_nun(one, ours[2]) == _cut_nun(other, theirs[2])


def _cut_nun(verb: str, pronoun: str) -> str:
    body = verb[: len(verb) - len(pronoun)] if pronoun else verb
    return body.removesuffix("ن") if body.endswith("ن") else body.removesuffix("ا") if body.endswith("وا") else body
