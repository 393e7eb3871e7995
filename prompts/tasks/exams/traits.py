"""Which texts of a question the corpus figures look at."""

from prompts.tasks.exams.options import LETTERS
from validators.base import Reading
from validators.corpus.traits import Traits


def read_traits(reading: Reading) -> Traits:
    """Return the parts of a question: its stem, its options and which of them is right."""
    return Traits("question", LETTERS, reading.fields["answer"], noun="questions")
