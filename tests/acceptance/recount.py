"""Recounts a run directory from its shards alone, sharing no code with the product.

    python tests/acceptance/recount.py runs/exams-pilot [protected.csv …]

Prints one JSON object: rows, ids and texts that stand twice, counts of every label, and rows that equal a protected
question. Needs nothing but the standard library.
"""

import ast
import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

LABELS = {"exams": "answer", "sentiment": "sentiment", "grammar": "error_type"}
TEXTS = {"exams": ("question",), "sentiment": ("text",), "grammar": ("input", "correction")}
_FOLDS = str.maketrans("أإآٱىة٠١٢٣٤٥٦٧٨٩", "اااايه0123456789")


def fold(text: str) -> str:
    """Return a text without marks, tatweel, punctuation and spelling variants of alif, ya and ha."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text) if not unicodedata.combining(sign))
    plain = plain.replace("\u0640", "").translate(_FOLDS).casefold()
    return " ".join(re.findall(r"\w+", plain))


def read_rows(run_dir: Path, task: str) -> list[dict[str, Any]]:
    """Return every row of a task, in the order of its shards."""
    paths = sorted((run_dir / "data" / task).glob("part-*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_bytes().split(b"\n") if line]


def read_protected(path: Path) -> set[str]:
    """Return the folded questions of the public EXAMS CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        cells = [row["question"] for row in csv.DictReader(file)]
    return {fold(ast.literal_eval(re.sub(r"array\(|,\s*dtype=object\)", "", cell))["stem"]) for cell in cells}


def recount(run_dir: Path, protected: set[str]) -> dict[str, Any]:
    """Return what the shards of a run directory hold, by task."""
    found = {}
    for folder in sorted((run_dir / "data").iterdir()):
        rows = read_rows(run_dir, folder.name)
        keys = Counter("\n".join(fold(row[name]) for name in TEXTS[folder.name]) + _fold_options(row) for row in rows)
        if folder.name == "grammar":
            keys = Counter(f"{row['input']}\n{row['correction']}" for row in rows)
        found[folder.name] = {
            "rows": len(rows),
            "doubled_ids": len(rows) - len({row["id"] for row in rows}),
            "doubled_texts": len(rows) - len(keys),
            "labels": dict(sorted(Counter(row[LABELS[folder.name]] for row in rows).items())),
            "protected": sum(fold(row[TEXTS[folder.name][0]]) in protected for row in rows),
        }
    return found


def _fold_options(row: dict[str, Any]) -> str:
    return "\n".join(sorted(fold(option.split(". ", 1)[1]) for option in row.get("options", [])))


def main() -> None:
    """Recount the run directory on the command line."""
    run_dir, *files = map(Path, sys.argv[1:])
    protected = set().union(*map(read_protected, files))
    sys.stdout.write(json.dumps(recount(run_dir, protected), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
