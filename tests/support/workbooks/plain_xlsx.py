"""Small workbooks of plain cells, written in a tenth of the time of openpyxl; what is read from them is the same."""

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import isfinite
from re import compile as pattern
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import to_excel

from tests.support.files.parts import DOCUMENT, MAIN, relations

Cells = dict[tuple[int, int], tuple[Any, str | None]]
"""The value and the fill of each cell, by row and column."""

FOR_OPENPYXL = pattern(r"^[=#]|_x|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""Texts that are formulas or errors, and characters that need an escape or are none of XML."""
LONGEST_TEXT, LONGEST_NAME = 32_767, 31
SHEET_NAME = pattern(rf"[^\\*?:/\[\]]{{1,{LONGEST_NAME}}}")
GENERAL = "General"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
TEXTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def plain_xlsx(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    number_format: Callable[[date | time], str],
    fills: Mapping[str, str] | None = None,
) -> bytes | None:
    """Return a workbook of these rows, or None if it has what is left to openpyxl: formulas, errors, rare characters.

    Args:
        sheets: the rows of each sheet by its name.
        number_format: gives the number format of a date or time.
        fills: a colour by "Sheet!A1".
    """
    books = {name: _cells(rows) for name, rows in sheets.items()}
    for filled, colour in (fills or {}).items():
        name, address = filled.split("!")
        place = coordinate_to_tuple(address)
        books[name][place] = (books[name].get(place, (None, None))[0], colour)
    values = [value for cells in books.values() for value, _ in cells.values()]
    if not books or not all(map(_is_plain, values)) or not _are_plain_names(books):
        return None
    texts = {text: str(place) for place, text in enumerate(dict.fromkeys(v for v in values if isinstance(v, str)))}
    styles: dict[tuple[str, str | None], int] = {(GENERAL, None): 0}
    parts = {
        f"xl/worksheets/sheet{place}.xml": _sheet(cells, texts, styles, number_format)
        for place, cells in enumerate(books.values(), start=1)
    }
    return _package(_book_parts(list(books)) | parts | {"xl/sharedStrings.xml": _texts(texts), **_styles(styles)})


def _cells(rows: Sequence[Sequence[Any]]) -> Cells:
    return {
        (line, column): (value, None)
        for line, row in enumerate(rows, start=1)
        for column, value in enumerate(row, start=1)
        if value is not None
    }


def _is_plain(value: object) -> bool:
    if type(value) is str:
        return len(value) <= LONGEST_TEXT and not FOR_OPENPYXL.search(value)
    if type(value) is float:
        return isfinite(value)
    return value is None or type(value) in (bool, int, date, datetime, time)


def _are_plain_names(names: Iterable[str]) -> bool:
    plain = [name.casefold() for name in names if SHEET_NAME.fullmatch(name) and not FOR_OPENPYXL.search(name)]
    return len(set(plain)) == len([*names])


def _sheet(
    cells: Cells,
    texts: Mapping[str, str],
    styles: dict[tuple[str, str | None], int],
    number_format: Callable[[date | time], str],
) -> str:
    rows: dict[int, list[str]] = {}
    for (line, column), (value, fill) in sorted(cells.items()):
        shown = number_format(value) if isinstance(value, date | time) else GENERAL
        style = styles.setdefault((shown, fill), len(styles))
        start = f'<c r="{get_column_letter(column)}{line}" s="{style}"'
        rows.setdefault(line, []).append(start + _content(value, texts))
    lines = "".join(f'<row r="{line}">{"".join(written)}</row>' for line, written in rows.items())
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _content(value: Any, texts: Mapping[str, str]) -> str:
    """Return the rest of a cell."""
    if value is None:
        return "/>"
    if isinstance(value, str):
        return f' t="s"><v>{texts[value]}</v></c>'
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    number = to_excel(value) if isinstance(value, date | time) else value
    return f' t="n"><v>{number:.16g}</v></c>' if isinstance(number, float) else f' t="n"><v>{number}</v></c>'


def _texts(texts: Iterable[str]) -> str:
    listed = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'<sst xmlns="{MAIN}">{listed}</sst>'


def _styles(styles: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    formats = {shown: place for place, shown in enumerate(dict.fromkeys(shown for shown, _ in styles), start=164)}
    fills = {fill: place for place, fill in enumerate(dict.fromkeys(fill for _, fill in styles if fill), start=2)}
    ids = {**formats, GENERAL: 0}
    listed = {
        "numFmts": "".join(f'<numFmt numFmtId="{n}" formatCode={quoteattr(shown)}/>' for shown, n in formats.items()),
        "fonts": "<font/>",
        "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        + "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="{fill}"/></patternFill></fill>' for fill in fills
        ),
        "borders": "<border/>",
        "cellStyleXfs": "<xf/>",
        "cellXfs": "".join(
            f'<xf numFmtId="{ids[shown]}" fontId="0" fillId="{fills[fill] if fill else 0}" borderId="0" xfId="0"/>'
            for shown, fill in styles
        ),
        "cellStyles": '<cellStyle name="Normal" xfId="0" builtinId="0"/>',
    }
    content = "".join(f"<{name}>{elements}</{name}>" for name, elements in listed.items())
    return {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{content}</styleSheet>'}


def _book_parts(names: Sequence[str]) -> dict[str, str]:
    numbered = list(enumerate(names, start=1))
    sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    types = {"workbook": BOOK_TYPE, "styles": STYLES_TYPE, "sharedStrings": TEXTS_TYPE}
    types |= {f"worksheets/sheet{n}": SHEET_TYPE for n, _ in numbered}
    overrides = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{kind}"/>' for part, kind in types.items())
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations(("rId1", f"{DOCUMENT}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"rId{n}", f"{DOCUMENT}/worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered),
            ("texts", f"{DOCUMENT}/sharedStrings", "sharedStrings.xml"),
            ("styles", f"{DOCUMENT}/styles", "styles.xml"),
        ),
    }


def _relations(*targets: tuple[str, str, str]) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return str(relations(*targets)).replace("<Relationships>", f'<Relationships xmlns="{namespace}">', 1)


def _package(parts: Mapping[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + part)
    return buffer.getvalue()
