"""What a paper covers, and its narrator: title, footer, names, sentences and cells in its language."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.movement import latest_movement, latest_rounds
from analysis.promises import occasions, promises, responses_due, targets_at
from analysis.rounds import judged_on
from analysis.selection import Selection
from analysis.status import all_inferred, counts_at, decisions, self_assessments, status_at
from analysis.table_rows import row_by_recommendation, rows_by_recommendation, rows_of
from analysis.texts.phrases import points_of
from model.settings import SAMPLE_OFFICE
from model.terms import Basis, Language, NameKind, RefRow, Scale, TableRow, Timing, normalise_space, status_ink
from model.tracker.tracker import Tracker
from reports.document import COLOURS, Block, Cell, Edition, Logo, Paper, Spans, StatusMark, Table, TableColumn, Text
from wording import formatting
from wording.answers.headline import data_date_line, headline, movement_summary, reasons_sentence
from wording.answers.recommendation import decision_phrase, difference_phrase, occasion_name
from wording.catalogue import Translator, label, translator
from wording.formatting import Names, standing_word
from wording.versions import response_sentences

# A recommendation by its review and ref.
Key = tuple[str, str]


def selection_words(selection: Selection, names: Names, scale: Scale, _: Translator) -> str:
    """Return what is selected, without reviews and the month; "" where nothing is."""
    parts = [
        *(names.full(NameKind.THEME, theme or None, _) for theme in selection.theme),
        *(_lead(agency, names, _) for agency in selection.lead),
        *(_("{agency}, leading or supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.agency),
        *(_("{agency}, supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.support),
        *(names.full(NameKind.ROLE, role or None, _) for role in selection.role),
        *(standing_word(mark, scale, _) for mark in selection.status),
        *([f"“{selection.text}”"] if selection.text.strip() else []),
    ]
    return _("Only: {chosen}", chosen=", ".join(parts)) if parts else ""


def _lead(agency: str, names: Names, _: Translator) -> str:
    full = names.full(NameKind.AGENCY, agency or None, _)
    return _("{agency}, leading", agency=full) if agency else full


@dataclass(frozen=True, eq=False)
class Narrator:
    """The texts and statuses of an edition, in its language."""

    edition: Edition
    _rows: dict[Hashable, dict[Key, list[TableRow]]] = field(default_factory=dict, init=False)

    @cached_property
    def translator(self) -> Translator:
        """The translator to the paper's language."""
        return translator(self.edition.language)

    @cached_property
    def names(self) -> formatting.Names:
        """The names of themes, agencies and roles."""
        return formatting.Names(self.edition.tracker.names)

    @cached_property
    def recommendations(self) -> dict[Key, TableRow]:
        """The row of each recommendation, by review and ref."""
        return row_by_recommendation(self.edition.tracker.recommendations)

    def about(self, key: Key, question: Callable[..., pd.DataFrame], **options: Hashable) -> list[TableRow]:
        """Return the rows of an answer about a recommendation, as at the month; those of all are found once."""
        cache_key = (question, *options.values())
        if cache_key not in self._rows:
            answer = question(self.edition.tracker, as_at=self.edition.as_at, **options)
            self._rows[cache_key] = rows_by_recommendation(answer)
        return self._rows[cache_key].get(key, [])

    def promises_about(self, key: Key) -> list[TableRow]:
        """Return the promises about a recommendation in the order they fall due."""
        return self.about(key, promises, today=self.edition.today)

    @cached_property
    def targets(self) -> dict[Key, TableRow]:
        """The target date of each recommendation as judged on the day of the paper, by review and ref."""
        now = self.edition.now
        return row_by_recommendation(targets_at(now.tracker, as_at=now.as_at, today=now.today))

    @property
    def publisher(self) -> str:
        """The full name of the office that publishes the paper; "" where nobody has named it."""
        office = self.edition.office.name
        return formatting.office_name(office, self.translator) if office.is_known else ""

    @property
    def scale(self) -> Scale:
        """The scale of the tracker."""
        return self.edition.tracker.scale

    def localised(self, row: object, field: str) -> Text | None:
        """Return a field of a row, or None: its Welsh column in a Welsh paper, else English that is marked as such."""
        words, language = formatting.localised_value(row, field, self.edition.language)
        return Text(words.strip(), language=language) if words else None

    def words(self, row: object, field: str) -> str:
        """Return a field of a row in the language of the paper, else in the other; "" where both are blank."""
        return text.words if (text := self.localised(row, field)) else ""

    def full_name(self, kind: NameKind, name: object) -> str:
        """Return the full name of a theme, an agency or a role; "" for none."""
        return self.names.full(kind, name, self.translator) if isinstance(name, str) else ""

    def points(self, row: object, field: str) -> tuple[tuple[Text], ...]:
        """Return the bullet points of a text, each with its language."""
        text = self.localised(row, field) or Text("")
        return tuple((replace(text, words=point),) for point in points_of(text.words, numbers=True))

    def mark(self, mark: str, basis: object = None, *, brief: bool = False) -> StatusMark:
        """Return a status as a mark with its word; unless `brief`, the word of an inferred status says so."""
        _, scale = self.translator, self.scale
        word = formatting.mark_word(mark, scale, _) if brief else formatting.status_words(mark, basis, scale, _)
        letter = formatting.mark_letter(mark, scale, _)
        if mark not in scale.rank:
            return StatusMark(word, letter, "", COLOURS.page, COLOURS.muted, COLOURS.muted)
        ink, inferred = status_ink(scale[mark]), basis == Basis.INFERRED
        return StatusMark(word, letter, scale.shape(mark), ink.fill, ink.text, ink.edge, inferred=inferred)

    def status(self, mark: str, basis: object) -> StatusMark:
        """Return a status as a mark whose word says that it is inferred, unless all are, which a paper says once."""
        return self.mark(mark, basis, brief=self.is_inferred)

    @cached_property
    def headline(self) -> str:
        """The headline of the paper."""
        return headline(counts_at(self.edition.chosen, as_at=self.edition.as_at), self.scale, self.translator)

    @cached_property
    def movement(self) -> str:
        """How many recommendations moved, and how, between the latest two rounds of the paper."""
        tracker, as_at = self.edition.chosen, self.edition.as_at
        moves = latest_movement(tracker, as_at=as_at)
        return movement_summary(moves["movement"], latest_rounds(tracker, as_at=as_at), self.translator)

    def inferred_note(self, statuses: pd.DataFrame | None = None) -> str:
        """Return the sentences on how many statuses, of all or of these, are inferred, and what that means; or ""."""
        if statuses is None:
            statuses = status_at(self.edition.chosen, as_at=self.edition.as_at)
        count, total = statuses["basis"].eq(Basis.INFERRED).sum(), statuses["status"].notna().sum()
        return label("sentence", "inferred", self.translator, n=count, total=total) if count else ""

    def attention(self, row: TableRow, reasons: Sequence[TableRow]) -> str:
        """Return the reasons to ask about a recommendation."""
        return reasons_sentence(row, reasons, self.scale, self.translator, basis=self.spoken_basis(row.basis))

    def paper(self, title: str, blocks: Iterable[Block]) -> Paper:
        """Return the paper of some blocks, with its title, subtitle and footer."""
        language, pattern = self.edition.language, self.page_number_pattern
        return Paper(title, self.subtitle, language, self.footer, pattern, tuple(blocks), self.publisher, self.logo)

    @cached_property
    def report_title(self) -> str:
        """The title of a progress report, with the titles of the selected reviews."""
        return self.translator("Progress report: {reviews}", reviews=self.review_titles)

    @cached_property
    def review_titles(self) -> str:
        """The titles of the selected reviews, as one text."""
        titles = [*filter(None, (self.words(row, "title") for row in self.reviews))]
        names = titles or sorted(set(self.edition.chosen.recommendations["review"]))
        return formatting.join_words(names, self.translator)

    @property
    def reviews(self) -> Iterator[TableRow]:
        """The rows of the selected reviews."""
        reviews = self.edition.tracker.reviews
        return rows_of(reviews[reviews["review"].isin(self.edition.chosen.recommendations["review"])])

    @cached_property
    def occasion_name(self) -> str:
        """The name of the edition's occasion; "" where it has none, or the tracker does not have it."""
        edition = self.edition
        if edition.occasion is None:
            return ""
        candidates = occasions(edition.tracker, as_at=edition.as_at, today=edition.today)
        rows = rows_of(candidates[candidates["occasion"].eq(edition.occasion)])
        return next((occasion_name(row, self.names, self.translator) for row in rows), "")

    @property
    def subtitle(self) -> tuple[str, ...]:
        """The lines below the title: the month, what is selected, the contact, and whose Welsh is a draft."""
        draft = self.translator("The Welsh of the sample's texts is drafted, not checked by a translator.")
        is_draft = self.edition.office.name == SAMPLE_OFFICE and self.edition.language is Language.WELSH
        return tuple(filter(None, (self.as_at_line, self.selection_line, self.contact_line, draft if is_draft else "")))

    @property
    def contact_line(self) -> str:
        """The line with the contact of the office; "" where the settings give none."""
        contact = self.edition.office.contact
        return self.translator("Contact: {contact}", contact=contact) if contact else ""

    @property
    def logo(self) -> Logo | None:
        """The logo of the office with its alternative text."""
        png = self.edition.office.logo_png
        return Logo(png, self.translator("The logo of the office")) if png else None

    @property
    def as_at_line(self) -> str:
        """The line with the month of the data, and the day of judgement where that is later."""
        data, judged = self.edition.data_date, judged_on(self.edition.as_at, self.edition.today)
        return data_date_line(data.month, judged, self.translator, is_latest=data.is_latest)

    @property
    def selection_line(self) -> str:
        """The line with what is selected; "" where the paper covers everything."""
        return selection_words(self.edition.selection, self.names, self.scale, self.translator)

    @cached_property
    def footer(self) -> str:
        """The footer of every page: the month of the data in its short form, version, office and day."""
        _, edition, version = self.translator, self.edition, self.edition.version
        month = data_date_line(edition.data_date.month, judged_on(edition.as_at, edition.today), _, is_latest=False)
        if version is None:
            return f"{month} · {_('from {file}, not published', file=edition.source)}"
        day = formatting.format_day(version.published_at.date(), _)
        by = _("published by {who}, {day}", who=self.publisher, day=day)
        published = by if self.publisher else _("published on {day}", day=day)
        return " · ".join((month, _("version {version}", version=version.number), published))

    @property
    def page_number_pattern(self) -> str:
        """The text of the page number, which stays on one line, with `{page}` and `{pages}` for the two numbers."""
        return self.translator("Page {page} of {pages}", page="{page}", pages="{pages}").replace(" ", "\u00a0")

    def table(
        self, title: str, columns: Sequence[TableColumn], records: Iterable[Any], *, widths: Sequence[float] = ()
    ) -> Table:
        """Return the records as a table of a paper; without widths, its columns are as wide as those of a sheet."""
        rows = tuple(tuple(self._spans(column.cell(record)) for column in columns) for record in records)
        shares = widths or [column.width for column in columns]
        return Table(title, tuple(column.heading for column in columns), rows, widths=tuple(shares))

    def _spans(self, cell: Cell) -> Spans:
        """Return a cell in words: a number with its separators, a date as its month, a dash for none."""
        match cell:
            case StatusMark():
                return (cell,)
            case tuple():
                return cell
            case int():
                return (Text(formatting.format_count(cell, self.translator)),)
            case date():
                return (Text(formatting.format_round(cell, self.translator)),)
        return (Text(cell or "–"),)

    def english(self, words: object) -> Text:
        """Return words of the workbook, which has them in English alone; or that no reason is given."""
        if not isinstance(words, str):
            return Text(self.translator("no reason given"))
        return Text(words, language=Language.ENGLISH if self.edition.language is not Language.ENGLISH else None)

    def facts(self, facts: Iterable[tuple[str, object]]) -> Spans:
        """Return facts, a line each: a text, whose language stays, or a number; others and zero are left out."""
        spans: list[Text] = []
        for name, fact in facts:
            words = formatting.format_count(fact, self.translator) if isinstance(fact, int) and fact else fact
            text = words if isinstance(words, Text) else Text(words if isinstance(words, str) else "")
            if stripped := normalise_space(text.words):
                start = f"\n{name}:" if spans else f"{name}:"
                spans += [Text(start, muted=True), replace(text, words=f" {stripped}")]
        return tuple(spans)

    def spoken_basis(self, basis: object) -> object:
        """Return a basis that a status has in words; None where all are inferred."""
        return None if self.is_inferred else basis

    @cached_property
    def is_inferred(self) -> bool:
        """Whether every status of the paper is inferred."""
        return all_inferred(self.edition.chosen, as_at=self.edition.as_at)

    def title(self, row: RefRow) -> str:
        """Return "Recommendation 3: its title", or the number alone where it has no title."""
        _, number, title = self.translator, self.number(row.review, row.ref), normalise_space(self.words(row, "title"))
        titled = _("Recommendation {ref}: {title}", ref=number, title=title)
        return titled if title else _("Recommendation {ref}", ref=number)

    def numbered_title(self, review: str, ref: str) -> tuple[Text, ...]:
        """Return "3 its title" for a column of recommendations; without a title, the first line of its text follows."""
        number, title = Text(f"{self.number(review, ref)} "), self.localised(self.standing[review, ref], "title")
        return (number, replace(title, words=normalise_space(title.words))) if title else (number,)

    @property
    def title_column(self) -> TableColumn:
        """The column of the number and the title of a recommendation, by which a paper names it."""
        return TableColumn(self.translator("Recommendation"), 44, lambda row: self.numbered_title(row.review, row.ref))

    def number(self, review: str, ref: str) -> str:
        """Return the number of a recommendation, with its review where the paper covers several reviews."""
        return formatting.reviewed_ref(review, ref, named=self.has_several_reviews)

    @cached_property
    def standing(self) -> dict[Key, TableRow]:
        """The row of `status_at` of each recommendation, by review and ref."""
        return row_by_recommendation(status_at(self.edition.tracker, as_at=self.edition.as_at))

    @cached_property
    def tracker_has_several_reviews(self) -> bool:
        """Whether the tracker has several reviews, whose calendars may be imported into one."""
        return self.edition.tracker.recommendations["review"].nunique() > 1

    @cached_property
    def has_several_reviews(self) -> bool:
        """Whether the paper covers several reviews, so that each is named."""
        return self.edition.chosen.recommendations["review"].nunique() > 1


def closure_facts(narrator: Narrator, key: Key) -> Iterator[tuple[str, str | Text]]:
    """Yield the latest decision on a recommendation, and what its agency says of itself."""
    _, views = narrator.translator, narrator.about(key, self_assessments)
    for decision in narrator.about(key, decisions)[-1:]:
        yield _("Decision on closure"), decision_phrase(decision, narrator.names, _)
        yield _("Reason of the decision"), narrator.english(decision.reason)
    for view in views:
        if isinstance(view.agency_status, str):
            status = formatting.mark_word(view.agency_status, narrator.scale, _)
            given = _("{status} ({month})", status=status, month=formatting.format_round(view.rated_in, _))
            yield _("Agency status"), "; ".join(filter(None, (given, difference_phrase(view, narrator.scale, _))))
        if view.proposes:
            yield _("Proposed closure"), formatting.format_round(view.proposed_in, _)
            yield _("Closure reason"), narrator.english(view.closure_reason)


def open_responses(narrator: Narrator, tracker: Tracker) -> Iterator[tuple[TableRow, str]]:
    """Yield each open response to a review of a tracker with the title of the review."""
    edition = narrator.edition
    for row in rows_of(responses_due(tracker, as_at=edition.as_at, today=edition.today)):
        if row.timing != Timing.DONE:
            yield row, narrator.words(row, "title") or row.review


def response_lines(narrator: Narrator, tracker: Tracker, *, reviews: Set[str]) -> list[str]:
    """Return the sentences on the open responses to some reviews."""
    found = open_responses(narrator, tracker)
    return [f"{title}: {response_sentences(row, narrator.translator)}" for row, title in found if row.review in reviews]
