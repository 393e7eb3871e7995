"""The door to OpenDP, an extra: a sum of bounded whole numbers, with noise that hides what any one of them was."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from engine.errors import ConfigError

_REPLACED = 2
"""One number replaced is one removed and one added, which OpenDP counts as a symmetric distance of 2."""


def release_sum(values: Sequence[int], least: int, most: int, epsilon: float) -> int:
    """Return the sum of `values`, each clamped to its bounds, with discrete Laplace noise from a cryptographic source.

    Two sequences are neighbours if they are equally long and differ in one number. Their sums then differ by at most
    `most - least`, the sensitivity, and noise of scale `(most - least) / epsilon` makes the release `epsilon`-
    differentially private (Dwork et al. 2006; on whole numbers Ghosh et al. 2009, which also avoids the gaps of
    floating-point noise, Mironov 2012). OpenDP computes scale and privacy map itself. How many there are is public.

    Args:
        values: At least one.
        least: Bounds, which must not depend on the values.
        most: Likewise, larger than `least`.
        epsilon: Privacy loss, above 0.

    Raises:
        ConfigError: If the package is not installed.
    """
    return int(_make_measurement(_load(), len(values), least, most, epsilon)(list(values)))


@lru_cache(maxsize=64)  # the scale is searched for
def _make_measurement(dp: Any, size: int, least: int, most: int, epsilon: float) -> Callable[[list[int]], int]:
    space = dp.vector_domain(dp.atom_domain(T=int), size=size), dp.symmetric_distance()

    def make(scale: float) -> Any:
        return space >> dp.t.then_clamp((least, most)) >> dp.t.then_sum() >> dp.m.then_laplace(scale)

    made: Callable[[list[int]], int] = make(dp.binary_search_param(make, d_in=_REPLACED, d_out=epsilon, T=float))
    return made


def _load(module: str = "opendp.prelude") -> Any:
    try:
        dp = import_module(module)
    except ImportError as error:
        raise ConfigError("seeds.epsilon needs the package opendp: pip install arabic-synth[dp]") from error
    dp.enable_features("contrib")
    return dp
