"""The explanation of how a layout was recognised, stage by stage, as lines for a terminal."""

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from model.tracker.columns import SHEETS
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator
from wording.labels.columns_read import evidence_name, evidence_text, field_heading
from wording.labels.layouts import layout_name

if TYPE_CHECKING:
    from loaders.explain.explained_layout import ExplainedColumn, ExplainedLayout, ExplainedRows, ExplainedTable

_QUOTED_AT_MOST = 60
_SHEET_NAMES = {plan.table: plan.name for plan in SHEETS}
_TABLE = "table"
_SURE = 100
_CELLS = 10
"""The most cells that are listed."""


def layout_report(explained: "ExplainedLayout", _: Translator) -> Iterator[str]:
    """Yield what each stage concluded: keys, blocks beside tables, tables with their columns and rows, and records."""
    yield explained.file
    yield _("Layout: {layout}", layout=layout_name(explained.layout, _) if explained.layout else _("not recognised"))
    yield from _keys(explained, _)
    for sheet in explained.canonical_sheets:
        yield _("{sheet}: read by its canonical headings", sheet=sheet)
    for block in explained.blocks:
        yield _(
            "Beside a table: {place}, {kind}", place=f"{block.sheet}!{block.cells}", kind=_block_kind(block.kind, _)
        )
    if not explained.tables:
        yield _("Tables: none")
    for table in explained.tables:
        yield ""
        yield from _table(table, _)
    yield ""
    yield _("Records: {counts}", counts=_record_counts(explained) or _("none"))
    for account in explained.cells:
        counts = {"sheet": account.sheet, "used": account.used, "named": account.named, "blank": account.blank}
        yield _("Cells of {sheet}: {used} read, {named} named as not read, {blank} blank", **counts)
        if account.unaccounted:
            yield "  " + _("Neither read nor named: {cells}", cells=_first_cells(account.unaccounted))


def _keys(explained: "ExplainedLayout", _: Translator) -> Iterator[str]:
    if not explained.keys:
        yield _("Keys: none")
    for key in explained.keys:
        statuses = ", ".join(map(_quoted, key.statuses))
        yield _("Key: {place}, with the statuses {statuses}", place=f"{key.sheet}!{key.cells}", statuses=statuses)


def _table(table: "ExplainedTable", _: Translator) -> Iterator[str]:
    place = f"{table.sheet}!{table.cells}"
    if table.kind == _TABLE:
        yield _("Table: {place}, headings in row {rows}", place=place, rows=table.header_rows)
    elif table.kind == "form":
        yield _("Form: {place}, one recommendation", place=place)
    else:
        yield _("Form: {place}, a recommendation in each column", place=place)
    yield "  " + _("Decision: {use}", use=_use(table, _))
    for column in table.columns:
        yield "  " + _column(column, _)
    for value in table.inherited:
        details = {"field": field_heading(value.field), "words": _quoted(value.heading)}
        yield "  " + (
            _("{field} of every row: “{words}” ({place})", place=f"{value.sheet}!{value.cell}", **details)
            if value.cell
            else _("{field} of every row: “{words}”, by {evidence}", evidence=evidence_text(value, _), **details)
        )
    yield from (f"  {line}" for line in _rows(table.rows, _))


def _column(explained: "ExplainedColumn", _: Translator) -> str:
    column = explained.column
    details = {"cell": column.cell, "heading": _quoted(column.heading)}
    if explained.reason:
        return _("{cell} “{heading}”: not read, {reason}", reason=_unread_reason(explained.reason, _), **details)
    field, evidence = field_heading(column.field), _evidence(column, _)
    if explained.round:
        return _(
            "{cell} “{heading}”: {field} of {round}, by {evidence}",
            field=field,
            round=explained.round,
            evidence=evidence,
            **details,
        )
    return _("{cell} “{heading}”: {field}, by {evidence}", field=field, evidence=evidence, **details)


def _evidence(column: MappedColumn, _: Translator) -> str:
    """Return the evidence of a column, with its score and the other fields that it may be."""
    evidence = evidence_name(column, _)
    if column.evidence == "fuzzy" or (column.score == _SURE and not column.candidates):
        return evidence_text(column, _)
    candidates = ", ".join(field_heading(field) for field in column.candidates if field != column.field)
    details = {"evidence": evidence, "score": column.score}
    if candidates:
        return _("{evidence} ({score} of 100); it may mean: {candidates}", candidates=candidates, **details)
    return _("{evidence} ({score} of 100)", **details)


def _rows(rows: "ExplainedRows", _: Translator) -> Iterator[str]:
    if rows.count:
        yield _.plural("{n} item: {rows}", "{n} items: {rows}", rows.count, rows=rows.items)
    else:
        yield _("No items")
    if rows.groups:
        yield _("Names of groups: {rows}", rows=rows.groups)
    if rows.rounds:
        yield _("Names of rounds: {rows}", rows=rows.rounds)
    if rows.others:
        yield _("Not items: {rows}", rows=rows.others)
    if rows.below:
        yield _("Below the table: {rows}", rows=rows.below)


def _use(table: "ExplainedTable", _: Translator) -> str:
    uses = {
        "items": _("read as recommendations"),
        "updates": _("read as updates of recommendations in another table"),
        "promises": _("read as monitoring promises about recommendations in another table"),
        "canonical": _("read by its canonical headings"),
        "repeated": _("not read: it repeats an earlier state of another sheet"),
        "other-list": _("not read: it lists something else ({kind})", kind=_list_kind(table.list_kind, _)),
        "no-rows": _("not read: no row below its headings is filled in as an item"),
        "status-count": _("not read: it counts statuses"),
        "few-columns": _("not read: its columns are not those of recommendations, of their updates or of promises"),
        "different": _("not read: its columns or its refs are not those of the tracker"),
    }
    return uses[table.use]


def _list_kind(kind: str, _: Translator) -> str:
    kinds = {
        "risks": _("risks"),
        "issues": _("issues"),
        "assumptions": _("assumptions"),
        "dependencies": _("dependencies"),
        "decisions": _("decisions"),
        "lessons": _("lessons"),
        "changes": _("changes"),
        "milestones": _("milestones"),
        "contacts": _("contacts"),
        "terms": _("terms"),
    }
    return kinds.get(kind, kind)


def _block_kind(kind: str, _: Translator) -> str:
    kinds = {
        "counts": _("a summary"),
        "values": _("a list of values to choose from"),
        "notes": _("notes"),
        "table": _("another table"),
    }
    return kinds.get(kind, kind)


def _unread_reason(reason: str, _: Translator) -> str:
    reasons = {
        "unknown": _("the heading is not known"),
        "rating": _("it rates something else than progress"),
        "earlier": _("it is an earlier status"),
        "note": _("the tracker has no field for it"),
        "left-out": _("a person left it out"),
        "second": _("another column has its field"),
        "rival": _("another column may be the status as well"),
        "undated": _("its round is not known"),
        "yearless": _("the year of its round is not known"),
    }
    return reasons.get(reason, _("nothing in the table needs it"))


def _first_cells(cells: Sequence[str]) -> str:
    return ", ".join(cells[:_CELLS]) + (f", … ({len(cells)})" if len(cells) > _CELLS else "")


def _record_counts(explained: "ExplainedLayout") -> str:
    return ", ".join(f"{_SHEET_NAMES.get(table, table)} {count}" for table, count in explained.records.items())


def _quoted(text: str) -> str:
    return shorten(text, _QUOTED_AT_MOST, placeholder="…")
