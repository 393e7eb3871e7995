"""A run in a process of its own whose disk kills it at one boundary: killed_run.py CONFIG POINT OCCURRENCE WHEN."""

import sys
from pathlib import Path
from typing import cast

from engine.config.load import load_config
from engine.run import run
from engine.testing import KillingDisk, RecordingDisk, When


def main() -> None:
    """Run a config until the disk kills the process; with no point, print every boundary that the run crosses."""
    loaded = load_config(Path(sys.argv[1]))
    if len(sys.argv) == 2:
        disk = RecordingDisk()
        run(loaded, disk=disk)
        print("\n".join(disk.crossed))  # noqa: T201 - the answer of this script
        return
    point, occurrence, when = sys.argv[2:]
    run(loaded, disk=KillingDisk(point, int(occurrence), cast("When", when)))


if __name__ == "__main__":
    main()
