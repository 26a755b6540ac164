"""The difference between two trackers, what publishing would lose, and why a merge is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from model.terms import Movement
from model.tracker.reading import Cell


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
    def lists(self) -> Mapping[str, tuple[Any, ...]]:
        """The lists of changes, by name."""
        return {name: getattr(self, name) for name in self.__slots__ if isinstance(getattr(self, name), tuple)}

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not any(changes for name, changes in self.lists.items() if name not in ("moves", "restated"))


class LossKind(StrEnum):
    """The kinds of losses, in the order of the report; each is a field of `Losses`."""

    REVIEWS = "reviews"
    RECOMMENDATIONS = "recommendations"
    ROUNDS = "rounds"
    UPDATES = "updates"
    STATUSES = "statuses"
    PROMISES = "promises"
    TARGETS = "targets"
    DECISIONS = "decisions"
    CELLS = "cells"
    SCALE = "scale"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class LostRecommendation:
    """A recommendation that the new tracker does not have, with the number of its updates and promises."""

    item: RecommendationId
    updates: int = 0
    promises: int = 0


@dataclass(frozen=True, slots=True)
class LostRound:
    """A round of which the new tracker has no update, with the number of its responses and other updates."""

    review: str
    round: date
    responses: int = 0
    updates: int = 0


@dataclass(frozen=True, slots=True)
class LostUpdate:
    """An update that the new tracker does not have, or has without its status.

    `round` is None where its date names no day.
    """

    item: RecommendationId
    kind: str
    round: date | None


@dataclass(frozen=True, slots=True)
class LostRow:
    """A promise, a target or a decision on closure that the new tracker does not have, with its words."""

    item: RecommendationId
    words: str


@dataclass(frozen=True, slots=True)
class EmptiedCells:
    """The number of cells of a column that are filled now and would be empty; `column` is the heading."""

    sheet: str
    column: str
    count: int


@dataclass(frozen=True, slots=True)
class Losses:
    """Everything that is published and that the new tracker does not have.

    A changed value is a difference and no loss. A list has everything of its kind, also what belongs to a
    recommendation that is lost; it is empty where it would have nothing else, because `recommendations` counts that.

    Attributes:
        reviews: the names of reviews that had more than a name.
        rounds: rounds that are lost as a whole; `updates` has the updates of the other rounds.
        statuses: updates that stay without their status.
        cells: other cells of rows that stay.
        scale: the statuses that the new scale does not have.
        names: the names that the sheet Names no longer has.
        several_reviews: whether the published tracker has several reviews, so that each is named.
    """

    reviews: tuple[str, ...] = ()
    recommendations: tuple[LostRecommendation, ...] = ()
    rounds: tuple[LostRound, ...] = ()
    updates: tuple[LostUpdate, ...] = ()
    statuses: tuple[LostUpdate, ...] = ()
    promises: tuple[LostRow, ...] = ()
    targets: tuple[LostRow, ...] = ()
    decisions: tuple[LostRow, ...] = ()
    cells: tuple[EmptiedCells, ...] = ()
    scale: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    several_reviews: bool = False

    @property
    def kinds(self) -> tuple[LossKind, ...]:
        """The kinds of which something would be lost."""
        return tuple(kind for kind in LossKind if getattr(self, kind.value))

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not self.kinds


class LossError(Exception):
    """Publishing would lose published content, and nobody accepted that.

    `wording.differences.losses` makes the message; the text is for logs.
    """

    def __init__(self, losses: Losses) -> None:
        super().__init__(", ".join(losses.kinds))
        self.losses = losses


class MergeSide(StrEnum):
    """What is taken where the workbook and what is published have changed the same."""

    PUBLISHED = "published"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell, or a whole row, that the workbook and other people have both changed.

    Attributes:
        table: the name of the table.
        row: the row as it is published; where it is no longer, as the workbook has it.
        field: the field; "" for a whole row, which one of the two has no longer.
        base: the value that both began with; None where it is not known, or was empty.
        published: the value that is published now.
        yours: the value in the workbook.
        number: how many rows before it have the same key.
        place: the position of the row in the published table; None where it is no longer published.
    """

    table: str
    row: Mapping[str, Cell]
    field: str
    base: Cell
    published: Cell
    yours: Cell
    number: int = 0
    place: int | None = None


class ConflictError(Exception):
    """A workbook changes what other people have changed, and nobody chose. The text is for logs."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(f"{len(conflicts)} conflicts")
        self.conflicts = conflicts


class MergeRefusal(StrEnum):
    """The reason for which a workbook can only replace the tracker."""

    UNKNOWN_REF = "unknown-ref"
    """It has something about a recommendation that neither it nor the tracker has."""
    OTHER_SCALE = "other-scale"
    """Its Key has another order, or it uses a status that the merged scale does not have."""


class MergeError(Exception):
    """A workbook may not be merged. `wording.errors` makes the sentence from `why`; the text is for logs."""

    def __init__(self, why: MergeRefusal) -> None:
        super().__init__(str(why))
        self.refusal = why
