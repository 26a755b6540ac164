"""A recommendation in words: promises, targets and closure; the questions to ask about it, and its flags."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from model.dates import Precision
from model.terms import ClosureDecision, Language, LateKind, NameKind, Question, Scale, ShownPart, TableRow, Timing
from wording import formatting
from wording.catalogue import Translator, label
from wording.formatting import Names, begin_sentence, format_day, format_round, format_row_date, mark_word
from wording.names import decision_word

if TYPE_CHECKING:
    from analysis.attention import CountedPart

# How many of each kind were overdue at the end of a month, and how many are today.
_Overdue = tuple[Mapping[LateKind, int], Mapping[LateKind, int]]


def monitoring_sentence(promises: pd.DataFrame, _: Translator) -> str:
    """Return how many promises are overdue and what falls due next, from the columns of analysis.promises."""
    if promises.empty:
        return _("No monitoring is promised.")
    if overdue := int(promises["timing"].eq(Timing.OVERDUE).sum()):
        words = _.plural("{n} monitoring promise is overdue.", "{n} monitoring promises are overdue.", overdue)
    else:
        words = _("No monitoring promise is overdue.")
    return f"{words} {_next(promises, _)}"


def _next(promises: pd.DataFrame, _: Translator) -> str:
    due = promises[promises["timing"].eq(Timing.DUE)]
    if due.empty:
        undated = int(promises["timing"].eq(Timing.UNDATED).sum())
        if not undated:
            return _("All are kept.") if promises["timing"].eq(Timing.DONE).all() else _("None is still to come.")
        return label("sentence", "none-with-a-date", _, n=undated)
    first = due.iloc[0]
    together = int((due["due"].eq(first["due"]) & due["due_last"].eq(first["due_last"])).sum())
    date = format_due(first, _)
    if first["due_precision"] == Precision.DAY:
        return _.plural("The next falls due on {date}.", "The next {n} fall due on {date}.", together, date=date)
    return _.plural("The next falls due in {date}.", "The next {n} fall due in {date}.", together, date=date)


def occasion_title(row: TableRow, names: Names, _: Translator) -> str:
    """Return an occasion of analysis.promises: when, with whom, and how many recommendations it serves."""
    recommendations = _.plural("{n} recommendation", "{n} recommendations", int(row.recommendations))
    return _("{occasion}: {recommendations}", occasion=occasion_name(row, names, _), recommendations=recommendations)


def occasion_name(row: TableRow, names: Names, _: Translator) -> str:
    """Return the date of an occasion and with whom it is; the column `with` is called `with_whom` in a row."""
    if not isinstance(row.with_whom, str):
        return _("{date}, with nobody named", date=format_due(row, _))
    return _("{date}, {with_whom}", date=format_due(row, _), with_whom=with_whom_phrase(row.with_whom, names, _))


def with_whom_phrase(name: str, names: Names, _: Translator) -> str:
    """Return with whom a promise is made: a role by its short name, an agency by its full name."""
    if names.has_name(NameKind.ROLE, name):
        return _("with the {role}", role=names.short(NameKind.ROLE, name, _))
    return _("with {whom}", whom=names.full(NameKind.ROLE, name, _))


def format_due(row: TableRow, _: Translator) -> str:
    """Return the due date of a promise or an occasion, to its precision."""
    return format_row_date(row, "due", _)


def timing_note(timing: str, due_last: pd.Timestamp, day: pd.Timestamp | None, _: Translator) -> str:
    """Return the timing of a promise; "" for one still to come, unless it has become overdue by a later day."""
    if timing == Timing.DUE and day is not None and due_last < day:
        return _("overdue today")
    return "" if timing in (Timing.DUE, Timing.UNDATED) else label("timing", timing, _)


def monitoring_kind_name(kind: object, _: Translator) -> str:
    """Return the name of a kind of monitoring; an unknown kind is returned unchanged."""
    return label("monitoring-kind", kind, _, default=kind) if isinstance(kind, str) else _("no kind given")


def judged_on_sentence(as_at: pd.Timestamp, today: pd.Timestamp | None, _: Translator) -> str:
    """Return the sentence on the day at which promises are judged: `today`, else the last day of the month."""
    if pd.isna(as_at):
        return _("Nothing has been reported yet, so no promise is judged.")
    if today is not None:
        day = format_day(today, _)
        return _("Judged today, {day}. A promise is overdue only after the last day it could fall on.", day=day)
    day = format_day(as_at + pd.offsets.MonthEnd(), _)
    return _("Judged on {day}. A promise is overdue only after the last day it could fall on.", day=day)


def overdue_since_parts(overdue: _Overdue, as_at: pd.Timestamp, _: Translator) -> list[tuple[LateKind, bool, int, str]]:
    """Return how many promises and target dates were overdue at the end of the month, and how many are today.

    Each sentence has its kind, whether it is of today, and its number; none where nothing became overdue since.
    """
    parts = []
    for kind in (LateKind.PROMISE, LateKind.TARGET):
        before, after = (counts.get(kind, 0) for counts in overdue)
        if before != after:
            today = _.plural("Today {n} is.", "Today {n} are.", after) if after else _("Today none is.")
            parts += [(kind, False, before, _overdue_then(kind, before, as_at, _)), (kind, True, after, today)]
    return parts


def promises_sentence(promises: pd.DataFrame, overdue: _Overdue, as_at: pd.Timestamp, _: Translator) -> str:
    """Return how many promises are overdue and what falls due next, from the columns of analysis.promises.

    Where promises have become overdue since the month, it is how many were overdue then and are today: that none is
    overdue, or that one is still to come, would no longer be true on the day it is read.
    """
    parts = overdue_since_parts(overdue, as_at, _)
    sentences = [sentence for kind, *_counted, sentence in parts if kind is LateKind.PROMISE]
    return " ".join(sentences) or monitoring_sentence(promises, _)


def _overdue_then(kind: LateKind, count: int, as_at: pd.Timestamp, _: Translator) -> str:
    if pd.isna(as_at):
        return label("overdue-before-first", kind, _)
    month = format_round(as_at, _)
    if not count:
        return label("overdue-then-none", kind, _, month=month)
    return label("overdue-then", kind, _, n=count, month=month)


def decision_phrase(row: TableRow, names: Names, _: Translator) -> str:
    """Return a decision, its date and who made it: "Closed, 12 June 2024, by the Commissioner"."""
    is_named = row.decision == ClosureDecision.SUPERSEDED and isinstance(row.superseded_by, str)
    word = _("Superseded by {ref}", ref=row.superseded_by) if is_named else decision_word(row.decision, _)
    phrase = _("{decision}, {date}", decision=word, date=format_row_date(row, "date", _))
    if not isinstance(row.by, str):
        return phrase
    return _("{decision}, by: {role}", decision=phrase, role=names.full(NameKind.ROLE, row.by, _))


def agency_status_phrase(status: object, month: object, scale: Scale, _: Translator) -> str:
    """Return the status that an agency gives itself, marked as its own; words that are no status are quoted.

    `month` is when it gave it; missing where that stands beside it.
    """
    shown = _agency_word(status, scale, _)
    if not isinstance(month, pd.Timestamp) or pd.isna(month):
        return _("The agency’s own status: {status}", status=shown)
    return _("The agency’s own status, {month}: {status}", status=shown, month=format_round(month, _))


def agency_status_brief(row: TableRow, scale: Scale, _: Translator) -> str:
    """Return the same in a narrow place: "Agency, June 2024: Green"."""
    month = format_round(row.rated_in, _, short=True)
    return _("Agency, {month}: {status}", month=month, status=_agency_word(row.agency_status, scale, _))


def difference_phrase(row: TableRow, scale: Scale, _: Translator) -> str:
    """Return which different statuses the agency and the office gave in one round; "" where they do not differ."""
    if not row.differs:
        return ""
    month = format_round(row.compared_in, _)
    agency, office = (mark_word(str(mark), scale, _) for mark in (row.agency_gave, row.office_gave))
    return _("in {month} the agency gave {agency}, the office {office}", month=month, agency=agency, office=office)


def _agency_word(status: object, scale: Scale, _: Translator) -> str:
    word = str(status)
    return mark_word(word, scale, _) if word in scale.rank else f"“{word}”"


def proposal_phrase(row: TableRow, _: Translator) -> str:
    """Return that an agency proposes closure, and when."""
    return _("The agency proposes to close it ({month})", month=format_round(row.proposed_in, _))


def decided_later_sentence(count: int, as_at: pd.Timestamp, _: Translator) -> str:
    """Return how many decisions were made after the month, and are not shown; "" for none."""
    shown = count and pd.notna(as_at)
    return label("sentence", "decided-later", _, n=count, month=format_round(as_at, _)) if shown else ""


def format_target(row: TableRow, _: Translator) -> str:
    """Return a target date to its precision; "none set" without one."""
    return format_row_date(row, "target", _) if isinstance(row.target_words, str) else _("none set")


def days_late(row: TableRow, _: Translator) -> str:
    """Return how late a recommendation is; "" where it is not."""
    return "" if pd.isna(row.days_late) else _.plural("{n} day late", "{n} days late", int(row.days_late))


def target_phrase(row: TableRow, _: Translator) -> str:
    """Return a target date with how late it is and how often it slipped: "May 2025 (30 days late)"."""
    details = [late] if (late := days_late(row, _)) else []
    if row.slips:
        first = format_row_date(row, "first", _)
        slips = _.plural("slipped once, from {first}", "slipped {n} times, from {first}", row.slips, first=first)
        details.append(slips)
    target = format_target(row, _)
    return f"{target} ({'; '.join(details)})" if details else target


def target_change(row: TableRow, _: Translator) -> str:
    """Return when a target was set and how it changed: "Set in May 2024: 90 days later"."""
    when, is_dated = format_row_date(row, "date", _), isinstance(row.date_words, str)
    if not row.step:
        unknown = _("The first target; when it was set is not known")
        return _("The first target, set: {date}", date=when) if is_dated else unknown
    change = _moved(row.days_later, _)
    unknown = _("{change}; when it was set is not known", change=change)
    return begin_sentence(_("{change}, set: {date}", change=change, date=when) if is_dated else unknown)


def _moved(later: Any, _: Translator) -> str:
    if pd.isna(later):
        return _("not to be compared with the target before")
    days = int(later)
    if days > 0:
        return _.plural("{n} day later", "{n} days later", days)
    return _.plural("{n} day earlier", "{n} days earlier", -days) if days else _("the same last day")


# The most groups that a sentence names.
MOST_GROUPS = 3


class QuestionText(NamedTuple):
    """A question and the data it is based on.

    Attributes:
        question: what to ask.
        ground: the data behind it, as a sentence; it introduces the quotation, if there is one.
        quoted: the quoted words of the tracker; "" without a quotation.
        language: the language of the quoted words, where it is known not to be the reader's.
    """

    question: str
    ground: str
    quoted: str = ""
    language: Language | None = None


def question_text(row: TableRow, scale: Scale, _: Translator) -> QuestionText:
    """Return the text of a question from a row of analysis.reasons.

    Its quotation is in Welsh for a Welsh reader if the tracker has it.
    """
    question, status = Question(row.question), formatting.mark_word(str(row.mark), scale, _)
    months = row.since, row.since if question in _SINCE else row.round
    since, month = ("" if pd.isna(when) else formatting.format_round(when, _) for when in months)
    if question is Question.CONTRADICTION:
        asked = label("question-of-contradiction", row.rule, _)
    else:
        written = " ".join(str(row.written).split()[-2:])  # of a season its name and year alone
        date = formatting.format_date(row.first, row.last, row.precision, written, _)
        asked = label("question", question, _, date=date, status=status, ref=row.other, month=since)
    code: str = question
    if question is Question.NOT_REPORTED and not since:
        code = "never-reported"
    elif question is Question.REFERS and not month:
        code = "related"
    n = 0 if pd.isna(row.rounds) else int(row.rounds)
    ground = label("question-ground", code, _, n=n, month=month, since=since, status=status)
    if question not in _QUOTED:
        return QuestionText(asked, ground)
    is_welsh = _.language is Language.WELSH
    if is_welsh and isinstance(row.words_cy, str):
        return QuestionText(asked, ground, row.words_cy)
    words = row.words if isinstance(row.words, str) else ""
    return QuestionText(asked, ground, words, Language.ENGLISH if is_welsh else None)


# The questions that quote the tracker.
_QUOTED = (
    *(Question.CONTRADICTION, Question.OVERDUE, Question.ENDED, Question.PASSED, Question.ENDS, Question.AHEAD),
    *(Question.NO_PROGRESS, Question.SAME_WORDS, Question.UPDATE_AS_OF, Question.NO_CHANGE),
)


# The questions about the round in which the status or the words first appeared.
_SINCE = (Question.SAME_STATUS, Question.UPDATE_AS_OF, Question.NO_CHANGE)


def shared_question_text(question: str, mark: str, count: int, scale: Scale, _: Translator) -> str:
    """Return a question that is asked once about several recommendations of one status."""
    n, status = formatting.format_count(count, _), formatting.mark_word(mark, scale, _)
    if question == Question.INFERRED:
        return _("Is {status} still right for {n} of them?", status=status, n=n)
    return _("What is needed to move {n} of them on from {status}?", status=status, n=n)


def part_text(part: "CountedPart", scale: Scale, _: Translator, *, since: pd.Timestamp | None, at: pd.Timestamp) -> str:
    """Return what is in a part: "Completed (June 2024, since February 2024)", "Red in February 2024".

    `since` and `at` are the months of the part.
    """
    words = []
    if part.was:
        words.append(_in_month(formatting.standing_word(part.was, scale, _), since, _))
    if part.now:
        words.append(_in_month(formatting.standing_word(part.now, scale, _), at, _))
    movement = label("movement", part.only, _, default="")
    if movement and since is not None:
        start, end = formatting.format_round(since, _), formatting.format_round(at, _)
        words.append(_("{movement} ({end}, since {start})", movement=movement, start=start, end=end))
    elif part.only:
        name = part_heading(part.only, _)
        words.append(name if part.at is None else _in_month(name, at, _))
    return formatting.join_words(words, _)


def _in_month(words: str, month: pd.Timestamp | None, _: Translator) -> str:
    if month is None or pd.isna(month):
        return words
    return _("{words} ({month})", words=words, month=formatting.format_round(month, _))


def part_heading(part: str, _: Translator) -> str:
    """Return the heading of a part of the list."""
    if part == ShownPart.CLOSED:
        return _.within("a part of the list", "Closed")
    return label("movement", part, _, default="") or label("shown-part", part, _)


def group_sentence(groups: pd.DataFrame, names: formatting.Names, _: Translator, *, kind: NameKind | str) -> str:
    """Return how many recommendations are outstanding, and of which groups: "17 of 18 outstanding: DPP 16 of 16".

    The columns are group, outstanding and recommendations of analysis.attention. It gives numbers and no
    verdict: which group is behind is not for a program to say, least of all by one case.
    """
    if groups.empty:
        return _("There are no recommendations to show.")
    total, outstanding = int(groups["recommendations"].sum()), int(groups["outstanding"].sum())
    if not outstanding:
        return label("nothing-outstanding", kind, _, n=len(groups))
    of_all = {"n": formatting.format_count(outstanding, _), "total": formatting.format_count(total, _)}
    listed = groups.loc[groups["outstanding"].gt(0), ["group", "outstanding", "recommendations"]]
    parts = [group_part(group, n, size, names, _, kind=kind) for group, n, size in listed.itertuples(index=False)]
    if len(groups) == 1:
        name = formatting.begin_sentence(_name(names, kind, groups["group"].iloc[0], _))
        return _("{name}: {n} of {total} outstanding.", name=name, **of_all)
    return _("{n} of {total} outstanding: {groups}.", groups=formatting.join_first(parts, MOST_GROUPS, _), **of_all)


def group_part(
    group: object, outstanding: int, size: int, names: formatting.Names, _: Translator, *, kind: NameKind | str
) -> str:
    """Return how many recommendations of a group are outstanding, in few words: "DPP 16 of 16"."""
    n, total = formatting.format_count(outstanding, _), formatting.format_count(size, _)
    return _("{name} {n} of {total}", name=_name(names, kind, group, _), n=n, total=total)


def _name(names: formatting.Names, kind: NameKind | str, group: object, _: Translator) -> str:
    return names.short(kind, group, _) if kind == NameKind.AGENCY else names.full(kind, group, _)
