"""The checks that every text passes whatever its task, cheap to dear."""

from validators.base import Check
from validators.boilerplate import Boilerplate
from validators.cut import CutOff
from validators.dialect import Dialect
from validators.diversity import Diversity
from validators.doubling import Doubling
from validators.echo import Echo
from validators.emoji import Emoji
from validators.encoding import Encoding
from validators.header import Header
from validators.language import Language
from validators.lettering import Lettering
from validators.markup import Markup
from validators.placeholder import Placeholder
from validators.repetition import Repetition
from validators.scraps import Scraps
from validators.script import Script
from validators.spacing import Spacing
from validators.untranslated import Untranslated


def text_checks(
    *,
    foreign: bool,
    msa: bool,
    min_arabic_ratio: float = 0.6,
    min_ttr: float = 0.18,
    most_neighbour_words: float = 0.12,
    most_dialect: int = 5,
    most_letters: int | None = None,
    most_words: int | None = None,
) -> tuple[Check, ...]:
    """Return the chain of general text checks: damage first, because what is damaged is no word of any language.

    Args:
        foreign: True for data that people wrote elsewhere: what real text commonly holds passes.
        msa: True where Modern Standard Arabic is asked for; dialects, emojis and stretched words then are refused.
        min_arabic_ratio: Least share of Arabic letters, 0 to 1; more is stricter.
        min_ttr: Least type-token ratio of an item, 0 to 1; more is stricter.
        most_neighbour_words: Largest share of function words of Persian, Urdu, Kurdish and Pashto in a text, 0 to 1;
            less is stricter.
        most_dialect: Largest weight of dialect words (6, 3 or 2 each); less is stricter. No matter without `msa`.
        most_letters: Largest number of a letter in a row; by default 3 in standard Arabic, and else 30.
        most_words: Largest number of a word in a row; by default 3 in standard Arabic, and else 5.
    """
    standard: tuple[Check, ...] = (Emoji(), Dialect(most_dialect)) if msa else ()
    return (
        Encoding(foreign),
        Script(min_arabic_ratio, foreign=foreign),
        Language(most_neighbour_words),
        Lettering(foreign),
        Spacing(foreign),
        Placeholder(),
        Markup(),
        Header(foreign),
        Echo(),
        Boilerplate(),
        Scraps(),
        CutOff(),
        *standard,
        Untranslated(msa and not foreign, linking=not foreign),
        Diversity(min_ttr),
        Doubling(foreign, msa),
        Repetition(
            (3 if msa else 30) if most_letters is None else most_letters,
            (3 if msa else 5) if most_words is None else most_words,
            most_signs=3 if msa else 12,
            most_tatweels=100 if foreign else 3,
            most_others=100 if foreign else 15,
            most_drawn=100 if foreign else 11,
        ),
    )
