"""How values are written on the page: numbers from left to right, words of the data from right to left, signs shown."""

import re
from math import floor, log10
from typing import Any

from markupsafe import Markup, escape

from engine.report.figures import COUNT, NUMBER, SHARE, WORDS

_HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


_TERM = r"[\d.,()A-Za-z²³√π%°]*[\dA-Za-z²³π%°)]"
_SUM = re.compile(rf"{_TERM}(?:\s*[-+−×÷*/=^<>≤≥±]\s*{_TERM})+", re.ASCII)
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LETTERED = re.compile(r"(\w{1,2}\.)\s+(.+)", re.DOTALL)


def show_signs(text: object) -> str:
    """Return a text of the data with every sign that turns its direction, or that nobody sees, written out."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", str(text))


def write_foreign(text: object) -> Markup:
    """Return a text of the data, apart from what stands around it; it reads from right to left."""
    return Markup('<bdi dir="rtl" lang="ar">{}</bdi>').format(show_signs(text))


def write_text(text: str) -> Markup:
    """Return a text of the data with its sums, which would reverse between Arabic words, from left to right."""
    parts: list[Markup] = []
    place = 0
    shown = show_signs(text)
    for found in _SUM.finditer(shown):
        parts += [escape(shown[place : found.start()]), Markup('<bdi dir="ltr">{}</bdi>').format(found[0])]
        place = found.end()
    return Markup().join([*parts, escape(shown[place:])])


def write_option(text: str) -> Markup:
    """Return an option with its letter first; one without Arabic reads from left to right."""
    found = _LETTERED.fullmatch(text)
    letter, said = (found[1], found[2]) if found else ("", text)
    side = "rtl" if _ARABIC.search(said) else "ltr"
    shown = Markup('<bdi dir="{}">{}</bdi>').format(side, write_text(said))
    return Markup('<bdi dir="ltr">{}</bdi> {}').format(letter, shown) if letter else shown


def write_code(text: object) -> Markup:
    """Return a name, hash or path, apart from what stands around it; it reads from left to right."""
    return Markup('<bdi dir="ltr"><code>{}</code></bdi>').format(show_signs(text))


def write_number(value: object, places: int | None = None) -> Markup:
    """Return a number; at most four places after the point, and none that say nothing.

    What holds no letter reads from left to right in a `bdi` without more words.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Markup("<bdi>{}</bdi>").format(escape("–" if value is None else value))
    written = f"{value:,.{places}f}" if places is not None else f"{value:,}" if isinstance(value, int) else _trim(value)
    return Markup("<bdi>{}</bdi>").format(written)


def write_percent(share: float, places: int = 1) -> Markup:
    """Return a share, 0 to 1, in percent."""
    return Markup("<bdi>{}</bdi>").format(spell_percent(share, places))


def write_range(low: float, high: float) -> Markup:
    """Return an interval of shares in percent."""
    return Markup("<bdi>{}–{}</bdi>").format(spell_percent(low, 2).removesuffix("%"), spell_percent(high, 2))


def write_ends(interval: tuple[float, float] | None, kind: str = NUMBER) -> Markup:
    """Return both ends of an interval as the kind of its figure is written."""
    if interval is None:
        return write_number(None)
    low, high = interval
    if kind == SHARE:
        return write_range(low, high)
    # A dash between numbers that may be below zero reads as a sign.
    return Markup("<bdi>{} … {}</bdi>").format(_trim(low), _trim(high))


def write_dollars(amount: float) -> Markup:
    """Return US dollars; less than one with as many places as it takes to show two digits of it."""
    places = 2 if amount >= 1 or not amount else 1 - floor(log10(amount))
    return write_number(amount, max(2, min(places, 6)))


def spell_percent(share: float, places: int = 1) -> str:
    """Return percent as text; what is less than all gets as many places as it takes not to be written as 100%."""
    written = f"{100 * share:.{places}f}%"
    if share < 1 and places < 4 and written.startswith("100"):
        return spell_percent(share, places + 1)
    return written


def write_value(value: Any, kind: str) -> Markup:
    """Return a value as its kind is written."""
    if value is None:
        return write_number(None)
    if kind == WORDS:
        return write_foreign(value)
    if kind == SHARE:
        return write_percent(value)
    return write_number(int(value)) if kind == COUNT else write_number(value)


def write_duration(seconds: float) -> Markup:
    """Return hours, minutes and seconds."""
    whole = round(seconds)
    return write_number(f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}")


def _trim(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".") or "0"
