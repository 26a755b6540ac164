"""Read a printed status mark: a word of the paper's key, perhaps with its letter before it and "inferred" behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.papers.statuses.key import KeyEntry, without_mark_letters
from loaders.vocabulary.status_colours import NO_COLOUR_MATCH, match_colour
from loaders.vocabulary.status_words import BASES, is_symbol, status_labels
from model.dates.date_grammar import read_date
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED, Basis
from model.text import label_key, normalise_space

NO_STATUS_WORDS = frozenset({NOT_RATED, NOT_REPORTED, "heb ei raddio", "heb ei adrodd"})
"""Label keys of the words that a paper prints where there is no status."""
_INFERRED = "|".join(label for label, basis in BASES.items() if basis == Basis.INFERRED.value)
_MARKED_INFERRED = re.compile(
    rf"(?P<status>.+?)\s*(?:,\s*|\()(?:{_INFERRED.replace(chr(39), '[’' + chr(39) + ']')})\)?"
)


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A status mark as a paper prints it.

    Attributes:
        status: its word or symbol as printed; "" where it is only a colour, or means that there is no status.
        inferred: whether the paper marks it as inferred.
        no_status: whether the paper states that there is no status.
        colour: its shading.
    """

    status: str = ""
    inferred: bool = False
    no_status: bool = False
    colour: str | None = None

    def __bool__(self) -> bool:
        """Return whether there is a status: its word, or a colour that may be one."""
        return bool(self.status or self.colour)


class MarkReader:
    """Reads the status marks of one paper by its key, or by Red, Amber and Green if it has none."""

    def __init__(self, key: Sequence[KeyEntry]) -> None:
        statuses = tuple(Status(entry.status, entry.meaning, entry.complete, entry.colour) for entry in key)
        self.scale = Scale(statuses) if statuses else RED_AMBER_GREEN
        self._labels = status_labels(self.scale)

    def read(self, text: str, colour: str | None = None) -> PrintedMark:
        """Return the mark that a text is, whether or not the key has its status."""
        words = normalise_space(text)
        if label_key(words) in NO_STATUS_WORDS:
            return PrintedMark(no_status=True)
        inferred = _MARKED_INFERRED.fullmatch(words)
        return PrintedMark(
            without_mark_letters(inferred["status"] if inferred else words), bool(inferred), colour=colour
        )

    def match(self, text: str, colour: str | None = None) -> PrintedMark | None:
        """Return the mark if a text is nothing but a word of the key, or the words for no status; else None.

        Of a symbol that is no word of the key its colour may be the status, as in a cell of a workbook.
        """
        mark = self.read(text, colour)
        if mark.no_status or self._is_word(mark):
            return mark
        fill = match_colour(colour, self.scale) if colour and is_symbol(mark.status) else NO_COLOUR_MATCH
        return mark if fill.status or fill.uncertain else None

    def status_name(self, mark: PrintedMark) -> str:
        """Return the status of the key that a mark stands for, by its word, else by its colour; "" if it is unknown."""
        if mark.status and (self._is_word(mark) or not is_symbol(mark.status)):
            return self._labels.get(label_key(mark.status), "")
        return (match_colour(mark.colour, self.scale).status or "") if mark.colour else ""

    def is_only_counts(self, text: str) -> bool:
        """Return whether a text contains only statuses and numbers: "3 Amber and 1 Green."."""
        words = [word for status in self.scale.statuses for word in (status.name, status.name_cy) if word]
        listed = sorted(map(label_key, [*words, *NO_STATUS_WORDS]), key=len, reverse=True)
        rest = re.sub("|".join(rf"\b{re.escape(word)}\b" for word in listed), " ", label_key(text))
        return rest != label_key(text) and not set(re.findall(r"[^\W\d_]{2,}", rest)) - {"and", "ac"}

    def _is_word(self, mark: PrintedMark) -> bool:
        return label_key(mark.status) in self._labels


def first_of_month(words: str) -> date | None:
    """Return the first day of the month in which a round begins; None if its words name none."""
    first = read_date(words).date.first
    return first.replace(day=1) if first else None
