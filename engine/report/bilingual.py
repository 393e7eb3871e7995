"""Texts of the page in Arabic and in English, and which of the two a page carries."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from markupsafe import Markup


class Language(StrEnum):
    """What a page is written in; `both` opens in Arabic and has a switch."""

    ar = "ar"
    en = "en"
    both = "both"


class Text(NamedTuple):
    """The same in both languages."""

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Writes texts in the language of a page, escaped."""

    language: Language

    @property
    def first(self) -> str:
        """The language in which the page opens."""
        return "en" if self.language is Language.en else "ar"

    @property
    def direction(self) -> str:
        """The direction in which the page opens."""
        return "ltr" if self.first == "en" else "rtl"

    def say(self, ar: str | Markup, en: str | Markup) -> Markup:
        """Return a text; where the page has both languages, one element for each, of which one is shown."""
        if self.language is Language.both:
            return Markup('<span lang="ar">{}</span><span lang="en">{}</span>').format(ar, en)
        return Markup("{}").format(ar if self.language is Language.ar else en)

    def tell(self, text: Text) -> Markup:
        """Return a text that stands in a table."""
        return self.say(*text)

    def choose(self, text: Text) -> str:
        """Return a text, as text only, in the language in which the page opens."""
        return text.en if self.first == "en" else text.ar
