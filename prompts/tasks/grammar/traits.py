"""Which texts of a triplet the corpus figures look at."""

from validators.base import Reading
from validators.corpus.traits import Traits


def read_traits(reading: Reading) -> Traits:
    """Return the parts of a triplet: the sentence with the mistake and the type of the mistake."""
    return Traits("input", label=reading.fields["error_type"], noun="sentences")
