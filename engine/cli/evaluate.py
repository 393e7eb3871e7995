"""`evaluate-style` and `evaluate-persona`: a finished data set to figures, targets and flagged rows."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import orjson
import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.progress import show_progress
from engine.errors import UsageError
from engine.evaluate.flags import write_flags
from engine.evaluate.source import find_only_task
from engine.outputs.places import check_places
from engine.outputs.staged import stage
from prompts.discover import UnknownTaskError, find_task

if TYPE_CHECKING:
    from engine.evaluate.order import Evaluation

GATE_NOT_MET = 100

_Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, which is done anyway.")]
_Task = Annotated[str, typer.Argument(help="Task of the rows: exams, sentiment, grammar …", show_default=False)]
_InPath = Annotated[
    Path | None,
    typer.Option("--in-path", "--input-file", help="JSONL of any origin, or a run directory.", show_default=False),
]
_Real = Annotated[
    list[Path] | None,
    typer.Option("--real", help="Real items: fidelity and usefulness are measured against them. Repeatable."),
]
_Protect = Annotated[
    list[Path] | None, typer.Option("--protect", help="Benchmark that must not have leaked. Repeatable.")
]
_Canaries = Annotated[
    Path | None, typer.Option("--canaries", help="Texts that were planted and must not occur, one a line.")
]
_Report = Annotated[Path | None, typer.Option("--report", help="Where an HTML page about it all goes.")]
_ReportJson = Annotated[Path | None, typer.Option("--report-json", help="Where the JSON goes too.")]
_FlagCsv = Annotated[Path | None, typer.Option("--flag-csv", help="Where rows that do not pass go: id, reason, text.")]
_Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of samples, splits and bootstrap.")]
_Sample = Annotated[
    int, typer.Option("--sample", min=100, help="Rows that costly measures look at; all others see every row.")
]
_Gate = Annotated[bool, typer.Option("--gate", help=f"Exit with {GATE_NOT_MET} if a measured target is not met.")]
_Generated = Annotated[
    bool, typer.Option("--generated/--foreign", help="Judge all rows as a model's, or as written by people.")
]


def evaluate_style(
    task: _Task,
    *,
    in_path: _InPath = None,
    real: _Real = None,
    protect: _Protect = None,
    canaries: _Canaries = None,
    report: _Report = None,
    report_json: _ReportJson = None,
    flag_csv: _FlagCsv = None,
    arabic_ratio: Annotated[
        float | None, typer.Option("--arabic-ratio", min=0, max=1, help="Least share of Arabic letters in a row.")
    ] = None,
    gate: _Gate = False,
    seed: _Seed = 42,
    sample: _Sample = 10_000,
    generated: _Generated = True,
    json: _Json = False,  # noqa: ARG001 - JSON is what is printed in any case
) -> None:
    """Measure a data set: quality, fidelity to real data, diversity, usefulness (TSTR), privacy, targets.

    Example: arabic-synth evaluate-style sentiment --in-path runs/sentiment --real tweets.csv --gate
    """
    path = in_path or Path("outputs", f"{task}_clean.jsonl")
    _Asked(
        _Files(path, real or (), protect or (), canaries),
        _Outputs(report, report_json, flag_csv),
        _Measures(seed, sample, arabic_ratio, generated or None, personas=False),
    ).run(task, gate=gate)


def evaluate_persona(
    *,
    in_path: _InPath = None,
    task: Annotated[
        str | None, typer.Option("--task", help="Task of the rows.", show_default="that of the run, or exams")
    ] = None,
    real: _Real = None,
    protect: _Protect = None,
    canaries: _Canaries = None,
    report: _Report = None,
    report_json: _ReportJson = None,
    flag_csv: _FlagCsv = None,
    arabic_ratio: Annotated[
        float, typer.Option("--arabic-ratio", min=0, max=1, help="Least share of Arabic letters in a row.")
    ] = 0.7,
    gate: _Gate = False,
    seed: _Seed = 42,
    sample: _Sample = 10_000,
    generated: _Generated = True,
    json: _Json = False,  # noqa: ARG001 - as above
) -> None:
    """Measure rows in the voices of personas: all of evaluate-style, and what personas and rewrites come to.

    Example: arabic-synth evaluate-persona --input-file outputs/exams_pers_raw.jsonl --flag-csv outputs/flagged.csv
    """
    path = in_path or Path("outputs", "exams_pers_raw.jsonl")
    _Asked(
        _Files(path, real or (), protect or (), canaries),
        _Outputs(report, report_json, flag_csv),
        _Measures(seed, sample, arabic_ratio, generated or None, personas=True),
    ).run(task, gate=gate)


class _Files(NamedTuple):
    source: Path
    real: Sequence[Path]
    protect: Sequence[Path]
    canaries: Path | None


class _Outputs(NamedTuple):
    report: Path | None
    report_json: Path | None
    flag_csv: Path | None

    def check(self, files: _Files) -> None:
        """Raise UsageError where one of them is a file that must stay."""
        staying = [("--in-path", files.source), *(("--real", each) for each in files.real)]
        staying += [("--protect", each) for each in files.protect]
        staying += [("--canaries", files.canaries)] if files.canaries else []
        names = "--report", "--report-json", "--flag-csv"
        check_places([(name, path) for name, path in zip(names, self, strict=True) if path], staying)

    def write(self, done: "Evaluation", page: bytes) -> None:
        """Write what was asked for."""
        contents = page, _dump(done), write_flags(done.flags)
        wanted = [(path, content) for path, content in zip(self, contents, strict=True) if path]
        with stage(*(path for path, _ in wanted)) as files:
            for file, (_, content) in zip(files, wanted, strict=True):
                file.write(content)


class _Measures(NamedTuple):
    seed: int
    sample: int
    arabic_ratio: float | None
    generated: bool | None
    personas: bool


class _Asked(NamedTuple):
    """What both commands do, whatever it is called."""

    files: _Files
    outputs: _Outputs
    measures: _Measures

    def run(self, task: str | None, *, gate: bool) -> None:
        """Measure, write what was asked for and say what was found; without a task, that of the run, or exams."""
        self.outputs.check(self.files)
        name = task or find_only_task(self.files.source) or "exams"
        done = self._evaluate(name)
        self.outputs.write(done, self._lay_out(name, done) if self.outputs.report else b"")
        _finish(done, gate=gate)

    def _evaluate(self, task: str) -> "Evaluation":
        # scikit-learn takes two seconds to load: only who measures waits for it.
        from engine.evaluate.evaluate import evaluate  # noqa: PLC0415
        from engine.evaluate.order import Order  # noqa: PLC0415

        try:
            spec = find_task(task)
        except UnknownTaskError as error:
            raise UsageError(str(error)) from None
        name, order = self.files.source.name, Order(spec, *self.files, **self.measures._asdict())
        with show_progress(name) as tell:
            return evaluate(order, lambda what, done, size: tell(f"{name}: {what}", done, size))

    def _lay_out(self, task: str, done: "Evaluation") -> bytes:
        from engine.report.order import ReportOrder  # noqa: PLC0415 - as above
        from engine.report.report import lay_out  # noqa: PLC0415

        seed, sample, generated = self.measures.seed, self.measures.sample, self.measures.generated
        order = ReportOrder(*self.files, seed=seed, measured=sample, generated=bool(generated))
        return lay_out(order, {task: done}).page


def _dump(done: "Evaluation") -> bytes:
    return orjson.dumps(done.report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _finish(done: "Evaluation", *, gate: bool) -> None:
    """Say what was found."""
    write_json(done.report)
    for warning in done.warnings:
        say_warning(warning)
    for target in done.report["targets"]:
        told = "met" if target["met"] else "not met"
        say(f"{target['name']} {target['value']:g} ({target['relation']} {target['target']:g}): {told}")
    if gate and not done.met:
        raise typer.Exit(GATE_NOT_MET)
