"""A native chart on a slide: stacked bars whose numbers can be edited; letters and order too show each status."""

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
_CHART_TYPES = {BarDirection.VERTICAL: XL_CHART_TYPE.COLUMN_STACKED, BarDirection.HORIZONTAL: XL_CHART_TYPE.BAR_STACKED}


def add_chart(slide: PptxSlide, chart: SlideChart, area: tuple[Emu, Emu, Emu, Emu], *, language: str) -> GraphicFrame:
    """Add a chart at left, top, width and height, and return its frame."""
    chart_data = LiteralChartData(number_format="0")
    chart_data.categories = [escape_rich_string(storable(name)) for name in chart.categories]
    for series in chart.series:
        chart_data.add_series(escape_rich_string(storable(_series_name(series.mark))), series.counts)
    frame = slide.shapes.add_chart(_CHART_TYPES[chart.direction], *area, chart_data)
    native = frame.chart
    _format_chart(native, chart, language)
    for native_series, series in zip(native.plots[0].series, chart.series, strict=True):
        _format_series(native_series, series)
    return frame


def _series_name(mark: StatusMark) -> str:
    return f"{mark.letter} {mark.word}"


def _format_chart(native: PptxChart, chart: SlideChart, language: str) -> None:
    """Set the fonts, the legend below, and axes without lines; horizontal bars begin at the top."""
    native.font.size, native.font.name = Pt(14), "Arial"
    native.font.color.rgb = _rgb(_COLOURS.text)
    native.font._rPr.set("lang", language)  # python-pptx sets no language of a chart
    native.has_title = False
    native.has_legend = True
    native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    native.value_axis.visible = native.value_axis.has_major_gridlines = False
    native.category_axis.format.line.fill.background()
    native.category_axis.reverse_order = chart.direction is BarDirection.HORIZONTAL
    plot = native.plots[0]
    plot.gap_width, plot.overlap = 60, 100


def _format_series(native: BarSeries, series: ChartSeries) -> None:
    """Set the colours of a series, and its letter with each number; without a status it is hollow with a dashed edge.

    Two statuses may have one colour: an edge in that colour becomes white, so that it separates them.
    """
    mark = series.mark
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = _rgb(mark.fill)
    native.format.line.color.rgb = _rgb(_COLOURS.page if mark.edge == mark.fill else mark.edge)
    native.format.line.width = Pt(1.25)
    if not mark.shape:
        native.format.line.dash_style = MSO_LINE.DASH
    labels = native.data_labels
    labels.show_value = True
    letter = storable(mark.letter).replace('"', "")
    labels.number_format, labels.number_format_is_linked = f'"{letter} "0;;;', False
    labels.font.size, labels.font.bold = Pt(14), True
    labels.font.color.rgb = _rgb(mark.ink if mark.shape else _COLOURS.text)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())
