"""From which figures on all rows together are too much alike."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class CorpusLimits:
    """Shares of the accepted rows, 0 to 1; None turns a limit off.

    The first group warns and changes nothing, the second refuses: a row that would lift a share above its limit, or
    keep it there. Lower is stricter, for `distinct_2` higher. By the defaults real exams, tweets and sentences pass.

    Attributes:
        opening: Rows that begin with the same word; real EXAMS questions 0.14.
        opening_bigram: Rows that begin with the same two words.
        label_opening: Rows of one label that begin with the same word.
        topic: Rows whose main text holds the same phrase of two or three content words.
        right_option: Rows with the same right option.
        option: Rows in which the same option stands, right or wrong.
        right_longest: Rows whose right option is longer than each other one; 0.25 or less by chance.
        answer_l1: Sum of distances of the places of right options from even shares, 0 to 1.5 for four options, beyond
            what chance does.
        distinct_2: Different word pairs among all word pairs of main texts, at least.
        refuse_opening: As `opening`, refused as `opening_overused`.
        refuse_topic: As `topic`, refused as `topic_overused`.
        refuse_option: As `right_option`, refused as `option_overused`.
        refuse_longest: As `right_longest`, refused as `longest_option_right`.
        min_rows: Rows, and rows of a label, from which on limits hold. A limit to refuse waits for the reciprocal of
            its share besides, so that each opening may stand once.
    """

    opening: float | None = 0.25
    opening_bigram: float | None = 0.15
    label_opening: float | None = 0.25
    topic: float | None = 0.06
    right_option: float | None = 0.03
    option: float | None = 0.06
    right_longest: float | None = 0.35
    answer_l1: float | None = 0.1
    distinct_2: float | None = 0.1
    refuse_opening: float | None = None
    refuse_topic: float | None = None
    refuse_option: float | None = None
    refuse_longest: float | None = None
    min_rows: int = 100

    @property
    def refuses(self) -> bool:
        """Whether any limit refuses rows."""
        return any(getattr(self, field.name) is not None for field in fields(self) if field.name.startswith("refuse"))
