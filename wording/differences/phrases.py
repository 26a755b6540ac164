"""The parts of a sentence about a change: what it is about, and how a value became another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from model.status.scale import Scale
from model.terms import NOT_RATED, Kind
from model.tracker.columns import SHEETS
from model.versions.difference import Item
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round
from wording.format.names import Names
from wording.format.statuses import mark_word
from wording.labels.fields import field_name

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED_AT_MOST = 90
"""So many characters of a cell are quoted in a sentence."""
_FIELDS = {(plan.name, column.heading): column.field for plan in SHEETS for column in plan.columns}


@dataclass(frozen=True)
class Telling:
    """With what a difference is told.

    Attributes:
        scales: the scale of the tracker after, then that of the tracker before.
        names: the names of agencies.
        several: whether there are several reviews, so that each is named.
        titles: the titles of recommendations, as far as they are to be named.
    """

    translator: Translator
    scales: tuple[Scale, ...]
    names: Names
    several: bool = False
    titles: Mapping[Item, str] = field(default_factory=dict)

    def item(self, item: Item) -> str:
        """Return the name of a recommendation: "Recommendation 9"; with its review where there are several."""
        _ = self.translator
        if self.several:
            return _("Recommendation {ref} ({review})", ref=item.ref, review=item.review)
        return _("Recommendation {ref}", ref=item.ref)

    def status(self, status: str) -> str:
        """Return the word of a status; "not rated" for none."""
        scale = next((scale for scale in self.scales if status in scale.rank), self.scales[0])
        return mark_word(status or NOT_RATED, scale, self.translator)

    def way(self, before: str, after: str) -> str:
        """Return how a status became another."""
        _, old, now = self.translator, self.status(before), self.status(after)
        if not before:
            return _("now {now}; there was no status before", now=now)
        if not after:
            return _("no status now; it was {before}", before=old)
        return _("from {before} to {now}", before=old, now=now)


def entry_words(kind: str, month: date | None, _: Translator) -> str:
    """Return which entry it is: "update of June 2024"."""
    if kind == Kind.RESPONSE:
        return _("response of {month}", month=format_round(month, _)) if month else _("response without a date")
    return _("update of {month}", month=format_round(month, _)) if month else _("update without a date")


def column_words(sheet: str, heading: str, _: Translator) -> str:
    """Return the name of a column in the reader's language."""
    return field_name(_FIELDS.get((sheet, heading), heading), _)


def turned(before: str, after: str, _: Translator) -> str:
    """Return how a value became another, or that there was none before, or is none now."""
    if not before:
        return _("now {after}; it was empty before", after=after)
    if not after:
        return _("empty now; it was {before}", before=before)
    return _("from {before} to {after}", before=before, after=after)


def quoted(text: str) -> str:
    """Return the beginning of a text in quotation marks; "" for none."""
    return f"“{shorten(text, _QUOTED_AT_MOST, placeholder='…')}”" if text.strip() else text and f"“{text}”"


def day_words(words: str, _: Translator) -> str:
    """Return a date's words; a day as people write it."""
    return format_day(date.fromisoformat(words), _) if _ISO.fullmatch(words) else words
