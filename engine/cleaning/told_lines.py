"""Lines of a file as a warning names them: how many, and the first of them."""

_MOST = 10


class ToldLines:
    """Counts lines and remembers the first ten."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[int] = []

    def add(self, line: int) -> None:
        """Count a line, from 1."""
        self.count += 1
        if len(self._first) < _MOST:
            self._first.append(line)

    def __str__(self) -> str:
        """Return it as words."""
        noun = "row, line" if self.count == 1 else "rows, lines"
        more = ", …" if self.count > len(self._first) else ""
        return f"{self.count:,} {noun} {', '.join(map(str, self._first))}{more} of the input"
