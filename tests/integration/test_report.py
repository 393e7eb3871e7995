"""`report` makes one page of a run directory or of rows of any origin, which loads and runs nothing foreign."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.inside import run_inside

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e"


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.contents: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        """Note what a script or a style says."""
        if self._open in self.contents:
            self.contents[self._open].append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the name is that of the parser
        """Leave an element."""
        self._open = ""


def call(*words: str | Path, expected: int = 0) -> CompletedProcess[str]:
    """Run a command and return what it printed."""
    done = run_inside(*words)
    assert expected == done.returncode, done.stderr
    return done


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run that stopped before it was complete."""
    folder = tmp_path_factory.mktemp("report")
    config = folder / "config.yaml"
    config.write_text("name: دراسة\ntask: exams\ntarget: 60\nmodel: mock:hostile\n", encoding="utf-8")
    call("run", config, "--output", folder / "run", "--limit", "40", "--display", "none")
    return folder / "run"


@pytest.fixture(scope="module")
def page(run_dir: Path) -> str:
    """Return the page about it."""
    call("report", run_dir)
    return (run_dir / "report.html").read_text("utf-8")


def test_page_of_a_run_tells_what_its_files_do(run_dir: Path, page: str) -> None:
    """Hashes, seed and refusals of the run stand on its page, and that it is not complete."""
    manifest = json.loads((run_dir / "manifest.json").read_bytes())
    assert page.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    assert manifest["config_hash"] in page
    assert manifest["prompt_hashes"]["exams"] in page
    assert all(reason in page for reason in manifest["rejected"])
    assert "تشغيل غير مكتمل" in page
    assert "دراسة" in page


def test_page_leaves_a_run_sound(run_dir: Path, page: str) -> None:
    """A page in a run directory is nothing that `verify` minds."""
    assert page
    call("verify", run_dir)


def test_page_loads_nothing_and_knows_its_own_script(page: str) -> None:
    """No element names a place outside, none has a handler, and the policy lets only the page's own hashes run."""
    elements = Elements(page)
    names = {name for _, attributes in elements.found for name in attributes}
    assert set() == {name for name in names if name.startswith("on") or name in {"src", "style", "srcset", "action"}}
    links = [attributes.get("href") or "" for tag, attributes in elements.found if tag in {"a", "link"}]
    assert all(link.startswith("#") for link in links)
    policy = next(each["content"] or "" for _, each in elements.found if "content" in each and each.get("http-equiv"))
    for name, content in (("style", elements.contents["style"][-1]), ("script", elements.contents["script"][-1])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"url\((?!data:font)", page)


def test_what_rows_say_stays_text(tmp_path: Path) -> None:
    """HTML in every field, in the id and in the name of the file adds no element to the page and turns no direction."""
    rows = [
        {
            "id": f"{n}{EVIL}",
            "text": f"رأي رقم {n} {EVIL}",
            "sentiment": "neutral",
            "domain": EVIL,
            EVIL: EVIL,
        }
        for n in range(12)
    ]
    path = tmp_path / "<img src=x>.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    told = json.loads(call("report", path, "--json", "--out", tmp_path / "page.html").stdout)
    page = (tmp_path / "page.html").read_text("utf-8")
    tags = [tag for tag, _ in Elements(page).found]
    assert (3, 0) == (tags.count("script"), tags.count("img"))
    assert "\u202e" not in page
    assert (12, len(page.encode())) == (told["samples"], told["bytes"])


@pytest.mark.parametrize(("lang", "opening"), [("ar", 'lang="ar" dir="rtl"'), ("en", 'lang="en" dir="ltr"')])
def test_page_of_one_language_holds_only_that(run_dir: Path, tmp_path: Path, lang: str, opening: str) -> None:
    """With --lang a page opens in that language and does not carry the other one's headings."""
    call("report", run_dir, "--lang", lang, "--out", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert f"<html {opening}>" in page
    assert (lang == "ar", lang == "en") == ("إعادة الإنتاج</h2>" in page, "Reproducibility</h2>" in page)


def test_evaluation_makes_the_same_page(run_dir: Path, tmp_path: Path) -> None:
    """`evaluate-style --report` writes a page about the rows that it measured."""
    call("evaluate-style", "exams", "--in-path", run_dir, "--report", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert 'id="verdict"' in page
    assert "تشغيل غير مكتمل" in page


def test_what_holds_no_rows_makes_no_page(tmp_path: Path) -> None:
    """A folder that is no run and a file without rows are errors of one line, and no page is written."""
    (tmp_path / "empty.jsonl").write_text("{}\n", encoding="utf-8")
    for source in (tmp_path, tmp_path / "empty.jsonl"):
        done = call("report", source, "--out", tmp_path / "page.html", expected=2)
        assert 1 == len(done.stderr.strip().splitlines())
    assert not (tmp_path / "page.html").exists()


def test_collapsed_rows_are_called_so(tmp_path: Path) -> None:
    """Rows that all begin alike are called so beside the verdict, in Arabic, and never pass."""
    rows = ({"id": str(n), "text": f"رأي رقم {n} في مطعم قديم", "sentiment": "neutral"} for n in range(120))
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    call("report", path)
    page = path.with_suffix(".html").read_text("utf-8")
    assert "التنوّع ضيّق" in page
    assert "من الصفوف تبدأ بعبارة" in page
    assert 'class="badge good">ناجح' not in page


def test_lines_of_persona_replies_are_read(tmp_path: Path) -> None:
    """What `send-persona-requests` wrote is read as by `evaluate-persona`: the rows, their parents and personas."""
    rows = (
        {
            "persona": f"معلم رقم {n % 3}",
            "source_id": f"q{n // 3}",
            "model": "mock",
            "synthetic": {
                "question": f"ما اسم المدينة رقم {n} في القائمة التالية؟",
                "options": ["A. دمشق", "B. القاهرة", "C. تونس", "D. عمّان"],
                "answer": "B",
                "explanation": "القاهرة هي المدينة المطلوبة في القائمة.",
            },
        }
        for n in range(12)
    )
    path = tmp_path / "replies.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    told = json.loads(call("report", path, "--foreign", "--sample", "100", "--json").stdout)
    exams = told["tasks"]["exams"]
    assert (12, 12, 3) == (told["samples"], exams["rows"], exams["persona"]["personas"])
    page = path.with_suffix(".html").read_text("utf-8")
    assert "عدد الشخصيات" in page
    assert "--foreign" in page


def test_planted_texts_are_looked_for(tmp_path: Path) -> None:
    """With --canaries, those that came back stand on the page and fail it; the file itself is never written over."""
    rows, canaries = tmp_path / "rows.jsonl", tmp_path / "canaries.txt"
    texts = ["الطعام لذيذ والخدمة ممتازة في هذا المكان", "عبارة مزروعة فريدة للكشف في نص طويل"]
    rows.write_text("".join(f"{json.dumps({'text': text, 'sentiment': 'positive'})}\n" for text in texts), "utf-8")
    canaries.write_text("عبارة مزروعة فريدة\n", "utf-8")
    call("report", rows, "--canaries", canaries)
    page = rows.with_suffix(".html").read_text("utf-8")
    assert "--canaries canaries.txt" in page
    assert "نصوص مزروعة ظهرت" in page
    call("report", rows, "--canaries", canaries, "--out", canaries, expected=2)


def write_rows(path: Path, *rows: Mapping[str, object]) -> Path:
    """Write rows to a file."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def test_each_task_has_its_real_items(tmp_path: Path) -> None:
    """Of a run of two tasks each is compared with the real items that are named for it, and these stand on its page."""
    (tmp_path / "c.yaml").write_text(
        "model: mock\ntasks: [{task: exams, target: 4}, {task: sentiment, target: 5}]\n", encoding="utf-8"
    )
    call("run", tmp_path / "c.yaml", "--output", tmp_path / "run", "--display", "none")
    options = ["A. دمشق", "B. القاهرة", "C. تونس", "D. عمّان"]
    exams = ({"question": f"ما عاصمة البلد رقم {n}؟", "options": options, "answer": "B"} for n in range(3))
    tweets = ({"text": f"رأي رقم {n} في مطعم قديم", "sentiment": "neutral"} for n in range(7))
    named = (
        f"exams={write_rows(tmp_path / 'e.jsonl', *exams)}",
        f"sentiment={write_rows(tmp_path / 't.jsonl', *tweets)}",
    )
    told = json.loads(call("report", tmp_path / "run", "--real", named[0], "--real", named[1], "--json").stdout)
    assert {"exams": 3, "sentiment": 7} == {
        name: figures["fidelity"]["real"]["rows"] for name, figures in told["tasks"].items()
    }
    page = (tmp_path / "run/report.html").read_text("utf-8")
    assert (1, 1) == (page.count("--real e.jsonl"), page.count("--real t.jsonl"))


def test_real_items_of_no_task_are_an_error(tmp_path: Path) -> None:
    """A task that is unknown, or of which there are no rows, is named; a file that is there may have any name."""
    row = {"text": "الطعام لذيذ والخدمة ممتازة في هذا المكان", "sentiment": "positive"}
    rows, odd = write_rows(tmp_path / "rows.jsonl", row), write_rows(tmp_path / "exam=a.jsonl", row)
    unknown = call("report", rows, "--real", "exam=a.jsonl", expected=2)
    absent = call("report", rows, "--real", "exams=a.jsonl", expected=2)
    assert "unknown task 'exam'; known tasks: " in unknown.stderr
    assert f"--real exams=…: {rows} holds rows of sentiment only" in absent.stderr
    assert not rows.with_suffix(".html").exists()
    call("report", rows, "--real", odd)
