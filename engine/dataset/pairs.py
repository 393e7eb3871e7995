"""Pairs of a wrong and a right sentence, as correction benchmarks state them, to plain fields of triplets."""

from collections.abc import Mapping
from typing import Any

from engine.dataset.dialect import Dialect
from engine.dataset.field import read_text

_SOURCE = frozenset({"source", "target", "error_type"})
_EDITED = frozenset({"input", "correction", "edits"})
_TYPES = {"taa_marbuta": "ta_marbuta", "OH": "hamza", "OT": "ta_marbuta", "XC": "case_ending", "XF": "definiteness"}
_MOST = 6  # edits that are spelled out


def is_pair(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a pair without the explanation that a row of ours has."""
    return "explanation" not in record and (record.keys() >= _SOURCE or record.keys() >= _EDITED)


def convert_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the two sentences and, for an explanation, the edits between them as `wrong → right`.

    The type of the mistake is given where the file names just one, under our name where there is one for it.

    Raises:
        FieldError: If a sentence is missing.
    """
    names = ("source", "target") if "source" in record else ("input", "correction")
    kinds = _list_types(record)
    return {
        "id": record.get("id"),
        "input": read_text(record, names[0]),
        "correction": read_text(record, names[1]),
        "explanation": _describe_edits(record),
        **({"error_type": _TYPES.get(kinds[0], kinds[0])} if len(kinds) == 1 else {}),
        "meta": {"benchmark": "correction pairs"},
    }


def _list_types(record: Mapping[str, Any]) -> list[str]:
    stated = record.get("error_type") or record.get("error_types")
    found = stated if isinstance(stated, list) else [stated]
    return [*dict.fromkeys(kind for kind in found if isinstance(kind, str) and kind)]


def _describe_edits(record: Mapping[str, Any]) -> str:
    edits = record.get("edits")
    if isinstance(edits, list):
        known = [edit for edit in edits if isinstance(edit, dict)]
        told = [f"{edit.get('wrong', '')} → {edit.get('correct', '')}" for edit in known[:_MOST]]
    else:
        told = [str(record.get("correction", ""))] if "source" in record else []
    return "، ".join(told) or "→"


RECORD = Dialect(convert_record, {"input": "source", "correction": "target"})
"""A pair of `source` and `target` as a dialect."""

EDITED = Dialect(convert_record)
"""A pair of `input` and `correction` as a dialect."""


def choose_dialect(record: Mapping[str, Any]) -> Dialect:
    """Return how a record for which `is_pair` holds states its pair."""
    return RECORD if "source" in record else EDITED
