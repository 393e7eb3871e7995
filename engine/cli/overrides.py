"""How the flags of a command become overrides of its config."""

import os
from collections.abc import Sequence
from pathlib import Path

from engine.config.load import LoadedConfig, load_config
from engine.config.overlay import Flag


def load(
    config: Path | None,
    flags: Sequence[Flag],
    settings: Sequence[str] | None,
    env_file: Path | None,
    *,
    check_files: bool = True,
) -> LoadedConfig:
    """Load a config with the command line's overrides: `--set` values first, then every flag that was given.

    Args:
        config: Config file; None for a config of flags alone.
        flags: Flags of their own; those with the value None were not given.
        settings: Values of `--set`.
        env_file: Value of `--env-file`; where it was not given, `.env` in the working directory, if there is one.
        check_files: Whether a missing input file is an error.
    """
    given = [flag for flag in flags if flag.value is not None]
    usual = Path(".env")
    told: list[str | Flag] = [*(settings or ()), *given]
    file = env_file or (usual if usual.is_file() else None)
    return load_config(config, told, os.environ, file, check_files=check_files)
