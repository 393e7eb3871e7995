"""The prompts that contenders send: the product's own, rendered once, and written down for clients that lack it."""

import json
from itertools import product

from prompts.discover import find_task
from prompts.render import Renderer, json_schema


def write_asks() -> str:
    """Return, as JSON, the prompts of every letter, subject and difficulty, and the schema of the reply."""
    spec = find_task("exams")
    renderer = Renderer(spec)
    values = [list(dimension.weights) for dimension in spec.dimensions]
    names = [dimension.name for dimension in spec.dimensions]
    prompts = [renderer.render(dict(zip(names, chosen, strict=True)), {}) for chosen in product(*values)]
    schema = {"name": "exams", "strict": True, "schema": json_schema(spec)}
    return json.dumps(
        {
            "system": prompts[0].system,
            "users": [prompt.user for prompt in prompts],
            "response_format": {"type": "json_schema", "json_schema": schema},
        }
    )
