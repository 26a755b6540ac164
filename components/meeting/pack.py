"""A meeting pack on screen: the background of each recommendation and the questions to ask about it."""

from itertools import groupby
from typing import Any

import pandas as pd

from analysis.attention.questions import questions
from analysis.movement.stalled import stalled
from analysis.promises.promises import promises
from analysis.status.matrix import marks_by_round
from analysis.updates.counted_updates import KEY
from components.elements.html import HtmlFragment, HtmlNode, element
from components.marks.marks import mark_picture, rows_of, title_link
from components.marks.promise_line import promise_line
from components.marks.update_story import text_block
from components.session.view import View
from components.session.view_cache import cached_piece
from components.text.localised_text import localised
from model.terms import StallSign
from wording.answers.attention import stalled_reason
from wording.answers.questions import question_text
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.status_counts import rounds_ago
from wording.format.statuses import status_words

MOST_SHOWN, MOST_ROUNDS = 30, 8

Rows = dict[tuple[str, str], list[Any]]


@cached_piece
def show_pack(view: View, listing: pd.DataFrame) -> HtmlFragment:
    """Show each recommendation of a listing: status, history, latest update, promises and questions."""
    _, drawn = view.translator, listing.head(MOST_SHOWN)
    tables = _tables(view, drawn)
    parts = [_recommendation(view, row, tables) for row in rows_of(drawn)]
    if len(listing) > MOST_SHOWN:
        text = _("The first {n} of {all} are shown here; the papers hold them all.", n=MOST_SHOWN, all=len(listing))
        parts.insert(0, element("p", text, class_="muted"))
    return HtmlFragment(parts, key="pack", scale=view.scale)


def _tables(view: View, drawn: pd.DataFrame) -> dict[str, Rows]:
    """Return the rows of each table about the shown recommendations, by the name of the table."""
    unfiltered, as_at = view.unfiltered(), view.as_at
    progress = view.whole.progress
    tables = {
        "marks": unfiltered.ask(marks_by_round, as_at=as_at),
        "updates": progress[progress["round"].le(as_at)].sort_values("date", kind="stable"),
        "promises": unfiltered.ask(promises, as_at=as_at, today=view.today).rename(columns={"with": "with_whom"}),
        "signs": unfiltered.ask(stalled, as_at=as_at),
        "questions": unfiltered.ask(questions, as_at=as_at, today=view.today),
    }
    keys = pd.MultiIndex.from_frame(drawn[KEY])
    return {name: _by_item(table, keys) for name, table in tables.items()}


def _by_item(table: pd.DataFrame, keys: pd.MultiIndex) -> Rows:
    by_item: Rows = {}
    for row in rows_of(table[pd.MultiIndex.from_frame(table[KEY]).isin(keys)]):
        by_item.setdefault((row.review, row.ref), []).append(row)
    return by_item


def _recommendation(view: View, row: Any, tables: dict[str, Rows]) -> HtmlNode:
    _, key = view.translator, (row.review, row.ref)
    details = {name: rows.get(key, []) for name, rows in tables.items()}
    words = begin_sentence(status_words(row.mark, row.basis, view.scale, _))
    heading = element(
        "h2", mark_picture(view, row.mark, row.basis), title_link(view, row, with_ref=True), class_="withmark"
    )
    return element(
        "section",
        heading,
        element("p", element("strong", words), *_history(view, details["marks"])),
        element(
            "div",
            element("div", *_background(view, row, details)),
            element("div", *_questions(view, details)),
            class_="beside",
        ),
        class_="item",
    )


def _history(view: View, cells: list[Any]) -> list[HtmlNode]:
    """Return the mark of each of the latest rounds with its month, oldest first."""
    _, latest = view.translator, cells[-MOST_ROUNDS:]
    nodes: list[HtmlNode] = []
    for cell in latest:
        month = format_round(cell.round, _, short=True)
        label = f"{format_round(cell.round, _)}: {status_words(cell.mark, cell.basis, view.scale, _)}"
        nodes.append(
            element("span", mark_picture(view, cell.mark, cell.basis, label=label), f" {month}", class_="then")
        )
    return nodes


def _background(view: View, row: Any, details: dict[str, list[Any]]) -> list[HtmlNode]:
    _ = view.translator
    nodes = _latest_update(view, details["updates"])
    nodes.append(element("h3", _("What was promised")))
    lines = [promise_line(view, promise, None) for promise in details["promises"]]
    nodes.append(
        element("ul", *lines, class_="lines")
        if lines
        else element("p", _("No promise of monitoring is recorded."), class_="muted")
    )
    stalled_lines = _stalled_lines(view, row, details["signs"])
    if stalled_lines:
        nodes += [
            element("h3", _("What has not moved")),
            element("ul", *(element("li", line) for line in stalled_lines), class_="points"),
        ]
    return nodes


def _latest_update(view: View, updates: list[Any]) -> list[HtmlNode]:
    _ = view.translator
    latest = [list(rows) for _month, rows in groupby(updates, key=lambda update: update.round)][-1:]
    if not latest:
        empty = element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")
        return [element("h3", _("What was said last")), empty]
    (rows,) = latest
    texts = [text for update in rows if (text := localised(view, update, "update")).text]
    words = [text_block(text) for text in texts] or [element("p", _("No words were given."), class_="muted")]
    return [element("h3", _("What was said last, in {month}", month=format_round(rows[0].round, _))), *words]


def _stalled_lines(view: View, row: Any, signs: list[Any]) -> list[str]:
    _ = view.translator
    if row.mark in view.scale.complete:
        return []
    lines = []
    if not pd.isna(row.moved_on) and row.days:
        ago = rounds_ago(int(row.rounds), int(row.days), _)
        month = format_round(row.moved_on, _)
        lines.append(_("The status has been the same since {month}: {ago}.", month=month, ago=ago))
    return lines + [begin_sentence(stalled_reason(sign, _)) for sign in signs if sign.reason != StallSign.SAME_STATUS]


def _questions(view: View, details: dict[str, list[Any]]) -> list[HtmlNode]:
    _ = view.translator
    if not details["questions"]:
        return []
    lines = [element("li", *_question(view, question)) for question in details["questions"]]
    return [element("h3", _("Questions to ask")), element("ol", *lines, class_="asked")]


def _question(view: View, row: Any) -> list[HtmlNode]:
    text = question_text(row, view.scale, view.translator)
    quoted = [element("span", f"“{text.quoted}”", lang=text.language)] if text.quoted else []
    return [element("strong", text.question), element("div", f"{text.ground} ", *quoted, class_="muted small")]
