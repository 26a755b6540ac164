"""The meeting pack: what to know and what to ask about each recommendation of a meeting."""

from collections.abc import Iterator

import pandas as pd

from analysis.promises.occasions import served_by
from analysis.status.latest_status import list_at
from model.terms import Basis
from reports.content.document import Block, Document, Heading, Paragraph, Table, text_spans
from reports.content.edition import Edition
from reports.meeting_pack.recommendation import PackData, pack_recommendation
from reports.panel.overview import inferred_note, key
from reports.text.headers_footers import build_document, review_titles
from reports.text.narrator import Narrator, iter_rows
from reports.text.parse_occasion import edition_occasion_name
from wording.answers.occasions import monitoring_sentence
from wording.format.dates import format_round
from wording.format.numbers import format_count
from wording.format.status_counts import mark_counts


def meeting_pack(edition: Edition) -> Document:
    """Return the pack of the edition's occasion, or of everything that is chosen where it has none.

    Of each recommendation it tells its status and history, what was said last, what was promised then, what has not
    moved since when, and the questions to ask, each with what it is made from. An occasion that is not there serves no
    recommendation.
    """
    narrator = Narrator(edition)
    return build_document(narrator, pack_title(narrator), _blocks(narrator))


def pack_title(narrator: Narrator) -> str:
    """Return the title of the pack: the occasion it is about, or the reviews."""
    return narrator.translator(
        "Meeting pack: {about}", about=edition_occasion_name(narrator) or review_titles(narrator)
    )


def _blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    listing = filter_by_occasion(list_at(edition.chosen, as_at=edition.as_at), edition)
    if listing.empty:
        yield Paragraph(text_spans(_("There are no recommendations to show.")))
        return
    known = PackData.from_narrator(narrator)
    yield from _overview(narrator, listing, known)
    yield from key(narrator)
    for row in iter_rows(listing):
        yield from pack_recommendation(narrator, row, known)


def filter_by_occasion(listing: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return the rows of a listing of what is chosen that the edition's occasion serves; all where it has none."""
    if edition.occasion is None:
        return listing
    known = served_by(edition.chosen, occasion=edition.occasion)
    return listing[pd.MultiIndex.from_frame(listing[["review", "ref"]]).isin(known)]


def _overview(narrator: Narrator, listing: pd.DataFrame, known: PackData) -> Iterator[Block]:
    """Yield what the meeting is about on one page: how things stand, what is promised, how much there is to ask."""
    _ = narrator.translator
    counted = mark_counts(listing["mark"], narrator.scale, _)
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    yield Paragraph(text_spans(_("{recommendations}: {counts}.", recommendations=number, counts=counted), strong=True))
    own = [promise for row in iter_rows(listing) for promise in narrator.promises.get((row.review, row.ref), ())]
    promised = pd.DataFrame(own, columns=list(own[0]._fields) if own else ["timing"])
    yield Paragraph(text_spans(monitoring_sentence(promised.sort_values("due", kind="stable") if own else promised, _)))
    if listing["basis"].eq(Basis.INFERRED).any():
        yield Paragraph(text_spans(inferred_note(narrator, listing)))
    yield Heading(_("At a glance"))
    header = (_("Recommendation"), _("Status"), _("Same status since"), _("Questions"))
    rows = tuple(
        (
            text_spans(narrator.brief_title(row)),
            (narrator.mark(row.mark, row.basis),),
            text_spans("–" if pd.isna(row.moved_on) else format_round(row.moved_on, _)),
            text_spans(format_count(len(known.questions.get((row.review, row.ref), [])), _)),
        )
        for row in iter_rows(listing)
    )
    yield Table(_("The recommendations of this meeting"), header, rows, widths=(3.6, 1.9, 1.7, 1.5))
