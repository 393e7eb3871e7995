"""Reads Python literals with numpy `array([...], dtype=object)` inside, as the public EXAMS CSV holds them."""

import ast
import warnings
from typing import Any, cast

MAX_LENGTH = 100_000
"""Longest text that is read, in characters."""


def read_repr(text: str) -> Any:
    """Return the value of a Python literal in which `array(x, …)` stands for `x`; nothing is executed.

    Raises:
        ValueError: If the text is anything else, too long or too deep.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"longer than {MAX_LENGTH:,} characters")
    try:
        with warnings.catch_warnings():
            # A doubtful escape (`\d`) is no repr; it must not be printed about either.
            warnings.simplefilter("error")
            tree = ast.parse(text.strip(), mode="eval")
        return ast.literal_eval(_ArrayToList().visit(tree))
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError, Warning) as error:
        raise ValueError(f"not a Python literal ({type(error).__name__})") from None


class _ArrayToList(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id == "array" and node.args:
            return cast("ast.AST", self.visit(node.args[0]))
        return node
