"""Write the canonical workbook and its blank template; no other file does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from loaders.vocabulary.headings import INSTRUCTIONS
from model import terms
from model.dates import PartialDate, Precision
from model.returns.round import IDENTITY_SHEET, ROUND_LAYOUT
from model.tracker.columns import KEY, NAMES, SHEETS, DataType, SheetPlan, translated_fields, translation_sheets
from model.tracker.reading import VERSION_PROPERTY, Row, scale_rows

_WIDTHS = {DataType.TEXT: 60, DataType.NAME: 22, DataType.NAMES: 30, DataType.DATE: 18, DataType.FLAG: 11}
_NARROW = {8: "ref", 12: "kind basis accepted", 14: "status agency_status related_refs colour response_days"}
_FIELDS_BY_WIDTH = {**_NARROW, 16: "superseded_by", 40: "title title_cy", 44: "name name_cy"}
_WIDTH_OF_FIELD = {field: width for width, fields in _FIELDS_BY_WIDTH.items() for field in fields.split()}
# The rows that have drop-downs and colours, so that people can add rows.
_PREPARED_ROWS = 2_000
_STATUSES = f"=OFFSET({KEY.name}!$A$2,0,0,MAX(1,COUNTA({KEY.name}!$A$2:$A$60)),1)"
# The fixed words of a field, by its table.
_CHOICES: Mapping[tuple[str, str], list[str] | str] = {
    ("progress", "kind"): [*terms.Kind],
    ("progress", "status"): _STATUSES,
    ("progress", "basis"): [*terms.Basis],
    ("progress", "agency_status"): _STATUSES,
    ("monitoring", "kind"): [*terms.MonitoringKind],
    ("decisions", "decision"): [*terms.ClosureDecision],
    ("names", "kind"): [*terms.NameKind],
}
# The fields whose drop-down lists the names of a kind in the Names sheet.
_NAME_KINDS = {"theme": terms.NameKind.THEME, "lead_agency": terms.NameKind.AGENCY, "lead_role": terms.NameKind.ROLE}
_KINDS = f"{NAMES.name}!$A$1:$A$2000"
_TOP = {"valign": "top", "text_wrap": True}
_AS_TYPED = {"ref", "related_refs", "superseded_by"}
_Rows = Mapping[str, Iterable[Row]]


def workbook_bytes(rows: _Rows, scale: terms.Scale, *, of_round: bool = False, based_on: str = "") -> bytes:
    """Return a tracker as a canonical workbook; the same arguments give the same bytes.

    A day is a real date; every other date is its words, as text. Text is never a formula, whatever it begins with.

    Args:
        rows: the rows by table name, as in `model.tracker.reading.Reading`; a missing table is empty.
        scale: the content of the Key sheet.
        of_round: whether it is what a round adds to a tracker, as a hidden sheet then says.
        based_on: the mark of the version that it is from, as a property of the file then says; "" for none.
    """
    target = BytesIO()
    with _new_workbook(target) as book:
        if based_on:
            book.set_custom_property(VERSION_PROPERTY, based_on, "text")
        _write_sheets(book, rows, scale)
        if of_round:
            sheet = book.add_worksheet(IDENTITY_SHEET)
            sheet.write_row(0, 0, ("layout", ROUND_LAYOUT))
            sheet.very_hidden()
    return target.getvalue()


def translation_bytes(rows: _Rows, scale: terms.Scale) -> bytes:
    """Return the workbook of a translator: of each row its key, its English texts and their Welsh, and nothing else.

    A cell whose Welsh is missing is filled, until it has a text. A row without any English text is left out.
    """
    target, plans = BytesIO(), translation_sheets()
    texts = {
        plan.table: [row for row in rows.get(plan.table, ()) if any(map(row.get, translated_fields(plan)))]
        for plan in plans
    }
    with _new_workbook(target) as book:
        _write_sheets(book, texts, scale, plans=plans)
        missing = book.add_format({"bg_color": "#fff4d6"})
        for plan in plans:
            indices = {column.field: index for index, column in enumerate(plan.columns)}
            for english, welsh in ((indices[field], indices[f"{field}_cy"]) for field in translated_fields(plan)):
                formula = f'=AND({xl_col_to_name(english)}2<>"",{xl_col_to_name(welsh)}2="")'
                rule = {"type": "formula", "criteria": formula, "format": missing}
                book.get_worksheet_by_name(plan.name).conditional_format(1, welsh, _PREPARED_ROWS, welsh, rule)
    return target.getvalue()


def template_bytes(title: str, paragraphs: Sequence[tuple[str, str]], *, language: terms.Language) -> bytes:
    """Return the blank template with its instructions in one language; its headings are always the canonical ones.

    A paragraph of these is a topic and a text.
    """
    target = BytesIO()
    with _new_workbook(target) as book:
        sheet = book.add_worksheet(INSTRUCTIONS[language])
        heading = book.add_format({"bold": True, "font_size": 16})
        topic, text = book.add_format({"bold": True, **_TOP}), book.add_format(_TOP)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 96)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, heading)
        for row_index, (about, words) in enumerate(paragraphs, start=2):
            sheet.write_string(row_index, 0, about, topic)
            sheet.write_string(row_index, 1, words, text)
        _write_sheets(book, {}, terms.RED_AMBER_GREEN)
    return target.getvalue()


def _new_workbook(target: BytesIO) -> Workbook:
    """Return an empty workbook that is reproducible: its bytes do not depend on the time."""
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"created": datetime(2024, 1, 1), "author": "", "comments": ""})
    return book


def _write_sheets(book: Workbook, rows: _Rows, scale: terms.Scale, *, plans: Sequence[SheetPlan] = SHEETS) -> None:
    """Add canonical sheets to a workbook, in order."""
    styles = {
        "heading": book.add_format({"bold": True, "bottom": 1, "bg_color": "#e8ece9", **_TOP}),
        "text": book.add_format(_TOP),
        "as typed": book.add_format({"num_format": "@", **_TOP}),
        "day": book.add_format({"num_format": "d mmmm yyyy", "align": "left", **_TOP}),
    }
    for plan in plans:
        table_rows = scale_rows(scale) if plan.table == KEY.table else list(rows.get(plan.table, ()))
        sheet = book.add_worksheet(plan.name)
        _write_sheet(sheet, plan, table_rows, styles)
        _prepare_rows(book, sheet, plan, scale, max(len(table_rows), _PREPARED_ROWS))


def _write_sheet(sheet: Worksheet, plan: SheetPlan, rows: Sequence[Row], styles: Mapping[str, Format]) -> None:
    # As text what a spreadsheet would change, such as "Feb 24" or "1.10".
    typed = {column.field for column in plan.columns if column.data_type is DataType.DATE} | _AS_TYPED
    columns = [(column, styles["as typed" if column.field in typed else "text"]) for column in plan.columns]
    for index, (column, style) in enumerate(columns):
        sheet.set_column(index, index, _WIDTH_OF_FIELD.get(column.field, _WIDTHS[column.data_type]), style)
        sheet.write_string(0, index, column.heading, styles["heading"])
    for row_index, row in enumerate(rows, start=1):
        for index, (column, style) in enumerate(columns):
            value = row.get(column.field)
            if isinstance(value, PartialDate) and value.precision is Precision.DAY and value.first is not None:
                sheet.write_datetime(row_index, index, datetime.combine(value.first, time()), styles["day"])
            elif written := _as_text(value):
                # What XlsxWriter would treat as markup is written in pieces.
                if written.startswith("<r>") and written.endswith("</r>"):
                    sheet.write_rich_string(row_index, index, *written[:2], written[2:], style)
                else:
                    sheet.write_string(row_index, index, written, style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(plan.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows) + _PREPARED_ROWS}"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _as_text(value: str | bool | PartialDate | None) -> str:
    if isinstance(value, PartialDate):
        return value.words
    if value is None or isinstance(value, str):
        return value or ""
    return "Yes" if value else "No"


def _prepare_rows(book: Workbook, sheet: Worksheet, plan: SheetPlan, scale: terms.Scale, last: int) -> None:
    """Add a drop-down to every column with a list of words, and the colours of statuses, down to a row.

    Fixed words allow no other; for names, a name that is not in the Names sheet only gives a warning. The colours are
    conditional formats, so that they follow a changed word.
    """
    for index, column in enumerate(plan.columns):
        is_flag, names = column.data_type is DataType.FLAG, _NAME_KINDS.get(column.field)
        choices = ["Yes", "No"] if is_flag else _CHOICES.get((plan.table, column.field))
        if choices is not None:
            sheet.data_validation(1, index, last, index, {"validate": "list", "source": choices})
        elif names is not None:
            # The names of one kind are consecutive rows of the Names sheet.
            start = f'MATCH("{names}",{_KINDS},0)-1,0,MAX(1,COUNTIF({_KINDS},"{names}")),1'
            rule = {"validate": "list", "source": f"=OFFSET({NAMES.name}!$B$1,{start})", "error_type": "warning"}
            sheet.data_validation(1, index, last, index, rule)
        for status in scale.statuses if column.field in ("status", "agency_status") else ():
            ink, word = terms.status_ink(status, terms.Appearance.LIGHT), status.name.replace('"', '""')
            style = book.add_format({"bg_color": ink.fill, "font_color": ink.text})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
            sheet.conditional_format(1, index, last, index, rule)
