"""What moved since a round: a sentence, and a line of marks for each kind of movement."""

import pandas as pd

from analysis.movement.movement import RoundPair
from analysis.status.latest_status import MarkRow
from analysis.status.silence import silence_at
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.marks import numbered_marks
from components.reading.source_line import source_name
from components.session.links import href
from components.session.view import View
from components.text.data_date import data_date_and_age
from components.text.filter_toggle import count_link, mark_slug, with_links
from components.text.page_header import subtitle_part
from components.text.since import overdue_part, overdue_since_part
from model.terms import STANDSTILLS, Basis, Movement, ShownPart
from wording.answers.headline import MovedLine, moved_lines, movement_summary, silence_sentence
from wording.answers.movement import from_to, movement_count, ways_of
from wording.format.numbers import format_count

MOST = 20
"""The number of marks on a line; its number opens the list of all."""


def overview_subtitle_parts(
    view: View, moves: pd.DataFrame, between: RoundPair, *, standing: pd.DataFrame
) -> list[HtmlNode | None]:
    """Return the subtitle of Overview: the date of the data, what moved, and what is inferred.

    Below it stands what has become overdue since that date, or is overdue as at today.
    """
    subtitle = _overview_subtitle_part(view, moves, between, standing=standing)
    return [subtitle, overdue_since_part(view), overdue_part(view)]


def _overview_subtitle_part(view: View, moves: pd.DataFrame, between: RoundPair, *, standing: pd.DataFrame) -> HtmlNode:
    _ = view.translator
    silence_now = view.answer(silence_at, as_at=view.as_at)
    silence = silence_sentence(silence_now, _)
    parts: list[HtmlNode] = [
        *([count_link(view, silence_now.count, silence, only=ShownPart.SILENT.value)] if silence else []),
        element("span", *_linked_movements(view, moves, movement_summary(moves["movement"], between, _))),
        f"{data_date_and_age(view)}.",
        element("span", source_name(view), "."),
    ]
    rated = standing[standing["mark"].isin(view.scale.names)]
    inferred = int(rated["basis"].eq(Basis.INFERRED).sum())
    if inferred:
        words = _inferred(view, inferred, len(rated))
        link = count_link(view, inferred, words, only=ShownPart.INFERRED.value) if inferred < len(rated) else words
        parts += [link, element("a", _("Why?"), href=href("about", view.query))]
    return subtitle_part(*parts)


def _inferred(view: View, inferred: int, rated: int) -> str:
    _ = view.translator
    if inferred == rated:
        return _("The published colours are not in the text: statuses are inferred from its words.")
    return _(
        "{n} of {total} statuses are inferred from words.", n=format_count(inferred, _), total=format_count(rated, _)
    )


def movement_part(view: View, moves: pd.DataFrame, *, since: pd.Timestamp | None) -> HtmlNode | None:
    """Show a line of marks for each kind of movement, backward movements first; unchanged ones are only counted."""
    if since is None or moves.empty:
        return None
    shown = moves.groupby("movement", observed=True).head(MOST).rename(columns={"to_mark": "mark"})
    by_ref = {(row.review, row.ref): row for row in rows_of(shown, MarkRow)}
    lines = []
    for line in moved_lines(moves, view.scale, view.translator):
        class_ = "muted" if line.movement in STANDSTILLS else None
        text = element("span", *_line_nodes(view, line, moves), class_=class_)
        drawn = [] if line.movement in STANDSTILLS else line.recommendations[:MOST]
        lines.append(element("li", text, *numbered_marks(view, (by_ref[key] for key in drawn))))
    return part("moved", element("ul", *lines, class_="moved"), scale=view.scale)


def _linked_movements(view: View, moves: pd.DataFrame, sentence: str) -> list[HtmlNode]:
    """Return the sentence on what moved, with each number of recommendations as a link."""
    counts = moves["movement"].value_counts()
    parts = []
    for kind in Movement:
        if n := int(counts.get(kind, 0)):
            words = movement_count(kind, n, view.translator)
            parts.append((words, count_link(view, n, words, only=kind.value)))
    return with_links(sentence, *parts)


def _line_nodes(view: View, line: MovedLine, moves: pd.DataFrame) -> list[HtmlNode]:
    """Return a line on a movement: its number and that of each way it went are links, where there are several ways."""
    _, n = view.translator, len(line.recommendations)
    words = movement_count(line.movement, n, _)
    parts = [(words, count_link(view, n, words, only=line.movement.value))]
    rows = moves[moves["movement"].eq(line.movement)]
    ways: dict[str, dict[tuple[str, str], int]] = {}
    for way, count in ways_of(rows).items():
        ways.setdefault(from_to(*way, view.scale, _), {})[way] = count
    for name, went in ways.items() if len(ways) > 1 else ():
        n, (before, now) = sum(went.values()), next(iter(went))
        named = _("{n} {way}", n=format_count(n, _), way=name)
        chosen = {"only": line.movement.value, "now": mark_slug(view, now)}
        chosen |= {"was": mark_slug(view, before)} if len(went) == 1 else {}
        parts.append((named, count_link(view, n, named, **chosen)))
    return with_links(line.text, *parts)
