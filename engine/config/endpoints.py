"""Who is called: every model of the config with its address, and one key; the only place where keys are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.config.model import Config
from engine.config.model_name import ModelName
from engine.config.provider import ProviderConfig, check_url
from engine.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One key for one model at one address.

    Attributes:
        name: `PROVIDER:MODEL`, with the name of the key's variable where a provider has several; holds no secret.
        key: Sent as a bearer token; None where the endpoint wants none.
        weight: Share of the calls, beside other endpoints.
        rpm: Requests a minute that the key is told to allow.
        tpm: Tokens a minute that the key is told to allow.
    """

    name: str
    model: ModelName
    base_url: str
    key: str | None = field(repr=False)
    weight: float
    rpm: int | None
    tpm: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    base_url: str
    base_url_env: str
    key_env: str


_KNOWN = {
    "openai": _Known("https://api.openai.com/v1", "OPENAI_BASE_URL", "OPENAI_API_KEY"),
    "openrouter": _Known("https://openrouter.ai/api/v1", "OPENROUTER_BASE_URL", "OPENROUTER_API_KEY"),
}


def find_endpoints(config: Config, env: Mapping[str, str]) -> tuple[Endpoint, ...]:
    """Return the endpoints of a config that calls providers, the model's own first.

    A provider that the config gives an address of its own needs no key unless it names one.

    Args:
        config: Config with a model that is not the mock.
        env: Environment variables.

    Raises:
        ConfigError: For a variable that should hold a key or an address and does not; never shows what it holds.
    """
    return tuple(
        endpoint
        for model in config.models
        for endpoint in _find_keys(model, config.providers.get(model.provider) or ProviderConfig(), env)
    )


def find_address(model: ModelName, given: ProviderConfig, env: Mapping[str, str]) -> str | None:
    """Return the address that a provider was given, by the environment or else by the config; None for the usual one.

    Raises:
        ConfigError: If the variable does not hold an address.
    """
    known = _KNOWN.get(model.provider)
    return (_read_url(env, known.base_url_env) if known else None) or given.base_url


def _find_keys(model: ModelName, given: ProviderConfig, env: Mapping[str, str]) -> Iterator[Endpoint]:
    known = _KNOWN.get(model.provider)
    base_url = find_address(model, given, env)
    usual = (known.key_env,) if known and (base_url is None or env.get(known.key_env)) else ()
    names = given.api_key_env or usual
    for name in names or (None,):
        yield Endpoint(
            name=":".join(model) + (f" ({name})" if len(names) > 1 else ""),
            model=model,
            base_url=base_url or (known.base_url if known else ""),
            key=_read_key(env, name, model) if name else None,
            weight=given.weight,
            rpm=given.rpm,
            tpm=given.tpm,
        )


def _read_url(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name, "").strip()
    if not text:
        return None
    try:
        return check_url(text)
    except ValueError as error:
        raise ConfigError(f"{name}: {error}") from None


def _read_key(env: Mapping[str, str], name: str, model: ModelName) -> str:
    key = env.get(name, "").strip()
    if not key:
        raise ConfigError(f"{':'.join(model)} needs a key: set {name} in the environment, or in a file for --env-file")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ConfigError(f"{name} holds no key: a key is one word of ASCII characters")
    return key
