"""Chooses personas out of files: reads, leaves out the unfit and the doubled, and takes a diverse few of the others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

from engine.dataset.lines import BadLine
from engine.dataset.personas import name_persona, read_personas
from engine.personas.language import read_persona, tell_language
from engine.personas.relevance import Keywords
from engine.personas.safety import find_danger
from engine.personas.spread import choose_spread, measure_nearest
from prompts.personas.persona import Persona
from validators.base import Reading
from validators.duplicate import ExactDuplicates
from validators.encoding import Encoding
from validators.near_dup import NearDuplicates


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of personas.

    Attributes:
        n: How many.
        seed: Seed of the sample and of the choice.
        language: The language in which they are described; `any` takes all.
        words: Least and largest number of words, both allowed.
        keywords: Words of which one must stand there; none asks for nothing.
        candidates: Personas that the choice is made among, or twice `n` where that is more; of more, a seeded sample.
        threshold: Likeness, 0 to 1, from which a persona is a near duplicate of one before it; lower is stricter.
    """

    n: int
    seed: int = 42
    language: Literal["any", "ar", "en"] = "any"
    words: tuple[int, int] = (3, 80)
    keywords: Sequence[str] = ()
    candidates: int = 20_000
    threshold: float = 0.7


@dataclass(slots=True)
class Selection:
    """What a choice came to.

    Attributes:
        chosen: The personas, no two with one id; while they are not all, each as far as can be from those before it.
        read: Personas that could be read.
        fit: Those that were fit, none of them twice.
        dropped: Reason code to number of the others.
        languages: Language (ar, en, other) to number, of those that were fit.
        unread: Place and reason of each record that could not be read.
        nearest_before: Mean likeness of a persona to the one most like it, in a random draw of as many.
        nearest_after: The same among those chosen.
    """

    chosen: list[Persona] = field(default_factory=list)
    read: int = 0
    fit: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    unread: list[tuple[str, str]] = field(default_factory=list)
    nearest_before: float = 0.0
    nearest_after: float = 0.0


def select(paths: Iterable[Path], wish: Wish) -> Selection:
    """Return a diverse choice among the fit personas of some files, which are read once and not held.

    Raises:
        InputError: If a file cannot be opened or read.
    """
    done = Selection()
    pool = _sample(_list_fit(paths, wish, done), max(wish.candidates, 2 * wish.n), Random(wish.seed))
    keys = [key for key, _ in pool]
    places = choose_spread(keys, wish.n, wish.seed)
    done.chosen = _tell_apart([pool[place][1] for place in places])
    drawn = Random(wish.seed).sample(range(len(keys)), len(places))
    done.nearest_before = round(measure_nearest([keys[place] for place in drawn], wish.seed), 3)
    done.nearest_after = round(measure_nearest([keys[place] for place in places], wish.seed), 3)
    return done


def _list_fit(paths: Iterable[Path], wish: Wish, done: Selection) -> Iterator[tuple[str, Persona]]:
    """Yield folded text and persona of all that are fit, and count the others."""
    sieve = _Sieve(wish)
    for path in paths:
        for persona in read_personas(path):
            if isinstance(persona, BadLine):
                done.unread.append((f"{path}:{persona.line}", persona.reason))
                continue
            done.read += 1
            reading = read_persona(persona.text)
            language = tell_language(reading)
            reason = sieve.refuse(reading, language)
            if reason:
                done.dropped[reason] += 1
                continue
            done.fit += 1
            done.languages[language] += 1
            yield reading.key, persona


class _Sieve:
    """Says why a persona is not wanted, cheap reasons first, and remembers those that it let pass."""

    def __init__(self, wish: Wish) -> None:
        self._wish = wish
        self._keywords = Keywords(wish.keywords)
        self._encoding = Encoding(foreign=True)
        self._copies = (
            ExactDuplicates(lambda reading: reading.key),
            NearDuplicates(lambda reading: (reading.key,), wish.threshold),
        )

    def refuse(self, reading: Reading, language: str) -> str:
        """Return the reason code, or an empty string for a persona that is let pass."""
        least, most = self._wish.words
        count = len(reading.text.split())
        if count < least or count > most:
            return "too_short" if count < least else "too_long"
        if self._wish.language not in ("any", language):
            return f"language_{language}"
        if refusal := self._encoding.judge(reading, {}):
            return refusal.code
        if danger := find_danger(reading):
            return f"unsafe_{danger}"
        if not self._keywords.fit(reading.key):
            return "off_topic"
        return self._find_copy(reading)

    def _find_copy(self, reading: Reading) -> str:
        for check in self._copies:
            if refusal := check.judge(reading, {}):
                return refusal.code
        for check in self._copies:
            check.admit(reading)
        return ""


def _sample(every: Iterable[tuple[str, Persona]], most: int, rng: Random) -> list[tuple[str, Persona]]:
    """Return all, or `most` of them, each equally likely, in their order (Vitter's algorithm R)."""
    pool: dict[int, tuple[int, tuple[str, Persona]]] = {}
    for number, one in enumerate(every):
        place = number if number < most else rng.randrange(number + 1)
        if place < most:
            pool[place] = number, one
    return [one for _, one in sorted(pool.values(), key=lambda held: held[0])]


def _tell_apart(personas: Iterable[Persona]) -> list[Persona]:
    """Return the personas; one whose id another has is named after its text, for files may count from the same number.

    Texts differ, and so do these names.
    """
    found: dict[str, Persona] = {}
    for persona in personas:
        name = name_persona(persona.text) if persona.id in found else persona.id
        found[name] = Persona(name, persona.text, persona.attributes)
    return list(found.values())


def list_reasons(dropped: Mapping[str, int]) -> dict[str, int]:
    """Return reasons by how often they were given."""
    return dict(sorted(dropped.items(), key=lambda pair: (-pair[1], pair[0])))
