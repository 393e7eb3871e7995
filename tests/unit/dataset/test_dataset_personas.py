"""Files of personas: every form they come in, and what is told of lines that hold none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset.lines import PACKED, BadLine
from engine.dataset.personas import list_personas, name_persona, read_personas
from engine.errors import InputError
from prompts.personas.bank import BANK, load_bank
from prompts.personas.persona import Persona, make_record

Write = Callable[[str, str | bytes], Path]

NURSE = "ممرضة من صفاقس تعمل ليلًا"
BAKER = "خباز في نابلس يحب الشعر"


def anonymous(text: str, **attributes: object) -> Persona:
    """Return a persona as it is read where it states no id."""
    return Persona(name_persona(text), text, attributes)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (json.dumps({"persona": NURSE}), anonymous(NURSE)),
        (json.dumps({"input persona": NURSE, "description": "math"}), anonymous(NURSE, description="math")),
        (json.dumps({"input_persona": NURSE}), anonymous(NURSE)),
        (
            json.dumps({"id": 7, "persona": NURSE, "age": 40, "tags": ["a"]}),
            Persona("7", NURSE, {"age": 40, "tags": ["a"]}),
        ),
        (json.dumps({"id": None, "persona": NURSE}), anonymous(NURSE)),
        (json.dumps({"persona": NURSE, "input persona": BAKER}), anonymous(NURSE, **{"input persona": BAKER})),
        (json.dumps(NURSE), anonymous(NURSE)),
    ],
)
def test_every_form_of_a_record(write: Write, line: str, expected: Persona) -> None:
    """A text, our own form and PersonaHub's are read alike from lines and from an array, and other fields are kept."""
    assert [expected] == list(read_personas(write("a.jsonl", line + "\n")))
    assert [expected] == list(read_personas(write("a.json", f"[\n{line}\n]")))


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(write: Write, name: str, encoding: str, end: str) -> None:
    """Byte-order marks, Windows-1256 and CR LF leave no trace in what is read; blank lines are nothing."""
    lines = [NURSE, "", BAKER] if name == "a.txt" else [f'"{NURSE}"', "", f'"{BAKER}"']
    path = write(name, end.join([*lines, ""]).encode(encoding))
    assert (NURSE, BAKER) == tuple(persona.text for persona in list_personas(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_array_on_one_line(write: Write, encoding: str) -> None:
    """An array may fill one line longer than a line may be."""
    rows = [{"persona": f"{NURSE} {number}"} for number in range(30_000)]
    path = write("a.jsonl", json.dumps(rows, ensure_ascii=encoding == "utf-16").encode(encoding))
    assert 30_000 == len(list_personas(path))


def test_blanks_within_a_persona_are_squeezed(write: Write) -> None:
    """Line breaks of any kind in a persona become blanks, so that it stays one line of a prompt."""
    assert "a b c d" == list_personas(write("a.jsonl", '{"persona": " a\\nb\\u2028c \\t d "}\n'))[0].text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("3", "neither a JSON object nor a text"),
        ("{}", "field 'persona': missing"),
        ('{"persona": ["x"]}', "field 'persona': not a text"),
        ('{"persona": 3}', "field 'persona': not a text"),
        ('{"input persona": " "}', "field 'input persona': empty"),
        ('{"persona": "x", "id": [1]}', "field 'id': neither a text nor a whole number"),
        ('{"persona": "x", "id": true}', "field 'id': neither a text nor a whole number"),
        ('{"persona": "\\ud800"}', "not JSON"),
        ('{"persona": "\0"}', "holds a NUL character"),
    ],
)
def test_a_bad_line_is_told_and_left_out(write: Write, line: str, reason: str) -> None:
    """A line that holds no persona is told with its number and field; those around it are read."""
    path = write("a.jsonl", f'"{NURSE}"\n{line}\n"{BAKER}"\n')
    first, bad, last = read_personas(path)
    assert isinstance(bad, BadLine)
    assert (anonymous(NURSE), 2, anonymous(BAKER)) == (first, bad.line, last)
    assert bad.reason.startswith(reason)
    with pytest.raises(InputError, match=r"a\.jsonl:2: "):
        list_personas(path)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('[\n"x"\n"y"]', 3, "a comma or the end of the array is missing"),
        ('[\n"x",\n]', 3, "not JSON"),
        ('["x",\n{"persona": 3}]', 2, "field 'persona': not a text"),
        ('["x"]\n["y"]', 2, "something stands after the end"),
        ('[\n"x",\n"y', 3, "not JSON"),
        ('["x",\n"\\ud800"]', 2, "not JSON"),
        ("[" * 100_000, 1, "not JSON: nested too deep"),
        (b'["x",\n"\xff"]', 2, "byte 8 is not utf-8"),
    ],
)
def test_a_bad_array_is_told_with_its_line(write: Write, text: str | bytes, line: int, reason: str) -> None:
    """What is wrong with an array is told with the line at which it stands."""
    bad = [found for found in read_personas(write("a.json", text)) if isinstance(found, BadLine)]
    assert [line] == [found.line for found in bad]
    assert reason in bad[0].reason


def test_an_id_names_one_persona(write: Write) -> None:
    """Two texts under one id are an error that names the field; the same line twice is one persona."""
    with pytest.raises(InputError, match=":2: field 'id': '1' names another persona above"):
        list_personas(write("a.jsonl", '{"id": 1, "persona": "x"}\n{"id": "1", "persona": "y"}\n'))
    assert 1 == len(list_personas(write("b.jsonl", '"x"\n"x"\n')))


@pytest.mark.parametrize("content", ["", "\n\n", "[]"])
def test_a_file_without_a_persona_is_an_error(write: Write, content: str) -> None:
    """A file that holds nothing cannot be used."""
    with pytest.raises(InputError, match="holds no persona"):
        list_personas(write("a.jsonl", content))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(InputError, match=r"none\.jsonl: No such file"):
        list_personas(tmp_path / "none.jsonl")


def test_the_bank_is_a_file_like_any_other() -> None:
    """The bank that comes along is read alike by its own reader and by that of foreign files."""
    assert list_personas(BANK) == load_bank()


@given(
    st.lists(
        st.builds(
            Persona,
            st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True),
            st.text("ab ءي🙂", min_size=1).map(lambda text: " ".join(text.split())).filter(bool),
            st.dictionaries(st.sampled_from(["age", "region", "x y"]), st.integers(-5, 5) | st.text("ابx") | st.none()),
        ),
        unique_by=lambda persona: persona.id,
        min_size=1,
    )
)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, personas: list[Persona]) -> None:
    """A persona that is written as a record and read again is the same, in lines and in an array."""
    path = tmp_path_factory.mktemp("written") / "personas.jsonl"
    records = [json.dumps(make_record(persona), ensure_ascii=False) for persona in personas]
    for content in ("\n".join(records), f"[{','.join(records)}]"):
        path.write_text(content, "utf-8")
        assert tuple(personas) == list_personas(path)


@given(st.binary(max_size=200).filter(lambda data: not data.startswith(PACKED)))
def test_no_bytes_are_a_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever the bytes of a file, each part of it is a persona or a bad line with a reason."""
    path = tmp_path_factory.mktemp("bytes") / "personas.jsonl"
    for content in (data, b"[" + data):
        path.write_bytes(content)
        assert all(found.text if isinstance(found, Persona) else found.reason for found in read_personas(path))
