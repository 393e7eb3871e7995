"""Real items in the shape of our rows, from a folder of public data sets."""

import csv
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from engine.dataset.reader import read_items
from engine.dataset.source import SourceItem
from scripts.faults.fault import Row
from scripts.faults.rules import explain

_ADDRESS = re.compile(r"https?://\S*|(?<!\w)@\w*|^RT\b\s*:?")
"""What no row of ours may hold and most tweets do; taken out, so that they are judged by what they say."""
_LABELS = {"POS": "positive", "NEG": "negative", "NEU": "neutral"}
_FASIH = {
    "hamza": "hamza",
    "taa_marbuta": "ta_marbuta",
    "alif_maqsura": "alif_maqsura",
    "missing_preposition": "preposition",
    "wrong_preposition": "preposition",
    "definiteness": "definiteness",
    "verb_conjugation": "verb_mood",
    "gender_agreement": "adjective_agreement",
}
"""Its types with a counterpart. Confused letters have none; `number_agreement` is a plural without any numeral."""
_NO_AGREEMENT = ("عام", "العام", "سعيد", "أول", "رابع")
"""Words that FASIH swaps as if they were adjectives: the noun `year`, a name, ordinals before their noun."""
_AREAS = {
    "OH": "hamza",
    "OT": "ta_marbuta",
    "SP": "spelling_split_merge",
    "XC": "case_ending",
    "XF": "definiteness",
    "XN": "number_noun_agreement",
}
"""Tags of ZAEBUC for which one type of ours is surely meant."""
_REASONS = (
    "الإجابة الصحيحة هي «{text}» كما ورد في الكتاب المدرسي المقرر.",
    "الصواب «{text}»، وهذا ما تؤكده المراجع المدرسية في هذه المادة.",
    "يقرر المنهج الدراسي أن الجواب هو «{text}»، أما بقية البدائل فلا تحقق المطلوب في السؤال.",
    "الجواب «{text}» لأنه البديل الوحيد الذي يتفق مع ما درسه الطالب في هذا الموضوع.",
)


@dataclass(frozen=True, slots=True)
class RealSet:
    """Rows of one public data set.

    Attributes:
        name: What a table calls it.
        task: Task of the rows, or `text` for rows with one field `text` that only the checks of any text can judge.
        rows: The items.
        base: Whether damage is planted into them.
    """

    name: str
    task: str
    rows: Sequence[Row]
    base: bool = True


def find_folder(given: Path | None = None) -> Path:
    """Return the folder of public data: the given one, or that of the environment, or the one beside the project."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    return given or Path(os.environ.get("ARABIC_SYNTH_REAL_DATA", beside))


def read_sets(folder: Path) -> list[RealSet]:
    """Return every data set of the folder.

    Raises:
        OSError: If a file is missing.
    """
    fasih, zaebuc = list(_read_fasih(folder)), _read_zaebuc(folder)
    corrections = [pair["target"] for pair in _load_fasih(folder)]
    return [
        RealSet("EXAMS", "exams", list(_read_exams(folder / "exams_ar" / "exams_ar_test.jsonl"))),
        RealSet(
            "ArabicMMLU, four options", "exams", list(_read_exams(folder / "arabicmmlu_egypt" / "ArabicMMLUs.csv"))
        ),
        RealSet(
            "GPT-4o questions", "exams", list(_read_exams(folder / "llm_outputs" / "gpt4o_exams_120.jsonl")), False
        ),
        RealSet("ArSarcasm-v2, 8 words and more", "sentiment", list(_read_tweets(folder))),
        RealSet("FASIH pairs", "grammar", fasih),
        RealSet("ZAEBUC pairs of one type", "grammar", list(_pair_zaebuc(zaebuc)), False),
        RealSet("FASIH corrections", "text", [{"text": text} for text in corrections], False),
        RealSet("ZAEBUC corrections", "text", [{"text": window["correction"]} for window in zaebuc], False),
    ]


def _read_exams(path: Path) -> Iterator[Row]:
    for item in read_items(path, prefer=("exams",)):
        if isinstance(item, SourceItem) and len(item.fields["options"]) == 4 and item.fields["answer"] in "ABCD":
            yield _complete_exam(dict(item.fields))


def _complete_exam(row: Row) -> Row:
    text = row["options"]["ABCD".index(row["answer"])][3:]
    reason = Random(row["question"]).choice(_REASONS).format(text=text)
    return {
        "question": row["question"],
        "options": list(row["options"]),
        "answer": row["answer"],
        "explanation": row.get("explanation") or reason,
        "subject": row.get("subject") or "science",
    }


def _read_tweets(folder: Path) -> Iterator[Row]:
    with (folder / "arsarcasm_v2" / "training_data.csv").open(encoding="utf-8", newline="") as file:
        for tweet in csv.DictReader(file):
            text = " ".join(_ADDRESS.sub(" ", tweet["tweet"]).split()).strip('" ')
            if len(text.split()) >= 8:
                yield {"text": text, "sentiment": _LABELS[tweet["sentiment"]]}


def _load_fasih(folder: Path) -> list[dict[str, Any]]:
    pairs: list[dict[str, Any]] = json.loads((folder / "fasih" / "fasih_v4.1__fasih_test.json").read_text("utf-8"))
    return pairs


def _read_fasih(folder: Path) -> Iterator[Row]:
    for pair in _load_fasih(folder):
        error_type = _FASIH.get(pair["error_type"])
        if error_type and not (error_type == "adjective_agreement" and _is_no_agreement(pair)):
            yield _make_pair(pair["source"], pair["target"], error_type)


def _is_no_agreement(pair: dict[str, Any]) -> bool:
    changed = set(pair["source"].split()) ^ set(pair["target"].split())
    return len(changed) != 2 or any(word.startswith(_NO_AGREEMENT) or "ةة" in word for word in changed)


def _read_zaebuc(folder: Path) -> list[dict[str, Any]]:
    with (folder / "zaebuc_ar" / "train_triplets.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _pair_zaebuc(windows: Sequence[dict[str, Any]]) -> Iterator[Row]:
    for window in windows:
        tags = window["error_types"]
        if len(tags) == 1 and tags[0] in _AREAS and window["input"] != window["correction"]:
            yield _make_pair(window["input"], window["correction"], _AREAS[tags[0]])


def _make_pair(wrong: str, right: str, error_type: str) -> Row:
    explanation = explain(error_type, wrong, right)
    return {"input": wrong, "correction": right, "explanation": explanation, "error_type": error_type}
