"""Judges every row as `clean` does and counts those that pass everything; the others are flagged with their reason."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from engine.cleaning.judge import Judge
from engine.cleaning.row import Drop, Row
from engine.cleaning.texts import FreeTexts
from engine.evaluate.flags import Flags
from engine.evaluate.interval import bound_share, measure_share
from engine.judges import Cleaning
from prompts.base import TaskSpec
from validators.base import Reading
from validators.corpus.statistics import CorpusStatistics

TARGET = 0.95
"""Share of the rows that pass every check, at least."""

_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc]+")
_SHOWN = 5  # details of each reason


class _NoStatistics(CorpusStatistics):
    def admit(self, reading: Reading) -> None:
        """Count nothing."""


class Quality:
    """Counts rows that pass every check.

    Args:
        spec: The task.
        cleaning: What rows are held against.
        generated: True where a model wrote all rows; None takes the word of each row.
        threshold: Likeness from which a row is a near duplicate.
        arabic_ratio: Arabic letters among a row's letters, at least; None sets no limit of its own.

    Attributes:
        flags: Rows that did not pass.
    """

    def __init__(
        self,
        spec: TaskSpec,
        cleaning: Cleaning,
        *,
        generated: bool | None,
        threshold: float,
        arabic_ratio: float | None = None,
    ) -> None:
        self.flags = Flags()
        # All rows are watched elsewhere, those that fail too.
        alone = replace(cleaning, statistics=_NoStatistics(spec.profile))
        self._judge = Judge(spec, alone, generated=generated, threshold=threshold)
        self._personal, self._texts = cleaning.personal, FreeTexts(spec)
        self._least = arabic_ratio
        self._rows = self._hits = 0
        self._ratios = 0.0
        self._below = 0
        self._reasons: Counter[str] = Counter()
        self._details: dict[str, list[str]] = {}

    def drop(self, row: Drop) -> None:
        """Count what is no row."""
        self._rows += 1
        self._flag(str(row.line), row.refusal.code, row.refusal.detail, row.text or row.row.decode())

    def read(self, row: Row) -> Reading:
        """Return the reading of a row that `add` wants."""
        return self._judge.read(row)

    def add(self, row: Row, reading: Reading) -> None:
        """Judge the next row."""
        self._rows += 1
        name, text = name_row(row), "\n".join(self._texts.find(row.source))
        [found] = self._judge.judge_readings([row], [reading])
        refusal = found.refusal if isinstance(found, Drop) else None
        if refusal is not None:
            self._flag(name, refusal.code, refusal.detail, text)
            self._hits += self._holds_personal(text, refusal.code)
        ratio = measure_arabic(text)
        self._ratios += ratio
        if self._least is not None and ratio < self._least:
            self._below += 1
            if refusal is None:
                self._flag(name, "arabic_ratio", f"{ratio:.2f} of the letters are Arabic", text)

    def measure(self) -> dict[str, Any]:
        """Return the share of rows that pass, its 95% interval, what is proven of it, and why the others do not."""
        passed = self._rows - self._reasons.total()
        return {
            "quality_score": round(passed / self._rows, 4) if self._rows else 0.0,
            "quality_interval": list(measure_share(passed, self._rows)),
            "quality_bound": round(bound_share(passed, self._rows).low, 4),
            "quality": {
                "rows": self._rows,
                "passed": passed,
                "reasons": dict(self._reasons.most_common()),
                "examples": self._details,
                "unmarked": self._judge.unmarked,
            },
        }

    def measure_personal(self) -> dict[str, Any]:
        """Return the rows with personal data in any of their texts, and their share with its interval."""
        share = self._hits / self._rows if self._rows else 0.0
        return {"rows": self._hits, "share": round(share, 4), "ci": list(measure_share(self._hits, self._rows))}

    def measure_leaks(self) -> dict[str, int]:
        """Return reason code of the leak guard to rows, over all rows that no check before it refused."""
        return {code: count for code, count in self._reasons.items() if code.startswith("leak")}

    def measure_script(self) -> dict[str, Any]:
        """Return the mean share of Arabic letters, and the share of rows below the limit where there is one."""
        rows = max(self._rows, 1)
        found: dict[str, Any] = {"mean": round(self._ratios / rows, 4)}
        if self._least is not None:
            found |= {"least": self._least, "share_below": round(self._below / rows, 4)}
        return found

    def _flag(self, name: str, code: str, detail: str, text: str) -> None:
        self._reasons[code] += 1
        shown = self._details.setdefault(code, [])
        if len(shown) < _SHOWN:
            # Personal data is not repeated in a report.
            shown.append(name if code.startswith("personal") else f"{name}: {detail}"[:200])
        self.flags.add(name, code, text)

    def _holds_personal(self, text: str, code: str) -> bool:
        """Whether a refused row holds personal data; one that passed holds none."""
        if code.startswith("personal"):
            return True
        return self._personal is not None and self._personal.judge_text(text) is not None


def measure_arabic(text: str) -> float:
    """Return the share of Arabic letters among all letters; 1 where there are none."""
    letters = _count(_LETTERS, text)
    return min(_count(_ARABIC, text) / letters, 1.0) if letters else 1.0


def _count(kind: re.Pattern[str], text: str) -> int:
    return sum(map(len, kind.findall(text)))


def name_row(row: Row) -> str:
    """Return the id of a row, or its line where it has none."""
    return row.id or str(row.source.line)
