"""Texts that are no opinion at all, or several in one."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal

_TAG = re.compile(r"https?://\S+|www\.\S+|[#@][\w.]+|\bRT\b")
_LETTER = re.compile(r"[^\W\d_]")
_ITEM = re.compile(r"(?:^|\n)[ \t]*[(\[]?(?:[0-9٠-٩]{1,2}\s*[-.)\]:]|[أابجدهـ]{1,2}\s*[-.)\]]|[-•*▪●◦–—])[ \t]+\S")
_INLINE = re.compile(r"(?:^|\s)[(\[]?[1١]\s*[-.)\]]\s.+?\s[(\[]?[2٢]\s*[-.)\]]\s", re.DOTALL)
_RULE = re.compile(r"\S[ \t]*\n\s*(?:[-–—=*_~#.+•]{2,}|[*#|/])[ \t]*\n\s*\S")
_ORDINAL = re.compile(
    r"(?:^|\n)\W*(?:(?:أول|ثاني|ثالث|رابع)(?:[ًا]{1,2}|ة)?|ال(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة|رابع|رابعة))"
    r"\s*[:：.،)\]–—-]"
)
_NAMED = re.compile(
    r"(?:ال)?(?:رأي|تعليق|نص|تقييم|مراجعة|تغريدة|مثال|تجربة|منشور|عميل|زبون|مستخدم|زائر|شخص|كاتب|review|text|opinion)\s*"
    r"(?:رقم\s*|#)?[(\[]?\s*"
    r"(?:[0-9٠-٩]{1,2}(?!\w)|ال(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة)(?!\w)|آخر(?!\w)|أخرى(?!\w))\s*[)\]]?\s*[:：\n–—-]",
    re.IGNORECASE,
)
_AFTER = (":", "：", "\n", "-", "–", "—")
_SECOND = ("2", "٢", "ثاني", "آخر", "أخرى")


@dataclass(frozen=True, slots=True)
class Prose:
    """Refuses a text of nothing but hashtags, mentions and links."""

    codes = ("no_prose",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the text."""
        text = reading.texts["text"]
        if "#" not in text and "@" not in text and "http" not in text and "www" not in text:
            return None
        return None if _LETTER.search(_TAG.sub(" ", text)) else Refusal("no_prose", text[:100])


@dataclass(frozen=True, slots=True)
class OneOpinion:
    """Refuses a text that is a list of several opinions."""

    codes = ("several_opinions",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the text."""
        text = reading.texts["text"]
        listed = (
            ("\n" in text and _is_list(text))
            or (
                any(map(text.__contains__, _AFTER))
                and any(map(text.__contains__, _SECOND))
                and len(_NAMED.findall(text)) > 1
            )
            or (("2" in text or "٢" in text) and _INLINE.search(text) is not None)
        )
        return Refusal("several_opinions", text[:200]) if listed else None


def _is_list(text: str) -> bool:
    """Return whether two lines begin like the items of a list, or a line of signs parts a text."""
    return len(_ITEM.findall(text)) > 1 or len(_ORDINAL.findall(text)) > 1 or _RULE.search(text) is not None
