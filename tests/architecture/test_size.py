"""The house rules on size, held by measurement."""

import ast
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PACKAGES = ("engine", "quotas", "validators", "prompts")
PRODUCT = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
EVERY = PRODUCT + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "scripts").rglob("*.py"))


def _count_lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


@cache
def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def _measure_functions(path: Path) -> dict[str, int]:
    return {
        f"{path.relative_to(ROOT)}:{node.name}": (node.end_lineno or 0) - _first_code_line(node) + 1
        for node in ast.walk(_parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def _first_code_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    # A docstring is documentation, not length.
    has_docstring = ast.get_docstring(node) is not None and len(node.body) > 1
    return (node.body[0].end_lineno or 0) + 1 if has_docstring else node.lineno


def test_no_file_is_longer_than_300_lines() -> None:
    """Every Python file has at most 300 lines."""
    lengths = {str(path.relative_to(ROOT)): _count_lines(path) for path in EVERY}
    assert {} == {name: length for name, length in lengths.items() if length > 300}


def test_the_median_file_has_at_most_120_lines() -> None:
    """Half of the product's files have 120 lines or fewer."""
    assert 120 >= median(map(_count_lines, PRODUCT))


def test_no_function_is_longer_than_50_lines() -> None:
    """Every function has at most 50 lines beside its docstring."""
    lengths = {name: length for path in EVERY for name, length in _measure_functions(path).items()}
    assert {} == {name: length for name, length in lengths.items() if length > 50}


def test_the_median_function_has_at_most_8_lines() -> None:
    """Half of the product's functions have 8 lines or fewer."""
    assert 8 >= median(length for path in PRODUCT for length in _measure_functions(path).values())


def test_every_module_says_what_it_is() -> None:
    """Every product module opens with a docstring."""
    silent = [path for path in PRODUCT if ast.get_docstring(_parse(path)) is None]
    assert [] == silent


def test_no_module_is_a_drawer_for_everything() -> None:
    """No file or folder is called common, utils, helpers or manager."""
    drawers = {"common", "utils", "util", "helpers", "helper", "manager", "managers", "misc"}
    assert [] == [path for path in EVERY if drawers & {part.removesuffix(".py") for part in path.parts}]
