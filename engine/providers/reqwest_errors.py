"""Tells what an error of reqwest is in httpx's terms, which say more than its own classes do."""

import re
import socket
import ssl
from collections.abc import Mapping

import httpx
from pyreqwest import exceptions

from engine.providers.http_errors import ClosedError, CutBodyError, Timeouts, TlsError, TunnelError

_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_UNRESOLVED = ("dns error", "failed to lookup address")
_IN_BODY = "request or response body error"
_FROM_CONNECTION = "error reading a body from connection"
_CLOSED = "connection closed before message completed"
_TLS = "received corrupt message"
_NOT_HTTP = ("parsed", "message head is too large", "unexpected message")
_TUNNEL = "tunnel error: "
_TUNNEL_WORDS = {
    "proxy authorization required": "the proxy wants a user and a password, which its address is to hold",
    "unexpected end of file": "the proxy closed the connection",
}
_CERTIFICATE_WORDS = {
    "unknownissuer": "not signed by an authority that is trusted here (SSL_CERT_FILE names another file of them)",
    "causedasendentity": "it is marked as an authority's own (CA:TRUE), which no server may show",
    "not valid for name": "made for another host name",
    "not valid for any names": "made for another host name",
    "expired": "expired",
    "notvalidyet": "not valid yet",
    "not valid yet": "not valid yet",
}


def translate(error: Exception, waited: float, timeouts: Timeouts) -> Exception:
    """Return the error that says what happened; any other than reqwest's as it is.

    Its classes call a server that keeps silent a connection that never stood; its causes tell the two apart.

    Args:
        error: As raised.
        waited: Seconds since the request was made.
        timeouts: What the client was told.
    """
    if not isinstance(error, exceptions.DetailedPyreqwestError):
        return error
    causes = [cause["message"] for cause in error.details["causes"] or ()]
    whole = " | ".join(causes)
    unsent = "client error (Connect)" in whole
    if isinstance(error, exceptions.RequestTimeoutError):
        return _translate_timeout(error, unsent, waited, timeouts)
    if isinstance(error, exceptions.BuilderError):
        return ValueError("malformed")
    if _IN_BODY in whole:
        return CutBodyError() if _FROM_CONNECTION in whole else httpx.DecodingError("")
    return _translate_loss(whole, unsent)


def _translate_timeout(error: Exception, unsent: bool, waited: float, timeouts: Timeouts) -> Exception:
    if isinstance(error, exceptions.PoolTimeoutError):
        return httpx.PoolTimeout("")
    if unsent:
        return httpx.ConnectTimeout("")
    return httpx.TimeoutException("") if waited >= timeouts.total_s else httpx.ReadTimeout("")


def _translate_loss(whole: str, unsent: bool) -> Exception:
    """Return a lost connection with its reason as the cause."""
    cause: Exception | None = None
    if found := _OS_ERROR.search(whole):
        cause = OSError(int(found[1]), "")
    elif any(words in whole for words in _UNRESOLVED):
        cause = socket.gaierror()
    elif _TUNNEL in whole:
        return TunnelError(_find_words(_TUNNEL_WORDS, whole) or "the proxy did not connect")
    elif "certificate" in whole:
        cause = ssl.SSLCertVerificationError()
        cause.verify_message = _find_words(_CERTIFICATE_WORDS, whole)
    elif unsent and _TLS in whole:
        cause = TlsError()
    elif _CLOSED in whole:
        return ClosedError()
    elif any(words in whole for words in _NOT_HTTP):
        return httpx.RemoteProtocolError("")
    error: Exception = httpx.ConnectError("") if unsent else httpx.ReadError("")
    error.__cause__ = cause
    return error


def _find_words(words: Mapping[str, str], whole: str) -> str:
    said = whole.lower()
    return next((ours for theirs, ours in words.items() if theirs in said), "")
