"""The sentence parts that surround a fact: who, where, when, why and how it is asked."""

from dataclasses import dataclass
from functools import cache
from random import Random

from prompts.bank import Entry, read_bank
from prompts.tasks.exams.content.facts import FOLDER

Halves = tuple[str, str]
"""A sentence split at its slot."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Every part of `scene.txt`; two-formed entries hold the masculine form first, the feminine second."""

    when: tuple[str, ...]
    role: tuple[Entry, ...]
    man: tuple[str, ...]
    woman: tuple[str, ...]
    place: tuple[str, ...]
    city: tuple[str, ...]
    purpose: tuple[str, ...]
    ask: tuple[Entry, ...]
    state: tuple[Entry, ...]
    seek: tuple[Entry, ...]
    source: tuple[str, ...]
    appear: tuple[str, ...]
    callback: tuple[str, ...]
    cite: tuple[str, ...]
    frame_name: tuple[Halves, ...]
    frame_text: tuple[Halves, ...]
    tail_name: tuple[str, ...]
    tail_text: tuple[str, ...]
    explain_name: tuple[str, ...]
    explain_text: tuple[str, ...]


@cache
def load_scene() -> Scene:
    """Return the parts, split and ready to be drawn from."""
    bank = read_bank(FOLDER / "scene.txt")
    pairs = {name: bank[name] for name in ("role", "ask", "state", "seek")}
    halves = {name: tuple(_split(first) for first, in bank[name]) for name in ("frame_name", "frame_text")}
    rest = {name: tuple(first for first, in bank[name]) for name in bank.keys() - pairs.keys() - halves.keys()}
    return Scene(**pairs, **halves, **rest)


def draw_person(rng: Random) -> str:
    """Return a role with a name of the same gender."""
    return _person(rng, rng.random() < 0.5)


def draw_place(rng: Random) -> str:
    """Return a place in a city."""
    scene = load_scene()
    return f"{rng.choice(scene.place)} بمدينة {rng.choice(scene.city)}"


def draw_act(acts: tuple[Entry, ...], rng: Random) -> str:
    """Return verb, person and complement, agreeing in gender."""
    verbs = rng.choice(acts)
    female = rng.random() < 0.5
    return f"{verbs[female]} {_person(rng, female)} {verbs[2]}"


def draw_framed(frames: tuple[Halves, ...], quoted: str, rng: Random) -> str:
    """Return a question with the quoted part in its slot."""
    head, tail = rng.choice(frames)
    return head + quoted + tail


def _person(rng: Random, female: bool) -> str:
    scene = load_scene()
    return f"{rng.choice(scene.role)[female]} {rng.choice(scene.woman if female else scene.man)}"


def _split(sentence: str) -> Halves:
    head, _, tail = sentence.partition("{}")
    return head, tail
