"""Which texts of an opinion the corpus figures look at."""

from validators.base import Reading
from validators.corpus.traits import Traits


def read_traits(reading: Reading) -> Traits:
    """Return the parts of an opinion: its text and its label."""
    return Traits("text", label=reading.fields["sentiment"], noun="texts")
