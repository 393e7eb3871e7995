"""Refuses texts that carry the marks of a format: HTML, Markdown, JSON, escapes, LaTeX commands, model tokens."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.glance import find_signs
from validators.text import normalize

_SIGNS = frozenset("<&*_`\\{}[]#|【")
_TAGS = (
    "br|p|b|i|u|em|strong|div|span|ul|ol|li|h[1-6]|hr|table|tr|td|th|sub|sup|font|a|img|code|pre|html|body|center|ref"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,200}})?\s?/?>", re.IGNORECASE)
_KEYS = "question|options?|answer|explanation|subject|text|sentiment|label|input|correction|error_type|id|choices"
_RESIDUE = re.compile(
    r"&(?:nbsp|quot|amp|lt|gt|apos|zwnj|zwj|rlm|lrm|ndash|mdash|laquo|raquo|hellip|#\d{2,6}|#x[0-9a-fA-F]{2,6});"
    r"|(?<![*\d])\*\*(?![*\s\d])|(?<=[\w؟.،:!)»])\*\*(?![*\w])|(?<![\w_])__(?=[ء-ي])[^_\n]{1,200}__(?![\w_])"
    r"|(?m:^\s{0,3}#{2,6}\s*[^\s#])|`[^`\n]{0,99}[ء-ي][^`\n]{0,99}`"
    r"|\\n(?=[ء-ي\s\"]|$)|(?<=[ء-ي؟.:،])\\[nrt](?![a-z])|\\[\"/]"
    rf"|[\"'](?:{_KEYS})[\"']\s*:|\"\s{{0,9}}\}}\s{{0,9}}[,\]]?\s{{0,9}}\Z|\{{\s*\"[^\"\n]{{1,40}}\"\s*:"
    r"|\\(?:text(?:bf|it|rm|sf|tt)|emph|underline|section|item|begin\{(?:itemize|enumerate|document|center)|par|newline)\b"
    r"|<\|[a-z_]{2,30}\|>|</?(?:s|think|answer|unk|pad|eos|bos|start_of_turn|end_of_turn)>|\[/?INST\]|\[(?:UNK|PAD|MASK|SEP|CLS)\]"
    r"|<</?SYS>>|!?\[[^\[\]\n]{1,100}\]\((?:https?:|/|www\.)[^)\n]*\)|\[\[(?=\w)[^\[\]\n]{1,100}\]\]|【[^】\n]{0,40}】"
)
_ABOUT_TAGS = frozenset(normalize("html xml وسم الوسم وسوم الوسوم وسما بوسم والوسم تاج التاج صفحات ويب الويب").split())


@dataclass(frozen=True, slots=True)
class Markup:
    """Refuses HTML tags and entities, Markdown, JSON keys, written-out escapes, LaTeX of text, and model tokens.

    Formulas in LaTeX, code in backticks, stars between verses and, in questions about HTML, its tags pass.
    """

    codes = ("markup",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the mark."""
        signs = find_signs(reading.text)
        if _SIGNS.isdisjoint(signs):
            return None
        if found := _RESIDUE.search(reading.text):
            return Refusal("markup", found[0][:40])
        if "<" in signs and (found := _TAG.search(reading.text)) and _ABOUT_TAGS.isdisjoint(reading.tokens):
            return Refusal("markup", found[0][:40])
        return None
