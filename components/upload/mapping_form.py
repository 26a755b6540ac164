"""The mapping in step 2 of Upload: each sheet in a tab with its fields, what they change, and what comes out of it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import streamlit as st

from components.choices.controls import FIELD_WIDTH, chosen_option
from components.document.pieces import show, show_paragraphs
from components.elements import HtmlNode, element, escape_markdown, heading, part, table_region
from components.session.upload_state import Upload, UploadState
from loaders.cells import COLUMN_LETTERS, COLUMN_NUMBERS, format_row_ranges, parse_ranges
from loaders.mapping.apply_mapping import chosen_fields
from loaders.mapping.mapping_file import possible_fields
from loaders.mapping.sheet_preview import MAX_COLUMNS, PreviewCell, PreviewRow, SheetPreview, columns_with_headings
from loaders.open_questions import MAPPING
from loaders.options import NO_OPTIONS, ColumnChoice, MappedRow, ReadOptions, SheetMapping
from loaders.records import TableRange
from model.terms import label_key, shorten_text
from model.tracker.reading import MappedColumn, OpenQuestion
from wording.catalogue import Translator
from wording.check_report import record_counts
from wording.names import evidence_name, field_name

_MOST_TABS = 40
_SHOWN = 3
_MAX_TEXT = 60
# The choice that leaves a column to the reader.
_AS_READ = "as-read"
_FIELD_WIDTH = 255
_FAULT = "upload.map.fault"
# The issues of what was left out by the reader, and of every sheet that was not read.
LEFT_OUT = ("sheet-passed-over", "sheet-without-items", "list-of-another-kind", "table-not-read")
NOT_READ = {*LEFT_OUT, "sheet-without-headings", "sheet-left-out"}
_ROWS = re.compile(r"\s*(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?\s*")
_MOST_ROWS = 10_000


def show_mapping(file: Upload, _: Translator) -> None:
    """Show the sheets of an upload with the field of each column; nothing for a paper, which has no sheets.

    It is open where the reader asks about a column or found no tracker, and once something is mapped.
    """
    if file.read.reading is None:
        _show(file, [], _)
    elif file.read.sheets:
        questions = [question for question in file.read.questions if question.option == MAPPING]
        title = _("The sheets as they are, and what each column is read as")
        with st.expander(title, expanded=bool(questions or file.options.mapping.sheets)):
            _show(file, questions, _)
            now, before = record_counts(file.read.summary, _), file.request.previous
            if before is not None and (then := record_counts(before, _)) != now:
                now = _("{now} (before the last change: {before})", now=now, before=then)
            counts = element("p", now, class_="prose", role="status")
            show(part("upload.map.outcome", element("h3", _("What comes out")), counts))


def question_text(question: OpenQuestion, _: Translator) -> str:
    """Return which field a column was read as, and what else it may be."""
    place = f"{question.sheet} {', '.join(question.columns)}"
    read = {"heading": question.heading, "place": place, "field": field_name(question.proposed, _)}
    others = ", ".join(field_name(choice, _) for choice in question.choices if choice not in ("", question.proposed))
    if not others:
        return _("“{heading}” ({place}) was read as {field}.", **read)
    return _("“{heading}” ({place}) was read as {field}. It may also be: {others}.", others=others, **read)


class ColumnEntry(NamedTuple):
    """A column of a sheet, or a label of a form, to which a person can give a field.

    Attributes:
        column: how it was read; with the field "" where it was not.
        chosen: the field that a person chose; None where the reader decides.
    """

    column: MappedColumn
    chosen: str | None

    @property
    def recognised(self) -> str:
        """The field that a person would choose to read it the same way; else the field it was read as."""
        return self.column.choice or self.column.field

    @property
    def is_open(self) -> bool:
        """Whether the reader asks which field the column has."""
        return self.chosen is None and bool(self.column.candidates)


def is_sheet_read(file: Upload, sheet: SheetPreview) -> bool:
    """Return whether a sheet was read."""
    if file.read.reading is None or not file.options.mapping.of_sheet(sheet.name).read:
        return False
    unread = any(issue.sheet == sheet.name and issue.code in NOT_READ for issue in file.reading.issues)
    return not unread or any(table.read for table in sheet.tables)


def column_entries(file: Upload, sheet: SheetPreview) -> list[ColumnEntry]:
    """Return the columns of a sheet from left to right, or the labels of its forms."""
    read = [column for column in columns_with_headings(file.reading) if column.sheet == sheet.name]
    found = {(column.letters, column.heading): column for column in reversed(read)}
    places = dict(reversed(found.items()))
    if not is_form(sheet):
        with_column = {letters for letters, _ in places}
        headings = [*sheet.headings, *[""] * (sheet.column_count - len(sheet.headings))]
        for number, words in enumerate(headings, start=1):
            letters = COLUMN_LETTERS[number]
            if letters not in with_column and (words or number <= MAX_COLUMNS):  # shown, or with a heading
                places[letters, words] = MappedColumn(sheet.name, letters, words, "", "")
    ordered = sorted(places, key=lambda place: COLUMN_NUMBERS[place[0]])
    fields = chosen_fields(file.options.mapping.of_sheet(sheet.name), ordered)
    return [ColumnEntry(places[place], chosen) for place, chosen in zip(ordered, fields, strict=True)]


def is_form(sheet: SheetPreview) -> bool:
    """Return whether the tables that were read on a sheet are forms, which have labels and no header row."""
    read = [table for table in sheet.tables if table.read]
    return bool(read) and all(table.header_row is None for table in read)


def drafted_options() -> ReadOptions:
    """Return the options that the next run reads with: changes follow each other faster than a file is read."""
    state = UploadState.current()
    request = state.request or (state.upload.request if state.upload is not None else None)
    return NO_OPTIONS if request is None else request.options


def sheet_mapping(sheet: SheetPreview) -> SheetMapping:
    """Return the mapping of a sheet in the options that are drafted."""
    return drafted_options().mapping.of_sheet(sheet.name)


def set_read(sheet: SheetPreview, *, read: bool) -> None:
    """Read a sheet that was not read, or leave it out."""
    mapping = sheet_mapping(sheet)
    _change_sheet(replace(mapping, read=read, header_row=mapping.header_row or (sheet.header_row if read else None)))


def set_header_row(sheet: SheetPreview, key: str) -> None:
    """Take the row in a field as the header row; the columns keep their fields under its headings."""
    mapping, row = sheet_mapping(sheet), int(st.session_state[key])
    columns = tuple(choice._replace(heading=_heading(sheet, row, choice.column)) for choice in mapping.columns)
    _change_sheet(replace(mapping, read=True, header_row=row, columns=columns))


def set_field(sheet: SheetPreview, entry: ColumnEntry, field: str | None) -> None:
    """Give a column a field; with None the reader decides."""
    mapping, file = sheet_mapping(sheet), UploadState.current().upload
    entries = column_entries(file, sheet) if file is not None else []
    columns = tuple(choice for choice in mapping.columns if not _is_of(choice, entry, entries))
    if field is not None:
        columns = (*columns, ColumnChoice(entry.column.letters, entry.column.heading, field))
    header = None if any(table.read for table in sheet.tables) else sheet.header_row
    _change_sheet(replace(mapping, read=True, header_row=mapping.header_row or header, columns=columns))


def set_rows(sheet: SheetPreview, field: str, rows: Iterable[int]) -> None:
    """Leave rows of a sheet out (`excluded_rows`), or read them as items (`item_rows`)."""
    mapping = sheet_mapping(sheet)
    words = {row.row: row.words for row in (*mapping.excluded_rows, *mapping.item_rows)}
    words |= {row.number: row.words for row in sheet.rows}
    named = tuple(MappedRow(row, words.get(row, "")) for row in sorted({*rows}))
    is_out = field == "excluded_rows"
    _change_sheet(replace(mapping, excluded_rows=named) if is_out else replace(mapping, item_rows=named))


def add_rows(sheet: SheetPreview, field: str, rows: str) -> None:
    """Leave more rows of a sheet out (`excluded_rows`), or read more as items (`item_rows`)."""
    set_rows(sheet, field, (*(row.row for row in getattr(sheet_mapping(sheet), field)), *parse_rows(rows)))


def parse_rows(text: str) -> list[int]:
    """Return the numbers of rows in a text such as 7, 12-14; none where it is no list of rows."""
    rows: list[int] = []
    for each in re.split("[,;]", text):
        found = _ROWS.fullmatch(each)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 0 < first <= last or last - first > _MOST_ROWS:
            return []
        rows += range(first, last + 1)
    return rows


def _parse_tables(text: str) -> tuple[str, ...]:
    """Return the ranges in a text such as A3:F20, H3:M20; none where a part of it is no range."""
    parts = re.split(r"[,;\s]+", text.strip().upper())
    with suppress(ValueError):
        return tuple(parts) if len([*parse_ranges(" ".join(parts))]) == len(parts) else ()
    return ()


def _show(file: Upload, questions: list[OpenQuestion], _: Translator) -> None:
    """Show the sheets in tabs, first one with a question, else one that is read; only the open one is drawn."""
    intro = _(
        "Each sheet is shown as it is. Say what each column is, in which row the headings are, and which rows or "
        "sheets to leave out. Every change reads the workbook again."
    )
    show_paragraphs(intro, key="upload.map.intro")
    sheets = file.read.sheets
    labels = [escape_markdown(sheet.name) for sheet in sheets[:_MOST_TABS]]
    key = f"upload.map.tabs.{UploadState.current().field_number}"
    in_question = {question.sheet for question in questions}
    order = [sheet.name in in_question for sheet in sheets] + [is_sheet_read(file, each) for each in sheets]
    st.session_state.setdefault(key, labels[order.index(True) % len(sheets) if True in order else 0])
    tabs = zip(st.tabs(labels, key=key, on_change="rerun"), sheets, strict=False)
    for number, (tab, sheet) in enumerate(tabs):
        if tab.open:
            with tab:
                _show_sheet(file, sheet, number, _)


def _show_sheet(file: Upload, sheet: SheetPreview, number: int, _: Translator) -> None:
    """Show the fields of a sheet, and its first rows below them; each change reads the workbook again.

    `number` tells its widgets from those of other sheets.
    """
    key, mapping = f"upload.map.{number}", sheet_mapping(sheet)
    is_read = is_sheet_read(file, sheet)
    if mapping.read and mapping.header_row is not None and not is_read:
        text = _("Nothing on this sheet was read yet. Choose the column with the text of the recommendations.")
        show(part(f"{key}.none", element("p", text, class_="flag")))
    entries = column_entries(file, sheet)
    if mapping.read:
        if not is_form(sheet) and not mapping.tables:
            label, row_key = _("The row with the headings"), f"{key}.header"
            st.session_state[row_key] = sheet.header_row or 1
            change = partial(set_header_row, sheet, row_key)
            st.number_input(label, min_value=1, step=1, key=row_key, width=_FIELD_WIDTH, on_change=change)
        with st.container(horizontal=True, gap="small"):
            for index, entry in enumerate(entries):
                with st.container(width=_FIELD_WIDTH, gap="small", key=f"upload-map-{number}-column-{index}"):
                    _show_field(file, sheet, entry, f"{key}.column.{index}", _)
        _show_rows_and_tables(sheet, mapping, key, _)
    fields: dict[str, dict[str, None]] = {}
    for entry in entries if is_read else ():
        if entry.column.field:
            fields.setdefault(entry.column.letters, {})[field_name(entry.chosen or entry.recognised, _)] = None
    show(part(f"{key}.table", *_sheet_table(sheet, {each: [*fields[each]][:2] for each in fields}, _)))


def _show_field(file: Upload, sheet: SheetPreview, entry: ColumnEntry, key: str, _: Translator) -> None:
    possible = possible_fields(file.reading.layout, sheet.name)
    column, recognised = entry.column, _("not read")
    if column.field:
        recognised = _("{field} (recognised)", field=field_name(entry.recognised, _))
    if entry.chosen is not None:  # what the reader would make of it is unknown
        recognised = _("as the reader recognises it")
    names = {_AS_READ: recognised, **{field: field_name(field, _) for field in ("", *possible)}}
    chosen = _AS_READ if entry.chosen is None else entry.chosen
    names.setdefault(chosen, chosen)
    st.session_state[key] = chosen
    label = f"{column.letters} “{shorten_text(column.heading, 40)}”" if column.heading else column.letters
    label = escape_markdown(f"{label} – {_('please check')}" if entry.is_open else label)
    options, words, change = list(names), names.__getitem__, partial(_change_field, key, tuple(names), sheet, entry)
    st.selectbox(label, options, format_func=words, key=key, width=_FIELD_WIDTH, on_change=change)
    show(part(f"{key}.cells", *_column_nodes(sheet, column, _)))
    if entry.is_open:
        for field in dict.fromkeys((entry.recognised, *(each for each in column.candidates if each in names), "")):
            label = _("It is {field}", field=names[field]) if field else _("Do not read it")
            st.button(label, on_click=set_field, args=(sheet, entry, field), key=f"{key}.is.{field}")


def _column_nodes(sheet: SheetPreview, column: MappedColumn, _: Translator) -> list[HtmlNode]:
    """Return by what a column was recognised, and its first cells."""
    number, nodes = COLUMN_NUMBERS[column.letters], list[HtmlNode]()
    below = (row.cells[number - 1 : number] for row in sheet.rows if row.number > (sheet.header_row or 0))
    texts = [cell.text for cells in below for cell in cells if cell.text]
    if column.field:
        evidence = _("recognised by {evidence}", evidence=evidence_name(column, _))
        nodes.append(element("p", evidence, class_="muted small"))
    if texts:
        shown = (element("li", shorten_text(text, _MAX_TEXT)) for text in texts[:_SHOWN])
        nodes.append(element("ul", *shown, class_="small"))
    return nodes


def _show_rows_and_tables(sheet: SheetPreview, mapping: SheetMapping, key: str, _: Translator) -> None:
    """Show the fields for rows to leave out, for rows that are items, and for the ranges of several tables."""
    labels = {
        "excluded_rows": _("Rows to leave out, such as 7, 12-14"),
        "item_rows": _("Rows that are recommendations and were not read, such as 7, 12-14"),
        "tables": _("The ranges of the tables, where there are several, such as A3:F20, H3:M20"),
    }
    for name, label in labels.items():
        field, values = f"{key}.{name}", getattr(mapping, name)
        fault = st.session_state.pop(f"{_FAULT}.{field}", None)
        text = ", ".join(values) if name == "tables" else format_row_ranges(each.row for each in values)
        st.session_state[field] = text if fault is None else fault
        st.text_input(label, key=field, width=FIELD_WIDTH, on_change=_change_text, args=(key, name, sheet))
        if fault is not None:
            no_ranges = _("“{text}” is no list of ranges. Give ranges such as A3:F20, H3:M20.", text=fault)
            no_rows = _("“{text}” is no list of rows. Give numbers such as 7, 12-14.", text=fault)
            st.error(escape_markdown(no_ranges if name == "tables" else no_rows))


def _change_field(key: str, options: Collection[str], sheet: SheetPreview, entry: ColumnEntry) -> None:
    if (choice := chosen_option(key, options, None)) is not None:
        set_field(sheet, entry, None if choice == _AS_READ else choice)


def _change_text(key: str, name: str, sheet: SheetPreview) -> None:
    text = str(st.session_state[f"{key}.{name}"])
    tables, rows = (_parse_tables(text), []) if name == "tables" else ((), parse_rows(text))
    if text.strip() and not tables and not rows:
        st.session_state[f"{_FAULT}.{key}.{name}"] = text
    elif name == "tables":
        _change_sheet(replace(sheet_mapping(sheet), read=True, tables=tables))
    else:
        set_rows(sheet, name, rows)


def _sheet_table(sheet: SheetPreview, fields: Mapping[str, Sequence[str]], _: Translator) -> list[HtmlNode]:
    """Return the table of the first rows of a sheet, and what is not shown of it.

    `fields` has the names of the fields of each column, by its letters.
    """
    width, excluded = min(sheet.column_count, MAX_COLUMNS), {row.row for row in sheet_mapping(sheet).excluded_rows}
    named = {letter: [element("span", field, class_="field") for field in names] for letter, names in fields.items()}
    letters = map(COLUMN_LETTERS.__getitem__, range(1, width + 1))
    headings = [heading(_("Row")), *(heading(letter, *named.get(letter, ())) for letter in letters)]
    rows = [_column_row(row, sheet, width, excluded, _) for row in sheet.rows]
    caption = _("The first rows of the sheet {sheet}", sheet=sheet.name)
    texts = []
    if sheet.column_count > MAX_COLUMNS:
        texts.append(_("The first {n} of {all} columns are shown.", n=MAX_COLUMNS, all=sheet.column_count))
    if (more := sheet.row_count - len(sheet.rows)) > 0:
        texts.append(_.plural("{n} more row is not shown.", "{n} more rows are not shown.", more))
    rest = [element("p", " ".join(texts), class_="muted small")] if texts else []
    return [table_region(caption, headings, rows, class_="sheet"), *rest]


def _column_row(row: PreviewRow, sheet: SheetPreview, width: int, excluded: Collection[int], _: Translator) -> HtmlNode:
    label, kind = None, None
    if row.number in excluded:
        label, kind = element("span", _("left out"), class_="field"), "out"
    elif row.number == sheet.header_row:
        label, kind = element("span", _("headings"), class_="field"), "head"
    cells = [*row.cells, *[PreviewCell("")] * (width - len(row.cells))][:width]
    shown = (_cell(cell, column, row.number, sheet.tables) for column, cell in enumerate(cells, start=1))
    return element("tr", element("th", str(row.number), label, scope="row"), *shown, class_=kind)


def _cell(cell: PreviewCell, column: int, row: int, tables: Sequence[TableRange]) -> HtmlNode:
    """Return a cell, with the edges of tables that it is at."""
    areas = [table.area for table in tables if table.read and table.area.contains(column, row)]
    at_edge = {
        "top": any(row == area.first_row for area in areas),
        "bottom": any(row == area.last_row for area in areas),
        "left": any(column == area.first_column for area in areas),
        "right": any(column == area.last_column for area in areas),
    }
    edges = [edge for edge, is_at in at_edge.items() if is_at]
    return element("td", cell.text, class_=" ".join(edges) or None, fill=cell.fill or None)


def _change_sheet(mapping: SheetMapping) -> None:
    """Change the mapping of a sheet and read again."""
    options = drafted_options()
    UploadState.change(UploadState.read_again, replace(options, mapping=options.mapping.with_sheet(mapping)))


def _is_of(choice: ColumnChoice, entry: ColumnEntry, entries: Iterable[ColumnEntry]) -> bool:
    """Return whether a choice is that of a column: by its heading, if no other column has it, else by its letters."""
    if choice.column == entry.column.letters:
        return not choice.heading or label_key(choice.heading) == label_key(entry.column.heading)
    same = [other for other in entries if label_key(other.column.heading) == label_key(choice.heading)]
    return bool(choice.heading) and same == [entry]


def _heading(sheet: SheetPreview, row: int, letters: str) -> str:
    """Return the heading of a column in a row; "" where it is not known in full, so that the letters decide."""
    number = COLUMN_NUMBERS[letters]
    if row == sheet.header_row:
        return "".join(sheet.headings[number - 1 : number])
    cells = (cell for each in sheet.rows if each.number == row for cell in each.cells[number - 1 : number])
    return "".join(cell.text for cell in cells if not cell.is_shortened)
