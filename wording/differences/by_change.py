"""A difference in sentences: one for each change, grouped."""

from dataclasses import dataclass
from enum import StrEnum

from model.versions.difference import Item
from wording.format.word_diff import Marked, words_marked


class ChangeKind(StrEnum):
    """What a group of changes has in common, in the order they are told."""

    NEW = "new"
    REMOVED = "removed"
    WORSE = "worse"
    """Statuses of entries that were there, and that are worse now."""
    RERATED = "rerated"
    """Other statuses of entries that were there."""
    CORRECTED = "corrected"
    REOPENED = "reopened"
    REDATED = "redated"
    REASSIGNED = "reassigned"
    UPDATED = "updated"
    REWORDED = "reworded"
    OTHER = "other"


_ENDS = (".", "?", "!", "…", ".”", "?”", "!”", "…”")
"""What ends a sentence."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as the parts of a sentence.

    Attributes:
        item: the recommendation it is about, to link to; None where it is about none.
        name: its name in words, "Recommendation 9", or that of a sheet.
        where: what of it changed, "update of June 2024"; "" where the name says it all.
        text: how it changed, to be read after a colon.
        before: the text that was re-worded, and `after` what it is now; both "" for every other change.
    """

    item: Item | None
    name: str
    where: str
    text: str
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        """The change as a whole sentence."""
        subject = f"{self.name}, {self.where}" if self.where else self.name
        return f"{subject}: {self.text}{'' if self.text.endswith(_ENDS) else '.'}"

    @property
    def words(self) -> list[Marked]:
        """The words of a text that was re-worded, each run with what became of it."""
        return words_marked(self.before, self.after)


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind, under a heading that counts them.

    Attributes:
        changes: all of them, or as many as were asked for.
        count: how many there are.
        note: what is to be asked or known of all of them; often "".
    """

    kind: ChangeKind
    heading: str
    changes: tuple[Change, ...]
    count: int
    note: str = ""
