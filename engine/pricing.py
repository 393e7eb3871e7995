"""What the models of a config cost, and whether its budget can be held."""

from collections.abc import Mapping

from engine.config.endpoints import find_address
from engine.config.model import Config
from engine.config.model_name import ModelName
from engine.config.provider import ProviderConfig
from engine.errors import ConfigError
from engine.providers.prices import Price, find_price


def find_prices(config: Config, env: Mapping[str, str], now: float) -> dict[ModelName, Price | None]:
    """Return the price of each model that may be called; None where none is known.

    Args:
        config: Its own prices hold before those of the table.
        env: Environment variables, which may hold another address: what is sold there may have another price.
        now: Seconds since the Unix epoch: prices have dates.

    Raises:
        ConfigError: If there is a budget and a price is not known: it could not be held.
    """
    prices = {model: _find(config, model, env, now) for model in config.models}
    unknown = [model for model, price in prices.items() if price is None]
    if unknown and config.budget.usd is not None:
        raise ConfigError(
            f"budget.usd: no price is known for {':'.join(unknown[0])}, so that no budget can be held; give "
            f"providers.{unknown[0].provider}.prices: {{prompt_usd_per_mtok: …, completion_usd_per_mtok: …}}"
        )
    return prices


def _find(config: Config, model: ModelName, env: Mapping[str, str], now: float) -> Price | None:
    entry = config.providers.get(model.provider) or ProviderConfig()
    return find_price(model.provider, model.model, entry.prices, now, find_address(model, entry, env))
