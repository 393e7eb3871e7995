"""What tokens cost: exact to the billionth of a dollar, never rounded down, and never the price of another model."""

from datetime import UTC, datetime
from fractions import Fraction
from math import ceil
from timeit import timeit

import pytest
from genai_prices import Usage, calc_price
from genai_prices.data_snapshot import get_snapshot
from hypothesis import given
from hypothesis import strategies as st

from engine.config.provider import PricesConfig
from engine.providers.prices import FREE, Price, Rate, find_price, read_rate, take_dearest

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
GPT_4O = Price((Rate(-1, 2_500_000, 10_000_000),))

tokens = st.integers(0, 10**7)
rates = st.integers(0, 10**9)
steps = st.lists(st.tuples(st.integers(1, 10**6), rates, rates), max_size=3, unique_by=lambda step: step[0])
prices = st.builds(
    lambda first, more, call: Price((Rate(-1, *first), *(Rate(*step) for step in sorted(more))), call),
    st.tuples(rates, rates),
    steps,
    st.integers(0, 10**8),
)


def _find(name: str, base_url: str | None = None) -> Price | None:
    provider, _, model = name.partition(":")
    return find_price(provider, model, None, NOW.timestamp(), base_url)


@pytest.mark.parametrize(
    ("prompt", "completion", "usd"),
    [(0, 0, "0"), (1, 0, "0.0000025"), (0, 1, "0.00001"), (1000, 1000, "0.0125"), (10**6, 10**6, "12.5")],
)
def test_a_call_costs_its_tokens(prompt: int, completion: int, usd: str) -> None:
    """GPT-4o costs 2.5 dollars for a million prompt tokens and 10 for a million completion tokens."""
    assert Fraction(usd) * 10**9 == GPT_4O.cost(prompt, completion)


@given(tokens, tokens, st.decimals("0", "1000", places=9), st.decimals("0", "1000", places=9))
def test_nothing_is_rounded_down(prompt: int, completion: int, one: object, other: object) -> None:
    """The cost is never below the exact one, and less than a token's last digit above it."""
    price = Price((Rate(-1, read_rate(float(str(one))), read_rate(float(str(other)))),))
    exact = (prompt * Fraction(str(one)) + completion * Fraction(str(other))) * 1000
    assert ceil(exact) <= price.cost(prompt, completion) <= ceil(exact + Fraction(prompt + completion, 1000)) + 1


@pytest.mark.parametrize(("prompt", "rate"), [(0, 1), (200_000, 1), (200_001, 2), (500_001, 5)])
def test_a_long_prompt_moves_the_whole_call(prompt: int, rate: int) -> None:
    """Above a step, every token of the call has the step's rate."""
    price = Price((Rate(-1, 1000, 1000), Rate(200_000, 2000, 2000), Rate(500_000, 5000, 5000)))
    assert (prompt + 7) * rate == price.cost(prompt, 7)


@given(prices, tokens, tokens, st.integers(0, 10**7), st.integers(0, 10**7))
def test_no_call_within_the_bounds_costs_more(price: Price, prompt: int, completion: int, one: int, other: int) -> None:
    """The bound holds for every call with at most so many tokens, even where a longer prompt is cheaper."""
    assert price.cost(min(one, prompt), min(other, completion)) <= price.bound(prompt, completion)


@given(st.lists(prices, min_size=1, max_size=3), tokens, tokens)
def test_the_dearest_is_never_below_any(several: list[Price], prompt: int, completion: int) -> None:
    """Where it is not known which price holds, no call is counted too cheap."""
    costs = [price.cost(prompt, completion) for price in several]
    assert max(costs) <= take_dearest(several).cost(prompt, completion)


@pytest.mark.parametrize("said", [-1, -(10**30)])
def test_negative_tokens_give_nothing_back(said: int) -> None:
    """A provider that reports nonsense does not lower what was spent, and 10^40 tokens are not believed."""
    assert (0, 0) == (GPT_4O.cost(said, 0), GPT_4O.cost(0, said))
    assert GPT_4O.cost(10**40, 0) < 10**16


@pytest.mark.parametrize(
    ("name", "usd_per_mtok"),
    [
        ("openai:gpt-4o", (2.5, 10)),
        ("openai:gpt-4o-mini", (0.15, 0.6)),
        ("openai:o3", (2, 8)),
        ("openrouter:openai/gpt-4o", (2.5, 10)),
        ("openrouter:anthropic/claude-3.5-sonnet", (3, 15)),
        ("OpenAI:GPT-4o", (2.5, 10)),
        ("deepseek:deepseek-chat", (0.27, 1.1)),
    ],
)
def test_known_models_have_their_price(name: str, usd_per_mtok: tuple[float, float]) -> None:
    """Of today where it changed, and that of the dear hours where it changes by the hour."""
    price = _find(name)
    assert price is not None
    assert tuple(map(read_rate, usd_per_mtok)) == price.rates[0][1:]


def test_cheap_hours_are_not_counted_on() -> None:
    """A price that falls at night is that of the day at any hour: a run may go on until morning."""
    hours = [NOW.replace(hour=hour).timestamp() for hour in (0, 6, 12, 20)]
    prices = {find_price("deepseek", "deepseek-chat", None, hour) for hour in hours}
    assert {Price((Rate(-1, 270_000, 1_100_000),))} == prices


@pytest.mark.parametrize(
    "name",
    ["openai:no-such-model", "local:qwen3:8b", "my-openai:gpt-4o", "openai:text-embedding-3-small", "openai:", "x:\0"],
)
def test_an_unknown_model_has_no_price(name: str) -> None:
    """Nothing is guessed: neither for a server of one's own, nor for a model that makes no text."""
    assert _find(name) is None


@pytest.mark.parametrize(
    ("name", "base_url", "known"),
    [
        ("mine:gpt-4o", "https://api.openai.com/v1", True),
        ("mine:openai/gpt-4o", "https://openrouter.ai/api/v1", True),
        ("mine:gpt-4o", "http://127.0.0.1:8000/v1", False),
        ("openai:gpt-4o", "http://127.0.0.1:8000/v1", True),
    ],
)
def test_a_provider_is_known_by_its_address(name: str, base_url: str, known: bool) -> None:
    """Whatever it is called in the config; a known name keeps its prices behind a gateway."""
    assert (GPT_4O if known else None) == _find(name, base_url)


@pytest.mark.parametrize("name", ["mock:hostile", "openrouter:vendor/anything:free"])
def test_what_is_given_away_is_free(name: str) -> None:
    """The mock, and what the router lists as free, cost nothing."""
    assert _find(name) == FREE


def test_a_vendor_is_asked_where_the_router_is_silent() -> None:
    """A model that only its maker's list has is priced as there."""
    router = next(seller for seller in get_snapshot().providers if seller.id == "openrouter")
    maker = next(seller for seller in get_snapshot().providers if seller.id == "openai")
    missing = next(model for model in maker.models if router.find_model(f"openai/{model.id}") is None)
    assert _find(f"openai:{missing.id}") == _find(f"openrouter:openai/{missing.id}")


def test_prices_of_the_config_hold_before_the_table() -> None:
    """Dollars for a million tokens, as floats, are taken as they are written."""
    given_here = PricesConfig(prompt_usd_per_mtok=0.1, completion_usd_per_mtok=0.7)
    price = find_price("openai", "gpt-4o", given_here, NOW.timestamp())
    assert price is not None
    assert (100_000, 700_000, 800) == (*price.rates[0][1:], price.cost(1, 1))


def test_every_price_is_that_of_the_table() -> None:
    """For every text model of five large sellers, calls of three lengths cost what the package itself says."""
    sellers = {"openai", "google", "anthropic", "perplexity", "x-ai"}
    differing, compared = [], 0
    for seller in get_snapshot().providers:
        for model in seller.models if seller.id in sellers else ():
            price = find_price(seller.id, model.id, None, NOW.timestamp())
            for prompt in (1_000, 200_001, 300_000) if price else ():
                usage = Usage(input_tokens=prompt, output_tokens=500)
                said = calc_price(usage, model.id, provider_id=seller.id, genai_request_timestamp=NOW)
                compared += 1
                if price and ceil(said.total_price * 10**9) != price.cost(prompt, 500):
                    differing.append((seller.id, model.id, prompt))
    assert ([], True) == (differing, compared > 300)


def test_a_price_is_cheap_to_ask() -> None:
    """A cost takes at most 10 microseconds, on a machine that does other things as well."""
    price = Price((Rate(-1, 1250, 10_000), Rate(200_000, 2500, 15_000)))
    assert min(timeit(lambda: price.cost(900, 200), number=1000) for _ in range(5)) / 1000 < 10e-6
