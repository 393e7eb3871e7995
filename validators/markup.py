"""Refuses texts that carry the marks of a format: HTML, Markdown, JSON, escapes, LaTeX commands, model tokens."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late
from validators.text import normalize

_SIGNS = frozenset("<&*_`\\{}[]#|【")
_TAGS = (
    "br|p|b|i|u|em|strong|div|span|ul|ol|li|h[1-6]|hr|table|tr|td|th|sub|sup|font|a|img|code|pre|html|body|center|ref"
)
_TAG = compile_late(
    rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,200}})?\s?/?>|</[A-Za-z][\w:-]{{0,40}}>|(?<![\w<])<[A-Za-z][\w:-]{{2,40}}>",
    re.IGNORECASE,
)
_MODEL_TAGS = (
    "s|think|thinking|thought|thoughts|reasoning|reflection|analysis|scratchpad|answer|final|final_answer"
    "|output|response|result"
    "|reply|item|tool_call|tool_response|function_call|system|user|assistant|instructions?|unk|pad|eos|bos"
    "|start_of_turn"
    "|end_of_turn|channel|message"
)
_KEYS = "question|options?|answer|explanation|subject|text|sentiment|label|input|correction|error_type|id|choices"
_RESIDUE = compile_late(
    r"&(?:nbsp|quot|amp|lt|gt|apos|zwnj|zwj|rlm|lrm|ndash|mdash|laquo|raquo|hellip|#\d{2,6}|#x[0-9a-fA-F]{2,6});"
    r"|(?<![*\d])\*\*(?![*\s\d])|(?<=[\w؟.،:!)»])\*\*(?![*\w])|(?<![\w_])__(?=[ء-ي])[^_\n]{1,200}__(?![\w_])"
    r"|(?m:^\s{0,3}#{2,6}\s*[^\s#])|`[^`\n]{0,99}[ء-ي][^`\n]{0,99}`"
    r"|(?<!\S)\\[nrt](?!\S)|(?<!\S)\\\\(?!\S)(?![^\n]*\\(?:end|\\))|\\n(?=[ء-ي\s\"]|$)"
    r"|(?<=[ء-ي؟.:،])\\[nrt](?![a-z])|\\[\"/]"
    rf"|[\"'](?:{_KEYS})[\"']\s*:|(?m:^)\s{{0,9}}[{{\[,]?\s{{0,9}}[\"'][A-Za-z_]{{1,40}}[\"']\s*:"
    rf"|\{{\s*\"[^\"\n]{{1,40}}\"\s*:"
    r"|\"\s*,\s*\"[A-Za-z_]{1,40}\"\s*:|(?m:^)\s{0,9}\[\s?[\"']"
    r"|\\(?:text(?:bf|it|rm|sf|tt)|emph|underline|section|item|begin\{(?:itemize|enumerate|document|center)|par"
    r"|newline)\b"
    r"|\\begin\{[a-z]{1,20}\*?\}(?![\s\S]{0,400}\\end\{)"
    rf"|<\|[a-z_]{{2,30}}\|>|</?(?:{_MODEL_TAGS})>|\[/?INST\]|\[(?:UNK|PAD|MASK|SEP|CLS)\]"
    r"|<</?SYS>>|!?\[[^\[\]\n]{1,100}\]\((?:https?:|/|www\.)[^)\n]*\)|\[\[(?=\w)[^\[\]\n]{1,100}\]\]|【[^】\n]{0,40}】"
    r"|:?contentReference\[|\boaicite\b|\[(?:citation needed|source|sources|ref|reference)(?: ?\d+)?\]"
    r"|\[(?:(?:بحاجة|تحتاج) (?:إلى|ل)\s?مصدر|مصدر\s?؟?)(?: ?\d+)?\]"
    r"|\[\^\d{1,3}\^?\]|[.؟!»]\s?\[\d{1,2}\]\s{0,9}(?m:$)",
    re.IGNORECASE,
)
_RULE = compile_late(r"(?:[-*=~] ?){3,}")
_OPEN, _CLOSED = frozenset("{["), frozenset(("}", "},", "]", "],", "{", "["))
"""Lines of JSON around a text."""
_TAIL = compile_late(r"[\"'”]\s?(?:\}\s?[\]}]*|\]\s?\}*),?\s{0,9}$", re.MULTILINE)
_CALL = compile_late(r"\b(?:cite)?turn\d+(?:search|view|news|file|fetch|image)\d+")
_KEY = compile_late(r"(?:^|,)\s{0,9}\"[A-Za-z_]{1,40}\"\s?:", re.MULTILINE)
_ABOUT_TAGS = frozenset(
    normalize(
        "html xml وسم الوسم وسوم الوسوم وسما بوسم والوسم تاج التاج صفحات ويب الويب برمجة البرمجة كود الكود"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Markup:
    """Refuses HTML tags and entities, Markdown, JSON, written-out escapes, LaTeX of text, model tokens and citations.

    Formulas in LaTeX, code in backticks, stars between verses and, in questions about HTML, its tags pass.
    """

    codes = ("markup",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the mark."""
        found = _find_mark(reading)
        return Refusal("markup", found[:40]) if found else None


def _find_mark(reading: Reading) -> str | None:
    text = reading.text
    signs = reading.signs
    if text.count("\n") >= len(reading.texts):
        for each in reading.texts.values():
            if "\n" in each and (line := _find_line(each)):
                return line
    if not signs:
        return None
    found = _CALL.search(text) if "t" in signs else None
    if not found and ('":' in text or '" :' in text):
        found = _KEY.search(text)
    if not found and not _SIGNS.isdisjoint(signs):
        found = _RESIDUE.search(text)
        if not found and (text.count("{") < text.count("}") or text.count("[") < text.count("]")):
            found = _TAIL.search(text)
        if not found and "<" in signs and _ABOUT_TAGS.isdisjoint(reading.tokens):
            found = _TAG.search(text)
    return found[0] if found else None


def _find_line(text: str) -> str | None:
    """Return a line of signs at the end of a text, or one of JSON at either end; braces of program text open first."""
    lines = text.strip().split("\n")
    first, last = lines[0].strip(), lines[-1].strip()
    if len(lines) > 1 and _RULE.fullmatch(last):
        return last
    if first in _OPEN:
        return first
    closed = min((place for sign in "}]" if (place := text.find(sign)) >= 0), default=len(text))
    return last if last in _CLOSED and not any(0 <= text.find(sign) < closed for sign in _OPEN) else None
