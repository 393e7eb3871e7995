"""Cleaning a file of rows: what stays is unchanged, what goes has a reason, and nothing else becomes of a row."""

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cleaning.clean import Order, clean
from engine.errors import InputError, UsageError
from prompts.discover import find_task
from tests.unit.cleaning.rows import EXAMS, make_row, run

SENTIMENT = find_task("sentiment")


ROWS = [make_row(number) for number in range(12)]
GOOD = [orjson.dumps(row).decode() for row in ROWS]
SPACED = [json.dumps(row, ensure_ascii=True, indent=None, separators=(" , ", " : ")) for row in ROWS[:4]]
BAD = [
    "{",
    "[1]",
    "null",
    '{"question": "ما هذا؟"}',
    '{"text": "الخدمة ممتازة", "sentiment": "positive"}',
    json.dumps(ROWS[0] | {"answer": "E"}),
    json.dumps(ROWS[1] | {"answer": "ب"}),
    json.dumps(ROWS[2] | {"options": ROWS[2]["options"][:3]}),
    json.dumps(ROWS[3] | {"question": ROWS[3]["question"] + " للتواصل 0501234567"}),
    json.dumps(ROWS[4] | {"explanation": 7}),
    '{"question": "' + "\\ud800" + '"}',
    "a\0b",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*GOOD, *SPACED, *BAD, ""])), st.sampled_from(["\n", "\r\n"]))
def test_what_is_kept_is_a_subsequence_and_all_is_counted(lines: list[str], end: str) -> None:
    """Kept lines stand in the input in this order byte for byte, dropped ones name their line, and all are counted."""
    with TemporaryDirectory() as name:
        found, _, gone = run(Path(name), end.join(lines))
        kept = (Path(name) / "out.jsonl").read_text("utf-8").split("\n")[:-1]
    left = iter(lines)
    assert all(line in left for line in kept)
    assert found.read == found.kept + sum(found.dropped.values()) == len([line for line in lines if line])
    assert (found.kept, sum(found.dropped.values())) == (len(kept), len(gone))
    for drop in gone:
        line = lines[drop["line"] - 1]
        assert drop["row"] == json.loads(line) if "row" in drop else drop["text"] == line


def test_how_many_rows_are_judged_together_is_nothing(tmp_path: Path) -> None:
    """Copies go and warnings count the same rows, whether a copy stands in one batch with its original or not."""
    found = []
    for length in (0, 40_000, 300_000):  # the longer its rows, the smaller a batch: of 64, of 7 and of one
        rows = [make_row(number) | {"note": "-" * length} for number in range(100)]
        lines = [orjson.dumps(row).decode() for row in (*rows, *rows[90:], *rows[:10])]
        lines[5:5] = [*BAD, lines[4], *BAD]
        cleaned, kept, dropped = run(tmp_path, "\n".join(lines))
        found.append((cleaned, [row["id"] for row in kept], [(drop["line"], drop["reason"]) for drop in dropped]))
    assert [found[0]] * 3 == found
    assert (21, [row["id"] for row in rows]) == (found[0][0].dropped["duplicate"], found[0][1])
    assert sorted(found[0][2]) == found[0][2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_encoding_becomes_the_same_rows(tmp_path: Path, encoding: str, end: str) -> None:
    """Byte-order marks, UTF-16, Windows-1256 and either line end change nothing of the rows."""
    rows = [make_row(number) for number in range(3)]
    text = end.join(json.dumps(row, ensure_ascii=False) for row in rows)
    found, kept, _ = run(tmp_path, text.encode(encoding))
    assert (3, 3, rows) == (found.read, found.kept, kept)


def test_a_line_separator_inside_a_string_splits_nothing(tmp_path: Path) -> None:
    """U+2028 in a field stays where it is: lines end at LF only."""
    row = make_row(1) | {"note": "سطر\u2028آخر\x85"}
    assert [row] == run(tmp_path, json.dumps(row, ensure_ascii=False))[1]


def test_numbers_and_order_of_fields_stay(tmp_path: Path) -> None:
    """A number that no float can hold, and fields in an order of their own, are written as they came."""
    text = '{"z":123456789012345678901234567890,' + GOOD[0][1:]
    run(tmp_path, text)
    assert text + "\n" == (tmp_path / "out.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "broken_line"),
        (b"[]", "broken_line"),
        (b'{"a": "\xff\xfe"}', "broken_line"),
        (b"\0", "broken_line"),
        (b"[" * 5000, "broken_line"),
        (b'{"question": "x"}', "wrong_shape"),
        (orjson.dumps(ROWS[0] | {"options": ["A. x"]}), "wrong_shape"),
        (orjson.dumps(ROWS[0] | {"answer": "E"}), "answer_unclear"),
        (orjson.dumps(ROWS[0] | {"answer": None}), "answer_unclear"),
        (orjson.dumps(ROWS[0] | {"answer": "أ"}), "answer_unclear"),
        (orjson.dumps(ROWS[0] | {"answer": "A. "}), "answer_unclear"),
        (orjson.dumps({"text": "الخدمة ممتازة", "sentiment": "positive"}), "other_task"),
        (orjson.dumps(ROWS[0] | {"question": "كم؟ راسلني sami@mail-server.sa لتعرف الجواب"}), "personal_email"),
        (orjson.dumps(ROWS[5]), "duplicate"),
        (orjson.dumps(ROWS[5] | {"options": dict(zip("ABCD", ROWS[5]["options"], strict=True))}), "duplicate"),
    ],
)
def test_each_fault_has_its_reason(tmp_path: Path, line: bytes, reason: str) -> None:
    """One bad line among good ones is dropped for its own reason, with its number."""
    found, _, gone = run(tmp_path, b"%b\n%b\n%b" % (GOOD[5].encode(), line, GOOD[6].encode()))
    assert ({reason: 1}, 2, 2) == (found.dropped, found.kept, gone[0]["line"])


def test_a_line_that_is_no_text_is_shown(tmp_path: Path) -> None:
    """The dropped file is valid JSON whatever the bytes were."""
    gone = run(tmp_path, GOOD[0].encode() + b'\n{"a": "\xff"}\r\n')[2]
    assert '{"a": "\\xff"}' == gone[0]["text"]


def test_the_three_key_form_stays_what_it_is(tmp_path: Path) -> None:
    """A question without explanation, id and meta is kept, whether its options have letters, keys or neither."""
    bare = [{name: row[name] for name in ("question", "options", "answer")} for row in ROWS[:3]]
    bare[1]["options"] = [
        option.removeprefix(f"{letter}. ") for letter, option in zip("ABCD", bare[1]["options"], strict=True)
    ]
    bare[2]["options"] = dict(enumerate_options(bare[2]["options"]))
    found, kept, _ = run(tmp_path, bare)
    assert ({}, bare) == (found.dropped, kept)
    assert bare == run(tmp_path, bare, generated=True)[1]


def enumerate_options(options: list[str]) -> list[tuple[str, str]]:
    """Return options under numbers."""
    return [(str(number), option[3:]) for number, option in enumerate(options, 1)]


@pytest.mark.parametrize(("generated", "dropped"), [(None, {}), (False, {}), (True, {"bidi_control": 1})])
def test_who_wrote_a_row_decides_how_it_is_judged(
    tmp_path: Path, generated: bool | None, dropped: dict[str, int]
) -> None:
    """A direction mark is common in people's files and refused in a model's; a row that names no model is people's."""
    row = {name: value for name, value in make_row(1).items() if name != "meta"}
    row["question"] = "\u200f" + row["question"]
    found, _, _ = run(tmp_path, [row], generated=generated)
    assert (dropped, int(generated is None)) == (found.dropped, found.unmarked)


@pytest.mark.parametrize("mark", [{"meta": {"model": "gpt"}}, {"model": "gpt", "meta": None}])
def test_a_row_that_names_its_model_is_judged_as_generated(tmp_path: Path, mark: dict[str, Any]) -> None:
    """The model may be named in `meta` or beside the other fields."""
    row = make_row(1) | mark
    row["question"] = "\u200f" + row["question"]
    assert {"bidi_control": 1} == run(tmp_path, [row])[0].dropped


def test_relatives_are_near_duplicates_only_when_nearer(tmp_path: Path) -> None:
    """A rewrite of the same parent may be as alike as strangers may not."""
    text = "كانت الخدمة في هذا المطعم ممتازة جدا وكان الطعام لذيذا والموظفون لطفاء معنا طوال السهرة حتى خرجنا"
    rows = [
        {
            "id": str(n),
            "text": text.replace("السهرة حتى خرجنا", end),
            "sentiment": "positive",
            "meta": {"parent_id": "p"},
        }
        for n, end in enumerate(["السهرة حتى خرجنا", "المساء حتى انصرفنا"])
    ]
    strangers = [row | {"meta": {}} for row in rows]
    assert {} == run(tmp_path, rows, spec=SENTIMENT)[0].dropped
    assert {"near_duplicate": 1} == run(tmp_path, strangers, spec=SENTIMENT)[0].dropped


def test_rows_that_are_much_alike_are_told_of(tmp_path: Path) -> None:
    """A question that comes again with other options is kept and named by its line, and dropped where asked for."""
    first = make_row(1)
    others = ["B. شيء بعيد عن ذلك", "C. أمر لا صلة له به", "D. لا علاقة لهذا بذاك إطلاقا"]
    second = first | {"options": [first["options"][0], *others]}
    found, kept, _ = run(tmp_path, [first, second], generated=False)
    assert 2 == len(kept)
    assert "kept, though much like an earlier row (likeness 0.5" in found.warnings[0]
    assert found.warnings[0].endswith(": 1 row, line 2 of the input")
    assert {"near_duplicate": 1} == run(tmp_path, [first, second], generated=False, threshold=0.5)[0].dropped


def test_a_table_is_written_as_rows_of_ours(tmp_path: Path) -> None:
    """Records of a CSV become JSON rows, with their ids and the line that each came from."""
    source, output = tmp_path / "in.csv", tmp_path / "out.jsonl"
    cells = [
        [row["question"].replace('"', ""), row["answer"], *(option[3:] for option in row["options"])]
        for row in ROWS[:2]
    ]
    head = "Question,Answer Key,Option 1,Option 2,Option 3,Option 4\r\n"
    source.write_text(head + "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in cells), "utf-8-sig")
    found = clean(Order(EXAMS, source, output))
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert ({}, ["in-2", "in-3"]) == (found.dropped, [row["id"] for row in rows])
    assert {"source": "in.csv", "line": 2, "benchmark": "arabic_mmlu"} == rows[0]["meta"]


def test_json_lines_are_read_whatever_the_file_is_called(tmp_path: Path) -> None:
    """A file named .csv that begins with a brace is JSONL."""
    source = tmp_path / "rows.csv"
    source.write_text(GOOD[0] + "\n", "utf-8")
    assert 1 == clean(Order(EXAMS, source, tmp_path / "out.txt")).kept


def test_a_threshold_above_that_of_rewrites_holds_for_them_too(tmp_path: Path) -> None:
    """Rewrites of one parent that are 0.91 alike are near duplicates, but not where only nearer rows are to be."""
    text = (
        "كانت الخدمة في هذا المطعم ممتازة جدا وكان الطعام لذيذا والموظفون لطفاء معنا طوال السهرة حتى خرجنا ثم عدنا إليه"
    )
    rows = [
        {"id": end, "text": f"{text} {end}", "sentiment": "positive", "meta": {"parent_id": "p"}}
        for end in ("مساء", "صباحا")
    ]
    assert {"near_duplicate": 1} == run(tmp_path, rows, spec=SENTIMENT)[0].dropped
    assert {} == run(tmp_path, rows, spec=SENTIMENT, threshold=0.95)[0].dropped


def test_a_model_s_question_stands_alone_even_without_an_explanation(tmp_path: Path) -> None:
    """A figure that no file holds drops a question that a model wrote, however few fields it has; not one of people."""
    bare = [{name: ROWS[0][name] for name in ("question", "options", "answer")}]
    bare[0]["question"] = "انظر إلى الشكل المقابل: " + bare[0]["question"]
    assert {"missing_context": 1} == run(tmp_path, bare, generated=True)[0].dropped
    assert {} == run(tmp_path, bare, generated=False)[0].dropped


def test_rows_with_one_stem_are_told_and_kept(tmp_path: Path) -> None:
    """A question that was asked before with other options is kept, and its line is told; a first one is not."""
    options = ["A. الاحتكاك", "B. الجاذبية", "C. المرونة", "D. اللزوجة"]
    again = {**ROWS[0], "id": "again", "options": options, "answer": "A", "explanation": "بيان من سطر واحد لا غير."}
    again["explanation"] = f"{options[0][3:]} قوة تعيق حركة الأجسام المتلامسة."
    found, kept, _ = run(tmp_path, [ROWS[0], ROWS[1], again])
    told = "kept, though with the question of an earlier row, beside other texts: 1 row, line 3 of the input"
    assert (3, True) == (len(kept), told in found.warnings)
    assert not [each for each in run(tmp_path, ROWS[:3])[0].warnings if each.startswith("kept")]


def test_a_copy_names_its_original_and_another_answer(tmp_path: Path) -> None:
    """A copy is told by the line of the row that is kept; one whose right option is another text is warned of."""
    row = ROWS[0]
    turned = [f"{letter}. {text[3:]}" for letter, text in zip("ABCD", reversed(row["options"]), strict=True)]
    lines = ["{", row, row | {"options": turned, "answer": "D"}, row | {"answer": "B"}]
    found, _, gone = run(tmp_path, "\n".join(line if line == "{" else json.dumps(line) for line in lines))
    told = ["same text as line 2", "same text as line 2, with another answer"]
    assert told == [drop["detail"] for drop in gone[1:]]
    warning = "dropped as copies, though with another answer than the row that is kept: 1 row, line 4 of the input"
    assert warning in found.warnings


def test_a_near_copy_names_its_original_and_another_label(tmp_path: Path) -> None:
    """Where the label stands beside the text, a near copy with another one is warned of too."""
    text = "ذهبت إلى المطعم الجديد في وسط المدينة مساء أمس وكان الطعام لذيذا والخدمة سريعة والمكان هادئ جدا"
    rows = [{"text": text, "sentiment": "positive"}, {"text": text.replace("أمس", "الخميس"), "sentiment": "negative"}]
    found, _, [gone] = run(tmp_path, rows, spec=SENTIMENT, generated=False)
    assert (1, {"near_duplicate": 1}) == (found.kept, found.dropped)
    assert gone["detail"].endswith(" like line 1, with another sentiment")


def test_a_variant_spelt_like_another_is_not_told_to_be_spelt_like_their_parent(tmp_path: Path) -> None:
    """Their words are those of the parent, their vowel marks are not: the copy names no line."""
    text = "الفندق نظيف جدا والعاملون فيه لطفاء وقد سررت كثيرا بالإقامة فيه"
    variant = {"text": text.replace("نظيف", "نَظيف"), "sentiment": "positive"}
    parent: dict[str, Any] = {"id": "p", "text": text, "sentiment": "positive"}
    rows = [parent, *[{**variant, "meta": {"parent_id": "p", "rule": "marks"}} for _ in range(2)]]
    found, _, [gone] = run(tmp_path, rows, spec=SENTIMENT, generated=False)
    assert (2, "duplicate", "same text as an accepted row") == (found.kept, gone["reason"], gone["detail"])


def test_a_file_that_is_there_is_never_emptied(tmp_path: Path) -> None:
    """Where nothing would be kept, an error says why, and what stands in the place of the output stays."""
    (tmp_path / "out.jsonl").write_text("old")
    with pytest.raises(
        UsageError, match=r"would be kept \(broken_line in 2 of 2 rows\); .*out.jsonl is left as it is$"
    ):
        run(tmp_path, "a\nb\n")
    assert "old" == (tmp_path / "out.jsonl").read_text()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_told(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """What is packed holds no lines, and is not taken for broken ones."""
    with pytest.raises(InputError, match="is packed"):
        run(tmp_path, pack(b"{}"))
