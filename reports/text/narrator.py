"""The narrator of a paper: names, sentences and cells in its language."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.closure import decisions, self_assessments
from analysis.counts import counts_at
from analysis.movement import latest_movement, latest_rounds
from analysis.promises import promises, responses_due, targets_at
from analysis.status import all_inferred, status_at
from analysis.table_rows import row_by_recommendation, rows_by_recommendation, rows_of
from analysis.texts.phrases import points_of
from model.status import Appearance, Scale, status_ink
from model.terms import LIST_SEPARATOR, Basis, Language, NameKind, Timing, normalise_space
from model.tracker.rows import RefRow, TableRow
from model.tracker.tracker import Tracker
from reports.document import (
    COLOURS,
    Cell,
    Edition,
    Paragraph,
    Span,
    Spans,
    StatusMark,
    Table,
    TableColumn,
    Text,
    text_spans,
)
from wording.answers.headline import headline, movement_summary
from wording.answers.recommendation import agency_status_brief, decision_phrase, difference_phrase, format_target
from wording.catalogue import Translator, translator
from wording.formatting import (
    Names,
    format_count,
    format_date,
    format_round,
    localised_value,
    mark_letter,
    mark_word,
    office_name,
    reviewed_ref,
    status_words,
)
from wording.labels.names import decision_word
from wording.rounds import response_sentences
from wording.sentences import label


@dataclass(frozen=True, eq=False)
class Narrator:
    """The texts and statuses of an edition, in its language."""

    edition: Edition

    @cached_property
    def translator(self) -> Translator:
        """The translator to the paper's language."""
        return translator(self.edition.language)

    @cached_property
    def names(self) -> Names:
        """The names of themes, agencies and roles."""
        return Names(self.edition.tracker.names)

    @cached_property
    def recommendations(self) -> dict[tuple[str, str], TableRow]:
        """The row of each recommendation, by review and ref."""
        return row_by_recommendation(self.edition.tracker.recommendations)

    @cached_property
    def updates(self) -> dict[tuple[str, str], list[TableRow]]:
        """The updates of each recommendation up to the month, oldest first, by review and ref."""
        progress = self.edition.tracker.progress
        updates = progress[progress["round"].le(self.edition.as_at)].sort_values("date", kind="stable")
        return rows_by_recommendation(updates)

    @cached_property
    def promises(self) -> dict[tuple[str, str], list[TableRow]]:
        """The promises about each recommendation in the order they fall due, by review and ref."""
        listed = promises(self.edition.tracker, as_at=self.edition.as_at, today=self.edition.today)
        return rows_by_recommendation(listed)

    @cached_property
    def targets(self) -> dict[tuple[str, str], TableRow]:
        """The target date of each recommendation as judged on the day of the paper, by review and ref."""
        now = self.edition.now
        listed = targets_at(now.tracker, as_at=now.as_at, today=now.today)
        return row_by_recommendation(listed)

    @cached_property
    def decisions(self) -> dict[tuple[str, str], list[TableRow]]:
        """The decisions on the closure of each recommendation up to the month, earliest first, by review and ref."""
        return rows_by_recommendation(decisions(self.edition.tracker, as_at=self.edition.as_at))

    @cached_property
    def self_assessments(self) -> dict[tuple[str, str], TableRow]:
        """What the agency of each recommendation says of itself, by review and ref."""
        listed = self_assessments(self.edition.tracker, as_at=self.edition.as_at)
        return row_by_recommendation(listed)

    @property
    def publisher(self) -> str:
        """The full name of the office that publishes the paper; "" where nobody has named it."""
        office = self.edition.office.name
        return office_name(office, self.translator) if office.is_known else ""

    @property
    def scale(self) -> Scale:
        """The scale of the tracker."""
        return self.edition.tracker.scale

    def localised(self, row: object, field: str) -> Text | None:
        """Return a field of a row, or None: its Welsh column in a Welsh paper, else English that is marked as such."""
        value = localised_value(row, field, self.edition.language)
        return Text(value.text.strip(), language=value.language) if value.text else None

    def points(self, row: object, field: str) -> tuple[Spans, ...]:
        """Return the bullet points of a text, each with its language."""
        text = self.localised(row, field)
        if text is None:
            return ()
        return tuple((Text(point, language=text.language),) for point in points_of(text.words, numbers=True))

    def mark(self, mark: str, basis: object = None, *, brief: bool = False) -> StatusMark:
        """Return a status as a mark with its word; unless `brief`, the word of an inferred status says so."""
        _ = self.translator
        word = mark_word(mark, self.scale, _) if brief else status_words(mark, basis, self.scale, _)
        if mark not in self.scale.rank:
            return StatusMark(word, mark_letter(mark, self.scale, _), "", COLOURS.page, COLOURS.muted, COLOURS.muted)
        ink = status_ink(self.scale[mark], Appearance.LIGHT)
        inferred = basis == Basis.INFERRED
        letter, shape = mark_letter(mark, self.scale, _), self.scale.shape(mark)
        return StatusMark(word, letter, shape, ink.fill, ink.text, ink.edge, inferred=inferred)

    def status(self, mark: str, basis: object) -> StatusMark:
        """Return a status as a mark whose word says that it is inferred, unless all are, which a paper says once."""
        return self.mark(mark, basis, brief=self.is_inferred)

    def table(
        self, title: str, columns: Sequence[TableColumn], records: Iterable[Any], *, widths: Sequence[float] = ()
    ) -> Table:
        """Return the records as a table of a paper; without widths, its columns are as wide as those of a sheet."""
        rows = tuple(tuple(self._spans(column.cell(record)) for column in columns) for record in records)
        shares = widths or [column.width for column in columns]
        return Table(title, tuple(column.heading for column in columns), rows, widths=tuple(shares))

    def _spans(self, cell: Cell) -> Spans:
        """Return a cell in words: a number with its separators, a date as its month, a dash for None."""
        match cell:
            case None:
                return text_spans("–")
            case StatusMark():
                return (cell,)
            case int():
                return text_spans(format_count(cell, self.translator))
            case date():
                return text_spans(format_round(cell, self.translator))
            case str():
                return text_spans(cell)
        return cell

    def spoken_basis(self, basis: object) -> object:
        """Return a basis that a status has in words; None where all are inferred."""
        return None if self.is_inferred else basis

    @cached_property
    def is_inferred(self) -> bool:
        """Whether every status of the paper is inferred."""
        return all_inferred(self.edition.chosen, as_at=self.edition.as_at)

    def title(self, row: RefRow) -> str:
        """Return "Recommendation 3: its title", or the number alone where it has no title."""
        _ = self.translator
        text = self.localised(row, "title")
        number = self.number(row.review, row.ref)
        if text is None:
            return _("Recommendation {ref}", ref=number)
        return _("Recommendation {ref}: {title}", ref=number, title=normalise_space(text.words))

    def numbered_title(self, review: str, ref: str) -> Spans:
        """Return "3 its title" for a column of recommendations; without a title, the first line of its text follows."""
        row = self._listed[review, ref]
        text = self.localised(row, "title")
        if text is None:
            return (Text(f"{self.number(review, ref)} "),)
        return Text(f"{self.number(review, ref)} "), replace(text, words=normalise_space(text.words))

    def number(self, review: str, ref: str) -> str:
        """Return the number of a recommendation, with its review where the paper covers several reviews."""
        return reviewed_ref(review, ref, named=self.has_several_reviews)

    @cached_property
    def _listed(self) -> dict[tuple[str, str], TableRow]:
        """The row of analysis.status of each recommendation, by review and ref."""
        listed = status_at(self.edition.tracker, as_at=self.edition.as_at)
        return row_by_recommendation(listed)

    @cached_property
    def has_several_reviews(self) -> bool:
        """Whether the paper covers several reviews, so that each is named."""
        return self.edition.chosen.recommendations["review"].nunique() > 1


def closure_facts(narrator: Narrator, review: str, ref: str) -> Iterator[tuple[str, str | Text]]:
    """Yield the latest decision on a recommendation, and what its agency says of itself."""
    _, view = narrator.translator, narrator.self_assessments.get((review, ref))
    for decision in narrator.decisions.get((review, ref), ())[-1:]:
        yield _("Decision on closure"), decision_phrase(decision, narrator.names, _)
        yield _("Reason of the decision"), _words(narrator, decision.reason)
    if view is not None and isinstance(view.agency_status, str):
        status, month = (mark_word(view.agency_status, narrator.scale, _), format_round(view.rated_in, _))
        given = _("{status} ({month})", status=status, month=month)
        yield _("Agency status"), "; ".join(filter(None, (given, difference_phrase(view, narrator.scale, _))))
    if view is not None and view.proposes:
        yield _("Proposed closure"), format_round(view.proposed_in, _)
        yield _("Closure reason"), _words(narrator, view.closure_reason)


def closure_spans(narrator: Narrator, review: str, ref: str) -> Iterator[Text]:
    """Yield in few words what closed a recommendation, and the status that its agency gives itself."""
    _ = narrator.translator
    for decision in narrator.decisions.get((review, ref), ())[-1:]:
        if decision.closes:
            yield Text(f" · {decision_word(decision.decision, _)}", strong=True)
    view = narrator.self_assessments.get((review, ref))
    if view is not None and isinstance(view.agency_status, str):
        yield Text(f" · {agency_status_brief(view, narrator.scale, _)}", muted=True)


def decision_spans(narrator: Narrator, decision: TableRow) -> Spans:
    """Return a decision with its reason."""
    phrase = decision_phrase(decision, narrator.names, narrator.translator)
    return Text(f"{phrase}: ", strong=True), _words(narrator, decision.reason)


def _words(narrator: Narrator, words: object) -> Text:
    """Return words of the workbook, which has them in English alone."""
    if not isinstance(words, str):
        return Text(narrator.translator("no reason given"))
    return Text(words, language=Language.ENGLISH if narrator.edition.language is not Language.ENGLISH else None)


def recommendation_facts(narrator: Narrator, row: TableRow, *, with_theme: bool) -> tuple[tuple[str, str | Text], ...]:
    """Return the facts of a recommendation by its row, each with its name; "" where a fact is unknown.

    The names are the headings of the workbook, so that a reader of both finds them again. The theme is left out
    where a heading names it.
    """
    _, names = narrator.translator, narrator.names

    def full_name(kind: NameKind, name: object) -> str:
        return names.full(kind, name, _) if isinstance(name, str) else ""

    supporting = row.supporting_agencies.split(LIST_SEPARATOR) if isinstance(row.supporting_agencies, str) else ()
    return (
        (_("Theme"), full_name(NameKind.THEME, row.theme) if with_theme else ""),
        (_("Lead agency"), full_name(NameKind.AGENCY, row.lead_agency)),
        (_("Supporting agencies"), LIST_SEPARATOR.join(full_name(NameKind.AGENCY, agency) for agency in supporting)),
        (_("Lead role"), full_name(NameKind.ROLE, row.lead_role)),
        (_("Accepted"), row.accepted if isinstance(row.accepted, str) else ""),
        *_target_facts(narrator, narrator.targets[row.review, row.ref]),
        *closure_facts(narrator, row.review, row.ref),
        (_("Related refs"), row.related_refs if isinstance(row.related_refs, str) else ""),
    )


def _target_facts(narrator: Narrator, row: TableRow) -> Iterator[tuple[str, str]]:
    """Yield the target date, and what it was at first, how often it slipped and by how many days it is missed."""
    _ = narrator.translator
    late: Any = row.days_late
    if not isinstance(row.target_words, str):
        return
    yield _("Target date"), format_target(row, _)
    if row.slips:
        yield _("First target date"), format_date(row.first, row.first_last, row.first_precision, row.first_words, _)
        yield _("Slips of the target"), format_count(row.slips, _)
    if not pd.isna(late):
        yield _("Days late"), format_count(int(late), _)


def facts_paragraph(facts: Iterable[tuple[str, object]]) -> Paragraph:
    """Return facts as a paragraph, a line each; unknown facts are left out.

    A fact is a string, or a `Text`, whose language stays.
    """
    spans: list[Span] = []
    for name, fact in facts:
        text = fact if isinstance(fact, Text) else Text(fact) if isinstance(fact, str) else Text("")
        if text.words.strip():
            line_break = "\n" if spans else ""
            spans += [Text(f"{line_break}{name}:", muted=True), replace(text, words=f" {' '.join(text.words.split())}")]
    return Paragraph(tuple(spans))


def open_responses(narrator: Narrator, tracker: Tracker) -> Iterator[tuple[TableRow, str]]:
    """Yield each open response to a review of a tracker with the title of the review."""
    edition = narrator.edition
    for row in rows_of(responses_due(tracker, as_at=edition.as_at, today=edition.today)):
        if row.timing != Timing.DONE:
            title = narrator.localised(row, "title")
            yield row, title.words if title else row.review


def response_lines(narrator: Narrator, tracker: Tracker, *, reviews: Set[str]) -> list[str]:
    """Return the sentences on the open responses to some reviews."""
    found = open_responses(narrator, tracker)
    return [f"{title}: {response_sentences(row, narrator.translator)}" for row, title in found if row.review in reviews]


def headline_line(narrator: Narrator) -> str:
    """Return the headline of the paper."""
    edition = narrator.edition
    return headline(counts_at(edition.chosen, as_at=edition.as_at), narrator.scale, narrator.translator)


def inferred_note(narrator: Narrator, statuses: pd.DataFrame) -> str:
    """Return the sentences on how many statuses are inferred, and what that means; "" where none is."""
    count, total = int(statuses["basis"].eq(Basis.INFERRED).sum()), int(statuses["status"].notna().sum())
    if not count:
        return ""
    return label("sentence", "inferred", narrator.translator, n=count, total=total)


def movement_line(narrator: Narrator) -> str:
    """Return how many recommendations moved, and how, between the latest two rounds of the paper."""
    tracker, as_at = narrator.edition.chosen, narrator.edition.as_at
    moves = latest_movement(tracker, as_at=as_at)
    return movement_summary(moves["movement"], latest_rounds(tracker, as_at=as_at), narrator.translator)
