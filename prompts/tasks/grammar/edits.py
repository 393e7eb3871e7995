"""One edit of a correction: the tokens it replaces and what stands around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prompts.tasks.grammar.letters import Site, find_sites, strip_marks
from validators.once import made_once


@dataclass(frozen=True)
class Edit:
    """A few tokens of the wrong sentence and what the correction writes in their place.

    Attributes:
        wrong: The tokens that are replaced; empty where something is added.
        right: The tokens in their stead; empty where something is dropped.
        sentence: All tokens of the correction.
        place: Where `right` begins in `sentence`.
    """

    wrong: tuple[str, ...]
    right: tuple[str, ...]
    sentence: Sequence[str]
    place: int

    @made_once
    def pair(self) -> tuple[str, str] | None:
        """The two words without marks, where one word replaces one word, else None."""
        if len(self.wrong) == len(self.right) == 1 and self.wrong[0][0].isalnum() and self.right[0][0].isalnum():
            return strip_marks(self.wrong[0]), strip_marks(self.right[0])
        return None

    @made_once
    def sites(self) -> list[Site]:
        """Where the letters of one word change; empty where more than one word is concerned, or marks alone."""
        pair = self.pair
        return find_sites(*pair) if pair else []

    @made_once
    def vowels_only(self) -> bool:
        """Whether one word keeps its letters and only its marks change."""
        pair = self.pair
        return pair is not None and pair[0] == pair[1]

    @property
    def replaces_mark(self) -> bool:
        """Whether the letters stay and one mark gives way to another: a missing mark is no mistake."""
        return self.vowels_only and len(self.wrong[0]) == len(self.right[0])

    @property
    def words_only(self) -> bool:
        """Whether every token on both sides is a word."""
        return all(token[0].isalnum() for token in self.wrong + self.right)

    @made_once
    def before(self) -> str:
        """The token before the edit without marks, empty at the beginning of the sentence."""
        return strip_marks(self.sentence[self.place - 1]) if self.place else ""

    @made_once
    def after(self) -> str:
        """The token behind the edit without marks, empty at the end of the sentence."""
        end = self.place + len(self.right)
        return strip_marks(self.sentence[end]) if end < len(self.sentence) else ""

    def look_back(self, count: int) -> Iterator[str]:
        """Yield up to `count` tokens before the edit without marks, the nearest first."""
        return map(strip_marks, self.sentence[max(0, self.place - count) : self.place][::-1])

    def look_on(self, count: int) -> Iterator[str]:
        """Yield up to `count` tokens behind the edit without marks, the nearest first."""
        end = self.place + len(self.right)
        return map(strip_marks, self.sentence[end : end + count])

    def turn(self) -> "Edit":
        """Return the edit that makes the wrong side of the right one again."""
        end = self.place + len(self.right)
        return Edit(
            self.right, self.wrong, [*self.sentence[: self.place], *self.wrong, *self.sentence[end:]], self.place
        )

    def __str__(self) -> str:
        """Both sides with an arrow between them, cut to what people can take in."""
        return f"{' '.join(self.wrong)[:60]} -> {' '.join(self.right)[:60]}"
