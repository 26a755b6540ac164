"""What publishing would lose, in numbers, and what a workbook and other people have both changed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from model.dates import PartialDate
from model.tracker.columns import MONITORING, PROGRESS, SHEETS
from model.tracker.reading import Cell
from model.versions.difference import Conflict, Losses, LostRound, RecommendationId
from wording.catalogue import Translator, label
from wording.differences.sentences import DifferenceContext, column_name, entry_name, quote
from wording.formatting import begin_sentence, format_date, format_round, join_first, join_words
from wording.names import decision_word

# The most refs that a line lists.
_REFS = 20

# The most updates, rounds or names that a line lists.
_NAMED = 5


def loss_lines(losses: Losses, _: Translator) -> dict[str, str]:
    """Return a line for each kind of which something would be lost, such as "22 monitoring promises"."""
    return {kind: begin_sentence(_line(losses, kind, _)) for kind in losses.kinds}


def loss_message(losses: Losses, _: Translator, *, may_merge: bool) -> Iterator[str]:
    """Yield the lines of the message that a command prints where the losses were not accepted.

    Args:
        losses: what would be lost.
        may_merge: whether the workbook was to replace the tracker, so that a merge may lose less.
    """
    yield _("Nothing was published, because publishing would lose what is published now:")
    yield from (f"  {line}" for line in loss_lines(losses, _).values())
    merge = _("Add --accept-losses to publish without it; or --mode merge, to add the workbook to what is published.")
    yield merge if may_merge else _("Add --accept-losses to publish without it.")


def _line(losses: Losses, kind: str, _: Translator) -> str:
    """Return how much of a kind would be lost: the first of it by name, and the others as a count."""
    lost, between = getattr(losses, kind), ", "
    match kind:
        case "recommendations":
            return _recommendations(losses, _)
        case "promises" | "targets" | "decisions":
            count, first = label("loss-count", kind, _, n=len(lost)), lost[0]
            words = (kind == "decisions" and decision_word(first.name, _)) or quote(first.name)
            return count if len(lost) > 1 else f"{count}: {_recommendation_name(first.item, losses, _)}, {words}"
        case "cells":
            sheets = [
                f"{sheet}: {', '.join(f'{column_name(sheet, each.field, _)} {each.number}' for each in of_sheet)}"
                for sheet, of_sheet in groupby(lost, key=lambda each: each.sheet)
            ]
            return label("loss-count", kind, _, n=sum(each.number for each in lost), columns="; ".join(sheets))
        case "rounds":
            names = [f"{format_round(each.round, _)} ({_contents(each, losses, _)})" for each in lost]
        case "updates" | "statuses":
            items, between = [_recommendation_name(each.item, losses, _) for each in lost], "; "
            names = [f"{item}, {entry_name(each.name, each.round, _)}" for item, each in zip(items, lost, strict=True)]
        case _:
            names = [f"“{name}”" for name in lost] if kind == "reviews" else lost
    listed = join_first(names, _NAMED, _, between=between)
    return label("loss-count", kind, _, n=len(lost), **dict.fromkeys(("names", "rounds", "entries"), listed))


def _recommendations(losses: Losses, _: Translator) -> str:
    """Return the number of recommendations with their refs, review by review where there are several, and contents."""
    items, updates, promises = losses.recommendations, losses.with_updates, losses.with_promises
    by_review = groupby(items[:_REFS], key=lambda item: item.review)
    groups = [(review, ", ".join(item.ref for item in of_review)) for review, of_review in by_review]
    refs = "; ".join(f"{review}: {listed}" if losses.several_reviews else listed for review, listed in groups)
    if (rest := len(items) - _REFS) > 0:
        refs = _.plural("{listed} and {n} more", "{listed} and {n} more", rest, listed=refs)
    name = label("loss-count", "recommendations", _, n=len(items), refs=refs)
    contents = [_.plural("{n} update", "{n} updates", updates)] if updates else []
    contents += [label("loss-count", "promises", _, n=promises)] if promises else []
    return _("{name}, with {contents}", name=name, contents=join_words(contents, _)) if contents else name


def _recommendation_name(item: RecommendationId, losses: Losses, _: Translator) -> str:
    reviewed = _("recommendation {ref} ({review})", ref=item.ref, review=item.review)
    return reviewed if losses.several_reviews else _("recommendation {ref}", ref=item.ref)


def _contents(lost: LostRound, losses: Losses, _: Translator) -> str:
    contents = [lost.review] if losses.several_reviews else []
    contents += [_.plural("{n} response", "{n} responses", lost.responses)] if lost.responses else []
    contents += [_.plural("{n} update", "{n} updates", lost.updates)] if lost.updates else []
    return ", ".join(contents)


_PLANS = {plan.table: plan for plan in SHEETS}
_STATUSES = ("status", "agency_status")
# The most conflicts that a command lists; the rest are counted.
_LISTED = 50


def conflict_name(conflict: Conflict, context: DifferenceContext) -> str:
    """Return the name of what both have changed: "Recommendation 9, update of June 2024: Status"."""
    where = _row_name(conflict, context)
    column = column_name(_PLANS[conflict.table].name, conflict.field, context.translator)
    return f"{where}: {column}" if conflict.field else where


def conflict_values(conflict: Conflict, context: DifferenceContext) -> tuple[str, str]:
    """Return the published value and that of the workbook; of a whole row, which one has it no longer."""
    _ = context.translator
    if conflict.field:
        published, yours = (_value(cell, conflict.field, context) for cell in (conflict.published, conflict.yours))
        return published, yours
    stays, removed = _("The row stays."), _("The row is removed.")
    return (removed, stays) if conflict.place is None else (stays, removed)


def conflict_message(conflicts: Sequence[Conflict], context: DifferenceContext) -> Iterator[str]:
    """Yield the lines of the message that a command prints where nobody chose."""
    _ = context.translator
    yield _("Nothing was published, because the workbook differs from what is published where somebody has to choose:")
    for conflict in conflicts[:_LISTED]:
        published, yours = conflict_values(conflict, context)
        yield f"  {conflict_name(conflict, context)}"
        yield "    " + _("Published: {value}", value=quote(published))
        yield "    " + _("In the workbook: {value}", value=quote(yours))
    if (rest := len(conflicts) - _LISTED) > 0:
        yield "  " + _.plural("and {n} more", "and {n} more", rest)
    yield label("sentence", "prefer", _)


def _row_name(conflict: Conflict, context: DifferenceContext) -> str:
    row, _ = conflict.row, context.translator
    if "ref" not in row:
        name = next((row[field] for field in ("name", "status", "review") if row.get(field)), "")
        return f"{_PLANS[conflict.table].name}, {quote(str(name))}"
    item = context.recommendation_name(RecommendationId(str(row["review"]), str(row["ref"])))
    date = row.get("date")
    if conflict.table == PROGRESS.table:
        return f"{item}, {entry_name(str(row.get('kind')), date.round if isinstance(date, PartialDate) else None, _)}"
    if conflict.table == MONITORING.table:
        return f"{item}, {quote(str(row.get('activity')))}"
    return f"{item}, {_PLANS[conflict.table].name} {_value(date, 'date', context)}" if date is not None else item


def _value(value: Cell, field: str, context: DifferenceContext) -> str:
    """Return a cell in words."""
    _ = context.translator
    if value is None or value == "":
        return _("empty")
    if isinstance(value, PartialDate):
        return format_date(value.first, value.last, value.precision, value.words, _)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return begin_sentence(context.status_word(value)) if field in _STATUSES else value
