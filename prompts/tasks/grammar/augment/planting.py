"""Finds the places of a correct sentence where one mistake of a type can be planted, and plants it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from random import Random

from prompts.tasks.grammar.augment.agreement import find_adjective, find_pronoun, find_subject_verb
from prompts.tasks.grammar.augment.counting import find_number_noun
from prompts.tasks.grammar.augment.doubts import has_mistake
from prompts.tasks.grammar.augment.inflection import find_case_ending, find_five_nouns, find_verb_mood
from prompts.tasks.grammar.augment.phrases import find_definiteness, find_preposition, find_word_order
from prompts.tasks.grammar.augment.spelling import find_blanks, find_ta_marbuta, find_tanwin
from prompts.tasks.grammar.augment.spots import Spot, find_listed
from prompts.variants.base import Fields
from prompts.variants.held import find_held, is_free

WORDS = (4, 60)
"""Fewest and most words of a sentence that gets a mistake."""

_WAYS = (
    "الصواب «{right}» لا «{wrong}»؛ {reason}.",
    "كُتبت «{wrong}» خطأً، والصواب «{right}»؛ {reason}.",
    "في قولنا «{wrong}» خطأ، وصوابه «{right}»؛ {reason}.",
)


def make_planter(error_type: str) -> Callable[[Fields, str, Random], Fields | None]:
    """Return the change that plants one mistake of a type in a correction; None where there is no sure place for it."""

    def plant(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
        sentence = fields["correction"]
        if not WORDS[0] <= len(sentence.split()) <= WORDS[1] or has_mistake(sentence):
            return None
        held = find_held(sentence)
        spots = [
            spot
            for spot in FINDERS[error_type](sentence)
            if is_free((spot.start, spot.start + len(spot.right)), held) and sentence.count(spot.right) == 1
        ]
        if not spots:
            return None
        spot = rng.choice(spots)
        changed = {
            "input": sentence[: spot.start] + spot.wrong + sentence[spot.start + len(spot.right) :],
            "correction": sentence,
            "explanation": rng.choice(_WAYS).format(right=spot.right, wrong=spot.wrong, reason=spot.reason),
            "error_type": error_type,
        }
        return {**fields, **changed}

    return plant


FINDERS: Mapping[str, Callable[[str], Iterator[Spot]]] = {
    "hamza": partial(find_listed, "hamza"),
    "ta_marbuta": find_ta_marbuta,
    "alif_maqsura": partial(find_listed, "alif_maqsura"),
    "subject_verb_agreement": find_subject_verb,
    "adjective_agreement": find_adjective,
    "case_ending": find_case_ending,
    "verb_mood": find_verb_mood,
    "number_noun_agreement": find_number_noun,
    "pronoun_reference": find_pronoun,
    "preposition": find_preposition,
    "definiteness": find_definiteness,
    "word_order": find_word_order,
    "five_nouns": find_five_nouns,
    "tanwin": find_tanwin,
    "spelling_split_merge": find_blanks,
}
"""Error type to what finds its places."""
