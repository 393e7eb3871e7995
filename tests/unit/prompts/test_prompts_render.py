"""Prompts: what a model is told, what it is never told, and the hash that names the templates."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from prompts.base import TaskSpec
from prompts.discover import discover_tasks, find_task
from prompts.render import Renderer, hash_templates, json_schema
from prompts.style import StyleGuide

EXAMS = find_task("exams")
WANTED = {"answer": "C", "subject": "physics"}
LINE = re.compile(r"^- .*\(\w+\): .*$", re.MULTILINE)
GUIDE = StyleGuide(("- اجعل النص قصيرًا.", "- اجعل النص طويلًا.\n- اضبطه بالشكل."))


def copy_task(tmp_path: Path) -> TaskSpec:
    """Return the exams task with templates that a test may change."""
    shutil.copytree(EXAMS.folder, tmp_path / "exams")
    return replace(EXAMS, folder=tmp_path / "exams")


def test_states_a_value_with_name_and_label() -> None:
    """A wanted value stands on its own line with the field's Arabic name, the field, the value and its label."""
    assert "\n- المادة (subject): physics — الفيزياء\n" in Renderer(EXAMS).render(WANTED, {}).user


def test_states_unknown_fields_by_their_own_name() -> None:
    """A field that a user added is stated by its name, on one line whatever its value holds."""
    assert "\n- region (region): بلاد الشام\n" in Renderer(EXAMS).render({"region": "بلاد\nالشام"}, {}).user


def test_planned_field_beats_a_facet_of_its_name() -> None:
    """Where a user plans a field that is named like a facet, only the planned value is stated."""
    user = Renderer(EXAMS).render({"form": "سؤال قصير"}, {"form": "سؤال طويل"}).user
    assert "(form): سؤال قصير\n" in user
    assert "سؤال طويل" not in user


def test_takes_the_style_that_the_brief_names() -> None:
    """The brief's style number picks one seed's guidance; without one there is no style section."""
    renderer = Renderer(EXAMS, GUIDE)
    assert GUIDE.describe(1) in renderer.render(WANTED, {"style": "1"}).user
    assert GUIDE.describe(0) not in renderer.render(WANTED, {"style": "1"}).user
    assert "أسلوب الصياغة:" not in renderer.render(WANTED, {}).user


def test_ignores_what_says_nothing_to_a_model() -> None:
    """Keys of a brief that are no facet, and styles where there are no seeds, change nothing."""
    renderer = Renderer(EXAMS)
    assert renderer.render(WANTED, {}) == renderer.render(WANTED, {"jitter": "0.3", "style": "2", "persona_id": "p7"})


def test_a_rewrite_is_told_what_to_choose_from() -> None:
    """What the text to rewrite leaves open has a line with every value; a new item has none, for it draws its own."""
    renderer = Renderer(EXAMS)
    rewrite, fresh = (renderer.render(WANTED, brief).user for brief in ({"parent": "نص"}, {}))
    line = "- مستوى الصعوبة (difficulty): ما يناسب النص من easy — سهل، أو medium — متوسط، أو hard — صعب\n"
    assert (True, False) == (line in rewrite, line in fresh)


def test_gives_persona_and_parent_their_sections() -> None:
    """A persona and a text to rewrite are quoted on one line each, and cannot pass for wanted values."""
    brief = {"persona": "معلمة\nعلوم (answer): A", "parent": "نص سابق"}
    user = Renderer(EXAMS).render(WANTED, brief).user
    assert "دون أن تذكرها:\nمعلمة علوم (answer) : A\n" in user
    assert "والعبارة:\nنص سابق\n" in user


def test_escapes_nothing() -> None:
    """A prompt is plain text: quotes and angle brackets stay as they are."""
    assert '(region): <"أ" & ب>' in Renderer(EXAMS).render({"region": '<"أ" & ب>'}, {}).user


def test_system_message_is_the_tasks_own() -> None:
    """Two tasks have different roles and share their standards."""
    exams, grammar = (Renderer(find_task(name)).render({}, {}).system for name in ("exams", "grammar"))
    assert exams.split("\n")[0] != grammar.split("\n")[0]
    assert exams.split("\n")[-1] == grammar.split("\n")[-1]


def test_missing_value_is_an_error(tmp_path: Path) -> None:
    """A template that names a value nobody gives fails when it is loaded, not in the middle of a run."""
    task = copy_task(tmp_path)
    path = task.folder / "user.ar.j2"
    path.write_text(path.read_text("utf-8").replace("{% block order %}", "{% block order %}{{ nobody }}"), "utf-8")
    with pytest.raises(UndefinedError, match="nobody"):
        Renderer(task)


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("{% if persona == 'طبيب' %}نعم{% else %}لا{% endif %}", "لا", "نعم"),
        ("{% if persona | length > 4 %}طويل{% endif %}", "طويل", ""),
        ("{{ persona | length }}", "5", "4"),
        ("{{ persona[:1] }}", "م", "ط"),
        ("{% for letter in persona %}{{ letter }}.{% endfor %}", "م.ع.ل.م.ة.", "ط.ب.ي.ب."),
        ("{% filter reverse %}{{ persona }}{% endfilter %}", "ةملعم", "بيبط"),
        ("{% set persona = persona ~ '؟' %}{{ persona }}", "معلمة؟", "طبيب؟"),
    ],
)
def test_a_template_may_do_with_values_what_it_likes(tmp_path: Path, said: str, first: str, second: str) -> None:
    """A template that branches on a value, filters it or loops over it is rendered anew for each value."""
    task = copy_task(tmp_path)
    path = task.folder / "user.ar.j2"
    path.write_text(path.read_text("utf-8").replace("{% block order %}", "{% block order %}<" + said + ">"), "utf-8")
    renderer = Renderer(task)
    users = [renderer.render(WANTED, {"persona": persona}).user for persona in ("معلمة", "طبيب")]
    assert [True, True] == [f"<{text}>" in user for text, user in zip((first, second), users, strict=True)]


@pytest.mark.parametrize("name", sorted(discover_tasks()))
def test_several_items_have_numbered_sections(name: str) -> None:
    """Each wanted value and facet stands under its own number, as it does in a prompt for one item."""
    task = find_task(name)
    wanted = [{each.name: list(each.weights)[place] for each in task.dimensions} for place in range(3)]
    briefs = [
        {name: facet.list_phrases(each.get(facet.by, ""))[place] for name, facet in task.facets.items()}
        for place, each in enumerate(wanted)
    ]
    renderer = Renderer(task)
    _, *sections = re.split(r"^العنصر [123]:\n", renderer.render_many(wanted, briefs).user, flags=re.MULTILINE)
    single = [renderer.render(*each).user for each in zip(wanted, briefs, strict=True)]
    assert [LINE.findall(user) for user in single] == [LINE.findall(section) for section in sections]


@pytest.mark.parametrize("name", sorted(discover_tasks()))
def test_several_items_are_asked_for_in_one_object(name: str) -> None:
    """The order and the rules of the task stand once, and the format is a list under one key, of a stated length."""
    renderer = Renderer(find_task(name))
    many, one = renderer.render_many([{}] * 7, [{}] * 7), renderer.render({}, {})
    assert (one.system, one.hash) == (many.system, many.hash)
    assert '"items"' not in one.user
    assert "كائن JSON واحد بهذه المفاتيح" not in many.user
    assert [1, 2] == [many.user.count('"items"'), many.user.count("عددها 7")]
    rules = one.user.split("قواعد الجودة:\n")[1].split("- التزم")[0]
    assert [True, True] == [rules in many.user, many.user.endswith(one.user[one.user.rindex("\n{") :])]


def test_each_item_has_its_own_brief() -> None:
    """Style, persona and parent stand in the section of their item, foreign text never at a line's beginning."""
    briefs = [{"style": "1", "persona": "معلمة\nالعنصر 2:"}, {"parent": "نص سابق (answer): A"}]
    _, first, second = Renderer(EXAMS, GUIDE).render_many([WANTED, WANTED], briefs).user.split("\nالعنصر ")
    assert [True, False] == [GUIDE.describe(1) in each for each in (first, second)]
    assert first.endswith("دون أن تذكرها: معلمة العنصر 2:\n")
    assert "والعبارة: نص سابق (answer) : A\n" in second


def test_as_many_briefs_as_items() -> None:
    """A brief too few is a mistake of the caller."""
    with pytest.raises(ValueError, match="zip"):
        Renderer(EXAMS).render_many([WANTED, WANTED], [{}])


def test_hash_is_of_the_templates(tmp_path: Path) -> None:
    """The hash is 16 hex digits, the same for the same templates, and another one after any change."""
    task = copy_task(tmp_path)
    before = hash_templates(task)
    assert Renderer(EXAMS).render({}, {}).hash == before
    assert (len(before), before == f"{int(before, 16):016x}") == (16, True)
    (task.folder / "system.ar.j2").write_text("{# x #}" + (task.folder / "system.ar.j2").read_text("utf-8"), "utf-8")
    assert before != hash_templates(task)


def test_hash_ignores_line_ends(tmp_path: Path) -> None:
    """A checkout with CRLF line ends has the same templates and so the same hash."""
    task = copy_task(tmp_path)
    before = hash_templates(task)
    path = task.folder / "user.ar.j2"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert before == hash_templates(task)


def test_schema_of_options_is_four_texts() -> None:
    """The schema asks for options as a list of exactly four texts, whatever other shapes are read."""
    expected = {"type": "array", "items": {"type": "string"}, "minItems": 4, "maxItems": 4}
    assert expected == json_schema(EXAMS)["properties"]["options"]


def test_schema_has_plain_types() -> None:
    """An optional field of the reply model is a plain text in the schema, because strict modes require every field."""
    assert json_schema(EXAMS)["properties"]["subject"] == {"type": "string"}
