"""A fourth task is one new folder: everything works for it with no edit anywhere else."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import prompts
from tests.inside import run_in_one_child

ROOT = Path(prompts.__file__).parent.parent
TASK = '''
"""Short tales with a mood: the smallest task that there can be."""

from pathlib import Path

from pydantic import BaseModel

from prompts.base import Dimension, TaskSpec
from validators.base import Item

PLACES = "في السوق القديم|عند شاطئ البحر|قرب محطة القطار|خلف جدار المدرسة|على سطح البيت|بين أشجار الزيتون"
PEOPLE = "جلس صياد عجوز|وقفت طبيبة شابة|مشى بائع الخبز|انتظرت معلمة الرسم|غنى حارس الحديقة|كتب مسافر غريب"
THINGS = "يصلح شبكته الممزقة|ترتب أوراقًا صفراء|يعد نقوده القليلة|تراقب غيمة بعيدة|ينادي قطته الصغيرة|يقرأ رسالة طويلة"
ENDS = "ثم هطل المطر فجأة|حتى أضاءت المصابيح|قبل أن يصل الضيوف|ولم ينتبه إليه أحد|فابتسم الجيران كلهم|ونسي موعد العشاء"


class Tale(BaseModel):
    tale: str
    tags: list[str]
    mood: str


def compose(wanted, rng):
    parts = [rng.choice(bank.split("|")) for bank in (PLACES, PEOPLE, THINGS, ENDS)]
    mood = wanted.get("mood") or rng.choice(["calm", "merry"])
    return {"tale": " ".join(parts) + ".", "tags": [parts[0], parts[3]], "mood": mood}


TASK = TaskSpec(
    name="tales",
    folder=Path(__file__).parent,
    dimensions=(Dimension("mood", {"calm": 3, "merry": 1}, labels={"calm": "هادئ", "merry": "مرح"}),),
    facets={},
    reply_model=Tale,
    build=lambda reply, wanted: Item("tales", reply.model_dump()),
    arrange=lambda item, wanted: item,
    checks=lambda strictness: (),
    texts=lambda fields: {"tale": fields["tale"]},
    identity=lambda reading: reading.keys["tale"],
    sketch=lambda reading: (reading.keys["tale"],),
    protected=lambda fields: (fields["tale"],),
    compose=compose,
)
'''
SYSTEM = '{% extends "shared/system.ar.j2" %}{% block role %}أنت راوي حكايات قصيرة.{% endblock %}'
USER = """{% extends "shared/user.ar.j2" %}
{% block order %}اكتب حكاية من جملة واحدة.{% endblock %}
{% block rules %}- الحكاية جملة واحدة.{% endblock %}
{% block format %}{"tale": "الحكاية", "tags": ["وسم"], "mood": "رمز المزاج كما ورد أعلاه"}{% endblock %}
"""
HOSTILE = "{wrong_letter: 1, letter_bias: {A: 1}, wrong_keys: 0.5, wrong_label: 0.3, duplicates: 0.2, malformed: 0.2}"


class Copy:
    """A copy of the product with one more task folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for package in ("engine", "prompts", "quotas", "validators"):
            shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        task = folder / "prompts" / "tasks" / "tales"
        task.mkdir()
        for name, text in (("task.py", TASK), ("system.ar.j2", SYSTEM), ("user.ar.j2", USER)):
            (task / name).write_text(text, "utf-8")

    def plan(self, name: str, config: str) -> list[str]:
        """Return the commands that make and check a data set, of what its config says beside task and target."""
        (self.folder / f"{name}.yaml").write_text(f"task: tales\ntarget: 8\n{config}\n", "utf-8")
        return [f"run {name}.yaml --output {name} --display none", f"verify {name}"]

    def read(self, output: str) -> list[dict[str, Any]]:
        """Return the rows of a data set."""
        parts = sorted((self.folder / output / "data" / "tales").glob("*.jsonl"))
        return [json.loads(line) for part in parts for line in part.read_text("utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Make the copy and its data sets once: a plain one, a hostile one, one that has seeds and protects them."""
    copy = Copy(tmp_path_factory.mktemp("product"))
    row = "\"في الحقل وقف فلاح يغني وحده حتى غابت الشمس\";\"['حقل', 'غناء']\";calm"
    (copy.folder / "tales.csv").write_text(f"tale;tags;mood\n{row}\n", "utf-8")
    commands = [
        "sample-and-convert --input-file tales.csv --output-file seeds.jsonl --mode uniform",
        *copy.plan("plain", "model: mock"),
        *copy.plan("hostile", f"model: mock:bad\nproviders: {{mock: {{profiles: {{bad: {HOSTILE}}}}}}}"),
        *copy.plan("seeded", "model: mock\nseeds: {file: seeds.jsonl}\nprotect: [tales.csv]"),
    ]
    run_in_one_child([command.split() for command in commands], copy.folder)
    return copy


def test_a_fourth_task_fills_its_plan(copy: Copy) -> None:
    """Eight rows come out, with the moods as its own weights plan them."""
    assert {"calm": 6, "merry": 2} == Counter(row["mood"] for row in copy.read("plain"))


def test_a_fourth_task_stands_the_faults_of_the_mock(copy: Copy) -> None:
    """A model that fails in many ways gives the same plan, filled."""
    assert {"calm": 6, "merry": 2} == Counter(row["mood"] for row in copy.read("hostile"))


def test_rows_of_a_fourth_task_are_seeds_and_protected(copy: Copy) -> None:
    """Its rows are sampled from CSV, lend their form to another run, and do not come again."""
    (seed,) = map(json.loads, (copy.folder / "seeds.jsonl").read_text("utf-8").split("\n")[:-1])
    assert ["حقل", "غناء"] == seed["tags"]
    assert {"0"} == {row["meta"]["brief"]["style"] for row in copy.read("seeded")}
