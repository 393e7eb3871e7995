"""Keeps the index of protected files between runs, and believes a kept one only where all of it is right."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from validators.leak.arrays import ALGORITHM, TYPES, IndexArrays
from validators.leak.index import ProtectedIndex

_MAGIC = b"arabic-synth leak index\n"
_DIGEST = 32  # bytes of BLAKE2b over all that follows


WORTH_KEEPING = 4 << 20
"""Bytes of protected files from which on their index is kept: smaller ones are read in a second."""


def find_folder(files: Sequence[Path], env: Mapping[str, str]) -> Path | None:
    """Return where the index of some files is kept: the user's cache folder, None where it is not worth it.

    Args:
        files: Protected files.
        env: Environment variables: `XDG_CACHE_HOME`, on Windows `LOCALAPPDATA`.
    """
    try:
        if sum(path.stat().st_size for path in files) < WORTH_KEEPING:
            return None
        home = env.get("XDG_CACHE_HOME") or env.get("LOCALAPPDATA")
        return (Path(home) if home else Path.home() / ".cache") / "arabic-synth"
    except (OSError, RuntimeError):  # unreadable files are told where they are read; and there may be no home
        return None


def open_index(
    files: Sequence[tuple[Path, str]], tasks: Sequence[str], cache: Path | None, build: Callable[[], ProtectedIndex]
) -> ProtectedIndex:
    """Return the index of some files: the kept one where there is one of these very contents, else a new one, kept.

    A kept file that is damaged, or that cannot be read or written, is no error: the index is built. The folder holds
    one file for each set of protected files and may be deleted at any time.

    Args:
        files: Protected files with their SHA-256, in order.
        tasks: Names of the tasks whose rows the files can hold.
        cache: Folder for kept indexes; None keeps nothing.
        build: Reads the files and makes the index.
    """
    if cache is None or not files:
        return build()
    key = name_contents(files, tasks)
    path = cache / f"leak-{key[:32]}.index"
    kept = read_index(path, key)
    if kept is not None:
        return kept
    index = build()
    try:
        write_index(path, key, index)
    except OSError:
        return index
    return index


def name_contents(files: Sequence[tuple[Path, str]], tasks: Sequence[str]) -> str:
    """Return a hash of all that an index depends on: its algorithm, the tasks, names and contents of the files."""
    names = [(path.name, digest) for path, digest in files]
    return hashlib.sha256(orjson.dumps([ALGORITHM, sorted(tasks), names])).hexdigest()


def write_index(path: Path, key: str, index: ProtectedIndex) -> None:
    """Write an index beside its place and move it there whole.

    Raises:
        OSError: If it cannot be written.
    """
    arrays = index.arrays.list()
    head = {"key": key, "sources": index.sources, "lengths": {name: len(array) for name, array in arrays.items()}}
    parts: list[bytes | memoryview] = [orjson.dumps(head) + b"\n", *map(_view_bytes, arrays.values())]
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(part)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".new", delete=False) as file:
        try:
            file.writelines([_MAGIC, digest.digest(), *parts])
            file.close()
            os.replace(file.name, path)  # noqa: PTH105 - the temporary file is known by its name
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def read_index(path: Path, key: str) -> ProtectedIndex | None:
    """Return the index in a file, None where there is none, or one of other contents, or one that was changed."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[len(_MAGIC) + _DIGEST :]
    if data[: len(_MAGIC)] != _MAGIC:
        return None
    if hashlib.blake2b(body, digest_size=_DIGEST).digest() != data[len(_MAGIC) : len(_MAGIC) + _DIGEST]:
        return None
    end = data.find(b"\n", len(_MAGIC) + _DIGEST)
    try:
        head = orjson.loads(data[len(_MAGIC) + _DIGEST : end])
        return _assemble(head, data, end + 1) if head["key"] == key else None
    except (ValueError, KeyError, TypeError, AttributeError):  # a right checksum over something else
        return None


def _assemble(head: Mapping[str, Any], data: bytes, at: int) -> ProtectedIndex:
    arrays: dict[str, NDArray[Any]] = {}
    for name, kind in TYPES.items():
        length = head["lengths"][name]
        arrays[name] = np.frombuffer(data, kind.newbyteorder("<"), length, at).astype(kind, copy=False)
        at += arrays[name].nbytes
    if at != len(data):
        raise ValueError("bytes are left over")
    return ProtectedIndex([(str(name), int(first)) for name, first in head["sources"]], IndexArrays.of(arrays))


def _view_bytes(array: NDArray[Any]) -> memoryview:
    return memoryview(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).view(np.uint8).data)
