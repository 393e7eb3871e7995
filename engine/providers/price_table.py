"""Reads the price table of the genai-prices package into prices of ours; offline, and its updater is never started."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from genai_prices.data_snapshot import get_snapshot
from genai_prices.types import ConditionalPrice, ModelInfo, ModelPrice, Provider, TieredPrices, TimeOfDateConstraint

from engine.providers.prices import FREE, FROM_THE_FIRST_TOKEN, Price, Rate, read_rate, take_dearest

ROUTER = "openrouter"
"""Sells the models of others under `vendor/name`."""

FREE_SUFFIX = ":free"
"""Ends the names of models that the router gives away."""


def look_up(provider: str, model: str, now: float, base_url: str | None) -> Price | None:
    """Return the table's price of a model at a time, or None where it has none for text."""
    for seller, name in _list_sellers(provider, model, base_url):
        if seller.id == ROUTER and name.endswith(FREE_SUFFIX):
            return FREE
        found = seller.find_model(name, all_providers=get_snapshot().providers)
        price = None if found is None else _read_model(found, datetime.fromtimestamp(now, UTC))
        if price is not None:
            return price
    return None


def _list_sellers(provider: str, model: str, base_url: str | None) -> Iterator[tuple[Provider, str]]:
    """Yield who may have the model in the table, and under which name: by address, by name, then the router's vendor.

    Names are compared as a whole, not as the table does: a server of one's own called `my-openai` is not OpenAI.
    """
    name, vendor = model.lower(), ""
    for seller in get_snapshot().providers:
        if base_url and re.match(seller.api_pattern, base_url):
            yield seller, name
            vendor = vendor or _name_vendor(seller, name)
    for seller in get_snapshot().providers:
        if seller.id == provider.lower():
            yield seller, name
            vendor = vendor or _name_vendor(seller, name)
    for seller in get_snapshot().providers if vendor else ():
        if seller.id == vendor or (seller.provider_match and seller.provider_match.is_match(vendor)):
            yield seller, name.partition("/")[2]


def _name_vendor(seller: Provider, name: str) -> str:
    vendor, slash, _ = name.partition("/")
    return vendor if slash and seller.id == ROUTER else ""


def _read_model(model: ModelInfo, now: datetime) -> Price | None:
    if isinstance(model.prices, ModelPrice):
        return _read_price(model.prices)
    prices = [_read_price(prices) for prices in _list_possible(model.prices, now)]
    known = [price for price in prices if price is not None]
    return take_dearest(known) if known and len(known) == len(prices) else None


def _list_possible(prices: Sequence[ConditionalPrice], now: datetime) -> Iterator[ModelPrice]:
    """Yield every price that may hold from now on: a budget cannot count on cheap hours."""
    for each in reversed(prices):
        if isinstance(each.constraint, TimeOfDateConstraint):
            yield each.prices
        elif each.constraint is None or each.constraint.active(now):
            yield each.prices
            return
    yield from (each.prices for each in prices[:1])


def _read_price(prices: ModelPrice) -> Price | None:
    if not any(value is not None for value in vars(prices).values()):
        return FREE
    prompt, completion, requests = prices.input_mtok, prices.output_mtok, prices.requests_kcount
    if prompt is None or completion is None or isinstance(requests, TieredPrices):
        return None
    steps = {FROM_THE_FIRST_TOKEN, *_list_steps(prompt), *_list_steps(completion)}
    rates = tuple(Rate(above, _rate(prompt, above), _rate(completion, above)) for above in sorted(steps))
    # A dollar for a thousand calls is a million billionths for one: the factor is that of a token's rate.
    return Price(rates, read_rate(requests or Decimal(0)))


def _list_steps(price: Decimal | TieredPrices) -> list[int]:
    return [tier.start for tier in price.tiers] if isinstance(price, TieredPrices) else []


def _rate(price: Decimal | TieredPrices, above: int) -> int:
    if not isinstance(price, TieredPrices):
        return read_rate(price)
    return read_rate(next((tier.price for tier in reversed(price.tiers) if tier.start <= above), price.base))
