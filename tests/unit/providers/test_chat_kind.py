"""Responses as successes or kinds of errors."""

from typing import Any

import orjson
import pytest

from engine.providers.chat.kind import classify_response
from engine.records import ErrorKind, HttpResponse

FATAL, BUSY, AGAIN = ErrorKind.FATAL, ErrorKind.RATE_LIMITED, ErrorKind.SERVER_ERROR
REFUSED = ErrorKind.BAD_REQUEST


def _say(message: str = "", **more: object) -> dict[str, Any]:
    return {"error": {"message": message, **more}}


def _classify(status: int, body: object = b"") -> ErrorKind | None:
    return classify_response(HttpResponse(status, {}, body if isinstance(body, bytes) else orjson.dumps(body)))


@pytest.mark.parametrize(
    ("statuses", "kind"),
    [
        ([200, 201], None),
        ([301, 302, 307, 308, 401, 402, 403, 404, 405, 407, 410], FATAL),
        ([400, 406, 411, 413, 414, 415, 422, 431], REFUSED),
        ([408, 409, 423, 424, 425, 499, 500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 529, 599], AGAIN),
        ([429, 498], BUSY),
    ],
)
def test_a_status_alone_has_its_kind(statuses: list[int], kind: ErrorKind | None) -> None:
    """Key, credit and address are fatal; the server's own trouble passes; a refused request is refused again."""
    assert [kind] * len(statuses) == [_classify(status) for status in statuses]


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, _say("You exceeded your current quota", type="insufficient_quota", code="insufficient_quota"), FATAL),
        (429, _say("x", code="billing_hard_limit_reached"), FATAL),
        (429, _say("x", type="insufficient_credits"), FATAL),
        (429, _say("You exceeded your quota, check your plan and billing details", status="RESOURCE_EXHAUSTED"), BUSY),
        (429, _say("Add 10 credits to unlock 1000 free requests per day", code=429), BUSY),
        (429, _say("Rate limit reached", type="tokens", code="rate_limit_exceeded"), BUSY),
        (429, b"<html>Too Many Requests</html>", BUSY),
        (403, _say("flagged", code=403, metadata={"reasons": ["violence"], "flagged_input": "x"}), REFUSED),
        (403, _say("x", code="content_policy_violation"), REFUSED),
        (403, _say("x", metadata={"reasons": []}), FATAL),
        (403, _say("Country not supported", code="unsupported_country"), FATAL),
        (404, _say("The model `x` does not exist", code="model_not_found"), FATAL),
        (404, {"detail": "Not Found"}, FATAL),
        (404, _say("No endpoints found that can handle the requested parameters.", code=404), REFUSED),
        (404, _say("The response_format endpoint for this model does not exist"), FATAL),
        (400, _say("Please reduce the length", code="context_length_exceeded"), REFUSED),
        (400, _say("API key not valid. Please pass a valid API key.", status="INVALID_ARGUMENT"), FATAL),
        (400, _say("Incorrect API key provided: sk-x"), FATAL),
        (400, _say("Your credit balance is too low"), FATAL),
        (400, _say("vendor/x is not a valid model ID", code=400), FATAL),
        (400, _say("x", code="model_decommissioned"), FATAL),
        (400, _say("Failed to generate JSON", code="json_validate_failed"), ErrorKind.BAD_RESPONSE),
        (500, _say("Jinja error: System role not supported", code=500), REFUSED),
        (500, _say("seed overflow"), AGAIN),
        (501, _say("response_format is not implemented"), REFUSED),
        (501, _say("x"), AGAIN),
    ],
)
def test_a_body_can_change_the_kind(status: int, body: object, kind: ErrorKind) -> None:
    """Codes go before the status where servers use one status for several things."""
    assert kind == _classify(status, body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (_say("Rate limit exceeded", code=429), BUSY),
        (_say("x", code="429"), BUSY),
        (_say("x", code="rate_limit_exceeded"), BUSY),
        (_say("x", code=429, type="insufficient_quota"), FATAL),
        (_say("x", code="insufficient_quota"), FATAL),
        (_say("No auth credentials found", code=401), FATAL),
        (_say("x", code="invalid_api_key"), FATAL),
        (_say("x", code=402), FATAL),
        (_say("x", code="model_not_found"), FATAL),
        (_say("flagged", code=403, metadata={"reasons": ["x"]}), REFUSED),
        (_say("x", code=400), REFUSED),
        (_say("x", type="invalid_request_error"), REFUSED),
        (_say("Provider returned error", code=502), AGAIN),
        (_say("x", code="server_error"), AGAIN),
        (_say("x", code=10**18), AGAIN),
        (_say("x", code=200), AGAIN),
        ({"error": "upstream is gone"}, AGAIN),
        ({"object": "error", "message": "x", "code": 400}, REFUSED),
        ({"choices": [{"error": {"code": 502, "message": "x"}, "finish_reason": "error"}]}, AGAIN),
        (b'data: {"choices":[{"delta":{"content":"x"}}]}\n\ndata: {"error":{"code":429,"message":"x"}}\n\n', BUSY),
        (b'\xef\xbb\xbf{"error":{"code":429,"message":"x"}}', BUSY),
        ({"error": None, "choices": []}, None),
        ({"error": {}, "choices": []}, None),
        ({"error": {"message": "", "code": None}, "choices": []}, None),
        ({"choices": [{"message": {"content": '{"error": "429"}'}}]}, None),
        (b'{"error": cut', None),
        (b'[{"a": "error"}]', None),
    ],
)
def test_an_error_within_a_success_counts_by_its_code(body: object, kind: ErrorKind | None) -> None:
    """A body of status 200 that holds an error is no success, and an empty error is none."""
    assert kind == _classify(200, body)
