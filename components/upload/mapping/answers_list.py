"""The answers that a workbook was read with, as lines: the mapping of each sheet, the scale and the review."""

from collections.abc import Iterator

from loaders.cells.row_ranges import format_row_ranges
from loaders.mapping.sheet_mapping import SheetMapping
from loaders.options import ReadOptions
from wording.catalogue import Translator
from wording.labels.fields import field_name


def answer_lines(options: ReadOptions, _: Translator) -> Iterator[str]:
    """Yield a line for each answer."""
    for mapping in options.mapping.sheets:
        yield from _sheet_lines(mapping, _)
    if options.scale:
        yield _("The order of statuses, worst first: {statuses}", statuses="; ".join(options.scale))
    if options.complete:
        yield _("Statuses that mean done: {statuses}", statuses="; ".join(options.complete))
    if options.review:
        yield _("The review: {review}", review=options.review)


def _sheet_lines(mapping: SheetMapping, _: Translator) -> Iterator[str]:
    sheet = mapping.sheet
    if not mapping.read:
        yield _("{sheet}: not read", sheet=sheet)
        return
    if mapping.header_row is not None:
        yield _("{sheet}: the headings are in row {row}", sheet=sheet, row=mapping.header_row)
    for choice in mapping.columns:
        if choice.field is not None:
            yield _(
                "{sheet}: “{heading}” ({column}) is {field}",
                sheet=sheet,
                heading=choice.heading,
                column=choice.column,
                field=field_name(choice.field, _),
            )
    if mapping.excluded_rows:
        rows = format_row_ranges(row.row for row in mapping.excluded_rows)
        yield _("{sheet}: rows left out: {rows}", sheet=sheet, rows=rows)
