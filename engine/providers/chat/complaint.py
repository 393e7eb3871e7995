"""What a server says when it refuses a request, read out of every shape of error body that servers have."""

from dataclasses import dataclass, field
from typing import Any

from engine.providers.chat.reply import load_json
from engine.providers.chat.stream import is_stream, read_chunks
from engine.records import HttpResponse

_MOST_BYTES = 65_536
_MOST_TEXT = 4096
_DEEPEST = 8
_WIDEST = 8
_NESTED = ("error", "message", "msg", "detail", "details", "errors", "metadata", "raw", "body", "cause", "reason")
_CODES = ("code", "type", "status")


@dataclass(slots=True)
class Complaint:
    """An error body's words, in lower case.

    Attributes:
        codes: Every code, type and status that stands in it; numbers as text.
        params: Names of refused parameters, with dots where they are paths, in the order in which they stand.
        moderated: True where reasons for refusing the content are listed.
        text: Messages, one a line, cut at some thousand characters.
    """

    codes: list[str] = field(default_factory=list)
    params: list[str] = field(default_factory=list)
    moderated: bool = False
    text: str = ""

    def listen(self, value: Any, depth: int = 0) -> None:
        """Take in one value of an error body, JSON within strings included."""
        if depth > _DEEPEST:
            return
        if isinstance(value, str):
            self._listen_to_text(value, depth)
        elif isinstance(value, list):
            for part in value[:_WIDEST]:
                self.listen(part, depth + 1)
        elif isinstance(value, dict):
            self._listen_to_object(value, depth)

    def _listen_to_text(self, text: str, depth: int) -> None:
        inner = load_json(text.encode("utf-8", "replace")) if text[:1] in {"{", "["} else None
        if isinstance(inner, dict | list):
            self.listen(inner, depth + 1)
        elif len(self.text) < _MOST_TEXT:
            self.text += text[:_MOST_TEXT].lower() + "\n"

    def _listen_to_object(self, said: dict[str, Any], depth: int) -> None:
        self.codes += [str(said[name]).lower() for name in _CODES if isinstance(said.get(name), str | int)]
        if isinstance(said.get("param"), str):
            self.params.append(said["param"].lower())
        if isinstance(said.get("loc"), list):
            self.params.append(".".join(str(part) for part in said["loc"][:_WIDEST]).lower())
        self.moderated = self.moderated or (isinstance(said.get("reasons"), list) and bool(said["reasons"]))
        for name in _NESTED:
            self.listen(said.get(name), depth + 1)


def read_complaint(response: HttpResponse) -> Complaint:
    """Return what an error response says; a body that is no JSON is one text."""
    complaint = Complaint()
    body = response.body[:_MOST_BYTES]
    said = load_json(body)
    if said is None and is_stream(body):
        said = next((chunk for chunk in read_chunks(body) if isinstance(chunk, dict) and chunk.get("error")), None)
    complaint.listen(body[:_MOST_TEXT].decode("utf-8", "replace") if said is None else find_error(said) or said)
    return complaint


def find_error(completion: Any) -> Any:
    """Return the error that stands in place of a reply in a body, or None where there is none."""
    if not isinstance(completion, dict):
        return None
    if completion.get("object") == "error":
        return completion
    choices = completion.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return _find_told(completion) or (_find_told(first) if isinstance(first, dict) else None)


def _find_told(holder: dict[str, Any]) -> Any:
    error = holder.get("error")
    if isinstance(error, dict):
        # Some proxies add an empty error to every answer.
        return error if any(error.get(name) for name in ("message", "code", "type", "status")) else None
    return error or None
