"""What publishing a tracker would lose: the published content that the new tracker does not have."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.versions.difference import RecommendationId


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
class LostPromise:
    """A monitoring promise that the new tracker does not have."""

    item: RecommendationId
    activity: str


@dataclass(frozen=True, slots=True)
class LostTarget:
    """A row of the sheet Targets that the new tracker does not have, with its target in words."""

    item: RecommendationId
    target: str


@dataclass(frozen=True, slots=True)
class LostDecision:
    """A decision on closure that the new tracker does not have."""

    item: RecommendationId
    decision: str


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
    promises: tuple[LostPromise, ...] = ()
    targets: tuple[LostTarget, ...] = ()
    decisions: tuple[LostDecision, ...] = ()
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
