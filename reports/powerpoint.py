"""Write slides as a PowerPoint file: pages that fit, native charts and tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import IO

import pptx
from pptx.chart.chart import Chart as PptxChart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as PptxSlide
from pptx.text.text import _Paragraph, _Run
from pptx.util import Cm, Emu, Pt
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from model.terms import channels, normalise_space
from reports import document
from reports.panel.slides import CELL_FONT, POINT_FONT, panel_slides
from reports.reproducible import CREATION_DATE, property_text, saved_bytes, storable
from reports.text.narrator import Narrator

# The index of the layout "Title Only" in the default template.
_TITLE_ONLY_LAYOUT = 5
WIDTH, HEIGHT, EDGE = Cm(33.867), Cm(19.05), Cm(1.8)
# The top and the height of each part of a slide.
TITLE_AREA, BODY_AREA, FOOTER_AREA = (Cm(1.1), Cm(3.2)), (Cm(4.6), Cm(11.6)), (Cm(17.6), Cm(1))
_LOGO_AREA = (Cm(14.8), Cm(2.2))
_REMARK_AREA = (Cm(16.4), Cm(1))
# The indexes of the footer and of the slide's number among the placeholders of the layout.
FOOTER_INDEX, SLIDE_NUMBER_INDEX = 11, 12
# The font size of a title by its most letters; the largest size is for the title slide only.
_TITLE_SIZES = {60: Pt(34), 90: Pt(28), 150: Pt(24), 220: Pt(20)}
_SMALLEST_TITLE = Pt(14)
# The left edge, the top, the width and the height of the body of a slide.
_BODY = (EDGE, BODY_AREA[0], WIDTH - 2 * EDGE, BODY_AREA[1])
# What XlsxWriter would make of texts.
_CONVERSIONS = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")


class SlideWriter:
    """Writes one slide in reading order: its title, its body, its footer."""

    def __init__(self, presentation: Presentation, slide: document.Slide, tag: str, footer: str) -> None:
        self._content, self._tag, self._footer = slide, tag, footer
        self._slide: PptxSlide = presentation.slides.add_slide(presentation.slide_layouts[0])

    def write(self) -> None:
        """Write the slide."""
        self._write_title()
        match self._content.body:
            case document.Bullets() as points:
                self._add_points(points)
            case document.SlideChart() as chart:
                self._add_chart(chart)
            case document.Table() as table:
                self._add_table(table)
        if (logo := self._content.logo) is not None:
            top, most_height = _LOGO_AREA
            size = logo.size_within(Cm(10), most_height)
            _describe(self._slide.shapes.add_picture(BytesIO(logo.png), EDGE, top, *size), "Logo", logo.alt)
        if self._content.remark:
            box = self._slide.shapes.add_textbox(EDGE, _REMARK_AREA[0], WIDTH - 2 * EDGE, _REMARK_AREA[1])
            box.name, box.text_frame.word_wrap = "Remark", True
            remark = document.Text(self._content.remark, muted=True)
            self._add_spans(box.text_frame.paragraphs[0], (remark,), size=Pt(14))
        self._add_footer()
        notes = self._slide.notes_slide.notes_text_frame
        notes.clear()
        for index, line in enumerate(self._content.notes):
            paragraph = notes.paragraphs[0] if index == 0 else notes.add_paragraph()
            self._add_run(paragraph, document.Text(line))

    def _write_title(self) -> None:
        frame = self._slide.shapes.title.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        words = normalise_space(self._content.title)
        length = len(words) if self._content.is_title_slide else max(len(words), 61)
        size = next((size for most, size in _TITLE_SIZES.items() if length <= most), _SMALLEST_TITLE)
        run = self._add_run(frame.paragraphs[0], document.Text(words, strong=True), size=size)
        run.font.color.rgb = _rgb(document.COLOURS.accent)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def _add_points(self, points: document.Bullets) -> None:
        box = self._slide.shapes.add_textbox(*_BODY)
        box.name, frame = "Points", box.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        listed = len(points.items) > 1 and not self._content.is_title_slide
        for index, spans in enumerate(points.items):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(8)
            if listed:  # python-pptx has no setting for bullet points
                properties = paragraph._p.get_or_add_pPr()
                properties.set("marL", str(Cm(0.9)))
                properties.set("indent", str(-Cm(0.9)))
                properties.append(properties.makeelement(qn("a:buFont"), {"typeface": document.FONT}))
                properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
            self._add_spans(paragraph, spans, size=Pt(POINT_FONT))

    def _add_chart(self, chart: document.SlideChart) -> None:
        chart_data = LiteralChartData(number_format="0")
        chart_data.categories = [escape_rich_string(storable(name)) for name in chart.categories]
        for mark, counts in chart.series:
            chart_data.add_series(escape_rich_string(storable(mark.label)), counts)
        kind = XL_CHART_TYPE.BAR_STACKED if chart.is_horizontal else XL_CHART_TYPE.COLUMN_STACKED
        frame = self._slide.shapes.add_chart(kind, *_BODY, chart_data)
        _describe(frame, "Chart", chart.alt)
        _format_chart(frame.chart, self._tag, is_horizontal=chart.is_horizontal)
        for series, (mark, _counts) in zip(frame.chart.plots[0].series, chart.series, strict=True):
            _format_series(series, mark)

    def _add_table(self, table: document.Table) -> None:
        left, top, width, _height = _BODY
        rows = len(table.rows) + 1
        frame = self._slide.shapes.add_table(rows, len(table.header), left, top, width, Cm(1.1) * rows)
        _describe(frame, "Table", table.title)
        grid = frame.table
        grid.first_row, grid.first_col, grid.horz_banding = True, table.first_column_is_header, False
        for column, share in zip(grid.columns, table.shares, strict=True):
            column.width = Emu(int(width * share))
        for cells, row in zip(table.styled_rows, grid.rows, strict=True):
            for (spans, style), cell in zip(cells, row.cells, strict=True):
                # a status gives a cell its colours, and its letter before its word
                look = next((span.style for span in spans if isinstance(span, document.StatusMark)), style)
                cell.fill.solid()
                cell.fill.fore_color.rgb = _rgb(look.fill or document.COLOURS.page)
                self._add_spans(cell.text_frame.paragraphs[0], spans, size=Pt(CELL_FONT), style=look)

    def _add_spans(
        self, paragraph: _Paragraph, spans: document.Spans, *, size: Pt, style: document.CellStyle = document.PLAIN
    ) -> None:
        for span in spans:
            text = document.Text(span.label, strong=True) if isinstance(span, document.StatusMark) else span
            run = self._add_run(paragraph, replace(text, strong=text.strong or style.is_strong), size=size)
            run.font.color.rgb = _rgb(document.COLOURS.muted if text.muted and not style.fill else style.ink)

    def _add_run(self, paragraph: _Paragraph, text: document.Text, *, size: Pt | None = None) -> _Run:
        run = paragraph.add_run()
        run.text = storable(text.words).replace("\n", " ")
        run.font.name, run.font.bold = document.FONT, text.strong
        if size is not None:
            run.font.size = size
        tag = text.language.tag if text.language else self._tag
        run._r.get_or_add_rPr().set("lang", tag)  # python-pptx has a closed list of languages
        return run

    def _add_footer(self) -> None:
        """Add the footer and the slide's number, as placeholders of its layout."""
        for placeholder in self._slide.slide_layout.placeholders:
            if placeholder.placeholder_format.idx not in (FOOTER_INDEX, SLIDE_NUMBER_INDEX):
                continue
            element = deepcopy(placeholder._element)  # python-pptx leaves these placeholders out of a new slide
            tree = self._slide.shapes._spTree
            tree.append(element)
            element.nvSpPr.cNvPr.set("id", str(len(tree)))
            for run in element.iter(qn("a:rPr"), qn("a:endParaRPr")):
                run.set("lang", self._tag)
            if placeholder.placeholder_format.idx == FOOTER_INDEX:
                frame = self._slide.shapes[-1].text_frame
                frame.clear()
                frame.paragraphs[0].alignment = PP_ALIGN.LEFT
                self._add_spans(frame.paragraphs[0], (document.Text(self._footer, muted=True),), size=Pt(12))


def _describe(shape: BaseShape, name: str, alt: str) -> None:
    """Set the name and the alternative text of a shape."""
    shape.name = name
    shape._element._nvXxPr.cNvPr.set("descr", storable(alt))  # python-pptx has no alternative texts


def slides_bytes(edition: document.Edition) -> bytes:
    """Return an edition as a .pptx; the same edition gives the same bytes."""
    narrator, presentation, tag = Narrator(edition), pptx.Presentation(), edition.language.tag
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    properties = presentation.core_properties
    properties.title, properties.author = property_text(narrator.report_title), property_text(narrator.publisher)
    properties.language, properties.created, properties.modified = tag, CREATION_DATE, CREATION_DATE
    properties.last_modified_by, properties.revision, properties.comments = "", 1, ""
    layout = presentation.slide_layouts[_TITLE_ONLY_LAYOUT]
    for placeholder in (*presentation.slide_master.placeholders, *layout.placeholders):
        kind = placeholder.placeholder_format.type.name
        placeholder.left, placeholder.width = EDGE, WIDTH - 2 * EDGE
        placeholder.top, placeholder.height = {"TITLE": TITLE_AREA, "BODY": BODY_AREA}.get(kind, FOOTER_AREA)
        if kind == "SLIDE_NUMBER":
            placeholder.left, placeholder.width = WIDTH - EDGE - Cm(3), Cm(3)
        elif kind == "FOOTER":
            placeholder.width = WIDTH - 2 * EDGE - Cm(3.5)
    for other in [each for each in presentation.slide_layouts if each != layout]:
        presentation.slide_layouts.remove(other)
    for slide in panel_slides(narrator):
        SlideWriter(presentation, slide, tag, narrator.footer).write()
    return saved_bytes(presentation.save)


def _rgb(colour: str) -> RGBColor:
    """Return a colour such as `#00594f` as python-pptx takes it."""
    return RGBColor(*channels(colour))


class LiteralChartData(CategoryChartData):  # type: ignore[misc]
    """The data of a chart, with names as literal text; python-pptx would write a theme "=1+1" as a formula."""

    @property
    def _workbook_writer(self) -> "_LiteralWorkbookWriter":
        return _LiteralWorkbookWriter(self)


class _LiteralWorkbookWriter(CategoryWorkbookWriter):  # type: ignore[misc]
    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Workbook, Worksheet]]:
        with Workbook(xlsx_file, {"in_memory": True, **dict.fromkeys(_CONVERSIONS, False)}) as book:
            book.set_properties({"created": CREATION_DATE})
            yield book, book.add_worksheet()


def escape_rich_string(text: str) -> str:
    """Return a name with a space before it where XlsxWriter would read it as a rich string."""
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text


def _format_chart(native: PptxChart, language: str, *, is_horizontal: bool) -> None:
    """Set the fonts, the legend below, and axes without lines; horizontal bars begin at the top."""
    native.font.size, native.font.name, native.font.color.rgb = Pt(14), document.FONT, _rgb(document.COLOURS.text)
    native.font._rPr.set("lang", language)  # python-pptx sets no language of a chart
    native.has_title, native.has_legend = False, True
    native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    native.value_axis.visible = native.value_axis.has_major_gridlines = False
    native.category_axis.format.line.fill.background()
    native.category_axis.reverse_order = is_horizontal
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 60, 100


def _format_series(native: BarSeries, mark: document.StatusMark) -> None:
    """Set the colours of a series, and its letter with each number; without a status its edge is dashed."""
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = _rgb(mark.fill)
    line = native.format.line
    line.color.rgb, line.width = _rgb(mark.style.edge or mark.edge), Pt(1.25)
    if not mark.shape:
        line.dash_style = MSO_LINE.DASH
    labels = native.data_labels
    labels.show_value = True
    letter = storable(mark.letter).replace('"', "")
    labels.number_format, labels.number_format_is_linked = f'"{letter} "0;;;', False
    labels.font.size, labels.font.bold = Pt(14), True
    labels.font.color.rgb = _rgb(mark.ink if mark.shape else document.COLOURS.text)
