"""A bar on standard error for work over files that takes a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from engine.cli.console import person


@contextmanager
def show_progress(name: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show on standard error what is being done, where somebody watches; it goes away at the end."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    console = person()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(name, total=None)

        def tell(what: str, done: int, size: int) -> None:
            progress.update(bar, description=f"{name}: {what}", completed=done, total=size or None)

        yield tell
