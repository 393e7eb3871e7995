"""Refuses texts that say the same as a protected one in other words; needs a sentence encoder."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from validators.base import Measures, Reading, Refusal
from validators.leak.item import Pick, ProtectedItem

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
"""Texts to one row of unit length each."""

MEANING = 0.65
"""Default cosine from which two texts say the same: changed copies mostly lie above, unrelated questions below 0.46."""

_BATCH = 256


class MeaningIndex:
    """The vectors of protected texts: 1 kB each, and a hundredth of a second and more to make one.

    Args:
        items: What must not leak.
        encode: The sentence encoder.
    """

    def __init__(self, items: Iterable[ProtectedItem], encode: Encode) -> None:
        self._encode = encode
        self._places: list[tuple[int, str, int]] = []
        parts, texts = [], []
        for number, item in enumerate(items):
            for text in item.texts:
                self._places.append((number, item.source, item.line))
                texts.append(text)
            if len(texts) >= _BATCH:
                parts.append(self._pack(texts))
                texts = []
        if texts:
            parts.append(self._pack(texts))
        self._vectors = np.concatenate(parts) if parts else None

    def __len__(self) -> int:
        return len(self._places)

    def find(self, texts: Sequence[str]) -> tuple[float, int, str] | None:
        """Return cosine, number and place of the item that says most nearly what one of the texts says."""
        if self._vectors is None or not texts:
            return None
        cosines = self._vectors @ self._pack(texts).T
        best = int(cosines.max(axis=1).argmax())
        number, source, line = self._places[best]
        return float(cosines[best].max()), number, f"{source}:{line}"

    def _pack(self, texts: Sequence[str]) -> NDArray[np.float16]:
        return np.asarray(self._encode(texts), np.float32).astype(np.float16)


class MeaningGuard:
    """Refuses what says the same as a protected text; measures `meaning_similarity` and `closest_meaning`, its number.

    Args:
        index: The protected texts.
        texts: Texts of a row to compare with them.
        threshold: Cosine from which a text says the same, -1 to 1; lower is stricter.
    """

    codes = ("leak_meaning",)

    def __init__(self, index: MeaningIndex, texts: Pick, threshold: float = MEANING) -> None:
        self._index, self._texts, self._threshold = index, texts, threshold

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal that names file and line of the protected item; a hundredth of a second for a text."""
        found = self._index.find(self._texts(reading.fields))
        if found is None:
            return None
        cosine, number, place = found
        measures["meaning_similarity"], measures["closest_meaning"] = round(cosine, 3), float(number)
        return Refusal("leak_meaning", f"{cosine:.2f} like {place} in meaning") if cosine >= self._threshold else None
