"""The file of a mapping: JSON that a person can edit, with an error for each thing that it may have wrong."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from loaders.cells.addresses import parse_ranges
from loaders.mapping.sheet_mapping import ColumnChoice, MappedRow, MappingError, SheetMapping, WorkbookMapping
from loaders.vocabulary.headings import ColumnMeaning, sheet_labels
from model.language import label_key
from model.tracker.columns import SHEETS

FORMAT = 1
"""The number of the format that is written and read."""
_MAX_BYTES = 4 << 20
_COLUMN = re.compile(r"[A-Z]{1,3}")
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
    mapping: WorkbookMapping = _parse(values, _WORKBOOK, "")
    names = [sheet.sheet for sheet in mapping.sheets]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise MappingError("sheet-repeated", f"sheets[{index}].sheet", name)
    return mapping


def format_mapping(mapping: WorkbookMapping) -> str:
    """Return a mapping as a JSON text, with one line for each column."""
    sheets = ",\n".join(map(_format_sheet, mapping.sheets))
    return f'{{\n  "format": {FORMAT},\n  "sheets": [\n{sheets}\n  ]\n}}\n'


def _format_sheet(sheet: SheetMapping) -> str:
    columns = ",\n".join(f"        {_dump(choice._asdict())}" for choice in sheet.columns)
    values = asdict(sheet) | {
        "excluded_rows": [row._asdict() if row.words else row.row for row in sheet.excluded_rows],
        "item_rows": [row._asdict() if row.words else row.row for row in sheet.item_rows],
    }
    texts = {name: _dump(value) for name, value in values.items()}
    texts |= {"columns": f"[\n{columns}\n      ]"} if columns else {}
    return "    {\n" + ",\n".join(f'      "{name}": {text}' for name, text in texts.items()) + "\n    }"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Value(NamedTuple):
    """What a value must be, with the code of the error where it is not."""

    code: str
    is_valid: Callable[[Any], bool]


class _Object(NamedTuple):
    """The entries of an object, those that it must have, and what is made of them."""

    entries: Mapping[str, Any]
    required: tuple[str, ...]
    make: Callable[..., Any]


def _parse(value: Any, schema: Any, location: str) -> Any:
    """Return a value by its schema: a value, an object, a list of one schema, or a function of value and location."""
    if callable(schema):
        return schema(value, location)
    if isinstance(schema, list):
        _check(value, location, _Value("list", lambda value: isinstance(value, list)))
        return tuple(_parse(each, schema[0], f"{location}[{index}]") for index, each in enumerate(value))
    if isinstance(schema, _Value):
        _check(value, location, schema)
        return value
    _check(value, location, _Value("object", lambda value: isinstance(value, dict)))
    places = {name: f"{location}.{name}".lstrip(".") for name in (*value, *schema.required)}
    for name in value:
        if name not in schema.entries:
            raise MappingError("entry-unknown", places[name], ", ".join(schema.entries))
    for name in schema.required:
        if name not in value:
            raise MappingError("entry-missing", places[name])
    return schema.make(**{name: _parse(each, schema.entries[name], places[name]) for name, each in value.items()})


def _check(value: Any, location: str, wanted: _Value) -> None:
    try:
        valid = wanted.is_valid(value)
    except (TypeError, ValueError):  # a list or an object cannot be looked up, and a text may be no range
        valid = False
    if not valid:
        text = _dump(value)
        raise MappingError(wanted.code, location, text if len(text) <= 60 else f"{text[:59]}…")


def _row(value: Any, location: str) -> MappedRow:
    """Return a row: a number, or an object with the words that tell it from others."""
    if isinstance(value, dict):
        return MappedRow(*_parse(value, _ROW, location))
    return MappedRow(_parse(value, _ROW_NUMBER, location))


def _is_range(text: str) -> bool:
    """Return whether a text is a range that a table may have: A3:F20, the columns A:F, or the row 3."""
    return len(list(parse_ranges(text))) == 1


_TEXT = _Value("text", lambda value: isinstance(value, str))
_ROW_NUMBER = _Value("row", lambda value: type(value) is int and value > 0)
_ROW = _Object({"row": _ROW_NUMBER, "words": _TEXT}, ("row",), MappedRow)
_COLUMN_CHOICE = _Object(
    {
        "column": _Value("column", lambda value: bool(_COLUMN.fullmatch(value))),
        "heading": _TEXT,
        "field": _Value("field", lambda value: value in {"", None, *ALL_FIELDS}),
    },
    ("column", "field"),
    lambda column, field, heading="": ColumnChoice(column, heading, field),
)
_SHEET = _Object(
    {
        "sheet": _Value("text", lambda value: isinstance(value, str) and bool(value)),
        "read": _Value("true-false", lambda value: type(value) is bool),
        "header_row": _Value("row", lambda value: value is None or _ROW_NUMBER.is_valid(value)),
        "columns": [_COLUMN_CHOICE],
        "excluded_rows": [_row],
        "item_rows": [_row],
        "tables": [_Value("range", _is_range)],
    },
    ("sheet",),
    SheetMapping,
)
_WORKBOOK = _Object(
    {"format": _Value("format", lambda value: type(value) is int and value == FORMAT), "sheets": [_SHEET]},
    ("format", "sheets"),
    lambda format, sheets: WorkbookMapping(sheets),  # noqa: A006 - its name in the file
)
