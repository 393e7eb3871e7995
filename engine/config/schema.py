"""JSON Schema of the config, for editors that complete and check while one types."""

from typing import Any

from engine.config.model import Config


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a config file; every field has a description."""
    schema = Config.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "arabic-synth config",
        **{key: value for key, value in schema.items() if key != "title"},
        "anyOf": [{"required": ["task", "target"]}, {"required": ["tasks"]}],
    }
