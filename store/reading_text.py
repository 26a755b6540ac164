"""Serialise a reading as JSON text and back, without its rows and its scale.

The format is separate from the one between processes: it must stay readable for as long as there are versions.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from model.issue import Issue, Severity
from model.issue_codes import SEVERITIES
from model.tracker.columns import SHEETS, DataType, SheetPlan, table_fields
from model.tracker.reading import MappedColumn, ProposedScale, Reading
from store.tables import SCALE

if TYPE_CHECKING:
    import pandas as pd


PACKED_SHEETS = tuple(plan for plan in SHEETS if plan.table != SCALE)
"""The sheets whose tables a tracker has; the rows of the Key become its scale."""
_TYPES = {
    DataType.TEXT: pa.large_string(),
    DataType.NAME: pa.large_string(),
    DataType.NAMES: pa.large_string(),
    DataType.DATE: pa.date32(),
    DataType.FLAG: pa.bool_(),
}
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True, slots=True)
class StoredReading:
    """The part of a reading that is stored with its version."""

    columns: tuple[MappedColumn, ...]
    issues: tuple[Issue, ...]
    proposed_scale: ProposedScale | None
    statuses_read: Mapping[str, int]


def reading_to_text(reading: Reading) -> str:
    """Serialise a reading as JSON in ASCII, which both databases can store."""
    return json.dumps(
        {
            "columns": [_column_values(column) for column in reading.columns],
            "issues": [
                [issue.code, issue.severity.value, issue.sheet, issue.cell, issue.found, dict(issue.details)]
                for issue in reading.issues
            ],
            "proposed": _proposed_values(reading.proposed_scale),
            "statuses": dict(reading.statuses_read),
        }
    )


def reading_from_text(text: str) -> StoredReading:
    """Parse the text from `reading_to_text`."""
    values = json.loads(text)
    return StoredReading(
        columns=tuple(
            MappedColumn(**{**column, "candidates": tuple(column["candidates"])}) for column in values["columns"]
        ),
        issues=tuple(issue_on_record(issue) for issue in values["issues"]),
        proposed_scale=_proposed(values["proposed"]),
        statuses_read=values["statuses"],
    )


def _column_values(column: MappedColumn) -> dict[str, Any]:
    return {
        "sheet": column.sheet,
        "cell": column.cell,
        "heading": column.heading,
        "field": column.field,
        "evidence": column.evidence,
        "score": column.score,
        "candidates": list(column.candidates),
        "area": column.area,
    }


def issue_on_record(values: Sequence[Any]) -> Issue:
    """Return an issue from its values; one with a code of another release names only the cell and what it holds."""
    code, severity, sheet, cell, found, details = values
    if code not in SEVERITIES:
        return Issue("reported-before", Severity(severity), sheet, cell, found)
    return Issue(code, Severity(severity), sheet, cell, found, details)


def _proposed_values(proposed: ProposedScale | None) -> list[Any] | None:
    if proposed is None:
        return None
    return [proposed.sheet, proposed.cell, [list(word) for word in proposed.words], proposed.confirmed]


def _proposed(values: Sequence[Any] | None) -> ProposedScale | None:
    if values is None:
        return None
    sheet, cell, words, confirmed = values
    return ProposedScale(sheet, cell, tuple((word, count) for word, count in words), confirmed)


def arrow_columns(plan: SheetPlan, selected: Iterable[Sequence[Any]]) -> pa.Table:
    """Return the columns of a sheet from stored rows, whose values are in the order of the sheet's table."""
    fields = table_fields(plan)
    columns = list(zip(*selected, strict=True)) or [()] * len(fields)
    arrays = [pa.array(values, _TYPES[kind]) for values, kind in zip(columns, fields.values(), strict=True)]
    return pa.table(arrays, names=list(fields))


def pack(tables: Mapping[str, pa.Table]) -> bytes:
    """Return the tables of a version as one file: a compressed Arrow stream for each, in the order of the sheets."""
    sink = pa.BufferOutputStream()
    for plan in PACKED_SHEETS:
        table = tables[plan.table].combine_chunks()
        with pa.ipc.new_stream(sink, table.schema, options=_COMPRESSED) as writer:
            writer.write_table(table)
    return bytes(sink.getvalue())


def unpack(content: bytes) -> dict[str, pa.Table]:
    """Return the tables of a file from `pack`. Raises ValueError or OSError where it is none."""
    source = pa.BufferReader(content)
    tables = {}
    for plan in PACKED_SHEETS:
        with pa.ipc.open_stream(source) as reader:
            tables[plan.table] = reader.read_all()
        if tables[plan.table].column_names != list(table_fields(plan)):
            raise ValueError(f"{plan.table} has other columns")
    return tables


def data_frame(columns: pa.Table) -> "pd.DataFrame":
    """Return columns as a table of a tracker: days as timestamps, flags with a missing value."""
    import pandas as pd  # noqa: PLC0415 - the command line reads versions without it

    days = [pa.timestamp("us") if pa.types.is_date(each.type) else each.type for each in columns.schema]
    schema = pa.schema(list(zip(columns.column_names, days, strict=True)))
    flags = {pa.bool_(): pd.BooleanDtype()}
    table: pd.DataFrame = columns.cast(schema).to_pandas(types_mapper=flags.get)
    return table
