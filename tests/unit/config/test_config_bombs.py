"""Documents that are made to do harm: bounded in size, depth and repetition, and never a crash."""

from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.config.document import read_document
from engine.config.load import LoadedConfig
from engine.config.node import DocumentError
from engine.config.place import Place
from engine.errors import ConfigError

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 200\n"

LAUGHS = "".join(f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 40))
MERGED = "".join(f"a{level}: &a{level} {{<<: [{','.join([f'*a{level - 1}'] * 9)}]}}\n" for level in range(1, 40))
BOMBS = {
    "aliases": "a0: &a0 [x]\n" + LAUGHS,
    "merges": "a0: &a0 {x: 1}\n" + MERGED,
    "flow depth": "[" * 100_000,
    "mapping depth": "{a: " * 30_000,
    "block depth": "- " * 50_000,
    "key depth": "? " * 50_000,
    "many keys": "".join(f"k{number}: 1\n" for number in range(12_000)),
    "marks": "!" * 100_000,
    "one line": "a: " + "'" * 100_000,
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(load: Load, kind: str) -> None:
    """A document that multiplies, nests or never ends is refused within seconds."""
    begun = perf_counter()
    with pytest.raises(ConfigError):
        load(BOMBS[kind])
    assert perf_counter() - begun < 10


@pytest.mark.parametrize(("depth", "message"), [(24, "must be"), (25, "pilot.yaml:3:31: nested more than 24 deep")])
def test_nesting_has_a_bound(load: Load, depth: int, message: str) -> None:
    """A document is read to 24 levels and refused at the next one, by its place."""
    with pytest.raises(ConfigError, match=message):
        load(BASE + "seed: " + "[" * (depth - 1) + "1" + "]" * (depth - 1))


@given(st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@# \n\t\\x<~1.\u2028\x85\ud800\x00é"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever a document holds, it becomes a tree or a DocumentError."""
    try:
        line, data = 1, read_document(text, Place("x", in_config=True)).data
    except DocumentError as error:
        line, data = error.line, None
    assert line in range(1, text.count("\n") + 3)
    assert data is None or isinstance(data, dict | list | str | int | float)
