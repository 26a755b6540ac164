"""The headline of a difference, and the message on a workbook without a newer round."""

from collections.abc import Iterator
from datetime import date

from model.versions.difference import Difference
from wording.answers.headline import movement_summary
from wording.catalogue import Translator
from wording.differences.by_change import GONE_KINDS, ChangeKind, other_changes, rerated_changes, word_changes
from wording.differences.change_counts import change_count, new_update_count, restated_count
from wording.format.dates import format_round
from wording.format.lists import begin_sentence


def difference_headline(difference: Difference, _: Translator) -> str:
    """Return what moved between the latest rounds of two versions, then what differs: "4 new updates of June; …"."""
    if difference.is_empty:
        return _("Nothing differs: every cell is as it was.")
    same = [unchanged_count(difference.unchanged, _)] if difference.unchanged else []
    cells = begin_sentence("; ".join([*_clauses(difference, _), *same])) + "."
    if difference.start is None or difference.end is None or difference.start == difference.end:
        return cells
    movements = (move.movement for move in difference.moves)
    return f"{movement_summary(movements, (difference.start, difference.end), _)} {cells}"


def unchanged_count(n: int, _: Translator) -> str:
    """Return in how many recommendations nothing differs."""
    return _.plural("nothing differs in {n} recommendation", "nothing differs in {n} recommendations", n)


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
    lists = {
        ChangeKind.NEW: difference.new,
        ChangeKind.REMOVED: difference.removed,
        ChangeKind.CORRECTED: difference.corrected,
        **rerated_changes(difference),
        ChangeKind.REDATED: difference.redated,
        ChangeKind.REASSIGNED: difference.reassigned,
        **word_changes(difference),
        **other_changes(difference),
    }
    counts = {kind: change_count(kind, len(changes), _) for kind, changes in lists.items() if changes}
    if difference.restated:
        counts[ChangeKind.RESTATED] = restated_count(difference.restated, _)
    for kind in (ChangeKind.NEW, ChangeKind.REMOVED, *GONE_KINDS):
        if kind in counts:
            yield counts.pop(kind)
    yield from _updates(difference, _)
    yield from counts.values()


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
