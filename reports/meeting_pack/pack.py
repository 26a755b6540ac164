"""The meeting pack: an overview, the key, then what to know and to ask about each recommendation."""

from collections.abc import Iterator

import pandas as pd

from analysis.promises.occasions import recommendations_of_occasion
from analysis.selection.selection import restricted_to
from analysis.status.latest_status import ListRow, list_at
from analysis.status.silence import silence_at
from analysis.table_rows import rows_of
from model.terms import Basis
from reports.content.document import Block, Document, Heading, Paragraph, Table, text_spans
from reports.content.edition import Edition
from reports.meeting_pack.recommendation import PackData, pack_recommendation
from reports.panel.overview import inferred_note, key
from reports.text.headers_footers import build_document, review_titles
from reports.text.narrator import Narrator
from reports.text.parse_occasion import edition_occasion_name
from reports.text.responses import response_lines
from reports.text.since import promises_paragraphs
from reports.text.status_cells import status_cell, status_width
from wording.answers.headline import silence_sentence
from wording.format.dates import format_round
from wording.format.numbers import format_count
from wording.format.status_counts import mark_counts

_PAGE, _MAX_STATUS, _SINCE, _QUESTIONS = 16.6, 4.6, 3.3, 2.6
"""The width of a page, the most of a status's column, and the widths of two more, in centimetres."""


def meeting_pack(edition: Edition) -> Document:
    """Return the pack of the edition's occasion, or of the whole selection where it has none.

    Each recommendation has its status and history, its latest update, its promises, what has not moved and since when,
    and the questions to ask, each with its grounds. An occasion that is not in the tracker serves no recommendation.
    """
    narrator = Narrator(edition)
    return build_document(narrator, pack_title(narrator), _blocks(narrator))


def pack_title(narrator: Narrator) -> str:
    """Return the title of the pack, with its occasion or its reviews."""
    return narrator.translator(
        "Meeting pack: {about}", about=edition_occasion_name(narrator) or review_titles(narrator)
    )


def _blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    listing = filter_by_occasion(list_at(edition.chosen, as_at=edition.as_at), edition)
    if listing.empty:
        yield Paragraph(text_spans(_("There are no recommendations to show.")))
        return
    pack_data = PackData.from_narrator(narrator)
    yield from _overview(narrator, listing, pack_data)
    yield from key(narrator)
    for row in rows_of(listing, ListRow):
        yield from pack_recommendation(narrator, row, pack_data)


def filter_by_occasion(listing: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return the rows of a listing that the edition's occasion serves; all rows where it has no occasion."""
    if edition.occasion is None:
        return listing
    served_recommendations = recommendations_of_occasion(edition.chosen, occasion=edition.occasion, as_at=edition.as_at)
    return listing[pd.MultiIndex.from_frame(listing[["review", "ref"]]).isin(served_recommendations)]


def _overview(narrator: Narrator, listing: pd.DataFrame, pack_data: PackData) -> Iterator[Block]:
    """Yield the first page: the statuses, the promises, and the number of questions to each recommendation."""
    _ = narrator.translator
    counted = mark_counts(listing["mark"], narrator.scale, _)
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    yield Paragraph(text_spans(_("{recommendations}: {counts}.", recommendations=number, counts=counted), strong=True))
    edition = narrator.edition
    if silence := silence_sentence(silence_at(restricted_to(edition.chosen, listing), as_at=edition.as_at), _):
        yield Paragraph(text_spans(silence, strong=True))
    promise_rows = [
        promise for row in rows_of(listing, ListRow) for promise in narrator.promises.get((row.review, row.ref), ())
    ]
    promised = pd.DataFrame(promise_rows) if promise_rows else pd.DataFrame(columns=["timing"])
    promised = promised.sort_values("due", kind="stable") if promise_rows else promised
    yield from promises_paragraphs(narrator, promised, listing)
    for line in response_lines(narrator, narrator.edition.chosen, reviews=set(listing["review"])):
        yield Paragraph(text_spans(line))
    if listing["basis"].eq(Basis.INFERRED).any():
        yield Paragraph(text_spans(inferred_note(narrator, listing)))
    yield Heading(_("At a glance"))
    header = (_("Recommendation"), _("Status"), _("Same status since"), _("Questions"))
    statuses = [*zip(listing["mark"], listing["basis"], strict=True)]
    one_line = status_width(narrator, statuses, one_line=True) <= _MAX_STATUS
    status = min(status_width(narrator, statuses, one_line=one_line), _MAX_STATUS)
    rows = tuple(
        (
            text_spans(narrator.title(row)),
            status_cell(narrator, row.mark, row.basis, one_line=one_line),
            text_spans("–" if pd.isna(row.moved_on) else format_round(row.moved_on, _)),
            text_spans(format_count(len(pack_data.questions.get((row.review, row.ref), [])), _)),
        )
        for row in rows_of(listing, ListRow)
    )
    widths = (_PAGE - status - _SINCE - _QUESTIONS, status, _SINCE, _QUESTIONS)
    yield Table(_("The recommendations of this meeting"), header, rows, widths=widths)
