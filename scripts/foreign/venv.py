"""Makes venvs in the cache folder for programs of other people, which never become dependencies."""

import os
import subprocess
import sys
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "arabic-synth-foreign"


def make_venv(name: str, *packages: str) -> Path:
    """Return the interpreter of a venv that holds these packages, after making it if it is missing or out of date."""
    venv = CACHE / name
    python, stamp, wanted = venv / "bin" / "python", venv / "packages", "\n".join(packages)
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(f"installing {' '.join(packages)} into {venv} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
        stamp.write_text(wanted)
    return python
