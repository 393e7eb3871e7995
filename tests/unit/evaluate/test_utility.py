"""Usefulness: what can be learned is found, what cannot is at chance, and no letter is ever learned."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np

from engine.evaluate.entry import Entry
from engine.evaluate.utility.choose import choose_subject_probe
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


def test_real_items_among_the_rows_teach_nothing(make_entry: Callable[..., Entry]) -> None:
    """Rows that are real items are told as overlap and left out: the scores are those of the other rows alone."""
    real, own = write_opinions(make_entry, 60, 2), write_opinions(make_entry, 30, 1)
    probe = LabelProbe(("negative", "positive"))
    found, alone = (Trials(probe, rows, real, 1).run(()) for rows in (own + real[:30], own))
    assert (0.5, 0.0, 30) == (found.pop("overlap"), alone.pop("overlap"), found["sizes"]["synthetic"])
    assert alone == found


def test_rows_that_are_all_real_items_are_too_few(make_entry: Callable[..., Entry]) -> None:
    """A copy of the real items leaves nothing to learn from."""
    real = write_opinions(make_entry, 60, 2)
    trials = Trials(LabelProbe(("negative", "positive")), real, real, 1)
    assert (1.0, "too few rows") == (trials.overlap, trials.shortage[:12])


def spoil(make: Callable[..., Entry], count: int, seed: int) -> list[Entry]:
    """Return opinions of which four in ten have the wrong label."""
    entries, rng = write_opinions(make, count, seed), Random(seed)
    other = {"positive": "negative", "negative": "positive"}
    return [replace(each, label=other[each.label]) if rng.random() < 0.4 else each for each in entries]


def test_the_gap_at_equal_size_is_that_of_as_many_rows(make_entry: Callable[..., Entry]) -> None:
    """Many noisy rows make up for what each teaches less: the gap at equal size is wider than that of them all."""
    ours, real = spoil(make_entry, 1500, 1), write_opinions(make_entry, 60, 2)
    found = Trials(LabelProbe(("negative", "positive")), ours, real, 1).run(())
    assert (1500, 48, 48) == tuple(found["sizes"][name] for name in ("synthetic", "real_train", "equal"))
    assert found["gap_equal"] > found["gap"] + 0.1
    assert abs(found["trtr_equal"] - found["tstr_equal"] - found["gap_equal"]) < 2e-4
    assert found["tstr_equal_ci"][0] <= found["tstr_equal"] <= found["tstr_equal_ci"][1]


def test_fewer_rows_than_real_items_are_held_against_as_few_of_these(make_entry: Callable[..., Entry]) -> None:
    """Thirty rows are compared at equal size with thirty real items."""
    ours, real = write_opinions(make_entry, 30, 1), spoil(make_entry, 200, 2)
    found = Trials(LabelProbe(("negative", "positive")), ours, real, 1).run(())
    assert 30 == found["sizes"]["equal"]
    assert found["trtr_equal"] != found["trtr"]


def test_rows_that_teach_what_real_items_lack_are_a_gain(make_entry: Callable[..., Entry]) -> None:
    """Sound rows beside noisy real items raise the score of these; noisy rows beside sound ones do not."""
    probe = LabelProbe(("negative", "positive"))
    helped = Trials(probe, write_opinions(make_entry, 400, 1), spoil(make_entry, 100, 2), 1).run(())
    spoilt = Trials(probe, spoil(make_entry, 400, 1), write_opinions(make_entry, 100, 2), 1).run(())
    assert helped["gain"] > 0.05
    assert abs(helped["augmented"] - helped["trtr"] - helped["gain"]) < 2e-4
    assert spoilt["gain"] <= 0


def test_training_on_real_items_is_tested_on_rows(make_entry: Callable[..., Entry]) -> None:
    """Rows with the opposite label are named wrong by what was learned from real items, and teach it wrong."""
    real = write_opinions(make_entry, 100, 2)
    other = {"positive": "negative", "negative": "positive"}
    ours = [replace(each, label=other[each.label]) for each in write_opinions(make_entry, 100, 1)]
    found = Trials(LabelProbe(("negative", "positive")), ours, real, 1).run(())
    assert max(found["trts"], found["tstr"]) < 0.1
    assert found["gap"] > 0.8


def test_every_point_of_a_curve_has_its_interval(make_entry: Callable[..., Entry]) -> None:
    """The score of each size and each step lies within its interval, which is wider than a point where rows differ."""
    found = Trials(LabelProbe(("negative", "positive")), spoil(make_entry, 200, 1), spoil(make_entry, 80, 2), 1)
    report = found.run((50, 200))
    points = [*report["learning_curve"], *report["growth"]]
    assert 6 == len(points)
    assert all(each["ci"][0] < each["score"] < each["ci"][1] for each in points)


def test_subjects_are_learned_where_both_sides_have_them(make_entry: Callable[..., Entry]) -> None:
    """Of three subjects the two that either side has 20 questions of are told by their words."""
    words = {"physics": ["قوة", "تسارع", "كتلة"], "history": ["معركة", "سلطان", "فتح"], "art": ["لوحة", "لون", "نحت"]}

    def write(seed: int, sizes: dict[str, int]) -> list[Entry]:
        rng = Random(seed)
        return [
            replace(
                make_entry(" ".join([*rng.choices(FILL, k=3), *rng.sample(words[subject], 2), str(n + seed * 1000)])),
                options=("ا", "ب"),
                groups={"subject": subject},
            )
            for subject, size in sizes.items()
            for n in range(size)
        ]

    ours = write(1, {"physics": 30, "history": 30, "art": 30})
    real = write(2, {"physics": 30, "history": 30, "art": 19})
    probe = choose_subject_probe(ours, real)
    assert ("history", "physics") == (probe.labels if probe else ())
    assert probe
    assert 1.0 == Trials(probe, ours, real, 1).compare()["tstr"]
    assert choose_subject_probe(ours[:49], real) is None


def test_questions_without_options_have_no_subject_to_tell(make_entry: Callable[..., Entry]) -> None:
    """Rows of a task without options are not asked for their subject."""
    entries = [replace(make_entry("نص"), groups={"subject": name}) for name in ("a", "b") for _ in range(20)]
    assert choose_subject_probe(entries, entries) is None
