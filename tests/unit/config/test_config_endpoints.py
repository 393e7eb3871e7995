"""Who is called, and with which key: from config and environment, without ever showing what a variable holds."""

from collections.abc import Callable

import pytest

from engine.config.endpoints import find_endpoints
from engine.config.load import LoadedConfig
from engine.errors import ConfigError

Load = Callable[..., LoadedConfig]
BASE = "task: exams\ntarget: 20\n"
LOCAL = "providers: {local: {base_url: 'http://127.0.0.1:9/v1'}}\n"
TWO_KEYS = "providers: {local: {base_url: 'http://a/v1', api_key_env: [ONE, TWO], rpm: 60, weight: 3}}\n"


@pytest.mark.parametrize(
    ("text", "env", "expected"),
    [
        (
            "model: openai:gpt-4o",
            {"OPENAI_API_KEY": " k1\n"},
            [("openai:gpt-4o", "https://api.openai.com/v1", "k1")],
        ),
        (
            "model: openrouter:meta/llama:free",
            {"OPENROUTER_API_KEY": "k2"},
            [("openrouter:meta/llama:free", "https://openrouter.ai/api/v1", "k2")],
        ),
        ("model: local:m\n" + LOCAL, {}, [("local:m", "http://127.0.0.1:9/v1", None)]),
        (
            "model: openai:m",
            {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"},
            [("openai:m", "http://127.0.0.1:9/v1", None)],
        ),
        (
            "model: openai:m\nproviders: {openai: {base_url: 'http://a/v1', api_key_env: MINE}}",
            {"OPENAI_BASE_URL": "http://b/v1", "MINE": "k", "OPENAI_API_KEY": "other"},
            [("openai:m", "http://b/v1", "k")],
        ),
        (
            "model: local:m\npool: [openai:n, local:m]\n" + TWO_KEYS,
            {"ONE": "a", "TWO": "b", "OPENAI_API_KEY": "c"},
            [
                ("local:m (ONE)", "http://a/v1", "a"),
                ("local:m (TWO)", "http://a/v1", "b"),
                ("openai:n", "https://api.openai.com/v1", "c"),
            ],
        ),
    ],
)
def test_endpoints(load: Load, text: str, env: dict[str, str], expected: list[tuple[str, str, str | None]]) -> None:
    """Every model has its address and one endpoint for each key, models of the pool after the first."""
    found = find_endpoints(load(BASE + text).config, env)
    assert expected == [(each.name, each.base_url, each.key) for each in found]


@pytest.mark.parametrize(
    ("text", "env", "message"),
    [
        ("model: openai:m", {}, "openai:m needs a key: set OPENAI_API_KEY"),
        ("model: local:m\n" + TWO_KEYS, {"ONE": "a", "TWO": " "}, "local:m needs a key: set TWO"),
        ("model: openai:m", {"OPENAI_API_KEY": "two words"}, "OPENAI_API_KEY holds no key"),
        ("model: openai:m", {"OPENAI_API_KEY": "مفتاح"}, "OPENAI_API_KEY holds no key"),
        ("model: openai:m", {"OPENAI_BASE_URL": "http://me:hidden@a/"}, "OPENAI_BASE_URL: holds a user name"),
    ],
)
def test_a_variable_is_missing_or_wrong(load: Load, text: str, env: dict[str, str], message: str) -> None:
    """The error names the variable and shows nothing of its value."""
    with pytest.raises(ConfigError) as caught:
        find_endpoints(load(BASE + text).config, env)
    assert str(caught.value).startswith(message)
    assert not [value for value in env.values() if len(value) > 1 and value in str(caught.value)]


def test_a_key_is_not_in_the_text_form(load: Load) -> None:
    """An endpoint that is printed, and a config that is, show no key."""
    loaded = load(BASE + "model: openai:m", env={"OPENAI_API_KEY": "sk-hidden"})
    [endpoint] = find_endpoints(loaded.config, loaded.env)
    assert "sk-hidden" == endpoint.key
    assert "sk-hidden" not in f"{endpoint} {loaded}"
