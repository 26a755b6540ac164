"""The explanation of how one cell of a workbook was read, as lines for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from model.tracker.columns import SHEETS
from wording.catalogue import Translator
from wording.issues import message, remedy
from wording.labels.columns_read import evidence_text, field_heading

if TYPE_CHECKING:
    from loaders.explain.explain import Explanation
    from loaders.explain.used_cell import CellUse, UsedCell

_QUOTED_AT_MOST = 120
_REFS = 10
"""The most refs that are named for a cell of many rows."""
_SHEETS = {plan.table: plan.name for plan in SHEETS}


def explain_report(explained: "Explanation", _: Translator) -> Iterator[str]:
    """Yield the content of a cell, what its column was read as, what the cell became, and its issues."""
    used, column = explained.used, explained.column
    yield f"{used.sheet}!{used.cell}"
    yield _content(used, _)
    if used.merged:
        first = used.merged.partition(":")[0]
        yield _("Merged into {range}, whose text is that of {first}", range=used.merged, first=first)
    if column is not None:
        heading, field = _quoted(column.heading), field_heading(column.field)
        details = {"heading": heading, "cell": column.cell, "field": field, "evidence": evidence_text(column, _)}
        yield (
            _("Label: “{heading}” ({cell}), read as {field} by {evidence}", **details)
            if column.area
            else _("Column: “{heading}” ({cell}), read as {field} by {evidence}", **details)
        )
    if column is not None and column.cell == used.cell:
        yield (
            _("It is the label of {cells}.", cells=column.area.replace(" ", ", "))
            if column.area
            else _("It is the heading of its column.")
        )
    if explained.headings:
        named = ", ".join(f"“{_quoted(one.heading)}” ({one.cell})" for one in explained.headings[:_REFS])
        yield _("It is part of these headings: {headings}", headings=named)
    yield from _uses(used, _)
    if not used.uses and not explained.headings and (column is None or column.cell != used.cell):
        yield _not_used(explained, _)
    for issue in explained.issues:
        yield _(
            "{code}: {message} What to do: {remedy}",
            code=issue.code,
            message=message(issue, _),
            remedy=remedy(issue, _),
        )


def _quoted(text: str) -> str:
    return shorten(text, _QUOTED_AT_MOST, placeholder="…")


def _content(used: "UsedCell", _: Translator) -> str:
    found, colour = _quoted(used.found), used.colour
    if used.conditional:
        return (
            _("Holds: “{found}”, filled with {colour} by a conditional format", found=found, colour=colour)
            if found
            else _("Holds: nothing, filled with {colour} by a conditional format", colour=colour)
        )
    if found and colour:
        return _("Holds: “{found}”, filled with {colour}", found=found, colour=colour)
    if found:
        return _("Holds: “{found}”", found=found)
    return _("Holds: nothing, filled with {colour}", colour=colour) if colour else _("Holds: nothing")


def _uses(used: "UsedCell", _: Translator) -> Iterator[str]:
    """Yield a line for each use of a cell; equal uses in many rows share one."""
    uses = used.uses

    def use_key(use: "CellUse") -> tuple[str, str, str]:
        return use.table, use.field, use.value

    for (table, field, value), group in groupby(sorted(uses, key=use_key), key=use_key):
        same = list(group)
        details = {"field": field_heading(field), "whose": _records(table, same, _), "value": _quoted(value)}
        if value:
            yield _("Read as {field} of {whose}: {value}", **details)
        elif not used.found and not used.colour:
            yield _("No {field} of {whose} is given, for the cell is empty", **details)
        else:
            yield _("Not understood as {field} of {whose}, which was left empty", **details)


def _records(table: str, uses: "Sequence[CellUse]", _: Translator) -> str:
    refs = list(dict.fromkeys(use.ref for use in uses if use.ref))
    named = ", ".join(refs[:_REFS]) + (" …" if len(refs) > _REFS else "")
    if table == "recommendations":
        return _.plural("recommendation {refs}", "recommendations {refs}", len(refs), refs=named)
    if table == "monitoring":
        return _.plural(
            "a promise about recommendation {refs}", "promises about recommendations {refs}", len(refs), refs=named
        )
    if table == "progress":
        dates = ", ".join(dict.fromkeys(use.date for use in uses if use.date)) or _("no date")
        return _.plural(
            "the update of recommendation {refs} ({dates})",
            "the updates of recommendations {refs} ({dates})",
            len(refs),
            refs=named,
            dates=dates,
        )
    return _("a row of {sheet}", sheet=_SHEETS[table])


def _not_used(explained: "Explanation", _: Translator) -> str:
    """Return the reason why a cell was not used; its issues may have more."""
    used, column = explained.used, explained.column
    if not used.found and not used.colour:
        return _("Nothing was read from it, because it is empty.")
    if column is not None and used.in_row and not explained.issues:
        refs = ", ".join(dict.fromkeys(use.ref for use in used.in_row))
        return _("Its row is of recommendation {refs}, for which another row says this already.", refs=refs)
    if explained.issues:
        return _("It was not read.")
    return _("It was not read: it stands in no table that was read.")
