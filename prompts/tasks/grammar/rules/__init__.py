"""The fifteen error types as rules: which edits each can explain, and which words give it away."""

from collections.abc import Mapping

from prompts.tasks.grammar.rules.adjective_agreement import ADJECTIVE_AGREEMENT
from prompts.tasks.grammar.rules.alif_maqsura import ALIF_MAQSURA
from prompts.tasks.grammar.rules.base import Rule
from prompts.tasks.grammar.rules.case_ending import CASE_ENDING
from prompts.tasks.grammar.rules.definiteness import DEFINITENESS
from prompts.tasks.grammar.rules.five_nouns import FIVE_NOUNS
from prompts.tasks.grammar.rules.hamza import HAMZA
from prompts.tasks.grammar.rules.number_noun_agreement import NUMBER_NOUN_AGREEMENT
from prompts.tasks.grammar.rules.preposition import PREPOSITION
from prompts.tasks.grammar.rules.pronoun_reference import PRONOUN_REFERENCE
from prompts.tasks.grammar.rules.spelling_split_merge import SPELLING_SPLIT_MERGE
from prompts.tasks.grammar.rules.subject_verb_agreement import SUBJECT_VERB_AGREEMENT
from prompts.tasks.grammar.rules.ta_marbuta import TA_MARBUTA
from prompts.tasks.grammar.rules.tanwin import TANWIN_RULE
from prompts.tasks.grammar.rules.verb_mood import VERB_MOOD
from prompts.tasks.grammar.rules.word_order import WORD_ORDER

RULES: Mapping[str, Rule] = {
    "hamza": HAMZA,
    "ta_marbuta": TA_MARBUTA,
    "alif_maqsura": ALIF_MAQSURA,
    "tanwin": TANWIN_RULE,
    "spelling_split_merge": SPELLING_SPLIT_MERGE,
    "definiteness": DEFINITENESS,
    "five_nouns": FIVE_NOUNS,
    "number_noun_agreement": NUMBER_NOUN_AGREEMENT,
    "verb_mood": VERB_MOOD,
    "case_ending": CASE_ENDING,
    "preposition": PREPOSITION,
    "pronoun_reference": PRONOUN_REFERENCE,
    "subject_verb_agreement": SUBJECT_VERB_AGREEMENT,
    "adjective_agreement": ADJECTIVE_AGREEMENT,
    "word_order": WORD_ORDER,
}
"""Error type to its rule, the narrow ones first: the first that explains an edit names its type."""
