"""The fixed terms of a tracker: the allowed values of its columns, and the marks of a recommendation."""

from enum import StrEnum


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


CLOSING_DECISIONS = (
    ClosureDecision.CLOSED,
    ClosureDecision.SUPERSEDED,
    ClosureDecision.NO_LONGER_APPLICABLE,
    ClosureDecision.NOT_ACCEPTED,
)
"""The decisions after which a recommendation is closed, until it is reopened."""


class NameKind(StrEnum):
    """The kind of name in a row of the Names sheet."""

    THEME = "Theme"
    AGENCY = "Agency"
    ROLE = "Role"


class Movement(StrEnum):
    """The movement of a recommendation between two rounds: exactly one each, in the order of the lists."""

    REOPENED = "reopened"
    WORSENED = "worsened"
    CHANGED = "changed"
    """Another status, neither worse nor better: the order of the scale is not known."""
    IMPROVED = "improved"
    COMPLETED = "completed"
    """It is complete now. Closed is something else: a decision of the overseer, whatever the status."""
    NEWLY_RATED = "newly rated"
    UNCHANGED = "unchanged"
    NOT_REPORTED = "not reported"
    """Nothing was reported in the later round, and nothing moved: not known to be unchanged."""
    NOT_RATED = "not rated"


STANDSTILLS = (Movement.UNCHANGED, Movement.NOT_REPORTED, Movement.NOT_RATED)
"""The movements that are none."""


class StallSign(StrEnum):
    """A sign that a recommendation has stalled."""

    SAME_STATUS = "same-status"
    """Its status has not changed for several rounds: it was rated the same again, or not reported."""
    SAME_WORDS = "same-words"
    """Its latest update repeats a point of an earlier one."""
    UPDATE_AS_OF = "update-as-of"
    """Its latest update refers to an earlier month: "update as of July 2023"."""
    NO_CHANGE = "no-change"
    """Its latest update states that nothing has changed: "the interim process remains in place"."""


class Contradiction(StrEnum):
    """A contradiction between the words and the status of an update."""

    NO_PROGRESS = "no-progress"
    """The words report no progress, and the status is not the worst."""
    STILL_OPEN = "still-open"
    """The status is complete, and the words name something still to be done."""
    SAID_COMPLETE = "said-complete"
    """The words call the recommendation complete, and the status is not."""


class Timing(StrEnum):
    """The timing of a monitoring promise."""

    DONE = "done"
    CLOSED = "closed"
    """Its recommendation is closed, so that nothing is due any more."""
    OVERDUE = "overdue"
    DUE = "due"
    UNDATED = "undated"


OPEN_TIMINGS = (Timing.OVERDUE, Timing.DUE, Timing.UNDATED)
"""The timings of a promise that is still to be kept."""


class TargetTiming(StrEnum):
    """How a recommendation stands to its target date."""

    NONE = "none"
    """It has no target."""
    DONE = "done"
    """It is complete or closed."""
    UNDATED = "undated"
    """Its target names no day: "to be confirmed"."""
    LATE = "late"
    """The last day of its target has passed."""
    AHEAD = "ahead"


class ShownPart(StrEnum):
    """A part of the list of recommendations that can be shown alone; the listed parts come first, in order."""

    LATE = "late"
    """Past the target date."""
    DUE = "due"
    """The target fell due since the round before, or falls due in this one."""
    SLIPPED = "slipped"
    """The target was moved to a later day."""
    WITHOUT_TARGET = "no-target"
    PROPOSED = "proposed"
    """The agency proposes its closure, and nothing was decided on that."""
    DIFFERENT = "different"
    """The agency gives itself another status than the overseer."""
    CLOSED = "closed"
    COMPLETE = "complete"
    CLOSED_INCOMPLETE = "closed-incomplete"
    """Closed at a status that is not complete."""
    OUTSTANDING = "outstanding"
    MOVED = "moved"
    """Moved since the round before, whichever way."""
    STALLED = "stalled"
    SAME_STATUS = "same-status"
    ATTENTION = "attention"
    SILENT = "silent"
    """Expected to report in the latest round, and nothing was reported."""
    COUNTED = "counted"
    """Expected to report in a round, or reported in it."""
    REPORTED = "reported"
    RATED = "rated"
    """Given a status in a round."""
    INFERRED = "inferred"
    WITH_TARGET = "with-target"
    RESPONDED = "responded"
    """It has a formal response."""
    UNANSWERED = "unanswered"
    """Its formal response is overdue."""


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
"""The parts that the list offers; the others are opened by the numbers of other pages."""


class Question(StrEnum):
    """The reason for a question about a recommendation, in the order of the list of questions."""

    OVERDUE = Timing.OVERDUE.value
    """A monitoring promise about it is overdue."""
    ENDED = "ended"
    """Its latest update names the end date of something, and the date has passed."""
    PASSED = "passed"
    """Its latest update names a date that was in the future then, and has passed."""
    ENDS = "ends"
    """Its latest update names the end date of something, in the future."""
    AHEAD = "ahead"
    """Its latest update names a date in the future."""
    NOT_REPORTED = "not-reported"
    """It was not reported in the latest round."""
    NO_PROGRESS = "no-progress"
    """Its latest update reports no progress."""
    CONTRADICTION = "said-and-rated-apart"
    """The words of its latest update contradict its status."""
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    SAME_STATUS = StallSign.SAME_STATUS.value
    REFERS = "refers"
    """Its latest update, or its Related refs, name another recommendation that is not complete."""
    NOT_RATED = "not-rated"
    """It was reported, and never rated."""
    INFERRED = "inferred"
    """Its status is inferred, and none was ever published."""


class LateKind(StrEnum):
    """What may be late: a target date, a promise, a formal response, or what was to be reported in the latest round."""

    TARGET = "target"
    PROMISE = "promise"
    RESPONSE = "response"
    SILENT = ShownPart.SILENT.value


class AttentionReason(StrEnum):
    """Why a recommendation needs attention, the strongest first."""

    CONTRADICTION = "said-and-rated-apart"
    REOPENED = Movement.REOPENED.value
    WORSENED = Movement.WORSENED.value
    WORST = "worst"
    """Its status is the worst of the scale."""
    LATE = ShownPart.LATE.value
    """It is past its target date."""
    PASSED = Question.PASSED.value
    """Its latest update names a date that has passed."""
    OVERDUE = Timing.OVERDUE.value
    """A monitoring promise about it is overdue."""
    SILENT = ShownPart.SILENT.value
    """It was expected to report in the latest round, and nothing was reported."""
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    PROMISED_NEXT = "promised-next"
    """Its latest update names a date in the future."""
    SAME_STATUS = StallSign.SAME_STATUS.value


class Flag(StrEnum):
    """A flag on one update in the story of a recommendation."""

    REPEATS = "repeats"
    """It repeats a point of an earlier round."""
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    CONTRADICTION = "contradiction"
    """Its words contradict its status."""


class Problem(StrEnum):
    """The problem of a reference from one recommendation to another."""

    BROKEN = "broken"
    """Its review has no such recommendation."""
    SELF = "self"
    """It refers to itself."""


NOT_RATED = "not rated"
"""The mark where an update gives no status."""

NOT_REPORTED = "not reported"
"""The mark where there is no update."""

UNRATED = (NOT_RATED, NOT_REPORTED)
"""The two marks that are not statuses, in their order: after every status."""

NOT_EXPECTED = ""
"""No mark: nothing was reported in a round in which nothing was expected, so its cell is blank."""

LIST_SEPARATOR = "; "
"""The separator between several agencies or references in one cell."""
