"""Templates of a user's own: what stands in place of what, what they may not do, and the hash that names them."""

import shutil
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from prompts.discover import find_task
from prompts.examine import open_templates
from prompts.render import Renderer, hash_templates
from prompts.templates import MOST_BYTES, TemplateError, read_templates

EXAMS = find_task("exams")
WANTED = {"answer": "C", "subject": "physics"}
SYSTEM = '{% extends "shared/system.ar.j2" %}\n{% block role %}أنت واضع أسئلة متمرس.{% endblock %}\n'
CHILD = '{% extends "task/user.ar.j2" %}\n{% block order %}\n{{ super() }}راجع سؤالك قبل إرساله.\n{% endblock %}\n'


def write(folder: Path, **templates: str) -> Path:
    """Write templates by message, `user`, `system` or `item`, and return their folder."""
    folder.mkdir(exist_ok=True)
    for name, text in templates.items():
        (folder / f"{name}.ar.j2").write_text(text, "utf-8")
    return folder


def refuse(folder: Path) -> list[str]:
    """Return the faults for which the templates of a folder are refused, without the folder."""
    with pytest.raises(TemplateError) as caught:
        open_templates(EXAMS.folder, folder)
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]


def test_a_message_is_replaced_and_the_other_is_the_tasks(tmp_path: Path) -> None:
    """A folder with one template gives that message; the other one, and everything shared, is as it was."""
    prompt = Renderer(EXAMS, folder=write(tmp_path / "own", system=SYSTEM)).render(WANTED, {})
    plain = Renderer(EXAMS).render(WANTED, {})
    assert prompt.system.startswith("أنت واضع أسئلة متمرس.")
    assert plain.user == prompt.user
    assert plain.system.split("\n")[-1] == prompt.system.split("\n")[-1]


def test_a_template_may_extend_what_it_replaces(tmp_path: Path) -> None:
    """`task/NAME` is the task's own, whose blocks can be kept and added to."""
    user = Renderer(EXAMS, folder=write(tmp_path / "own", user=CHILD)).render(WANTED, {}).user
    assert "شرح موجز للإجابة الصحيحة.\nراجع سؤالك قبل إرساله.\n" in user
    assert "- المادة (subject): physics — الفيزياء\n" in user


def test_fields_keep_their_arabic_names(tmp_path: Path) -> None:
    """A template that sets no `names` of its own has those of the task's."""
    bare = '{{ lines }}{{ items }} {"question": "السؤال"} JSON'
    assert (
        "- المادة (subject): physics — الفيزياء"
        in Renderer(EXAMS, folder=write(tmp_path / "a", user=bare)).render(WANTED, {}).user
    )
    named = "{% set names = {'subject': 'العلم'} %}" + bare
    assert (
        "- العلم (subject): physics — الفيزياء"
        in Renderer(EXAMS, folder=write(tmp_path / "b", user=named)).render(WANTED, {}).user
    )


def test_a_task_may_name_no_fields(tmp_path: Path) -> None:
    """Where nobody sets `names`, a line states the field alone."""
    folder = write(tmp_path / "task", user="{{ lines }}", system="أنت معلم.")
    assert "- subject (subject): physics" in Renderer(replace(EXAMS, folder=folder)).render(WANTED, {}).user


def test_the_section_of_an_item_is_replaced(tmp_path: Path) -> None:
    """`item.ar.j2` is what several items are listed by."""
    folder = write(tmp_path / "own", item="السؤال رقم {{ number }}\n{{ lines }}\n")
    user = Renderer(EXAMS, folder=folder).render_many([WANTED, WANTED], [{}, {}]).user
    assert [1, 1, 0] == [user.count(text) for text in ("السؤال رقم 1\n", "السؤال رقم 2\n", "العنصر 1:")]


def test_hash_is_of_what_is_used(tmp_path: Path) -> None:
    """A copy of the task's templates has its hash, a change another one, and a base that is not used does not count."""
    folder = tmp_path / "own"
    shutil.copytree(EXAMS.folder, folder, ignore=shutil.ignore_patterns("*.py", "*.txt", "export", "content"))
    assert hash_templates(EXAMS) == read_templates(EXAMS.folder, folder).hash
    write(folder, system=SYSTEM)
    changed = read_templates(EXAMS.folder, folder)
    assert hash_templates(EXAMS) != changed.hash
    write(folder, system="أنت معلم.")
    assert {"shared/system.ar.j2"} == set(changed.list_used()) - set(read_templates(EXAMS.folder, folder).list_used())


def test_a_broken_base_of_ones_own_changes_the_hash(tmp_path: Path) -> None:
    """The task's own template counts where it is extended, and where it gives the names of fields."""
    used = read_templates(EXAMS.folder, write(tmp_path / "a", user=CHILD)).list_used()
    nameless = read_templates(EXAMS.folder, write(tmp_path / "b", user="{{ lines }}")).list_used()
    assert [True, True] == ["task/user.ar.j2" in names for names in (used, nameless)]


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        (
            "أولًا\n{{ topik }}",
            "user.ar.j2:2: unknown variable 'topik'; known: lines, style, persona, parent, count, items",
        ),
        ("{{ lines }}\n\n{% if stile %}x{% endif %}", "user.ar.j2:3: unknown variable 'stile'; did you mean 'style'?"),
        ("{{ lines }", "user.ar.j2:1: unexpected '}'"),
        ("{{ lines }}\n{% blok %}", "user.ar.j2:2: Encountered unknown tag 'blok'."),
        ('\n{% extends "shared/nobody.j2" %}', "user.ar.j2:2: extends 'shared/nobody.j2', which there is not; known: "),
        ('{% extends "shared/user.ar.j2" %}', "user.ar.j2: block 'order' is missing"),
        (
            CHILD + "{% block rulez %}{% endblock %}",
            "user.ar.j2:5: block 'rulez' would not be shown; did you mean 'rules'?",
        ),
        ("{{ lines | nofilter }}", "user.ar.j2:1: the filter nofilter has no place in a template of your own"),
        ("{{ lines }}\n{{ lines < 3 }}", "user.ar.j2:2: '<' not supported between instances of 'str' and 'int'"),
        ("{{ " + "(" * 3000, "user.ar.j2:1: more than 40 operators in one expression"),
        ("{{ lines }}\n{{ " + "not " * 2000 + "lines }}", "user.ar.j2:2: more than 40 operators in one expression"),
        ("{{ lines" + " | trim" * 300 + " }}", "user.ar.j2:1: more than 40 operators in one expression"),
        ("{{ lines" + " if style else lines" * 300 + " }}", "user.ar.j2:1: more than 40 operators in one expression"),
        (
            "{{ lines }}{% if style == 1" + "0" * 5000 + " %}{% endif %}",
            "user.ar.j2:1: a number of more than 18 digits",
        ),
        (
            "{{ lines }}" + "\n{% if style %}" * 400 + "{% endif %}" * 400,
            "user.ar.j2:22: more than 20 blocks open at once",
        ),
    ],
)
def test_a_template_that_cannot_be_rendered_is_refused(tmp_path: Path, template: str, fault: str) -> None:
    """File, line and what is wrong are told, and the variable or block that was probably meant."""
    assert refuse(write(tmp_path / "own", user=template))[0].startswith(fault)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% for a in range(10**9) %}{% endfor %}", "a loop (for)"),
        ("{% for a in lines %}{% for b in lines %}{% endfor %}{% endfor %}", "a loop (for)"),
        ("{% macro a() %}{{ a() }}{% endmacro %}", "a macro"),
        ("{{ range(10**9) | last }}", "a call"),
        ("{{ lipsum(n=10**6) }}", "a call"),
        ("{{ 9 ** 9 ** 9 }}", "pow"),
        ("{{ 'x' * 10 ** 12 }}", "mul"),
        ("{{ '%1000000000d' % 1 }}", "mod"),
        ("{{ lines | center(10 ** 12) }}", "the filter center"),
        ("{{ lines | replace('', lines) }}", "the filter replace"),
        ("{{ lines.__class__.__mro__ }}", "an attribute"),
        ("{{ lines['__class__'] }}", "a subscript"),
        ("{{ lines | attr('__class__') }}", "the filter attr"),
        ("{{ self.order() }}", "a call"),
        ("{% include 'shared/user.ar.j2' %}", "include"),
        ("{% import 'shared/user.ar.j2' as a %}", "import"),
        ("{% extends '/etc/passwd' %}", "extending anything but shared/NAME or task/NAME"),
        ("{% extends '../secret.j2' %}", "extending anything but shared/NAME or task/NAME"),
        ("{% extends 'user.ar.j2' %}", "extending anything but shared/NAME or task/NAME"),
        ("{% extends lines %}", "extending anything but shared/NAME or task/NAME"),
        ("{% with a = lines ~ lines %}{{ a ~ a }}{% endwith %}", "with"),
        ("{% set a %}{{ lines }}{% endset %}", "a set block"),
        ("{% filter upper %}{{ lines }}{% endfilter %}", "a filter block"),
        ("{% block order %}{% set a = 1 %}{% endblock %}", "set inside a block"),
    ],
)
def test_a_template_can_neither_loop_nor_reach_out(tmp_path: Path, template: str, told: str) -> None:
    """What could run for ever, fill the memory, call something or open a file is refused before it is rendered."""
    folder, began = write(tmp_path / "own", user="{{ lines }}\n" + template), perf_counter()
    assert f"user.ar.j2:2: {told} has no place in a template of your own" in refuse(folder)
    assert 2 > perf_counter() - began


@pytest.mark.parametrize(
    "template", ["{% set a = lines ~ lines %}", "{% set a, b = 1, 2 %}", "{% set a = 9 ** 9 ** 9 %}"]
)
def test_only_literals_are_set(tmp_path: Path, template: str) -> None:
    """A value that grows with every line cannot be kept."""
    assert ["user.ar.j2:1: only a literal can be set in a template of your own"] == refuse(
        write(tmp_path / "own", user=template)
    )


def test_a_rendering_is_bounded_by_its_template(tmp_path: Path) -> None:
    """The largest template that there may be, made of what repeats most, is rendered in no time."""
    text = CHILD.replace("{{ super() }}", "{{ super() }}" * ((MOST_BYTES - len(CHILD.encode())) // 13))
    began = perf_counter()
    Renderer(EXAMS, folder=write(tmp_path / "own", user=text)).render(WANTED, {})
    assert 10 > perf_counter() - began


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("user.ar.j2", b"\xff", "user.ar.j2:1: not UTF-8"),
        ("user.ar.j2", b"a\n\xff", "user.ar.j2:2: not UTF-8"),
        ("user.ar.j2", b"a" * (MOST_BYTES + 1), "user.ar.j2: larger than 32,768 bytes"),
        (
            "usr.ar.j2",
            b"a",
            "usr.ar.j2: would not be used; the templates that are read are user.ar.j2, system.ar.j2, item",
        ),
        ("notes.txt", b"a", ": holds no template; those that are read are user.ar.j2, system.ar.j2, item.ar.j2"),
    ],
)
def test_a_folder_that_is_no_folder_of_templates_is_refused(
    tmp_path: Path, name: str, content: bytes, fault: str
) -> None:
    """Other files, other encodings and huge files are told by name."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).write_bytes(content)
    (told,) = refuse(tmp_path / "own")
    assert told.removeprefix(str(tmp_path / "own")).startswith(fault)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """It is named."""
    assert [f"{tmp_path / 'own'}: no such folder"] == refuse(tmp_path / "own")
