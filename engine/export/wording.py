"""What a task says of itself to readers of a data set: its card and its chats, from templates in its own folder."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from engine.errors import UsageError
from prompts.base import TaskSpec

_FOLDER = "export"


def make_environment(folder: Path) -> Environment:
    """Return the environment of templates in a folder; a missing value is an error."""
    return Environment(  # noqa: S701  Markdown and plain text, not HTML; what is foreign is escaped where it is put in
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def load_chat(spec: TaskSpec) -> Any:
    """Return the module of a task's `export/chat.ar.j2`: `system`, `asks`, `question(row)` and `reply(row, labels)`.

    Raises:
        UsageError: If the task has none.
    """
    try:
        return make_environment(spec.folder / _FOLDER).get_template("chat.ar.j2").module
    except TemplateNotFound:
        place = f"prompts/tasks/{spec.name}/{_FOLDER}/chat.ar.j2"
        raise UsageError(f"the task {spec.name} has no chat format; {place} would make one") from None


def load_card(spec: TaskSpec) -> Any:
    """Return the module of a task's `export/card.j2`, or one that says only the task's name where it has none."""
    try:
        return make_environment(spec.folder / _FOLDER).get_template("card.j2").module
    except TemplateNotFound:
        return make_environment(Path(__file__).parent).get_template("unknown_task.j2").module
