"""A promise, and a date found in a text, as a line: the mark of its recommendation, the words, and what is known."""

from typing import Any

import pandas as pd

from analysis.promises.promises import judged_on
from components.elements.html import HtmlNode, element
from components.marks.marks import mark_link, rows_of
from components.session.view import View
from components.text.localised_text import localised
from model.language import Language
from model.terms import Timing
from wording.answers.occasions import due_words, kind_word, timing_word, with_words
from wording.format.dates import format_date, format_round
from wording.format.lists import begin_sentence

StatusRows = dict[tuple[str, str], Any]
"""The row of analysis.status.latest_status of each recommendation, by review and ref."""


def status_rows(standing: pd.DataFrame) -> StatusRows:
    """Return the rows of analysis.status.latest_status by review and ref."""
    return {(row.review, row.ref): row for row in rows_of(standing)}


def promise_line(view: View, row: Any, standing: StatusRows | None, *, with_timing: bool = True) -> HtmlNode:
    """Return a promise of analysis.promises.promises; `said` tells where it stands, where no heading says so.

    Without the standing it has no mark: it stands below the name of its recommendation.
    """
    outcome = localised(view, row, "outcome")
    words = element(
        "div",
        localised(view, row, "activity").node(),
        element("div", _known(view, row, said=with_timing, alone=standing is not None), class_="muted small"),
        *([element("div", outcome.node(), class_="small")] if outcome.text else []),
    )
    return element(
        "li", words if standing is None else element("div", *_mark(view, row, standing), words, class_="withmark")
    )


def date_line(view: View, row: Any, standing: StatusRows) -> HtmlNode:
    """Return a date of analysis.texts.prose_dates with the words it stands in, marked as found in the text."""
    _ = view.translator
    when = format_date(row.first, row.last, row.precision, " ".join(row.words.split()[-2:]), _)
    passed = row.last < judged_on(view.as_at, view.today)
    language = Language.ENGLISH.value if _.language is Language.WELSH else None
    found = (
        _("found in the text of a promise")
        if pd.isna(row.round)
        else _("found in the text of {month}", month=format_round(row.round, _))
    )
    found = f"{row.review} · {found}" if len(view.choices.review) > 1 else found
    words = element(
        "div",
        element("strong", begin_sentence(when)),
        *([f" · {_('passed')}"] if passed else []),
        element("div", f"“{row.sentence}”", lang=language),
        element("div", found, class_="muted small"),
    )
    return element("li", element("div", *_mark(view, row, standing), words, class_="withmark"))


def _mark(view: View, row: Any, standing: StatusRows) -> list[HtmlNode]:
    known = standing.get((row.review, row.ref))
    return [element("b", str(row.ref), class_="ref")] if known is None else [mark_link(view, known, number=True)]


def _known(view: View, row: Any, *, said: bool, alone: bool) -> str:
    _ = view.translator
    words = [str(row.review)] if alone and len(view.choices.review) > 1 else []
    words += [due_words(row, _)] if isinstance(row.due_words, str) or said else []
    if isinstance(row.with_whom, str):
        words.append(with_words(row.with_whom, view.names, _))
    words.append(kind_word(row.kind, _))
    if said and row.timing in (Timing.OVERDUE, Timing.DONE):
        words.append(timing_word(row.timing, _))
    return " · ".join(words)
