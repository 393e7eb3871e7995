"""Pages about small runs of every task, and a browser to open them in."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from prompts.discover import find_task
from tests.inside import run_in_one_child

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RUNS = {
    "exams": "task: exams\ntarget: 150\nmodel: mock:hostile\n",
    "sentiment": "task: sentiment\ntarget: 150\nmodel: mock:hostile\n",
    "grammar": "task: grammar\ntarget: 150\nmodel: mock:hostile\n",
    "persona": "task: exams\ntarget: 150\nworkflow: combined\nmodel: mock:hostile\npersonas: {per_item: 5}\n",
    "collapsed": "task: sentiment\ntarget: 120\nmodel: mock:collapse\n",
    "large": "task: exams\ntarget: 2000\nmodel: mock\n",
}
"""Name of a run to its config."""


@pytest.fixture(scope="session")
def make_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what makes the page about a run, once for all processes that test side by side."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "pages"
    folder.mkdir(exist_ok=True)

    def make(name: str) -> Path:
        page = folder / f"{name}.html"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not page.exists():
                (folder / f"{name}.yaml").write_text(f"name: {name}\nseed: 5\n{RUNS[name]}", encoding="utf-8")
                run = ["run", f"{name}.yaml", "--output", name, "--display", "none"]
                run_in_one_child([run, ["report", name, *_list_real(folder, name), "--out", page]], folder)
        return page

    return make


def _list_real(folder: Path, name: str) -> list[str]:
    """Return options that hold the rows of exams against other ones: figures of usefulness, with their charts."""
    if name != "exams":
        return []
    spec = find_task("exams")
    rows = [{"id": f"r{n}", **spec.compose({"answer": "ABCD"[n % 4]}, Random(n))} for n in range(150)]
    (folder / "real.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return ["--real", "real.jsonl", "--protect", "real.jsonl"]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Return a headless Chromium of the machine; without one a test skips, in CI it fails.

    It is closed before tests of another module: an event loop of its own runs as long as it is open.
    """
    found = os.environ.get("ARABIC_SYNTH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - need not be there
    except ImportError:
        sync_playwright = None  # type: ignore[assignment]
    if found is None or sync_playwright is None:
        missing = "there is no Chromium (apt-get install chromium)" if found is None else "playwright is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{missing}, and CI must open the pages")
        pytest.skip(missing)
    with sync_playwright() as play:
        # Chromium's own sandbox does not work for root, who runs the tests in a container.
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
