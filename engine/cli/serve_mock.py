"""`serve-mock`: the mock model behind an OpenAI-compatible HTTP server on loopback."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import orjson
import typer

from engine.cli.console import close_output, say, write_line
from engine.cli.options import Json
from engine.config.load import load_config
from engine.config.suggestion import hint
from engine.errors import UsageError
from engine.providers.mock.allowance import RetryAfter, set_limits
from engine.providers.mock.app import Offer
from engine.providers.mock.profile import BUILT_IN, Latency, MockProfile

_MOST_PER_MINUTE = 1_000_000_000


def serve_mock(
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="Port on 127.0.0.1; 0: any.")] = 8000,
    profile: Annotated[
        str, typer.Option("--profile", help="Fault profile of every model that names no other one.")
    ] = "clean",
    config: Annotated[
        Path | None, typer.Option("--config", help="Config file whose own mock profiles can be named too.")
    ] = None,
    latency_ms: Annotated[
        float | None, typer.Option("--latency-ms", min=0, max=600_000, help="Time to every answer (default: profile).")
    ] = None,
    rpm: Annotated[
        int | None, typer.Option("--rpm", min=1, max=_MOST_PER_MINUTE, help="Requests a minute and key.")
    ] = None,
    tpm: Annotated[
        int | None, typer.Option("--tpm", min=1, max=_MOST_PER_MINUTE, help="Tokens a minute and key.")
    ] = None,
    burst: Annotated[
        int | None,
        typer.Option("--burst", min=1, help="Requests at once, and tokens in proportion (default: one second's)."),
    ] = None,
    no_headers: Annotated[bool, typer.Option("--no-headers", help="Send no x-ratelimit headers.")] = False,
    retry_after: Annotated[
        RetryAfter, typer.Option("--retry-after", help="How a 429 says when to come back: ms means both headers.")
    ] = RetryAfter.ms,
    require_key: Annotated[
        str | None,
        typer.Option("--require-key", metavar="VARIABLE", help="Demand the key in this environment variable."),
    ] = None,
    refuse: Annotated[
        list[str] | None,
        typer.Option(
            "--refuse", metavar="NAME", help="Refuse a parameter, or response_format.json_schema. Repeatable."
        ),
    ] = None,
    stream_only: Annotated[bool, typer.Option("--stream-only", help="Refuse requests without stream.")] = False,
    no_usage: Annotated[bool, typer.Option("--no-usage", help="Leave the tokens out of the answers.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes; limits need one.")] = 1,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser; this server never does.")] = False,  # noqa: ARG001
    json: Json = False,
) -> None:
    """Serve the mock model over HTTP on 127.0.0.1, as any OpenAI-compatible server, until Ctrl-C.

    Every model name is answered; the name of a profile is answered with that profile. GET /stats counts requests,
    DELETE /stats begins anew.

    Example: arabic-synth serve-mock --port 8000 --profile hostile --rpm 1200 --burst 10
    """
    if burst and not rpm:
        raise UsageError("--burst counts requests: it needs --rpm")
    if workers > 1 and (rpm or tpm):
        raise UsageError("--workers: limits are kept by one process; leave --rpm and --tpm out, or use one worker")
    offer = Offer(
        profiles=_list_profiles(config, latency_ms, profile),
        profile=profile,
        limits=set_limits(rpm, tpm, burst),
        show_limits=not no_headers,
        retry_after=retry_after,
        key=_read_key(require_key),
        refused=frozenset(refuse or ()),
        stream_only=stream_only,
        usage=not no_usage,
    )
    _serve(offer, port, workers, json=json)


def _serve(offer: Offer, port: int, workers: int, *, json: bool) -> None:
    # The server is loaded here, so that no other command waits for it.
    from engine.providers.mock.server import serve  # noqa: PLC0415
    from engine.providers.mock.workers import serve_many  # noqa: PLC0415

    def announce(url: str) -> None:
        if json:
            write_line(orjson.dumps({"url": url}).decode())
            close_output()
        else:
            say(f"mock model at {url}, profile {offer.profile}; Ctrl-C ends it")

    if workers == 1:
        serve(offer, port, announce)
    else:
        serve_many(offer, port, workers, announce)


def _list_profiles(config: Path | None, latency_ms: float | None, wanted: str) -> Mapping[str, MockProfile]:
    profiles = dict(BUILT_IN)
    if config:
        providers = load_config(config, env=os.environ, check_files=False).config.providers
        profiles |= providers["mock"].profiles if "mock" in providers else {}
    if wanted not in profiles:
        raise UsageError(f"--profile: unknown mock profile {wanted!r}{hint(wanted, profiles)}")
    if latency_ms is None:
        return profiles
    fixed = {"latency_ms": Latency(median_ms=latency_ms)}
    return {name: profile.model_copy(update=fixed) for name, profile in profiles.items()}


def _read_key(variable: str | None) -> str | None:
    if variable is None:
        return None
    key = os.environ.get(variable, "").strip()
    if not key:
        raise UsageError(f"--require-key: the environment variable {variable} holds no key")
    return key
