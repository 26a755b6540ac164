"""A difference between two versions with every kind of change in it."""

from datetime import date

from model.versions.difference import ChangeKind, Difference, RecommendationId, TrackerChange

FEBRUARY, JUNE = date(2024, 2, 1), date(2024, 6, 1)
NINE, TEN = RecommendationId("Stalking", "9"), RecommendationId("Stalking", "10")


def new(item):
    return TrackerChange(ChangeKind.NEW, item, "Recommendations", "title")


def removed(item, status):
    return TrackerChange(ChangeKind.REMOVED, item, "Recommendations", "title", status)


def moved(item, before, after, movement):
    return TrackerChange(ChangeKind.MOVED, item, "", "", before, after, JUNE, movement)


def status(kind, item, month, before, after, entry="Progress"):  # noqa: PLR0917 - in the order of a change
    return TrackerChange(kind, item, "Progress", "status", before, after, month, entry)


def updated(item, month, after):
    return status(ChangeKind.UPDATED, item, month, "", after)


def other(item, sheet, field, before, after, month=None, name=""):  # noqa: PLR0917 - in the order of a change
    return TrackerChange(ChangeKind.OTHER, item, sheet, field, before, after, month, name)


def row(item, sheet, field, before, after, month=None, name=""):  # noqa: PLR0917 - in the order of a change
    """Return an added row, or a removed one."""
    gone = {"Progress": ChangeKind.UPDATES_GONE, "Monitoring": ChangeKind.PROMISES_GONE}
    kind = gone.get(sheet, ChangeKind.ROWS_GONE) if before else ChangeKind.OTHER
    return TrackerChange(kind, item, sheet, field, before, after, month, name, is_whole_row=True)


EVERYTHING = Difference(
    FEBRUARY,
    JUNE,
    (
        new(RecommendationId("Stalking", "19")),
        removed(RecommendationId("Stalking", "3"), "Green"),
        moved(NINE, "Green", "Red", "reopened"),
        moved(TEN, "Red", "Red", "unchanged"),
        status(ChangeKind.CORRECTED, NINE, JUNE, "Amber", "Amber"),
        status(ChangeKind.RERATED, NINE, JUNE, "Amber", "Red"),
        status(ChangeKind.RERATED, NINE, None, "", "Red"),
        status(ChangeKind.PAST, TEN, FEBRUARY, "Red", "Amber"),
        status(ChangeKind.RESTATED, TEN, FEBRUARY, "", "Amber", ""),
        TrackerChange(ChangeKind.REDATED, NINE, "Recommendations", "target", "", "Autumn 2026"),
        TrackerChange(ChangeKind.REDATED, NINE, "Monitoring", "due", "May", "July", name="Meet."),
        TrackerChange(ChangeKind.REASSIGNED, NINE, "Recommendations", "lead_agency", "Police", ""),
        updated(NINE, JUNE, "Red"),
        updated(NINE, None, ""),
        TrackerChange(ChangeKind.REWORDED, NINE, "Progress", "update", "One.", "Two.\nThree.", JUNE),
        other(None, "Key", "meaning", "a", "b", name="Red"),
        other(NINE, "Progress", "evidence", "", "x", JUNE),
    ),
    unchanged=12,
)
