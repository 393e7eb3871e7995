"""Signatures by which rows that may be near duplicates find each other, and the table that they meet in."""

from array import array
from collections.abc import Sequence
from sys import byteorder

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

BANDS = 32
"""Places in which a row can be found; one is enough."""

HASHES = 64
"""Hashes of a signature. Each four make two bands, of the first three and of the last three. Three hashes must agree
for two rows to meet in a band, so that rows with Jaccard measure j meet in j**3 of the bands."""

ALGORITHM = f"minhash-{BANDS}x3of{HASHES}/rensa-{RMinHash.ALGORITHM_VERSION}"
"""Names what decides which rows meet: under another name, other ones may."""

Signature = NDArray[np.uint8]
"""The last byte of each MinHash of a row's words; shape (64,)."""

_SEED = 42
_SMALLEST = 1 << 10
_CHUNK = 1 << 16
_FOUR = np.dtype("<u4")
_SKIP = np.array([0, 8], np.uint32).reshape(2, 1, 1)
_SPREAD = np.array(0x9E377900, np.uint32)  # Fibonacci hashing of three bytes: a fourth is shifted out
_LAST = 0 if byteorder == "little" else 3  # where the last byte of a number of four stands


def sign_words(words: Sequence[str]) -> Signature:
    """Return the signature of a set of words; their order and repeats are nothing."""
    minhash = RMinHash(HASHES, _SEED)
    minhash.update(words)
    return np.frombuffer(array("I", minhash.digest()).tobytes()[_LAST::4], np.uint8)  # a fifth of what np.array takes


class BandTable:
    """Finds rows that share a band: a direct-mapped table for each band, where the latest row of a place stands.

    Rows are numbered from 0 as they are added. One that lost its place in a band is still found by the others.
    A row takes 64 bytes for its signature and, as the table doubles when it fills, 128 to 256 for its places.
    """

    def __init__(self) -> None:
        self._count = 0
        self._signatures = np.zeros((_SMALLEST, HASHES), np.uint8)  # number 0 stands for none
        self._located: tuple[Signature, NDArray[np.uint32]] | None = None
        self._set_places(_SMALLEST)

    def __len__(self) -> int:
        return self._count

    def add(self, signature: Signature | None) -> None:
        """Add a row; one without a signature gets its number and is never found."""
        self._count += 1
        if self._count == len(self._signatures):
            self._grow()
        if signature is not None:
            self._signatures[self._count] = signature
            self._places.put(self._locate(signature), self._count)

    def find(self, signature: Signature, least: float) -> list[tuple[float, int]]:
        """Return the rows that share a band and at least this share of all hashes, as share and row, best first."""
        numbers = self._places.take(self._locate(signature))
        agreeing = np.packbits(self._signatures.take(numbers, axis=0) == signature)
        counts = np.bitwise_count(agreeing.view(np.uint64)).tobytes()  # the 64 bits of a row as one number
        enough = least * HASHES
        if max(counts) < enough:
            return []
        found = {number: count for number, count in zip(numbers.tolist(), counts, strict=True) if count >= enough}
        found.pop(0, None)
        return sorted(((count / HASHES, number - 1) for number, count in found.items()), key=_rank)

    def _locate(self, signature: Signature) -> NDArray[np.uint32]:
        # A row is looked for and then added: it is located once.
        if self._located is None or self._located[0] is not signature:
            self._located = signature, self._place(signature).ravel()
        return self._located[1]

    def _place(self, signatures: NDArray[np.uint8]) -> NDArray[np.uint32]:
        """Return where signatures stand, once in each band; shape (2, signatures, 16)."""
        places = signatures.view(_FOUR) >> _SKIP
        places *= _SPREAD
        places >>= self._shift
        places += self._firsts
        return places

    def _grow(self) -> None:
        """Double the table, and put every row where it would stand had the table been as large from the beginning."""
        signatures = np.zeros((2 * self._count, HASHES), np.uint8)
        signatures[: self._count] = self._signatures
        self._signatures = signatures
        self._set_places(2 * self._count)
        for start in range(1, self._count, _CHUNK):
            numbers = np.arange(start, min(start + _CHUNK, self._count), dtype=np.uint32)
            for band in self._place(signatures[numbers]).transpose(0, 2, 1).reshape(BANDS, -1):
                self._places[band] = numbers

    def _set_places(self, size: int) -> None:
        """Begin anew with so many places in each band, a power of two."""
        self._places = np.zeros(BANDS * size, np.uint32)
        self._firsts = np.arange(0, BANDS * size, size, dtype=np.uint32).reshape(2, 1, BANDS // 2)
        self._shift = np.array(33 - size.bit_length(), np.uint32)
        self._located = None


def _rank(found: tuple[float, int]) -> tuple[float, int]:
    return -found[0], found[1]
