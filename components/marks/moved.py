"""What moved since a round: a sentence, and a line of marks for each kind of movement."""

from datetime import date

import pandas as pd

from analysis.status.latest_status import MarkRow
from analysis.status.silence import silence_at
from analysis.table_rows import rows_of
from components.elements.html import HtmlFragment, HtmlNode, element
from components.marks.marks import numbered_marks
from components.reading.source_line import source_name
from components.session.links import href
from components.session.view import View, today
from components.session.view_cache import cached_piece
from components.text.data_date import data_date_and_age
from components.text.page_header import subtitle
from components.text.since import show_overdue, show_overdue_since
from model.terms import STANDSTILLS, Basis
from wording.answers.headline import moved_lines, movement_since, silence_sentence
from wording.format.numbers import format_count

MOST = 20
"""The number of marks on a line; the rest are counted."""


def show_overview_subtitle(
    view: View, moves: pd.DataFrame, start: pd.Timestamp | None, *, standing: pd.DataFrame
) -> None:
    """Show the Overview's subtitle: what moved, the as-at date, the source, and how many statuses are inferred.

    Below it stands what has become overdue since that date, or is overdue as at today.
    """
    _overview_subtitle(view, moves, start, standing=standing, day=today())
    show_overdue_since(view)
    show_overdue(view)


@cached_piece
def _overview_subtitle(
    view: View, moves: pd.DataFrame, start: pd.Timestamp | None, *, standing: pd.DataFrame, day: date
) -> HtmlFragment:
    _ = view.translator
    silence = silence_sentence(view.answer(silence_at, as_at=view.as_at), _)
    parts: list[HtmlNode] = [
        *([silence] if silence else []),
        movement_since(moves, start, _),
        f"{data_date_and_age(view, day)}.",
        element("span", source_name(view), "."),
    ]
    rated = standing[standing["mark"].isin(view.scale.names)]
    inferred = int(rated["basis"].eq(Basis.INFERRED).sum())
    if inferred:
        parts += [_inferred(view, inferred, len(rated)), element("a", _("Why?"), href=href("about", view.query))]
    return subtitle(*parts)


def _inferred(view: View, inferred: int, rated: int) -> str:
    _ = view.translator
    if inferred == rated:
        return _("The published colours are not in the text: statuses are inferred from its words.")
    return _(
        "{n} of {total} statuses are inferred from words.", n=format_count(inferred, _), total=format_count(rated, _)
    )


@cached_piece
def show_movement(view: View, moves: pd.DataFrame, *, since: pd.Timestamp | None) -> HtmlFragment | None:
    """Show a line of marks for each kind of movement, backward movements first; unchanged ones are only counted."""
    if since is None or moves.empty:
        return None
    by_ref = {(row.review, row.ref): row for row in rows_of(moves.rename(columns={"to_mark": "mark"}), MarkRow)}
    lines = []
    for line in moved_lines(moves, view.scale, view.translator):
        if line.movement in STANDSTILLS:
            lines.append(element("li", element("span", line.text, class_="muted")))
        else:
            marks = numbered_marks(view, (by_ref[key] for key in line.recommendations[:MOST]))
            lines.append(
                element("li", element("span", line.text), *marks, *_more_link(view, len(line.recommendations) - MOST))
            )
    return HtmlFragment([element("ul", *lines, class_="moved")], key="moved", scale=view.scale)


def _more_link(view: View, more: int) -> list[HtmlNode]:
    """Return a link to the whole list, where not all marks are shown."""
    if more <= 0:
        return []
    text = view.translator.plural("{n} more", "{n} more", more)
    return [element("a", text, href=href("over-time", view.query))]
