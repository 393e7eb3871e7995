"""The README of a Hugging Face data set: a header for the Hub, and a page for readers, from measured figures."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from engine import __version__
from engine.export.features import Columns, find_columns, list_features
from engine.export.figures import NEAREST, divide, list_counts, measure_lengths, summarize_run, tabulate
from engine.export.licences import name_licence
from engine.export.order import Format, Order
from engine.export.origin import Origin
from engine.export.parents import find_parents
from engine.export.survey import Survey
from engine.export.wording import load_card, make_environment

_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"), (10**7, "1M<n<10M"))
_SCALARS = {"string": "text", "json": "JSON text", "int64": "integer", "float64": "number", "bool": "true or false"}


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A split as it was written.

    Attributes:
        name: `train`, `validation` or `test`.
        path: Relative to the folder.
        rows: Its rows.
        bytes: Length of the file.
        memory: Bytes of its rows once loaded, as nearly as is known.
        values: Planned field to its values' counts in this split.
    """

    name: str
    path: str
    rows: int
    bytes: int
    memory: int
    values: Mapping[str, Counter[str]]


def write_card(order: Order, origin: Origin, survey: Survey, splits: Sequence[SplitFile], groups: int) -> str:
    """Return the README, `groups` being the number of sets of rows that no split divides."""
    environment = make_environment(Path(__file__).parent)
    environment.filters.update(
        cell=_escape,
        number=_write_number,
        percent=_write_percent,
        sentence=_make_sentence,
        code=lambda name: f"`{name}`",
    )
    own = load_card(order.spec)
    barred = is_barred(origin, survey)
    found = _is_found(survey)
    return environment.get_template("card.md.j2").render(
        header=_dump(_make_header(order, origin, survey, splits)),
        title=_name_title(order),
        title_ar=own.title_ar,
        row=own.row,
        row_ar=own.row_ar,
        limits=() if found else own.limits,
        unfinished=origin.unfinished,
        barred=barred,
        found=found,
        known=bool(survey.lineage["model"]),
        mocked=sum(count for name, count in survey.lineage["model"].items() if name.split(":")[0] == "mock"),
        version=__version__,
        rows=survey.rows,
        folder=order.output.name,
        splits=splits,
        seed=order.seed,
        grouping=_tell_groups(survey.rows, groups),
        stratum=survey.stratum if len(splits) > 1 else "",
        fields=_list_fields(find_columns(order, survey)),
        chat=order.style if order.format is Format.chat else "",
        parents=find_parents(order, origin, survey),
        privacy=origin.privacy,
        licence=name_licence(order.license).text,
        **_list_figures(order, origin, survey, splits),
    )


def _make_header(order: Order, origin: Origin, survey: Survey, splits: Sequence[SplitFile]) -> dict[str, Any]:
    """Return what the Hub reads."""
    own, found = load_card(order.spec), _is_found(survey)
    categories = [*(["text-generation"] if order.format is Format.chat else []), *own.categories]
    return {
        "pretty_name": _name_title(order),
        "language": ["ar"],
        **name_licence(order.license).header,
        "annotations_creators": ["found" if found else "machine-generated"],
        "language_creators": ["found" if found else "machine-generated"],
        "multilinguality": ["monolingual"],
        **({} if found else {"source_datasets": ["original"]}),
        "size_categories": [next((name for limit, name in _SIZES if survey.rows < limit), "n>10M")],
        **({"task_categories": categories} if categories else {}),
        "tags": [*([] if found else ["synthetic", "llm-generated"]), "arabic", "arabic-synth", *own.tags],
        **({"evaluation_use": False} if is_barred(origin, survey) else {}),
        **({"partial": True} if origin.unfinished else {}),
        "configs": [
            {
                "config_name": "default",
                "data_files": [{"split": each.name, "path": each.path} for each in splits],
            }
        ],
        "dataset_info": _describe_data(order, survey, splits),
    }


def is_barred(origin: Origin, survey: Survey) -> bool:
    """Return whether rows must not be used to evaluate models, because the run or a row says so."""
    return origin.run.get("evaluation_use") is False or survey.barred > 0


def _is_found(survey: Survey) -> bool:
    """Return whether all rows are items of benchmarks that people wrote."""
    return survey.borrowed == survey.rows


def _name_title(order: Order) -> str:
    return load_card(order.spec).title or f"Synthetic Arabic data: {order.spec.name}"


def _list_figures(order: Order, origin: Origin, survey: Survey, splits: Sequence[SplitFile]) -> dict[str, Any]:
    lineage = {name.replace("_", " ").capitalize(): counts for name, counts in survey.lineage.items() if counts}
    personas = lineage.pop("Persona id", Counter())
    models = list_counts(survey.lineage["model"])
    values = {each.name: (survey.values[each.name], each.weights) for each in order.spec.dimensions}
    tables = [tabulate(name, counts, weights) for name, (counts, weights) in values.items() if counts]
    columns = {name: {split.name: split.values[name] for split in splits} for name in values} if len(splits) > 1 else {}
    return {
        "written_by": _tell_models([each.value for each in models]),
        "values": [divide(each, columns.get(each.name, {})) for each in tables],
        "lengths": [measure_lengths(name, words) for name, words in survey.words.items() if words],
        "lineage": [(name, list_counts(counts)) for name, counts in lineage.items()],
        "personas": len(personas),
        "run": summarize_run(origin.run),
        "refusals": list_counts(origin.run.get("rejected", {})),
        "nearest": [
            {"name": told, "value": survey.nearest[name]} for name, told in NEAREST.items() if name in survey.nearest
        ],
    }


def _tell_models(models: Sequence[str]) -> str:
    if not models:
        return "the rows do not say which model wrote them"
    names = [f"`{_escape(name)}`" for name in models]
    several = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"the language model{'s' if len(names) > 1 else ''} {several} wrote them"


def _tell_groups(rows: int, groups: int) -> str:
    if groups == rows:
        return "No row is a rewrite or a copy of another, so every row was placed by itself."
    return (
        f"Rows that come from one row, that row itself and rows that say the same stand in one split: "
        f"{_write_number(rows)} rows make {_write_number(groups)} such groups."
    )


def _describe_data(order: Order, survey: Survey, splits: Sequence[SplitFile]) -> dict[str, Any]:
    return {
        "features": list_features(find_columns(order, survey)),
        "splits": [{"name": each.name, "num_bytes": each.memory, "num_examples": each.rows} for each in splits],
        "download_size": sum(each.bytes for each in splits),
        "dataset_size": sum(each.memory for each in splits),
    }


def _list_fields(columns: Columns) -> list[dict[str, str]]:
    classes, fields = columns.classes, []
    for name, kind in columns.kind.columns():
        stated = {"list": "list", "struct": "object"}.get(kind.final) or _SCALARS[kind.final]
        if kind.final == "list" and kind.element:
            stated = f"list of {_SCALARS.get(kind.element.final, 'object')}s"
        kinds = f"class of {len(classes[name])}" if name in classes else stated
        fields.append({"name": name, "type": kinds, "meaning": columns.meanings.get(name, "")})
    return fields


def _dump(header: Mapping[str, Any]) -> str:
    stream = io.StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # the library's own stub has None
    writer.width = 4096
    writer.dump(dict(header), stream)
    return stream.getvalue()


def _escape(text: object) -> str:
    """Return a foreign text on one line that is text only, in Markdown and in its tables."""
    plain = " ".join(str(text).split())[:200]
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("`", "'"), ("[", "\\["), ("]", "\\]")):
        plain = plain.replace(sign, written)
    return plain


def _write_number(value: int) -> str:
    return f"{value:,}"


def _write_percent(value: int, total: int) -> str:
    return f"{100 * value / total:.1f}%" if total else "–"


def _make_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
