"""Signatures, and the table in which rows meet."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from validators.minhash import BandTable, sign_words


def draw_words(rng: Random) -> list[str]:
    """Return 20 words of 100,000."""
    return [f"w{rng.randrange(100_000)}" for _ in range(20)]


@given(st.lists(st.text("ابجد", min_size=1), min_size=1), st.randoms(use_true_random=False))
def test_a_signature_is_of_a_set(words: list[str], rng: Random) -> None:
    """Order and repeats of words change nothing."""
    shuffled = [*words, *rng.choices(words, k=3)]
    rng.shuffle(shuffled)
    assert sign_words(words).tolist() == sign_words(shuffled).tolist()


def test_signatures_are_ever_the_same() -> None:
    """The signature of a set of words is what it was when runs were begun with this algorithm."""
    assert [0, 144, 179, 17, 117, 224, 151, 231] == sign_words(["كتب", "الولد", "الدرس"]).tolist()[:8]


def test_agreement_estimates_jaccard() -> None:
    """Sets that have half of all their words in common agree in about half of the hashes."""
    rng = Random(1)
    shares = []
    for _ in range(200):
        words = draw_words(rng)
        one, other = sign_words(words[:15]), sign_words(words[5:])
        shares.append(np.mean(one == other))
    assert abs(np.mean(shares) - 0.5) < 0.03


def test_rows_are_found_after_the_table_grew() -> None:
    """Of 5,000 rows, all but a few are found by their own signature, whenever they were added."""
    rng = Random(2)
    signatures = [sign_words(draw_words(rng)) for _ in range(5_000)]
    table = BandTable()
    for signature in signatures:
        table.add(signature)
    assert 5_000 == len(table)
    found = [(1.0, row) in table.find(signature, 0.9) for row, signature in enumerate(signatures)]
    assert sum(found) >= 4_999


def test_the_best_come_first() -> None:
    """Rows are found with the share of hashes in which they agree, the nearest first, and none below the least."""
    words = [f"w{number}" for number in range(40)]
    table = BandTable()
    for kept in (20, 40, 3):
        table.add(sign_words(words[:kept]))
    found = table.find(sign_words(words[:34]), 0.35)
    assert [1, 0] == [row for _, row in found]
    assert found[0][0] > found[1][0] > 0.35


def test_a_row_without_words_has_a_number() -> None:
    """A row without a signature is counted, and its number is nobody else's."""
    table = BandTable()
    table.add(None)
    table.add(sign_words(["كتب"]))
    assert [(1.0, 1)] == table.find(sign_words(["كتب"]), 0.5)
