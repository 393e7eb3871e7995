"""Forms: what a template renders to around its values, made once where it does no more than place them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from jinja2 import BaseLoader, Environment, Template, meta, nodes

_FENCE = "\ue000"  # a private character around the name of a value


@dataclass(frozen=True, slots=True)
class Form:
    """The fixed pieces of a rendered text, and the names of the values that stand between them."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, template: Template, names: Collection[str], present: Collection[str]) -> "Form":
        """Return the form of a template that `places_only` the values `names`, where those not `present` are empty."""
        text = template.render({name: f"{_FENCE}{name}{_FENCE}" if name in present else "" for name in names})
        parts = text.split(_FENCE)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with its values."""
        middle = [values[name] + piece for name, piece in zip(self.names, self.pieces[1:], strict=True)]
        return self.pieces[0] + "".join(middle)


class Sheet:
    """A template to be filled again and again: rendered once for each set of values that are there, where that will do.

    Args:
        environment: Where the template is.
        template: Its name.
        names: The values that it is given; one that is left out when it is filled is empty.
    """

    def __init__(self, environment: Environment, template: str, names: Collection[str]) -> None:
        self.template = environment.get_template(template)
        self._names, self._empty = names, dict.fromkeys(names, "")
        self._has_forms = places_only(environment, template, names)
        self._forms: dict[tuple[str, ...], Form] = {}

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with these values."""
        if not self._has_forms:
            return self.template.render({**self._empty, **values})
        present = tuple([name for name, value in values.items() if value])
        form = self._forms.get(present)
        if form is None:
            form = self._forms[present] = Form.of(self.template, self._names, present)
        return form.fill(values)


def places_only(environment: Environment, template: str, names: Collection[str]) -> bool:
    """Whether a template, and what it extends, only places the values `names` and asks which of them are empty.

    They may stand as `{{ name }}` and decide as `{% if name %}`; beside them there may be text, blocks, and other
    names set to literals, and nothing that could alter, repeat or compare a value. Such a template renders to the same
    text around its values whatever they are, as long as the same ones are empty.
    """
    source = cast("BaseLoader", environment.loader).get_source(environment, template)[0]
    tree = environment.parse(source)
    return (
        _FENCE not in source
        and _is_placing(tree, names)
        and all(places_only(environment, str(parent), names) for parent in meta.find_referenced_templates(tree))
    )


def _is_placing(node: nodes.Node, names: Collection[str]) -> bool:
    match node:
        case nodes.Template(body=body) | nodes.Block(body=body):
            return all(_is_placing(each, names) for each in body)
        case nodes.If(test=nodes.Name(), body=body, elif_=elif_, else_=else_):
            return all(_is_placing(each, names) for each in (*body, *elif_, *else_))
        case nodes.Output(nodes=parts):
            return all(isinstance(part, nodes.TemplateData | nodes.Name) for part in parts)
        case nodes.Assign(target=nodes.Name(name=name), node=nodes.Expr() as value):
            return name not in names and _is_literal(value)
        case nodes.Extends(template=nodes.Const()):
            return True
    return False


def _is_literal(node: nodes.Expr) -> bool:
    try:
        node.as_const()
    except nodes.Impossible:
        return False
    return True
