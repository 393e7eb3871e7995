"""Draws what an attempt is asked for beyond its quota: even over values, and away from what brings copies."""

from collections.abc import Mapping, Sequence

from engine import clock
from engine.schedule.coverage import Coverage
from prompts.base import TaskSpec

CANDIDATES = 2
"""Values of which a covered choice takes the one with the least load. What becomes of the attempts in flight is not
known yet: no value gets more than this many times its share of them. One with the largest load of n values is still
drawn once in n * n times."""

SHIFT = "temperature_shift"
"""Key of what a brief adds to the temperature."""

SHIFTS = 21
"""Shifts of temperature that there are: an odd number, so that one of them is none."""

_LARGEST = 2**48
"""Combinations taken from one 63-bit number at most, so that none is likelier than another by more than 1 in 32,768."""

_BETWEEN = " | "
"""Stands between the parts of a key; no phrase holds it, because banks split their entries there."""

_Lists = Mapping[str, Sequence[str]]


class Choice:
    """One open choice of a brief.

    Args:
        name: Its key in the brief.
        lists: Value of `by` to the values to draw from, those of "" for any other; one that stands there twice is drawn
            twice as often.
        by: Key of the brief or of the quota that decides which list fits; empty where there is one list.
        covers: Whether every value is to get its share of rows; otherwise chance alone decides.

    Attributes:
        coverage: What has become of its values; None where chance alone decides.
        turn: Above 0 where its digits begin another random number of the attempt, which is this one's.
    """

    __slots__ = ("_by", "_lists", "_rest", "coverage", "name", "turn")

    def __init__(self, name: str, lists: _Lists, by: str = "", *, covers: bool = False) -> None:
        self.name, self._by, self.turn = name, by, 0
        self._lists = {value: list(options) for value, options in lists.items()}
        self._rest: Sequence[str] = self._lists.get("", ())
        self.coverage = Coverage(self._lists.values()) if covers else None

    def count_combinations(self) -> int:
        """Return how many numbers a draw tells apart, at most."""
        most = max(map(len, self._lists.values()), default=0)
        return int(max(most, 1) ** (1 if self.coverage is None else CANDIDATES))

    def list_options(self, brief: Mapping[str, str], quota: Mapping[str, str]) -> Sequence[str]:
        """Return the values that fit what has been drawn and planned; none where the choice is to be left out."""
        if not self._by:
            return self._rest
        value = brief.get(self._by) or quota.get(self._by, "")
        return self._lists.get(value, self._rest)

    def add(self, value: str, option: str) -> None:
        """Let an option be drawn for one value from now on; a value without a list of its own gets one."""
        self._lists.setdefault(value, list(self._rest)).append(option)
        if self.coverage is not None:
            self.coverage.add(option)

    def pick(self, options: Sequence[str], number: int) -> tuple[str, int]:
        """Return one of some values, and what is left of a number whose lowest digits decide."""
        count = len(options)
        number, place = divmod(number, count)
        picked = options[place]
        if self.coverage is not None:
            loads = self.coverage.loads
            for _ in range(CANDIDATES - 1):
                number, place = divmod(number, count)
                if loads[options[place]] < loads[picked]:
                    picked = options[place]
        return picked, number


class BriefDeck:
    """The choices of one task that quotas leave open.

    Args:
        spec: The task.
        quota_names: Names of planned dimensions; the others are drawn.
        styles: Number of seeds, of which each brief names one.
        jitter: Largest shift of the temperature, both ways; 0 for none.

    Attributes:
        drawn: Names of row fields that the brief draws, in declared order.
    """

    def __init__(self, spec: TaskSpec, quota_names: Sequence[str], styles: int, jitter: float = 0.0) -> None:
        free = {each.name: each.weights for each in spec.dimensions if each.name not in quota_names}
        steering = {name: facet.by for name, facet in spec.facets.items() if facet.steers}
        self.drawn = tuple(free)
        self._choices = [Choice(name, {"": _repeat(weights)}, covers=True) for name, weights in free.items()]
        for name, facet in spec.facets.items():
            self._choices.append(Choice(name, facet.values, facet.by, covers=facet.steers))
        if styles:
            self._choices.append(Choice("style", {"": tuple(map(str, range(styles)))}))
        if jitter:
            self._choices.append(Choice(SHIFT, {"": _list_shifts(jitter)}))
        _share_digits(self._choices)
        self._covered = {each.name: each.coverage for each in self._choices if each.coverage is not None}
        # What a drawn value decides the topics of brings copies when these do.
        self._steered = tuple(name for name in self._covered if name in steering or name in steering.values())

    def draw(self, number: int, quota: Mapping[str, str]) -> dict[str, str]:
        """Return what one attempt is asked for; a function of its arguments and of the outcomes recorded so far.

        First the drawn fields, then a phrase of each facet that has one, `style` (a seed's number) and
        `temperature_shift` (a decimal number).

        Args:
            number: The attempt's 63-bit number.
            quota: Its planned values.
        """
        brief: dict[str, str] = {}
        rest = number
        for choice in self._choices:
            if choice.turn:
                rest = clock.draw("brief", number, choice.turn)
            options = choice.list_options(brief, quota)
            if options:
                brief[choice.name], rest = choice.pick(options, rest)
        return brief

    def extend(self, facet: str, value: str, phrase: str) -> None:
        """Let briefs draw a new phrase of a facet from now on.

        Args:
            facet: Its name.
            value: Value of the dimension that the facet goes by.
            phrase: The phrase; one that the value has already would be drawn twice as often.
        """
        for choice in self._choices:
            if choice.name == facet:
                choice.add(value, phrase)
        _share_digits(self._choices)

    def record(self, brief: Mapping[str, str], *, accepted: bool, copied: bool) -> None:
        """Count what became of a brief: an accepted row, one refused as a duplicate or leak, or neither."""
        for name, coverage in self._covered.items():
            if name in brief:
                coverage.record(brief[name], accepted=accepted, copied=copied and name in self._steered)

    def topic_key(self, brief: Mapping[str, str]) -> str:
        """Return what a brief was about, for `record_key`, such as "topic=…"; empty where no facet says it."""
        return _BETWEEN.join([f"{name}={brief[name]}" for name in self._steered if name in brief])

    def record_key(self, key: str) -> None:
        """Count a copy that was refused in an earlier process; a topic that is in no bank any more is passed over."""
        for part in key.split(_BETWEEN):
            name, _, value = part.partition("=")
            if name in self._steered:
                self._covered[name].record(value, copied=True)


def _repeat(weights: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(value for value, weight in weights.items() for _ in range(weight))


def _list_shifts(jitter: float) -> tuple[str, ...]:
    """Return even steps from -jitter to +jitter, cut to thousandths."""
    half = SHIFTS // 2
    return tuple(str(int(1000 * jitter * step / half) / 1000) for step in range(-half, half + 1))


def _share_digits(choices: Sequence[Choice]) -> None:
    """Make a choice begin another number where together with those before it it would ask too much of one."""
    used, turn = 1, 0
    for choice in choices:
        wanted = choice.count_combinations()
        used *= wanted
        if used > _LARGEST and used != wanted:
            used, turn = wanted, turn + 1
            choice.turn = turn
        else:
            choice.turn = 0
