"""Rules that plant one mistake of a known type in a correct sentence, with the explanation that corrects it."""

from prompts.tasks.grammar.augment.planting import FINDERS, make_planter
from prompts.tasks.grammar.augment.rewording import reword_both
from prompts.variants.base import VariantRule


def list_rules() -> tuple[VariantRule, ...]:
    """Return the rules for triplets: one for each type of mistake that can be planted without doubt."""
    planters = (
        VariantRule(f"plant_{name}", make_planter(name), as_written=True, label=name, reads="correction")
        for name in FINDERS
    )
    return (*planters, VariantRule("synonyms", reword_both))
