"""What the corpus figures need to know of a row; each task says it of its own rows."""

from typing import NamedTuple


class Traits(NamedTuple):
    """Which texts of a reading play which part.

    Attributes:
        main: Name of the text that opens the row and tells its topic.
        options: Names of the texts of which one is the right answer, in order; empty where a row has none.
        right: Name of the right one; empty where a row has none.
        label: The row's label; rows of one label are also looked at by themselves. Empty where a row has none.
        noun: What people call several such rows, in English.
    """

    main: str
    options: tuple[str, ...] = ()
    right: str = ""
    label: str = ""
    noun: str = "rows"
