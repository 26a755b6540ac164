"""What of a round is not published yet: ratings, notes, decisions, promises and answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from model.language import Language
from model.returns.draft import DraftField
from model.terms import Kind
from model.tracker.reading import Row


class WrittenKind(StrEnum):
    """The kind of what was written in a round, in the order in which they are counted."""

    RATING = "rating"
    NOTE = "note"
    DECISION = "decision"
    """A decision on closure, or on a proposed target date, with its reason and evidence."""
    PROMISE = "promise"
    """A new promise, or the outcome of one."""
    ANSWER = "answer"
    """An answer of an agency to one item."""


@dataclass(frozen=True, slots=True, order=True)
class Written:
    """One thing that was written on a recommendation in a round.

    Attributes:
        name: what it is among those of its kind: the item that was answered, or the promise.
        is_publishable: whether publishing the round publishes it; else something is missing that it belongs to, or the
            tracker no longer has its recommendation.
    """

    review: str
    ref: str
    kind: WrittenKind
    name: str = ""
    is_publishable: bool = True

    @property
    def is_draft(self) -> bool:
        """Whether the office wrote it, and not an agency."""
        return self.kind is not WrittenKind.ANSWER


@dataclass(frozen=True, slots=True)
class UpdateType:
    """What an answer is published as: its kind, and the language that decides on its column."""

    kind: Kind = Kind.PROGRESS
    language: Language = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What of a round no version has, and the rows of the workbook that publishes it, by table name.

    Attributes:
        types: what each answer with words is published as by the rule, whatever the office has chosen instead.
    """

    written: Sequence[Written] = ()
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    types: Mapping[tuple[str, str], UpdateType] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[WrittenKind, int]:
        """Return how many of each kind are not published."""
        return Counter(kind for _review, _ref, kind, _name in {_identity(each) for each in self.written})

    @property
    def recommendations(self) -> frozenset[tuple[str, str]]:
        """Return the review and ref of each recommendation with something that is not published."""
        return frozenset((each.review, each.ref) for each in self.written)


def _identity(each: Written) -> tuple[str, str, WrittenKind, str]:
    return each.review, each.ref, each.kind, each.name


def written_kind(name: str) -> tuple[WrittenKind, str]:
    """Return the kind of a field of a draft, and its name among those of its kind."""
    if name == DraftField.STATUS:
        return WrittenKind.RATING, ""
    if name == DraftField.NOTE:
        return WrittenKind.NOTE, ""
    if name.startswith(DraftField.PROMISE):
        return WrittenKind.PROMISE, ""
    if name.startswith(DraftField.TARGET):
        return WrittenKind.DECISION, DraftField.TARGET.value
    _kind, colon, promise = name.partition(":")
    return (WrittenKind.PROMISE, promise) if colon else (WrittenKind.DECISION, "")
