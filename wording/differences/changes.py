"""The changes of a difference: phrases, counts and headlines, by kind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from model.status import Scale
from model.terms import NOT_RATED, Kind
from model.tracker.columns import DECISIONS, TARGETS
from model.versions.difference import GONE_KINDS, ChangeKind, Difference, RecommendationId, TrackerChange
from wording.answers.headline import movement_summary
from wording.catalogue import Translator
from wording.formatting import DiffRun, Names, begin_sentence, diff_words, format_day, format_round, mark_word
from wording.labels.names import field_name
from wording.sentences import label

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# The most characters of a cell that a sentence quotes.
_QUOTED_AT_MOST = 90
# The kinds in the order of the clauses of the headline, which has the movements in a sentence of their own.
_CLAUSES = (
    *(ChangeKind.NEW, ChangeKind.REMOVED, *GONE_KINDS, ChangeKind.UPDATED, ChangeKind.CORRECTED, ChangeKind.RERATED),
    *(ChangeKind.PAST, ChangeKind.REDATED, ChangeKind.REASSIGNED, ChangeKind.TRANSLATED, ChangeKind.REWORDED),
    *(ChangeKind.OTHER, ChangeKind.RESTATED),
)
# The ends of a sentence, also before a closing quotation mark.
_SENTENCE_ENDS = (".", "?", "!", "…", ".”", "?”", "!”", "…”")


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

    def title(self, change: TrackerChange) -> str:
        """Return the title of the recommendation of a change; "" where it is not known."""
        return self.titles.get(change.item, "") if change.item else ""

    def sentence(
        self, change: TrackerChange, where: str, text: str, before: str = "", after: str = ""
    ) -> ChangeSentence:
        """Return a change as the parts of a sentence."""
        name = self.recommendation_name(change.item) if change.item else change.sheet
        return ChangeSentence(change.item, name, where, text, before, after)

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


def column_name(sheet: str, field: str, _: Translator) -> str:
    """Return the name of a field in the reader's language; a date is that of an update only on the sheet Progress."""
    return _("Date") if field == "date" and sheet in (TARGETS.name, DECISIONS.name) else field_name(field, _)


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


def change_count(changes: Sequence[TrackerChange], _: Translator) -> str:
    """Return the number of changes of one kind in words, for the heading of a group and a clause of the headline."""
    kind, n, month = changes[0].kind, len(changes), changes[0].round
    if kind is ChangeKind.RESTATED and month:
        return label("sentence", "restated", _, n=n, month=format_round(month, _))
    return label("change-count", kind, _, default="", n=n)


def new_update_count(n: int, month: date | None, _: Translator) -> str:
    """Return the number of new updates of a round in words."""
    if month is None:
        return _.plural("{n} new update without a date", "{n} new updates without a date", n)
    return _.plural("{n} new update of {month}", "{n} new updates of {month}", n, month=format_round(month, _))


def difference_headline(difference: Difference, _: Translator) -> str:
    """Return what moved between the latest rounds of two versions, then what differs: "4 new updates of June; …"."""
    if difference.is_empty:
        return _("Nothing differs: every cell is as it was.")
    listed = filter(None, map(difference.of, _CLAUSES))
    clauses = [_updates(each, _) if each[0].kind is ChangeKind.UPDATED else change_count(each, _) for each in listed]
    if n := difference.unchanged:
        same = _.plural("nothing differs in {n} recommendation", "nothing differs in {n} recommendations", n)
        clauses.append(same)
    cells = begin_sentence("; ".join(clauses)) + "."
    if difference.start is None or difference.end is None or difference.start == difference.end:
        return cells
    movements = (move.name for move in difference.of(ChangeKind.MOVED))
    return f"{movement_summary(movements, (difference.start, difference.end), _)} {cells}"


def no_newer_round_warning(before: date | None, after: date | None, _: Translator) -> str:
    """Return the warning that a workbook has no update newer than the published tracker; "" if it has one.

    Args:
        before: the latest round of the published tracker; None where it has none.
        after: the latest round of the workbook.
    """
    if after is None:
        return _("The workbook holds no update with a date.")
    if before is None or after > before:
        return ""
    if after == before:
        return label("sentence", "no-newer-round", _, month=format_round(before, _))
    return label("sentence", "older-copy", _, month=format_round(after, _), later=format_round(before, _))


def _updates(changes: Sequence[TrackerChange], _: Translator) -> str:
    """Return the number of new updates, with their round, or with the number of rounds if there are several."""
    rounds = {change.round for change in changes}
    if len(rounds) == 1:
        return new_update_count(len(changes), rounds.pop(), _)
    of = _.plural("{n} round", "{n} rounds", len(rounds))
    return _("{updates} in {rounds}", updates=change_count(changes, _), rounds=of)
