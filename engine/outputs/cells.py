r"""Texts as cells of a spreadsheet: none is run as a formula, and none is lost.

A cell that a spreadsheet would run gets an apostrophe before it, which makes it a text. Cells count by their first
character that can be seen: `=`, `+`, `-`, `@` and their full-width forms. So does a cell that begins with a tab, a
carriage return or a line feed. A plain number with a sign, with or without a unit in Arabic (`-5`, `+٣٫٥`, `-40%`,
`-12°C`, `-5 م/ث²`), calls nothing and stays as it is. A text that begins with apostrophes and then as such a cell does
gets one more, so that taking one away from every cell that looks so gives the texts back.
"""

import re

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""

_HIDDEN = r"\s\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd"
_RUNS = re.compile(f"'*(?:[\t\r\n\x00]|[{_HIDDEN}]*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"[+-] ?\d[\d.,٫٬]*(?:[eE][+-]?\d+)?[%٪]?(?: ?°[CFK]?)?(?: ?[ء-ي°][ء-ي/°²³]{0,11}){0,3}")


def make_cell(text: str) -> str:
    """Return a text as a cell that is shown and not run; NUL, which no CSV carries, becomes U+FFFD."""
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def read_cell(cell: str) -> str:
    """Return the text of a cell that `make_cell` made."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
