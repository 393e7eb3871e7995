"""Patterns that are compiled late: as good as any other, and made when they are first used."""

import re
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

import prompts
import validators
from validators.late import compile_late

ROOT = Path(validators.__file__).parent.parent
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in (validators, prompts)
    for path in sorted(Path(package.__file__ or "").parent.rglob("*.py"))
    if "compile_late(" in path.read_text("utf-8") and path.stem != "late"
]


def test_finds_and_replaces_as_a_pattern_does() -> None:
    """Its methods and attributes are those of the compiled pattern, flags included."""
    late, usual = compile_late(r"(?P<word>ab)c?", re.IGNORECASE), re.compile(r"(?P<word>ab)c?", re.IGNORECASE)
    text = "ABC ab abc"
    assert usual.sub(r"<\g<word>>", text) == late.sub(r"<\g<word>>", text)
    assert [found.span() for found in usual.finditer(text)] == [found.span() for found in late.finditer(text)]
    assert (usual.pattern, usual.flags, usual.groupindex) == (late.pattern, late.flags, late.groupindex)
    assert usual.fullmatch(text) is late.fullmatch(text)


def test_is_compiled_when_it_is_first_used() -> None:
    """A pattern that cannot be compiled says so at its first use, not where it is made."""
    broken = compile_late("(")
    with pytest.raises(re.error):
        broken.search("")


def test_is_compiled_once() -> None:
    """What was asked for once is kept: it is the same object from then on."""
    late = compile_late("word")
    assert late.search is late.search


@pytest.mark.parametrize("name", MODULES)
def test_every_late_pattern_can_be_compiled(name: str) -> None:
    """No pattern of a check waits with its mistakes until a row gets to it."""
    values = chain.from_iterable(each if type(each) is tuple else [each] for each in vars(import_module(name)).values())
    made = [value for value in values if type(value) is type(compile_late(""))]
    assert made
    for each in made:
        assert isinstance(each.pattern, str)
