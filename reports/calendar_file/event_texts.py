"""The texts of a calendar's events: the summary and the lines of the description of each."""

from collections.abc import Iterator
from itertools import groupby

from analysis.table_rows import rows_of
from analysis.targets import TargetNowRow
from model.terms import MonitoringKind, NameKind, Timing
from model.text import normalise_space
from model.tracker.rows import RefRow, ReviewRow
from reports.calendar_file.events import CalendarOccasion, CalendarRow
from reports.content.document import Text
from reports.text.narrator import Narrator
from wording.answers.occasions import format_due, monitoring_kind_name, timing_word, with_whom_phrase
from wording.answers.recommendation import target_phrase
from wording.format.dates import format_date
from wording.format.text import reviewed_ref


def occasion_summary(narrator: Narrator, occasion: CalendarOccasion) -> Text:
    """Return the summary of an occasion: its only promise, or what it is, with whom, and how many recommendations."""
    if len(occasion.promises) == 1:
        return numbered(narrator, occasion.promises[0], _activity(narrator, occasion.promises[0]))
    _ = narrator.translator
    about = _recommendation_count(narrator, occasion)
    kind = _occasion_kind(narrator, occasion)
    if not isinstance(occasion.with_whom, str):
        return Text(_("{kind}: {recommendations}", kind=kind, recommendations=about))
    whom = with_whom_phrase(occasion.with_whom, narrator.names, _)
    return Text(_("{kind} {with_whom}: {recommendations}", kind=kind, with_whom=whom, recommendations=about))


def occasion_date(narrator: Narrator, occasion: CalendarOccasion) -> str:
    """Return when an occasion is due, to its precision."""
    return format_date(occasion.due, occasion.due_last, occasion.due_precision, occasion.due_words, narrator.translator)


def numbered(narrator: Narrator, row: RefRow, text: Text) -> Text:
    """Return a text in one line, after the number of its recommendation."""
    number = reviewed_ref(row.review, row.ref, named=_has_several_reviews(narrator))
    return Text(f"{number}: {normalise_space(text.words)}", language=text.language)


def occasion_lines(narrator: Narrator, occasion: CalendarOccasion) -> list[str]:
    """Return the lines that describe an occasion: its date, with whom, then each recommendation with its promises."""
    _ = narrator.translator
    lines = [_("Due: {date}", date=occasion_date(narrator, occasion))]
    if isinstance(occasion.with_whom, str):
        lines.append(with_whom_phrase(occasion.with_whom, narrator.names, _))
    if _is_overdue(occasion):
        lines.append(timing_word(Timing.OVERDUE, _))
    for _key, rows in groupby(occasion.promises, key=lambda row: (row.review, row.ref)):
        promises = list(rows)
        lines += ["", *recommendation_lines(narrator, promises[0])]
        lines += [_promise_line(narrator, occasion, promise) for promise in promises]
    return lines


def target_summary(narrator: Narrator, row: RefRow) -> Text:
    """Return the number of a recommendation, that it is its target date, and its title."""
    title = narrator.localised(narrator.recommendations[row.review, row.ref], "title")
    if title is None:
        return numbered(narrator, row, Text(narrator.translator("Target date")))
    return numbered(narrator, row, Text(narrator.translator("Target date: {title}", title=title.words)))


def target_lines(narrator: Narrator, row: TargetNowRow) -> list[str]:
    """Return the lines that describe a target date: its recommendation, the date with its slips, the lead agency."""
    _, lead = narrator.translator, narrator.recommendations[row.review, row.ref].lead_agency
    named = [narrator.names.full(NameKind.AGENCY, lead, _)] if isinstance(lead, str) else []
    return [*recommendation_lines(narrator, row), _("Target date: {date}", date=target_phrase(row, _)), *named]


def recommendation_lines(narrator: Narrator, row: RefRow) -> list[str]:
    """Return the title of a recommendation, and its review where the tracker has several."""
    recommendation = narrator.recommendations[row.review, row.ref]
    review_lines = [_review_line(narrator, row.review)] if _has_several_reviews(narrator) else []
    return [narrator.title(recommendation), *review_lines]


def occasion_categories(narrator: Narrator, occasion: CalendarOccasion) -> list[str]:
    """Return the kinds of an occasion's promises, each once."""
    kinds = dict.fromkeys(promise.kind for promise in occasion.promises)
    return [monitoring_kind_name(kind, narrator.translator) for kind in kinds]


def _occasion_kind(narrator: Narrator, occasion: CalendarOccasion) -> str:
    """Return what an occasion is: a meeting where any promise is one, else the kind that all share."""
    _ = narrator.translator
    kinds = {promise.kind for promise in occasion.promises if isinstance(promise.kind, str)}
    if MonitoringKind.MEETING in kinds:
        return monitoring_kind_name(MonitoringKind.MEETING, _)
    return monitoring_kind_name(kinds.pop(), _) if len(kinds) == 1 else _("Monitoring")


def _recommendation_count(narrator: Narrator, occasion: CalendarOccasion) -> str:
    count = len({(promise.review, promise.ref) for promise in occasion.promises})
    return narrator.translator.plural("{n} recommendation", "{n} recommendations", count)


def _promise_line(narrator: Narrator, occasion: CalendarOccasion, promise: CalendarRow) -> str:
    """Return what was promised; in brackets its date and whether it is overdue, where others of the occasion differ."""
    return " ".join([normalise_space(_activity(narrator, promise).words), *_differences(narrator, occasion, promise)])


def _differences(narrator: Narrator, occasion: CalendarOccasion, promise: CalendarRow) -> Iterator[str]:
    _ = narrator.translator
    details = []
    if (promise.due, promise.due_last) != (occasion.due, occasion.due_last):
        details.append(_("due {date}", date=format_due(promise, _)))
    if promise.timing == Timing.OVERDUE and any(each.timing == Timing.DUE for each in occasion.promises):
        details.append(timing_word(promise.timing, _))
    if details:
        yield f"({'; '.join(details)})"


def _is_overdue(occasion: CalendarOccasion) -> bool:
    return any(promise.timing == Timing.OVERDUE for promise in occasion.promises)


def _activity(narrator: Narrator, promise: CalendarRow) -> Text:
    return narrator.localised(promise, "activity") or Text("")


def _review_line(narrator: Narrator, review: str) -> str:
    reviews = rows_of(narrator.edition.tracker.reviews, ReviewRow)
    title = next((narrator.localised(row, "title") for row in reviews if row.review == review), None)
    return narrator.translator("Review: {review}", review=title.words if title else review)


def _has_several_reviews(narrator: Narrator) -> bool:
    """Return whether the tracker has several reviews, whose files may be imported into one calendar."""
    return narrator.edition.tracker.recommendations["review"].nunique() > 1
