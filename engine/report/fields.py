"""What the fields of rows and the values of planned fields are called in both languages."""

from collections.abc import Iterable, Mapping

from engine.report.bilingual import Text
from engine.report.writing import show_signs
from prompts.base import TaskSpec

_ARABIC = {
    "answer": "الإجابة",
    "correction": "الجملة بعد التصحيح",
    "dialect": "اللهجة",
    "difficulty": "الصعوبة",
    "domain": "المجال",
    "error_type": "نوع الخطأ",
    "explanation": "الشرح",
    "input": "الجملة قبل التصحيح",
    "model": "النموذج",
    "options": "الخيارات",
    "parent_id": "الأصل",
    "persona_id": "الشخصية",
    "question": "السؤال",
    "sentiment": "الرأي",
    "subject": "المادة",
    "text": "النص",
    "exams": "أسئلة الامتحانات",
    "grammar": "تصحيح النحو والإملاء",
}
_TASKS = {"sentiment": Text("تحليل الآراء", "Sentiment")}


def name_field(name: str) -> Text:
    """Return what a field is called; one that is not known has its own name in both languages."""
    words = show_signs(name).replace("_", " ")
    return Text(_ARABIC.get(name, words), words[:1].upper() + words[1:])


def name_task(name: str) -> Text:
    """Return what a task is called."""
    return _TASKS.get(name) or name_field(name)


class Values:
    """Names of the values of planned and drawn fields.

    Args:
        specs: The tasks whose fields they are.
    """

    def __init__(self, specs: Iterable[TaskSpec]) -> None:
        self._labels: dict[str, Mapping[str, str]] = {
            dimension.name: dimension.labels for spec in specs for dimension in spec.dimensions
        }

    def name(self, field: str, value: str) -> Text:
        """Return what a value is called; one that has no label has its own name in both languages."""
        words = show_signs(value).replace("_", " ")
        return Text(self._labels.get(field, {}).get(value, words), words)

    def list_all(self, pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, list[str]]]:
        """Return field to value to both names, of those values that are asked for."""
        found: dict[str, dict[str, list[str]]] = {}
        for field, value in pairs:
            found.setdefault(field, {})[value] = list(self.name(field, value))
        return found
