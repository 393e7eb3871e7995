"""Which item an attempt rewrites, and for whom: the least rewritten of those that fit, each time another persona."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from zlib import crc32

from engine.records import Cell, Origin
from prompts.personas.persona import Persona

_STAND_IN = "…"
"""What a preview shows in place of an item that is not written yet."""


@dataclass(slots=True)
class _Parent:
    """An item that can be rewritten.

    Attributes:
        key: Values that its rewrites keep.
        order: Its number among all.
        uses: Rewrites accepted or in flight.
        tries: Attempts handed out, whatever became of them: each picks its persona anew.
        requests: Whom it is to be rewritten for, each once, with a prompt or an empty text; empty for anybody.
        benchmark: Name of the benchmark that it belongs to, or an empty text.
        taken: Personas whose rewrites are accepted or in flight.
        queued: Numbers of uses under which it stands in its heap.
    """

    id: str
    text: str
    values: Mapping[str, str]
    key: Cell
    order: int
    requests: Mapping[str, str]
    benchmark: str
    uses: int = 0
    tries: int = 0
    taken: set[str] = field(default_factory=set)
    queued: set[int] = field(default_factory=set)


class Parents:
    """The items of a stage or of a file that the next stage rewrites.

    Every item is rewritten about equally often: an attempt gets the least rewritten one among those whose kept values
    it asks for. Items come in while others are being rewritten. A function of what was added and drawn alone.

    An item that comes with requests is rewritten for those personas, once for each, and given up when all its attempts
    together are `per_request` for each.

    Args:
        personas: Whom to rewrite for, at least one; each item draws its own, those that were used least before.
        per_item: Rewrites of one item while others may still come; `lift` allows as many as there are personas.
        kept: Places in a cell of the values that a rewrite has from its parent (all that cannot be arranged).
        per_request: Attempts for each request of an item that has them.

    Raises:
        ValueError: If there is no persona.
    """

    def __init__(self, personas: Sequence[Persona], per_item: int, kept: Iterable[int], per_request: int = 20) -> None:
        if not personas:
            raise ValueError("somebody is needed to rewrite for")
        self._personas, self._kept = tuple(personas), tuple(kept)
        self._places = {persona.id: place for place, persona in enumerate(personas)}
        self._most, self._per_request = min(per_item, len(personas)), per_request
        self._worn: Counter[str] = Counter()
        self._parents: dict[str, _Parent] = {}
        self._heaps: dict[Cell, list[tuple[int, int, str]]] = {}
        self.changes = 0
        """Grows whenever an attempt that found nothing before may find something."""

    def __len__(self) -> int:
        return len(self._parents)

    def __contains__(self, name: str) -> bool:
        return name in self._parents

    def add(
        self,
        name: str,
        text: str,
        values: Mapping[str, str],
        cell: Cell,
        requests: Mapping[str, str] | None = None,
        benchmark: str = "",
    ) -> None:
        """Take an item in.

        Args:
            name: Its id.
            text: Its text for the prompt.
            values: Fields that rewrites keep.
            cell: The cell that it has.
            requests: Id of each persona that it is to be rewritten for, and the prompt for that, or an empty text.
            benchmark: Name of the benchmark that it belongs to, or an empty text.

        Raises:
            ValueError: For an id that is there already, or a request for somebody who is none of the personas.
        """
        if name in self._parents:
            raise ValueError(f"{name!r} stands twice among the items to be rewritten")
        unknown = [persona for persona in requests or () if persona not in self._places]
        if unknown:
            raise ValueError(f"{name!r} is to be rewritten for {unknown[0]!r}, who is none of the personas")
        key = self._read_key(cell)
        parent = self._parents[name] = _Parent(name, text, values, key, len(self._parents), requests or {}, benchmark)
        self._push(parent)

    def draw(self, cell: Cell) -> Origin | None:
        """Return what an attempt at a cell rewrites, and for whom; None where no item fits that is not used up."""
        heap = self._heaps.get(self._read_key(cell), [])
        while heap:
            uses, _, name = heappop(heap)
            parent = self._parents[name]
            parent.queued.discard(uses)
            if uses != parent.uses:
                continue  # it was given back since, and stands further ahead
            if parent.requests and not self._has_request(parent):
                continue  # it stands there again when an attempt is given back
            if not parent.requests and uses >= self._most:
                parent.queued.add(uses)
                heappush(heap, (uses, parent.order, name))
                return None
            persona = self._choose(parent)
            parent.uses += 1
            parent.tries += 1
            parent.taken.add(persona.id)
            self._worn[persona.id] += 1
            self._push(parent)
            return _make_origin(parent, persona)
        return None

    def preview(self, cell: Cell) -> Origin:
        """Return what the first attempt at a cell would rewrite, with stand-ins where nothing is there yet."""
        heap, persona = self._heaps.get(self._read_key(cell)), self._personas[0]
        if not heap:
            return Origin("", _STAND_IN, {}, persona.id, persona.text)
        parent = self._parents[heap[0][2]]
        persona = self._personas[self._places[next(iter(parent.requests), persona.id)]]
        return _make_origin(parent, persona)

    def lift(self) -> bool:
        """Let items be rewritten for every persona, now that none will come any more; return whether that is new."""
        if self._most == len(self._personas):
            return False
        self._most = len(self._personas)
        self.changes += 1
        return True

    def keeps(self, planned: Cell, found: Cell) -> bool:
        """Return whether a rewrite has what it was to keep of its item."""
        return self._read_key(planned) == self._read_key(found)

    def give_back(self, name: str, persona: str) -> None:
        """Take an attempt back that brought no row; the persona that it had is not asked for soon again."""
        parent = self._parents[name]
        parent.uses -= 1
        parent.taken.discard(persona)
        self._worn[persona] -= 1
        self._push(parent)

    def replay(self, name: str, persona: str | None = None) -> None:
        """Repeat an attempt from the journal: with its persona where its row was accepted.

        Raises:
            ValueError: If there is no such item.
        """
        parent = self._parents.get(name)
        if parent is None:
            raise ValueError(f"{name!r} is rewritten, and is no item of this run")
        parent.tries += 1
        if persona is not None:
            parent.uses += 1
            parent.taken.add(persona)
            self._worn[persona] += 1
            self._push(parent)

    def _has_request(self, parent: _Parent) -> bool:
        """Whether an attempt at a request of an item may be made now."""
        return len(parent.taken) < len(parent.requests) and parent.tries < self._per_request * len(parent.requests)

    def _choose(self, parent: _Parent) -> Persona:
        """Return whom an item is rewritten for next."""
        asked = [self._personas[self._places[name]] for name in parent.requests]
        people = [each for each in asked or self._personas if each.id not in parent.taken]
        begin, count = _begin(f"{parent.id} {parent.tries}"), len(people)
        # Files of personas are sorted by country or trade: neighbours there are no variety here.
        drawn = [people[(begin >> shift) % count] for shift in (0, 8, 16)]
        return min(drawn, key=lambda persona: self._worn[persona.id])

    def _read_key(self, cell: Cell) -> Cell:
        return tuple([cell[place] for place in self._kept])

    def _push(self, parent: _Parent) -> None:
        """Let an item be found by how often it is rewritten now; what was said of it before is passed over when met."""
        if parent.uses not in parent.queued:
            parent.queued.add(parent.uses)
            heappush(self._heaps.setdefault(parent.key, []), (parent.uses, parent.order, parent.id))
        self.changes += 1


def _begin(name: str) -> int:
    """Return a number by which an attempt at an item picks its persona."""
    return crc32(name.encode("utf-8", "surrogatepass"))


def _make_origin(parent: _Parent, persona: Persona) -> Origin:
    prompt = parent.requests.get(persona.id, "")
    return Origin(parent.id, parent.text, parent.values, persona.id, persona.text, prompt, parent.benchmark)
