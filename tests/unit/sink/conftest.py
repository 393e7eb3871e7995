"""The process that runs write loops for the tests of crashes."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def ask() -> Iterator[Ask]:
    """Run the write loop once in a process of its own and return how it ended."""
    script = Path(__file__).with_name("write_loop.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:

        def send(folder: Path, **request: Any) -> dict[str, Any]:
            assert server.stdin is not None
            assert server.stdout is not None
            server.stdin.write(json.dumps({"folder": str(folder), **request}) + "\n")
            server.stdin.flush()
            answer: dict[str, Any] = json.loads(server.stdout.readline())
            return answer

        yield send
        assert server.stdin is not None
        server.stdin.close()


@pytest.fixture
def fast_folder() -> Iterator[Path]:
    """A folder in memory where there is one: what matters here is the order of operations, not the device."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    yield folder
    shutil.rmtree(folder)
