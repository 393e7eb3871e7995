"""Whether templates can be rendered at all: their syntax, the values that they name, and a trial of every case."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError, meta, nodes

from prompts.confine import find_forbidden
from prompts.templates import SYSTEM, USER, Fault, TemplateError, Templates, make_environment, read_templates

ITEM_VALUES = ("lines", "style", "persona", "parent")
"""What a user template is given for one item."""

ITEMS_VALUES = ("count", "items")
"""What it is given in place of these for several: how many, and a numbered section for each."""

_OPTIONAL = ITEM_VALUES[1:]


def open_templates(folder: Path, given: Path) -> Templates:
    """Read and examine templates of which a user gave some.

    Raises:
        TemplateError: If one cannot be read, does what it must not, names an unknown value, or fails to render.
    """
    templates = read_templates(folder, given)
    faults = find_faults(templates)
    if faults:
        raise TemplateError(faults)
    return templates


def find_faults(templates: Templates) -> list[Fault]:
    """Return what keeps templates from being rendered; those that a user gave are confined as well."""
    used = templates.list_used()
    faults = [fault for name in used for fault in _judge(templates, name)]
    return faults or [fault for entry in templates.entries for fault in _try(templates, entry)]


def list_values(templates: Templates, name: str) -> tuple[str, ...]:
    """Return the names of the values that a template is given, by the message that it makes a part of."""
    if name in templates.list_chain(SYSTEM):
        return ()
    of_item = name in templates.list_chain(templates.item)
    return ("number", *ITEM_VALUES) if of_item else (*ITEM_VALUES, *ITEMS_VALUES)


def _judge(templates: Templates, name: str) -> list[Fault]:
    try:
        return list(_read_over(templates, name))
    except RecursionError:
        return [Fault(templates.sources[name].path, 0, "syntax", "nested too deep")]


def _read_over(templates: Templates, name: str) -> Iterator[Fault]:
    source = templates.sources[name]
    try:
        tree = make_environment(templates).parse(source.text)
    except TemplateSyntaxError as error:
        yield Fault(source.path, error.lineno, "syntax", error.message or "not a template")
        return
    if name in templates.given and (forbidden := list(find_forbidden(tree, source))):
        yield from forbidden  # and nothing else is tried: to compile it would already compute its constants
        return
    for base in tree.find_all(nodes.Extends):
        if isinstance(base.template, nodes.Const) and base.template.value not in templates.sources:
            known = ", ".join(sorted(each for each in templates.sources if "/" in each))
            reason = f"extends {base.template.value!r}, which there is not; known: {known}"
            yield Fault(source.path, base.lineno, "unknown_template", reason)
    yield from _find_unknown(templates, name, tree)
    yield from _find_stray_blocks(templates, name, tree)


def _find_unknown(templates: Templates, name: str, tree: nodes.Template) -> Iterator[Fault]:
    # What the top of any template of the chain sets is there in blocks of all of them.
    known = {*list_values(templates, name), "super", "self"}
    known |= {each.name for each in tree.find_all(nodes.Name) if each.ctx == "store"}
    try:
        undeclared = meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as error:
        yield Fault(templates.sources[name].path, error.lineno, "syntax", error.message or "not a template")
        return
    for unknown in sorted(undeclared - known):
        line = next((each.lineno for each in tree.find_all(nodes.Name) if each.name == unknown), 1)
        reason = f"unknown variable {unknown!r}{_hint(unknown, list_values(templates, name))}"
        yield Fault(templates.sources[name].path, line, "unknown_variable", reason)


def _hint(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, n=1)
    told = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}" if known else "there is none here"
    return f"; {told}"


def _find_stray_blocks(templates: Templates, name: str, tree: nodes.Template) -> Iterator[Fault]:
    bases = [templates.parse(each) for each in templates.list_chain(name)[1:]]
    if not bases:
        return
    path = templates.sources[name].path
    there = {block.name for base in bases for block in base.find_all(nodes.Block)}
    for block in tree.find_all(nodes.Block):
        if block.name not in there:
            reason = f"block {block.name!r} would not be shown{_hint(block.name, tuple(sorted(there)))}"
            yield Fault(path, block.lineno, "unknown_block", reason)
    filled = {block.name for each in (tree, *bases) for block in each.find_all(nodes.Block) if not block.required}
    for base in bases if name in templates.entries else ():
        for block in base.find_all(nodes.Block):
            if block.required and block.name not in filled:
                yield Fault(path, 0, "missing_block", f"block {block.name!r} is missing")


def list_cases(templates: Templates, entry: str) -> list[dict[str, str]]:
    """Return the values of every case in which a template is rendered: which of them are there, each as its name."""
    names = list_values(templates, entry)
    if not names:
        return [{}]
    empty = dict.fromkeys(names, "")
    there = ["lines", *(["number"] if "number" in names else [])]
    cases = [
        empty | {name: name for name in (*there, *chosen)}
        for size in range(len(_OPTIONAL) + 1)
        for chosen in combinations(_OPTIONAL, size)
    ]
    return [*cases, *([empty | {name: name for name in ITEMS_VALUES}] if entry == USER else [])]


def find_unshown(templates: Templates, entry: str, names: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for each of some values that a message is given in some case and does not show."""
    template = make_environment(templates).get_template(entry)
    marked = [
        {key: f"\ue000{key}\ue000" if value else "" for key, value in case.items()}
        for case in list_cases(templates, entry)
    ]
    texts = [(case, template.render(case)) for case in marked]
    for name in names:
        if any(case[name] and case[name] not in text for case, text in texts):
            reason = f"{{{{ {name} }}}} is not always shown where it is there"
            yield Fault(templates.sources[entry].path, 0, "missing_value", reason)


def _try(templates: Templates, entry: str) -> Iterator[Fault]:
    environment = make_environment(templates)
    for case in list_cases(templates, entry):
        try:
            environment.get_template(entry).render(case)
        except Exception as error:  # noqa: BLE001  whatever a template makes happen is its own fault
            yield _locate(error, templates, entry)
            return


def _locate(error: Exception, templates: Templates, entry: str) -> Fault:
    """Return an error of rendering with the innermost line of a template that led to it."""
    paths: Mapping[str, Path] = {str(source.path): source.path for source in templates.sources.values()}
    path, line, frame = templates.sources[entry].path, 0, error.__traceback__
    while frame is not None:
        if found := paths.get(frame.tb_frame.f_code.co_filename):
            path, line = found, frame.tb_lineno
        frame = frame.tb_next
    rule = "unknown_variable" if isinstance(error, UndefinedError) else "rendering"
    return Fault(path, line, rule, str(error).split("\n")[0] or type(error).__name__)
