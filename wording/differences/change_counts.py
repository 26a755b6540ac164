"""The number of changes of each kind, in words."""

from collections.abc import Sequence
from datetime import date

from model.versions.difference import StatusChange
from wording.catalogue import Translator
from wording.differences.by_change import ChangeKind
from wording.format.dates import format_round


def change_count(kind: ChangeKind, n: int, _: Translator) -> str:
    """Return the number of changes of a kind in words, for the heading of a group and a clause of the headline.

    "" for a kind whose headings name rounds.
    """
    return {
        ChangeKind.NEW: _.plural("{n} new recommendation", "{n} new recommendations", n),
        ChangeKind.REMOVED: _.plural("{n} recommendation gone", "{n} recommendations gone", n),
        ChangeKind.UPDATES_GONE: _.plural("{n} update gone", "{n} updates gone", n),
        ChangeKind.PROMISES_GONE: _.plural("{n} monitoring promise gone", "{n} monitoring promises gone", n),
        ChangeKind.ROWS_GONE: _.plural("{n} row gone", "{n} rows gone", n),
        ChangeKind.CORRECTED: _.plural("{n} status corrected", "{n} statuses corrected", n),
        ChangeKind.RERATED: _.plural(
            "{n} status changed within the latest round", "{n} statuses changed within the latest round", n
        ),
        ChangeKind.PAST: _.plural(
            "{n} status of an earlier round changed", "{n} statuses of earlier rounds changed", n
        ),
        ChangeKind.REDATED: _.plural("{n} date changed", "{n} dates changed", n),
        ChangeKind.REASSIGNED: _.plural("{n} lead agency changed", "{n} lead agencies changed", n),
        ChangeKind.UPDATED: _.plural("{n} new update", "{n} new updates", n),
        ChangeKind.TRANSLATED: _.plural("{n} text translated into Welsh", "{n} texts translated into Welsh", n),
        ChangeKind.REWORDED: _.plural("{n} text re-worded", "{n} texts re-worded", n),
        ChangeKind.OTHER: _.plural("{n} other change", "{n} other changes", n),
    }.get(kind, "")


def new_update_count(n: int, month: date | None, _: Translator) -> str:
    """Return the number of new updates of a round in words."""
    if month is None:
        return _.plural("{n} new update without a date", "{n} new updates without a date", n)
    return _.plural("{n} new update of {month}", "{n} new updates of {month}", n, month=format_round(month, _))


def restated_count(changes: Sequence[StatusChange], _: Translator) -> str:
    """Return how many statuses as at their round differ, in words; all are of one round."""
    month = next((change.round for change in changes), None)
    return _.plural(
        "{n} status as at {month} differs",
        "{n} statuses as at {month} differ",
        len(changes),
        month=format_round(month, _) if month else "",
    )
