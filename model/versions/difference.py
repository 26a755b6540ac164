"""The difference between two trackers: lists of changes, each about one recommendation or one row."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class RecommendationId:
    """A recommendation by its review and ref."""

    review: str
    ref: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed recommendation, with its last status ("" for none) and whether that is complete."""

    item: RecommendationId
    status: str
    complete: bool


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """A new update of an existing recommendation.

    Attributes:
        round: the first day of its month; None where its date names no day.
        status: "" where the update gives none.
        previous_status: the status of the recommendation before; "" for none, or where this update is older.
        worse: whether `status` is worse than `previous_status`; None where either is missing or the scale has no order.
    """

    item: RecommendationId
    kind: str
    round: date | None
    status: str
    previous_status: str = ""
    worse: bool | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A changed status of an existing update; "" is no status.

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
    """A changed text: the field and the sheet; `round` where it is an update."""

    item: RecommendationId
    sheet: str
    field: str
    before: str
    after: str
    round: date | None = None


@dataclass(frozen=True, slots=True)
class DateChange:
    """A changed target date, or due date of a promise, in the words of each tracker; "" is none.

    Where only the days changed, the words are followed by the days. `name` is the promise's activity.
    """

    item: RecommendationId
    field: str
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """A changed lead agency; "" is none."""

    item: RecommendationId
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OtherChange:
    """A difference in any other column; `item` is None in a sheet that is not about a recommendation.

    `column` is the heading. An added or removed row is named by its first descriptive column, with "" on the other
    side.

    Attributes:
        round: the round of an update, else None.
        name: the subject of the row besides its recommendation: a promise's activity, a status, a name.
        is_whole_row: whether the row was added or removed.
    """

    sheet: str
    item: RecommendationId | None
    column: str
    before: str
    after: str
    round: date | None = None
    name: str = ""
    is_whole_row: bool = False

    @property
    def is_removed_row(self) -> bool:
        """Whether the row was removed, and not added."""
        return self.is_whole_row and bool(self.before)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two trackers.

    Two updates are the same where review, ref, kind and date are the same. A status that goes from inferred to
    published in the same round is a correction and is listed in `corrected` alone, whether its word changes or not.

    Attributes:
        reopened: recommendations that were complete and no longer are; the change itself is also in its list. A
            correction reopens nothing.
        rerated: changes for the worse first.
        corrected: changes of the word first, and of these the changes for the worse.
        unchanged: how many recommendations are the same in both.
        reviews: how many reviews the two trackers have together; with one, `item` need not be named with its review.
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
        """Whether nothing differs."""
        lists = (self.new, self.removed, self.updated, self.rerated, self.corrected, self.reworded)
        return not any((*lists, self.redated, self.reassigned, self.other))
