"""The number of changes of each kind, in words."""

from datetime import date

from wording.catalogue import Translator
from wording.differences.by_change import ChangeKind
from wording.format.dates import format_round


def change_count(kind: ChangeKind, n: int, _: Translator) -> str:
    """Return the number of changes of a kind in words, for the heading of a group and a clause of the headline."""
    return {
        ChangeKind.NEW: _.plural("{n} new recommendation", "{n} new recommendations", n),
        ChangeKind.REMOVED: _.plural("{n} recommendation gone", "{n} recommendations gone", n),
        ChangeKind.UPDATES_GONE: _.plural("{n} update gone", "{n} updates gone", n),
        ChangeKind.PROMISES_GONE: _.plural("{n} monitoring promise gone", "{n} monitoring promises gone", n),
        ChangeKind.ROWS_GONE: _.plural("{n} row gone", "{n} rows gone", n),
        ChangeKind.WORSE: _.plural("{n} status re-rated, and worse now", "{n} statuses re-rated, and worse now", n),
        ChangeKind.RERATED: _.plural("{n} status re-rated", "{n} statuses re-rated", n),
        ChangeKind.CORRECTED: _.plural("{n} status corrected", "{n} statuses corrected", n),
        ChangeKind.REOPENED: _.plural("{n} recommendation reopened", "{n} recommendations reopened", n),
        ChangeKind.REDATED: _.plural("{n} date changed", "{n} dates changed", n),
        ChangeKind.REASSIGNED: _.plural("{n} lead agency changed", "{n} lead agencies changed", n),
        ChangeKind.UPDATED: _.plural("{n} new update", "{n} new updates", n),
        ChangeKind.TRANSLATED: _.plural("{n} text translated into Welsh", "{n} texts translated into Welsh", n),
        ChangeKind.REWORDED: _.plural("{n} text re-worded", "{n} texts re-worded", n),
        ChangeKind.OTHER: _.plural("{n} other change", "{n} other changes", n),
    }[kind]


def new_update_count(n: int, month: date | None, _: Translator) -> str:
    """Return the number of new updates of a round in words."""
    if month is None:
        return _.plural("{n} new update without a date", "{n} new updates without a date", n)
    return _.plural("{n} new update of {month}", "{n} new updates of {month}", n, month=format_round(month, _))
