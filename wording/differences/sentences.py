"""The differences between two trackers in sentences, in groups of one kind each, with their counts and headline."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from textwrap import shorten
from types import MappingProxyType
from typing import NamedTuple

from model.terms import NOT_RATED, STANDSTILLS, Kind, NameKind, Scale
from model.tracker.columns import DECISIONS, KEY, MONITORING, PROGRESS, TARGETS
from model.versions.difference import GONE_KINDS, ChangeKind, Difference, RecommendationId, TrackerChange
from wording.answers.headline import movement_count, movement_summary
from wording.catalogue import Translator, label
from wording.formatting import DiffRun, Names, begin_sentence, diff_words, format_day, format_round, mark_word
from wording.names import decision_word, field_name

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


class ChangeSentence(NamedTuple):
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


class ChangeGroup(NamedTuple):
    """Changes of one kind, under a heading that counts them.

    Attributes:
        changes: all of them, or as many as were requested.
        total: the number of all of them.
        note: a question or a note on all of them; often "".
    """

    kind: ChangeKind
    heading: str
    changes: tuple[ChangeSentence, ...]
    total: int
    note: str = ""


class DifferenceContext(NamedTuple):
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
    titles: Mapping[RecommendationId, str] = MappingProxyType({})

    def recommendation_name(self, item: RecommendationId) -> str:
        """Return the name of a recommendation: "Recommendation 9"; with its review where there are several."""
        _ = self.translator
        if self.several_reviews:
            return _("Recommendation {ref} ({review})", ref=item.ref, review=item.review)
        return _("Recommendation {ref}", ref=item.ref)

    def title(self, change: TrackerChange) -> str:
        """Return the title of the recommendation of a change; "" where it is not known."""
        return self.titles.get(change.item, "") if change.item else ""

    def status_word(self, status: str) -> str:
        """Return the word of a status; "not rated" for none."""
        scale = next((scale for scale in self.scales if status in scale.rank), self.scales[0])
        return mark_word(status or NOT_RATED, scale, self.translator)


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
        clauses.append(_.plural("nothing differs in {n} recommendation", "nothing differs in {n} recommendations", n))
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
    code = "no-newer-round" if after == before else "older-copy"
    return label("sentence", code, _, month=format_round(after, _), later=format_round(before, _))


def _updates(changes: Sequence[TrackerChange], _: Translator) -> str:
    """Return the number of new updates, with their round, or with the number of rounds if there are several."""
    months = {change.round for change in changes}
    if len(months) == 1:
        return new_update_count(len(changes), months.pop(), _)
    rounds = _.plural("{n} round", "{n} rounds", len(months))
    return _("{updates} in {rounds}", updates=change_count(changes, _), rounds=rounds)


# What changed, how, and the texts before and after where these are compared word by word.
_Parts = tuple[str, ...]
# The heading of each group of changes.
_Headed = Iterator[tuple[str, list[TrackerChange]]]


def change_groups(difference: Difference, context: DifferenceContext, *, most: int | None = None) -> list[ChangeGroup]:
    """Return the changes as sentences in groups, without empty groups; at most `most` of each group, None for all."""
    groups, _ = [], context.translator
    context = context._replace(several_reviews=difference.reviews > 1)
    for kind in ChangeKind:
        for heading, changes in _headed(difference, kind, _):
            listed = tuple(_sentence(change, context) for change in changes[:most])
            groups.append(ChangeGroup(kind, heading, listed, len(changes), _note(difference, kind, _)))
    return groups


def _headed(difference: Difference, kind: ChangeKind, _: Translator) -> _Headed:
    """Yield the changes of a kind with their heading: movements by movement, and new updates by round."""
    changes = difference.of(kind)
    if kind is ChangeKind.MOVED:
        yield from _moved(difference, changes, _)
    elif kind is ChangeKind.UPDATED:
        latest_first = sorted(changes, key=lambda change: change.round or date.min, reverse=True)
        for month, of_round in groupby(latest_first, key=lambda change: change.round):
            updates = list(of_round)
            yield new_update_count(len(updates), month, _), updates
    elif changes:
        yield change_count(changes, _), changes


def _moved(difference: Difference, changes: Sequence[TrackerChange], _: Translator) -> _Headed:
    """Yield the changes of each movement, backward movements first, with both rounds in the heading."""
    start, end = difference.start, difference.end
    if start is None or end is None:
        return
    moved = (change for change in changes if change.name not in STANDSTILLS)
    for movement, moves in groupby(moved, key=lambda move: move.name):
        of_kind = list(moves)
        values = {"count": movement_count(movement, len(of_kind), _), "start": format_round(start, _)}
        values["end"] = format_round(end, _)
        back = _("{count}, from {start} back to {end}", **values)
        yield back if end < start else _("{count}, from {start} to {end}", **values), of_kind


def _note(difference: Difference, kind: ChangeKind, _: Translator) -> str:
    """Return a question or a note on all changes of a kind; "" for most kinds."""
    if kind is ChangeKind.REMOVED:
        n = len(difference.of(kind))
        return _renamed_review_question(difference, _) or label("sentence", "removed-by-mistake", _, n=n)
    past = _("The record of rounds that were published is another now. Nothing of it counts as a movement.")
    corrected = _("What was inferred is published now: the record is corrected, and nothing has moved.")
    return {ChangeKind.PAST: past, ChangeKind.RESTATED: past, ChangeKind.CORRECTED: corrected}.get(kind, "")


def _renamed_review_question(difference: Difference, _: Translator) -> str:
    """Return a question if all removed recommendations are new under one other review; else ""."""
    kinds = ChangeKind.REMOVED, ChangeKind.NEW
    removed, new = ({each.item for each in difference.of(kind) if each.item} for kind in kinds)
    gone, added = {item.review for item in removed}, {item.review for item in new}
    if len(gone) != 1 or len(added) != 1 or gone == added or not {i.ref for i in removed} <= {i.ref for i in new}:
        return ""
    return label("sentence", "review-renamed", _, new=added.pop(), gone=gone.pop())


def _sentence(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    name = context.recommendation_name(change.item) if change.item else change.sheet
    return ChangeSentence(change.item, name, *_parts(change, context))


def _parts(change: TrackerChange, context: DifferenceContext) -> _Parts:
    """Return what changed and how, with both texts where these are compared word by word."""
    _, title, words = context.translator, context.title(change), context.status_word
    match change.kind:
        case ChangeKind.NEW:
            parts: _Parts = "", title or _("new")
        case ChangeKind.REMOVED:
            last = _("its last status was {status}", status=words(change.before))
            text = last if change.before else _("it never had a status")
            parts = "", f"{title}: {text}" if title else text
        case ChangeKind.MOVED | ChangeKind.RERATED | ChangeKind.PAST | ChangeKind.RESTATED:
            parts = _status_parts(change, context)
        case ChangeKind.CORRECTED:
            before, now = words(change.before), words(change.after)
            other = _("{before} was inferred; published is {now}", before=before, now=now)
            same = _("{status} as before, which is published now", status=now)
            parts = entry_name(change.name, change.round, _), same if change.before == change.after else other
        case ChangeKind.REDATED:
            where = _("promise {activity}", activity=quote(change.name)) if change.name else _("target date")
            parts = where, _new_value(change, lambda words: format_day_text(words, _), _)
        case ChangeKind.REASSIGNED:
            agency = _new_value(change, lambda name: context.names.full(NameKind.AGENCY, name, _), _)
            parts = _("lead agency"), agency
        case ChangeKind.UPDATED:
            status = words(change.after) if change.after else _("without a status")
            parts = _("response") if change.name == Kind.RESPONSE else "", status
        case ChangeKind.TRANSLATED | ChangeKind.REWORDED:
            parts = _text_parts(change, _)
        case _:
            parts = _other_parts(change, _)
    return parts


def _status_parts(change: TrackerChange, context: DifferenceContext) -> _Parts:
    """Return the change of the status of a recommendation, of one of its updates, or as at a round."""
    _, where = context.translator, ""
    if change.kind is ChangeKind.RESTATED:
        where = _("status as at {month}", month=format_round(change.round, _) if change.round else "")
    elif change.kind is not ChangeKind.MOVED:
        where = entry_name(change.name, change.round, _)
    before, now = context.status_word(change.before), context.status_word(change.after)
    if not change.before:
        return where, _("now {now}; there was no status before", now=now)
    gone = _("no status now; it was {before}", before=before)
    return where, _("from {before} to {now}", before=before, now=now) if change.after else gone


def _new_value(change: TrackerChange, words_of: Callable[[str], str], _: Translator) -> str:
    """Return the change of a value in words; as it is written where both would have the same words."""
    before, after = (value and words_of(value) for value in (change.before, change.after))
    return value_change(change.before, change.after, _) if before == after else value_change(before, after, _)


def _text_parts(change: TrackerChange, _: Translator) -> _Parts:
    """Return that a text was written, re-worded or emptied."""
    column = label("changed-text", change.field, _, default="") or field_name(change.field, _)
    if change.sheet == PROGRESS.name:
        entry = entry_name(Kind.PROGRESS, change.round, _)
        column = entry if change.field == "update" else f"{entry}, {column}"
    now = _("re-worded") if change.after else _("empty now")
    return column, now if change.before else _("written; it was empty before"), change.before, change.after


def _other_parts(change: TrackerChange, _: Translator) -> _Parts:
    """Return what has changed in a row or a cell that no other kind of change is about."""
    if change.is_whole_row:
        words = {"words": quote(_row_words(change, _))}
        text = _("row added: {words}", **words) if change.kind is ChangeKind.OTHER else _("row gone: {words}", **words)
        is_update = change.sheet == PROGRESS.name  # in a row of another sheet its text may be enough
        entry, name = entry_name(Kind.PROGRESS, change.round, _), label("changed-row", change.sheet, _, default="")
        return entry if is_update else name, text
    before, after = (quote(format_day_text(value, _)) for value in (change.before, change.after))
    text = _("re-worded") if before == after else value_change(before, after, _)
    return _cell_name(change, _), text, change.before, change.after


def _row_words(change: TrackerChange, _: Translator) -> str:
    """Return what stands in a row that was added or removed: a day as a date, a decision in the reader's language."""
    words = change.before or change.after
    if change.sheet == DECISIONS.name:
        return decision_word(words, _) or words
    return format_day_text(words, _) if change.sheet == TARGETS.name else words


def _cell_name(change: TrackerChange, _: Translator) -> str:
    """Return the name of a cell within its recommendation or its sheet."""
    if change.sheet == KEY.name and not change.name:
        return _("order of the statuses")
    row = change.name
    if change.sheet == PROGRESS.name:
        row = entry_name(Kind.PROGRESS, change.round, _)
    elif change.sheet == MONITORING.name:
        row = _("promise {activity}", activity=quote(change.name))
    elif change.sheet == TARGETS.name:
        row = _("target set {date}", date=change.name) if change.name else _("target set without a date")
    elif change.sheet == DECISIONS.name:
        row = _("decision of {date}", date=change.name) if change.name else _("decision without a date")
    column = column_name(change.sheet, change.field, _)
    return f"{row}, {column}" if row else column
