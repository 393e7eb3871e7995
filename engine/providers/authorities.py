"""Who vouches for servers where the machine names nobody, as the smallest containers do: the authorities of certifi."""

import os

import httpx

from engine.errors import ConfigError

_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def list_authorities() -> list[bytes]:
    """Return the certificates of certifi's authorities, or of those that the environment names, as DER.

    Raises:
        ConfigError: If the environment names some and none of them can be read.
    """
    try:
        found = httpx.create_ssl_context().get_ca_certs(binary_form=True)
    except OSError:  # of which errors of ssl are a kind
        found = []
    if not found:
        named = " and ".join(f"{name}={os.environ[name]}" for name in _VARIABLES if os.environ.get(name))
        raise ConfigError(f"no certificate of an authority can be read{f': {named}' if named else ''}")
    return found
