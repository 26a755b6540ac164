"""The tables of a version as columns in Apache Arrow's format, which are read without making a row of each record."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from model.tracker.columns import SHEETS, DataType, SheetPlan, table_fields
from store.schema.tables import SCALE

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
