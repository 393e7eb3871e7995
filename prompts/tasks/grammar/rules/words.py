"""Word lists as they are easiest to read and mend: words parted by blanks."""


def list_words(*lines: str) -> frozenset[str]:
    """Return the words of some lines."""
    return frozenset(word for line in lines for word in line.split())
