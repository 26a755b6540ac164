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
    """How a recommendation moved between two rounds: exactly one each."""

    CLOSED = "closed"
    REOPENED = "reopened"
    IMPROVED = "improved"
    WORSENED = "worsened"
    UNCHANGED = "unchanged"
    NEWLY_RATED = "newly rated"
    NOT_RATED = "not rated"


NOT_RATED = "not rated"
"""The mark where something was said and no status was given."""

NOT_REPORTED = "not reported"
"""The mark where nothing was said."""

LIST_SEPARATOR = "; "
"""Between the items of a cell that holds several agencies or references."""
