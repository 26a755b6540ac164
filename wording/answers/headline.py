"""The headline of a page: how many are complete, what moved, what is late, and why to ask about a recommendation."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from babel.numbers import format_decimal

from model.dates import Precision
from model.terms import NOT_RATED, NOT_REPORTED, STANDSTILLS, AttentionReason, Language, Movement, Scale, TableRow
from wording import formatting
from wording.catalogue import Translator, label

if TYPE_CHECKING:
    from analysis.attention import Pace
    from analysis.reasons import LateCount
    from analysis.status import NotReportedCount


class MovementLine(NamedTuple):
    """A line about one movement, and the recommendations that moved so as pairs of review and ref."""

    movement: Movement
    text: str
    recommendations: tuple[tuple[str, str], ...]


def headline(counts: pd.DataFrame, scale: Scale, _: Translator) -> str:
    """Return the headline as one or two sentences, from the columns mark and count.

    For a scale without a complete status it has the counts of all statuses, as nothing can be counted as complete.
    """
    by_mark = {str(mark): int(n) for mark, n in zip(counts["mark"], counts["count"], strict=True) if n}
    total = sum(by_mark.values())
    if not total:
        return _("There are no recommendations to show.")
    if total == 1 and not set(by_mark) & set(scale.complete):
        return _("The one recommendation is {status}.", status=formatting.mark_word(next(iter(by_mark)), scale, _))
    if not scale.complete:
        return _sentence(_clauses(by_mark, scale, total, _), _)
    done = {mark: n for mark, n in by_mark.items() if mark in scale.complete}
    rest = {mark: n for mark, n in by_mark.items() if mark not in scale.complete}
    answer = _how_many_complete(done, total, scale, _)
    return f"{answer} {_sentence(_clauses(rest, scale, total, _), _)}" if rest else answer


def movement_summary(movements: Iterable[str], between: tuple[date | None, date], _: Translator) -> str:
    """Return what moved between two rounds, the earlier first, from the movement of each recommendation.

    Where the second is the earlier one, a version was compared with one before it.
    """
    start, end = between
    if start is None or pd.isna(start):
        return _("There is no earlier round to compare with.")
    months = {"start": formatting.format_round(start, _), "end": formatting.format_round(end, _)}
    counts = Counter(movements)
    if not set(counts) - set(STANDSTILLS):
        return _("Nothing moved from {start} to {end}.", **months)
    listed = _movement_list(counts, _)
    if end < start:
        return _("From {start} back to {end}: {movements}.", **months, movements=listed)
    worse = _("From {start} to {end}: {movements}.", **months, movements=listed)
    better = _("From {start} to {end}: {movements}; nothing got worse.", **months, movements=listed)
    return worse if _may_be_worse(counts) else better


def _movement_list(counts: Counter[str], _: Translator) -> str:
    """Return how many moved how, in the order of the movements: "2 reopened, 4 improved, 12 unchanged"."""
    return ", ".join(movement_count(kind, counts[kind], _) for kind in Movement if kind in counts)


def movement_sentence_of_round(movements: Iterable[str], _: Translator) -> str:
    """Return how many moved how as a sentence. It says that nothing got worse, where that is known."""
    counts = Counter(movements)
    listed = _movement_list(counts, _)
    return f"{listed}." if _may_be_worse(counts) else _("{movements}; nothing got worse.", movements=listed)


def _may_be_worse(counts: Counter[str]) -> bool:
    return bool({Movement.WORSENED, Movement.REOPENED, Movement.CHANGED, Movement.NOT_REPORTED} & set(counts))


def not_reported_sentence(not_reported: "NotReportedCount", _: Translator) -> str:
    """Return how many recommendations reported nothing in a round, from analysis.status; "" for none."""
    if not not_reported.count:
        return ""
    total, month = formatting.format_count(not_reported.total, _), formatting.format_round(not_reported.month, _)
    return label("sentence", "reported-nothing", _, n=not_reported.count, total=total, month=month)


def movement_lines(moves: pd.DataFrame, scale: Scale, _: Translator) -> list[MovementLine]:
    """Return a line for each movement that occurs, steps backwards first.

    The columns are review, ref, from_mark, to_mark and movement. Recommendations keep the order of the table.
    """
    lines = []
    for movement in Movement:
        rows = moves[moves["movement"].eq(movement)]
        if pairs := tuple(zip(rows["review"], rows["ref"], strict=True)):
            lines.append(MovementLine(movement, _movement_text(movement, rows, scale, _), pairs))
    return lines


def _how_many_complete(done: Mapping[str, int], total: int, scale: Scale, _: Translator) -> str:
    n = sum(done.values())
    if not n:
        return label("sentence", "none-complete", _, n=total)
    if n == total:
        answer = _.plural("The one recommendation is complete.", "All {n} recommendations are complete.", total)
    else:
        answer = label("sentence", "some-complete", _, n=n, total=formatting.format_count(total, _))
    return answer if len(done) == 1 else f"{answer} {_sentence(_status_clauses(done, scale, _), _)}"


def _clauses(rest: Mapping[str, int], scale: Scale, total: int, _: Translator) -> list[str]:
    """Return a clause for each mark: the statuses, worst first, then marks without one, then that none is worst."""
    if rest == {NOT_REPORTED: total}:
        return [_("nothing has been reported yet")]
    if rest == {NOT_RATED: total}:
        return [_("none has been given a status")]
    if len(rest) == 1 and sum(rest.values()) == total:
        status = formatting.mark_word(next(iter(rest)), scale, _)
        return [_.plural("it is {status}", "all {n} are {status}", total, status=status)]
    clauses = _status_clauses(rest, scale, _)
    if n := rest.get(NOT_RATED):
        clauses.append(_.plural("{n} is not rated", "{n} are not rated", n))
    if n := rest.get(NOT_REPORTED):
        clauses.append(_.plural("{n} was never reported", "{n} were never reported", n))
    worst = scale.names[0]
    if worst not in rest and worst not in scale.complete:
        clauses.append(_("none is {status}", status=formatting.mark_word(worst, scale, _)))
    return clauses


def _status_clauses(counts: Mapping[str, int], scale: Scale, _: Translator) -> list[str]:
    in_scale = [mark for mark in scale.names if mark in counts]
    other = sorted(set(counts) - {*scale.names, NOT_RATED, NOT_REPORTED})
    return [
        _.plural("{n} is {status}", "{n} are {status}", counts[mark], status=formatting.mark_word(mark, scale, _))
        for mark in (*in_scale, *other)
    ]


def _sentence(clauses: list[str], _: Translator) -> str:
    """Return several clauses as one sentence: "3 are Red, 4 are Amber, and none is Blue."."""
    *first, last = clauses
    words = _("{clauses}, and {last}", clauses=", ".join(first), last=last) if first else last
    return f"{formatting.begin_sentence(words)}."


def _movement_text(movement: Movement, rows: pd.DataFrame, scale: Scale, _: Translator) -> str:
    count = movement_count(movement, len(rows), _)
    if movement in STANDSTILLS:
        return count
    changes = Counter(from_to(*way, scale, _) for way in zip(rows["from_mark"], rows["to_mark"], strict=True))
    each = [_("{n} {way}", n=formatting.format_count(n, _), way=way) for way, n in changes.items()]
    way = formatting.join_words(each, _) if len(each) > 1 else next(iter(changes))
    return _("{movement}: {way}", movement=count, way=way)


def data_date_line(month: pd.Timestamp, judged: pd.Timestamp, _: Translator, *, is_latest: bool) -> str:
    """Return the month of the data; and the day of judgement, where its month is later than that of the data.

    `is_latest` is whether the data is that of the latest round.
    """
    if pd.isna(month):
        return _("Nothing has been reported yet")
    values = {"month": formatting.format_round(month, _)}
    if pd.isna(judged) or judged.to_period("M") == month.to_period("M"):
        return _("Data as at {month}", **values)
    values["day"] = formatting.format_day(judged, _)
    latest = _("Data as at {month} (latest round) · judged on {day}", **values)
    return latest if is_latest else _("Data as at {month} · judged on {day}", **values)


def data_age(month: pd.Timestamp, today: date, _: Translator) -> str:
    """Return how long ago the month of the data was; "" in that month, and without data."""
    if pd.isna(month) or (month.year, month.month) == (today.year, today.month):
        return ""
    return formatting.how_long_ago(month.date(), today, _)


def movement_count(movement: Movement | str, n: int, _: Translator) -> str:
    """Return how many recommendations moved so: "3 newly rated"."""
    return label("movement-count", Movement(movement), _, n=n)


def movement_sentence(
    from_mark: str, to_mark: str, movement: Movement | str, scale: Scale, _: Translator, *, basis: object = None
) -> str:
    """Return the movement of one recommendation between two rounds: "improved from Red to Amber".

    `basis` is that of the later status, where an inferred one is to be marked in words.
    """
    before, now = formatting.mark_word(from_mark, scale, _), formatting.status_words(to_mark, basis, scale, _)
    if movement == Movement.COMPLETED and from_mark in (NOT_RATED, NOT_REPORTED):
        return _("completed as {now}", now=now)
    return label("movement-sentence", Movement(movement), _, before=before, now=now)


def movement_with_month(sentence: str, movement: Movement | str, status_since: date | None, _: Translator) -> str:
    """Return a movement with its month: "since" the month where nothing moved, else "in" the month."""
    if status_since is None or pd.isna(status_since):
        return sentence
    values = {"movement": sentence, "month": formatting.format_round(status_since, _)}
    return _("{movement} since {month}", **values) if movement in STANDSTILLS else _("{movement} in {month}", **values)


def from_to(from_mark: str, to_mark: str, scale: Scale, _: Translator) -> str:
    """Return the change from one mark to another: "from Red to Amber"; only the new mark without a status before."""
    before, now = (formatting.mark_word(mark, scale, _) for mark in (from_mark, to_mark))
    return now if from_mark in (NOT_RATED, NOT_REPORTED) else _("from {before} to {now}", before=before, now=now)


def pace_sentences(pace: "Pace", _: Translator) -> str:
    """Return when all would be complete at the pace so far, between which months, and that it is no forecast."""
    rounds, total = formatting.format_count(pace.rounds, _), formatting.format_count(pace.outstanding, _)
    month, earliest = formatting.format_round(pace.month, _), formatting.format_round(pace.earliest, _)
    a_month = format_decimal(pace.a_month, "#,##0.0", locale=_.language.value)
    first = label("sentence", "pace", _, rounds=rounds, pace=a_month, total=total, month=month)
    if pace.latest is None:
        span = _("With one round left out it is {first} at the earliest, or no end is in sight.", first=earliest)
    else:
        span = label("sentence", "pace-span", _, first=earliest, last=formatting.format_round(pace.latest, _))
    return f"{first} {span} {_('It carries the past on, and is no forecast.')}"


def not_moved_lines(row: TableRow, signs: Iterable[TableRow], scale: Scale, _: Translator) -> list[str]:
    """Return what has not moved of a recommendation, and since when; nothing of a complete one."""
    if row.mark in scale.complete:
        return []
    others = (sign for sign in signs if sign.reason != AttentionReason.SAME_STATUS)
    lines = [formatting.begin_sentence(stalled_reason(sign, _)) for sign in others]
    if not pd.isna(row.status_since) and row.days_since:
        time = formatting.time_and_rounds(int(row.rounds_since), int(row.days_since), row.status_since.date(), _)
        month = formatting.format_round(row.status_since, _)
        lines.insert(0, _("The status has been the same since {month}: {time}.", month=month, time=time))
    return lines


def stalled_reason(row: TableRow, _: Translator) -> str:
    """Return the sign that a recommendation has stalled, from a row of analysis.movement."""
    month = formatting.format_round(row.since, _)
    return label("stall-sign", row.reason, _, n=row.rounds, month=month, words=row.words)


# The most reasons that a sentence gives, with the status: the heaviest.
MOST_REASONS = 3
# The most letters of a quotation in a reason.
_QUOTED = 60


def reasons_sentence(row: TableRow, reasons: Sequence[TableRow], scale: Scale, _: Translator, *, basis: object) -> str:
    """Return why to ask about a recommendation, such as "Red since July 2026; 123 days past its target".

    Its rows are those of `analysis.reasons`, its reasons the heaviest first. `basis` is that of its status, where an
    inferred status is to be marked in words.
    """
    kinds = {AttentionReason(reason.reason): reason for reason in reasons}
    moved = kinds.pop(AttentionReason.WORSENED, None) or kinds.pop(AttentionReason.REOPENED, None)
    if moved is not None:
        first = movement_sentence(str(moved.before), row.mark, moved.reason, scale, _)
        first = movement_with_month(first, Movement(moved.reason), moved.round, _)
    else:
        first = formatting.status_words(row.mark, basis, scale, _)
        if pd.notna(row.status_since):
            first = _("{status} since {month}", status=first, month=formatting.format_round(row.status_since, _))
    of_status = AttentionReason.WORST, AttentionReason.SAME_STATUS
    others = [_reason(kind, reason, _) for kind, reason in kinds.items() if kind not in of_status]
    return formatting.begin_sentence("; ".join([first, *others][:MOST_REASONS])) + "."


def late_then(count: int, month: pd.Timestamp, _: Translator) -> str:
    """Return how many there were at the end of a month: "none at the end of June 2024"."""
    name, n = formatting.format_round(month, _), formatting.format_count(count, _)
    return _("{n} at the end of {month}", n=n, month=name) if count else _("none at the end of {month}", month=name)


def late_sentence(late: "LateCount", month: pd.Timestamp, _: Translator) -> str:
    """Return how many of a kind are late, such as "9 promises are overdue"; `month` is that of the latest round."""
    name = "" if pd.isna(month) else formatting.format_round(month, _)
    return label("late", late.kind, _, n=late.count, month=name)


def _reason(kind: AttentionReason, row: TableRow, _: Translator) -> str:
    """Return a reason; a Welsh sentence does not quote, since the words are found in the English text."""
    words = shorten(row.words, _QUOTED, placeholder=" …") if isinstance(row.words, str) else ""
    month = "" if pd.isna(row.round) else formatting.format_round(row.round, _)
    days = 0 if pd.isna(row.days) else int(row.days)
    due = formatting.format_date(row.first, row.last, Precision.MONTH, None, _)
    if _.language is Language.WELSH and (unquoted := label("attention-reason-unquoted", kind, _, default="", date=due)):
        return unquoted
    return label("attention-reason", kind, _, n=days, words=words, month=month, date=due)
