"""The effective config as a file that says everything again, and as a hash of what defines the data."""

import hashlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson
from ruamel.yaml import YAML

from engine.config.available import list_idle
from engine.config.model import Config
from engine.config.model_name import parse_model
from engine.config.place import Loc
from engine.providers.mock.profile import BUILT_IN, MockProfile, find_profile
from engine.seeds.limits import MAX_SIMILARITY, MIN_BANDS, MIN_SUBJECTS

_HEAD = "# The effective config of this run, as the program wrote it. To go on with the run: run this file.\n"
_DIGITS = 16


def dump_config(config: Config) -> bytes:
    """Return the config as YAML that loads to an equal one; paths are absolute, keys are names of variables only.

    What has no effect in this version is written only where some source stated it.
    """
    data = config.model_dump(mode="json", exclude_none=True, exclude={"providers"})
    for loc in list_idle(config):
        if not _is_stated(config, loc):
            _drop(data, loc)
    data["providers"] = {
        name: provider.model_dump(mode="json", exclude_unset=True) for name, provider in config.providers.items()
    }
    data = {key: value for key, value in data.items() if value not in ({}, [])}
    stream = io.BytesIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # the library's own stub has None
    writer.width = 4096
    writer.dump(data, stream)
    return _HEAD.encode() + stream.getvalue()


def is_frozen(path: Path) -> bool:
    """Whether a file is a config that this program froze, and nobody's own.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(_HEAD)) == _HEAD.encode()


def _is_stated(config: Config, loc: Loc) -> bool:
    here: Any = config
    for step in loc:
        if here is None or step not in here.model_fields_set:
            return False
        here = getattr(here, str(step))
    return True


def _drop(data: dict[str, Any], loc: Loc) -> None:
    for step in loc[:-1]:
        data = data.get(str(step), {})
    data.pop(str(loc[-1]), None)


def config_hash(config: Config, files: Mapping[str, str] | None = None) -> str:
    """Return 16 hex digits that are equal for two configs of the same data, and for no others.

    Name, output, limits, timeouts, budget, gate, shards and executor do not count; neither does how a value was typed.

    Args:
        config: A loaded config.
        files: Absolute path to SHA-256 of input files; where given, contents count in place of paths.
    """
    known = files or {}

    def name_file(path: Path) -> str:
        return known.get(str(path), str(path))

    kept = {"seed", "workflow", "generation", "validators", "dedup", "leaks"}
    defining = {
        **config.model_dump(mode="json", include=kept),
        "corpus": {name: value for name, value in config.corpus.model_dump().items() if name.startswith("refuse")},
        "models": [[*model, _describe_provider(config, model.provider)] for model in config.models],
        "tasks": [
            [
                each.task,
                each.target,
                [[name, quota.exact, list(quota.amounts.items())] for name, quota in each.quotas.items()],
            ]
            for each in sorted(config.entries, key=lambda entry: entry.task)
        ],
        "seeds": _describe_seeds(config, name_file),
        "personas": _describe_personas(config, name_file),
        "protect": sorted(map(name_file, config.protect)),
        # Left out where there are none, so that the hashes of runs from before there were any still hold.
        **({"topics": config.topics.expand} if config.topics.expand else {}),
        **({"prompts": {task: str(folder) for task, folder in config.prompts.items()}} if config.prompts else {}),
    }
    return hashlib.sha256(orjson.dumps(_plain(defining), option=orjson.OPT_SORT_KEYS)).hexdigest()[:_DIGITS]


def _describe_seeds(config: Config, name_file: Callable[[Path], str]) -> Any:
    seeds = config.seeds
    if seeds is None:
        return None
    limits = [seeds.limits.subjects, seeds.limits.bands, seeds.limits.similarity, seeds.epsilon]
    # Left out where they are the defaults, like the others above.
    return [
        name_file(seeds.file),
        seeds.max,
        *([] if limits == [MIN_SUBJECTS, MIN_BANDS, MAX_SIMILARITY, None] else limits),
    ]


def _describe_personas(config: Config, name_file: Callable[[Path], str]) -> Any:
    personas = config.personas
    if personas is None or config.workflow == "style":
        return None
    file = name_file(personas.file) if personas.file else None
    return [file, personas.per_item, personas.allow_benchmark_rewrite]


def _describe_provider(config: Config, name: str) -> Any:
    """Return what of a provider shows in the data: its address, or the mock's faults."""
    profile = used_profile(config)
    if profile:
        return profile.model_dump(mode="json")
    provider = config.providers.get(name)
    return provider.base_url if provider else None


def used_profile(config: Config) -> MockProfile | None:
    """Return the fault profile that the config's model names, or None where it names no mock."""
    provider, name = parse_model(config.model)
    own = config.providers["mock"].profiles if "mock" in config.providers else {}
    return find_profile(name, own) if provider == "mock" and name in {*own, *BUILT_IN} else None


def _plain(value: Any) -> Any:
    """Return JSON data in which 1.0 and 1 are the same."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
