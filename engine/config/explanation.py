"""A validator's findings in our words: which field, where it was written, what it must be, what was probably meant."""

import re
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.config.model import Config
from engine.config.place import Loc, Problem
from engine.config.suggestion import hint
from engine.config.tree import Tree
from engine.config.wording import show

_MOST_FINDINGS = 200
_MESSAGES = {
    "missing": "missing",
    "int_type": "must be a whole number, not {seen}",
    "int_from_float": "must be a whole number, not {seen}",
    "float_type": "must be a number, not {seen}",
    "string_type": "must be text, not {seen}",
    "path_type": "must be a path, not {seen}",
    "finite_number": "must be a finite number",
    "greater_than_equal": "must be at least {ge}, not {seen}",
    "greater_than": "must be more than {gt}, not {seen}",
    "less_than_equal": "must be at most {le}, not {seen}",
    "string_too_short": "must not be empty",
    "string_too_long": "is longer than {max_length} characters",
    "too_long": "has more than {max_length} entries",
    "model_type": "must be a mapping, not {seen}",
    "dict_type": "must be a mapping, not {seen}",
    "tuple_type": "must be a list, not {seen}",
    "value_error": "{error}",
}


def explain(error: ValidationError, tree: Tree) -> list[Problem]:
    """Return a problem for each field that a validator found wrong, the first finding where it has several."""
    problems: dict[Loc, Problem] = {}
    for finding in error.errors(include_url=False)[:_MOST_FINDINGS]:
        kind, loc = finding["type"], tree.settle(finding["loc"])
        if kind == "missing":
            loc = (*tree.settle(finding["loc"][:-1]), finding["loc"][-1])
        about_key = kind in {"missing", "extra_forbidden"} or finding["loc"][-1:] == ("[key]",)
        place = tree.find_key(loc) if about_key else tree.find_value(loc)
        problems.setdefault(loc, Problem(place, loc, _word(finding, loc)))
    return list(problems.values())


def _word(finding: ErrorDetails, loc: Loc) -> str:
    kind, seen = finding["type"], finding["input"]
    if kind == "extra_forbidden":
        return f"unknown key{_hint_key(loc)}"
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", finding["ctx"]["expected"])
        return f"must be one of {', '.join(choices)}, not {show(seen)}" + _only_close(str(seen), choices)
    shown = "text" if loc[:1] == ("providers",) and isinstance(seen, str) else show(seen)
    if kind == "string_type" and isinstance(seen, bool | int | float):
        shown += " (put it in quotes)"
    template = _MESSAGES.get(kind, finding["msg"].replace("{", "{{").replace("}", "}}"))
    bounds = {name: _show_bound(bound) for name, bound in finding.get("ctx", {}).items()}
    return template.format(seen=shown, **bounds)


def _show_bound(bound: Any) -> Any:
    return int(bound) if isinstance(bound, float) and bound.is_integer() else bound


def _only_close(word: str, choices: list[str]) -> str:
    end = hint(word, choices)
    return end if "did you mean" in end else ""


def _hint_key(loc: Loc) -> str:
    """Return what a key may have meant: a neighbour, or one that lies in another section."""
    known, word = list_keys(loc[:-1]), str(loc[-1])
    elsewhere = [name for name in known if word in list_keys((*loc[:-1], name))]
    return f"; did you mean '{elsewhere[0]}.{word}'?" if elsewhere else hint(word, known)


def list_keys(loc: Loc) -> tuple[str, ...]:
    """Return the keys that the section at a location has; none where anything may stand, or no section is."""
    here: Any = Config
    for step in loc:
        here = _step_into(here, step)
    return tuple(here.model_fields) if _is_model(here) else ()


def _step_into(kind: Any, step: str | int) -> Any:
    if _is_model(kind):
        field = kind.model_fields.get(step)
        return _unwrap(field.annotation) if field else None
    inside = get_args(kind)
    if get_origin(kind) is dict:
        return _unwrap(inside[1])
    return _unwrap(inside[0]) if get_origin(kind) is tuple else None


def _unwrap(annotation: Any) -> Any:
    """Return the section or collection in an annotation, without what surrounds it."""
    if get_origin(annotation) is Annotated:
        return _unwrap(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return next((inner for inner in map(_unwrap, get_args(annotation)) if inner is not type(None)), None)
    return annotation


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
