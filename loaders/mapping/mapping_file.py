"""The file of a mapping: JSON that a person can edit, with an error for each thing that it may have wrong."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from loaders.mapping.sheet_mapping import ColumnChoice, ExcludedRow, MappingError, SheetMapping, WorkbookMapping
from loaders.vocabulary.headings import ColumnMeaning, sheet_labels
from model.text import label_key
from model.tracker.columns import SHEETS

FORMAT = 1
"""The number of the format that is written and read."""

_MAX_BYTES = 4 << 20
_COLUMN = re.compile(r"[A-Z]{1,3}")
_SHEET_KEYS = ("sheet", "read", "header_row", "columns", "excluded_rows")
_ROW_KEYS = ("row", "words")
_COLUMN_KEYS = ("column", "heading", "field")


def read_mapping(file: Path) -> WorkbookMapping:
    """Return the mapping in a file. Raises MappingError if it cannot be read, or is not valid."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_MAX_BYTES + 1)
    except OSError as error:
        raise MappingError("unreadable", found=error.strerror or "") from error
    if len(content) > _MAX_BYTES:
        raise MappingError("too-large")
    try:
        return parse_mapping(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MappingError("not-json") from error


def parse_mapping(text: str) -> WorkbookMapping:
    """Return the mapping of a JSON text. Raises MappingError if it is not valid."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MappingError("not-json", found=str(error)) from error
    whole = _check_object(values, "", ("format", "sheets"), required=("format", "sheets"))
    if type(whole["format"]) is not int or whole["format"] != FORMAT:
        raise MappingError("format", "format", json.dumps(whole["format"]))
    sheets = tuple(_parse_sheet(sheet, f"sheets[{i}]") for i, sheet in enumerate(_list(whole["sheets"], "sheets")))
    names = [sheet.sheet for sheet in sheets]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise MappingError("sheet-repeated", f"sheets[{index}].sheet", name)
    return WorkbookMapping(sheets)


def format_mapping(mapping: WorkbookMapping) -> str:
    """Return a mapping as a JSON text, with one line for each column."""
    sheets = ",\n".join(_format_sheet(sheet) for sheet in mapping.sheets)
    return f'{{\n  "format": {FORMAT},\n  "sheets": [\n{sheets}\n  ]\n}}\n'


def _format_sheet(sheet: SheetMapping) -> str:
    columns = ",\n".join(f"        {_dump(choice._asdict())}" for choice in sheet.columns)
    rows = [row._asdict() if row.words else row.row for row in sheet.excluded_rows]
    lines = [
        f'      "sheet": {_dump(sheet.sheet)}',
        f'      "read": {_dump(sheet.read)}',
        f'      "header_row": {_dump(sheet.header_row)}',
        f'      "columns": [\n{columns}\n      ]' if columns else '      "columns": []',
        f'      "excluded_rows": {_dump(rows)}',
    ]
    return "    {\n" + ",\n".join(lines) + "\n    }"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parse_sheet(values: object, location: str) -> SheetMapping:
    sheet = _check_object(values, location, _SHEET_KEYS, required=("sheet",))
    columns = _list(sheet.get("columns", []), f"{location}.columns")
    rows = _list(sheet.get("excluded_rows", []), f"{location}.excluded_rows")
    header_row = sheet.get("header_row")
    return SheetMapping(
        sheet=_check(sheet["sheet"], f"{location}.sheet", "text", _is_text),
        read=_check(sheet.get("read", True), f"{location}.read", "true-false", lambda value: type(value) is bool),
        header_row=None if header_row is None else _check(header_row, f"{location}.header_row", "row", _is_row),
        columns=tuple(_parse_column(column, f"{location}.columns[{i}]") for i, column in enumerate(columns)),
        excluded_rows=tuple(_parse_row(row, f"{location}.excluded_rows[{i}]") for i, row in enumerate(rows)),
    )


def _parse_row(value: object, location: str) -> ExcludedRow:
    """Return a row that is not read: a number, or an object with the words that the row begins with."""
    if not isinstance(value, dict):
        return ExcludedRow(_check(value, location, "row", _is_row))
    row = _check_object(value, location, _ROW_KEYS, required=("row",))
    words = _check(row.get("words", ""), f"{location}.words", "text", lambda text: isinstance(text, str))
    return ExcludedRow(_check(row["row"], f"{location}.row", "row", _is_row), words)


def _parse_column(values: object, location: str) -> ColumnChoice:
    column = _check_object(values, location, _COLUMN_KEYS, required=("column", "field"))
    field = column["field"]
    if field is not None:
        _check(field, f"{location}.field", "field", lambda value: value == "" or value in ALL_FIELDS)
    return ColumnChoice(
        _check(column["column"], f"{location}.column", "column", lambda value: bool(_COLUMN.fullmatch(str(value)))),
        _check(column.get("heading", ""), f"{location}.heading", "text", lambda value: isinstance(value, str)),
        field,
    )


def _check_object(
    values: object, location: str, keys: Collection[str], *, required: Collection[str]
) -> Mapping[str, Any]:
    if not isinstance(values, dict):
        raise MappingError("object", location, _short(values))
    unknown = next((key for key in values if key not in keys), None)
    if unknown is not None:
        raise MappingError("entry-unknown", f"{location}.{unknown}".lstrip("."), ", ".join(keys))
    missing = next((key for key in required if key not in values), None)
    if missing is not None:
        raise MappingError("entry-missing", f"{location}.{missing}".lstrip("."))
    return values


def _list(values: object, location: str) -> list[Any]:
    if not isinstance(values, list):
        raise MappingError("list", location, _short(values))
    return values


def _check(value: Any, location: str, code: str, is_valid: Callable[[Any], bool]) -> Any:
    try:
        valid = is_valid(value)
    except TypeError:  # a list or an object cannot be looked up
        valid = False
    if not valid:
        raise MappingError(code, location, _short(value))
    return value


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_row(value: object) -> bool:
    return type(value) is int and value > 0


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


_NO_FIELD = (
    *(ColumnMeaning.LETTER, ColumnMeaning.STATUS_MEANING, ColumnMeaning.STATUS_OF_AGENCY, ColumnMeaning.MONTH),
    *(ColumnMeaning.RATING, ColumnMeaning.NOTE),
)
TRACKER_FIELDS = tuple(meaning.value for meaning in ColumnMeaning if meaning not in _NO_FIELD)
"""The fields of any tracker that is not canonical."""
ALL_FIELDS = frozenset((*TRACKER_FIELDS, *(column.field for plan in SHEETS for column in plan.columns)))
"""The fields that a mapping may name."""


def possible_fields(layout: str, sheet: str) -> tuple[str, ...]:
    """Return the fields that a column can have: those of the canonical sheet, or those of any other tracker."""
    plan = sheet_labels().get(label_key(sheet))
    if layout == "canonical" and plan is not None:
        return tuple(column.field for column in plan.columns)
    return TRACKER_FIELDS
