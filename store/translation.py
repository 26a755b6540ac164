"""The workbook of a translator: it fills in Welsh texts of the published tracker, and changes nothing else."""

from collections.abc import Hashable
from dataclasses import replace
from functools import partial

from model.issue import SEVERITIES, Issue
from model.status import Scale, Status
from model.terms import LIST_SEPARATOR
from model.tracker import columns as contract
from model.tracker.reading import Reading, Row
from store.stored_rows import row_key

_CHANGED = "translation-changed"
# Issues of what a translator's workbook never has.
_NOT_OF_TRANSLATION = frozenset({"statuses-missing", "key-missing"})
# The key of a row, a field, and its English text.
_Text = tuple[tuple[Hashable, ...], str, object]


def is_translation(reading: Reading) -> bool:
    """Return whether a workbook is that of a translator: its sheets have those columns, and no other."""
    expected = {plan.name: {column.field for column in plan.columns} for plan in contract.translation_sheets()}
    found, texts = fields_by_sheet(reading), {contract.RECOMMENDATIONS.name, contract.PROGRESS.name}
    return texts <= set(found) and all(expected.get(sheet) == fields for sheet, fields in found.items())


def fields_by_sheet(reading: Reading) -> dict[str, set[str]]:
    """Return the fields that the columns of each sheet of a workbook were read as."""
    found: dict[str, set[str]] = {}
    for column in reading.columns:
        found.setdefault(column.sheet, set()).add(column.field)
    return found


def fill_translation(current: Reading, translation: Reading) -> Reading:
    """Return the current tracker with the Welsh of a translator's workbook.

    A text is the same one where the key of its row and its English are the same. Where the English is another than
    published, its Welsh is not taken, and one issue a sheet names its refs. An empty cell changes nothing.
    """
    rows, issues = dict(current.rows), []
    for plan in contract.SHEETS:
        fields = contract.translated_fields(plan)
        if plan is contract.KEY or not fields:
            continue
        welsh = {
            (row_key(plan.table, row), field, row[field]): row[f"{field}_cy"]
            for row in translation.rows.get(plan.table, ())
            for field in fields
            if row.get(field) and row.get(f"{field}_cy")
        }
        filled, used = list[Row](), set[_Text]()
        for row in current.rows.get(plan.table, ()):
            texts = {field: (row_key(plan.table, row), field, row.get(field)) for field in fields}
            filled.append({**row, **{f"{field}_cy": welsh[text] for field, text in texts.items() if text in welsh}})
            used.update(texts.values())
        rows[plan.table], unused = filled, [text for text in welsh if text not in used]
        if plan.table == contract.NAMES.table:
            rows[plan.table] = filled + _unlisted_names(current, translation)
        elif unused:
            refs = ", ".join(dict.fromkeys(str(key[:2][-1]) for key, _field, _text in unused))
            details = {"n": str(len(unused))}
            issues.append(Issue(_CHANGED, SEVERITIES[_CHANGED], plan.name, found=refs, details=details))
    read = tuple(issue for issue in translation.issues if issue.code not in _NOT_OF_TRANSLATION)
    return replace(
        translation, rows=rows, issues=(*read, *issues), scale=_filled_scale(current.scale, translation.scale)
    )


def _unlisted_names(current: Reading, translation: Reading) -> list[Row]:
    """Return the translated names that the tracker uses and does not list."""
    key, names = partial(row_key, contract.NAMES.table), contract.NAMES.table
    listed = set(map(key, current.rows.get(names, ())))
    fields = ("theme", "lead_agency", "supporting_agencies", "lead_role", "with")
    cells = [row.get(field) for rows in current.rows.values() for row in rows for field in fields]
    used = {name for cell in cells if isinstance(cell, str) for name in (cell, *cell.split(LIST_SEPARATOR))}
    translated = (row for row in translation.rows.get(names, ()) if row.get("name_cy") and key(row) not in listed)
    return [row for row in translated if row.get("name") in used]


def _filled_scale(current: Scale, translated: Scale) -> Scale:
    by_name = {status.name: status for status in translated.statuses}

    def filled(status: Status) -> Status:
        found = by_name.get(status.name, status)
        meaning = found.meaning_cy if found.meaning == status.meaning else ""
        return replace(status, name_cy=found.name_cy or status.name_cy, meaning_cy=meaning or status.meaning_cy)

    return replace(current, statuses=tuple(map(filled, current.statuses)))
