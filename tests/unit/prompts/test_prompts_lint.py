"""The lint of templates: each rule finds its fault and its line, and our own templates have none."""

from pathlib import Path

import pytest

from prompts.base import TaskSpec
from prompts.discover import discover_tasks, find_task
from prompts.lint import lint_task

SENTIMENT = find_task("sentiment")
OWN = (SENTIMENT.folder / "user.ar.j2").read_text("utf-8")
TEXT = '  "text": "نص الرأي",\n'
LABEL = '  "sentiment": "رمز الشعور كما ورد أعلاه",\n'


def lint(tmp_path: Path, template: str, message: str = "user") -> list[tuple[int, str, str]]:
    """Return line, rule and reason of every fault of a user's template, which must be the only file with any."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / f"{message}.ar.j2").write_text(template, "utf-8")
    faults = lint_task(SENTIMENT, folder)
    assert {str(folder / f"{message}.ar.j2")} >= {str(fault.path) for fault in faults}
    return [(fault.line, fault.rule, fault.reason) for fault in faults]


def find_line(template: str, text: str) -> int:
    """Return the line on which a text stands."""
    return template[: template.index(text)].count("\n") + 1


@pytest.mark.parametrize("task", discover_tasks().values(), ids=lambda task: task.name)
def test_our_own_templates_have_no_fault(task: TaskSpec) -> None:
    """Every task's templates pass."""
    assert [] == lint_task(task)


def test_a_copy_of_our_own_has_no_fault(tmp_path: Path) -> None:
    """What the faults below are planted in is sound itself."""
    assert [] == lint(tmp_path, OWN)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (TEXT, "", "the format lacks the key 'text'"),
        (TEXT + LABEL, "", "the format lacks the keys 'text', 'sentiment'"),
        (TEXT, TEXT + TEXT, "the format has the key 'text' twice"),
        (
            TEXT + LABEL,
            LABEL + TEXT,
            "the keys of the format stand as sentiment, text, domain, dialect; their order is ",
        ),
        (TEXT, '  text: "نص الرأي",\n', "shows no JSON object with the keys of a reply: text, sentiment"),
    ],
)
def test_a_format_that_is_no_contract_is_found(tmp_path: Path, old: str, new: str, reason: str) -> None:
    """Keys that are missing, doubled or out of order are told at the format's own line, as is an unreadable object."""
    template = OWN.replace(old, new)
    ((line, rule, told),) = lint(tmp_path, template)
    assert (find_line(template, "{% block format %}"), "format") == (line, rule)
    assert told.startswith(reason)


@pytest.mark.parametrize("copied", ["...", "string", "<النص>", "اكتب النص هنا", "positive", "", "TODO نص"])
def test_a_value_that_could_be_copied_is_found(tmp_path: Path, copied: str) -> None:
    """A value of the format must describe what belongs there, in Arabic."""
    template = OWN.replace("نص الرأي", copied)
    assert (find_line(template, "{% block format %}"), "placeholder") in [
        fault[:2] for fault in lint(tmp_path, template)
    ]


@pytest.mark.parametrize(
    ("added", "rule"),
    [
        ("- اكتب عن <المنتج> رأيًا.", "placeholder"),
        ("- اكتب عن [اسم المنتج] رأيًا.", "placeholder"),
        ("- راجع ما كتبت. TODO", "placeholder"),
        ("- Write one short and honest opinion.", "not_arabic"),
        ("- اكتب \u2067رأيًا واحدًا.", "bidi"),
        ("- اكتب رأيًا\u202c واحدًا.", "bidi"),
        ("- اكتب \u202eرأيًا\u202c واحدًا.", "bidi"),
    ],
)
def test_a_bad_line_is_found(tmp_path: Path, added: str, rule: str) -> None:
    """Gaps, lines in another language and marks of direction that stay open are told by line."""
    template = OWN.replace("{% block rules %}\n", "{% block rules %}\n" + added + "\n")
    assert (find_line(template, added), rule) in [fault[:2] for fault in lint(tmp_path, template)]


@pytest.mark.parametrize(
    "added", ["- اكتب \u2067رأيًا\u2069 واحدًا.", "- استعمل وحدات مثل kg و km عند الحاجة.", "- اكتب «...»."]
)
def test_a_sound_line_is_none(tmp_path: Path, added: str) -> None:
    """Marks that are closed, units and quotations are no fault."""
    assert [] == lint(tmp_path, OWN.replace("{% block rules %}\n", "{% block rules %}\n" + added + "\n"))


def test_values_that_are_not_shown_are_found(tmp_path: Path) -> None:
    """A template of its own must show all that a brief says, and how several items are answered."""
    template = '{{ lines }} أجب بكائن JSON: {"text": "نص الرأي", "sentiment": "الشعور"}'
    faults = lint(tmp_path, template)
    shown = [
        f"{{{{ {name} }}}} is not always shown where it is there"
        for name in ("count", "items", "parent", "persona", "style")
    ]
    assert shown == sorted(told for _, rule, told in faults if rule == "missing_value")
    assert 1 == sum('the key "items"' in told for _, _, told in faults)


def test_a_reply_that_is_never_called_json_is_found(tmp_path: Path) -> None:
    """Neither message says what the object is."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "user.ar.j2").write_text('{{ lines }} {"text": "نص الرأي", "sentiment": "الشعور"}', "utf-8")
    (folder / "system.ar.j2").write_text("أنت كاتب.", "utf-8")
    assert "never says that the reply is to be JSON" in [fault.reason for fault in lint_task(SENTIMENT, folder)]


def test_names_that_are_no_arabic_are_found(tmp_path: Path) -> None:
    """Every field that a line states has an Arabic name."""
    ((_, rule, told),) = lint(tmp_path, OWN.replace('"voice": "صوت الكاتب"', '"voice": "voice"'))
    assert ("names", True) == (rule, "'voice'" in told)


@pytest.mark.parametrize(
    ("template", "rule"),
    [
        ("{{ lines }", "syntax"),
        (OWN + "{{ topik }}", "unknown_variable"),
        (OWN.replace("block format", "block formt"), "unknown_block"),
        (OWN.replace("block format", "block formt"), "missing_block"),
        ("{% for a in lines %}{% endfor %}", "forbidden"),
    ],
)
def test_what_cannot_be_rendered_is_a_fault(tmp_path: Path, template: str, rule: str) -> None:
    """It is told, and nothing fails."""
    assert rule in [fault[1] for fault in lint(tmp_path, template)]


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    """Whatever keeps the templates from being read is told like the rest."""
    assert ["folder"] == [fault.rule for fault in lint_task(SENTIMENT, tmp_path / "absent")]
