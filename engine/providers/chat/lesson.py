"""What a refusal teaches about an endpoint: the next poorer way of asking, and a line for people about it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from engine.providers.chat.complaint import Complaint
from engine.providers.chat.dialect import TOKEN_LIMITS, Dialect

_HOPELESS = re.compile(
    r"context[ _-]?(?:length|window|size)[ _](?:exceed|of|is)|maximum context|exceeds? the context"
    r"|(?:prompt|input) is too long|content[ _](?:policy|filter|management)|moderation"
)
UNKNOWN_MODEL = re.compile(
    r"\bmodel_(?:not_found|not_exist|decommissioned)|invalid_model\b|not a valid model|model not exist|unknown model"
    r"|\b(?:model|deployment)\b.{0,120}?\b(?:does not exist|not found|no longer available|decommissioned)"
)
"""Says that there is no such model."""

_NAMES = {
    "temperature": "temperature",
    "top_p": "top_p",
    "topp": "top_p",
    "top-p": "top_p",
    "seed": "seed",
    "max_tokens": "max_tokens",
    "max_new_tokens": "max_tokens",
    "max_completion_tokens": "max_completion_tokens",
    "stream_options": "stream_options",
}
_FORMAT = (
    r"response[_ ]?format|response_?schema|json[_ ]?schema|json_object|json mode|output_(?:format|config)"
    r"|text\.format|structured[ _-]?outputs?|guided[_ ](?:json|decoding|grammar)|requested parameters"
    r"|(?:invalid|unsupported) schema|(?:pars|compil|initiali)\w* (?:the )?grammar|\bgrammar (?:pars|compil|error)"
)
# A name with a hyphen or a slash beside it is part of a model's.
_MENTION = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, _NAMES))})(?![\w/]|-\w)|{_FORMAT}")
_SYSTEM = re.compile(
    r"(?:system|developer)[ _](?:role|message|prompt|instruction)s?\b.{0,40}"
    r"\b(?:not|un|in)\W?(?:supported|enabled|allowed|valid)"
    r"|role\b.{0,40}\bsystem\b.{0,60}\b(?:not|unsupported|invalid)|does not support '?\"?(?:system|developer)\b"
    r"|(?:unsupported|invalid|unknown) role\W{0,4}system|roles must alternate"
    r"|only (?:supports? )?user and assistant roles"
)
_ROLE = re.compile(r"messages\b.*\brole\b")
_STREAM = re.compile(
    r"stream\W{0,3}(?:parameter |option )?(?:must|has to|needs to|should) be (?:set to )?\W?(?:true|enabled)"
    r"|only supports? (?:the )?stream|stream(?:ing)?[ -]only|only stream(?:ing)? (?:mode|is|request|response)"
    r"|non-?stream\w*\b.{0,40}\b(?:not|un)\W?(?:supported|allowed|available)|not support non-?stream"
    r"|(?:requires?|require that) (?:stream|streaming)\b"
)
_BOTH = re.compile(r"\b(?:both|together|mutually exclusive|only one)\b")
_MOST = re.compile(
    r"(?:at most|up to|no more than|less than or equal to|<=|maximum (?:allowed )?(?:number |value )?(?:is|of|for)?"
    r"|\[\s*\d,)\W{0,3}(\d{1,3}(?:,\d{3})+|\d{2,7})(?![\d,]*\d)"
)


class Lesson(NamedTuple):
    """A dialect that may be understood, and what was learned, one line."""

    dialect: Dialect
    line: str


def draw_lesson(dialect: Dialect, complaint: Complaint) -> Lesson | None:
    """Return what a complaint about a request in `dialect` teaches, or None where asking otherwise makes no sense.

    A stated parameter goes before what is named in a message. Every lesson takes something from the dialect, so that
    there are at most a dozen.
    """
    asks_for_stream = "stream" in complaint.params or (is_about_form(complaint) and _STREAM.search(complaint.text))
    if asks_for_stream and not dialect.stream:
        line = "the endpoint answers in streams only; asking for a stream from now on"
        return Lesson(replace(dialect, stream=True), line)
    if not is_about_form(complaint):
        return None
    named = [name for name in _name_stated(complaint) if dialect.takes(name)]
    if not named and complains_of_system(complaint) and dialect.takes("system"):
        named = ["system"]
    if not named:
        named = [name for name in _name_mentioned(complaint) if dialect.takes(name)]
    if {"temperature", "top_p"} <= {*named, *_name_mentioned(complaint)} and _BOTH.search(complaint.text):
        named = ["top_p"] if dialect.takes("top_p") else named
    return _give_up(dialect, named[0], complaint.text) if named else None


def is_about_form(complaint: Complaint) -> bool:
    """Return whether a complaint names a way of asking, and not the content, its length or the model."""
    said = "\n".join((*complaint.codes, complaint.text))
    if _HOPELESS.search(said) or UNKNOWN_MODEL.search(said):
        return False
    if _STREAM.search(complaint.text) or complains_of_system(complaint):
        return True
    return any(_name_stated(complaint)) or any(_name_mentioned(complaint))


def complains_of_system(complaint: Complaint) -> bool:
    """Return whether a complaint says that there may be no system message."""
    return bool(_SYSTEM.search(complaint.text))


def _name_stated(complaint: Complaint) -> Iterator[str]:
    for param in complaint.params:
        if _ROLE.search(param):
            yield "system"
        else:
            yield from _find_names(param)


def _name_mentioned(complaint: Complaint) -> Iterator[str]:
    return _find_names(complaint.text)


def _find_names(text: str) -> Iterator[str]:
    return (_NAMES.get(found.group(), "response_format") for found in _MENTION.finditer(text))


def _give_up(dialect: Dialect, name: str, text: str) -> Lesson:
    if name == "system":
        line = "the endpoint takes no system message; putting it before the user's from now on"
        return Lesson(replace(dialect, merged=True), line)
    if name == "response_format":
        return _loosen_format(dialect)
    if name in TOKEN_LIMITS:
        return _change_limit(dialect, name, text)
    refused = replace(dialect, refused=dialect.refused | {name})
    return Lesson(refused, f"the endpoint takes no {name}; leaving it out from now on")


def _loosen_format(dialect: Dialect) -> Lesson:
    if dialect.format == "json_schema":
        line = "the endpoint takes no response_format json_schema; asking in JSON mode from now on"
        return Lesson(replace(dialect, format="json_object"), line)
    line = "the endpoint takes no response_format json_object; asking for plain text from now on"
    return Lesson(replace(dialect, format="text"), line)


def _change_limit(dialect: Dialect, name: str, text: str) -> Lesson:
    most = _MOST.search(text)
    if most and dialect.most_tokens is None:
        bound = int(most[1].replace(",", ""))
        line = f"the endpoint takes no {name} above {bound}; asking for no more from now on"
        return Lesson(replace(dialect, most_tokens=bound), line)
    changed = replace(dialect, refused=dialect.refused | {name})
    sending = f"sending {changed.token_limit}" if changed.token_limit else "sending no limit of tokens"
    return Lesson(changed, f"the endpoint takes no {name}; {sending} from now on")
