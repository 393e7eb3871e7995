"""The shapes of a question's stem; each places a description (or a name) and drawn sentence parts in another order."""

from collections.abc import Callable
from random import Random

from prompts.tasks.exams.content.facts import Fact
from prompts.tasks.exams.content.scene import draw_act, draw_city, draw_framed, draw_origin, draw_place, load_scene

Stem = Callable[[Fact, Random], str]

_OPENERS = (": ", "، ونصه: ")


def _name_when(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    question = draw_framed(scene.frame_name, fact.text, rng)
    return f"{pick(scene.when)} {draw_act(scene.ask, rng)}{pick(_OPENERS)}{question}"


def _name_asked(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    question = draw_framed(scene.frame_name, fact.text, rng)
    return f"{draw_act(scene.ask, rng)} {draw_city(rng)}{pick(_OPENERS)}{question}"


def _name_stated(fact: Fact, rng: Random) -> str:
    scene = load_scene()
    return f"{draw_act(scene.state, rng)} {draw_city(rng)}: «{fact.text}». {rng.choice(scene.tail_name)}"


def _name_stated_when(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    return f"{pick(scene.when)} {draw_act(scene.state, rng)}: «{fact.text}». {pick(scene.tail_name)}"


def _name_purpose(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    return f"{pick(scene.purpose)} {draw_act(scene.state, rng)}: «{fact.text}». {pick(scene.tail_name)}"


def _name_source(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    return f"{pick(scene.appear)} {draw_origin(rng)} {draw_city(rng)}: «{fact.text}». {pick(scene.tail_name)}"


def _name_callback(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    return f"«{fact.text}»: {pick(scene.callback)} {draw_origin(rng)} {draw_city(rng)}. {pick(scene.tail_name)}"


def _name_cited(fact: Fact, rng: Random) -> str:
    scene = load_scene()
    question = draw_framed(scene.frame_name, fact.text, rng)
    return f"{rng.choice(scene.cite)} {draw_origin(rng, fact.topic)}: {question}"


def _name_plain(fact: Fact, rng: Random) -> str:
    return f"{draw_framed(load_scene().frame_name, fact.text, rng)} ({draw_origin(rng)} {draw_city(rng)})"


def _text_when(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    question = draw_framed(scene.frame_text, fact.name, rng)
    return f"{pick(scene.when)} {draw_act(scene.ask, rng)} {draw_city(rng)}{pick(_OPENERS)}{question}"


def _text_asked(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    question = draw_framed(scene.frame_text, fact.name, rng)
    return f"{draw_act(scene.ask, rng)} {draw_place(rng)} {pick(scene.purpose)}{pick(_OPENERS)}{question}"


def _text_sought(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    return f"{draw_act(scene.seek, rng)} «{fact.name}» {draw_place(rng)} {pick(scene.purpose)}. {pick(scene.tail_text)}"


def _text_sought_when(fact: Fact, rng: Random) -> str:
    scene, pick = load_scene(), rng.choice
    return f"{pick(scene.when)} {draw_act(scene.seek, rng)} «{fact.name}» {draw_place(rng)}. {pick(scene.tail_text)}"


def _text_cited(fact: Fact, rng: Random) -> str:
    scene = load_scene()
    question = draw_framed(scene.frame_text, fact.name, rng)
    return f"{rng.choice(scene.cite)} {draw_origin(rng, fact.topic)} {draw_place(rng)}: {question}"


def _text_plain(fact: Fact, rng: Random) -> str:
    scene = load_scene()
    question = draw_framed(scene.frame_text, fact.name, rng)
    return f"{question} ({draw_origin(rng)} {draw_place(rng)} {rng.choice(scene.purpose)})"


# A shape stands as often as it is wanted; the plain ones, which open with the question itself, are the commonest.
NAME_STEMS: tuple[Stem, ...] = (
    _name_when,
    _name_asked,
    _name_asked,
    _name_stated,
    _name_stated,
    _name_stated_when,
    _name_purpose,
    _name_source,
    _name_callback,
    _name_callback,
    _name_cited,
    _name_plain,
    _name_plain,
    _name_plain,
    _name_plain,
)
"""Stems that describe and ask for the name."""

TEXT_STEMS: tuple[Stem, ...] = (
    _text_when,
    _text_asked,
    _text_asked,
    _text_sought,
    _text_sought,
    _text_sought_when,
    _text_cited,
    _text_plain,
    _text_plain,
    _text_plain,
)
"""Stems that name and ask for the description."""
