"""Every reason code is explained to whoever meets one."""

from pathlib import Path

from engine.records import ErrorKind
from engine.report.reasons import KNOWN

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_every_reason_code_is_documented() -> None:
    """Each code that the report can name is in docs/checks.md; kinds of failure stand in the contract of `status`."""
    page = PAGE.read_text("utf-8")
    missing = [code for code in KNOWN - {kind.value for kind in ErrorKind} if f"`{code}`" not in page]
    assert [] == missing
