"""`python -m engine` is the same program as the `arabic-synth` script."""

from engine.cli.app import main

main()
