"""How many rows and items each costly measure looked at, of how many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.report.bilingual import Text


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample: its elements, and those that it was drawn from; None where that is not known."""

    name: Text
    size: int
    of: int | None = None


_SAMPLES = (  # name, where its size stands, where that of the whole does
    (Text("الصفوف", "Rows"), "sample.rows", "sample.of"),
    (Text("العناصر الحقيقية", "Real items"), "sample.real.rows", "sample.real.of"),
    (Text("العناصر المحميّة", "Protected items"), "sample.protected.rows", "sample.protected.of"),
    (
        Text("الشبه بالمحميّ: الصفوف", "Likeness to protected items: rows"),
        "privacy.nearest_protected.rows",
        "privacy.nearest_protected.rows_in_all",
    ),
    (
        Text("الشبه بالمحميّ: العناصر", "Likeness to protected items: items"),
        "privacy.nearest_protected.items",
        "privacy.nearest_protected.items_in_all",
    ),
    (Text("اختبارا التمييز: الصفوف", "Two-sample tests: rows"), "fidelity.distance.sample.0", ""),
    (Text("اختبارا التمييز: العناصر الحقيقية", "Two-sample tests: real items"), "fidelity.distance.sample.1", ""),
    (Text("أصوات الشخصيات: صفوف", "Voices of personas: rows"), "persona.sample.rows", ""),
    (Text("الفائدة: صفوف التدريب", "Usefulness: rows trained on"), "utility.sizes.synthetic", ""),
    (Text("الفائدة: تدريب حقيقي", "Usefulness: real items trained on"), "utility.sizes.real_train", ""),
    (Text("الفائدة: اختبار حقيقي", "Usefulness: real items tested with"), "utility.sizes.real_test", ""),
    (Text("الفائدة عند التساوي: كل جهة", "Usefulness at equal size: either side"), "utility.sizes.equal", ""),
    (
        Text("المفردات عند تساوي الحجم: كلمات كل جهة", "Words of either side at equal size"),
        "fidelity.mtld_equal_size.words",
        "",
    ),
)


def list_drawn(report: Mapping[str, Any]) -> list[Drawn]:
    """Return every sample that the evaluation states."""
    return [*_find_samples(report)]


def _find_samples(report: Mapping[str, Any]) -> Iterator[Drawn]:
    for name, path, whole in _SAMPLES:
        size = _find(report, path)
        if size is not None:
            yield Drawn(name, size, _find(report, whole))


def _find(part: Any, path: str) -> int | None:
    for name in path.split("."):
        if isinstance(part, list | tuple) and name.isdigit():
            part = part[int(name)] if int(name) < len(part) else None
        else:
            part = part.get(name) if isinstance(part, Mapping) else None
    return part if isinstance(part, int) else None
