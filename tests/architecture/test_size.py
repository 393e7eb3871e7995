"""The house rules on size, held by measurement."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGES = ("engine", "quotas", "validators", "prompts")
PRODUCT = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
EVERY = PRODUCT + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "scripts").rglob("*.py"))

BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def _count_lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


class Measured(NamedTuple):
    """What is known of a file: whether it opens with a docstring, and its functions' names with their lengths."""

    opened: bool
    functions: list[tuple[str, int]]


@cache
def _measure(path: Path) -> Measured:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [(f"{path.relative_to(ROOT)}:{node.name}", _count_code_lines(node)) for node in _list_functions(tree)]
    return Measured(ast.get_docstring(tree, clean=False) is not None, functions)


def _list_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    open_nodes: list[ast.AST] = [tree]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        # Functions stand in statements alone, which are a small part of all nodes.
        open_nodes += [each for name in BLOCKS for each in getattr(node, name, ())]


def _count_code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    # A docstring is documentation, not length.
    has_docstring = ast.get_docstring(node, clean=False) is not None and len(node.body) > 1
    first = (node.body[0].end_lineno or 0) + 1 if has_docstring else node.lineno
    return (node.end_lineno or 0) - first + 1


def test_no_file_is_longer_than_300_lines() -> None:
    """Every Python file has at most 300 lines."""
    lengths = {str(path.relative_to(ROOT)): _count_lines(path) for path in EVERY}
    assert {} == {name: length for name, length in lengths.items() if length > 300}


def test_the_median_file_has_at_most_120_lines() -> None:
    """Half of the product's files have 120 lines or fewer."""
    assert 120 >= median(map(_count_lines, PRODUCT))


def test_no_function_is_longer_than_50_lines() -> None:
    """Every function has at most 50 lines beside its docstring."""
    lengths = [each for path in EVERY for each in _measure(path).functions]
    assert [] == [(name, length) for name, length in lengths if length > 50]


def test_the_median_function_has_at_most_8_lines() -> None:
    """Half of the product's functions have 8 lines or fewer."""
    assert 8 >= median(length for path in PRODUCT for _, length in _measure(path).functions)


def test_every_module_says_what_it_is() -> None:
    """Every product module opens with a docstring."""
    assert [] == [path for path in PRODUCT if not _measure(path).opened]


def test_no_module_is_a_drawer_for_everything() -> None:
    """No file or folder is called common, utils, helpers or manager."""
    drawers = {"common", "utils", "util", "helpers", "helper", "manager", "managers", "misc"}
    assert [] == [path for path in EVERY if drawers & {part.removesuffix(".py") for part in path.parts}]
