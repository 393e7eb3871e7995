"""Refuses copies of protected benchmark items, and copies and near copies of seeds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from validators.base import Measures, Reading, Refusal
from validators.text import fingerprint, normalize

Protected = Callable[[Mapping[str, Any]], tuple[str, ...]]
"""Picks the texts of a row that must not equal a protected item's, from the row's fields."""

MAX_SEEDS = 10


class ProtectedTexts:
    """The matching keys of many protected texts, kept as fingerprints; texts of one word are too common to protect.

    Args:
        texts: Pairs of source name (such as a file) and text. Where sources share a text, the first is named.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._sources: dict[int, str] = {}
        for source, text in texts:
            key = normalize(text)
            if " " in key:
                self._sources.setdefault(fingerprint(key), source)

    def __len__(self) -> int:
        return len(self._sources)

    def find(self, text: str) -> str | None:
        """Return the source that holds this text after normalising, or None."""
        return self._sources.get(fingerprint(normalize(text)))


@dataclass(frozen=True, slots=True)
class LeakGuard:
    """Refuses an item with a text that equals a protected text after normalising."""

    protected: ProtectedTexts
    texts: Protected
    codes = ("leak_protected",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that names the source of the protected text."""
        for text in self.texts(reading.fields):
            if source := self.protected.find(text):
                return Refusal("leak_protected", f"equals a text of {source}")
        return None


class SeedGuard:
    """Refuses copies and near copies of seeds; measures `seed_similarity` (0 to 1) and `closest_seed` (its number).

    Similarity is the normalised indel ratio of matching keys, and 1 where a whole seed text of six words or more
    stands inside the item's. Seed texts of one word are left out: they are too common to be copied.

    Args:
        seeds: The texts of each seed, at most ten seeds.
        texts: The texts of a row to compare with them.
        threshold: Similarity from which a text is a near copy, 0 to 1.

    Raises:
        ValueError: If there are more than ten seeds.
    """

    codes = ("leak_seed",)

    def __init__(self, seeds: Sequence[tuple[str, ...]], texts: Protected, threshold: float = 0.85) -> None:
        if len(seeds) > MAX_SEEDS:
            raise ValueError(f"{len(seeds)} seeds: at most {MAX_SEEDS} may be used")
        keys = [(normalize(text), number) for number, seed in enumerate(seeds) for text in seed]
        self._keys = [key for key, _ in keys if " " in key]
        self._seeds = [number for key, number in keys if " " in key]
        self._long = [(f" {key} ", number) for key, number in keys if key.count(" ") >= 5]
        self._texts = texts
        self._threshold = threshold

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal that names the closest seed and how close it is."""
        best, closest = self._compare(map(normalize, self._texts(reading.fields)))
        if closest is None:
            return None
        measures["seed_similarity"], measures["closest_seed"] = round(best, 3), float(closest)
        return Refusal("leak_seed", f"{best:.2f} like seed {closest}") if best >= self._threshold else None

    def _compare(self, keys: Iterable[str]) -> tuple[float, int | None]:
        best, closest = 0.0, None
        for key in keys:
            padded = f" {key} "
            for seed, number in self._long:
                if seed in padded:
                    return 1.0, number
            found = process.extractOne(key, self._keys, scorer=fuzz.ratio, score_cutoff=100 * best)
            if found and (closest is None or found[1] > 100 * best):
                best, closest = found[1] / 100, self._seeds[found[2]]
        return best, closest
