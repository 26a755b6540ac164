"""Small .ods workbooks as three programs write them: what is repeated, what is covered, and where styles are named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils import range_boundaries

from tests.support.files.parts import ods

PROGRAMS = ("LibreOffice", "Excel", "Google")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_MONTH = (
    '<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text><number:year/>'
    '</number:date-style><style:style style:name="ceMonth" style:family="table-cell" style:parent-style-name="Default" '
    'style:data-style-name="N1"/>'
)


def ods_of(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    program: str,
    *,
    fills: Mapping[str, str] | None = None,
    merged: Sequence[str] = (),
) -> bytes:
    """Return a workbook of texts, numbers and months; fills by "Sheet!A1" as eight digits, merged as "Sheet!A1:A3"."""
    colours = sorted(set((fills or {}).values()))
    styles = _MONTH + "".join(
        f'<style:style style:name="ce{colour}" style:family="table-cell" style:parent-style-name="Default">'
        f'<style:table-cell-properties fo:background-color="#{colour[-6:].lower()}"/></style:style>'
        for colour in colours
    )
    bounds = [range_boundaries(area.split("!")[1]) for area in merged]
    tables = "".join(
        _table(name, rows, Shape(program, _of_sheet(fills or {}, name), bounds)) for name, rows in sheets.items()
    )
    content: bytes = ods(tables, styles=styles).getvalue()
    return content


def _of_sheet(fills: Mapping[str, str], name: str) -> dict[str, str]:
    return {place.split("!")[1]: colour for place, colour in fills.items() if place.startswith(f"{name}!")}


@dataclass(frozen=True)
class Shape:
    """The shape of a sheet: which program writes it, its fills by address, and the bounds of its merged ranges."""

    program: str
    fills: Mapping[str, str]
    bounds: list[Any]


def _table(name: str, rows: Sequence[Sequence[Any]], shape: Shape) -> str:
    written = "".join(_row(line, row, shape) for line, row in enumerate(rows, start=1))
    ours = shape.program == "LibreOffice"
    usual = 'table:default-cell-style-name="Default"' if ours else ""
    below = (
        f'<table:table-row table:number-rows-repeated="{_LAST_ROW - len(rows)}">'
        f'<table:table-cell table:number-columns-repeated="{_LAST_COLUMN}"/></table:table-row>'
    )
    around = '<office:forms form:automatic-focus="false"/>' if ours else ""
    columns = f'<table:table-column table:number-columns-repeated="{_LAST_COLUMN}" {usual}/>'
    return f'<table:table table:name="{escape(name)}">{around}{columns}{written}{below}</table:table>'


def _row(line: int, row: Sequence[Any], shape: Shape) -> str:
    cells = [_cell(line, place, value, shape) for place, value in enumerate(row, start=1)]
    if shape.program != "Google":
        cells.append(f'<table:table-cell table:number-columns-repeated="{_LAST_COLUMN - len(row)}"/>')
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(line: int, place: int, value: Any, shape: Shape) -> str:
    letters = chr(64 + place)
    kind, attributes = "table-cell", ""
    for left, top, right, bottom in shape.bounds:
        if (place, line) == (left, top):
            attributes += f'table:number-columns-spanned="{right - left + 1}" '
            attributes += f'table:number-rows-spanned="{bottom - top + 1}" '
        elif left <= place <= right and top <= line <= bottom:
            kind = "covered-table-cell"
    style = shape.fills.get(f"{letters}{line}") or ("Month" if isinstance(value, datetime) else "")
    attributes += f'table:style-name="ce{style}" ' if style else ""
    if value is None:
        return f"<table:{kind} {attributes}/>"
    stated, shown = _value(value)
    known = stated.replace("office:value-type", "calcext:value-type").partition('" ')[0].rstrip('"') + '"'
    twice = known if shape.program != "Excel" else ""
    lines = "".join(f"<text:p>{escape(one)}</text:p>" for one in shown.split("\n"))
    return f"<table:{kind} {attributes}{stated} {twice}>{lines}</table:{kind}>"


def _value(value: Any) -> tuple[str, str]:
    if isinstance(value, datetime):
        return f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"', f"{value:%b-%y}"
    if isinstance(value, int | float):
        return f'office:value-type="float" office:value="{value}"', str(value)
    return 'office:value-type="string"', value
