"""An error as an OpenAI-compatible server says it: a status, and an object `error` that names what was wrong."""

import orjson

Header = tuple[bytes, bytes]
"""Name in lower case and value, as ASGI has them."""


class ApiError(Exception):
    """A request is not answered with a completion.

    Args:
        status: HTTP status.
        message: For people.
        param: The parameter that was wrong, where it was one.
        code: For programs, where there is one.
        type_: OpenAI's class of errors; what the status usually has where it is not given.
        headers: Beside the content's type and length.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        type_: str | None = None,
        headers: tuple[Header, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.param, self.code, self.headers = status, message, param, code, headers
        self.type = type_ or ("server_error" if status >= 500 else "invalid_request_error")

    def encode(self) -> bytes:
        """Return the body of the response."""
        return orjson.dumps(
            {"error": {"message": self.message, "type": self.type, "param": self.param, "code": self.code}}
        )
