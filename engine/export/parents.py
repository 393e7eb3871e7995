"""Where the parents of rows are: in the same export, in another data set of the run, or nowhere that is known."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.config.settings import BASE
from engine.export.order import Order
from engine.export.origin import Origin
from engine.export.survey import Survey


@dataclass(frozen=True, slots=True)
class Parents:
    """How rows are related.

    Attributes:
        children: Rows that name a parent.
        with_parent: Those of them whose parent is a row of this export.
        data_set: Name of the data set of the run that the others' parents are rows of; empty where none is known.
        rewritten_in: Name of the data set of the run whose rows rewrite these; empty where none does.
    """

    children: int
    with_parent: int
    data_set: str
    rewritten_in: str

    def to_json(self) -> dict[str, Any]:
        """Return it as manifests hold it: empty where no row has a relative."""
        return asdict(self) if self.children or self.rewritten_in else {}


def find_parents(order: Order, origin: Origin, survey: Survey) -> Parents:
    """Return where the parents of an export's rows are."""
    named = np.asarray(survey.parents, dtype=np.uint64)
    inside = np.isin(named[named != 0], np.asarray(survey.ids, dtype=np.uint64))
    final = order.data_set.removesuffix(BASE)
    return Parents(
        survey.children,
        int(inside.sum()),
        origin.parents if not inside.all() else "",
        final if origin.run and order.data_set.endswith(BASE) else "",
    )
