"""Explanations that point to another answer than the key, or that explain nothing."""

import re
from dataclasses import dataclass

from prompts.tasks.exams.bound import Bound, find_bound
from prompts.tasks.exams.checks.claims import Claim, read_claims
from prompts.tasks.exams.checks.shape import find_right, list_option_keys, list_option_texts
from prompts.tasks.exams.checks.undecided import find_stranger, find_undecided
from validators.base import Measures, Reading, Refusal

_NEGATIVE = re.compile(
    r"(?<!\S)(?:اي|مما|ياتي|يلي|الاتيه?|التاليه?|العباره|العبارات|الجمله|الجمل|الخيارات|البدائل) (?:\S+ ){0,3}?"
    r"(?:لا|لم|لن|غير|ليس|ليست|لايعد|لايعتبر) "
    r"|(?:^| )(?:ليس|ليست|ماعدا|عدا|معادا|باستثناء|سوي|يستثني|تستثني|ما ?خلا)(?= |$)"
    r"|(?:كل|جميع|كافه) .*(?<!\S)الا(?= |$)|(?<!\S)الا$"
    r"|(?<!\S)(?:ال)?(?:خطا|خاطئه?|خاطءه|شاذه?|دخيل|دخيله|مختلفه?|غير الصحيحه?|غير صحيحه?)(?= |$)"
)
"""A stem that asks for what is not so: there a wrong option is the answer."""
_NO_RIGHT = ("لا", "ليس", "خط", "خاط", "غير", "شي", "شئ", "none", "neither")
_FILLER = frozenset(
    {
        *("الاجابه", "الجواب", "الصحيح", "الصحيحه", "الخيار", "البديل", "هي", "هو", "لانها", "لانه", "لان"),
        *("هذه", "هذا", "ذلك", "صحيح", "صحيحه", "انها", "انه", "الحل", "و", "في", "اذن", "الاختيار", "وهي"),
        *("وهو", "فهي", "فهو", "لكونها", "لكونه"),
    }
)


@dataclass(frozen=True, slots=True)
class ExplanationAgrees:
    """Refuses a row whose explanation does not call its key, and only its key, the answer.

    It calls another option right, by letter or text, or several, or none, or it calls the key wrong. Where options
    speak of others, or the stem asks for what is not so, only what is called the answer counts.
    """

    codes = (
        "explanation_letter",
        "explanation_contradicts",
        "explanation_denies",
        "two_right_options",
        "no_right_option",
    )

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with what the explanation says."""
        key, explanation = reading.keys["explanation"], reading.texts["explanation"]
        tokens, options, right = reading.words["explanation"], list_option_keys(reading), find_right(reading)
        claims = read_claims(tokens, options, explanation)
        if any(claim.right != (claim.place == right) for claim in claims):
            code = _weigh(claims, reading)
            if code:
                return Refusal(code, explanation[:200])
        undecided = find_undecided(key, tokens) or (
            None if claims else find_stranger(explanation, key, tokens, options)
        )
        if undecided is None or _is_said_by_key(undecided[0], reading):
            return None
        return Refusal(*undecided)


def _weigh(claims: list[Claim], reading: Reading) -> str | None:
    """Return the code of what claims say against the key, None where they say nothing against it.

    Several called right together, the key among them, are too many anywhere. Where the stem asks for what is not so,
    or options speak of others, an option may be true without being the answer, or false and yet be it.
    """
    right = find_right(reading)
    if {claim.place for claim in claims if claim.joined and claim.right} > {right}:
        return "two_right_options"
    negative = _NEGATIVE.search(reading.keys["question"]) is not None
    if any(claim.place == right and not claim.right and (claim.answer or not negative) for claim in claims):
        return "explanation_denies"
    if negative or find_bound(list_option_texts(reading)) != Bound():
        claims = [claim for claim in claims if claim.answer and not claim.joined]
    others = [claim for claim in claims if claim.right and claim.place != right]
    if not others:
        return None
    if any(claim.right and claim.place == right for claim in claims):
        return "two_right_options"
    return "explanation_letter" if others[0].lettered else "explanation_contradicts"


def _is_said_by_key(code: str, reading: Reading) -> bool:
    """Return whether the right option itself says that none of the others is right, or several."""
    right, bound = find_right(reading), find_bound(list_option_texts(reading))
    if code == "two_right_options":
        return right in bound.summaries or right in bound.naming
    return right in bound.summaries and any(map(list_option_keys(reading)[right].__contains__, _NO_RIGHT))


@dataclass(frozen=True, slots=True)
class ExplanationSays:
    """Refuses an explanation that says no more than question or option; measures `explanation_overlap`.

    `explanation_overlap` is the share (0 to 1) of the words of stem and right option that it takes up: one near 0 may
    explain another question, but a good one may say all in its own words.
    """

    codes = ("explanation_copies",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the explanation."""
        words, right = reading.words, reading.fields["answer"]
        said, stem_words = set(words["explanation"]), set(words["question"])
        asked = stem_words.union(words[right])
        new = said - asked
        measures["explanation_overlap"] = round((len(said) - len(new)) / (len(asked) or 1), 2)
        if not new <= _FILLER:
            return None
        own = said - _FILLER
        if own <= set(words[right]) or (own <= stem_words and len(own) * 2 > len(stem_words)):
            return Refusal("explanation_copies", reading.texts["explanation"][:200])
        return None
