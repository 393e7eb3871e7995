"""Names of the files that requests are sent from: they lie beside the run, which goes on from them."""

import os
import re
from pathlib import Path

_KEPT = re.compile(r"requests-[0-9a-f]+\.(?:sources|personas)\.jsonl")


def name_sources(folder: Path, digest: str) -> Path:
    """Return where the items of requests lie, by the digest of their content."""
    return folder / f"requests-{digest}.sources.jsonl"


def name_personas(folder: Path, digest: str) -> Path:
    """Return where the personas of requests lie, by the digest of their content."""
    return folder / f"requests-{digest}.personas.jsonl"


def is_kept(path: Path) -> bool:
    """Return whether a path, in any case of letters, leads to such a file that is there."""
    return _KEPT.fullmatch(Path(os.path.realpath(path)).name.casefold()) is not None and path.is_file()
