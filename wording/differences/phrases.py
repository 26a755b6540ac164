"""The phrases of a sentence on a change: names of entries and columns, and changes of values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from model.status.scale import Scale
from model.terms import NOT_RATED, Kind
from model.tracker.columns import DECISIONS, SHEETS, TARGETS
from model.versions.difference import RecommendationId
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round
from wording.format.names import Names
from wording.format.statuses import mark_word
from wording.labels.fields import field_name

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED_AT_MOST = 90
"""The most characters of a cell that a sentence quotes."""
_DATE = "Date"
_WITH_DATES_OF_THEIR_KIND = (TARGETS.name, DECISIONS.name)
_FIELDS = {(plan.name, column.heading): column.field for plan in SHEETS for column in plan.columns}


@dataclass(frozen=True)
class DifferenceContext:
    """The translator, the scales and the names for the sentences of a difference.

    Attributes:
        scales: the scale of the new tracker, then that of the old one.
        names: the names of agencies.
        several_reviews: whether there are several reviews, so that each is named.
        titles: the titles of the recommendations to name by title.
    """

    translator: Translator
    scales: tuple[Scale, ...]
    names: Names
    several_reviews: bool = False
    titles: Mapping[RecommendationId, str] = field(default_factory=dict)

    def recommendation_name(self, item: RecommendationId) -> str:
        """Return the name of a recommendation: "Recommendation 9"; with its review where there are several."""
        _ = self.translator
        if self.several_reviews:
            return _("Recommendation {ref} ({review})", ref=item.ref, review=item.review)
        return _("Recommendation {ref}", ref=item.ref)

    def status_word(self, status: str) -> str:
        """Return the word of a status; "not rated" for none."""
        scale = next((scale for scale in self.scales if status in scale.rank), self.scales[0])
        return mark_word(status or NOT_RATED, scale, self.translator)

    def status_change(self, before: str, after: str) -> str:
        """Return the change of a status: "from Red to Amber"."""
        _, old, now = self.translator, self.status_word(before), self.status_word(after)
        if not before:
            return _("now {now}; there was no status before", now=now)
        if not after:
            return _("no status now; it was {before}", before=old)
        return _("from {before} to {now}", before=old, now=now)


def entry_name(kind: str, month: date | None, _: Translator) -> str:
    """Return the name of an entry: "update of June 2024"."""
    if kind == Kind.RESPONSE:
        return _("response of {month}", month=format_round(month, _)) if month else _("response without a date")
    return _("update of {month}", month=format_round(month, _)) if month else _("update without a date")


def column_name(sheet: str, heading: str, _: Translator) -> str:
    """Return the name of a column in the reader's language; a date is that of an update only on the sheet Progress."""
    if heading == _DATE and sheet in _WITH_DATES_OF_THEIR_KIND:
        return _("Date")
    return field_name(_FIELDS.get((sheet, heading), heading), _)


def value_change(before: str, after: str, _: Translator) -> str:
    """Return the change of a value, which may have been empty before or be empty now."""
    if not before:
        return _("now {after}; it was empty before", after=after)
    if not after:
        return _("empty now; it was {before}", before=before)
    return _("from {before} to {after}", before=before, after=after)


def quote(text: str) -> str:
    """Return the beginning of a text in quotation marks; "" for an empty text."""
    return f"“{shorten(text, _QUOTED_AT_MOST, placeholder='…')}”" if text.strip() else text and f"“{text}”"


def format_day_text(words: str, _: Translator) -> str:
    """Return the text of a date; an ISO day in words."""
    return format_day(date.fromisoformat(words), _) if _ISO.fullmatch(words) else words
