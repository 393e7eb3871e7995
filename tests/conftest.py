"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: neither a slow example nor slow drawing of examples fails a test.
# Each run draws other examples; `--hypothesis-profile=thorough` looks at many more of them at once.
settings.register_profile("steady", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("steady"), max_examples=2000)
settings.load_profile("steady")

# Tests run side by side: threads of one sum of products would wait for the other tests, in every command too.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture
def real_data() -> Path:
    """Folder of public benchmark files that are no part of the project; a test that asks for it skips without it."""
    folder = Path(os.environ.get("ARABIC_SYNTH_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no real data here; ARABIC_SYNTH_REAL_DATA names its folder")
    return folder
