"""The difference between two trackers: lists of changes, each about one recommendation or one row."""

from dataclasses import dataclass
from datetime import date

from model.terms import Movement


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
    """

    item: RecommendationId
    kind: str
    round: date | None
    status: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A changed status of an existing update, or without a kind, that of a recommendation as at a round.

    "" is no status.
    """

    item: RecommendationId
    kind: str
    round: date | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StatusMove:
    """The movement of a recommendation from the status as at one round to that as at another; "" is no status."""

    item: RecommendationId
    before: str
    after: str
    movement: Movement


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
        start: the month of the latest entry of the earlier tracker, and `end` that of the later; None without one.
        moves: the movement of each recommendation from `start` to `end` by the record of the later tracker, none where
            they are one month. Where `end` is the earlier one, the recommendations whose statuses differ alone.
        restated: other statuses as at the earlier of these months that no entry of the lists before explains.
        corrected: changes of the word first.
        unchanged: how many recommendations are the same in both.
        reviews: how many reviews the two trackers have together; with one, `item` need not be named with its review.
    """

    start: date | None = None
    end: date | None = None
    moves: tuple[StatusMove, ...] = ()
    new: tuple[RecommendationId, ...] = ()
    removed: tuple[Removed, ...] = ()
    updated: tuple[NewUpdate, ...] = ()
    rerated: tuple[StatusChange, ...] = ()
    corrected: tuple[StatusChange, ...] = ()
    restated: tuple[StatusChange, ...] = ()
    reworded: tuple[WordsChange, ...] = ()
    redated: tuple[DateChange, ...] = ()
    reassigned: tuple[AgencyChange, ...] = ()
    other: tuple[OtherChange, ...] = ()
    unchanged: int = 0
    reviews: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        lists = (self.new, self.removed, self.updated, self.rerated, self.corrected, self.reworded)
        return not any((*lists, self.redated, self.reassigned, self.other))
