"""`augment` as a library: rows and sentences in, rows and checked variants with lineage out."""

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.augment.augment import augment
from engine.augment.order import Order
from engine.errors import UsageError
from prompts.discover import find_task

SENTENCES = (
    "وصل المسافرون إلى الميناء قبل غروب الشمس بساعة.",
    "قرأت الطالبة القصة الجديدة في حديقة الحي.",
    "لم يستطع الحارس فتح الباب الحديدي القديم.",
    "شكر المعلم تلاميذه لأنهم أنجزوا واجباتهم.",
)


def make_questions(path: Path, count: int = 40) -> Path:
    """Write questions of the mock with even answers."""
    compose = find_task("exams").compose
    rows = [compose({"answer": "ABCD"[number % 4]}, Random(number)) for number in range(count)]
    marked = [{"id": f"q-{number}", **row, "meta": {"model": "mock"}} for number, row in enumerate(rows)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in marked), "utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def make_order(folder: Path, task: str = "exams", **settings: Any) -> Order:
    """Return an order for all standard rules of a task."""
    spec = find_task(task)
    rules = tuple(rule for rule in spec.variants() if not rule.robustness)
    return Order(spec, settings.pop("source", None), folder / "out.jsonl", rules, **settings)


def test_rows_stay_and_answers_keep_their_shares(tmp_path: Path) -> None:
    """Rows stay byte for byte and first, and answers are as even with variants as without."""
    source = make_questions(tmp_path / "in.jsonl")
    done = augment(make_order(tmp_path, source=source, per_item=2))
    text = (tmp_path / "out.jsonl").read_text("utf-8")
    counts = Counter(row["answer"] for row in read(tmp_path / "out.jsonl"))
    assert text.startswith(source.read_text("utf-8"))
    assert done.variants > 20
    assert 1 >= max(counts.values()) - min(counts.values())


def test_the_key_follows_its_option(tmp_path: Path) -> None:
    """A shuffled question keys the text that its parent keys, and names its parent and rule."""
    source = make_questions(tmp_path / "in.jsonl")
    augment(make_order(tmp_path, source=source, only_variants=True))
    parents = {row["id"]: row for row in read(source)}
    variants = read(tmp_path / "out.jsonl")
    keyed = [row["options"]["ABCD".index(row["answer"])][3:] for row in variants]
    first = [parents[row["meta"]["parent_id"]] for row in variants]
    assert [row["options"]["ABCD".index(row["answer"])][3:] for row in first] == keyed
    assert {"option_order"} == {row["meta"]["rule"] for row in variants}
    assert len(variants) == len({row["id"] for row in variants})


def test_variants_belong_to_the_family_of_their_parent(tmp_path: Path) -> None:
    """A variant is of the family that its parent names, else of its parent's parent, else of its parent."""
    source = make_questions(tmp_path / "in.jsonl", 12)
    rows = read(source)
    for row in rows[4:]:
        row["meta"]["parent_id"] = "base"
    for row in rows[8:]:
        row["meta"]["family"] = "root"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    augment(make_order(tmp_path, source=source, only_variants=True))
    families = {row["meta"]["parent_id"]: row["meta"]["family"] for row in read(tmp_path / "out.jsonl")}
    expected = {
        row["id"]: "root" if place >= 8 else "base" if place >= 4 else row["id"] for place, row in enumerate(rows)
    }
    assert {"root", "base"} < {*families.values()}
    assert {name: expected[name] for name in families} == families


def test_variants_of_variants_stay_in_the_family(tmp_path: Path) -> None:
    """What is made of a variant names the variant as its parent and the first row as its family."""
    order = make_order(tmp_path, source=make_questions(tmp_path / "in.jsonl", 8), only_variants=True)
    augment(order)
    first = {row["id"]: row["meta"]["parent_id"] for row in read(order.output)}
    augment(replace(order, source=order.output, output=tmp_path / "again.jsonl"))
    again = [row["meta"] for row in read(tmp_path / "again.jsonl")]
    assert again
    assert [first[meta["parent_id"]] for meta in again] == [meta["family"] for meta in again]


def test_the_same_seed_makes_the_same_file(tmp_path: Path) -> None:
    """Two runs agree byte for byte, and another seed does not."""
    order = make_order(tmp_path, source=make_questions(tmp_path / "in.jsonl"))
    augment(order)
    first = order.output.read_bytes()
    augment(order)
    assert first == order.output.read_bytes()
    augment(replace(order, seed=7))
    assert first != order.output.read_bytes()


def test_a_variant_takes_no_id_of_a_row(tmp_path: Path) -> None:
    """Where rows already have the ids that variants would get, variants get others."""
    source = make_questions(tmp_path / "in.jsonl")
    rows = read(source)
    named = [{**row, "id": f"{rows[number - 20]['id']}+option_order-1"} for number, row in enumerate(rows[20:], 20)]
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [*rows[:20], *named]), "utf-8")
    done = augment(make_order(tmp_path, source=source))
    ids = [row["id"] for row in read(tmp_path / "out.jsonl")]
    assert done.variants > 20
    assert len(ids) == len(set(ids))


def test_labels_that_rules_keep_are_chosen_by_their_shares(tmp_path: Path) -> None:
    """Of variants that keep even answers, those of uneven shares are taken, and the others are told of."""
    rules = tuple(rule for rule in find_task("exams").variants() if rule.name == "loose_letters")
    weights = {"A": Fraction(1), "B": Fraction(1), "C": Fraction(1), "D": Fraction(3)}
    order = make_order(tmp_path, source=make_questions(tmp_path / "in.jsonl"), only_variants=True, weights=weights)
    done = augment(replace(order, rules=rules))
    counts = [done.labels[letter] for letter in "ABCD"]
    assert 1 >= max(abs(3 * count - counts[3]) for count in counts[:3]) / 3
    assert done.refused["label_share"] == done.passed["loose_letters"] - sum(counts)
    assert done.refused["label_share"] > 0


def test_asked_shares_are_met(tmp_path: Path) -> None:
    """With variants alone, answers have the shares that were asked for."""
    weights = {"A": Fraction(2), "B": Fraction(1), "C": Fraction(1), "D": Fraction(0)}
    source = make_questions(tmp_path / "in.jsonl")
    done = augment(make_order(tmp_path, source=source, only_variants=True, per_item=2, weights=weights))
    counts = [done.labels[letter] for letter in "ABC"]
    assert {"A", "B", "C"} == done.labels.keys()
    assert 1 >= abs(counts[0] - counts[1] - counts[2])


def test_copies_of_protected_items_are_not_made(tmp_path: Path) -> None:
    """Neither a protected row nor a variant of it reaches the output."""
    source = make_questions(tmp_path / "in.jsonl", 8)
    lines = source.read_text("utf-8").splitlines(keepends=True)
    held = tmp_path / "held.jsonl"
    held.write_text(lines[0], "utf-8")
    done = augment(make_order(tmp_path, source=source, protect=(held,), dropped=tmp_path / "dropped.jsonl"))
    assert 1 == sum(count for reason, count in done.dropped.items() if "leak" in reason)
    assert [] == [row for row in read(tmp_path / "out.jsonl") if "q-0" in row["id"].split("+")]


def test_broken_lines_are_told_of_by_number(tmp_path: Path) -> None:
    """A line that is no row is dropped with its number, and the others are varied."""
    source = make_questions(tmp_path / "in.jsonl", 4)
    source.write_text("{oops\n" + source.read_text("utf-8"), "utf-8")
    done = augment(make_order(tmp_path, source=source, dropped=tmp_path / "dropped.jsonl"))
    assert (5, 4, {"broken_line": 1}) == (done.read, done.kept, done.dropped)
    assert 1 == read(tmp_path / "dropped.jsonl")[0]["line"]


def test_mistakes_are_planted_in_sentences(tmp_path: Path) -> None:
    """Each planted row corrects to its sentence, and its explanation names the wrong word and the right one."""
    file = tmp_path / "sentences.txt"
    file.write_text("\n".join(SENTENCES), "utf-8")
    augment(make_order(tmp_path, "grammar", sentences=file, per_item=2))
    rows = read(tmp_path / "out.jsonl")
    assert {*SENTENCES} == {row["correction"] for row in rows}
    for row in rows:
        pairs = zip(row["input"].split(), row["correction"].split(), strict=True)
        wrong, right = (" ".join(words) for words in zip(*(pair for pair in pairs if pair[0] != pair[1]), strict=True))
        assert (True, True) == (f"«{wrong}»" in row["explanation"], f"«{right}»" in row["explanation"])


NUMBERS = ("ما ناتج 12 × 15؟", ("180", "170", "190", "150"), "نضرب العددين فنجد أن الناتج 180.", "mathematics")
NAMES = (
    "اشترى أحمد 5 أقلام ثم أعطى أخته قلمين منها، فكم قلمًا بقي مع أحمد؟",
    ("3", "2", "7", "4"),
    "بقي مع أحمد ثلاثة أقلام لأننا نطرح قلمين من خمسة.",
    "mathematics",
)
SYNONYMS = (
    "أي المواد الآتية توصل الكهرباء عندما تذوب في الماء، على الرغم من أن صلبها لا يوصلها؟",
    ("ملح الطعام", "السكر", "النشا", "الزيت"),
    "يتأين ملح الطعام عندما يذوب، بالإضافة إلى ذلك، تتحرك أيوناته بحرية، غير أن السكر لا يتأين.",
    "chemistry",
)


@pytest.mark.parametrize(
    ("rule", "question"),
    [("numbers", NUMBERS), ("names", NAMES), ("synonyms", SYNONYMS)],
    ids=lambda each: str(each)[:8],
)
def test_rules_pass_the_checks_of_rows(
    rule: str, question: tuple[str, tuple[str, ...], str, str], tmp_path: Path
) -> None:
    """Other numbers, another name and other connectives make a row that every check lets through."""
    stem, options, explanation, subject = question
    written = [f"{letter}. {text}" for letter, text in zip("ABCD", options, strict=True)]
    row = {"question": stem, "options": written, "answer": "A", "explanation": explanation, "subject": subject}
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "q", **row, "meta": {"model": "mock"}}, ensure_ascii=False), "utf-8")
    rules = tuple(each for each in find_task("exams").variants() if each.name == rule)
    order = make_order(tmp_path, source=source, only_variants=True, relatives=1.0, most_alike=0.99)
    done = augment(replace(order, rules=rules))
    variants = read(order.output)
    assert ({}, {rule: 1}, [rule]) == (done.refused, done.by_rule, [each["meta"]["rule"] for each in variants])
    assert [stem] != [each["question"] for each in variants]


def test_an_output_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    """Shares that cannot be met are an error, and the old output stays."""
    order = make_order(tmp_path, source=make_questions(tmp_path / "in.jsonl"), weights={"A": Fraction(1)})
    order.output.write_text("old", "utf-8")
    with pytest.raises(UsageError, match="gets no share"):
        augment(order)
    assert "old" == order.output.read_text("utf-8")


def test_the_file_of_sentences_is_not_overwritten(tmp_path: Path) -> None:
    """An output that is also read as sentences is refused."""
    file = tmp_path / "out.jsonl"
    file.write_text("\n".join(SENTENCES), "utf-8")
    with pytest.raises(UsageError, match="--sentences"):
        augment(make_order(tmp_path, "grammar", sentences=file))
