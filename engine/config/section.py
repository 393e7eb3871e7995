"""What every part of the config is: strict, frozen, closed to unknown keys; an empty value means the default."""

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_NAME = re.compile(r"[\w-](?:[\w.-]*[\w-])?")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Section(BaseModel):
    """A mapping of the config; its validator is built when it first reads one."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        """Read `key:` with nothing behind it, or `key: null`, as if the key were not there."""
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


def check_name(text: str) -> str:
    """Return a name that is safe as the name of a folder on every system.

    Raises:
        ValueError: If it is not.
    """
    if not _NAME.fullmatch(text):
        raise ValueError("may hold letters, digits, '-', '_' and '.', and neither starts nor ends with a dot")
    return text


def name_after(text: str) -> str:
    """Return a safe name made of any text, such as a file's name."""
    return re.sub(r"[^\w.-]+", "-", text)[:60].strip(".-") or "run"


def _check_variable(text: str) -> str:
    if not _VARIABLE.fullmatch(text):
        raise ValueError("must be the NAME of an environment variable; keys themselves never stand in a config")
    return text


def _wrap_text(value: object) -> object:
    """Let one text mean a list of one."""
    return (value,) if isinstance(value, str) else value


def _refuse_empty(value: object) -> object:
    """Refuse an empty text, which would be read as the working directory."""
    if value == "":
        raise ValueError("must not be empty")
    return value


Name = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(check_name)]
Variable = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_check_variable)]
AnyPath = Annotated[Path, BeforeValidator(_refuse_empty), Field(strict=False)]
OneOrMore = BeforeValidator(_wrap_text, json_schema_input_type=str | list[str])
