"""Pages about small runs of every task, and a browser to open them in."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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


def call(*words: object) -> None:
    """Run a command of the program."""
    done = subprocess.run(
        [sys.executable, "-m", "engine", *map(str, words)], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr


@pytest.fixture(scope="session")
def make_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what makes the page about a run, once."""
    folder = tmp_path_factory.mktemp("browser")

    def make(name: str) -> Path:
        page = folder / f"{name}.html"
        if not page.exists():
            config = folder / f"{name}.yaml"
            config.write_text(f"name: {name}\nseed: 5\n{RUNS[name]}", encoding="utf-8")
            call("run", config, "--output", folder / name, "--display", "none")
            call("report", folder / name, *_list_real(folder, name), "--out", page)
        return page

    return make


def _list_real(folder: Path, name: str) -> list[object]:
    """Return options that hold the rows of exams against other ones: figures of usefulness, with their charts."""
    if name != "exams":
        return []
    config = folder / "other.yaml"
    config.write_text("name: other\nseed: 6\ntask: exams\ntarget: 150\nmodel: mock\n", encoding="utf-8")
    call("run", config, "--output", folder / "other", "--display", "none")
    other = folder / "other.jsonl"
    other.write_bytes(b"".join(path.read_bytes() for path in sorted((folder / "other" / "data" / "exams").iterdir())))
    return ["--real", other, "--protect", other]


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
