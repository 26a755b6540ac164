"""The changes of a difference, as parts of sentences, in groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.tracker.columns import MONITORING, PROGRESS
from model.versions.difference import Difference, OtherChange, RecommendationId, StatusChange, WordsChange
from wording.format.word_diff import DiffRun, diff_words


class ChangeKind(StrEnum):
    """The kinds of changes, in the order of the report."""

    NEW = "new"
    REMOVED = "removed"
    UPDATES_GONE = "updates-gone"
    PROMISES_GONE = "promises-gone"
    ROWS_GONE = "rows-gone"
    """Removed rows of other sheets."""
    MOVED = "moved"
    """Movements from the latest round of one version to that of the other."""
    CORRECTED = "corrected"
    RERATED = "rerated"
    """Changed statuses of existing entries of the latest round."""
    PAST = "past"
    """Changed statuses of existing entries of earlier rounds."""
    RESTATED = "restated"
    """Other statuses as at a round of both versions, for which no existing entry was changed."""
    REDATED = "redated"
    REASSIGNED = "reassigned"
    UPDATED = "updated"
    TRANSLATED = "translated"
    """Welsh texts written where there was none."""
    REWORDED = "reworded"
    OTHER = "other"


GONE_KINDS = (ChangeKind.UPDATES_GONE, ChangeKind.PROMISES_GONE, ChangeKind.ROWS_GONE)
"""The kinds of removed rows."""

_GONE = {PROGRESS.name: ChangeKind.UPDATES_GONE, MONITORING.name: ChangeKind.PROMISES_GONE}
"""The kind of a removed row, by sheet."""

WELSH_ENDING = "_cy"
"""The end of the name of a column with a translation."""

_SENTENCE_ENDS = (".", "?", "!", "…", ".”", "?”", "!”", "…”")
"""The ends of a sentence, also before a closing quotation mark."""


@dataclass(frozen=True, slots=True)
class ChangeSentence:
    """One change, as the parts of a sentence.

    Attributes:
        item: the recommendation it is about, to link to; None for a change of no recommendation.
        name: the name of the recommendation, "Recommendation 9", or of a sheet.
        where: the part that changed, "update of June 2024"; "" where the name is enough.
        text: how it changed, to read after a colon.
        before: the former text of a re-worded text, and `after` the present one; both "" for every other change.
    """

    item: RecommendationId | None
    name: str
    where: str
    text: str
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        """The change as a complete sentence."""
        subject = f"{self.name}, {self.where}" if self.where else self.name
        return f"{subject}: {self.text}{'' if self.text.endswith(_SENTENCE_ENDS) else '.'}"

    @property
    def words(self) -> list[DiffRun]:
        """The word diff of a re-worded text."""
        return diff_words(self.before, self.after)


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind, under a heading that counts them.

    Attributes:
        changes: all of them, or as many as were requested.
        count: the number of all of them.
        note: a question or a note on all of them; often "".
    """

    kind: ChangeKind
    heading: str
    changes: tuple[ChangeSentence, ...]
    count: int
    note: str = ""


def rerated_changes(difference: Difference) -> Mapping[ChangeKind, Sequence[StatusChange]]:
    """Return the changed statuses of existing entries by kind: those of the latest round or of none, then others."""
    changes: dict[ChangeKind, list[StatusChange]] = {ChangeKind.RERATED: [], ChangeKind.PAST: []}
    for change in difference.rerated:
        is_latest = change.round is None or change.round == difference.end
        changes[ChangeKind.RERATED if is_latest else ChangeKind.PAST].append(change)
    return changes


def other_changes(difference: Difference) -> Mapping[ChangeKind, Sequence[OtherChange]]:
    """Return the other changes of a difference by kind: removed rows of each kind, then the rest."""
    changes: dict[ChangeKind, list[OtherChange]] = {kind: [] for kind in (*GONE_KINDS, ChangeKind.OTHER)}
    for change in difference.other:
        kind = _GONE.get(change.sheet, ChangeKind.ROWS_GONE) if change.is_removed_row else ChangeKind.OTHER
        changes[kind].append(change)
    return changes


def word_changes(difference: Difference) -> Mapping[ChangeKind, Sequence[WordsChange]]:
    """Return the changed texts of a difference by kind: first translations into Welsh, then the rest."""
    changes: dict[ChangeKind, list[WordsChange]] = {ChangeKind.TRANSLATED: [], ChangeKind.REWORDED: []}
    for change in difference.reworded:
        is_first = change.field.endswith(WELSH_ENDING) and not change.before
        changes[ChangeKind.TRANSLATED if is_first else ChangeKind.REWORDED].append(change)
    return changes
