"""A meeting pack on screen: what to know and what to ask about each recommendation."""

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
from model.terms import Stall
from wording.answers.attention import stalled_reason
from wording.answers.questions import asked
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.status_counts import how_long_ago
from wording.format.statuses import status_words

MOST_SHOWN, MOST_ROUNDS = 30, 8

Rows = dict[tuple[str, str], list[Any]]


@cached_piece
def show_pack(view: View, listing: pd.DataFrame) -> HtmlFragment:
    """Show each recommendation of a listing: status, history, what was said and promised, what to ask."""
    _, drawn = view.translator, listing.head(MOST_SHOWN)
    known = _known(view, drawn)
    parts = [_recommendation(view, row, known) for row in rows_of(drawn)]
    if len(listing) > MOST_SHOWN:
        text = _("The first {n} of {all} are shown here; the papers hold them all.", n=MOST_SHOWN, all=len(listing))
        parts.insert(0, element("p", text, class_="muted"))
    return HtmlFragment(parts, key="pack", scale=view.scale)


def _known(view: View, drawn: pd.DataFrame) -> dict[str, Rows]:
    """Return what is known of the recommendations that are drawn, by the name of what it is."""
    whole, as_at = view.unfiltered(), view.as_at
    said = view.whole.progress
    tables = {
        "marks": whole.ask(marks_by_round, as_at=as_at),
        "said": said[said["round"].le(as_at)].sort_values("date", kind="stable"),
        "promises": whole.ask(promises, as_at=as_at, today=view.today).rename(columns={"with": "with_whom"}),
        "signs": whole.ask(stalled, as_at=as_at),
        "questions": whole.ask(questions, as_at=as_at, today=view.today),
    }
    keys = pd.MultiIndex.from_frame(drawn[KEY])
    return {name: _by_item(table, keys) for name, table in tables.items()}


def _by_item(table: pd.DataFrame, keys: pd.MultiIndex) -> Rows:
    found: Rows = {}
    for row in rows_of(table[pd.MultiIndex.from_frame(table[KEY]).isin(keys)]):
        found.setdefault((row.review, row.ref), []).append(row)
    return found


def _recommendation(view: View, row: Any, known: dict[str, Rows]) -> HtmlNode:
    _, place = view.translator, (row.review, row.ref)
    own = {name: rows.get(place, []) for name, rows in known.items()}
    words = begin_sentence(status_words(row.mark, row.basis, view.scale, _))
    heading = element(
        "h2", mark_picture(view, row.mark, row.basis), title_link(view, row, with_ref=True), class_="withmark"
    )
    return element(
        "section",
        heading,
        element("p", element("strong", words), *_history(view, own["marks"])),
        element("div", element("div", *_told(view, row, own)), element("div", *_to_ask(view, own)), class_="beside"),
        class_="item",
    )


def _history(view: View, cells: list[Any]) -> list[HtmlNode]:
    """Return the mark of each round, the oldest first, with its month."""
    _, told = view.translator, cells[-MOST_ROUNDS:]
    nodes: list[HtmlNode] = []
    for cell in told:
        month = format_round(cell.round, _, short=True)
        label = f"{format_round(cell.round, _)}: {status_words(cell.mark, cell.basis, view.scale, _)}"
        nodes.append(
            element("span", mark_picture(view, cell.mark, cell.basis, label=label), f" {month}", class_="then")
        )
    return nodes


def _told(view: View, row: Any, own: dict[str, list[Any]]) -> list[HtmlNode]:
    _ = view.translator
    nodes = _said_last(view, own["said"])
    nodes.append(element("h3", _("What was promised")))
    lines = [promise_line(view, promise, None) for promise in own["promises"]]
    nodes.append(
        element("ul", *lines, class_="lines")
        if lines
        else element("p", _("No promise of monitoring is recorded."), class_="muted")
    )
    still = _not_moved(view, row, own["signs"])
    if still:
        nodes += [
            element("h3", _("What has not moved")),
            element("ul", *(element("li", line) for line in still), class_="points"),
        ]
    return nodes


def _said_last(view: View, updates: list[Any]) -> list[HtmlNode]:
    _ = view.translator
    latest = [list(rows) for _month, rows in groupby(updates, key=lambda update: update.round)][-1:]
    if not latest:
        said = element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")
        return [element("h3", _("What was said last")), said]
    (rows,) = latest
    texts = [text for update in rows if (text := localised(view, update, "update")).text]
    words = [text_block(text) for text in texts] or [element("p", _("No words were given."), class_="muted")]
    return [element("h3", _("What was said last, in {month}", month=format_round(rows[0].round, _))), *words]


def _not_moved(view: View, row: Any, signs: list[Any]) -> list[str]:
    _ = view.translator
    if row.mark in view.scale.complete:
        return []
    lines = []
    if not pd.isna(row.moved_on) and row.days:
        ago = how_long_ago(int(row.rounds), int(row.days), _)
        month = format_round(row.moved_on, _)
        lines.append(_("The status has been the same since {month}: {ago}.", month=month, ago=ago))
    return lines + [begin_sentence(stalled_reason(sign, _)) for sign in signs if sign.reason != Stall.SAME_STATUS]


def _to_ask(view: View, own: dict[str, list[Any]]) -> list[HtmlNode]:
    _ = view.translator
    if not own["questions"]:
        return []
    lines = [element("li", *_question(view, question)) for question in own["questions"]]
    return [element("h3", _("Questions to ask")), element("ol", *lines, class_="asked")]


def _question(view: View, row: Any) -> list[HtmlNode]:
    said = asked(row, view.scale, view.translator)
    quoted = [element("span", f"“{said.quoted}”", lang=said.language)] if said.quoted else []
    return [element("strong", said.question), element("div", f"{said.ground} ", *quoted, class_="muted small")]
