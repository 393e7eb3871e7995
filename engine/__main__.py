"""`python -m engine` and the `arabic-synth` script start here."""

import sys


def main() -> None:
    """Run the program; Ctrl-C while it is still being loaded ends it like any other."""
    try:
        from engine.cli.app import main as run  # noqa: PLC0415 - loading takes long enough to be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
