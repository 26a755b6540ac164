"""The number of recommendations at each mark, and its change since the previous round."""

import pandas as pd

from analysis.status.counts import counts_at
from analysis.status.silence import silence_at
from components.elements.html import HtmlFragment, HtmlNode, element
from components.marks.marks import mark_picture
from components.session.links import href
from components.session.view import View
from components.session.view_cache import cached_piece
from components.text.filter_toggle import filter_toggle
from model.terms import NOT_REPORTED, UNRATED
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.numbers import format_count
from wording.format.statuses import mark_meaning, standing_word

MOST_MEANING = 60
"""The most letters of a meaning that fit under a number."""


@cached_piece
def show_counts(view: View, counts: pd.DataFrame, *, since: pd.Timestamp | None) -> HtmlFragment:
    """Show the number of each mark, best first, with its change since a round.

    A mark that is no status is shown only where its count is not zero, now or before. Where some reported nothing in
    the latest round, their number comes last, with a link to who reported in which round.
    """
    before = None if since is None else view.answer(counts_at, as_at=since)
    earlier = {} if before is None else dict(zip(before["mark"], before["count"], strict=True))
    shown = [
        (mark, n)
        for mark, n in zip(counts["mark"], counts["count"], strict=True)
        if mark in view.scale.rank or n or earlier.get(mark)
    ]
    best_first = [*reversed([item for item in shown if item[0] in view.scale.rank])]
    rest = [item for item in shown if item[0] in UNRATED]
    figures = [_figure(view, mark, n, earlier.get(mark), since) for mark, n in (*best_first, *rest)]
    figures += _silence(view)
    return HtmlFragment([element("ul", *figures, class_="counts")], key="counts", scale=view.scale)


def _figure(view: View, mark: str, n: int, before: int | None, since: pd.Timestamp | None) -> HtmlNode:
    """Return a number as a link that filters by its status; zero is no link, for nothing would be left."""
    word = standing_word(mark, view.scale, view.translator)
    count = (
        element("span", format_count(n, view.translator), class_="n"),
        element("span", mark_picture(view, mark), element("span", begin_sentence(word)), class_="word"),
    )
    chosen = mark in view.selection.statuses
    ink = {"mark": {"ink": mark}} if mark in view.scale.rank else {}
    return element(
        "li",
        filter_toggle(view, "status", mark if n or chosen else None, *count, label=word),
        element("span", _meaning(view, mark), class_="note means"),
        element("span", _change(view, n, before, since), class_="note"),
        **ink,
    )


def _silence(view: View) -> list[HtmlNode]:
    """Return the number that reported nothing in the latest round; nothing where all reported."""
    silence = view.answer(silence_at, as_at=view.as_at)
    if not silence.count:
        return []
    _ = view.translator
    text = _("Nothing reported in {month}", month=format_round(silence.month, _, short=True))
    link = element("a", _("Who reported"), href=href("over-time", view.query))
    return [
        element(
            "li",
            element("span", format_count(silence.count, _), class_="n"),
            element("span", text, class_="word"),
            element("span", link, class_="note"),
        )
    ]


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
