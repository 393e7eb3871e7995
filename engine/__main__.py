"""`python -m engine` and the `arabic-synth` script start here."""

import gc
import os
import sys

_COLLECTED_AFTER = 20_000, 10, 100
"""Rows come and go without cycles: Python's own 700 objects would have it look for some at every other row."""


_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""Matrices here are small: more threads than one wait for each other, and cost what they wait."""


def main() -> None:
    """Run the program; Ctrl-C while it is still being loaded ends it like any other."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    try:
        from engine.cli.app import main as run  # noqa: PLC0415 - loading takes long enough to be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    gc.freeze()  # what is loaded by now stays
    gc.set_threshold(*_COLLECTED_AFTER)
    run()


if __name__ == "__main__":
    main()
