"""Ratings inside a text, as marks or stars, that contradict its label."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_SCORE = re.compile(r"(?<![\d/.])(\d{1,3}(?:\.\d)?)\s?/\s?(5|10|100)(?![\d/])")
_WORDED = re.compile(
    r"(?:تقييم\w*|تقدير\w*|علامت?\w*|درجت?\w*|[أن]عطي\w*|أعطيت\w*|منحت\w*|[أن]منح\w*)\s+(?:\S+\s+){0,3}?"
    r"(\d{1,2}|صفر|واحد|اثنان|ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|تسعة|عشرة)\s+(?:من|على)\s+(?:أصل\s+)?(5|10|خمسة?|عشرة?)(?!\w)"
)
_STARS = re.compile(
    r"(?:تقييم\w*|[أن]عطي\w*|أعطيت\w*|منحت\w*|[أن]منح\w*)\s+(?:\S+\s+){0,3}?(نجمة(?: واحدة)?|خمس نجوم|5 نجوم)"
)
_DRAWN = re.compile("([⭐★]{3,5})(?![⭐★☆])|(★)☆{4}")
_NAMES = {"صفر": 0, "واحد": 1, "اثنان": 2, "ثلاث": 3, "ثلاثة": 3, "أربع": 4, "أربعة": 4} | {"تسعة": 9}
_NAMES |= {"خمس": 5, "خمسة": 5, "عشر": 10, "عشرة": 10}
_HINTS = ("/", "⭐", "★", "نجم", "من 5", "من 10", "من ٥", "من ١٠", "من خمس", "من عشر", "من أصل", "على 10", "على عشر")


@dataclass(frozen=True, slots=True)
class RatingAgrees:
    """Refuses an opinion that gives a good mark and is labelled negative, or the other way round.

    Attributes:
        bad: Largest share (0 to 1) of the full mark that contradicts `positive`; higher is stricter.
        good: Least share that contradicts `negative`; lower is stricter.
    """

    bad: float = 0.3
    good: float = 0.8
    codes = ("rating_contradicted",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the mark; neutral texts may report any, and where marks differ none counts."""
        label, text = reading.fields["sentiment"], reading.texts["text"]
        if label == "neutral" or not any(map(text.__contains__, _HINTS)):
            return None
        shares = read_ratings(text)
        against = [share for share in shares if (share <= self.bad if label == "positive" else share >= self.good)]
        if not shares or len(against) < len(shares):
            return None
        return Refusal("rating_contradicted", f"{label}, but {against[0]:.0%} of the full mark")


def read_ratings(text: str) -> list[float]:
    """Return every mark that a text gives, as a share of the full mark; a hotel's own stars are none."""
    text = text.translate(_DIGITS)
    found = [float(match[1]) / float(match[2]) for match in _SCORE.finditer(text)]
    found += [_to_number(match[1]) / _to_number(match[2]) for match in _WORDED.finditer(text)]
    found += [0.2 if match[1].startswith("نجمة") else 1.0 for match in _STARS.finditer(text)]
    found += [len(match[1]) / 5 if match[1] else 0.2 for match in _DRAWN.finditer(text)]
    return [share for share in found if share <= 1]


def _to_number(text: str) -> float:
    return float(_NAMES.get(text, text))
