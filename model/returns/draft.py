"""Drafts, cell by cell: ratings and decisions of a round, what is not published yet, and changes of the page Edit."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from typing import NamedTuple, Self

from model.dates import PartialDate, parse_date
from model.returns.round import Item
from model.terms import Kind, Language
from model.tracker.columns import RECOMMENDATIONS, REVIEWS
from model.tracker.reading import Row

# The most characters of a draft: as many as a cell of a workbook holds, nearly.
LONGEST_DRAFT = 32_000


class DraftField(StrEnum):
    """A cell of the rating table that a recommendation has a single time.

    Attributes:
        STATUS: the office's status, in the word of the scale.
        NOTE: why the office rates so.
        KIND: what the answer is published as, where that is not by the rule: a `Kind`.
        WORDS: the words of the update as the office edited them; what the agency had written is `Draft.before`.
        LANGUAGE: the language of the answer, where that is not the one of its return.
        DECISION: what was decided on closure, whether it was proposed or not: a `ClosureDecision`.
        SUPERSEDED_BY: the recommendation that takes its place, as the sheet Decisions has it: `9 (Custody)` of another
            review.
        TARGET: whether the target date that the agency proposes is accepted: from `target_answer`.
        PROMISE: a new monitoring promise: what.
    """

    STATUS = "status"
    NOTE = "note"
    KIND = "kind"
    WORDS = "words"
    LANGUAGE = "language"
    DECISION = "decision"
    SUPERSEDED_BY = "superseded-by"
    DECISION_REASON = "decision-reason"
    DECISION_EVIDENCE = "decision-evidence"
    TARGET = "target"
    TARGET_REASON = "target-reason"
    PROMISE = "promise"
    PROMISE_WITH = "promise-with"
    PROMISE_DUE = "promise-due"


class PromiseField(StrEnum):
    """A cell that each open promise of a recommendation has.

    Attributes:
        DONE: `yes` once it is fulfilled.
    """

    DONE = "done"
    OUTCOME = "outcome"


# What an update says of a proposed target date that the office refuses.
REFUSED_TARGET = {
    Language.ENGLISH: "{day} is not accepted as the target date.",
    Language.WELSH: "Ni dderbynnir {day} yn ddyddiad targed.",
}


# What an update says below words that the office edited.
EDITED_WORDS = {
    Language.ENGLISH: "The words of the agency above were edited.",
    Language.WELSH: "Golygwyd geiriau'r asiantaeth uchod.",
}


class TargetAnswer(StrEnum):
    """What the office answers to a target date that an agency proposes."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, order=True)
class DraftCell:
    """One cell: the number of its round, the recommendation, and the field as the store has it."""

    round: int
    review: str
    ref: str
    field: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a cell has now.

    Attributes:
        edit: how often the cell was written: whoever writes says which edit was on the screen.
        verified: whether the name comes from a sign-in.
        at: when, in UTC.
        before: of a change on the page Edit, what was published when it was written; of edited words, the agency's.
    """

    cell: DraftCell
    text: str
    edit: int
    by: str
    verified: bool
    at: datetime = field(default_factory=partial(datetime.now, UTC))
    before: str = ""


def target_answer(answer: TargetAnswer, proposed: str) -> str:
    """Return the text of the draft that accepts or refuses a proposed date, in its words: it is of no other date."""
    return f"{answer.value}: {proposed}"


def answer_to_target(draft: Draft | None, proposed: str) -> TargetAnswer | None:
    """Return whether a proposed target date is accepted or refused; None while it is neither.

    An answer to a date that the agency has replaced since counts for nothing, and no date is accepted that had passed.
    """
    texts = {target_answer(each, proposed): each for each in TargetAnswer}
    answer = texts.get(draft.text) if draft is not None else None
    if draft is None or (answer is TargetAnswer.ACCEPTED and has_passed(proposed, draft.at.date())):
        return None
    return answer


def edited_words(draft: Draft | None, answer: str) -> str:
    """Return what an agency wrote as the office edited it; "" where its own words stand.

    An edit of words that the agency has replaced since counts for nothing.
    """
    return draft.text if draft is not None and is_edited(draft) and draft.before == answer else ""


def is_outdated(draft: Draft | None, answer: str) -> bool:
    """Return whether the agency has answered anew since the office edited its words."""
    return draft is not None and is_edited(draft) and draft.before != answer


def is_edited(draft: Draft | None) -> bool:
    """Return whether a draft of an agency's words differs from them; an empty one lets them stand."""
    return draft is not None and _lines(draft.text) not in ([], _lines(draft.before))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def has_passed(proposed: str, day: date) -> bool:
    """Return whether the last day of a date in words is before a day."""
    last = parse_date(proposed).last
    return last is not None and last < day


def promise_field(kind: PromiseField, activity: str, first: date | None, words: str) -> str:
    """Return the field of a promise, which the workbook has no number for: by its words and its date.

    A date is its first day, as where workbooks are merged; else its words: a workbook may write a day otherwise.
    """
    due = first.isoformat() if first else words
    digest = hashlib.sha256(f"{activity}\n{due}".encode()).hexdigest()[:16]
    return f"{kind.value}:{digest}"


class RatingProgress(StrEnum):
    """How far the rating of a recommendation has come, in the order in which they are rated.

    Attributes:
        UNRATED: something was answered, and the office has not rated it.
        UNDECIDED: the office rates it, and has neither accepted nor refused the target date that the agency proposes.
        DIFFERENT: the office rates it, and the agency rates it differently.
        UNANSWERED: nothing was answered, and the office has not rated it.
    """

    UNRATED = "unrated"
    UNDECIDED = "undecided"
    DIFFERENT = "different"
    UNANSWERED = "unanswered"
    RATED = "rated"


class WrittenKind(StrEnum):
    """The kind of what was written in a round, in the order in which they are counted.

    Attributes:
        DECISION: a decision on closure, or on a proposed target date, with its reason and evidence.
        PROMISE: a new promise, or the outcome of one.
        ANSWER: an answer of an agency to one item.
    """

    RATING = "rating"
    NOTE = "note"
    DECISION = "decision"
    PROMISE = "promise"
    ANSWER = "answer"


class Written(NamedTuple):
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


class UpdateType(NamedTuple):
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
        return Counter(
            kind for kind, *_which in {(each.kind, each.review, each.ref, each.name) for each in self.written}
        )

    @property
    def recommendations(self) -> frozenset[tuple[str, str]]:
        """Return the review and ref of each recommendation with something that is not published."""
        return frozenset((each.review, each.ref) for each in self.written)


def written_kind(name: str) -> tuple[WrittenKind, str]:
    """Return the kind of a field of a draft, and its name among those of its kind."""
    if name in (DraftField.STATUS, DraftField.NOTE):
        return WrittenKind.RATING if name == DraftField.STATUS else WrittenKind.NOTE, ""
    if name == DraftField.WORDS:
        return WrittenKind.ANSWER, Item.UPDATE.value
    if name.startswith(DraftField.TARGET):
        return WrittenKind.DECISION, DraftField.TARGET.value
    _kind, colon, promise = name.partition(":")
    return WrittenKind.PROMISE if colon or name.startswith(DraftField.PROMISE) else WrittenKind.DECISION, promise


# The number under which changes are stored that belong to no round.
EDITS = 0
# The number under which notes to colleagues are stored: they are never published.
NOTES = -1
# The beginning of the name of a row that is not published yet, and of the ref of a new recommendation.
NEW = "+"
# A field of the form alone: why a row, or a recommendation with all its rows, is deleted.
DELETED = "deleted"
# The fields of a note to colleagues.
NOTE, FOLLOWED_UP_BY = "note", "followed_up_by"
# A field of the form alone: the address of an evidence, which is published behind its title.
LINK = "evidence_link"
_LINK = re.compile(r"(?:^|\s)(https?://[^\s\"'<>]+)$")
_KEYS = ("date", "kind", "activity", "due", "decision", "target")


@dataclass(frozen=True, slots=True, order=True)
class EditedField:
    """A field of a row of a recommendation, or of its review; `row` is "" for the recommendation itself."""

    table: str
    row: str
    field: str

    def __str__(self) -> str:
        return f"{self.table}:{self.row}:{self.field}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the field that a draft names."""
        return cls(*text.split(":", 2))


def row_name(table: str, row: Row) -> str:
    """Return the name of a published row among those of its recommendation: by its words and dates."""
    if table in (REVIEWS.table, RECOMMENDATIONS.table):
        return ""
    words = "\n".join(value_text(row.get(field)) for field in _KEYS)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def rows_mark(rows: Sequence[Row]) -> str:
    """Return what some rows are deleted as: a digest of their values, and the words of the first."""
    lines = sorted({repr([(name, value_text(value)) for name, value in row.items() if value]) for row in rows})
    digest = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    first = rows[0] if rows else {}
    words = [first.get("title") or first.get("recommendation"), *(first.get(field) for field in _KEYS)]
    return f"{digest} {', '.join(filter(None, map(value_text, words)))}"


def value_text(value: str | bool | PartialDate | None) -> str:
    """Return the value of a cell as it is written in a field of the form."""
    if isinstance(value, PartialDate):
        return value.words
    return "yes" if value is True else value or ""


def split_link(evidence: str) -> tuple[str, str]:
    """Return the title and the address of an evidence; the address is "" where it does not end in one of the web."""
    found = _LINK.search(evidence)
    return (evidence[: found.start()].rstrip(), found[1]) if found else (evidence, "")
