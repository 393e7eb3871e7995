"""Templates that only place their values, told from those that do more with them."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from prompts.discover import discover_tasks
from prompts.form import Form, places_only
from prompts.render import make_environment

NAMES = ("lines", "style", "persona", "parent")
VALUES = st.fixed_dictionaries({name: st.text(max_size=12) for name in NAMES})


def open_templates(**sources: str) -> Environment:
    """Return an environment of templates by name."""
    return Environment(loader=DictLoader(sources), autoescape=False)  # noqa: S701  plain text


def judge(source: str, **others: str) -> bool:
    """Return what is found out about a template."""
    return places_only(open_templates(user=source, **others), "user", NAMES)


@pytest.mark.parametrize("name", sorted(discover_tasks()))
def test_our_own_templates_only_place_values(name: str) -> None:
    """The user template of every task is rendered once and filled."""
    assert places_only(make_environment(discover_tasks()[name].folder), "user.ar.j2", NAMES)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "{{ lines }}{{ style }}{{ lines }}",
        "{% if style %}{{ style }}{% elif persona %}{{ lines }}{% else %}-{% endif %}",
        "{% set names = {'a': 'b'} %}{% block order %}{# reason #}{{ lines }}{% endblock %}",
        "{% set mark = '-' %}{{ mark }}{% if mark %}{{ lines }}{% endif %}",
        "{% raw %}{{ lines | upper }}{% endraw %}",
    ],
)
def test_places_only(source: str) -> None:
    """Plain values, questions whether they are there, blocks, comments and literals are all that is needed."""
    assert judge(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ lines | upper }}",
        "{{ lines[0] }}",
        "{{ lines.strip() }}",
        "{{ lines ~ '!' }}",
        "{{ 'a' }}{{ lines | length }}",
        "{% if lines == 'a' %}b{% endif %}",
        "{% if lines | length > 3 %}b{% endif %}",
        "{% if lines and style %}b{% endif %}",
        "{% if style %}{% if 'a' in style %}b{% endif %}{% endif %}",
        "{% if style %}a{% elif lines == 'a' %}b{% endif %}",
        "{% if style %}a{% else %}{{ lines | upper }}{% endif %}",
        "{{ 'a' if lines == 'a' }}",
        "{% for letter in lines %}{{ letter }}{% endfor %}",
        "{% for turn in range(2) %}{{ lines }}{% endfor %}",
        "{% filter upper %}{{ lines }}{% endfilter %}",
        "{% set style = 'a' %}{{ style }}",
        "{% set kept = lines %}{{ kept }}",
        "{% set kept %}{{ lines }}{% endset %}{{ kept | upper }}",
        "{% with style = 'a' %}{{ style }}{% endwith %}",
        "{% macro say(style) %}{{ style }}{% endmacro %}{{ say('a') }}",
        "{% block order %}{{ lines }}{% endblock %}{{ self.order() | upper }}",
        "{% include lines %}",
        "{% include 'base' %}",
        "{% extends lines %}",
        "{% extends 'base' %}{% block order %}{{ super() | upper }}{% endblock %}",
        "{% extends 'filtering' %}",
        "{% extends 'between' %}",
        "\ue000",
    ],
)
def test_does_more_than_place(source: str) -> None:
    """Whatever could alter, repeat, compare or keep a value is noticed, in what is extended too."""
    filtering = "{% block order %}{% endblock %}{{ lines | upper }}"
    assert not judge(source, base="{{ lines }}", between="{% extends 'filtering' %}", filtering=filtering)


@given(VALUES, VALUES)
def test_a_filled_form_is_a_rendered_template(first: Mapping[str, str], second: Mapping[str, str]) -> None:
    """A form made once gives, for any values of which the same are there, what rendering them gives."""
    environment = open_templates(
        base="{{ lines }}{% if style %}\n{{ style }}{% else %}-{% endif %}{% block end %}{% endblock %}",
        user="{% extends 'base' %}{% block end %}{% if parent %}{{ persona }}:{{ parent }}{% endif %}{% endblock %}",
    )
    assert places_only(environment, "user", NAMES)
    template = environment.get_template("user")
    present = [name for name in NAMES if first[name]]
    second = {name: second[name] or first[name] if name in present else "" for name in NAMES}
    form = Form.of(template, NAMES, present)
    assert [template.render(first), template.render(second)] == [form.fill(first), form.fill(second)]
