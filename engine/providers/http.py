"""The real transport: reqwest where it is installed, which has no build for every machine, else aiohttp under httpx."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.providers.httpx_transport import HttpxTransport
    from engine.providers.reqwest_transport import ReqwestTransport


def make_http_transport(
    *, connect_s: float, first_byte_s: float, total_s: float, connections: int
) -> "ReqwestTransport | HttpxTransport":
    """Return what sends requests over HTTP once it is entered.

    Args:
        connect_s: Seconds until there is a connection, TLS included.
        first_byte_s: Seconds until the first byte of the response, and from then on between any two.
        total_s: Seconds from the call to the last byte.
        connections: Most connections at a time; further requests wait for one.
    """
    # Only the one that is used is loaded: either takes a tenth of a second.
    try:
        from engine.providers.reqwest_transport import ReqwestTransport  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "pyreqwest":
            raise
        from engine.providers.httpx_transport import HttpxTransport  # noqa: PLC0415

        return HttpxTransport(connect_s=connect_s, first_byte_s=first_byte_s, total_s=total_s, connections=connections)
    return ReqwestTransport(connect_s=connect_s, first_byte_s=first_byte_s, total_s=total_s, connections=connections)
