"""Refuses copies and near copies of the few seeds that lend their style."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from validators.base import Measures, Reading, Refusal
from validators.leak.builder import build_index
from validators.leak.guard import SIMILARITY, Finder
from validators.leak.item import Pick, ProtectedItem, pick_nothing
from validators.text import normalize

MAX_SEEDS = 10


class SeedGuard:
    """Refuses copies and near copies of seeds; measures `seed_similarity` (0 to 1) and `closest_seed` (its number).

    The measure is the normalised indel ratio of matching keys, and 1 where a whole seed text of six words or more
    stands inside the item's. Beside it seeds are guarded as protected items are: by their words in any order, runs of
    eight words, and companions. Seed texts of one word are left out: they are too common to be copied.

    Args:
        seeds: At most ten; the source is not used, the number is the place in the sequence.
        texts: The texts of a row to compare with them.
        companions: The texts of a row that stand beside them, such as options.
        threshold: Ratio from which a text is a near copy, 0 to 1; lower is stricter.
        similarity: Likeness by words from which a text of eight words and more is one, 0 to 1; lower is stricter.

    Raises:
        ValueError: If there are more than ten seeds.
    """

    codes = ("leak_seed",)

    def __init__(
        self,
        seeds: Sequence[ProtectedItem],
        texts: Pick,
        companions: Pick = pick_nothing,
        threshold: float = 0.85,
        similarity: float = SIMILARITY,
    ) -> None:
        if len(seeds) > MAX_SEEDS:
            raise ValueError(f"{len(seeds)} seeds: at most {MAX_SEEDS} may be used")
        keys = [(normalize(text), number) for number, seed in enumerate(seeds) for text in seed.texts]
        self._keys = [key for key, _ in keys if " " in key]
        self._seeds = [number for key, number in keys if " " in key]
        self._long = [(f" {key} ", number) for key, number in keys if key.count(" ") >= 5]
        self._texts = texts
        self._threshold = threshold
        self._finder = Finder(build_index(seeds), texts, companions, similarity) if seeds else None

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal that names the closest seed and how close it is."""
        best, closest = self._compare(map(normalize, self._texts(reading.fields)))
        if closest is not None:
            measures["seed_similarity"], measures["closest_seed"] = round(best, 3), float(closest)
            if best >= self._threshold:
                return Refusal("leak_seed", f"{best:.2f} like seed {closest}")
        found = self._finder.find(reading) if self._finder else None
        if found is None or found.refusal is None:
            return None
        measures["seed_similarity"], measures["closest_seed"] = round(found.similarity, 3), float(found.number)
        return Refusal("leak_seed", f"{found.similarity:.2f} like seed {found.number} ({found.refusal[0]})")

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
