"""What a model's tokens cost: prices of the config first, then those of the built-in table; per call, not per run."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from engine.config.provider import PricesConfig

MOST_TOKENS = 2**40
"""Tokens of one call that are believed; a provider that reports more reports nonsense."""

_PICO_PER_NANO = 1000
_PICO_PER_USD_PER_MTOK = 10**6


class Rate(NamedTuple):
    """What a token costs in calls whose prompt is longer than `above` tokens; trillionths of a US dollar."""

    above: int
    prompt: int
    completion: int


class Price(NamedTuple):
    """The price of one model.

    A longer prompt may move the whole call to another rate: that is how providers sell long contexts.

    Attributes:
        rates: By rising `above`; the first one holds from the first token.
        call: Billionths of a US dollar for every call, whatever its length.
    """

    rates: tuple[Rate, ...]
    call: int = 0

    @property
    def is_free(self) -> bool:
        """Whether no call costs anything."""
        return not self.call and not any(rate.prompt or rate.completion for rate in self.rates)

    def cost(self, prompt_tokens: int, completion_tokens: int) -> int:
        """Return the cost of one call in billionths of a US dollar, rounded up."""
        prompt = min(max(prompt_tokens, 0), MOST_TOKENS)
        completion = min(max(completion_tokens, 0), MOST_TOKENS)
        chosen = self.rates[0]
        for rate in self.rates:
            if prompt > rate.above:
                chosen = rate
        return self.call - (-(prompt * chosen.prompt + completion * chosen.completion) // _PICO_PER_NANO)

    def bound(self, prompt_tokens: int, completion_tokens: int) -> int:
        """Return the most that a call can cost with at most so many tokens, even where a higher rate is cheaper."""
        dearest = max(
            prompt_tokens * rate.prompt + completion_tokens * rate.completion
            for rate in self.rates
            if rate.above < 0 or prompt_tokens > rate.above
        )
        return self.call - (-dearest // _PICO_PER_NANO)


FROM_THE_FIRST_TOKEN = -1
FREE = Price((Rate(FROM_THE_FIRST_TOKEN, 0, 0),))


def read_rate(usd_per_mtok: Decimal | float) -> int:
    """Return trillionths of a US dollar a token for US dollars a million tokens, rounded up."""
    exact = Decimal(str(usd_per_mtok)) * _PICO_PER_USD_PER_MTOK
    return int(exact.to_integral_value(ROUND_CEILING))


def take_dearest(prices: Iterable[Price]) -> Price:
    """Return a price that is never below any of `prices`: for calls of which it is not known which one they have."""
    known = list(prices)
    steps = sorted({rate.above for price in known for rate in price.rates})
    return Price(tuple(_rate_dearest(known, above) for above in steps), max(price.call for price in known))


def _rate_dearest(prices: list[Price], above: int) -> Rate:
    in_force = [max(rate for rate in price.rates if rate.above <= above) for price in prices]
    return Rate(above, max(rate.prompt for rate in in_force), max(rate.completion for rate in in_force))


def find_price(
    provider: str, model: str, given: PricesConfig | None, now: float, base_url: str | None = None
) -> Price | None:
    """Return the price of a model, or None where none is known; offline, for the table lies in a package.

    Args:
        provider: Name of the provider in the config.
        model: What the provider calls the model; `vendor/name` with OpenRouter.
        given: Prices of the config; they hold before any other.
        now: Seconds since the Unix epoch: prices have dates.
        base_url: The provider's own address, by which it is known whatever its name.
    """
    if provider == "mock":
        return FREE
    if given is not None:
        prompt, completion = read_rate(given.prompt_usd_per_mtok), read_rate(given.completion_usd_per_mtok)
        return Price((Rate(FROM_THE_FIRST_TOKEN, prompt, completion),))
    # Reading the table takes a fifth of a second, which a run on the mock has no use for.
    from engine.providers.price_table import look_up  # noqa: PLC0415

    return look_up(provider, model, now, base_url)
