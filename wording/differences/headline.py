"""The headline of a difference, and the message on a workbook without a newer round."""

from collections.abc import Iterator
from datetime import date

from model.versions.difference import Difference, RecommendationId
from wording.catalogue import Translator
from wording.differences.by_change import GONE_KINDS, ChangeKind, other_changes, word_changes
from wording.differences.change_counts import change_count, new_update_count
from wording.format.dates import format_round
from wording.format.lists import begin_sentence


def difference_headline(difference: Difference, _: Translator) -> str:
    """Return a difference in one sentence: "4 new updates of June 2024; 2 recommendations got worse; …"."""
    if difference.is_empty:
        return _("Nothing differs: every cell is as it was.")
    same = [unchanged_count(difference.unchanged, _)] if difference.unchanged else []
    return begin_sentence("; ".join([*_clauses(difference, _), *same])) + "."


def unchanged_count(n: int, _: Translator) -> str:
    """Return the number of unchanged recommendations in words."""
    return _.plural("{n} recommendation is unchanged", "{n} recommendations are unchanged", n)


def no_newer_round_warning(before: date | None, after: date | None, _: Translator) -> str:
    """Return the warning that a workbook has no update newer than the published tracker; "" if it has one.

    Args:
        before: the latest round of the published tracker; None where it has none.
        after: the latest round of the workbook.
    """
    if after is None:
        return _("The workbook holds no update with a date.")
    if before is None or after > before:
        return ""
    if after == before:
        return _(
            "The workbook holds no update newer than those of {month}, which are there already.",
            month=format_round(before, _),
        )
    return _(
        "The latest updates of the workbook are of {month}, and those that are there of {later}. Is it an older copy?",
        month=format_round(after, _),
        later=format_round(before, _),
    )


def _clauses(difference: Difference, _: Translator) -> Iterator[str]:
    worse = {change.item for each in (difference.rerated, difference.updated) for change in each if change.worse}
    better = _better(difference) - worse
    lists = {
        ChangeKind.NEW: difference.new,
        ChangeKind.REMOVED: difference.removed,
        ChangeKind.RERATED: difference.rerated,
        ChangeKind.CORRECTED: difference.corrected,
        ChangeKind.REOPENED: difference.reopened,
        ChangeKind.REDATED: difference.redated,
        ChangeKind.REASSIGNED: difference.reassigned,
        **word_changes(difference),
        **other_changes(difference),
    }
    counts = {kind: change_count(kind, len(changes), _) for kind, changes in lists.items() if changes}
    for kind in (ChangeKind.NEW, ChangeKind.REMOVED, *GONE_KINDS):
        if kind in counts:
            yield counts.pop(kind)
    yield from _updates(difference, _)
    if worse:
        yield _.plural("{n} recommendation got worse", "{n} recommendations got worse", len(worse))
    if better:
        yield _.plural("{n} recommendation got better", "{n} recommendations got better", len(better))
    yield from counts.values()


def _better(difference: Difference) -> set[RecommendationId]:
    """Return the recommendations with a better status; none where the scale has no order."""
    moved = [(change.item, change.before, change.after, change.worse) for change in difference.rerated]
    moved += [(change.item, change.previous_status, change.status, change.worse) for change in difference.updated]
    return {item for item, before, after, worse in moved if worse is False and before != after}


def _updates(difference: Difference, _: Translator) -> Iterator[str]:
    """Yield the number of new updates, with their round, or with the number of rounds if there are several."""
    rounds = {change.round for change in difference.updated}
    if len(rounds) == 1:
        yield new_update_count(len(difference.updated), rounds.pop(), _)
    elif rounds:
        of = _.plural("{n} round", "{n} rounds", len(rounds))
        yield _(
            "{updates} in {rounds}", updates=change_count(ChangeKind.UPDATED, len(difference.updated), _), rounds=of
        )
