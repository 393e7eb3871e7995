"""`verify`: does a run directory hold what it says."""

from dataclasses import asdict

import typer

from engine.cli.console import say_error, write_json, write_line
from engine.cli.options import Json, RunDirPath
from engine.errors import DamagedFileError
from engine.inspection.verify import verify_run
from engine.rundir import RunDir


def verify(run_dir: RunDirPath, *, json: Json = False) -> None:
    """Recompute everything from the files alone; changes nothing. Exit code 6 where something is wrong.

    Example: arabic-synth verify runs/exams-pilot --json
    """
    found = verify_run(RunDir(run_dir.absolute()))
    if json:
        write_json(asdict(found))
    else:
        for problem in found.problems:
            say_error(problem)
        write_line(
            f"{'ok' if found.ok else 'not ok'}: {found.accepted:,} of {found.target:,} rows, "
            f"{'complete' if found.complete else 'not complete'}, {len(found.problems)} problems"
        )
    if not found.ok:
        raise typer.Exit(DamagedFileError.exit_code)
