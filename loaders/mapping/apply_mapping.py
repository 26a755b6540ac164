"""Fit a mapping to the sheets of a workbook: corrected texts, what is left out, header rows, columns in no table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loaders import cells
from loaders.options import Correction, MappedRow, SheetMapping, WorkbookMapping
from loaders.records import make_issue
from model.terms import label_key, normalise_space
from model.tracker.reading import COLUMNS_NOT_READ, Issue, MappedColumn, WorkbookError

# So many characters of a row's longest text tell it from others.
_MAX_WORDS = 200
# A header row with the headings of a mapping is searched for in so many filled rows.
_SEARCHED_ROWS = 200
_GROUP_SEPARATOR = " / "
# The first and the last index of adjoining header rows among the rows of a sheet.
Span = tuple[int, int]


def apply_mapping(
    sheets: Sequence[cells.SheetCells], mapping: WorkbookMapping
) -> tuple[list[cells.SheetCells], WorkbookMapping, list[Issue]]:
    """Return the sheets to read with their mappings: one of the same name, else one with the same headings.

    Each table that a person named is a sheet by itself. The mapping is returned as it fits, with its issues: one that
    fits no sheet is an issue. Raises WorkbookError if every sheet is left out.
    """
    by_sheet = _mappings_by_sheet(sheets, mapping)
    unused = (other.sheet for other in mapping.sheets if other.read and other not in by_sheet.values())
    issues = [make_issue("mapping-unused", found=name) for name in unused]
    fitted, mappings = list[cells.SheetCells](), [chosen for chosen in by_sheet.values() if not chosen.read]
    for sheet in sheets:
        chosen = by_sheet.get(sheet.name)
        if chosen is None:
            fitted.append(sheet)
        elif chosen.read:
            one, found = _apply_to_sheet(sheet, chosen)
            parts, others = split_tables(one, chosen.tables)
            fitted += parts
            mappings.append(one.mapping)
            issues += [*found, *others]
        else:
            issues.append(sheet.issue("sheet-left-out"))
    if sheets and not fitted:
        raise WorkbookError("no-table", sheets=", ".join(sheet.name for sheet in sheets), left_out="yes")
    return fitted, WorkbookMapping(tuple(mappings)), issues


def _mappings_by_sheet(sheets: Sequence[cells.SheetCells], mapping: WorkbookMapping) -> dict[str, SheetMapping]:
    """Return the mapping of each sheet that has one."""
    names = {sheet.name for sheet in sheets}
    found = {chosen.sheet: chosen for chosen in mapping.sheets if chosen.sheet in names}
    others = [chosen for chosen in mapping.sheets if chosen.sheet not in names and chosen.columns]
    for sheet in sheets if others else ():
        fitting = (other for other in others if find_header_row(sheet, other, share=1) is not None)
        if sheet.name not in found and (first := next(fitting, None)) is not None:
            found[sheet.name] = first
    return found


def _apply_to_sheet(sheet: cells.SheetCells, mapping: SheetMapping) -> tuple[cells.SheetCells, list[Issue]]:
    """Return a sheet without the rows left out, with its mapping: the header row and the letters are those it has."""
    header = find_header_row(sheet, mapping)
    rows = [row for row in sheet.rows if row.number != header]  # the header row is neither left out nor an item
    places = {row: _find_row(rows, row) for row in (*mapping.excluded_rows, *mapping.item_rows)}

    def fitted(named: Iterable[MappedRow]) -> tuple[MappedRow, ...]:
        found = {place.number: place for row in named if (place := places[row]) is not None}
        return tuple(MappedRow(number, row_words(found[number])) for number in sorted(found))

    left_out = fitted(mapping.excluded_rows)
    numbers = [row.row for row in left_out]
    chosen, items = header if mapping.header_row is not None else None, fitted(mapping.item_rows)
    fits = replace(mapping, sheet=sheet.name, header_row=chosen, excluded_rows=left_out, item_rows=items)
    lost = [row for row, place in places.items() if place is None and row.words]
    issues = [sheet.issue("mapping-unused", found=row.words, row=str(row.row)) for row in lost]
    if numbers:
        issues.append(sheet.issue("rows-left-out", 1, numbers[0], found=sheet.row_list(numbers)))
    return replace(sheet, rows=[row for row in sheet.rows if row.number not in numbers], mapping=fits), issues


def _find_row(rows: Sequence[cells.CellRow], named: MappedRow) -> cells.CellRow | None:
    """Return the row that a person named: by its number if it has the words, else the only one with them."""
    there = next((row for row in rows if row.number == named.row), None)
    if not named.words or (there is not None and row_words(there) == named.words):
        return there
    same = [row for row in rows if row_words(row) == named.words]
    return same[0] if len(same) == 1 else None


def split_tables(sheet: cells.SheetCells, ranges: Sequence[str]) -> tuple[list[cells.SheetCells], list[Issue]]:
    """Return each table that a person named on a sheet as a sheet by itself, and an issue of what is in none of them.

    The rows above a table, in its columns, are its title.
    """
    areas = [area for text in ranges for area in cells.parse_ranges(text)]
    # Where a range has its header row alone, its table goes on to the end of the sheet, or to the one below it.
    areas = [replace(each, last_row=cells.LAST_ROW) if each.last_row <= each.first_row else each for each in areas]
    parts, issues = list[cells.SheetCells](), list[Issue]()
    rest = {(column, row.number) for row in sheet.rows for column in row.filled_columns}
    for text, area in zip(ranges, areas, strict=True):
        part = _cells_within(sheet, _with_title(area, areas))
        rest -= {(column, row.number) for row in part.rows for column in row.filled_columns}
        header = area.first_row if any(map(str.isdigit, text)) else None
        if part.rows:
            parts.append(replace(part, mapping=replace(sheet.mapping, header_row=header, tables=(text,))))
        else:
            issues.append(sheet.issue("mapping-unused", found=text))
    if parts and rest:
        place, found = min(rest, key=lambda place: place[::-1]), cells.enclosing_range(rest).text
        issues.append(sheet.issue("table-beside", *place, found=found, kind="notes"))
    return parts or [sheet], issues


def _with_title(area: cells.CellRange, areas: Sequence[cells.CellRange]) -> cells.CellRange:
    """Return the range of a table from the end of the one above it to its own end, or to the one below it."""
    others = [each for each in areas if each.first_column <= area.last_column and area.first_column <= each.last_column]
    below = min((each.first_row for each in others if each.first_row > area.first_row), default=cells.LAST_ROW + 1)
    ends = [each.last_row for each in others if each.first_row < area.first_row]
    top = max((end for end in ends if end < area.first_row), default=0) + 1
    return replace(area, first_row=top if ends else 1, last_row=min(below - 1, area.last_row))


def _cells_within(sheet: cells.SheetCells, area: cells.CellRange) -> cells.SheetCells:
    """Return a sheet with the cells of a range alone."""
    first, last = area.first_column, area.last_column
    inside = (row for row in sheet.rows if area.first_row <= row.number <= area.last_row)
    rows = [row.between(first, last) for row in inside if any(v is not None for v in row.values[first - 1 : last])]
    coloured = [number for number in sheet.fills_by_row if area.first_row <= number <= area.last_row]
    of_rows = {number: sheet.fills_by_row[number].items() for number in coloured}
    fills = {number: {at: fill for at, fill in row if first <= at <= last} for number, row in of_rows.items()}
    return replace(sheet, rows=rows, fills_by_row=fills)


def row_words(row: cells.CellRow) -> str:
    """Return the longest text of a row, which tells it from others."""
    return normalise_space(max(map(cells.plain_text, row.contents), key=len))[:_MAX_WORDS]


def missing_columns(
    mappings: Sequence[SheetMapping], columns: Sequence[MappedColumn], issues: Sequence[Issue]
) -> Iterator[Issue]:
    """Yield an issue for each column with a chosen field that was not read, unless another issue names the column."""
    read = [(column.sheet, column.cell, column.heading) for column in columns if column.cell]
    read += [(issue.sheet, issue.cell, issue.found) for issue in issues if issue.code in COLUMNS_NOT_READ]
    for mapping in mappings:
        places = [(cell, words) for sheet, cell, words in read if sheet == mapping.sheet]
        letters, headings = {cell.rstrip("0123456789") for cell, _ in places}, {label_key(words) for _, words in places}
        for choice in mapping.columns:
            is_read = label_key(choice.heading) in headings if choice.heading else choice.column in letters
            if choice.field and not is_read:
                found, column = choice.heading or choice.column, choice.column
                yield make_issue("mapping-unused", sheet=mapping.sheet, found=found, column=column)


def with_chosen_header_row(sheet: cells.SheetCells, spans: Sequence[Span]) -> list[Span]:
    """Return the header rows of a sheet: the chosen one in place of all above it, and those that follow it.

    Group rows above the chosen row stay, where the reader recognises them together. Where a mapping names no row, it is
    the one with all of its headings, if the reader recognises none there.
    """
    mapping = sheet.mapping
    if mapping.header_row is None:
        headings = _headings(mapping)
        recognised = (row for first, last in spans for row in sheet.rows[first : last + 1])
        if any(headings <= _row_headings(row) for row in recognised):
            return list(spans)
    number = find_header_row(sheet, mapping, share=1) if mapping.header_row is None else mapping.header_row
    index = next((index for index, row in enumerate(sheet.rows) if row.number == number), None)
    if index is None:
        return list(spans) if mapping.header_row is None else []
    chosen = next((span for span in spans if span[1] == index), (index, index))
    return [chosen, *(span for span in spans if span[0] > index and not mapping.tables)]


def item_rows_of(sheet: cells.SheetCells) -> frozenset[int]:
    """Return the numbers of the rows of a sheet that a person called items."""
    return frozenset(row.row for row in sheet.mapping.item_rows if not sheet.transposed)


def find_header_row(sheet: cells.SheetCells, mapping: SheetMapping, *, share: float = 0.5) -> int | None:
    """Return the number of the row with the headings of a mapping, or at least a share of them.

    It is the row that the mapping names, unless that has none of its headings and another row has them.
    """
    headings, stated = _headings(mapping), mapping.header_row
    rows = {row.number: row for row in sheet.rows[:_SEARCHED_ROWS]}
    if stated is not None and (not headings or (stated in rows and headings & _row_headings(rows[stated]))):
        return stated
    counts = {number: len(headings & _row_headings(row)) for number, row in rows.items()} if headings else {}
    best = max(counts, key=lambda number: counts[number], default=None)
    return best if best is not None and counts[best] and counts[best] >= share * len(headings) else stated


def _headings(mapping: SheetMapping) -> frozenset[str]:
    """Return the headings of a mapping; of one in several rows the lowest."""
    lowest = (choice.heading.rpartition(_GROUP_SEPARATOR)[2] for choice in mapping.columns)
    return frozenset(map(label_key, lowest)) - {""}


def _row_headings(row: cells.CellRow) -> frozenset[str]:
    return frozenset(label_key(cells.plain_text(value).rpartition(_GROUP_SEPARATOR)[2]) for value in row.values)


def chosen_fields(mapping: SheetMapping, places: Sequence[tuple[str, str]]) -> list[str | None]:
    """Return the chosen field of each column, given its letters and its heading; None where the reader decides.

    Letters decide only between equal headings, and for a column that the mapping names by its letters alone.
    """
    keys = [label_key(words) for _, words in places]
    choices = [(choice, label_key(choice.heading)) for choice in mapping.columns]

    def chosen(letters: str, key: str) -> str | None:
        named = [choice for choice, words in choices if key and words == key]
        if len(named) != 1 or keys.count(key) != 1:
            others = [choice for choice, words in choices if not words]
            named = [choice for choice in (*named, *others) if choice.column == letters]
        return named[0].field if named else None

    return [chosen(letters, key) for (letters, _), key in zip(places, keys, strict=True)]


def correct_cells(
    sheets: list[cells.SheetCells], corrections: Sequence[Correction]
) -> tuple[list[cells.SheetCells], list[Issue]]:
    """Return the sheets with the corrections, and an issue for each that changed a cell.

    One that is about no cell of this workbook changes nothing.
    """
    issues, corrected = list[Issue](), list(sheets)
    for correction in corrections:
        if correction.is_of_colour or correction.is_new_status:  # both are for the parser of statuses
            continue
        column, found, value = cells.COLUMN_NUMBERS[correction.column], correction.found, correction.value
        for index, sheet in enumerate(corrected):
            if rows := dict(corrected_rows(sheet, correction)):
                corrected[index], count = _with_rows(sheet, correction, rows), str(len(rows))
                issues.append(sheet.issue("value-corrected", column, min(rows), found=found, value=value, count=count))
    return corrected, issues


def corrected_rows(sheet: cells.SheetCells, correction: Correction) -> Iterator[tuple[int, str]]:
    """Yield the number of each row that a correction changes, and the text that its cell has then.

    A colour is that of a cell without words.
    """
    if correction.is_of_colour:
        yield from ((row, correction.value) for row in rows_of_colour(sheet, correction, is_blank=True))
        return
    column = cells.COLUMN_NUMBERS[correction.column]
    for row in _rows(sheet, correction):
        value = row.value_at(column)
        if value is not None and (text := correction.corrected(cells.plain_text(value))) is not None:
            yield row.number, text


def rows_of_colour(sheet: cells.SheetCells, correction: Correction, *, is_blank: bool) -> list[int]:
    """Return the number of each row whose cell has the colour of a correction, and no words or some."""
    column = cells.COLUMN_NUMBERS[correction.column]
    rows = _rows(sheet, correction) if correction.is_of_colour else ()
    coloured = (row for row in rows if sheet.fill(column, row.number) == correction.found)
    return [row.number for row in coloured if (row.value_at(column) is None) == is_blank]


def _rows(sheet: cells.SheetCells, correction: Correction) -> list[cells.CellRow]:
    return [row for row in sheet.rows if sheet.name == correction.sheet and correction.row in (0, row.number)]


def _with_rows(sheet: cells.SheetCells, correction: Correction, texts: dict[int, str]) -> cells.SheetCells:
    """Return a sheet with some texts in a column; a cell that was corrected by itself has no fill to contradict it."""
    column = cells.COLUMN_NUMBERS[correction.column]
    of_rows, place = {number: row.items() for number, row in sheet.fills_by_row.items()}, (correction.row, column)
    fills = {number: {at: fill for at, fill in row if (number, at) != place} for number, row in of_rows.items()}
    rows = [row.with_value(column, texts[row.number]) if row.number in texts else row for row in sheet.rows]
    return replace(sheet, rows=rows, fills_by_row=fills)
