"""A promise, or a date found in a text, as a line of a list: the mark of its recommendation, words and details."""

import pandas as pd

from analysis.closure.decisions import closure_at
from analysis.promises.next_promise import NextPromiseRow
from analysis.promises.promises import PromiseRow
from analysis.status.latest_status import StatusRow
from analysis.table_rows import rows_of
from analysis.texts.prose_dates import ProseDateRow
from analysis.updates.judged_on import judged_on
from components.elements.html import HtmlNode, element
from components.marks.marks import mark_link, named_ref
from components.session.view import View
from components.text.localised_text import localised
from model.language import Language
from model.tracker.rows import RefRow
from wording.answers.occasions import format_due, monitoring_kind_name, timing_note, with_whom_phrase
from wording.format.dates import format_date, format_round
from wording.format.lists import begin_sentence

StatusRows = dict[tuple[str, str], StatusRow]
"""The row of analysis.status.latest_status of each recommendation, by review and ref."""


def status_rows(standing: pd.DataFrame) -> StatusRows:
    """Return the rows of analysis.status.latest_status by review and ref."""
    return {(row.review, row.ref): row for row in rows_of(standing, StatusRow)}


def promise_line(view: View, row: PromiseRow, standing: StatusRows | None, *, with_timing: bool = True) -> HtmlNode:
    """Return a promise of analysis.promises.promises; `with_timing` adds its timing, where no heading gives it.

    Without `standing` it has no mark: it is listed below the name of its recommendation.
    """
    outcome = localised(view, row, "outcome")
    words = element(
        "div",
        localised(view, row, "activity").node(),
        element(
            "div", _details(view, row, with_timing=with_timing, with_review=standing is not None), class_="muted small"
        ),
        *([element("div", outcome.node(), class_="small")] if outcome.text else []),
    )
    return element(
        "li", words if standing is None else element("div", *_mark(view, row, standing), words, class_="withmark")
    )


def promise_note(view: View, row: PromiseRow | NextPromiseRow) -> str:
    """Return the timing of a promise that is not still to come; what is closed by now is not overdue today."""
    is_closed_now = (row.review, row.ref) in _closed_now(view)
    return timing_note(row.timing, row.due_last, None if is_closed_now else view.visit_day, view.translator)


def _closed_now(view: View) -> frozenset[tuple[str, str]]:
    """Return the review and ref of each recommendation that is closed on the day of the visit."""
    if view.visit_day is None:
        return frozenset()
    closure = closure_at(view.tracker, as_at=view.visit_day.to_period("M").to_timestamp())
    closed = closure[closure["closes"]]
    return frozenset(zip(closed["review"], closed["ref"], strict=True))


def date_line(view: View, row: ProseDateRow, standing: StatusRows) -> HtmlNode:
    """Return a date of analysis.texts.prose_dates with its sentence, labelled as found in the text."""
    _ = view.translator
    when = format_date(row.first, row.last, row.precision, " ".join(row.words.split()[-2:]), _)
    passed = row.last < judged_on(view.as_at, view.today)
    language = Language.ENGLISH.value if _.language is Language.WELSH else None
    source = (
        _("found in the text of a promise")
        if pd.isna(row.round)
        else _("found in the text of {month}", month=format_round(row.round, _))
    )
    source = f"{row.review} · {source}" if len(view.filter_options.review) > 1 else source
    words = element(
        "div",
        element("strong", begin_sentence(when)),
        *([f" · {_('passed')}"] if passed else []),
        element("div", f"“{row.sentence}”", lang=language),
        element("div", source, class_="muted small"),
    )
    return element("li", element("div", *_mark(view, row, standing), words, class_="withmark"))


def _mark(view: View, row: RefRow, standing: StatusRows) -> list[HtmlNode]:
    current = standing.get((row.review, row.ref))
    if current is None:
        return [element("b", named_ref(view, row), class_="ref")]
    return [mark_link(view, current, number=True)]


def _details(view: View, row: PromiseRow, *, with_timing: bool, with_review: bool) -> str:
    _ = view.translator
    words = [str(row.review)] if with_review and len(view.filter_options.review) > 1 else []
    words += [format_due(row, _)] if isinstance(row.due_words, str) or with_timing else []
    if isinstance(row.with_whom, str):
        words.append(with_whom_phrase(row.with_whom, view.names, _))
    words.append(monitoring_kind_name(row.kind, _))
    if with_timing:
        words.append(promise_note(view, row))
    return " · ".join(filter(None, words))
