"""In which language a persona is described."""

import re
from collections.abc import Sequence
from typing import Literal

from validators.base import Item, Reading
from validators.language import Language
from validators.text import normalize

PersonaLanguage = Literal["ar", "en", "other"]

_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
_OF_NEIGHBOURS = re.compile("[پچژگکیٹڈڑںہۀےۓەێۆڕڵۇټډړښږځڅڼېۍګ]")
_NEIGHBOUR = Language()
_ENGLISH = frozenset(
    normalize(
        "a an and are as at been by for from has have her his i in into is it its my of on or she that the their they"
        " this to was were which who whose with"
    ).split()
)
_STRANGE = frozenset(
    normalize(
        "der die das und ein eine einer dem den des ist mit von für auf le la les un une du et est dans qui pour avec"
        " el los las una y es que con por para del il lo gli di che e è per della o os um uma em do da dos não de het"
        " een en van voor met som och att av är på det og til ve bir için ile dan yang untuk dengan seorang"
    ).split()
)
"""Function words of other languages in Latin letters; none that English has as well but a few letters."""


def tell_language(reading: Reading) -> PersonaLanguage:
    """Return the language of a reading's texts: by most of its letters, and then by its function words.

    Persian, Urdu, Kurdish and Pashto are other languages, as are all in Latin letters but English. A text in plain
    Latin letters without any function word counts as English.
    """
    letters = sum(map(str.isalpha, reading.text))
    if 2 * len(_ARABIC.findall(reading.text)) > letters:
        return "other" if _is_of_neighbours(reading, letters) else "ar"
    latin = sum(char.isascii() and char.isalpha() for char in reading.text)
    return "en" if 4 * latin > 3 * letters and _is_english(reading.tokens) else "other"


def _is_of_neighbours(reading: Reading, letters: int) -> bool:
    if len(_OF_NEIGHBOURS.findall(reading.text)) > max(2.0, 0.03 * letters):
        return True
    return _NEIGHBOUR.judge(reading, {}) is not None


def _is_english(tokens: Sequence[str]) -> bool:
    strange = sum(token in _STRANGE for token in tokens)
    return sum(token in _ENGLISH for token in tokens) >= strange


def read_persona(text: str) -> Reading:
    """Return who a persona is, as checks get it."""
    return Reading(Item("persona", {"persona": text}), lambda fields: {"persona": fields["persona"]})
