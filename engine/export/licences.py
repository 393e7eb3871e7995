"""The licence of a data set, as the Hub's header and the page below it state it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_KNOWN = frozenset(
    [
        "afl-3.0",
        "agpl-3.0",
        "apache-2.0",
        "artistic-2.0",
        "bsd",
        "bsd-2-clause",
        "bsd-3-clause",
        "bsl-1.0",
        "c-uda",
        "cc",
        "cc0-1.0",
        "cc-by-2.0",
        "cc-by-2.5",
        "cc-by-3.0",
        "cc-by-4.0",
        "cc-by-nc-2.0",
        "cc-by-nc-3.0",
        "cc-by-nc-4.0",
        "cc-by-nc-nd-3.0",
        "cc-by-nc-nd-4.0",
        "cc-by-nc-sa-2.0",
        "cc-by-nc-sa-3.0",
        "cc-by-nc-sa-4.0",
        "cc-by-nd-4.0",
        "cc-by-sa-3.0",
        "cc-by-sa-4.0",
        "cdla-permissive-1.0",
        "cdla-permissive-2.0",
        "cdla-sharing-1.0",
        "ecl-2.0",
        "epl-1.0",
        "epl-2.0",
        "eupl-1.1",
        "eupl-1.2",
        "gfdl",
        "gpl",
        "gpl-2.0",
        "gpl-3.0",
        "isc",
        "lgpl",
        "lgpl-2.1",
        "lgpl-3.0",
        "mit",
        "mpl-2.0",
        "ms-pl",
        "ncsa",
        "odbl",
        "odc-by",
        "ofl-1.1",
        "osl-3.0",
        "pddl",
        "postgresql",
        "unlicense",
        "wtfpl",
        "zlib",
        "unknown",
        "other",
    ]
)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence; `header` holds its keys for the header, `text` is a sentence or two."""

    header: Mapping[str, str]
    text: str


def name_licence(name: str) -> Licence:
    """Return a licence by name: the Hub's own identifiers as such, any other name as `other` with that name."""
    plain = " ".join(name.split())
    identifier = plain.lower().replace(" ", "-")
    if identifier == "other":
        return Licence({"license": "other"}, "No licence was stated at export; state one before sharing the data.")
    if identifier in _KNOWN:
        return Licence({"license": identifier}, f"`{identifier}`, as stated at export.")
    slug = re.sub(r"[^\w.-]+", "-", identifier).strip("-")
    return Licence({"license": "other", "license_name": slug or "other"}, f"“{plain}”, as stated at export.")
