"""The fixed terms of a tracker: the values its columns allow, marks, languages, and how refs are ordered and named."""

import re
import unicodedata
from collections.abc import Container
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol


class Kind(StrEnum):
    """The kind of an update: the agency's response, or a later report of progress."""

    RESPONSE = "Response"
    PROGRESS = "Progress"


class Basis(StrEnum):
    """The basis of a status: published by the overseer, or inferred from the words of the update."""

    PUBLISHED = "Published"
    INFERRED = "Inferred"


class MonitoringKind(StrEnum):
    """The kind of a monitoring promise."""

    MEETING = "Meeting"
    REQUEST = "Request"
    ATTENDANCE = "Attendance"
    ASSURANCE = "Assurance"
    OTHER = "Other"


class ClosureDecision(StrEnum):
    """What the overseer decided on the closure of a recommendation."""

    CLOSED = "Closed"
    KEPT_OPEN = "Kept open"
    SUPERSEDED = "Superseded by"
    NO_LONGER_APPLICABLE = "No longer applicable"
    NOT_ACCEPTED = "Not accepted"
    REOPENED = "Reopened"


# The decisions after which a recommendation is closed, until it is reopened.
CLOSING_DECISIONS = (
    ClosureDecision.CLOSED,
    ClosureDecision.SUPERSEDED,
    ClosureDecision.NO_LONGER_APPLICABLE,
    ClosureDecision.NOT_ACCEPTED,
)


class NameKind(StrEnum):
    """The kind of name in a row of the Names sheet."""

    THEME = "Theme"
    AGENCY = "Agency"
    ROLE = "Role"


class Movement(StrEnum):
    """The movement of a recommendation between two rounds: exactly one each, in the order of the lists.

    Attributes:
        CHANGED: another status, neither worse nor better: the order of the scale is not known.
        COMPLETED: it is complete now. Closed is something else: a decision of the overseer, whatever the status.
        NOT_REPORTED: nothing was reported in the later round, and nothing moved: not known to be unchanged.
    """

    REOPENED = "reopened"
    WORSENED = "worsened"
    CHANGED = "changed"
    IMPROVED = "improved"
    COMPLETED = "completed"
    NEWLY_RATED = "newly rated"
    UNCHANGED = "unchanged"
    NOT_REPORTED = "not reported"
    NOT_RATED = "not rated"


# The movements that are none.
STANDSTILLS = (Movement.UNCHANGED, Movement.NOT_REPORTED, Movement.NOT_RATED)


class StallSign(StrEnum):
    """A sign that a recommendation has stalled.

    Attributes:
        SAME_STATUS: its status has not changed for several rounds: it was rated the same again, or not reported.
        SAME_WORDS: its latest update repeats a point of an earlier one.
        UPDATE_AS_OF: its latest update refers to an earlier month: "update as of July 2023".
        NO_CHANGE: its latest update states that nothing has changed: "the interim process remains in place".
    """

    SAME_STATUS = "same-status"
    SAME_WORDS = "same-words"
    UPDATE_AS_OF = "update-as-of"
    NO_CHANGE = "no-change"


class Contradiction(StrEnum):
    """A contradiction between the words and the status of an update.

    Attributes:
        NO_PROGRESS: the words report no progress, and the status is not the worst.
        STILL_OPEN: the status is complete, and the words name something still to be done.
        SAID_COMPLETE: the words call the recommendation complete, and the status is not.
    """

    NO_PROGRESS = "no-progress"
    STILL_OPEN = "still-open"
    SAID_COMPLETE = "said-complete"


class Timing(StrEnum):
    """The timing of a monitoring promise.

    Attributes:
        CLOSED: its recommendation is closed, so that nothing is due any more.
    """

    DONE = "done"
    CLOSED = "closed"
    OVERDUE = "overdue"
    DUE = "due"
    UNDATED = "undated"


# The timings of a promise that is still to be kept.
OPEN_TIMINGS = (Timing.OVERDUE, Timing.DUE, Timing.UNDATED)


class TargetTiming(StrEnum):
    """How a recommendation stands to its target date.

    Attributes:
        NONE: it has no target.
        DONE: it is complete or closed.
        UNDATED: its target names no day: "to be confirmed".
        LATE: the last day of its target has passed.
    """

    NONE = "none"
    DONE = "done"
    UNDATED = "undated"
    LATE = "late"
    AHEAD = "ahead"


class ShownPart(StrEnum):
    """A part of the list of recommendations that can be shown alone; the listed parts come first, in order.

    Attributes:
        LATE: past the target date.
        DUE: the target fell due since the round before, or falls due in this one.
        SLIPPED: the target was moved to a later day.
        PROPOSED: the agency proposes its closure, and nothing was decided on that.
        DIFFERENT: the agency gives itself another status than the overseer.
        CLOSED_INCOMPLETE: closed at a status that is not complete.
        MOVED: moved since the round before, whichever way.
        SILENT: expected to report in the latest round, and nothing was reported.
        RESPONDED: it has a formal response.
        UNANSWERED: its formal response is overdue.
    """

    LATE = "late"
    DUE = "due"
    SLIPPED = "slipped"
    WITHOUT_TARGET = "no-target"
    PROPOSED = "proposed"
    DIFFERENT = "different"
    CLOSED = "closed"
    COMPLETE = "complete"
    CLOSED_INCOMPLETE = "closed-incomplete"
    OUTSTANDING = "outstanding"
    MOVED = "moved"
    STALLED = "stalled"
    SAME_STATUS = "same-status"
    ATTENTION = "attention"
    SILENT = "silent"
    REPORTED = "reported"
    INFERRED = "inferred"
    WITH_TARGET = "with-target"
    RESPONDED = "responded"
    UNANSWERED = "unanswered"


# The parts that the list offers; the others are opened by the numbers of other pages.
LISTED_PARTS = (
    ShownPart.OUTSTANDING,
    ShownPart.LATE,
    ShownPart.MOVED,
    ShownPart.DUE,
    ShownPart.SLIPPED,
    ShownPart.WITHOUT_TARGET,
    ShownPart.PROPOSED,
    ShownPart.DIFFERENT,
    ShownPart.CLOSED,
)


class Question(StrEnum):
    """The reason for a question about a recommendation, in the order of the list of questions.

    Attributes:
        OVERDUE: a monitoring promise about it is overdue.
        ENDED: its latest update names the end date of something, and the date has passed.
        PASSED: its latest update names a date that was in the future then, and has passed.
        ENDS: its latest update names the end date of something, in the future.
        AHEAD: its latest update names a date in the future.
        NOT_REPORTED: it was not reported in the latest round.
        NO_PROGRESS: its latest update reports no progress.
        CONTRADICTION: the words of its latest update contradict its status.
        REFERS: its latest update, or its Related refs, name another recommendation that is not complete.
        NOT_RATED: it was reported, and never rated.
        INFERRED: its status is inferred, and none was ever published.
    """

    OVERDUE = Timing.OVERDUE.value
    ENDED = "ended"
    PASSED = "passed"
    ENDS = "ends"
    AHEAD = "ahead"
    NOT_REPORTED = "not-reported"
    NO_PROGRESS = "no-progress"
    CONTRADICTION = "said-and-rated-apart"
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    SAME_STATUS = StallSign.SAME_STATUS.value
    REFERS = "refers"
    NOT_RATED = "not-rated"
    INFERRED = "inferred"


class LateKind(StrEnum):
    """What may be late: a target date, a promise, a formal response, or what was to be reported in the latest round."""

    TARGET = "target"
    PROMISE = "promise"
    RESPONSE = "response"
    SILENT = ShownPart.SILENT.value


class AttentionReason(StrEnum):
    """Why a recommendation needs attention, the strongest first.

    Attributes:
        WORST: its status is the worst of the scale.
        LATE: it is past its target date.
        PASSED: its latest update names a date that has passed.
        OVERDUE: a monitoring promise about it is overdue.
        SILENT: it was expected to report in the latest round, and nothing was reported.
        PROMISED_NEXT: its latest update names a date in the future.
    """

    CONTRADICTION = "said-and-rated-apart"
    REOPENED = Movement.REOPENED.value
    WORSENED = Movement.WORSENED.value
    WORST = "worst"
    LATE = ShownPart.LATE.value
    PASSED = Question.PASSED.value
    OVERDUE = Timing.OVERDUE.value
    SILENT = ShownPart.SILENT.value
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    PROMISED_NEXT = "promised-next"
    SAME_STATUS = StallSign.SAME_STATUS.value


class Flag(StrEnum):
    """A flag on one update in the story of a recommendation.

    Attributes:
        REPEATS: it repeats a point of an earlier round.
        CONTRADICTION: its words contradict its status.
    """

    REPEATS = "repeats"
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    CONTRADICTION = "contradiction"


class Problem(StrEnum):
    """The problem of a reference from one recommendation to another.

    Attributes:
        BROKEN: its review has no such recommendation.
        SELF: it refers to itself.
    """

    BROKEN = "broken"
    SELF = "self"


# The mark where an update gives no status.
NOT_RATED = "not rated"
# The mark where there is no update.
NOT_REPORTED = "not reported"
# The two marks that are not statuses, in their order: after every status.
UNRATED = (NOT_RATED, NOT_REPORTED)
# No mark: nothing was reported in a round in which nothing was expected, so its cell is blank.
NOT_EXPECTED = ""
# The separator between several agencies or references in one cell.
LIST_SEPARATOR = "; "


class Language(StrEnum):
    """A language by its ISO 639-1 code, which is also its query parameter: `lang=cy`."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def tag(self) -> str:
        """The language tag of documents (BCP 47), with Great Britain as the region."""
        return f"{self.value}-GB"

    @property
    def other(self) -> "Language":
        """The other of the two."""
        return Language.ENGLISH if self is Language.WELSH else Language.WELSH


def normalise_space(text: str) -> str:
    """Return a text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Return the key for comparing labels, which ignores case, extra spaces, underscores and a final colon.

    It also ignores whether a symbol is drawn as text or as an emoji (U+FE0E, U+FE0F).
    """
    spaced = re.sub(r"[\s\u200b\ufe0e\ufe0f_]+", " ", label).replace("’", "'")
    return normalise_space(spaced).rstrip(":").rstrip().casefold()


def base_letters(text: str) -> str:
    """Return a text in lower case and without accents: "ty gwyl" for "Tŷ Gŵyl"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# A row of a table as a named tuple, with the columns that are named where the table is made as its fields: NaN, None or
# NaT where its cell is blank.
TableRow = Any
_REVIEWED = re.compile(r"(.+) \((.+)\)")
_PARTS = re.compile(r"(\d+)")


class RefRow(Protocol):
    """A row about one recommendation."""

    review: str
    ref: str


def natural_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10, 3.9 before 3.10 and 12 before 12a.

    A number is compared by the count of its digits and then by these, because it may be too long for an integer.
    """
    parts = [(part, part.lstrip("0")) for part in _PARTS.split(ref.casefold()) if part]
    return tuple((0, len(digits), digits) if part.isdecimal() else (1, 0, part) for part, digits in parts)


def split_reviewed_ref(written: str) -> tuple[str, str]:
    """Return the review and the ref of a cell such as `9 (Custody)`; the review is "" where the cell has none."""
    match = _REVIEWED.fullmatch(written)
    return (match[2], match[1]) if match else ("", written)


def named_recommendation(written: str, review: str, known: Container[object]) -> tuple[str, str] | None:
    """Return the review and the ref of the recommendation that a cell of a review names; None for one not known.

    A ref by itself is of the same review; one of another review has its name in brackets: `9 (Custody)`.
    """
    candidates = ((review, written), split_reviewed_ref(written))
    return next((each for each in candidates if each in known), None)
