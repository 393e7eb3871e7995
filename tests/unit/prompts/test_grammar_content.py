"""What the mock model's grammar triplets promise: the asked type, one local mistake, no repetition."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from prompts.bank import read_bank
from prompts.tasks.grammar.checks import CHECKS, select_texts
from prompts.tasks.grammar.content.banks import ERROR_TYPES, FOLDER, load_cores, split_core
from prompts.tasks.grammar.content.compose import LAYOUTS, compose
from prompts.tasks.grammar.schema import GrammarReply, build_item
from validators.base import Item, Reading
from validators.chain import Chain
from validators.text import normalize, words

HAMZA_SEATS = str.maketrans("أإآؤئء", "ا" * 6)
TA_MARBUTA = str.maketrans("ة", "ه")
ALIF_MAQSURA = str.maketrans("ى", "ي")
SPELLED = {"hamza": HAMZA_SEATS, "ta_marbuta": TA_MARBUTA, "alif_maqsura": ALIF_MAQSURA}


@pytest.fixture(scope="module")
def triplets() -> list[dict[str, Any]]:
    """3,000 triplets, the error types in turn."""
    return [compose({"error_type": ERROR_TYPES[seed % 15]}, Random(seed)) for seed in range(3000)]


def count_changes(wrong: list[str], right: list[str]) -> int:
    """Return the tokens that an alignment of the two leaves unmatched, on the side where there are more."""
    edits = [op for op in SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes() if op[0] != "equal"]
    return max(sum(op[2] - op[1] for op in edits), sum(op[4] - op[3] for op in edits))


def test_asked_error_type_comes_back(triplets: list[dict[str, Any]]) -> None:
    """Every triplet carries the error type that was asked for."""
    assert [ERROR_TYPES[seed % 15] for seed in range(3000)] == [row["error_type"] for row in triplets]


def test_cores_of_another_type_are_never_used(triplets: list[dict[str, Any]]) -> None:
    """The correction holds the right form of a core of the asked type."""
    cores = load_cores()
    assert [] == [
        row
        for row in triplets
        if not any(core.right in row["correction"] and core.wrong in row["input"] for core in cores[row["error_type"]])
    ]


def test_missing_error_type_is_drawn() -> None:
    """Without a wanted error type all fifteen are drawn."""
    assert set(ERROR_TYPES) == {compose({}, Random(seed))["error_type"] for seed in range(400)}


def test_unknown_error_type_comes_back() -> None:
    """A type without a bank is answered from another bank under the name that was asked for."""
    row = compose({"error_type": "dialect"}, Random(5))
    assert "dialect" == row["error_type"]
    assert row["input"] != row["correction"]


def test_same_generator_state_gives_same_triplet() -> None:
    """The triplet is a function of what is wanted and the generator's state."""
    wanted = {"error_type": "tanwin", "setting": "السوق والتجارة"}
    assert compose(wanted, Random(11)) == compose(wanted, Random(11))


def test_edit_is_local(triplets: list[dict[str, Any]]) -> None:
    """Input and correction differ, and by at most four tokens."""
    changes = {count_changes(row["input"].split(), row["correction"].split()) for row in triplets}
    assert changes <= {1, 2, 3, 4}


@pytest.mark.parametrize("error_type", SPELLED)
def test_spelling_types_change_one_letter_class(error_type: str) -> None:
    """A hamza core differs only in hamza seats, ta marbuta only in ة and ه, alif maqsura only in ى and ي."""
    fold = SPELLED[error_type]
    pairs = [(core.wrong, core.right) for core in load_cores()[error_type]]
    assert [right.translate(fold) for _, right in pairs] == [wrong.translate(fold) for wrong, _ in pairs]
    assert {1} == {sum(a != b for a, b in zip(wrong, right, strict=True)) for wrong, right in pairs}


def test_word_order_cores_only_move_words() -> None:
    """A word order core has the same words in both forms."""
    assert [] == [
        core for core in load_cores()["word_order"] if Counter(core.wrong.split()) != Counter(core.right.split())
    ]


def test_split_merge_cores_only_move_blanks() -> None:
    """A split or merge core reads the same without blanks, apart from letters that contraction swallows."""
    kept = [
        core for core in load_cores()["spelling_split_merge"] if "يدغم" not in core.rule and "إنشاء" not in core.wrong
    ]
    assert [core.right.replace(" ", "") for core in kept] == [core.wrong.replace(" ", "") for core in kept]


def test_explanation_quotes_both_words_and_the_rule(triplets: list[dict[str, Any]]) -> None:
    """The explanation quotes the wrong and the right word, and names the rule, of a core of the asked type."""
    parts = {
        name: [(core.rule, f"«{core.wrong_word}»", f"«{core.right_word}»") for core in bank]
        for name, bank in load_cores().items()
    }
    assert [] == [
        row
        for row in triplets
        if not any(all(part in row["explanation"] for part in core) for core in parts[row["error_type"]])
    ]


def test_triplets_pass_the_checks_of_the_task(triplets: list[dict[str, Any]]) -> None:
    """Every triplet becomes an item that the task's own checks let through."""
    refusals: list[Any] = []
    for row in triplets:
        item = build_item(GrammarReply.model_validate(row), {"error_type": row["error_type"]})
        assert isinstance(item, Item)
        refusals.append(Chain(CHECKS).judge(Reading(item, select_texts)).refusal)
    assert {None} == set(refusals)


def test_length_is_within_bounds(triplets: list[dict[str, Any]]) -> None:
    """Sentences have 15 to 45 words, explanations at least six."""
    lengths = [len(words(row[name])) for row in triplets for name in ("input", "correction")]
    assert 15 <= min(lengths)
    assert max(lengths) <= 45
    assert min(len(words(row["explanation"])) for row in triplets) >= 6


def test_openings_vary(triplets: list[dict[str, Any]]) -> None:
    """No word opens more than 12% of the inputs."""
    openings = Counter(row["input"].split()[0] for row in triplets)
    assert max(openings.values()) <= 0.12 * len(triplets)


def test_few_duplicates(triplets: list[dict[str, Any]]) -> None:
    """Under the matching key, 3,000 triplets repeat no correction and no input."""
    for name in ("input", "correction"):
        assert len(triplets) == len({normalize(row[name]) for row in triplets})


def test_every_type_has_eighty_cores() -> None:
    """Each error type has its own bank of at least eighty cores of four to nine words."""
    cores = load_cores()
    assert set(ERROR_TYPES) == set(cores)
    assert min(map(len, cores.values())) >= 80
    assert {len(core.right.split()) for bank in cores.values() for core in bank} <= set(range(4, 10))


def test_no_core_stands_twice() -> None:
    """No right clause occurs in two entries, within a type or across types."""
    counts = Counter(normalize(core.right) for bank in load_cores().values() for core in bank)
    assert [] == [clause for clause, count in counts.items() if count > 1]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_banks_repeat_no_entry(path: Any) -> None:
    """No entry stands twice in a bank, and none ends in a stop or brings its own mark of a gap."""
    entries = ["|".join(entry) for section in read_bank(path).values() for entry in section]
    assert len(entries) == len(set(entries))
    assert [] == [entry for entry in entries if entry[-1] in ".،؛:" or "[" in entry]


def test_named_clauses_fill_their_slots(triplets: list[dict[str, Any]]) -> None:
    """Some sentences name persons and places, and none shows a slot."""
    assert any("القاهرة" in row["correction"] for row in triplets)
    assert not [row for row in triplets if set("{}") & set(row["input"] + row["correction"])]


def test_word_pairs_are_varied(triplets: list[dict[str, Any]]) -> None:
    """At least three word pairs in ten are different ones among 3,000 sentences."""
    pairs = [pair for row in triplets for pair in pairwise(normalize(row["input"]).split())]
    assert len(set(pairs)) / len(pairs) > 0.3


@pytest.mark.parametrize("name", ["time", "manner", "scene", "event", "closing", "report"])
def test_frame_banks_have_sixty_entries(name: str) -> None:
    """Each frame bank has at least sixty clauses."""
    assert len(read_bank(FOLDER / f"{name}.txt")[name]) >= 60


def test_every_layout_holds_the_core_once() -> None:
    """Each layout has one place for the core and at least four for other clauses."""
    assert {1} == {layout.count("{core}") for layout in LAYOUTS}
    assert min(layout.count("{") for layout in LAYOUTS) >= 5


def test_entry_without_a_mark_is_refused() -> None:
    """A core without a marked mistake is an error that names its bank."""
    with pytest.raises(ValueError, match=r"tanwin\.txt"):
        split_core("tanwin", "قرأ الطالب كتابًا", "")
