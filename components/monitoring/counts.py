"""The number of promises that are overdue, due, undated and done."""

import pandas as pd

from components.elements.html import HtmlFragment, element
from components.monitoring.grouping import TIMINGS
from components.session.view import View
from components.session.view_cache import cached_piece
from wording.answers.occasions import timing_heading
from wording.format.numbers import format_count


@cached_piece
def show_promise_counts(view: View, promises: pd.DataFrame) -> HtmlFragment:
    """Show the number of promises (`analysis.promises.promises`) that are overdue, due, undated and done."""
    _ = view.translator
    figures = [
        element(
            "li",
            element("span", format_count(int(promises["timing"].eq(timing).sum()), _), class_="n"),
            element("span", timing_heading(timing, _), class_="word"),
        )
        for timing in TIMINGS
    ]
    return HtmlFragment([element("ul", *figures, class_="counts")], key="promise-counts")
