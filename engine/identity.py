"""Who an attempt is: its number and its row's id follow from run seed, task, slot and attempt alone."""

from engine.clock import draw


def number_attempt(run_seed: int, task: str, slot: int, attempt: int) -> int:
    """Return the 63-bit number of an attempt: the seed of its draws and of its request."""
    return draw(run_seed, task, slot, attempt)


def name_row(task: str, slot: int, attempt: int, number: int) -> str:
    """Return the id of the row that an attempt makes, readable and, by its last part, of one run seed."""
    return f"{task}-{slot:06d}-{attempt}-{number & 0xFFFFFFFF:08x}"
