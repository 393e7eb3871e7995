"""Nodes to a tree: aliases and merges written out within bounds, doubled keys and odd scalars reported with places."""

from collections.abc import Iterator
from typing import Any

from engine.config.node import MOST_NODES, UNREADABLE, DocumentError, Node, read_node
from engine.config.place import Loc, Place, Problem
from engine.config.scalar import Scalar, read_scalar
from engine.config.tree import Tree


def read_document(text: str, place: Place) -> Tree:
    """Return what a YAML text says; its data is None where it says nothing.

    Doubled keys and scalars that cannot be read become problems of the tree, to be reported with all others.

    Args:
        text: One YAML document.
        place: Source of the text. In the config file, parts get their own lines and columns.

    Raises:
        DocumentError: If nothing can be made of the text.
    """
    tree = Tree()
    root = read_node(text)
    if root is not None:
        _Writer(tree, place).write(root, ())
    return tree


class _Writer:
    """Writes nodes out as data; every part counts, because aliases can multiply."""

    def __init__(self, tree: Tree, place: Place) -> None:
        self._tree, self._place, self._left = tree, place, MOST_NODES

    def write(self, root: Node, loc: Loc) -> None:
        """Fill the tree."""
        self._tree.keys[loc] = self._tell(root)
        self._tree.data = self._write(root, loc)

    def _write(self, node: Node, loc: Loc) -> Any:
        self._spend(node)
        self._tree.values[loc] = self._tell(node)
        if node.kind == "scalar":
            return self._read(node, loc)
        if node.kind == "mapping":
            return self._write_mapping(node, loc)
        for number, entry in enumerate(node.content):
            self._tree.keys[*loc, number] = self._tell(entry)
        return [self._write(entry, (*loc, number)) for number, entry in enumerate(node.content)]

    def _write_mapping(self, node: Node, loc: Loc) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in self._list_pairs(node, loc):
            inner = (*loc, self._check(key, loc))
            self._tree.keys[inner] = self._tell(key)
            data[str(inner[-1])] = self._write(value, inner)
        return data

    def _list_pairs(self, node: Node, loc: Loc | None) -> Iterator[tuple[Node, Node]]:
        """Yield a mapping's own keys, then those that `<<` brings; None as `loc` reports no doubled keys again."""
        lines: dict[str, int] = {}
        merged: list[Node] = []
        for key, value in node.content:
            self._spend(key)
            if key.kind != "scalar":
                raise DocumentError("a key must be text", key.line, key.column)
            if key.plain and key.content == "<<":
                merged += value.content if value.kind == "list" else [value]
            elif key.content not in lines:
                lines[key.content] = key.line
                yield key, value
            elif loc is not None:
                spot = f"; it stands in line {lines[key.content]} already" if self._place.in_config else ""
                self._report(key, (*loc, key.content), f"doubled key{spot}")
        for source in merged:
            if source.kind != "mapping":
                raise DocumentError("<< takes a mapping, or a list of them", source.line, source.column)
            for key, value in self._list_pairs(source, None):
                if key.content not in lines:
                    lines[key.content] = key.line
                    yield key, value

    def _read(self, node: Node, loc: Loc) -> Scalar:
        text = self._check(node, loc)
        if text != node.content:
            return None
        try:
            return read_scalar(text) if node.plain else text
        except ValueError as error:
            self._report(node, loc, str(error))
            return None

    def _check(self, node: Node, loc: Loc) -> str:
        """Return a scalar's text; an escape may have brought in what the document itself must not hold."""
        text = str(node.content)
        if found := UNREADABLE.search(text):
            self._report(node, loc, f"the character U+{ord(found[0]):04X} must not stand in a config")
            return UNREADABLE.sub("?", text)
        return text

    def _spend(self, node: Node) -> None:
        self._left -= 1
        if self._left < 0:
            raise DocumentError(f"more than {MOST_NODES} keys and values, aliases written out", node.line, node.column)

    def _report(self, node: Node, loc: Loc, message: str) -> None:
        self._tree.problems.append(Problem(self._tell(node), loc, message))

    def _tell(self, node: Node) -> Place:
        place = self._place
        return Place(place.source, node.line, node.column, in_config=True) if place.in_config else place
