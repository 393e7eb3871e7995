"""Lays a report out as one HTML file that runs nothing but its own script and loads nothing."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from engine.report import writing
from engine.report.bilingual import Language, Speaker, Text
from engine.report.fields import Values, name_field
from engine.report.figures import name_measure
from engine.report.pack import pack_samples
from engine.report.samples import Passage, Sample

LIMIT = 150_000
"""Bytes that a page about one task, with no more samples than usual, does not exceed."""

MORE = 50_000
"""Bytes that each further task may add."""

_UNSAFE = re.compile("[<>&\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FOLDER = Path(__file__).parent
_STATIC = 5  # samples that stand in the page itself: those that are printed, and seen where no script runs
_FEWEST = 20
_LIGHT = (
    "--paper:#fff;--card:#fff;--ink:#000;--soft:#454d55;--line:#c9c6bd;--accent:#0b6b5d;--bar:#2f8f7f;--track:#e9e6de;"
    "--tick:#000;--good:#0a6647;--goodback:#dff2e8;--bad:#a3231b;--badback:#fbe5e2;--warn:#7a4a00;--warnback:#fdf0d5;"
    "--h0:#fbe5e2;--h1:#fdf0d5;--h2:#eaf5ef;--h3:#cfeadd"
)
_DARK = (
    "--paper:#14181b;--card:#1c2125;--ink:#e8e6e1;--soft:#a9b1b8;--line:#3a4248;--accent:#62c9b5;--bar:#4fb3a1;"
    "--track:#31383d;--tick:#fff;--good:#8fe0b8;--goodback:#12382b;--bad:#ffb3aa;--badback:#471c19;--warn:#f5cf8a;"
    "--warnback:#403011;--mark:#e8c45a;--h0:#471c19;--h1:#403011;--h2:#1d3530;--h3:#164a3a"
)


class Page:
    """A page that waits for its samples.

    Args:
        language: In which it is written.
        name: What it is about.
        values: Names of values of fields.
        context: What the templates lay out.
    """

    def __init__(self, language: Language, name: str, values: Values, context: Mapping[str, Any]) -> None:
        self._speaker, self._name, self._values = Speaker(language), writing.show_signs(name), values
        self._environment = _open_templates(self._speaker, values)
        self._context = context
        self._style = _fill(self._environment, "style.css.j2", dark=_DARK, light=_LIGHT, **_read_fonts())
        self._script = _fill(self._environment, "page.js.j2")

    def render(self, samples: Sequence[Sample], limit: int | None = LIMIT) -> tuple[bytes, int]:
        """Return the page and how many samples it shows: as many as fit into `limit` bytes, spread over all of them."""
        count = len(samples)
        while True:
            shown = [samples[at * len(samples) // count] for at in range(count)] if count else []
            packed = pack_samples(shown)
            page = self._render(shown, packed, trimmed=count < len(samples)).encode("utf-8", "replace")
            if limit is None or len(page) <= limit or count <= _FEWEST:
                return page, count
            room = limit - (len(page) - len(packed))
            count = max(_FEWEST, min(count * 19 // 20, count * room // len(packed)))

    def _render(self, samples: Sequence[Sample], packed: str, *, trimmed: bool) -> str:
        titles = Text(f"تقرير {self._name}", f"Report: {self._name}")
        return self._environment.get_template(
            "page.html.j2"
        ).render(
            self._context,
            speaker=self._speaker,
            name=self._name,
            titles=titles._asdict(),
            style=Markup(self._style),  # noqa: S704 - ours
            script=Markup(self._script),  # noqa: S704 - ours
            style_hash=_hash(self._style),
            script_hash=_hash(self._script),
            names=_embed(self._list_names(samples, titles)),
            packed=packed,
            static=samples[:_STATIC],
            sample_count=len(samples),
            trimmed=trimmed,
        )

    def _list_names(self, samples: Sequence[Sample], titles: Text) -> dict[str, Any]:
        """Return what the script calls things, in both languages."""
        pairs = sorted({pair for each in samples for pair in each.values.items()})
        fields = {name for name, _ in pairs}
        fields |= {passage.name for each in samples for passage in each.passages}
        fields |= {name for each in samples for name in each.lineage}
        return {
            "title": titles,
            "fields": {name: name_field(name) for name in sorted(fields)},
            "values": self._values.list_all(pairs),
            "all": Text("كل الصفوف", "All rows"),
            "found": Text("صفوف مطابقة:", "Matching rows:"),
            "page": Text("صفحة", "Page"),
        }


def mark_words(passage: Passage) -> Markup:
    """Return a text with the words that stand out marked."""
    marks, text = set(passage.marks), passage.texts[0]
    if not marks:
        return writing.write_text(text)
    words = (
        Markup("<mark>{}</mark>" if place in marks else "{}").format(writing.show_signs(word))  # noqa: S704
        for place, word in enumerate(text.split())
    )
    return Markup(" ").join(words)


def _open_templates(speaker: Speaker, values: Values) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    written: dict[str, Callable[..., Any]] = {
        "t": speaker.say,
        "tell": speaker.tell,
        "n": writing.write_number,
        "usd": writing.write_dollars,
        "ends": writing.write_ends,
        "measure": name_measure,
        "percent": writing.write_percent,
        "range": writing.write_range,
        "duration": writing.write_duration,
        "value": writing.write_value,
        "mono": writing.write_code,
        "foreign": writing.write_foreign,
        "option": writing.write_option,
        "shown": writing.show_signs,
        "marked": mark_words,
        "field": name_field,
        "named_value": values.name,
    }
    environment.globals |= {**written, "speaker": speaker}
    return environment


def _fill(environment: Environment, name: str, **values: str) -> str:
    """Return a filled template without the blanks in which its lines begin."""
    filled = environment.get_template(name).render({key: Markup(value) for key, value in values.items()})  # noqa: S704
    return "\n".join(line.strip() for line in filled.splitlines() if line.strip())


def _read_fonts() -> dict[str, str]:
    files = {"regular": "naskh-400.woff2", "bold": "naskh-700.woff2"}
    return {name: b64encode((_FOLDER / "fonts" / file).read_bytes()).decode() for name, file in files.items()}


def _hash(content: str) -> str:
    """Return the hash by which the page's policy knows an element's content."""
    return b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _embed(value: Any) -> Markup:
    """Return JSON that cannot end the element it is in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))  # noqa: S704 - no sign of HTML is left
