"""`schema`: the JSON Schema of the config, for editors."""

from engine.cli.console import write_json
from engine.config.schema import config_schema


def schema() -> None:
    """Print the JSON Schema of the config, for editors.

    Example: arabic-synth schema > arabic-synth.schema.json
    """
    write_json(config_schema())
