"""The server that every bench sends to: `serve-mock` on loopback, in a process of its own."""

import json
import select
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

START_S = 60
"""How long a server may take to come up."""


@contextmanager
def serve(*flags: str) -> Iterator[str]:
    """Start `serve-mock` with these flags; yields its base URL, which ends in /v1."""
    command = [sys.executable, "-m", "engine", "serve-mock", "--port", "0", "--json", *flags]
    server = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        yield _read_url(server)
    finally:
        stop(server)


def _read_url(server: subprocess.Popen[bytes]) -> str:
    if server.stdout is None or not select.select([server.stdout], [], [], START_S)[0]:
        raise SystemExit(f"serve-mock did not start within {START_S} s")
    line = server.stdout.readline()
    if not line:
        raise SystemExit("serve-mock ended before it served")
    url: str = json.loads(line)["url"]
    return url


def read_stats(url: str) -> dict[str, int]:
    """Return what the server counted so far: requests, ok, refused_429, errors, tokens."""
    with urllib.request.urlopen(f"{url.removesuffix('/v1')}/stats", timeout=10) as response:  # noqa: S310  loopback
        stats: dict[str, Any] = json.load(response)
    return stats


def stop(child: subprocess.Popen[bytes], grace_s: float = 10) -> int:
    """End a child of ours, kindly at first; returns its exit code."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(grace_s)
        except subprocess.TimeoutExpired:
            child.kill()
    if child.stdout is not None:
        child.stdout.close()
    return child.wait()
