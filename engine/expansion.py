"""New topics for the briefs of another data set: what they add to, and which ones were there before them."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.config.settings import TaskSettings
from engine.schedule.brief import BriefDeck
from validators.base import Item


@dataclass(frozen=True, slots=True)
class Expansion:
    """Puts accepted topics among those that briefs are drawn from.

    Attributes:
        deck: Draws the briefs.
        facet: What of a brief they are.
        by: Field of a topic's row that decides for which rows it is.
        field: Field that holds the phrase.
    """

    deck: BriefDeck
    facet: str
    by: str
    field: str

    def take(self, item: Item) -> None:
        """Let briefs draw a topic from now on."""
        self.deck.extend(self.facet, str(item.fields[self.by]), str(item.fields[self.field]))


def make_expansion(settings: TaskSettings, deck: BriefDeck) -> Expansion | None:
    """Return what takes the rows of a data set into the briefs that `deck` draws; None where they are no topics."""
    spec = settings.expands
    if spec is None:
        return None
    return Expansion(deck, spec.growing, spec.facets[spec.growing].by, settings.spec.text_fields[0])


def list_known(settings: TaskSettings) -> Iterator[Item]:
    """Yield the topics that come along, for what is asked for, as rows of a data set of new ones; none for others."""
    spec = settings.expands
    if spec is None:
        return
    facet, field = spec.facets[spec.growing], settings.spec.text_fields[0]
    for quota in settings.quotas:
        for value in quota.weights if quota.name == facet.by else ():
            for phrase in facet.list_phrases(value):
                yield Item(settings.spec.name, {field: phrase, facet.by: value})
