"""Our own errors, each with its exit code on the command line; foreign errors become these at one edge each."""

from pathlib import Path
from typing import ClassVar


class ArabicSynthError(Exception):
    """Something went wrong that a user can be told in one message."""

    exit_code: ClassVar[int] = 1


class UsageError(ArabicSynthError):
    """The command line, the config or an input file cannot be used as it is."""

    exit_code = 2


class ConfigError(UsageError):
    """A config value is wrong; the message names file, line, column and field."""


class InputError(UsageError):
    """An input file cannot be read; the message names file, line and field."""

    def __init__(self, path: Path, reason: str, line: int | None = None, field: str | None = None) -> None:
        place = f"{path}" + (f":{line}" if line is not None else "")
        super().__init__(f"{place}: {f'field {field!r}: ' if field else ''}{reason}")
        self.path, self.line, self.field = path, line, field


class ChangedConfigError(UsageError):
    """The config differs from the one that this run directory was made with, in a way that cannot be continued."""


class RunLockedError(UsageError):
    """Another process is working on this run directory."""


class StorageError(ArabicSynthError):
    """The disk refused a read or a write; nothing that was committed is lost."""

    def __init__(self, path: Path, action: str, reason: str) -> None:
        super().__init__(f"could not {action} {path}: {reason}")
        self.path = path


class DamagedFileError(ArabicSynthError):
    """A file of the run was changed after it was written; the message names file, line and byte."""

    exit_code = 6

    def __init__(self, path: Path, line: int, byte: int, reason: str) -> None:
        super().__init__(f"{path}: line {line}, byte {byte}: {reason}; nothing was changed")
        self.path, self.line, self.byte = path, line, byte


class ProviderError(ArabicSynthError):
    """The provider will not serve this run: authentication, no credit, or a model that does not exist."""

    exit_code = 4
