"""What the models of a config cost, and whether its budget can be held."""

from engine.config.model import Config
from engine.config.model_name import ModelName
from engine.config.provider import ProviderConfig
from engine.errors import ConfigError
from engine.providers.prices import Price, find_price


def find_prices(config: Config, now: float) -> dict[ModelName, Price | None]:
    """Return the price of each model that may be called; None where none is known.

    Args:
        config: Its own prices hold before those of the table.
        now: Seconds since the Unix epoch: prices have dates.

    Raises:
        ConfigError: If there is a budget and a price is not known: it could not be held.
    """
    prices = {model: _find(config, model, now) for model in config.models}
    unknown = [model for model, price in prices.items() if price is None]
    if unknown and config.budget.usd is not None:
        raise ConfigError(
            f"budget.usd: no price is known for {':'.join(unknown[0])}, so that no budget can be held; give "
            f"providers.{unknown[0].provider}.prices: {{prompt_usd_per_mtok: …, completion_usd_per_mtok: …}}"
        )
    return prices


def _find(config: Config, model: ModelName, now: float) -> Price | None:
    entry = config.providers.get(model.provider) or ProviderConfig()
    return find_price(model.provider, model.model, entry.prices, now, entry.base_url)
