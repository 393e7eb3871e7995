"""Usefulness: what can be learned is found, what cannot is at chance, and no letter is ever learned."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np

from engine.evaluate.entry import Entry
from engine.evaluate.utility.classes import LabelProbe, PairProbe, measure_macro_f1
from engine.evaluate.utility.options import describe_options
from engine.evaluate.utility.ranking import OptionProbe
from engine.evaluate.utility.trial import Trials

GOOD, BAD = ["رائع", "ممتاز", "جميل", "لذيذ", "مريح"], ["سيئ", "رديء", "مزعج", "قذر", "بطيء"]
FILL = ["المكان", "الطعام", "الخدمة", "الغرفة", "السعر", "الموظف", "الطريق", "الوقت"]
WORDS = [f"كلمة{chr(0x628 + n)}{chr(0x62A + m)}" for n in range(8) for m in range(8)]


def write_opinions(make: Callable[..., Entry], count: int, seed: int) -> list[Entry]:
    """Return opinions whose words tell their label."""
    rng, entries = Random(seed), []
    for number in range(count):
        label, words = rng.choice([("positive", GOOD), ("negative", BAD)])
        text = " ".join([*rng.choices(FILL, k=4), rng.choice(words), str(number + seed * 1000)])
        entries.append(make(text, number, label))
    return entries


def write_question(make: Callable[..., Entry], number: int, rng: Random, right: int) -> Entry:
    """Return a question whose right option is the one with a word of its stem."""
    stem = rng.sample(WORDS, 6)
    options = [" ".join(rng.sample(WORDS, 2)) for _ in range(4)]
    options[right] = f"{stem[0]} {stem[1]}"
    return replace(make(" ".join(stem), number), key=" ".join([*stem, *options]), options=tuple(options), right=right)


def test_labels_that_words_tell_are_learned_and_shuffled_ones_are_not(make_entry: Callable[..., Entry]) -> None:
    """Training on synthetic rows does as well as on real ones, and at random once labels are dealt out anew."""
    probe = LabelProbe(("negative", "positive"))
    ours, real = (write_opinions(make_entry, 200, seed) for seed in (1, 2))
    found = Trials(probe, ours, real, 1).run((50, 200))
    assert (1.0, 1.0, 0.0) == (found["tstr"], found["trtr"], found["gap"])
    assert abs(found["shuffled"] - 0.5) < 0.2 > abs(found["chance"] - 0.5)
    assert ([20, 50, 100, 200], [50, 200]) == (
        [point["size"] for point in found["learning_curve"]],
        [point["rows"] for point in found["growth"]],
    )


def test_the_right_option_is_found_by_what_it_shares_with_the_stem(make_entry: Callable[..., Entry]) -> None:
    """Questions whose right option repeats words of the stem teach to find it in other questions."""
    rng = Random(1)
    ours, real = ([write_question(make_entry, n, rng, rng.randrange(4)) for n in range(120)] for _ in range(2))
    found = Trials(OptionProbe(4), ours, real, 1).run(())
    assert ("pairwise_accuracy", 0.25, True) == (found["metric"], found["chance"], found["tstr"] > 0.95)


def test_the_letter_of_an_answer_teaches_nothing(make_entry: Callable[..., Entry]) -> None:
    """Training on questions that are all right at A finds nothing at A: an option is seen without its place."""
    rng = Random(1)
    plain = [write_question(make_entry, n, rng, 0) for n in range(100)]
    blind = [replace(entry, options=tuple(" ".join(rng.sample(WORDS, 2)) for _ in range(4))) for entry in plain]
    probe = OptionProbe(4)
    examples = probe.encode(blind)
    gain = probe.measure(probe.learn(examples, np.arange(60), np.arange(60, 100)))
    turned = [replace(entry, options=entry.options[::-1]) for entry in blind]
    straight, reverse = (describe_options(entries[:1]).toarray() for entries in (blind, turned))
    assert gain < 0.55
    assert np.allclose(straight, reverse[::-1])


def test_equal_options_share_the_gain(make_entry: Callable[..., Entry]) -> None:
    """Where all options look alike the right one is ranked first a quarter of the time."""
    entry = replace(make_entry("سؤال عن شيء"), options=("شيء",) * 4)
    probe = OptionProbe(4)
    outcomes = probe.learn(probe.encode([entry] * 10), np.arange(5), np.arange(5, 10))
    assert [0.25] * 5 == outcomes.tolist()


def test_wrong_sentences_are_told_by_their_spelling(make_entry: Callable[..., Entry]) -> None:
    """A hamza that is missing in every wrong sentence is learned, in texts whose matching keys are the same."""

    def write(seed: int) -> list[Entry]:
        rng = Random(seed)
        tails = [" ".join(rng.choices(WORDS, k=5)) for _ in range(60)]
        return [replace(make_entry(f"اكل {t}"), pair=(f"اكل {t}", f"أكل {t}")) for t in tails]

    found = Trials(PairProbe(), write(1), write(2), 1).run(())
    assert (1.0, 0.5) == (found["tstr"], found["chance"])


def test_shuffling_turns_half_of_the_pairs_round(make_entry: Callable[..., Entry]) -> None:
    """A shuffled pair still has a wrong and a right sentence; in exactly half of the pairs they have changed places."""
    entries = [replace(make_entry("نص"), pair=(f"اكل {n}", f"أكل {n}")) for n in range(40)]
    probe = PairProbe()
    targets = probe.shuffle(probe.encode(entries), np.random.default_rng(1)).targets.reshape(-1, 2)
    assert (40, 20) == (int(targets.sum()), int(targets[:, 0].sum()))
    assert [1] * 40 == targets.sum(axis=1).tolist()


def test_pairs_without_a_difference_are_left_out(make_entry: Callable[..., Entry]) -> None:
    """A pair whose sentences are one, tatweel aside, teaches nothing."""
    entries = [replace(make_entry("نص"), pair=pair) for pair in (("نص", "نـص"), ("نص", "نصّ"))]
    assert entries[1:] == PairProbe().choose(entries)


def test_macro_f1_is_the_mean_over_classes_that_occur() -> None:
    """Of the outcomes 0-0, 0-1, 1-1 both classes have an F1 of two thirds; a third class that never occurs is none."""
    outcomes = np.array([[0, 0], [0, 1], [1, 1]])
    assert round(2 / 3, 6) == round(measure_macro_f1(outcomes, 3), 6)


def test_too_few_rows_are_told(make_entry: Callable[..., Entry]) -> None:
    """Nothing is measured on a handful of rows, and the reason is said."""
    probe = LabelProbe(("negative", "positive"))
    trials = Trials(probe, write_opinions(make_entry, 5, 1), write_opinions(make_entry, 50, 2), 1)
    assert "too few rows can be used: 20 different ones are needed" == trials.shortage


def test_real_items_among_the_rows_are_counted(make_entry: Callable[..., Entry]) -> None:
    """Rows that are real items, and so tests as well, are told as overlap."""
    real = write_opinions(make_entry, 60, 2)
    ours = write_opinions(make_entry, 30, 1) + real[:30]
    found = Trials(LabelProbe(("negative", "positive")), ours, real, 1).run(())
    assert 0.5 == found["overlap"]
