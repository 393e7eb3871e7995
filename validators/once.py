"""Attributes that are made when they are first asked for, and then stand there like any other."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Made = TypeVar("Made")


class made_once(Generic[Made]):  # noqa: N801 - a decorator, named as `property` is
    """Makes an attribute out of a method, like `functools.cached_property` but without its lock.

    From the second time on it costs no more than a plain attribute. Two threads that ask at the same time may both
    make it, so it must be a function of the object alone.

    Args:
        make: Returns the attribute's value.
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make, self._name = make, make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "made_once[Made]": ...

    @overload
    def __get__(self, owner: object, kind: type) -> Made: ...

    def __get__(self, owner: object | None, kind: type) -> "Made | made_once[Made]":
        """Return the value, which takes the place of this descriptor in the object."""
        if owner is None:
            return self
        made = owner.__dict__[self._name] = self._make(owner)
        return made
