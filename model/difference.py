"""What differs between two trackers, recommendation by recommendation."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A recommendation by its review and ref."""

    review: str
    ref: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A recommendation that is gone, with the status it last had ("" for none) and whether that is complete."""

    item: Item
    status: str
    complete: bool


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """A new dated entry of a known recommendation. `status` is "" where it gives none; `round` is its first day."""

    item: Item
    kind: str
    round: date | None
    status: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status of an entry that was there before and is another now; "" is no status.

    `worse` is None where the scale has no order, or one side has no status.
    """

    item: Item
    kind: str
    round: date | None
    before: str
    after: str
    worse: bool | None = None


@dataclass(frozen=True, slots=True)
class WordsChange:
    """Words that changed: which field of which sheet; `round` where the words are an update's."""

    item: Item
    sheet: str
    field: str
    before: str
    after: str
    round: date | None = None


@dataclass(frozen=True, slots=True)
class DateChange:
    """A target date or a promise's due date that changed, in the words of each tracker; "" is none."""

    item: Item
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """A lead agency that changed; "" is none."""

    item: Item
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OtherChange:
    """A difference in any other column; `item` is None in a sheet that is not about a recommendation.

    `column` is the heading. A row that came or went is told by its first telling column, with "" on the other side.
    """

    sheet: str
    item: Item | None
    column: str
    before: str
    after: str
    round: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two trackers.

    An update is the same update where review, ref, kind and date are the same. A status that goes from inferred to
    published in the same round is a correction and stands in `corrected` alone, whether its word changes or not.

    Attributes:
        reopened: recommendations that were complete and no longer are; the change itself stands in its own list, too.
        unchanged: how many recommendations are in both without any difference.
        reviews: how many reviews both trackers have together: with one, an item need not name its review.
    """

    new: tuple[Item, ...] = ()
    removed: tuple[Removed, ...] = ()
    updated: tuple[NewUpdate, ...] = ()
    rerated: tuple[StatusChange, ...] = ()
    corrected: tuple[StatusChange, ...] = ()
    reworded: tuple[WordsChange, ...] = ()
    redated: tuple[DateChange, ...] = ()
    reassigned: tuple[AgencyChange, ...] = ()
    reopened: tuple[Item, ...] = ()
    other: tuple[OtherChange, ...] = ()
    unchanged: int = 0
    reviews: int = 1

    @property
    def nothing(self) -> bool:
        """Whether the two trackers hold the same."""
        lists = (self.new, self.removed, self.updated, self.rerated, self.corrected, self.reworded)
        return not any((*lists, self.redated, self.reassigned, self.other))
