"""The number of promises of each timing, such as overdue; and the day on which they are judged."""

import pandas as pd

from components.elements.html import HtmlNode, element, part
from components.monitoring.grouping import TIMINGS
from components.monitoring.timing_filter import timing_toggle
from components.session.view import View
from components.text.data_date import judged_later
from components.text.page_header import subtitle_part
from components.text.since import overdue_since_part
from model.terms import OPEN_TIMINGS, Timing
from wording.answers.occasions import judged_on_sentence, promised_later_sentence, timing_heading
from wording.format.numbers import format_count


def monitoring_subtitle_parts(view: View, promises: pd.DataFrame) -> list[HtmlNode | None]:
    """Return the day on which promises are judged, and how many were made later and are not shown."""
    later = promised_later_sentence(len(view.chosen.monitoring) - len(promises), view.as_at, view.translator)
    _, data = view.translator, judged_later(view)
    rule = _("A promise is overdue only after the last day it could fall on.")
    judged = [*data, rule] if data else [judged_on_sentence(view.as_at, view.today, _)]
    subtitle = subtitle_part(*judged, *([later] if later else []))
    return [subtitle, overdue_since_part(view, promises_above=True)]


def promise_counts_part(view: View, promises: pd.DataFrame, *, chosen: str) -> HtmlNode:
    """Show the number of promises (`analysis.promises.promises`) of each timing; of closed ones only where one is.

    A number filters the promises by its timing; zero is no link, for nothing would be left.
    """
    counts = {timing: int(promises["timing"].eq(timing).sum()) for timing in TIMINGS}
    shown = [timing for timing in TIMINGS if counts[timing] or timing in (chosen, *OPEN_TIMINGS, Timing.DONE)]
    figures = [_figure(view, timing, counts[timing], chosen) for timing in shown]
    return part("promise-counts", element("ul", *figures, class_="counts"))


def _figure(view: View, timing: str, n: int, chosen: str) -> HtmlNode:
    _ = view.translator
    word = element("span", element("span", timing_heading(timing, _)), class_="word")
    figure = element("span", format_count(n, _), class_="n"), word
    if not n and timing != chosen:
        return element("li", *figure)
    return element("li", timing_toggle(view, timing, *figure, chosen=chosen))
