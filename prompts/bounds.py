"""How much a user's template may ask for in one place: read from its marks, before anything builds a tree of it."""

from jinja2 import Environment, TemplateSyntaxError

MOST_OPERATIONS = 40
"""Operators, brackets and words such as `not` in one expression. Each may nest in the one before it, and what compiles
the tree takes time that doubles with some of them and a stack that grows with all."""

MOST_NESTED = 20
"""Blocks open at once."""

MOST_DIGITS = 18
"""Of one number; Python reads none of some thousands."""

_WORDS = frozenset({"not", "and", "or", "if", "else", "in", "is"})
_LEXER = Environment(autoescape=True)
_FREE = frozenset({",", ":", "="})
_OPENING = frozenset({"if", "block", "for", "macro", "call", "filter", "with", "autoescape", "trans"})


def find_excess(text: str) -> tuple[int, str] | None:
    """Return the line and a sentence about the first thing of which a template has too much, or None."""
    operations = nested = 0
    before = ""
    try:
        for line, kind, value in _LEXER.lex(text):
            if kind.endswith("_begin"):
                operations = 0
            elif kind in {"integer", "float"} and len(value) > MOST_DIGITS:
                return line, f"a number of more than {MOST_DIGITS} digits"
            elif (kind == "operator" and value not in _FREE) or value in _WORDS:
                operations += 1
                if operations > MOST_OPERATIONS:
                    return line, f"more than {MOST_OPERATIONS} operators in one expression: nested too deep"
            if before == "block_begin" and kind == "name":
                nested += (value in _OPENING) - value.startswith("end")
                if nested > MOST_NESTED:
                    return line, f"more than {MOST_NESTED} blocks open at once: nested too deep"
            before = before if kind == "whitespace" else kind
    except TemplateSyntaxError:
        return None  # told, with its line, by whoever parses it
    return None
