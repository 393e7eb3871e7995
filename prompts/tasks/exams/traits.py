"""Which texts of a question the corpus figures look at."""

from functools import lru_cache

from prompts.tasks.exams.options import LETTERS
from validators.base import Reading
from validators.corpus.traits import Traits


def read_traits(reading: Reading) -> Traits:
    """Return the parts of a question: its stem, its options and which of them is right."""
    return _name_parts(reading.fields["answer"])


@lru_cache(maxsize=16)  # one for each letter
def _name_parts(right: str) -> Traits:
    return Traits("question", LETTERS, right, noun="questions")
