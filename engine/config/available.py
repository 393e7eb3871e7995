"""What a config can say that this version does not carry out: said aloud, never passed over; shrinks as it grows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.config.model import Config
from engine.config.place import Loc, Problem, show_loc
from engine.config.tree import Tree


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that cannot be carried out, and is refused.

    Attributes:
        loc: The field.
        stands: Whether a config asks for it.
        message: What to do instead.
    """

    loc: Loc
    stands: Callable[[Config], bool]
    message: Callable[[Config], str]


GAPS = (
    Gap(
        ("workflow",),
        lambda config: config.workflow == "persona" and config.seeds is None,
        lambda _: "'persona' rewrites the items of seeds.file, and none is given",
    ),
    Gap(
        ("executor",),
        lambda config: config.executor != "local",
        lambda config: f"{config.executor!r} cannot be used in this version; use local",
    ),
)
"""Values that are refused."""

_WITHOUT_EFFECT: dict[Loc, str] = {
    ("gate", "review_score"): "no reviews are read in this version",
}
_WITHOUT_EFFECT_ON_MOCK: dict[Loc, str] = {
    ("budget",): "calls to the mock cost nothing",
    ("timeouts", "connect_s"): "the mock opens no connection",
    ("timeouts", "first_byte_s"): "the mock answers in one piece; total_s holds",
}

_OF_MOCK = ("api_key_env", "prices", "rpm", "tpm", "weight")


def find_gaps(config: Config, tree: Tree) -> Iterator[Problem]:
    """Yield a problem for everything that is asked for and cannot be carried out."""
    for gap in GAPS:
        if gap.stands(config):
            yield Problem(tree.find_value(gap.loc), gap.loc, gap.message(config))


def list_idle(config: Config) -> dict[Loc, str]:
    """Return the sections and fields that are read and change nothing, with the reason."""
    idle = _WITHOUT_EFFECT | (_WITHOUT_EFFECT_ON_MOCK if config.is_mock else {})
    return idle | ({("personas",): "the style workflow has none"} if config.workflow == "style" else {})


def list_warnings(config: Config, tree: Tree) -> Iterator[str]:
    """Yield one line for everything that some source states and that has no effect."""
    reasons = list_idle(config)
    for name in config.providers:
        if name == "mock":
            reasons |= {("providers", name, key): "the mock has none" for key in _OF_MOCK}
    for loc, reason in reasons.items():
        if tree.has(loc):
            yield f"{tree.find_key(loc).locate(show_loc(loc))}: has no effect: {reason}"
