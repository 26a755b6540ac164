"""The meetings: promises grouped by occasion, each with a link to its meeting pack."""

import pandas as pd

from analysis.promises.occasions import OccasionRow, occasion_of
from analysis.table_rows import rows_of
from components.choices.occasion import all_chosen_href, meeting_href
from components.elements.html import HtmlNode, element, part
from components.marks.marks import numbered_marks
from components.marks.promise_line import StatusRows, status_rows
from components.session.view import View
from components.text.more import MOST_MORE, rest_of_list
from model.terms import OPEN_TIMINGS
from wording.answers.occasions import occasion_title, timing_note

MOST_MEETINGS = 20
"""The meetings that are listed before the rest stands behind its number."""


def meetings_part(view: View, occasions: pd.DataFrame, promises: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show the open occasions (`analysis.promises.occasions`), each with its recommendations."""
    _, marks = view.translator, status_rows(standing)
    is_open = promises["timing"].isin(OPEN_TIMINGS)
    keyed = promises.assign(occasion=occasion_of(promises), is_open=is_open).dropna(subset="occasion")
    by_occasion: dict[str, dict[tuple[str, str], bool]] = {}
    for occasion, is_left, *key in keyed[["occasion", "is_open", "review", "ref"]].itertuples(index=False, name=None):
        of_occasion = by_occasion.setdefault(occasion, {})
        of_occasion[key[0], key[1]] = is_left or of_occasion.get((key[0], key[1]), False)
    still_open = occasions[occasions["timing"].isin(OPEN_TIMINGS)].rename(columns={"with": "with_whom"})
    rows = list(rows_of(still_open, OccasionRow))
    lines = [_meeting(view, row, by_occasion.get(row.occasion, {}), marks) for row in rows[: MOST_MEETINGS + MOST_MORE]]
    if not lines:
        lines = [element("li", _("No occasion has a date."), class_="muted")]
    link = element("a", _("Meeting pack on all that is chosen"), href=all_chosen_href(view))
    first, rest = lines[:MOST_MEETINGS], lines[MOST_MEETINGS:]
    more = rest_of_list(view, rest, len(rows) - MOST_MEETINGS)
    nodes = [element("ul", *first, class_="lines"), *more, element("p", link)]
    return part("meetings", *nodes, scale=view.scale)


def _meeting(view: View, row: OccasionRow, keys: dict[tuple[str, str], bool], standing: StatusRows) -> HtmlNode:
    """Return an occasion; where some of its promises are kept or closed, that they are."""
    _ = view.translator
    title = occasion_title(row, view.names, _)
    word = timing_note(row.timing, row.due_last, view.visit_day, _)
    overdue = [" · ", word if all(keys.values()) else _("{timing}, some kept or closed", timing=word)] if word else []
    marks = numbered_marks(view, (standing[key] for key in keys if key in standing))
    pack = element(
        "a", _("Meeting pack"), href=meeting_href(view, row), aria_label=_("Meeting pack: {about}", about=title)
    )
    return element(
        "li", element("div", element("strong", title), *overdue), element("div", *marks, pack, class_="marks")
    )
