"""What a user's template may do: place values and ask about them, in a time that its own length bounds."""

from collections.abc import Iterator

from jinja2 import nodes

from prompts.templates import Fault, Source

FILTERS = frozenset({"trim", "upper", "lower", "length", "count", "wordcount", "default", "d", "first", "last"})
"""Filters that make no text longer."""

TESTS = frozenset({"defined", "undefined", "none", "string", "eq", "ne", "in"})

_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.Name,
    nodes.If,
    nodes.Block,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
)
_LITERAL = (nodes.Const, nodes.Dict, nodes.List, nodes.Tuple, nodes.Pair)

_TOLD: dict[type[nodes.Node], str] = {
    nodes.For: "a loop (for)",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Macro: "a macro",
    nodes.CallBlock: "call",
    nodes.AssignBlock: "a set block",
    nodes.With: "with",
    nodes.FilterBlock: "a filter block",
    nodes.Call: "a call",
    nodes.Getattr: "an attribute",
    nodes.Getitem: "a subscript",
}


def find_forbidden(tree: nodes.Template, source: Source) -> Iterator[Fault]:
    """Yield a fault for everything in a user's template that could loop, call, grow without bound or reach out.

    Left are text, values, conditions, blocks with `super()`, literals set at the top, filters that make nothing
    longer, and one template to extend.
    """
    for node in tree.body:
        if isinstance(node, nodes.Assign):
            yield from _check_assignment(node, source)
        else:
            yield from _walk(node, source)


def _walk(node: nodes.Node, source: Source) -> Iterator[Fault]:
    told = _forbid(node)
    if told:
        yield Fault(source.path, node.lineno, "forbidden", f"{told} has no place in a template of your own")
    elif not isinstance(node, nodes.Extends) and not _is_super(node):
        for child in node.iter_child_nodes():
            yield from _walk(child, source)


def _forbid(node: nodes.Node) -> str:
    """Return what a node is where it is forbidden, or an empty text."""
    if isinstance(node, _PLAIN) or _is_super(node) or _is_literal(node):
        return ""
    if isinstance(node, nodes.Extends):
        return "" if _is_base(node.template) else "extending anything but shared/NAME or task/NAME"
    if isinstance(node, nodes.Filter):
        return "" if node.name in FILTERS and not node.kwargs else f"the filter {node.name}"
    if isinstance(node, nodes.Test):
        return "" if node.name in TESTS else f"the test {node.name}"
    if isinstance(node, nodes.Assign):
        return "set inside a block"
    return _TOLD.get(type(node), f"{type(node).__name__.lower()}")


def _check_assignment(node: nodes.Assign, source: Source) -> Iterator[Fault]:
    if not isinstance(node.target, nodes.Name) or not _is_literal(node.node):
        yield Fault(source.path, node.lineno, "forbidden", "only a literal can be set in a template of your own")
    elif node.target.name == "names" and not _is_text_mapping(node.node):
        yield Fault(source.path, node.lineno, "names", "`names` must be fields and their Arabic names: {'topic': '…'}")


def _is_text_mapping(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Dict):
        return False
    parts = [part for pair in node.items for part in (pair.key, pair.value)]
    return all(isinstance(part, nodes.Const) and isinstance(part.value, str) for part in parts)


def _is_literal(node: nodes.Node) -> bool:
    return isinstance(node, _LITERAL) and all(map(_is_literal, node.iter_child_nodes()))


def _is_base(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and str(node.value).startswith(("shared/", "task/"))


def _is_super(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "super"
        and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    )
