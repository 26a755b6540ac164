"""The file of a mapping: JSON that a person can edit, with an error for each thing that it may have wrong."""

import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.options import ColumnChoice, Correction, MappedRow, ReadOptions, SheetMapping, WorkbookMapping
from loaders.vocabulary.headings import ColumnMeaning, sheet_labels
from model.terms import label_key, shorten_text
from model.tracker.columns import SHEETS
from model.tracker.reading import RefusedError

if TYPE_CHECKING:
    from jsonschema import ValidationError

_WORD_LISTS, _ROW_LISTS = ("scale", "complete"), ("excluded_rows", "item_rows")
_MAX_BYTES = 4 << 20
_NO_FIELD = tuple(map(ColumnMeaning, ("letter", "meaning", "month-without-year", "other-rating", "note")))
# The fields of any tracker that is not canonical.
TRACKER_FIELDS = tuple(meaning.value for meaning in ColumnMeaning if meaning not in _NO_FIELD)
# The fields that a mapping may name.
ALL_FIELDS = frozenset((*TRACKER_FIELDS, *(column.field for plan in SHEETS for column in plan.columns)))
_SCHEMA = json.loads(Path(__file__).with_name("mapping.schema.json").read_text(encoding="utf-8"))
_SCHEMA["$defs"]["column"]["properties"]["field"]["enum"] = ["", None, *sorted(ALL_FIELDS)]


class MappingError(RefusedError):
    """A mapping `file` is not valid: `location` is where it is in the file, `found` what is there, or the `reason`."""

    about = "mapping"


def possible_fields(layout: str, sheet: str) -> tuple[str, ...]:
    """Return the fields that a column can have: those of the canonical sheet, or those of any other tracker."""
    plan = sheet_labels().get(label_key(sheet)) if layout == "canonical" else None
    return TRACKER_FIELDS if plan is None else tuple(column.field for column in plan.columns)


def with_saved_mapping(options: ReadOptions, file: Path | None) -> ReadOptions:
    """Return options with the mapping in a file, if there is one, and with its answers where they have none.

    Raises MappingError if it cannot be read, or is not valid.
    """
    if file is None:
        return options
    try:
        with file.open("rb") as opened:
            content = opened.read(_MAX_BYTES + 1)
    except OSError as error:
        raise MappingError("unreadable", file=file.name, reason=error.strerror or "") from error
    if len(content) > _MAX_BYTES:
        raise MappingError("too-large", file=file.name)
    try:
        saved = parse_mapping(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MappingError("not-json", file=file.name, reason="UTF-8") from error
    except MappingError as error:
        error.details["file"] = file.name
        raise
    if options.scale is not None:
        saved = replace(saved, scale=options.scale, complete=None)
    return replace(saved, as_at=options.as_at or saved.as_at, review=options.review)


def parse_mapping(text: str) -> ReadOptions:
    """Return the mapping and the answers of a JSON text. Raises MappingError if it is not valid."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MappingError("not-json", reason=str(error)) from error
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - a workbook is read without it, and sooner

    for fault in Draft202012Validator(_SCHEMA).iter_errors(values):
        raise _fault(fault)
    answers: dict[str, Any] = {name: tuple(values[name]) for name in _WORD_LISTS if values.get(name) is not None}
    added = map(Correction.new_status, values.get("statuses_added") or ())
    answers["corrections"] = (*(Correction(**each) for each in values.get("corrections", ())), *added)
    sheets = tuple(map(_sheet_mapping, values["sheets"]))
    names = [sheet.sheet for sheet in sheets]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise MappingError("sheet-repeated", location=f"sheets[{index}].sheet", found=name)
    return ReadOptions(mapping=WorkbookMapping(sheets), as_at=values.get("as_at"), **answers)


def format_mapping(options: ReadOptions) -> str:
    """Return a mapping and the answers beside it as a JSON text, with one line for each column."""
    answers: dict[str, Any] = {name: getattr(options, name) for name in (*_WORD_LISTS, "as_at")}
    answers["statuses_added"] = [each.value for each in options.corrections if each.is_new_status]
    answers["corrections"] = [each._asdict() for each in options.corrections if not each.is_new_status]
    values = {"format": 1} | {name: answer for name, answer in answers.items() if answer}
    text = json.dumps(values | {"sheets": [*map(_sheet_values, options.mapping.sheets)]}, ensure_ascii=False, indent=2)
    return re.sub(r"\{[^{}]*\}", lambda found: re.sub(r"\n *", " ", found[0]), text) + "\n"


def _sheet_values(sheet: SheetMapping) -> dict[str, Any]:
    named = {name: [row._asdict() if row.words else row.row for row in getattr(sheet, name)] for name in _ROW_LISTS}
    return asdict(sheet) | named | {"columns": [choice._asdict() for choice in sheet.columns]}


def _sheet_mapping(value: dict[str, Any]) -> SheetMapping:
    columns = tuple(ColumnChoice(**{"heading": "", **choice}) for choice in value.get("columns", ()))
    rows = {
        name: tuple(MappedRow(**row) if isinstance(row, dict) else MappedRow(row) for row in value.get(name, ()))
        for name in _ROW_LISTS
    }
    return SheetMapping(**{**value, **rows, "columns": columns, "tables": tuple(value.get("tables", ()))})


def _fault(error: "ValidationError") -> MappingError:
    """Return the error of an entry that is unknown, missing, or not what the title of its schema says."""
    location = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
    if error.validator in ("required", "additionalProperties"):
        known = error.schema["properties"]
        missing = [name for name in error.schema["required"] if name not in error.instance]
        [name, *_] = [*missing, *(name for name in error.instance if name not in known)]
        place, found = f"{location}.{name}".lstrip("."), "" if name in known else ", ".join(known)
        return MappingError("entry-missing" if name in known else "entry-unknown", location=place, found=found)
    text = shorten_text(json.dumps(error.instance, ensure_ascii=False), 60)
    return MappingError(error.schema["title"], location=location, found=text)
