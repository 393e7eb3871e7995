"""When the checks of a task are loaded."""

import subprocess
import sys

import pytest

from prompts.discover import discover_tasks

MAKE_CHECKS = """
import sys
import engine.judges
from prompts.base import Strictness
from prompts.discover import find_task
task = find_task({name!r})
known = set(sys.modules)
for strictness in Strictness(), Strictness(foreign=True):
    task.checks(strictness), task.last_checks(strictness)
print(*set(sys.modules) - known)
"""


@pytest.mark.parametrize("name", discover_tasks())
def test_checks_are_loaded_with_their_task(name: str) -> None:
    """To make the checks of a task loads nothing: the words that they watch for are known before a row is read."""
    code = MAKE_CHECKS.format(name=name)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == done.stdout.strip()
