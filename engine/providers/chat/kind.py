"""Classifies responses: which of them are replies, and for the others what a next try could mend."""

import re

from engine.providers.chat.complaint import Complaint, find_error, read_complaint
from engine.providers.chat.lesson import UNKNOWN_MODEL, complains_of_system, is_about_form
from engine.providers.chat.reply import load_json
from engine.providers.chat.stream import is_stream, read_chunks
from engine.records import ErrorKind, HttpResponse

# The address, the key or the account is wrong, which no later try can mend.
_FATAL = frozenset({301, 302, 303, 307, 308, 401, 402, 403, 404, 405, 407, 410})
# Too early, locked, cut off by a proxy: the same request may pass in a while.
_PASSING = frozenset({408, 409, 421, 423, 424, 425, 499})
_NO_CAPACITY = 498

_NO_CREDIT = re.compile(
    r"insufficient_(?:quota|credit|balance|fund)|billing|credit|payment|exceeded_current_quota|arrear|account_deactivated"
)
_NO_KEY = re.compile(
    r"(?:invalid|incorrect|wrong|missing|expired)[ _](?:api|x-api|auth\w*)[ _-]?key"
    r"|api[ _-]?key[ _](?:is )?(?:not valid|invalid|expired)|authentication_error|credit balance is too low"
)
_STATUS = re.compile(r"[2-5]\d\d\Z")
_STATUSES = (
    (re.compile(r"rate_?limit|too_many_requests|resource_exhausted"), 429),
    (re.compile(r"context_length|invalid_request|content_(?:policy|filter)|bad_?request"), 400),
    (_NO_CREDIT, 402),
    (re.compile(r"api_key|authentication|unauthor"), 401),
    (re.compile(r"permission"), 403),
    (re.compile(r"model_not_found|not_?found"), 404),
)


def classify_response(response: HttpResponse) -> ErrorKind | None:
    """Return the error kind that a response stands for, or None for a success.

    An error within a body of status 200 counts as if its code were the status.
    """
    if not 200 <= response.status < 300:
        return _classify_error(response.status, response)
    # A quotation mark within a reply's text is escaped, so that this finds keys only.
    if b'"error"' not in response.body or not _holds_error(response.body):
        return None
    return _classify_error(_read_status(read_complaint(response)), response)


def _holds_error(body: bytes) -> bool:
    said = load_json(body)
    if said is None and is_stream(body):
        return any(find_error(chunk) for chunk in read_chunks(body))
    return bool(find_error(said))


def _read_status(complaint: Complaint) -> int:
    """Return the status that an error within a body would have had; 500 where it does not say."""
    for code in complaint.codes:
        if _STATUS.match(code) and int(code) >= 400:
            return int(code)
    for pattern, status in _STATUSES:
        if any(pattern.search(code) for code in complaint.codes):
            return status
    return 500


def _classify_error(status: int, response: HttpResponse) -> ErrorKind:
    if status == 429:
        codes = read_complaint(response).codes
        return ErrorKind.FATAL if any(map(_NO_CREDIT.search, codes)) else ErrorKind.RATE_LIMITED
    if status == _NO_CAPACITY:
        return ErrorKind.RATE_LIMITED
    if status in _FATAL:
        return ErrorKind.BAD_REQUEST if _is_about_request(status, response) else ErrorKind.FATAL
    if status in _PASSING or status >= 500:
        return ErrorKind.BAD_REQUEST if _is_about_request(status, response) else ErrorKind.SERVER_ERROR
    return _classify_refusal(read_complaint(response))


def _is_about_request(status: int, response: HttpResponse) -> bool:
    """Return whether a status that speaks of the server or the key stands for a refused request."""
    if status == 403:
        complaint = read_complaint(response)
        return complaint.moderated or any("content_" in code or "moderation" in code for code in complaint.codes)
    if status in {404, 501}:
        return is_about_form(read_complaint(response))
    # Servers that fail to fill a chat template answer 500.
    return status == 500 and complains_of_system(read_complaint(response))


def _classify_refusal(complaint: Complaint) -> ErrorKind:
    said = "\n".join((*complaint.codes, complaint.text))
    if "json_validate_failed" in complaint.codes:
        return ErrorKind.BAD_RESPONSE
    if _NO_KEY.search(said) or UNKNOWN_MODEL.search(said) or any(map(_NO_CREDIT.search, complaint.codes)):
        return ErrorKind.FATAL
    return ErrorKind.BAD_REQUEST
