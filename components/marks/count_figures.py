"""The number of recommendations at each mark, its change since the previous round, and what moved."""

import pandas as pd

from analysis.closure import closure_at
from analysis.movement import RoundPair
from analysis.status import MarkRow, counts_at, silence_at
from analysis.table_rows import rows_of
from components.elements import HtmlNode, element, part, subtitle_part
from components.marks.marks import mark_picture, numbered_marks
from components.reading.difference import source_name
from components.session.links import href
from components.session.view import View
from components.texts import (
    count_link,
    data_date_and_age,
    filter_toggle,
    mark_slug,
    overdue_part,
    overdue_since_part,
    with_links,
)
from model.terms import NOT_REPORTED, STANDSTILLS, UNRATED, Basis, Movement, ShownPart
from wording.answers.headline import (
    MovedLine,
    from_to,
    moved_lines,
    movement_count,
    movement_summary,
    silence_sentence,
    ways_of,
)
from wording.format.dates import format_round
from wording.format.statuses import mark_meaning, standing_word
from wording.format.text import begin_sentence, format_count

MOST_MEANING = 60
"""The most letters of a meaning that fit under a number."""
MOST = 20
"""The number of marks on a line; its number opens the list of all."""


def counts_part(view: View, counts: pd.DataFrame, *, since: pd.Timestamp | None) -> HtmlNode:
    """Show the number of each mark, best first, with its change since a round.

    Each recommendation is in exactly one of them. A mark that is no status is shown only where its count is not zero,
    now or before. What cuts across them stands below in a sentence: it is counted among them.
    """
    before = None if since is None else counts_at(view.chosen, as_at=since)
    earlier = {} if before is None else dict(zip(before["mark"], before["count"], strict=True))
    shown = [
        (mark, n)
        for mark, n in zip(counts["mark"], counts["count"], strict=True)
        if mark in view.scale.rank or n or earlier.get(mark)
    ]
    best_first = [*reversed([item for item in shown if item[0] in view.scale.rank])]
    rest = [item for item in shown if item[0] in UNRATED]
    figures = [_figure(view, mark, n, earlier.get(mark), since) for mark, n in (*best_first, *rest)]
    nodes = [element("ul", *figures, class_="counts"), *_counted_among(view)]
    return part("counts", *nodes, scale=view.scale)


def overview_subtitle_parts(
    view: View, moves: pd.DataFrame, between: RoundPair, *, standing: pd.DataFrame
) -> list[HtmlNode | None]:
    """Return the subtitle of Overview: the date of the data, what moved, and what is inferred.

    Below it stands what has become overdue since that date, or is overdue as at today.
    """
    subtitle = _overview_subtitle_part(view, moves, between, standing=standing)
    return [subtitle, overdue_since_part(view), overdue_part(view)]


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


def _figure(view: View, mark: str, n: int, before: int | None, since: pd.Timestamp | None) -> HtmlNode:
    """Return a number as a link to its list, above its status as a filter; zero has neither."""
    word = standing_word(mark, view.scale, view.translator)
    named = element("span", mark_picture(view, mark), element("span", begin_sentence(word)), class_="word")
    chosen = mark in view.selection.statuses
    ink = {"mark": {"ink": mark}} if mark in view.scale.rank else {}
    return element(
        "li",
        element("span", count_link(view, n, status=mark_slug(view, mark)), class_="n"),
        filter_toggle(view, "status", mark if n or chosen else None, named, label=word),
        element("span", _meaning(view, mark), class_="note means"),
        element("span", _change(view, n, before, since), class_="note"),
        **ink,
    )


def _counted_among(view: View) -> list[HtmlNode]:
    """Return a line on what cuts across the statuses, and is counted among them: what is silent, and what is closed."""
    _ = view.translator
    silence = silence_at(view.chosen, as_at=view.as_at)
    closed = int(closure_at(view.chosen, as_at=view.as_at)["closes"].sum())
    month = format_round(silence.month, _, short=True) if silence.count else ""
    silent = _("{n} reported nothing in {month}", n=format_count(silence.count, _), month=month)
    facts = [
        (silence.count, silent, ShownPart.SILENT),
        (closed, _.plural("{n} is closed", "{n} are closed", closed), ShownPart.CLOSED),
    ]
    links: list[HtmlNode] = []
    for n, words, shown in facts:
        links += [" · ", count_link(view, n, words, only=shown.value)] if n else []
    if not links:
        return []
    who = element("a", _("Who reported"), href=href("over-time", view.query))
    links += [" · ", who] if silence.count else []
    return [element("p", _("Counted among these:"), " ", *links[1:], class_="small")]


def _meaning(view: View, mark: str) -> str:
    """Return the meaning of a mark without its full stop, or nothing where it is too long."""
    if mark == NOT_REPORTED:
        return view.translator("Nothing was reported in any round")
    meaning = mark_meaning(mark, view.scale, view.translator).rstrip(".")
    return meaning if len(meaning) <= MOST_MEANING else ""


def _change(view: View, n: int, before: int | None, since: pd.Timestamp | None) -> str:
    """Return the change of a count in words only, without sign or colour: a count is not good or bad by itself."""
    _ = view.translator
    if before is None or since is None:
        return ""
    month = format_round(since, _, short=True)
    if n == before:
        return _("the same as in {month}", month=month)
    if n > before:
        return _.plural("{n} more than in {month}", "{n} more than in {month}", n - before, month=month)
    return _.plural("{n} fewer than in {month}", "{n} fewer than in {month}", before - n, month=month)


def _overview_subtitle_part(view: View, moves: pd.DataFrame, between: RoundPair, *, standing: pd.DataFrame) -> HtmlNode:
    _ = view.translator
    silence_now = silence_at(view.chosen, as_at=view.as_at)
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
