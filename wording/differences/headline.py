"""A whole difference in a sentence, and what is said of its rounds."""

from collections.abc import Iterator
from datetime import date

from model.versions.difference import Difference, Item
from wording.catalogue import Translator
from wording.differences.by_change import ChangeKind
from wording.differences.sentences import counted, counted_updates
from wording.format.dates import format_round
from wording.format.lists import begin_sentence


def difference_headline(difference: Difference, _: Translator) -> str:
    """Return the whole difference in a sentence: "4 new updates of June 2024; 2 recommendations got worse; …"."""
    if difference.nothing:
        return _("Nothing differs: every cell is as it was.")
    same = [unchanged(difference.unchanged, _)] if difference.unchanged else []
    return begin_sentence("; ".join([*_clauses(difference, _), *same])) + "."


def unchanged(n: int, _: Translator) -> str:
    """Return how many recommendations are as they were."""
    return _.plural("{n} recommendation is unchanged", "{n} recommendations are unchanged", n)


def adds_no_round(before: date | None, after: date | None, _: Translator) -> str:
    """Return that a workbook holds no update newer than those that are there; "" where it does.

    Args:
        before: the latest round of the tracker that is there; None where it has none.
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
        ChangeKind.REWORDED: difference.reworded,
        ChangeKind.OTHER: difference.other,
    }
    told = {kind: counted(kind, len(changes), _) for kind, changes in lists.items() if changes}
    for kind in (ChangeKind.NEW, ChangeKind.REMOVED):
        if kind in told:
            yield told.pop(kind)
    yield from _updates(difference, _)
    if worse:
        yield _.plural("{n} recommendation got worse", "{n} recommendations got worse", len(worse))
    if better:
        yield _.plural("{n} recommendation got better", "{n} recommendations got better", len(better))
    yield from told.values()


def _better(difference: Difference) -> set[Item]:
    """Return the recommendations of which a status is better now; none where the scale has no order."""
    moved = [(change.item, change.before, change.after, change.worse) for change in difference.rerated]
    moved += [(change.item, change.held, change.status, change.worse) for change in difference.updated]
    return {item for item, before, after, worse in moved if worse is False and before != after}


def _updates(difference: Difference, _: Translator) -> Iterator[str]:
    """Yield how many updates are new; of several rounds, how many rounds."""
    rounds = {change.round for change in difference.updated}
    if len(rounds) == 1:
        yield counted_updates(len(difference.updated), rounds.pop(), _)
    elif rounds:
        of = _.plural("{n} round", "{n} rounds", len(rounds))
        yield _("{updates} in {rounds}", updates=counted(ChangeKind.UPDATED, len(difference.updated), _), rounds=of)
