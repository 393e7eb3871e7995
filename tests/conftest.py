"""What every test may ask for."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def real_data() -> Path:
    """Folder of public benchmark files, which are no part of the project; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("ARABIC_SYNTH_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no real data here; ARABIC_SYNTH_REAL_DATA names its folder")
    return folder
