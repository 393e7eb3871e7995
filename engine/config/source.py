"""Text files that settings come from, read whole, within bounds, and as UTF-8 only."""

import codecs
from pathlib import Path

from engine.errors import ConfigError

MOST_BYTES = 128 * 1024
"""Largest config or .env file that is read."""


def read_source(path: Path) -> str:
    """Return the text of a file without a byte order mark.

    Raises:
        ConfigError: If it is no readable file, too large, or not UTF-8; the last names the line.
    """
    try:
        if not path.is_file():
            raise ConfigError(f"{path}: {'not a file' if path.exists() else 'no such file'}")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise ConfigError(f"{path}: larger than {MOST_BYTES // 1024} KiB, which no config is")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ConfigError(f"{path}:1: is UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: is not UTF-8 (byte 0x{error.object[error.start]:02x})") from None
