"""The number of recommendations at each mark, its change since the previous round, and what moved."""

import pandas as pd

from analysis.closure import closure_at
from analysis.status import count_not_reported, counts_at
from components.elements import HtmlNode, element, part, subtitle_part
from components.marks.marks import mark_picture
from components.reading.difference import source_name
from components.session.links import href
from components.session.view import View
from components.texts import (
    count_link,
    data_date_and_age,
    filter_toggle,
    mark_slug,
)
from model.terms import NOT_REPORTED, UNRATED, Basis, ShownPart
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


def subtitle_of_data_part(view: View, standing: pd.DataFrame) -> HtmlNode:
    """Return the subtitle: the month of the data and its age, its source, and what of it is inferred."""
    _ = view.translator
    parts: list[HtmlNode] = [f"{data_date_and_age(view)}.", element("span", source_name(view), ".")]
    rated = standing[standing["mark"].isin(view.scale.names)]
    inferred = int(rated["basis"].eq(Basis.INFERRED).sum())
    if inferred:
        words = _inferred(view, inferred, len(rated))
        link = count_link(view, inferred, words, only=ShownPart.INFERRED.value) if inferred < len(rated) else words
        parts += [link, element("a", _("Why?"), href=href("about", view.query))]
    return subtitle_part(*parts)


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
    not_reported = count_not_reported(view.chosen, as_at=view.as_at)
    closed = int(closure_at(view.chosen, as_at=view.as_at)["closes"].sum())
    month = format_round(not_reported.month, _, short=True) if not_reported.count else ""
    silent = _("{n} reported nothing in {month}", n=format_count(not_reported.count, _), month=month)
    facts = [
        (not_reported.count, silent, ShownPart.SILENT),
        (closed, _.plural("{n} is closed", "{n} are closed", closed), ShownPart.CLOSED),
    ]
    links: list[HtmlNode] = []
    for n, words, shown in facts:
        links += [" · ", count_link(view, n, words, only=shown.value)] if n else []
    if not links:
        return []
    who = element("a", _("Who reported"), href=href("over-time", view.query))
    links += [" · ", who] if not_reported.count else []
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


def _inferred(view: View, inferred: int, rated: int) -> str:
    _ = view.translator
    if inferred == rated:
        return _("The published colours are not in the text: statuses are inferred from its words.")
    return _(
        "{n} of {total} statuses are inferred from words.", n=format_count(inferred, _), total=format_count(rated, _)
    )
