"""Names what went wrong on the way to a server: any error of a carrier becomes one of our kinds and a fixed phrase.

Phrases are our own words, status names of the operating system and names of classes, never the text of a foreign
error: that may hold the address with its password, or the headers with the key.
"""

import os
import socket
import ssl
from typing import NamedTuple

import aiohttp
import httpx

from engine.records import ErrorKind
from engine.transport import TransportError


class Timeouts(NamedTuple):
    """How long a request may take, in seconds.

    Attributes:
        connect_s: Until there is a connection, TLS included.
        first_byte_s: Until the first byte of the response, and from then on between any two.
        total_s: From the call to the last byte.
    """

    connect_s: float
    first_byte_s: float
    total_s: float


MOST_BYTES = 16 << 20
"""Largest body of a response, after decoding."""


class BodyTooLargeError(Exception):
    """The body of a response is larger than `MOST_BYTES`."""


class ClosedError(Exception):
    """The server closed a connection on which it had not answered."""


class CutBodyError(Exception):
    """The connection ended before the body did."""


class TlsError(Exception):
    """TLS could not be agreed on."""


class TunnelError(Exception):
    """A proxy did not lead to the server; the text says how, in words of our own."""


_PHRASES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((aiohttp.ServerDisconnectedError, ClosedError), "the server closed the connection without a response"),
    ((aiohttp.ClientPayloadError, CutBodyError), "the connection ended in the middle of the body"),
    ((aiohttp.ClientResponseError, httpx.RemoteProtocolError), "what came back is not HTTP"),
)

_BEFORE_SENDING = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    TunnelError,
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
)
"""Errors of a connection that never stood: no server can have seen the request."""


def read_error(error: Exception, place: str, timeouts: Timeouts) -> TransportError:
    """Return what an error of a carrier means to the retry policy.

    Args:
        error: Whatever the carrier raised.
        place: Host and port that the request was for.
        timeouts: What the carrier was told.
    """
    cause = error.__cause__
    if isinstance(error, httpx.HTTPError) and isinstance(cause, aiohttp.ClientError | TimeoutError):
        error = cause  # more exact: httpx-aiohttp calls a dropped connection a timeout
    kind, phrase = _read_timeout(error, timeouts) or _read_refusal(error) or _read_loss(error)
    sent = kind is not ErrorKind.BAD_REQUEST and not isinstance(error, _BEFORE_SENDING)
    return TransportError(kind, f"{place}: {phrase}", sent=sent)


def _read_timeout(error: Exception, timeouts: Timeouts) -> tuple[ErrorKind, str] | None:
    if isinstance(error, aiohttp.ConnectionTimeoutError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return ErrorKind.TIMEOUT, f"no connection within {timeouts.connect_s:g} s (connect_s)"
    if isinstance(error, aiohttp.ServerTimeoutError | httpx.ReadTimeout | httpx.WriteTimeout):
        return ErrorKind.TIMEOUT, f"no byte for {timeouts.first_byte_s:g} s (first_byte_s)"
    # With a number it is the operating system that gave up: a lost connection, not our own clock.
    if isinstance(error, httpx.TimeoutException) or (isinstance(error, TimeoutError) and error.errno is None):
        return ErrorKind.TIMEOUT, f"no whole response within {timeouts.total_s:g} s (total_s)"
    return None


def _read_refusal(error: Exception) -> tuple[ErrorKind, str] | None:
    """Return the kind of what another try does not heal: an address or a header that cannot be, a body in no code."""
    if isinstance(error, BodyTooLargeError):
        return ErrorKind.BAD_RESPONSE, f"the body is larger than {MOST_BYTES >> 20} MiB"
    if isinstance(error, httpx.DecodingError):
        return ErrorKind.BAD_RESPONSE, "the body is not encoded as its content-encoding says"
    if isinstance(error, aiohttp.InvalidURL | httpx.InvalidURL | httpx.UnsupportedProtocol):
        return ErrorKind.BAD_REQUEST, "the address cannot be used; it must be http:// or https://"
    if isinstance(error, ValueError) and not isinstance(error, ssl.CertificateError):
        return ErrorKind.BAD_REQUEST, "the request cannot be sent: a header, the address or the proxy is malformed"
    return None


def _read_loss(error: Exception) -> tuple[ErrorKind, str]:
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return ErrorKind.CONNECTION, f"the proxy answered with status {error.status}"
    if isinstance(error, TunnelError):
        return ErrorKind.CONNECTION, str(error)
    found = next((phrase for types, phrase in _PHRASES if isinstance(error, types)), "")
    return ErrorKind.CONNECTION, found or f"connection failed: {_name_cause(error)}"


def _name_cause(error: BaseException) -> str:
    """Return the reason of the deepest error that has one in fixed words, else the name of the class."""
    seen: BaseException | None = error
    while seen is not None:
        inner = getattr(seen, "os_error", None) or getattr(seen, "certificate_error", None) or seen
        if words := _read_words(inner):
            return words
        seen = seen.__cause__ or seen.__context__
    return type(error).__name__


def _read_words(error: object) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate was refused: {getattr(error, 'verify_message', None) or 'not trusted'}"
    if isinstance(error, ssl.SSLError | TlsError):
        return f"TLS: {getattr(error, 'reason', None) or 'broken off'}"
    if isinstance(error, socket.gaierror):
        return "the host name could not be resolved"
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return ""
