"""Paths of a config made absolute, and input files that are missing."""

from collections.abc import Iterator
from pathlib import Path

from engine.config.model import Config
from engine.config.place import Loc, Place, Problem
from engine.config.tree import Tree

_INPUTS: tuple[Loc, ...] = (("seeds", "file"), ("personas", "file"), ("protect",))


def resolve_paths(tree: Tree, folder: Path) -> None:
    """Make every path of the tree absolute.

    Input paths that stand in the config file are relative to its folder; `output`, and whatever flags and environment
    say, to the working directory. `~` is the home directory.

    Args:
        tree: The config before validation.
        folder: Folder of the config file.
    """
    here = Path.cwd()

    def resolve_input(text: str, place: Place) -> str:
        return _resolve(text, folder if place.in_config else here)

    def resolve_output(text: str, _: Place) -> str:
        return _resolve(text, here)

    for loc in (*_INPUTS, *(("prompts", name) for name in tree.list_keys(("prompts",)))):
        tree.change_texts(loc, resolve_input)
    tree.change_texts(("output",), resolve_output)


def _resolve(text: str, base: Path) -> str:
    """Return an absolute path without `..`; an empty text stays, for the validator to refuse."""
    if not text:
        return text
    try:
        path = Path(text).expanduser()
    except RuntimeError:  # no such user after the ~
        path = Path(text)
    whole = (base / path).absolute()
    return str(whole) if ".." not in whole.parts else str(whole.resolve())


def find_missing(config: Config, tree: Tree) -> Iterator[Problem]:
    """Yield a problem for each input file that is not there."""
    files: list[tuple[Loc, Path]] = [(("protect", number), path) for number, path in enumerate(config.protect)]
    files += [((name, "file"), part.file) for name in ("seeds", "personas") if (part := getattr(config, name))]
    files = [(loc, path) for loc, path in files if path is not None]
    for loc, path in files:
        loc = tree.settle(loc)  # noqa: PLW2901, one path may stand for a list of one
        fault = find_fault(path)
        if fault:
            yield Problem(tree.find_value(loc), loc, fault)


def find_fault(path: Path) -> str | None:
    """Return why a path cannot be read as a file, or None where it can be tried."""
    try:
        if path.is_file():
            return None
        if path.exists():
            return f"not a file: {path}"
    except OSError as error:  # a name that the file system does not even take
        return f"{error.strerror}: {path}"
    pattern = "; name each file, patterns are not read" if set("*?[") & set(path.name) else ""
    return f"no such file: {path}{pattern}"
