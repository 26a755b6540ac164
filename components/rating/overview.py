"""The table of a round: each recommendation with its last status, the agency's own rating and the office's."""

from collections import Counter

import pandas as pd

from analysis.returns import RatingRow
from analysis.status import StatusRow, status_at
from analysis.table_rows import rows_by_recommendation
from components.choices.fields import publisher_name_field, skipped_rows
from components.document.pieces import show, show_answer, show_paragraphs, show_subtitle
from components.elements.html import BlockColumn, HtmlNode, block_table, element, part
from components.marks.marks import mark_picture
from components.rating.state import ITEM, WIDE, RatingState, is_named
from components.session.links import href
from components.session.view import View, today
from components.text.texts import localised
from model.returns.rating import RatingProgress
from wording.rounds import left_sentence, rated_sentence, rating_words, saved_sentence

_MOST = 100
"""The most recommendations shown at a time: each choice of a status draws them anew."""


def show_rating_table(view: View, state: RatingState) -> None:
    """Show a page of recommendations, what is left to rate first; each leads to itself on the page."""
    _ = view.translator
    tracker, as_at = state.round.before, pd.Timestamp(state.of_round.month)
    standing = rows_by_recommendation(status_at(tracker, as_at=as_at), StatusRow)
    columns = (
        BlockColumn(_("Recommendation"), "words"),
        BlockColumn(_("Rated last")),
        BlockColumn(_("The agency says")),
        BlockColumn(_("The office rates")),
        BlockColumn(_("Left to do"), "words"),
    )
    skipped = skipped_rows(len(state.rows), _("Recommendations"), _, most=_MOST, key="rating.page")
    shown = state.rows[skipped : skipped + _MOST]
    rows = [_row(view, state, row, standing.get((row.review, row.ref), [])) for row in shown]
    table = block_table(_("The recommendations of the round"), columns, rows)
    show(part("rating.table", table, scale=tracker.scale))


def show_rating_header(view: View, state: RatingState) -> None:
    """Show how many recommendations of the round are rated; below it what is left, and whose drafts these are."""
    _, counts = view.translator, Counter(RatingProgress(row.progress) for row in state.rows)
    show_answer(rated_sentence(counts, state.of_round.month, _))
    show_subtitle(
        left_sentence(counts, len(state.undecided), _),
        _("Drafts are seen by editors alone, and change nothing until the round is published."),
    )
    publisher_name_field(_, key="rating.who", width=WIDE)
    if not is_named():
        show_paragraphs(
            _("Write your name first: each draft is stored with the name of who wrote it."), key="rating.name"
        )


def _row(view: View, state: RatingState, row: RatingRow, standing: list[StatusRow]) -> list[HtmlNode]:
    _ = view.translator
    title = [" ", localised(view, standing[0], "title").node()] if standing else []
    link = element(
        "a",
        state.round.ref_of(row.review, row.ref),
        *title,
        href=href("rating", {**view.query, ITEM: str(row.place)}),
        aria_current="true" if row.place == state.chosen.place else None,
    )
    last = mark_picture(view, standing[0].mark, standing[0].basis) if standing else "–"
    key = (row.review, row.ref)
    drafts = [draft for cell, draft in state.drafts.items() if (cell.review, cell.ref) == key and draft.edit]
    left: list[HtmlNode] = [rating_words(row.progress, _)]
    if drafts:
        saved = saved_sentence(max(drafts, key=lambda draft: draft.at), _, today=today())
        written = {(each.review, each.ref) for each in state.round.unpublished.written if each.is_draft}
        drafted = [saved, " ", _("Not published yet.")] if key in written else [saved]
        left += [" ", element("br"), element("span", *drafted, class_="muted")]
    return [
        link,
        last,
        mark_picture(view, row.agency_status) if row.agency_status else "–",
        mark_picture(view, row.office_status) if row.office_status else "–",
        element("span", *left),
    ]
