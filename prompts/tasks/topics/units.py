"""The units of each subject: heads of the banks of topics that come along."""

from functools import cache
from pathlib import Path

from prompts.bank import read_bank
from prompts.base import Facet
from prompts.tasks.topics.schema import SUBJECT
from validators.text import normalize

FOLDER = Path(__file__).parent
_BANKS = FOLDER.parent / "exams" / "topics"


def read_units() -> Facet:
    """Return the units by subject, and for every other subject sides from which any can be seen."""
    units = {path.stem: tuple(read_bank(path)) for path in sorted(_BANKS.glob("*.txt"))}
    sides = tuple(entry[0] for entry in read_bank(FOLDER / "facets.txt")["side"])
    return Facet({**units, "": sides}, by="subject", steers=True)


@cache
def list_titles() -> frozenset[str]:
    """Return the matching keys of names that are too general for a topic: of units, sides and subjects."""
    units = [phrase for phrases in read_units().values.values() for phrase in phrases]
    return frozenset(map(normalize, (*units, *SUBJECT.labels.values())))
