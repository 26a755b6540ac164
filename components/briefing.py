"""The briefing: what changed since the round before, what is late, and what to ask about."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.briefing import (
    MOST_ASKED,
    MOST_CHANGED,
    AttentionItem,
    LateCount,
    attention_items,
    changed_since,
    late_counts,
    overdue_counts,
)
from analysis.movement import MovementRow
from analysis.reasons import AttentionRow, needs_attention
from analysis.status import count_not_reported
from analysis.texts.phrases import points_of
from analysis.updates import LatestWordsRow
from components.elements import HtmlNode, element, part, section_heading
from components.marks.marks import mark_picture, spoken_basis, title_link
from components.session.links import MONITORING
from components.session.view import View
from components.texts import count_link, localised, rest_of_list, with_links
from model.terms import LateKind, Movement, ShownPart, Timing
from wording.answers.briefing import late_sentence, late_then, reasons_sentence
from wording.answers.headline import movement_count, movement_sentence, movement_sentence_of_round
from wording.format.dates import format_round
from wording.format.text import begin_sentence

_LATE_LISTS: dict[LateKind, dict[str, str]] = {
    LateKind.TARGET: {"only": ShownPart.LATE.value},
    LateKind.PROMISE: {"page": MONITORING, "timing": Timing.OVERDUE.value},
    LateKind.RESPONSE: {"only": ShownPart.UNANSWERED.value},
    LateKind.SILENT: {"only": ShownPart.SILENT.value},
}
"""The list that the number of each kind opens."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the briefing, or a slide of it: its heading and its content."""

    title: str
    content: HtmlNode

    def nodes(self) -> list[HtmlNode | None]:
        """Return it as a section of a page."""
        return [section_heading(self.title), self.content]


def changed_section(view: View, *, most: int = MOST_CHANGED) -> Section | None:
    """Return what changed since the round before: how many moved how, and the first of them, steps back first."""
    _, changed = view.translator, changed_since(view.chosen, as_at=view.as_at)
    if changed is None:
        return None
    summary = element("p", *_linked_movements(view, changed.movements))
    lines = [_changed_line(view, row, changed.words.get((row.review, row.ref), ())) for row in changed.moved]
    nodes = [element("ul", *lines[:most], class_="briefing")] if lines else []
    nodes += rest_of_list(view, lines[most:], len(lines) - most, class_="briefing")
    title = _("What changed since {month}", month=format_round(changed.since, _))
    return Section(title, part("changed", summary, *nodes, scale=view.scale))


def late_section(view: View) -> Section | None:
    """Return what is late, a line for each kind; None where the tracker has nothing that may be late."""
    _, now = view.translator, view.now
    late = overdue_counts(now.chosen, as_at=now.as_at, today=now.today)
    then = {} if pd.isna(view.as_at) else overdue_counts(view.chosen, as_at=view.as_at, today=view.today)
    not_reported = count_not_reported(view.chosen, as_at=view.as_at)
    if not late and not not_reported.count:
        return None
    lines = [_late_line(view, each, not_reported.month) for each in late_counts(then, late, silent=not_reported.count)]
    shown = element("ul", *lines, class_="late") if lines else element("p", _("Nothing is late."), class_="muted")
    return Section(_("What is late"), part("late", shown))


def question_section(view: View) -> Section | None:
    """Return the recommendations to ask about first, each with its reasons; None where nothing stands out."""
    _, now = view.translator, view.now
    n = len(needs_attention(now.chosen, as_at=now.as_at, today=now.today))
    if not n:
        return None
    first = attention_items(now.chosen, as_at=now.as_at, today=now.today, most=MOST_ASKED)
    nodes: list[HtmlNode] = [element("ol", *(_question_line(view, each) for each in first), class_="briefing")]
    if n > MOST_ASKED:
        words = _.plural("{n} recommendation has a reason to ask", "{n} recommendations have a reason to ask", n)
        link = count_link(now, n, words, only=ShownPart.ATTENTION.value, sort="attention")
        nodes.append(element("p", link, class_="small"))
    return Section(_("What to ask about first"), part("asked", *nodes, scale=view.scale))


def _linked_movements(view: View, movements: "pd.Series[str]") -> list[HtmlNode]:
    """Return the sentence on what moved, with each number of recommendations as a link."""
    counts, parts = movements.value_counts(), []
    for kind in Movement:
        if n := int(counts.get(kind, 0)):
            words = movement_count(kind, n, view.translator)
            parts.append((words, count_link(view, n, words, only=kind.value)))
    return with_links(movement_sentence_of_round(movements, view.translator), *parts)


def _changed_line(view: View, row: MovementRow, words: Sequence[LatestWordsRow]) -> HtmlNode:
    """Return a recommendation that moved: its mark and title, how it moved, and the first line of what was said."""
    basis = spoken_basis(view, row.basis)
    way = movement_sentence(row.from_mark, row.to_mark, row.movement, view.scale, view.translator, basis=basis)
    said: list[HtmlNode] = []
    for latest in words:
        text = localised(view, latest, "update")
        first = next(iter(points_of(text.text)), "")
        said += [" · ", element("span", first, lang=text.language)] if first else []
    details = element("div", begin_sentence(way), *said, class_="one-line muted small")
    return _line(view, row, row.to_mark, row.basis, details)


def _question_line(view: View, asked: AttentionItem) -> HtmlNode:
    row, basis = asked.row, spoken_basis(view, asked.row.basis)
    sentence = reasons_sentence(row, asked.reasons, view.scale, view.translator, basis=basis)
    return _line(view, row, row.mark, row.basis, element("div", sentence, class_="muted small"))


def _line(view: View, row: MovementRow | AttentionRow, mark: str, basis: object, details: HtmlNode) -> HtmlNode:
    content = element("div", title_link(view, row, with_ref=True), details)
    return element("li", element("div", mark_picture(view, mark, basis), content, class_="withmark"))


def _late_line(view: View, late: LateCount, month: pd.Timestamp) -> HtmlNode:
    """Return how many of a kind are late as a link to their list; how many were at the round stands after it."""
    judged = view if late.kind is LateKind.SILENT else view.now
    link = count_link(judged, late.count, late_sentence(late, month, view.translator), **_LATE_LISTS[late.kind])
    if late.then is None:
        return element("li", link)
    then = late_then(late.then, view.as_at, view.translator)
    return element("li", link, " ", element("span", then, class_="muted small then-late"))
