"""Turns wanted values and a brief into the two messages that a model gets."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment

from prompts import templates
from prompts.base import Dimension, Prompt, TaskSpec, Wanted
from prompts.examine import ITEM_VALUES, ITEMS_VALUES, open_templates
from prompts.form import Sheet
from prompts.style import StyleGuide
from prompts.templates import SYSTEM, USER, read_templates


class Renderer:
    """Renders the prompts of one task; its templates are compiled once.

    Args:
        task: What is asked for.
        style: Seeds' figures, of which a brief picks one by `style`, its number from 0.
        folder: Folder of a user's templates, which stand in place of the task's own.

    Attributes:
        hash: Hash of the templates that are used, as every prompt carries it; the phrases of banks, which fill them,
            are no part of it: rows name those in their briefs.

    Raises:
        TemplateError: If the user's templates cannot be used.
    """

    def __init__(self, task: TaskSpec, style: StyleGuide | None = None, folder: Path | None = None) -> None:
        used = read_templates(task.folder) if folder is None else open_templates(task.folder, folder)
        environment = templates.make_environment(used)
        self._user = Sheet(environment, USER, (*ITEM_VALUES, *ITEMS_VALUES))
        self._section = Sheet(environment, used.item, ("number", *ITEM_VALUES))
        self._names = used.find_names(environment, dict.fromkeys((*ITEM_VALUES, *ITEMS_VALUES), ""))
        self._labels = {dimension.name: dimension.labels for dimension in task.dimensions}
        self._open = {each.name: self._compose_choice(each) for each in task.dimensions}
        self._lines: dict[tuple[str, str], str] = {}
        self._facets = tuple(task.facets)
        self._styles = {str(index): style.describe(index) for index in range(len(style))} if style else {}
        self._system = environment.get_template(SYSTEM).render()
        self.hash = used.hash

    def render(self, wanted: Wanted, brief: Mapping[str, str]) -> Prompt:
        """Return the prompt for one attempt.

        Every wanted value and every facet of the brief has a line of its own, `- NAME (FIELD): VALUE — LABEL`. Of the
        brief, `style` picks a seed's guidance, `persona` and `parent` (a text to rewrite) get a section each where
        they are there, and other keys say nothing to a model. What a text to rewrite leaves open, such as a difficulty
        that nobody gave it, has a line with all values to choose from.
        """
        return Prompt(self._system, self._user.fill(self._describe(wanted, brief)), self.hash)

    def quote(self, user: str) -> Prompt:
        """Return the prompt whose user message somebody else wrote; its hash is of that message."""
        return Prompt(self._system, user, sha256(user.encode("utf-8", "surrogatepass")).hexdigest()[:16])

    def render_many(self, wanted: Sequence[Wanted], briefs: Sequence[Mapping[str, str]]) -> Prompt:
        """Return the prompt for several attempts at once, two or more, to be answered by `{"items": [...]}` in order.

        Each has a section of its own, headed by its number from 1, that holds what `render` would say of it.

        Args:
            wanted: What each attempt must produce.
            briefs: As many briefs.
        """
        sections = [
            self._section.fill({"number": str(number), **self._describe(each, brief)})
            for number, (each, brief) in enumerate(zip(wanted, briefs, strict=True), 1)
        ]
        user = self._user.fill({"count": str(len(sections)), "items": "\n".join(sections)})
        return Prompt(self._system, user, self.hash)

    def _describe(self, wanted: Wanted, brief: Mapping[str, str]) -> dict[str, str]:
        lines = [self._write_line(name, value) for name, value in wanted.items()]
        if brief.get("parent"):
            lines += [line for name, line in self._open.items() if name not in wanted]
        lines += [self._write_line(name, brief[name]) for name in self._facets if name in brief and name not in wanted]
        return {
            "lines": "\n".join(lines),
            "style": self._styles.get(brief.get("style", ""), ""),
            "persona": _quote(brief.get("persona", "")),
            "parent": _quote(brief.get("parent", "")),
        }

    def _write_line(self, name: str, value: str) -> str:
        # Values come from quotas and banks: few, and asked for again and again.
        line = self._lines.get((name, value))
        if line is None:
            line = self._lines[name, value] = self._compose_line(name, value)
        return line

    def _compose_line(self, name: str, value: str) -> str:
        return f"- {self._names.get(name, name)} ({name}): {self._label(name, ' '.join(value.split()))}"

    def _compose_choice(self, dimension: Dimension) -> str:
        name, values = dimension.name, dimension.weights
        choice = "، أو ".join(self._label(name, value) for value in values)
        return f"- {self._names.get(name, name)} ({name}): ما يناسب النص من {choice}"

    def _label(self, name: str, value: str) -> str:
        label = self._labels.get(name, {}).get(value)
        return value if label is None else f"{value} — {label}"


def make_environment(folder: Path) -> Environment:
    """Return the environment of one task's templates; shared ones are `shared/NAME`, a missing value is an error."""
    return templates.make_environment(read_templates(folder))


def hash_templates(task: TaskSpec) -> str:
    """Return 16 hex digits of the SHA-256 over names and contents of the templates that a task uses by itself."""
    return read_templates(task.folder).hash


def json_schema(task: TaskSpec) -> dict[str, Any]:
    """Return the strict JSON Schema of a reply: every field required, no others, closed dimensions as enumerations."""
    described = task.reply_model.model_json_schema()["properties"]
    closed = {dimension.name: dimension for dimension in task.dimensions if dimension.closed}
    properties = {name: _simplify(schema, closed.get(name)) for name, schema in described.items()}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _simplify(schema: Mapping[str, Any], dimension: Dimension | None) -> dict[str, Any]:
    """Return a field's schema as strict modes take it: one type, the first where there are several, and no lengths."""
    chosen = schema.get("anyOf", (schema,))[0]
    kept = {key: value for key, value in chosen.items() if key not in {"title", "default", "maxLength", "minLength"}}
    return kept if dimension is None else {**kept, "enum": list(dimension.weights)}


def _quote(text: str) -> str:
    """Return a foreign text on one line, and unable to pass for a line of the list of wanted values."""
    return " ".join(text.split()).replace("):", ") :") if text else ""
