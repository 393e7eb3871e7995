"""The sentence parts that surround a fact: who, where, when, why and how it is asked."""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

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
    parts: dict[str, Any] = {name: tuple([entry[0] for entry in entries]) for name, entries in bank.items()}
    parts |= {name: bank[name] for name in ("role", "ask", "state", "seek")}
    parts |= {name: tuple(map(_split, parts[name])) for name in ("frame_name", "frame_text")}
    return Scene(**parts)


def draw_city(rng: Random) -> str:
    """Return where it happens, as a city alone."""
    return f"في مدينة {rng.choice(load_scene().city)}"


def draw_place(rng: Random) -> str:
    """Return where it happens, as a place in a city."""
    scene = load_scene()
    return f"{rng.choice(scene.place)} بمدينة {rng.choice(scene.city)}"


def draw_origin(rng: Random, topic: str = "") -> str:
    """Return a written source with who made it, and what it is about where a topic is given."""
    source, female = rng.choice(load_scene().source), rng.random() < 0.5
    about = f" عن {topic}" if topic else ""
    return f"{source}{about} من إعداد {_person(rng, female)}"


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
