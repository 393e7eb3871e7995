"""Sees to it that writing destroys nothing that is read."""

import os
from pathlib import Path

from engine.augment.order import Order
from engine.errors import UsageError


def check_places(order: Order) -> None:
    """Raise where a file that is written is a folder, or one that must stay.

    Raises:
        UsageError: With the names of both options.
    """
    staying = [("--protect", path) for path in order.protect]
    staying += [("--sentences", order.sentences)] if order.sentences else []
    written = [("--out-path", order.output, staying)]
    if order.dropped is not None:
        source = [("--in-path", order.source)] if order.source else []
        written.append(("--dropped", order.dropped, [*staying, *source, ("--out-path", order.output)]))
    for name, path, others in written:
        if str(path) == "-" or path.is_dir():
            raise UsageError(f"{name} {path}: is no file")
        for other, held in others:
            if is_same(path, held):
                raise UsageError(f"{name} {path}: is the file of {other} too")


def is_same(path: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, or would if it were there."""
    try:
        return path.samefile(other)
    except OSError:  # one is not there yet
        return os.path.realpath(path) == os.path.realpath(other)
