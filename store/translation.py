"""The workbook of a translator: it fills in Welsh texts of the published tracker, and changes nothing else."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from model.issue import SEVERITIES, Issue
from model.status import Scale, Status
from model.terms import LIST_SEPARATOR
from model.tracker import columns as contract
from model.tracker.reading import Reading
from store.stored_rows import ROW_KEY

if TYPE_CHECKING:
    from model.tracker.reading import Row


_CHANGED = "translation-changed"
# Issues of what a translator's workbook never has.
_NOT_OF_TRANSLATION = frozenset({"statuses-missing", "key-missing"})
# The key of a row, a field, and its English text.
_Text = tuple[Hashable, str, object]


def is_translation(reading: Reading) -> bool:
    """Return whether a workbook is that of a translator: its sheets have those columns, and no other."""
    expected = {plan.name: {column.field for column in plan.columns} for plan in contract.translation_sheets()}
    found: dict[str, set[str]] = {}
    for column in reading.columns:
        found.setdefault(column.sheet, set()).add(column.field)
    texts = {contract.RECOMMENDATIONS.name, contract.PROGRESS.name}
    return texts <= set(found) and all(expected.get(sheet) == fields for sheet, fields in found.items())


def fill_translation(current: Reading, translation: Reading) -> Reading:
    """Return the current tracker with the Welsh of a translator's workbook.

    A text is the same one where the key of its row and its English are the same. Where the English is another than
    published, its Welsh is not taken, and one issue a sheet names its refs. An empty cell changes nothing.
    """
    rows, issues = dict(current.rows), []
    for plan in contract.SHEETS:
        if plan is contract.KEY or not contract.translated_fields(plan):
            continue
        welsh = dict(_welsh_texts(plan, translation.rows.get(plan.table, ())))
        filled, unused = _filled(plan, current.rows.get(plan.table, ()), welsh)
        rows[plan.table] = filled
        if plan.table == contract.NAMES.table:
            rows[plan.table] = filled + _unlisted_names(current, translation)
        elif unused:
            refs = ", ".join(dict.fromkeys(str(key[1] if len(key) > 1 else key[0]) for key, *_ in unused))  # type: ignore[arg-type, index]
            details = {"n": str(len(unused))}
            issues.append(Issue(_CHANGED, SEVERITIES[_CHANGED], plan.name, found=refs, details=details))
    read = tuple(issue for issue in translation.issues if issue.code not in _NOT_OF_TRANSLATION)
    return replace(
        translation, rows=rows, issues=(*read, *issues), scale=_filled_scale(current.scale, translation.scale)
    )


def _welsh_texts(plan: contract.SheetPlan, rows: "Sequence[Row]") -> Iterator[tuple[_Text, object]]:
    """Yield each Welsh text of a sheet with the row, the field and the English it is of."""
    key = ROW_KEY[plan.table]
    for row in rows:
        for field in contract.translated_fields(plan):
            if row.get(field) and row.get(f"{field}_cy"):
                yield (key(row), field, row[field]), row[f"{field}_cy"]


def _filled(
    plan: contract.SheetPlan, rows: "Sequence[Row]", welsh: Mapping[_Text, object]
) -> "tuple[list[Row], list[_Text]]":
    """Return rows with their Welsh, and the texts that none of them has."""
    key, unused, filled = ROW_KEY[plan.table], dict(welsh), []
    for row in rows:
        texts = {field: (key(row), field, row.get(field)) for field in contract.translated_fields(plan)}
        found = {f"{field}_cy": welsh[text] for field, text in texts.items() if text in welsh}
        for text in texts.values():
            unused.pop(text, None)
        filled.append({**row, **found})
    return filled, list(unused)  # type: ignore[return-value]


def _unlisted_names(current: Reading, translation: Reading) -> "list[Row]":
    """Return the translated names that the tracker uses and does not list."""
    key = ROW_KEY[contract.NAMES.table]
    listed = {key(row) for row in current.rows.get(contract.NAMES.table, ())}
    fields = ("theme", "lead_agency", "supporting_agencies", "lead_role", "with")
    cells = [row.get(field) for rows in current.rows.values() for row in rows for field in fields]
    used = {name for cell in cells if isinstance(cell, str) for name in (cell, *cell.split(LIST_SEPARATOR))}
    names = translation.rows.get(contract.NAMES.table, ())
    return [row for row in names if row.get("name_cy") and row.get("name") in used and key(row) not in listed]


def _filled_scale(current: Scale, translated: Scale) -> Scale:
    by_name = {status.name: status for status in translated.statuses}

    def filled(status: Status) -> Status:
        found = by_name.get(status.name, status)
        meaning = found.meaning_cy if found.meaning == status.meaning else ""
        return replace(status, name_cy=found.name_cy or status.name_cy, meaning_cy=meaning or status.meaning_cy)

    return replace(current, statuses=tuple(map(filled, current.statuses)))
