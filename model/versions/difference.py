"""What differs between two trackers, recommendation by recommendation."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class RecommendationId:
    """A recommendation by its review and ref."""

    review: str
    ref: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A recommendation that is gone, with the status it last had ("" for none) and whether that is complete."""

    item: RecommendationId
    status: str
    complete: bool


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """A new entry of a known recommendation.

    Attributes:
        round: the first day of its month; None where its date names no day.
        status: "" where it gives none.
        held: the status at which the recommendation stood before; "" for none, or where this entry is older than it.
        worse: whether `status` is worse than `held`; None where either is missing or the scale has no order.
    """

    item: RecommendationId
    kind: str
    round: date | None
    status: str
    previous_status: str = ""
    worse: bool | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status of an entry that was there before and is another now; "" is no status.

    `worse` is None where the scale has no order, or one side has no status.
    """

    item: RecommendationId
    kind: str
    round: date | None
    before: str
    after: str
    worse: bool | None = None


@dataclass(frozen=True, slots=True)
class WordsChange:
    """Words that changed: which field of which sheet; `round` where the words are an update's."""

    item: RecommendationId
    sheet: str
    field: str
    before: str
    after: str
    round: date | None = None


@dataclass(frozen=True, slots=True)
class DateChange:
    """A target date or a promise's due date that changed, in the words of each tracker; "" is none.

    Words that stayed while their days changed are told with their days. `name` is the promise's activity.
    """

    item: RecommendationId
    field: str
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """A lead agency that changed; "" is none."""

    item: RecommendationId
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OtherChange:
    """A difference in any other column; `item` is None in a sheet that is not about a recommendation.

    `column` is the heading. A row that came or went is told by its first telling column, with "" on the other side.

    Attributes:
        round: where the row is an update.
        name: what the row is about, where that is not its recommendation alone: a promise's activity, a status, a name.
        whole: whether the whole row came or went.
    """

    sheet: str
    item: RecommendationId | None
    column: str
    before: str
    after: str
    round: date | None = None
    name: str = ""
    is_whole_row: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two trackers.

    An update is the same update where review, ref, kind and date are the same. A status that goes from inferred to
    published in the same round is a correction and stands in `corrected` alone, whether its word changes or not.

    Attributes:
        reopened: recommendations that were complete and no longer are; the change itself stands in its own list, too. A
            correction reopens nothing.
        rerated: the worse ones first.
        corrected: those of another word first, and of these the worse ones.
        unchanged: how many recommendations are in both without any difference.
        reviews: how many reviews both trackers have together: with one, an item need not name its review.
    """

    new: tuple[RecommendationId, ...] = ()
    removed: tuple[Removed, ...] = ()
    updated: tuple[NewUpdate, ...] = ()
    rerated: tuple[StatusChange, ...] = ()
    corrected: tuple[StatusChange, ...] = ()
    reworded: tuple[WordsChange, ...] = ()
    redated: tuple[DateChange, ...] = ()
    reassigned: tuple[AgencyChange, ...] = ()
    reopened: tuple[RecommendationId, ...] = ()
    other: tuple[OtherChange, ...] = ()
    unchanged: int = 0
    reviews: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether the two trackers hold the same."""
        lists = (self.new, self.removed, self.updated, self.rerated, self.corrected, self.reworded)
        return not any((*lists, self.redated, self.reassigned, self.other))
