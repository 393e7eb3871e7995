"""A bar on standard error for work over files that takes a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from engine.cli.console import person

Tell = Callable[[str, int, int], None]
"""Takes what is being done, and how much is done of how much; 0 of 0 where that is not known."""


@contextmanager
def show_progress(name: str, *, remaining: bool = False) -> Iterator[Tell]:
    """Show on standard error what is being done, where somebody watches; it goes away at the end.

    Args:
        name: What is worked on, until more is told.
        remaining: Whether to show how long it will take.
    """
    console = person()
    if not console.is_terminal:
        yield lambda what, done, size: None  # noqa: ARG005
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = [TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn()]
    if remaining:
        columns.append(TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task(name, total=None)
        yield lambda what, done, size: progress.update(bar, description=what, completed=done, total=size or None)
