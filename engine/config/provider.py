"""Who answers: a provider's address and the names of its keys, or the mock's fault profiles."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, field_validator

from engine.config.section import Name, OneOrMore, Section, Variable
from engine.providers.mock.profile import BUILT_IN, MockProfile

_SECRET = re.compile(r"(?i)key|token|secret|password|sig(nature)?$")


def check_url(text: str) -> str:
    """Return a URL that holds no secret.

    Raises:
        ValueError: For anything else; the message does not show it.
    """
    try:
        url = urlsplit(text)
        sound = url.scheme in {"http", "https"} and url.hostname and url.port != 0
    except ValueError:
        sound = False
    if not sound or any(sign.isspace() for sign in text):
        raise ValueError("must be a URL such as https://api.example.com/v1")
    if "@" in url.netloc:
        raise ValueError("holds a user name or a password; put the key in an environment variable (api_key_env)")
    if url.fragment or any(_SECRET.search(pair.split("=")[0]) for pair in url.query.split("&")):
        raise ValueError("holds a key or a fragment; put the key in an environment variable (api_key_env)")
    return text


class PricesConfig(Section):
    """What tokens cost, in US dollars for each million."""

    prompt_usd_per_mtok: float = Field(ge=0, le=1_000_000, description="Price of a million prompt tokens.")
    completion_usd_per_mtok: float = Field(ge=0, le=1_000_000, description="Price of a million completion tokens.")


class ProviderConfig(Section):
    """One provider, known to `model: NAME:…` by its key."""

    base_url: Annotated[str, Field(max_length=2000), AfterValidator(check_url)] | None = Field(
        default=None, description="Where its OpenAI-compatible API lies, without /chat/completions."
    )
    api_key_env: Annotated[tuple[Variable, ...], OneOrMore, Field(max_length=100)] = Field(
        default=(), strict=False, description="Name of the environment variable with the key, or several."
    )
    prices: PricesConfig | None = Field(default=None, description="Prices, where the built-in table has none.")
    rpm: int | None = Field(default=None, ge=1, le=10_000_000, description="Requests a minute that it allows.")
    tpm: int | None = Field(default=None, ge=1, le=10_000_000_000, description="Tokens a minute that it allows.")
    weight: float = Field(default=1, ge=0, le=1_000_000, description="Share of the calls among several providers.")
    profiles: Annotated[dict[Name, MockProfile], Field(max_length=1000)] = Field(
        default={}, description="Only for `mock`: fault profiles by name, for `model: mock:NAME`."
    )

    @field_validator("profiles")
    @classmethod
    def _keep_built_in(cls, profiles: dict[str, MockProfile]) -> dict[str, MockProfile]:
        if taken := sorted(profiles.keys() & BUILT_IN):
            raise ValueError(f"{taken[0]!r} is built in; choose another name")
        return profiles
