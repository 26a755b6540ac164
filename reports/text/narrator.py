"""The texts and statuses of a tracker as spans of a paper, in its language."""

from dataclasses import dataclass, replace
from functools import cached_property

from analysis.closure import DecisionRow, SelfAssessmentRow, decisions, self_assessments
from analysis.promises import PromiseRow, promises
from analysis.status import StatusRow, status_at
from analysis.table_rows import rows_by_recommendation, rows_of
from analysis.targets import TargetNowRow, targets_at
from analysis.texts.phrases import points_of
from model.status.colours import PALETTES, Appearance, status_ink
from model.status.scale import Scale
from model.terms import Basis
from model.text import normalise_space
from model.tracker.rows import RecommendationRow, RefRow, UpdateRow
from reports.content.document import Spans, StatusMark, Text
from reports.content.edition import Edition
from wording.catalogue import Translator, translator
from wording.format.names import Names, localised_value, office_name
from wording.format.statuses import mark_letter, mark_word, status_words
from wording.format.text import reviewed_ref

_COLOURS = PALETTES[Appearance.LIGHT]


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
    def recommendations(self) -> dict[tuple[str, str], RecommendationRow]:
        """The row of each recommendation, by review and ref."""
        return {(row.review, row.ref): row for row in rows_of(self.edition.tracker.recommendations, RecommendationRow)}

    @cached_property
    def updates(self) -> dict[tuple[str, str], list[UpdateRow]]:
        """The updates of each recommendation up to the month, oldest first, by review and ref."""
        progress = self.edition.tracker.progress
        updates = progress[progress["round"].le(self.edition.as_at)].sort_values("date", kind="stable")
        return rows_by_recommendation(updates, UpdateRow)

    @cached_property
    def promises(self) -> dict[tuple[str, str], list[PromiseRow]]:
        """The promises about each recommendation in the order they fall due, by review and ref."""
        listed = promises(self.edition.tracker, as_at=self.edition.as_at, today=self.edition.today)
        return rows_by_recommendation(listed, PromiseRow)

    @cached_property
    def targets(self) -> dict[tuple[str, str], TargetNowRow]:
        """The target date of each recommendation as at the month, by review and ref."""
        listed = targets_at(self.edition.tracker, as_at=self.edition.as_at, today=self.edition.today)
        return {(row.review, row.ref): row for row in rows_of(listed, TargetNowRow)}

    @cached_property
    def decisions(self) -> dict[tuple[str, str], list[DecisionRow]]:
        """The decisions on the closure of each recommendation up to the month, earliest first, by review and ref."""
        return rows_by_recommendation(decisions(self.edition.tracker, as_at=self.edition.as_at), DecisionRow)

    @cached_property
    def self_assessments(self) -> dict[tuple[str, str], SelfAssessmentRow]:
        """What the agency of each recommendation says of itself, by review and ref."""
        listed = self_assessments(self.edition.tracker, as_at=self.edition.as_at)
        return {(row.review, row.ref): row for row in rows_of(listed, SelfAssessmentRow)}

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
            return StatusMark(word, mark_letter(mark, self.scale, _), "", _COLOURS.page, _COLOURS.muted, _COLOURS.muted)
        ink = status_ink(self.scale[mark], Appearance.LIGHT)
        inferred = basis == Basis.INFERRED
        letter, shape = mark_letter(mark, self.scale, _), self.scale.shape(mark)
        return StatusMark(word, letter, shape, ink.fill, ink.text, ink.edge, inferred=inferred)

    def title(self, row: RefRow) -> str:
        """Return "Recommendation 3: its title", or the number alone where it has no title."""
        _ = self.translator
        text = self.localised(row, "title")
        number = self.number(row.review, row.ref)
        if text is None:
            return _("Recommendation {ref}", ref=number)
        return _("Recommendation {ref}: {title}", ref=number, title=normalise_space(text.words))

    def numbered_title(self, review: str, ref: str) -> Spans:
        """Return "3 its title" for a column of recommendations; one without a title has its first line as title."""
        row = self._listed[review, ref]
        text = self.localised(row, "title")
        if text is None:
            return (Text(f"{self.number(review, ref)} "),)
        return Text(f"{self.number(review, ref)} "), replace(text, words=normalise_space(text.words))

    def number(self, review: str, ref: str) -> str:
        """Return the number of a recommendation, with its review where the paper covers several reviews."""
        return reviewed_ref(review, ref, named=self.has_several_reviews)

    @cached_property
    def _listed(self) -> dict[tuple[str, str], StatusRow]:
        """The row of analysis.status of each recommendation, by review and ref."""
        listed = status_at(self.edition.tracker, as_at=self.edition.as_at)
        return {(row.review, row.ref): row for row in rows_of(listed, StatusRow)}

    @cached_property
    def has_several_reviews(self) -> bool:
        """Whether the paper covers several reviews, so that each is named."""
        return self.edition.chosen.recommendations["review"].nunique() > 1
