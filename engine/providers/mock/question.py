"""A chat-completions body as the mock server takes it: read, checked, and refused as picky endpoints refuse."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import orjson

from engine.providers.mock.api_error import ApiError

_ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})


def read_question(data: bytes) -> dict[str, Any]:
    """Return a body in which every parameter that the mock knows has the right type, and all content is plain text.

    Parameters that it does not know are ignored, as most compatible servers do.

    Raises:
        ApiError: 400, naming the parameter.
    """
    try:
        body = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ApiError(400, f"The body of the request is not JSON: {error}.") from None
    if type(body) is not dict:
        raise ApiError(400, "The body of the request must be a JSON object.")
    for name in ("model", "messages"):
        if not body.get(name):
            raise ApiError(400, f"Missing required parameter: '{name}'.", param=name, code="missing_required_parameter")
    for name, value in body.items():
        if name in _CHECKS and value is not None and not _CHECKS[name](value):
            raise _refuse_type(name)
    for place, message in enumerate(body["messages"]):
        if type(message) is not dict or type(message.get("role")) is not str or message["role"] not in _ROLES:
            raise _refuse_type(f"messages[{place}]")
        if type(message.get("content")) is not str:
            message["content"] = _read_parts(message.get("content"), f"messages[{place}].content")
    return body


def refuse_parameters(body: Mapping[str, Any], refused: Collection[str]) -> None:
    """Refuse what the server was told not to take.

    Args:
        body: A checked body.
        refused: Names of parameters, or `response_format.TYPE` for one type of it.

    Raises:
        ApiError: 400, naming the parameter.
    """
    for name, value in body.items():
        if name == "response_format" and value and f"{name}.{value['type']}" in refused:
            message = f"Invalid parameter: '{name}' of type '{value['type']}' is not supported by this model."
            raise ApiError(400, message, param=name)
        if name not in refused or value is None:
            continue
        if name in _ONLY_DEFAULT:
            _refuse_value(name, value)
        else:
            hint = _INSTEAD.get(name, "")
            message = f"Unsupported parameter: '{name}' is not supported by this model.{hint}"
            raise ApiError(400, message, param=name, code="unsupported_parameter")


def need_stream(body: Mapping[str, Any]) -> None:
    """Refuse a request that does not ask for a stream.

    Raises:
        ApiError: 400, naming `stream`.
    """
    if not body.get("stream"):
        message = "Unsupported value: this model only answers as a stream; set 'stream' to true."
        raise ApiError(400, message, param="stream", code="unsupported_value")


def _refuse_value(name: str, value: float) -> None:
    if value != _ONLY_DEFAULT[name]:
        message = (
            f"Unsupported value: '{name}' cannot be {value:g} with this model. "
            f"Only the default ({_ONLY_DEFAULT[name]}) is supported."
        )
        raise ApiError(400, message, param=name, code="unsupported_value")


def _refuse_type(name: str) -> ApiError:
    return ApiError(400, f"Invalid type or value of '{name}'.", param=name, code="invalid_type")


def _read_parts(content: Any, name: str) -> str:
    """Return the text of a content in parts; of an empty one, nothing."""
    if content is None:
        return ""
    if type(content) is not list or not all(
        type(part) is dict and part.get("type") == "text" and type(part.get("text")) is str for part in content
    ):
        raise _refuse_type(name)
    return "".join(part["text"] for part in content)


def _is_number(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in {int, float} and least <= value <= most


def _is_whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is(kind: type) -> Callable[[Any], bool]:
    return lambda value: type(value) is kind


def _is_format(value: Any) -> bool:
    if type(value) is not dict or value.get("type") not in ("text", "json_object", "json_schema"):
        return False
    if value["type"] != "json_schema" and "json_schema" not in value:
        return True
    schema = value.get("json_schema")
    return type(schema) is dict and type(schema.get("name")) is str and type(schema.get("schema", {})) is dict


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "model": _is(str),
    "messages": _is(list),
    "temperature": _is_number(0, 2),
    "top_p": _is_number(0, 1),
    "frequency_penalty": _is_number(-2, 2),
    "presence_penalty": _is_number(-2, 2),
    "max_tokens": _is_whole(1, 10**9),
    "max_completion_tokens": _is_whole(1, 10**9),
    "n": _is_whole(1, 1),
    "seed": _is_whole(-(2**63), 2**64 - 1),
    "stream": _is(bool),
    "stream_options": _is(dict),
    "response_format": _is_format,
}
"""Parameter to whether a value of it can be used; whole numbers as far as JSON libraries carry them."""

_ONLY_DEFAULT: Mapping[str, int] = {"temperature": 1, "top_p": 1}
"""Parameters of which a model that refuses them still takes the default."""

_INSTEAD: Mapping[str, str] = {
    "max_tokens": " Use 'max_completion_tokens' instead.",
    "max_completion_tokens": " Use 'max_tokens' instead.",
}
