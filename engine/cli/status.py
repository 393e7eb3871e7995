"""`status`: where a run stands."""

from dataclasses import asdict

from rich.table import Table

from engine.cli.console import say_warning, standard, write_json, write_line
from engine.cli.options import Json, RunDirPath
from engine.clock import SystemClock
from engine.display.snapshot import format_duration
from engine.inspection.status import Status, read_status
from engine.rundir import RunDir

_MOST_CELLS = 60


def status(run_dir: RunDirPath, *, json: Json = False) -> None:
    """Show where a run stands; works while it runs and after it died.

    Example: arabic-synth status runs/exams-pilot
    """
    found = read_status(RunDir(run_dir.absolute()), SystemClock())
    if json:
        write_json(asdict(found))
        return
    _print(found)
    for warning in found.warnings:
        say_warning(warning)


def _print(found: Status) -> None:
    write_line(f"{found.state}: {found.accepted:,} of {found.target:,} rows")
    for name, base in found.base.items():
        write_line(f"{name}: {base['accepted']:,} of {base['target']:,} rows")
    write_line(
        f"{found.attempts:,} attempts, {found.calls:,} calls, {found.in_flight:,} in flight, "
        f"{found.tokens['prompt']:,} prompt and {found.tokens['completion']:,} completion tokens, "
        f"${found.cost_usd:.2f}, {format_duration(found.elapsed_s)} of work"
    )
    table = Table("cell", "accepted", "target")
    for cell in found.cells[:_MOST_CELLS]:
        name = " ".join(f"{name}={value}" for name, value in cell["cell"].items()) or "all"
        table.add_row(name, f"{cell['accepted']:,}", f"{cell['target']:,}")
    if len(found.cells) > _MOST_CELLS:
        table.add_row(f"… {len(found.cells) - _MOST_CELLS} more (--json shows all)", "", "")
    standard().print(table)
    reasons = {**found.rejected, **{f"failed:{kind}": count for kind, count in found.failed.items()}}
    for reason, count in sorted(reasons.items(), key=lambda pair: -pair[1]):
        write_line(f"  {reason} {count:,}")
