"""A native chart on a slide: stacked bars whose numbers can be edited, told apart by letter, order and colour."""

from pptx.chart.chart import Chart as PptxChart
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as PptxSlide
from pptx.util import Emu, Pt

from model.status.colours import PALETTES, Appearance
from reports.content.document import StatusMark
from reports.content.slide import BarDirection, ChartSeries, SlideChart
from reports.content.storable_text import storable
from reports.powerpoint.chart_workbook import LiteralChartData, escape_rich_string

_COLOURS = PALETTES[Appearance.LIGHT]
_KINDS = {BarDirection.VERTICAL: XL_CHART_TYPE.COLUMN_STACKED, BarDirection.HORIZONTAL: XL_CHART_TYPE.BAR_STACKED}


def add_chart(slide: PptxSlide, chart: SlideChart, place: tuple[Emu, Emu, Emu, Emu], *, language: str) -> GraphicFrame:
    """Add a chart at left, top, width and height, and return its frame."""
    numbers = LiteralChartData(number_format="0")
    numbers.categories = [escape_rich_string(storable(name)) for name in chart.categories]
    for pieces in chart.series:
        numbers.add_series(escape_rich_string(storable(_series_name(pieces.mark))), pieces.counts)
    frame = slide.shapes.add_chart(_KINDS[chart.direction], *place, numbers)
    drawn = frame.chart
    _look(drawn, chart, language)
    for series, pieces in zip(drawn.plots[0].series, chart.series, strict=True):
        _paint(series, pieces)
    return frame


def _series_name(mark: StatusMark) -> str:
    return f"{mark.letter} {mark.word}"


def _look(drawn: PptxChart, chart: SlideChart, language: str) -> None:
    """Set the fonts, the legend below, and axes without lines; the names of lying bars are read from above."""
    drawn.font.size, drawn.font.name = Pt(14), "Arial"
    drawn.font.color.rgb = _rgb(_COLOURS.text)
    drawn.font._rPr.set("lang", language)  # python-pptx sets no language of a chart
    drawn.has_title = False
    drawn.has_legend = True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.value_axis.visible = drawn.value_axis.has_major_gridlines = False
    drawn.category_axis.format.line.fill.background()
    drawn.category_axis.reverse_order = chart.direction is BarDirection.HORIZONTAL
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 60, 100


def _paint(series: BarSeries, pieces: ChartSeries) -> None:
    """Give a status its colours and its letter beside each number; what has no status is hollow with a dashed edge.

    Two statuses may have one colour: an edge that would not be seen is white and parts them.
    """
    mark = pieces.mark
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(mark.fill)
    series.format.line.color.rgb = _rgb(_COLOURS.page if mark.edge == mark.fill else mark.edge)
    series.format.line.width = Pt(1.25)
    if not mark.shape:
        series.format.line.dash_style = MSO_LINE.DASH
    labels = series.data_labels
    labels.show_value = True
    letter = storable(mark.letter).replace('"', "")
    labels.number_format, labels.number_format_is_linked = f'"{letter} "0;;;', False
    labels.font.size, labels.font.bold = Pt(14), True
    labels.font.color.rgb = _rgb(mark.ink if mark.shape else _COLOURS.text)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())
