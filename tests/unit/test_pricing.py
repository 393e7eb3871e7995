"""A run's models are priced before anything is spent, and a budget that cannot be held is refused."""

import pytest

from engine.config.load import load_config
from engine.errors import ConfigError
from engine.pricing import find_prices
from engine.providers.prices import FREE, Price

NOW = 1_768_478_400.0
LOCAL = "providers={local: {base_url: 'http://127.0.0.1:8000/v1'}}"
PRICED = (
    "providers={local: {base_url: 'http://127.0.0.1:8000/v1', "
    "prices: {prompt_usd_per_mtok: 1, completion_usd_per_mtok: 2}}}"
)


def _price(*settings: str) -> list[Price | None]:
    config = load_config(None, ["task=exams", "target=1", *settings]).config
    return list(find_prices(config, {}, NOW).values())


def test_a_local_model_has_no_price() -> None:
    """Unless the config gives one: then nobody is charged by guess."""
    assert [None] == _price("model=local:qwen3:8b", LOCAL)


def test_the_config_gives_prices() -> None:
    """Dollars for a million tokens, of the model's own provider."""
    [price] = _price("model=local:qwen3:8b", PRICED, "budget.usd=1")
    assert price is not None
    assert 1_000_000 + 2_000_000 == price.cost(1000, 1000)


@pytest.mark.parametrize("usd", [0, 1])
def test_a_budget_without_a_price_is_refused(usd: int) -> None:
    """The message says which price is missing and where it goes."""
    with pytest.raises(ConfigError, match=r"no price is known for local:qwen3:8b.*providers\.local\.prices"):
        _price("model=local:qwen3:8b", LOCAL, f"budget.usd={usd}")


def test_the_mock_is_free_within_any_budget() -> None:
    """Even a budget of nothing."""
    assert [FREE] == _price("model=mock", "budget.usd=0")


def test_every_model_of_a_pool_is_priced() -> None:
    """Each model that shares the calls has its own price."""
    prices = _price("model=openai:gpt-4o", "pool=[local:qwen3:8b]", LOCAL)
    assert [True, False] == [price is not None for price in prices]
