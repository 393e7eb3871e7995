"""Lints templates: what keeps them from being rendered, and what a model would do wrong because of them."""

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from prompts.base import TaskSpec
from prompts.contract import find_shown, judge_format
from prompts.examine import ITEM_VALUES, ITEMS_VALUES, find_faults, find_unshown, list_cases
from prompts.templates import SYSTEM, USER, Fault, TemplateError, Templates, make_environment, read_templates

_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_CLOSES = frozenset(_OPENS.values())
_OVERRIDES = frozenset("\u202d\u202e")
_ARABIC_WORD = re.compile("[ء-غف-ي]{2,}")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_QUOTED = re.compile(r"\"[^\"\n]*\"|`[^`\n]*`|«[^»\n]*»")
_MOST_LATIN = 3
_GAP = re.compile(r"<[^<>\n]{1,60}>|\[\w[^\[\]\n]{0,60}\]|\$\{[^{}\n]*\}|\b(?:TODO|TBD|FIXME|XXX+|[Ll]orem)\b")


def lint_task(task: TaskSpec, folder: Path | None = None) -> list[Fault]:
    """Return what is wrong with the templates of a task, by file and line.

    Args:
        task: The task.
        folder: Folder of a user's templates, which stand in place of the task's own.
    """
    try:
        templates = read_templates(task.folder, folder)
    except TemplateError as error:
        return list(error.faults)
    faults = [fault for name in templates.list_used() for fault in _lint_text(templates, name)]
    broken = find_faults(templates)
    if not broken:
        faults += _lint_messages(templates, task)
    return sorted({*broken, *faults}, key=lambda fault: (str(fault.path), fault.line, fault.reason))


def _lint_text(templates: Templates, name: str) -> Iterator[Fault]:
    source = templates.sources[name]
    for number, line in enumerate(source.text.split("\n"), 1):
        if _is_unbalanced(line):
            yield Fault(source.path, number, "bidi", "an invisible mark of direction is not closed on its line")
        if _OVERRIDES & set(line):
            yield Fault(source.path, number, "bidi", "an invisible mark turns the order of letters round")
    for data in templates.parse(name).find_all(nodes.TemplateData):
        for number, line in enumerate(data.data.split("\n"), data.lineno):
            yield from _lint_line(source.path, number, line)


def _is_unbalanced(line: str) -> bool:
    waiting: list[str] = []
    for mark in line:
        if mark in _OPENS:
            waiting.append(_OPENS[mark])
        elif mark in _CLOSES and (not waiting or waiting.pop() != mark):
            return True
    return bool(waiting)


def _lint_line(path: Path, number: int, line: str) -> Iterator[Fault]:
    prose = _QUOTED.sub(" ", line)
    latin, arabic = len(_LATIN_WORD.findall(prose)), len(_ARABIC_WORD.findall(prose))
    if latin >= _MOST_LATIN and latin > arabic:
        yield Fault(path, number, "not_arabic", f"an instruction that is not in Arabic: {prose.strip()[:40]!r}")
    if gap := _GAP.search(prose):
        yield Fault(path, number, "placeholder", f"{gap.group()!r} is a gap that a model could copy")


def _lint_messages(templates: Templates, task: TaskSpec) -> Iterator[Fault]:
    environment = make_environment(templates)
    user, system = environment.get_template(USER), environment.get_template(SYSTEM).render()
    path, line = _find_format(templates)
    told = [
        reason
        for case in _list_ends(list_cases(templates, USER))
        for reason in judge_format(task, system, user.render(case))
    ]
    for rule, reason in dict.fromkeys(told):
        yield Fault(path, line, rule, reason)
    *_, several = list_cases(templates, USER)
    text = user.render(several)
    shown = find_shown(text)
    if '"items"' not in text[: shown.start if shown else None]:
        reason = 'where {{ items }} is there, says nothing of the key "items" that holds the list of several items'
        yield Fault(path, line, "format", reason)
    yield from _lint_values(templates)
    yield from _lint_names(templates, task)


def _list_ends(cases: list[dict[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the barest case of one item and that of several."""
    return cases[0], cases[-1]


def _find_format(templates: Templates) -> tuple[Path, int]:
    """Return where the format of a reply is shown, or the user template where that is in no block of its own."""
    for name in templates.list_chain(USER):
        for block in templates.parse(name).find_all(nodes.Block):
            if block.name == "format" and not block.required:
                return templates.sources[name].path, block.lineno
    return templates.sources[USER].path, 0


def _lint_values(templates: Templates) -> Iterator[Fault]:
    """Yield a fault for every value that would be given and shown nowhere."""
    yield from find_unshown(templates, USER, (*ITEM_VALUES, *ITEMS_VALUES))
    yield from find_unshown(templates, templates.item, ("number", *ITEM_VALUES))


def _lint_names(templates: Templates, task: TaskSpec) -> Iterator[Fault]:
    environment = make_environment(templates)
    names = templates.find_names(environment, dict.fromkeys((*ITEM_VALUES, *ITEMS_VALUES), ""))
    for name in (*(dimension.name for dimension in task.dimensions), *task.facets):
        if not _ARABIC_WORD.search(names.get(name, "")):
            path = templates.sources[USER].path
            yield Fault(path, 0, "names", f"`names` has no Arabic name of {name!r}, which a line of the prompt states")
