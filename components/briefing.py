"""What Overview and a presentation begin with: the counts, what changed, what is late, and what to ask about."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis import reasons
from analysis.counts import counts_at
from analysis.movement import latest_rounds
from analysis.status import closure_at, count_not_reported
from analysis.texts.phrases import points_of
from components.elements import HtmlNode, element, joined, part, subtitle_part
from components.marks.marks import mark_picture, marked_line, spoken_basis
from components.reading.difference import source_name
from components.session.links import MONITORING, href
from components.session.view import View
from components.texts import count_link, data_date_and_age, filter_toggle, listed, localised, with_links
from model.terms import NOT_REPORTED, Basis, LateKind, Movement, ShownPart, TableRow, Timing
from wording.answers import headline
from wording.formatting import begin_sentence, format_count, format_round, mark_meaning, standing_word

# The list that the number of each kind opens.
_LATE_LISTS: dict[LateKind, dict[str, str]] = {
    LateKind.TARGET: {"only": ShownPart.LATE.value},
    LateKind.PROMISE: {"page": MONITORING, "timing": Timing.OVERDUE.value},
    LateKind.RESPONSE: {"only": ShownPart.UNANSWERED.value},
    LateKind.SILENT: {"only": ShownPart.SILENT.value},
}


class Section(NamedTuple):
    """A section of the briefing, or a slide of it: its heading and its content."""

    title: str
    content: HtmlNode


def changed_section(view: View, *, most: int = reasons.MOST_CHANGED) -> Section | None:
    """Return what changed since the round before: how many moved how, and the first of them, steps back first."""
    _, changed = view.translator, reasons.changed_since(view.chosen, as_at=view.as_at)
    if changed is None:
        return None
    links, counts = list[tuple[str, HtmlNode]](), changed.movements.value_counts()
    for kind in Movement:
        if n := int(counts.get(kind, 0)):
            words = headline.movement_count(kind, n, _)
            links.append((words, count_link(view, n, words, only=kind.value)))
    summary = element("p", *with_links(headline.movement_sentence_of_round(changed.movements, _), *links))

    def line(row: TableRow) -> HtmlNode:
        basis, said = spoken_basis(view, row.basis), list[HtmlNode]()
        way = headline.movement_sentence(row.from_mark, row.to_mark, row.movement, view.scale, _, basis=basis)
        for latest in changed.words.get((row.review, row.ref), ()):
            text = localised(view, latest, "update")
            first = next(iter(points_of(text.text)), "")
            said += [" · ", element("span", first, lang=text.language)] if first else []
        details = element("div", begin_sentence(way), *said, class_="one-line muted small")
        return marked_line(view, row, row.to_mark, row.basis, details)

    nodes = listed(view, changed.moved, line, most=most, class_="briefing") if changed.moved else []
    title = _("What changed since {month}", month=format_round(changed.since, _))
    return Section(title, part("changed", summary, *nodes, scale=view.scale))


def late_section(view: View) -> Section | None:
    """Return what is late, a line for each kind; None where the tracker has nothing that may be late."""
    _, now = view.translator, view.now
    late = reasons.overdue_counts(now.chosen, as_at=now.as_at, today=now.today)
    then = {} if pd.isna(view.as_at) else reasons.overdue_counts(view.chosen, as_at=view.as_at, today=view.today)
    not_reported = count_not_reported(view.chosen, as_at=view.as_at)
    if not late and not not_reported.count:
        return None
    lines = []
    for each in reasons.late_counts(then, late, silent=not_reported.count):
        judged = view if each.kind is LateKind.SILENT else now
        sentence = headline.late_sentence(each, not_reported.month, _)
        nodes = [count_link(judged, each.count, sentence, **_LATE_LISTS[each.kind])]
        if each.then is not None:
            before = headline.late_then(each.then, view.as_at, _)
            nodes += [" ", element("span", before, class_="muted small then-late")]
        lines.append(element("li", *nodes))
    shown = element("ul", *lines, class_="late") if lines else element("p", _("Nothing is late."), class_="muted")
    return Section(_("What is late"), part("late", shown))


def question_section(view: View) -> Section | None:
    """Return the recommendations to ask about first, each with its reasons; None where nothing stands out."""
    _, now = view.translator, view.now
    n = len(reasons.needs_attention(now.chosen, as_at=now.as_at, today=now.today))
    if not n:
        return None

    def line(row: TableRow, found: Sequence[TableRow]) -> HtmlNode:
        sentence = headline.reasons_sentence(row, found, view.scale, _, basis=spoken_basis(view, row.basis))
        return marked_line(view, row, row.mark, row.basis, element("div", sentence, class_="muted small"))

    first = reasons.attention_items(now.chosen, as_at=now.as_at, today=now.today, most=reasons.MOST_ASKED)
    nodes = [element("ol", *(line(*each) for each in first), class_="briefing")]
    if n > reasons.MOST_ASKED:
        words = _.plural("{n} recommendation has a reason to ask", "{n} recommendations have a reason to ask", n)
        link = count_link(now, n, words, only=ShownPart.ATTENTION.value, sort="attention")
        nodes.append(element("p", link, class_="small"))
    return Section(_("What to ask about first"), part("asked", *nodes, scale=view.scale))


# The most letters of a meaning that fit under a number.
MOST_MEANING = 60


def counts_part(view: View, counts: pd.DataFrame) -> HtmlNode:
    """Show the number of each mark, best first, with its change since the round before.

    Each recommendation is in exactly one of them. A mark that is no status is shown only where its count is not zero,
    now or before. What cuts across them stands below in a sentence: it is counted among them.
    """
    since, _end = latest_rounds(view.chosen, as_at=view.as_at)
    now = counts.set_index("mark")["count"].to_dict()
    earlier = {} if since is None else counts_at(view.chosen, as_at=since).set_index("mark")["count"].to_dict()
    figures = (
        _figure(view, mark, now.get(mark, 0), earlier.get(mark), since)
        for mark in view.scale.stack
        if mark in view.scale.rank or now.get(mark) or earlier.get(mark)
    )
    return part("counts", element("ul", *figures, class_="counts"), _counted_among(view), scale=view.scale)


def subtitle_of_data_part(view: View, standing: pd.DataFrame) -> HtmlNode:
    """Return the subtitle: the month of the data and its age, its source, and what of it is inferred."""
    _, parts = view.translator, list[HtmlNode]([f"{data_date_and_age(view)}.", element("span", source_name(view), ".")])
    rated = standing[standing["mark"].isin(view.scale.names)]
    inferred = int(rated["basis"].eq(Basis.INFERRED).sum())
    if inferred:
        n, total = format_count(inferred, _), format_count(len(rated), _)
        words = _("{n} of {total} statuses are inferred from words.", n=n, total=total)
        link = count_link(view, inferred, words, only=ShownPart.INFERRED.value)
        if inferred == len(rated):
            link = _("The published colours are not in the text: statuses are inferred from its words.")
        parts += [link, element("a", _("Why?"), href=href("about", view.query))]
    return subtitle_part(*parts)


def _figure(view: View, mark: str, n: int, before: int | None, since: pd.Timestamp | None) -> HtmlNode:
    """Return a number as a link to its list, above its status as a filter; zero has neither."""
    _, word = view.translator, standing_word(mark, view.scale, view.translator)
    is_silent = mark == NOT_REPORTED
    meaning = _("Nothing was reported in any round") if is_silent else mark_meaning(mark, view.scale, _).rstrip(".")
    named = element("span", mark_picture(view, mark), element("span", begin_sentence(word)), class_="word")
    chosen = mark in view.selection.statuses
    ink = {"mark": {"ink": mark}} if mark in view.scale.rank else {}
    return element(
        "li",
        element("span", count_link(view, n, status=view.slug("status", mark)), class_="n"),
        filter_toggle(view, "status", mark if n or chosen else None, named, label=word),
        element("span", meaning if len(meaning) <= MOST_MEANING else "", class_="note means"),
        element("span", _change(view, n, before, since), class_="note"),
        **ink,
    )


def _counted_among(view: View) -> HtmlNode | None:
    """Return a line on what cuts across the statuses, and is counted among them: what is silent, and what is closed."""
    _, not_reported = view.translator, count_not_reported(view.chosen, as_at=view.as_at)
    closed = int(closure_at(view.chosen, as_at=view.as_at)["closes"].sum())
    month = format_round(not_reported.month, _, short=True) if not_reported.count else ""
    silent = _("{n} reported nothing in {month}", n=format_count(not_reported.count, _), month=month)
    facts = [
        (not_reported.count, silent, ShownPart.SILENT),
        (closed, _.plural("{n} is closed", "{n} are closed", closed), ShownPart.CLOSED),
    ]
    links = [count_link(view, n, words, only=shown.value) for n, words, shown in facts if n]
    if not_reported.count:
        links.append(element("a", _("Who reported"), href=href("over-time", view.query)))
    return element("p", _("Counted among these:"), " ", *joined(links, " · "), class_="small") if links else None


def _change(view: View, n: int, before: int | None, since: pd.Timestamp | None) -> str:
    """Return the change of a count in words only, without sign or colour: a count is not good or bad by itself."""
    _ = view.translator
    if before is None or since is None:
        return ""
    month = format_round(since, _, short=True)
    if n == before:
        return _("the same as in {month}", month=month)
    if n > before:
        return _.plural("{n} more than in {month}", "{n} more than in {month}", n - before, month=month)
    return _.plural("{n} fewer than in {month}", "{n} fewer than in {month}", before - n, month=month)
