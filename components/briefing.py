"""The briefing: what changed since the round before, what is late, and what to ask about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.movement import MovementRow, latest_movement, latest_rounds
from analysis.promises import OverdueCounts, overdue_counts
from analysis.reasons import AttentionRow, ReasonRow, attention_reasons, needs_attention
from analysis.status import count_not_reported, status_at
from analysis.table_rows import rows_by_recommendation, rows_of
from analysis.texts.phrases import points_of
from analysis.updates import KEY, LatestWordsRow, latest_words
from components.elements import HtmlNode, element, part, section_heading
from components.marks.marks import mark_picture, title_link
from components.session.links import MONITORING
from components.session.view import View
from components.texts import count_link, localised, rest_of_list, with_links
from model.terms import STANDSTILLS, Basis, Movement, ShownPart, Timing
from wording.answers.briefing import (
    changed_words,
    late_promises,
    late_responses,
    late_targets,
    late_then,
    reasons_sentence,
    silent_count,
)
from wording.answers.headline import movement_count, movement_sentence_of_round
from wording.format.dates import format_round

MOST_CHANGED, MOST_ASKED = 6, 5
"""The most recommendations that are shown of those that changed, and of those to ask about."""


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
    _, (before, _end) = view.translator, latest_rounds(view.chosen, as_at=view.as_at)
    moves = latest_movement(view.chosen, as_at=view.as_at)
    if before is None or moves.empty:
        return None
    summary = element("p", *_linked_movements(view, moves, movement_sentence_of_round(moves["movement"], _)))
    moved = steps_back_first(moves)
    words = rows_by_recommendation(_about(latest_words(view.chosen, as_at=view.as_at), moved), LatestWordsRow)
    in_words = not _all_inferred(view)
    lines = [
        _changed_line(view, row, words.get((row.review, row.ref), ()), in_words=in_words)
        for row in rows_of(moved, MovementRow)
    ]
    nodes = [element("ul", *lines[:most], class_="briefing")] if lines else []
    nodes += rest_of_list(view, lines[most:], len(lines) - most, class_="briefing")
    title = _("What changed since {month}", month=format_round(before, _))
    return Section(title, part("changed", summary, *nodes, scale=view.scale))


def late_section(view: View) -> Section | None:
    """Return what is late, a line for each kind; None where the tracker has nothing that may be late."""
    _, now = view.translator, view.now
    late = overdue_counts(now.chosen, as_at=now.as_at, today=now.today)
    of_round = now is not view and not pd.isna(view.as_at)
    then = overdue_counts(view.chosen, as_at=view.as_at, today=view.today) if of_round else late
    lines = [*_late_lines(view, late, then), *_silent_lines(view)]
    if not lines and late == OverdueCounts(None, None, None):
        return None
    shown = element("ul", *lines, class_="late") if lines else element("p", _("Nothing is late."), class_="muted")
    return Section(_("What is late"), part("late", shown))


def question_section(view: View) -> Section | None:
    """Return the recommendations to ask about first, each with its reasons; None where nothing stands out."""
    _, now = view.translator, view.now
    attention = needs_attention(now.chosen, as_at=now.as_at, today=now.today)
    if attention.empty:
        return None
    first = attention.head(MOST_ASKED)
    found = attention_reasons(now.chosen, as_at=now.as_at, today=now.today)
    reasons = rows_by_recommendation(_about(found, first), ReasonRow)
    in_words = not _all_inferred(view)
    lines = [
        _question_line(view, row, reasons[row.review, row.ref], in_words=in_words)
        for row in rows_of(first, AttentionRow)
    ]
    nodes: list[HtmlNode] = [element("ol", *lines, class_="briefing")]
    if (n := len(attention)) > MOST_ASKED:
        words = _.plural("{n} recommendation has a reason to ask", "{n} recommendations have a reason to ask", n)
        link = count_link(now, n, words, only=ShownPart.ATTENTION.value, sort="attention")
        nodes.append(element("p", link, class_="small"))
    return Section(_("What to ask about first"), part("asked", *nodes, scale=view.scale))


def steps_back_first(moves: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `analysis.movement` that moved, in the order of the movements."""
    order = {kind.value: place for place, kind in enumerate(Movement)}
    moved = moves[~moves["movement"].isin(list(STANDSTILLS))]
    return moved.sort_values("movement", key=lambda kinds: kinds.map(order), kind="stable")


def _about(table: pd.DataFrame, recommendations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table that are about some recommendations."""
    is_about = pd.MultiIndex.from_frame(table[KEY]).isin(pd.MultiIndex.from_frame(recommendations[KEY]))
    found: pd.DataFrame = table[is_about]
    return found


def _linked_movements(view: View, moves: pd.DataFrame, sentence: str) -> list[HtmlNode]:
    """Return the sentence on what moved, with each number of recommendations as a link."""
    counts = moves["movement"].value_counts()
    parts = []
    for kind in Movement:
        if n := int(counts.get(kind, 0)):
            words = movement_count(kind, n, view.translator)
            parts.append((words, count_link(view, n, words, only=kind.value)))
    return with_links(sentence, *parts)


def _changed_line(view: View, row: MovementRow, words: Sequence[LatestWordsRow], *, in_words: bool) -> HtmlNode:
    """Return a recommendation that moved: its mark and title, how it moved, and the first line of what was said."""
    moved = changed_words(row, view.scale, view.translator, basis=row.basis if in_words else None)
    said: list[HtmlNode] = []
    for latest in words:
        text = localised(view, latest, "update")
        first = next(iter(points_of(text.text)), "")
        said += [" · ", element("span", first, lang=text.language)] if first else []
    details = element("div", moved, *said, class_="one-line muted small")
    return _line(view, row, row.to_mark, row.basis, details)


def _question_line(view: View, row: AttentionRow, reasons: Sequence[ReasonRow], *, in_words: bool) -> HtmlNode:
    basis = row.basis if in_words else None
    sentence = reasons_sentence(row, reasons, view.scale, view.translator, basis=basis)
    return _line(view, row, row.mark, row.basis, element("div", sentence, class_="muted small"))


def _line(view: View, row: MovementRow | AttentionRow, mark: str, basis: object, details: HtmlNode) -> HtmlNode:
    content = element("div", title_link(view, row, with_ref=True), details)
    return element("li", element("div", mark_picture(view, mark, basis), content, class_="withmark"))


def _late_lines(view: View, late: OverdueCounts, then: OverdueCounts) -> Iterator[HtmlNode]:
    """Yield a line for each kind of what is late, as a link to its list; how many were at the round stands after it."""
    _, now = view.translator, view.now
    overdue, unanswered = Timing.OVERDUE.value, ShownPart.UNANSWERED.value
    kinds = (
        (late.targets, then.targets, late_targets, {"only": ShownPart.LATE.value}),
        (late.promises, then.promises, late_promises, {"page": MONITORING, "timing": overdue}),
        (late.responses, then.responses, late_responses, {"only": unanswered}),
    )
    for n, before, words, target in kinds:
        if n:
            note = [] if before is None or before == n else [late_then(before, view.as_at, _)]
            link = count_link(now, n, words(n, _), **target)
            yield element("li", link, *(node for each in note for node in (" ", _note(each))))


def _note(words: str) -> HtmlNode:
    return element("span", words, class_="muted small then-late")


def _silent_lines(view: View) -> Iterator[HtmlNode]:
    not_reported = count_not_reported(view.chosen, as_at=view.as_at)
    if not_reported.count:
        words = silent_count(not_reported.count, not_reported.month, view.translator)
        yield element("li", count_link(view, not_reported.count, words, only=ShownPart.SILENT.value))


def _all_inferred(view: View) -> bool:
    """Return whether every status is inferred, so that the page says it once."""
    rated = status_at(view.chosen, as_at=view.as_at)
    return bool(rated.loc[rated["status"].notna(), "basis"].eq(Basis.INFERRED).all())
