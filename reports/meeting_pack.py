"""The meeting pack: an overview, the key, then what to know and to ask about each recommendation."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.movement import stalled
from analysis.promises import promises, recommendations_of_occasion
from analysis.reasons import is_shared, questions, ranked, shared_questions
from analysis.rounds import reported_by
from analysis.status import marks_by_round, status_at
from analysis.table_rows import rows_about, rows_by_recommendation, rows_of
from model.terms import TableRow
from model.tracker.tracker import restricted_to
from reports.document import Block, Bullets, Edition, Heading, Paper, Paragraph, Spans, Table, TableColumn, Text
from reports.panel.report import key, late_summary, paragraphs, promise_spans, status_spans, update_points
from reports.text.narrator import Key, Narrator, closure_facts, response_lines
from wording.answers.headline import not_moved_lines
from wording.answers.recommendation import monitoring_sentence, question_text, shared_question_text
from wording.formatting import format_round, mark_counts

# The most rounds of a history; the latest are shown.
MAX_ROUNDS = 8
# An empty cell with room to write: two lines high.
_BLANK_LINES: Spans = (Text("\xa0\n\xa0"),)


def meeting_pack(edition: Edition) -> Paper:
    """Return the pack of the edition's occasion, or of the whole selection where it has none.

    Each recommendation has its status and history, its latest update, its promises, what has not moved and since when,
    and the questions to ask, each with its grounds. An occasion that is not in the tracker serves no recommendation.
    """
    narrator = Narrator(edition)
    return narrator.paper(pack_title(narrator), _blocks(narrator))


def pack_title(narrator: Narrator) -> str:
    """Return the title of the pack, with its occasion or its reviews."""
    return narrator.translator("Meeting pack: {about}", about=narrator.occasion_name or narrator.review_titles)


def _blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    listing = pack_listing(edition)
    if listing.empty:
        yield from paragraphs(_("There are no recommendations to show."))
        return
    asked = questions(restricted_to(edition.tracker, listing), as_at=edition.as_at, today=edition.today)
    to_ask = rows_by_recommendation(asked[~is_shared(asked)])
    yield from _overview(narrator, listing, asked, to_ask)
    yield from key(narrator)
    for row in rows_of(listing):
        yield from _recommendation(narrator, row, to_ask.get((row.review, row.ref), ()))


def pack_listing(edition: Edition) -> pd.DataFrame:
    """Return the rows of `status_at` that a pack is about, those that need attention first."""
    listing = status_at(edition.chosen, as_at=edition.as_at)
    if edition.occasion is not None:
        served = recommendations_of_occasion(edition.chosen, occasion=edition.occasion, as_at=edition.as_at)
        listing = listing[pd.MultiIndex.from_frame(listing[["review", "ref"]]).isin(served)]
    return ranked(listing, edition.chosen, as_at=edition.as_at, today=edition.today)


def _overview(
    narrator: Narrator, listing: pd.DataFrame, asked: pd.DataFrame, to_ask: Mapping[Key, Sequence[TableRow]]
) -> Iterator[Block]:
    """Yield the first page: the statuses, the promises, and the number of questions to each recommendation."""
    _ = narrator.translator
    counted = mark_counts(listing["mark"], narrator.scale, _)
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    answer = _("{recommendations}: {counts}.", recommendations=number, counts=counted)
    yield from paragraphs(answer, late_summary(narrator, listing), strong=True)
    now = narrator.edition.now
    promised = rows_about(promises(now.chosen, as_at=now.as_at, today=now.today), listing)
    responses = response_lines(narrator, narrator.edition.chosen, reviews=set(listing["review"]))
    yield from paragraphs(monitoring_sentence(promised, _), *responses, narrator.inferred_note(listing))
    yield Heading(_("At a glance"))
    columns = (
        TableColumn(_("Recommendation"), 8, narrator.title),
        TableColumn(_("Status"), 3.6, lambda row: narrator.status(row.mark, row.basis)),
        TableColumn(_("Same status since"), 3.3, lambda row: None if pd.isna(row.status_since) else row.status_since),
        TableColumn(_("Questions"), 2.6, lambda row: len(to_ask.get((row.review, row.ref), ()))),
    )
    yield narrator.table(_("The recommendations of this meeting"), columns, rows_of(listing))
    shared: list[Spans] = []
    for row in rows_of(shared_questions(asked)):
        text = shared_question_text(row.question, row.mark, row.count, narrator.scale, _)
        refs = ", ".join(narrator.number(review, ref) for review, ref in row.refs)
        shared.append((Text(f"{text} ", strong=True), Text(f"({refs})", muted=True)))
    if shared:
        yield Heading(_("Questions about several"), 2)
        yield Bullets(tuple(shared))


def _recommendation(narrator: Narrator, row: TableRow, to_ask: Sequence[TableRow]) -> Iterator[Block]:
    """Yield the blocks of a recommendation, a row of `analysis.status`."""
    _, recommendation_id = narrator.translator, (row.review, row.ref)
    yield Heading(narrator.title(row))
    text = narrator.localised(narrator.recommendations[recommendation_id], "recommendation")
    if text is not None:
        yield Paragraph((text,), keep_with_next=True)
    yield Paragraph(status_spans(narrator, row), keep_with_next=True)
    if closure := narrator.facts(closure_facts(narrator, recommendation_id)):
        yield Paragraph(closure)
    yield from _history(narrator, narrator.about(recommendation_id, marks_by_round)[-MAX_ROUNDS:])
    yield from _latest_update(narrator, recommendation_id)
    yield Heading(_("What was promised"), 2)
    promised = tuple(promise_spans(narrator, each) for each in narrator.promises_about(recommendation_id))
    yield Bullets(promised) if promised else Paragraph((Text(_("No promise of monitoring is recorded."), muted=True),))
    if lines := not_moved_lines(row, narrator.about(recommendation_id, stalled), narrator.scale, _):
        yield Heading(_("What has not moved"), 2)
        yield Bullets.of(lines)
    if to_ask:
        yield Heading(_("Questions to ask"), 2)
        rows = tuple((question_spans(narrator, question), _BLANK_LINES) for question in to_ask)
        title = _("Each question, with room for the answer")
        yield Table(title, (_("Question"), _("Answer")), rows, first_column_is_header=False, widths=(1.2, 1))
    yield Heading(_("Actions"), 2)
    header, blank = (_("Action"), _("Who"), _("By when")), (_BLANK_LINES,) * 3
    title = _("What is agreed at the meeting")
    yield Table(title, header, (blank, blank), first_column_is_header=False, widths=(3, 1.4, 1.2))


def _history(narrator: Narrator, cells: Sequence[TableRow]) -> Iterator[Block]:
    _ = narrator.translator
    spans: Spans = ()
    for cell in (cell for cell in cells if cell.mark):
        month = Text(f"{' · ' if spans else ' '}{format_round(cell.round, _)} ")
        spans += (month, narrator.status(cell.mark, cell.basis))
    if spans:
        yield Paragraph((Text(_("History:"), strong=True), *spans))


def _latest_update(narrator: Narrator, recommendation_id: tuple[str, str]) -> Iterator[Block]:
    _, updates = narrator.translator, narrator.about(recommendation_id, reported_by)
    if not updates:
        yield Heading(_("What was said last"), 2)
        yield from paragraphs(_("Nothing has been reported on this recommendation yet."), muted=True)
        return
    latest = updates[-1].round
    yield Heading(_("What was said last, in {month}", month=format_round(latest, _)), 2)
    yield update_points(narrator, *(update for update in updates if update.round == latest))


def question_spans(narrator: Narrator, row: TableRow) -> Spans:
    """Return a question, then its grounds, with the quoted words in their language."""
    text = question_text(row, narrator.scale, narrator.translator)
    quoted = [Text(f" “{text.quoted}”", muted=True, language=text.language)] if text.quoted else []
    return (Text(text.question, strong=True), Text(f" {text.ground}", muted=True), *quoted)
