"""Which requests aiohttp hands to a proxy."""

import httpx
import pytest

from engine.providers.http_carrier import find_proxy


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("https://api.example/v1", "http://proxy:1"),
        ("http://api.example/v1", "http://all:2"),
        ("https://localhost/v1", None),
        ("https://127.8.0.1/v1", None),
        ("http://[::1]:8000/v1", None),
        ("https://inner.example/v1", None),
    ],
)
def test_a_proxy_is_used_except_for_loopback(monkeypatch: pytest.MonkeyPatch, url: str, proxy: str | None) -> None:
    """The scheme's proxy or that for all is taken, never for loopback or what NO_PROXY names."""
    monkeypatch.setenv("no_proxy", "inner.example")
    assert proxy == find_proxy(httpx.URL(url), {"https": "http://proxy:1", "all": "http://all:2"})
