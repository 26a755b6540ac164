"""The difference between two trackers, what publishing would lose, and why a merge is refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from model.tracker.reading import Cell, RefusedError


class RecommendationId(NamedTuple):
    """A recommendation by its review and ref."""

    review: str
    ref: str


class ChangeKind(StrEnum):
    """The kinds of changes, in the order of the report.

    Attributes:
        ROWS_GONE: removed rows of other sheets.
        MOVED: movements from the latest round of one version to that of the other; standing still is one of them.
        CORRECTED: from inferred to published in the same round, whether the word changes or not.
        RERATED: changed statuses of existing entries of the latest round.
        PAST: changed statuses of existing entries of earlier rounds.
        RESTATED: other statuses as at a round of both versions, for which no existing entry was changed.
        TRANSLATED: welsh texts written where there was none.
    """

    NEW = "new"
    REMOVED = "removed"
    UPDATES_GONE = "updates-gone"
    PROMISES_GONE = "promises-gone"
    ROWS_GONE = "rows-gone"
    MOVED = "moved"
    CORRECTED = "corrected"
    RERATED = "rerated"
    PAST = "past"
    RESTATED = "restated"
    REDATED = "redated"
    REASSIGNED = "reassigned"
    UPDATED = "updated"
    TRANSLATED = "translated"
    REWORDED = "reworded"
    OTHER = "other"


# The kinds of removed rows.
GONE_KINDS = (ChangeKind.UPDATES_GONE, ChangeKind.PROMISES_GONE, ChangeKind.ROWS_GONE)


class TrackerChange(NamedTuple):
    """One change; "" is no value on its side.

    An added or removed row is named by its first descriptive field, with "" on the other side.

    Attributes:
        item: the recommendation; None in a sheet that is not about a recommendation.
        field: the field that changed, of `sheet`.
        before: of a removed recommendation, its last status.
        round: the first day of the month of an update, or as at which a status is; None where there is no such day.
        name: the subject of a row besides its recommendation: a promise's activity, a status, a name. Of a status, the
            kind of its update; of a movement, the movement.
        is_whole_row: whether the row was added or removed.
    """

    kind: ChangeKind
    item: RecommendationId | None
    sheet: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    round: date | None = None
    name: str = ""
    is_whole_row: bool = False


class Difference(NamedTuple):
    """Everything that differs between two trackers.

    Two updates are the same where review, ref, kind and date are the same.

    Attributes:
        start: the month of the latest entry of the earlier tracker, and `end` that of the later; None without one.
        changes: by kind. There is a movement of each recommendation from `start` to `end` by the record of the later
            tracker, none where they are one month; where `end` is the earlier one, of those whose statuses differ.
        unchanged: how many recommendations are the same in both.
        reviews: how many reviews the two trackers have together; with one, `item` need not be named with its review.
    """

    start: date | None = None
    end: date | None = None
    changes: tuple[TrackerChange, ...] = ()
    unchanged: int = 0
    reviews: int = 1

    def of(self, *kinds: ChangeKind) -> list[TrackerChange]:
        """Return the changes of some kinds."""
        return [change for change in self.changes if change.kind in kinds]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return all(change.kind in (ChangeKind.MOVED, ChangeKind.RESTATED) for change in self.changes)


class LostRound(NamedTuple):
    """A round of which the new tracker has no update, with the number of its responses and other updates."""

    review: str
    round: date
    responses: int = 0
    updates: int = 0


class LostRow(NamedTuple):
    """A row about a recommendation that the new tracker does not have, or an update that it has without its status.

    Attributes:
        name: the kind of an update; the words of a promise, a target or a decision on closure.
        round: that of an update; None where its date names no day.
    """

    item: RecommendationId
    name: str
    round: date | None = None


class EmptiedCells(NamedTuple):
    """The number of cells of a field that are filled now and would be empty."""

    sheet: str
    field: str
    number: int


class Losses(NamedTuple):
    """Everything that is published and that the new tracker does not have.

    A changed value is a difference and no loss. A list has everything of its kind, also what belongs to a
    recommendation that is lost; it is empty where it would have nothing else, because that is counted with the
    recommendations.

    Attributes:
        with_updates: how many updates the recommendations had that are lost, and `with_promises` how many promises.
        reviews: the names of reviews that had more than a name.
        rounds: rounds that are lost as a whole; `updates` has the updates of the other rounds.
        statuses: updates that stay without their status.
        cells: other cells of rows that stay.
        scale: the statuses that the new scale does not have.
        names: the names that the sheet Names no longer has.
        several_reviews: whether the published tracker has several reviews, so that each is named.
    """

    reviews: tuple[str, ...] = ()
    recommendations: tuple[RecommendationId, ...] = ()
    rounds: tuple[LostRound, ...] = ()
    updates: tuple[LostRow, ...] = ()
    statuses: tuple[LostRow, ...] = ()
    promises: tuple[LostRow, ...] = ()
    targets: tuple[LostRow, ...] = ()
    decisions: tuple[LostRow, ...] = ()
    cells: tuple[EmptiedCells, ...] = ()
    scale: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    with_updates: int = 0
    with_promises: int = 0
    several_reviews: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of which something would be lost, in the order of the report: the names of the lists."""
        return tuple(name for name, lost in self._asdict().items() if isinstance(lost, tuple) and lost)

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


class Conflict(NamedTuple):
    """A cell, or a whole row, that the workbook and other people have both changed.

    Attributes:
        table: the name of the table.
        row: the row as it is published; where it is no longer, as the workbook has it.
        field: the field; "" for a whole row, which one of the two has no longer.
        published: the value that is published now.
        yours: the value in the workbook.
        number: how many rows before it have the same key.
        place: the position of the row in the published table; None where it is no longer published.
    """

    table: str
    row: Mapping[str, Cell]
    field: str
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
    """The reason for which a workbook can only replace the tracker.

    Attributes:
        UNKNOWN_REF: it has something about a recommendation that neither it nor the tracker has.
        OTHER_SCALE: its Key has another order, or it uses a status that the merged scale does not have.
    """

    UNKNOWN_REF = "unknown-ref"
    OTHER_SCALE = "other-scale"


class MergeError(RefusedError):
    """A workbook may not be merged."""

    about = "merge"
    code: MergeRefusal
