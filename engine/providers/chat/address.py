"""Where requests go: the base URL of a provider to the address of its chat completions and the headers sent there."""

from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

_PATH = "/chat/completions"


class SecretHeaders(dict[str, str]):
    """Headers of a request, which show their names and never their values."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(sorted(self))})"

    __str__ = __repr__


def complete_address(base_url: str) -> str:
    """Return the URL of the chat completions below `base_url`; a query is kept, a user and a password are left out."""
    parts = urlsplit(base_url)
    path = parts.path.rstrip("/")
    whole = path if path.endswith(_PATH) else path + _PATH
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], path=whole, fragment="").geturl()


def complete_headers(base_url: str, headers: Mapping[str, str]) -> SecretHeaders:
    """Return the headers of every request; a user and a password in the URL become basic authorization."""
    whole = {"content-type": "application/json", **{name.lower(): value for name, value in headers.items()}}
    userinfo = urlsplit(base_url).netloc.rpartition("@")[0]
    if userinfo:
        whole.setdefault("authorization", f"Basic {b64encode(unquote(userinfo).encode()).decode()}")
    return SecretHeaders(whole)
