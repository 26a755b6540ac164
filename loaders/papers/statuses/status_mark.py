"""The statuses of a paper as it prints them: a word of its key, the letter of its mark before it, "inferred" behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.papers.statuses.key import KeyEntry, without_letters
from loaders.vocabulary.status_colours import shade_of
from loaders.vocabulary.status_words import BASES, status_labels
from model.dates.date_grammar import read_date
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED, Basis
from model.text import label_key

NO_STATUS = frozenset({NOT_RATED, NOT_REPORTED, "heb ei raddio", "heb ei adrodd"})
"""What a paper prints where there is no status, folded."""
_INFERRED = "|".join(label for label, basis in BASES.items() if basis == Basis.INFERRED.value)
_SAID_INFERRED = re.compile(rf"(?P<status>.+?)\s*(?:,\s*|\()(?:{_INFERRED.replace(chr(39), '[’' + chr(39) + ']')})\)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as it is printed.

    Attributes:
        status: its word, as it stands there; "" where it is only a colour, or says that there is none.
        inferred: whether the paper says that it was inferred.
        none: whether the paper says that there is no status.
        colour: what it is shaded with.
    """

    status: str = ""
    inferred: bool = False
    none: bool = False
    colour: str | None = None

    def __bool__(self) -> bool:
        """Say whether there is a status: its word, or a colour that may be one."""
        return bool(self.status or self.colour)


class Marks:
    """Reads the marks of one paper by its key; Red, Amber and Green where it has none."""

    def __init__(self, key: Sequence[KeyEntry]) -> None:
        statuses = tuple(Status(one.status, one.meaning, one.complete, one.colour) for one in key)
        self.scale = Scale(statuses) if statuses else RED_AMBER_GREEN
        self._labels = status_labels(self.scale)

    def read(self, text: str, colour: str | None = None) -> Mark:
        """Return what is printed as a status, whether or not the key has it."""
        words = " ".join(text.split())
        if label_key(words) in NO_STATUS:
            return Mark(none=True)
        inferred = _SAID_INFERRED.fullmatch(words)
        return Mark(without_letters(inferred["status"] if inferred else words), bool(inferred), colour=colour)

    def known(self, text: str) -> Mark | None:
        """Return a text as a mark where it is nothing else: a word of the key, or that there is no status."""
        mark = self.read(text)
        return mark if mark.none or label_key(mark.status) in self._labels else None

    def name(self, mark: Mark) -> str:
        """Return which status of the key a mark is, by its word, else by its colour; "" where it is none of them."""
        if mark.status:
            return self._labels.get(label_key(mark.status), "")
        return (shade_of(mark.colour, self.scale).status or "") if mark.colour else ""

    def counts(self, text: str) -> bool:
        """Say whether a text is nothing but statuses and numbers: "3 Amber and 1 Green." says nothing of its own."""
        words = [word for status in self.scale.statuses for word in (status.name, status.name_cy) if word]
        listed = sorted(map(label_key, [*words, *NO_STATUS]), key=len, reverse=True)
        rest = re.sub("|".join(rf"\b{re.escape(word)}\b" for word in listed), " ", label_key(text))
        return rest != label_key(text) and not set(re.findall(r"[^\W\d_]{2,}", rest)) - {"and", "ac"}


def month_of(words: str) -> date | None:
    """Return the first day of the month that a round begins in; None where its words name none."""
    first = read_date(words).date.first
    return first.replace(day=1) if first else None
