"""The fixed words of a tracker: the values its columns may hold, and the marks a recommendation may carry."""

from enum import StrEnum


class Kind(StrEnum):
    """What an update is: the agency's first answer, or a later report of progress."""

    RESPONSE = "Response"
    PROGRESS = "Progress"


class Basis(StrEnum):
    """Whether a status was given by the overseer in print, or inferred from the words of the update."""

    PUBLISHED = "Published"
    INFERRED = "Inferred"


class MonitoringKind(StrEnum):
    """What the overseer promised to do."""

    MEETING = "Meeting"
    REQUEST = "Request"
    ATTENDANCE = "Attendance"
    ASSURANCE = "Assurance"
    OTHER = "Other"


class NameKind(StrEnum):
    """What a row of the Names sheet names."""

    THEME = "Theme"
    AGENCY = "Agency"
    ROLE = "Role"


class Movement(StrEnum):
    """How a recommendation moved between two rounds: exactly one each, in the order they are told."""

    REOPENED = "reopened"
    WORSENED = "worsened"
    IMPROVED = "improved"
    CLOSED = "closed"
    NEWLY_RATED = "newly rated"
    UNCHANGED = "unchanged"
    NOT_RATED = "not rated"


class StallSign(StrEnum):
    """How it shows that a recommendation has stalled."""

    SAME_STATUS = "same-status"
    """It has stood at one status for several rounds, rated the same again or silent."""
    SAME_WORDS = "same-words"
    """Its latest update makes a point that an earlier one made."""
    UPDATE_AS_OF = "update-as-of"
    """Its latest update points back to an earlier month: "update as of July 2023"."""
    NO_CHANGE = "no-change"
    """Its latest update says that things are as they were: "the interim process remains in place"."""


class Contradiction(StrEnum):
    """How the words and the status of an update contradict each other."""

    NO_PROGRESS = "no-progress"
    """It says that there was no progress, and its status is not the worst."""
    STILL_OPEN = "still-open"
    """Its status is complete, and it says that something is yet to be done."""
    SAID_COMPLETE = "said-complete"
    """It says that the recommendation is complete, and its status is not."""


class Timing(StrEnum):
    """Where a monitoring promise stands."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    UNDATED = "undated"


class Question(StrEnum):
    """What makes a question to ask about a recommendation, in the order they are asked."""

    OVERDUE = Timing.OVERDUE.value
    """A monitoring promise about it is overdue."""
    ENDED = "ended"
    """Its latest update says that something lasts until a date, and the date has passed."""
    PASSED = "passed"
    """Its latest update names a date that lay ahead then, and has passed."""
    ENDS = "ends"
    """Its latest update says that something lasts until a date that lies ahead."""
    AHEAD = "ahead"
    """Its latest update names a date that lies ahead."""
    NOT_REPORTED = "not-reported"
    """Nothing was said of it in the latest round."""
    NO_PROGRESS = "no-progress"
    """Its latest update says that there was no progress."""
    CONTRADICTION = "said-and-rated-apart"
    """Its latest update's words contradict the status it was given with."""
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    SAME_STATUS = StallSign.SAME_STATUS.value
    REFERS = "refers"
    """What was last said of it, or its Related refs, name another recommendation that is not complete."""
    NOT_RATED = "not-rated"
    """Something was said of it, and no status was ever given."""
    INFERRED = "inferred"
    """Its status was inferred, and none was ever published."""


class AttentionReason(StrEnum):
    """Why a recommendation needs attention, the strongest first."""

    CONTRADICTION = "said-and-rated-apart"
    REOPENED = Movement.REOPENED.value
    WORSENED = Movement.WORSENED.value
    WORST = "worst"
    """It stands at the worst status of the scale."""
    OVERDUE = Timing.OVERDUE.value
    """A monitoring promise about it is overdue."""
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    PROMISED_NEXT = "promised-next"
    """Its latest update, or a promise about it, names a date still to come."""
    SAME_STATUS = StallSign.SAME_STATUS.value


class Flag(StrEnum):
    """What is to be said of one update in the story of a recommendation."""

    REPEATS = "repeats"
    """It makes a point that was made in an earlier round."""
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    CONTRADICTION = "contradiction"
    """Its words contradict the status it was given."""


class Problem(StrEnum):
    """What is wrong with a reference from one recommendation to another."""

    BROKEN = "broken"
    """Its review has no such recommendation."""
    SELF = "self"
    """It refers to itself."""


NOT_RATED = "not rated"
"""The mark where something was said and no status was given."""

NOT_REPORTED = "not reported"
"""The mark where nothing was said."""

UNRATED = (NOT_RATED, NOT_REPORTED)
"""The marks that are no status, in their order: after every status."""

LIST_SEPARATOR = "; "
"""Between the items of a cell that holds several agencies or references."""
