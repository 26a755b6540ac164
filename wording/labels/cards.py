"""The cards of a reading: a recommendation as it was read, each value in words with its place."""

from collections.abc import Iterator
from textwrap import shorten
from typing import NamedTuple

from model.dates import PartialDate
from model.status import Scale
from model.terms import LIST_SEPARATOR
from model.tracker.reading import CardValue, ItemCard
from wording.catalogue import Translator
from wording.format.dates import format_date
from wording.format.names import format_location
from wording.format.statuses import written_word
from wording.labels.fields import field_name

_LONGEST = 240


class CardLine(NamedTuple):
    """The name of a field, its value in words, and where that was read."""

    name: str
    text: str
    place: str


def card_title(card: ItemCard, count: int, _: Translator) -> str:
    """Return the title of a card: which recommendation it is, of how many."""
    if card.number == 1:
        return _("The first of {n}", n=count) if count > 1 else _("The only one")
    if card.number == count:
        return _("The last, number {n}", n=count)
    return _("One in the middle, number {n}", n=card.number)


def card_lines(card: ItemCard, scale: Scale, _: Translator) -> Iterator[CardLine]:
    """Yield a line for each value of a card."""
    for value in card.values:
        yield CardLine(field_name(value.field, _), _text(value, scale, _), _place(value, _))


def _text(value: CardValue, scale: Scale, _: Translator) -> str:
    found = value.value
    if value.unread:
        return _("“{text}” was not read", text=shorten(value.unread, _LONGEST, placeholder=" …"))
    if isinstance(found, PartialDate):
        return format_date(found.first, found.last, found.precision, found.words, _)
    if value.field == "status":
        return written_word(found, scale, _)
    if value.field == "supporting_agencies":
        return "; ".join(found.split(LIST_SEPARATOR))
    return shorten(found, _LONGEST, placeholder=" …")


def _place(value: CardValue, _: Translator) -> str:
    if not value.sheet and not value.cell:
        return _("in no cell of its own")
    place = format_location(value.sheet, value.cell, _)
    return _("{place}, by its colour", place=place) if value.from_colour else place
