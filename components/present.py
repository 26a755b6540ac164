"""Present, one slide at a time in large type; and the briefing, with which a presentation and Overview begin."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qs

import pandas as pd

from analysis import reasons, status
from analysis.attention import CountedPart, in_part
from analysis.movement import latest_rounds
from analysis.promises import next_promise, targets_at
from analysis.table_rows import latest_words, rows_of
from analysis.texts.phrases import points_of
from components.choices.controls import hidden_fields
from components.choices.listing import chosen_order, chosen_part, in_order, of_part, part_query
from components.difference import source_name
from components.document.document import Document
from components.elements import HtmlNode, answer, element, joined, part, subtitle_part
from components.figures import status_over_time_part
from components.footer import subject_part
from components.marks import lines
from components.session.links import BACK, HOME, MONITORING, PAGE_PARAMETERS, PRESENT, READING, href, replace_href
from components.session.view import View
from components.texts import count_link, data_date_and_age, filter_toggle, listed, localised, with_links
from model.terms import NOT_REPORTED, Basis, LateKind, Movement, NameKind, ShownPart, TableRow, Timing
from wording.answers import headline
from wording.answers.recommendation import format_due, target_phrase
from wording.formatting import begin_sentence, format_count, format_round, mark_meaning, standing_word, status_words

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
        basis, said = lines.spoken_basis(view, row.basis), list[HtmlNode]()
        way = headline.movement_sentence(row.from_mark, row.to_mark, row.movement, view.scale, _, basis=basis)
        for latest in changed.words.get((row.review, row.ref), ()):
            text = localised(view, latest, "update")
            first = next(iter(points_of(text.text)), "")
            said += [" · ", element("span", first, lang=text.language)] if first else []
        details = element("div", begin_sentence(way), *said, class_="one-line muted small")
        return lines.marked_line(view, row, row.to_mark, row.basis, details)

    nodes = listed(view, changed.moved, line, most=most, class_="briefing") if changed.moved else []
    title = _("What changed since {month}", month=format_round(changed.since, _))
    return Section(title, part("changed", summary, *nodes, scale=view.scale))


def late_section(view: View) -> Section | None:
    """Return what is late, a line for each kind; None where the tracker has nothing that may be late."""
    _, now = view.translator, view.now
    late = reasons.overdue_counts(now.chosen, as_at=now.as_at, today=now.today)
    then = {} if pd.isna(view.as_at) else reasons.overdue_counts(view.chosen, as_at=view.as_at, today=view.today)
    not_reported = status.count_not_reported(view.chosen, as_at=view.as_at)
    if not late and not not_reported.count:
        return None
    items = []
    for each in reasons.late_counts(then, late, silent=not_reported.count):
        judged = view if each.kind is LateKind.SILENT else now
        sentence = headline.late_sentence(each, not_reported.month, _)
        nodes = [count_link(judged, each.count, sentence, **_LATE_LISTS[each.kind])]
        if each.then is not None:
            before = headline.late_then(each.then, view.as_at, _)
            nodes += [" ", element("span", before, class_="muted small then-late")]
        items.append(element("li", *nodes))
    shown = element("ul", *items, class_="late") if items else element("p", _("Nothing is late."), class_="muted")
    return Section(_("What is late"), part("late", shown))


def question_section(view: View) -> Section | None:
    """Return the recommendations to ask about first, each with its reasons; None where nothing stands out."""
    _, now = view.translator, view.now
    n = len(reasons.needs_attention(now.chosen, as_at=now.as_at, today=now.today))
    if not n:
        return None

    def line(row: TableRow, found: Sequence[TableRow]) -> HtmlNode:
        sentence = headline.reasons_sentence(row, found, view.scale, _, basis=lines.spoken_basis(view, row.basis))
        return lines.marked_line(view, row, row.mark, row.basis, element("div", sentence, class_="muted small"))

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
    earlier = {} if since is None else status.counts_at(view.chosen, as_at=since).set_index("mark")["count"].to_dict()
    shown = [mark for mark in view.scale.stack if mark in view.scale.rank or now.get(mark) or earlier.get(mark)]
    figures = (_figure(view, mark, now.get(mark, 0), earlier.get(mark), since) for mark in shown)
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
    named = element("span", lines.mark_picture(view, mark), element("span", begin_sentence(word)), class_="word")
    chosen = mark in view.selection.status
    number = element("span", count_link(view, n, status=view.slug("status", mark)), class_="n")
    toggle = filter_toggle(view, "status", mark if n or chosen else None, named, label=word)
    means = element("span", meaning if len(meaning) <= MOST_MEANING else "", class_="note means")
    change, ink = element("span", _change(view, n, before, since), class_="note"), {"ink": mark}
    return element("li", number, toggle, means, change, mark=ink if mark in view.scale.rank else None)


def _counted_among(view: View) -> HtmlNode | None:
    """Return a line on what cuts across the statuses, and is counted among them: what is silent, and what is closed."""
    _, not_reported = view.translator, status.count_not_reported(view.chosen, as_at=view.as_at)
    closed = len(in_part(view.chosen, part=CountedPart(ShownPart.CLOSED), as_at=view.as_at, today=view.today))
    month = format_round(not_reported.month, _, short=True) if not_reported.count else ""
    silent = _("{n} reported nothing in {month}", n=format_count(not_reported.count, _), month=month)
    closures = _.plural("{n} is closed", "{n} are closed", closed)
    facts = (not_reported.count, silent, ShownPart.SILENT), (closed, closures, ShownPart.CLOSED)
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


# The most recommendations that changed on a slide.
MOST_CHANGED = 10
# The query parameters of the slide, and of a recommendation to go to by its number.
PARAMETER, TO = "slide", "to"
# The name of each page by its URL.
_PAGES = {href(page): page for page in READING - {PRESENT}}


def present(view: View) -> Document:
    """Return the page."""
    listing = of_part(view, status.status_at(view.chosen, as_at=view.as_at), chosen_part(view))
    ordered, opening = in_order(view, listing), _opening_sections(view)
    slides = [*opening, *rows_of(ordered)]
    number = _requested_number(view, ordered["ref"].tolist(), opening=len(opening))
    shown, language = slides[number - 1], None
    if not isinstance(shown, Section):
        title = lines.named_title(view, shown)
        language, shown = title.language, Section(title.text, _recommendation_part(view, shown))
    nodes = _steps_part(view, number, of=len(slides)), answer(shown.title, language=language), shown.content
    return Document(element("div", *nodes, class_="presentation"))


def _opening_sections(view: View) -> list[Section]:
    """Return the slides before those of the recommendations, which are those of the Overview with the same filter."""
    _, counts = view.translator, status.counts_at(view.chosen, as_at=view.as_at)
    standing = status.status_at(view.chosen, as_at=view.as_at)
    about = part("about", subject_part(view), subtitle_of_data_part(view, standing))
    opening = Section(headline.headline(counts, view.scale, _), part("opening", about, counts_part(view, counts)))
    chart = status_over_time_part(view, status.count_by_round(view.chosen, as_at=view.as_at))
    briefing = changed_section(view, most=MOST_CHANGED), late_section(view), question_section(view)
    return [opening, Section(_("Status over time"), chart), *filter(None, briefing)]


def _recommendation_part(view: View, row: TableRow) -> HtmlNode:
    """Show the status in words, closure, the text of the recommendation, the latest words about it, and its promise."""
    _, key = view.translator, (row.review, row.ref)
    names = view.names.full(NameKind.THEME, row.theme, _), view.names.full(NameKind.AGENCY, row.lead_agency, _)
    (recommendation,) = lines.answers_about(view, key, lines.all_recommendations)
    questions = status.closure_at, status.self_assessments
    decided, assessed = (lines.answers_about(view, key, question) for question in questions)
    (target,) = lines.answers_about(view.now, key, targets_at, today=view.now.today)
    due = [_("Target: {date}", date=target_phrase(target, _))] if isinstance(target.target_words, str) else []
    words = begin_sentence(status_words(row.mark, row.basis, view.scale, _))
    nodes = [element("p", lines.mark_picture(view, row.mark, row.basis), element("strong", words), class_="now")]
    nodes += lines.closure_nodes(view, decided, assessed)
    nodes.append(element("p", " · ".join(filter(None, [*names, *due])), class_="muted"))
    nodes += [lines.text_block(localised(view, recommendation, "recommendation")), *_latest_words(view, key)]
    for promise in lines.answers_about(view, key, next_promise, today=view.today):
        overdue = lines.promise_note(view, promise)
        tag = [" ", element("strong", overdue, class_="tag")] if overdue else []
        nodes.append(element("p", _("Next promise: {due}", due=format_due(promise, _)), *tag))
    return part("slide", element("section", *nodes, class_="slide"), scale=view.scale)


def _latest_words(view: View, key: lines.Key) -> list[HtmlNode]:
    """Return the latest update with words, below its month: it may be of an earlier round than the status."""
    _, words = view.translator, lines.answers_about(view, key, latest_words)
    if not words:
        return [element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")]
    title = _("Latest words, {month}", month=format_round(words[0].round, _))
    return [element("h2", title), lines.text_block(localised(view, words[0], "update"))]


def _requested_number(view: View, refs: Sequence[str], *, opening: int) -> int:
    """Return the number of the slide of the URL, from 1; the first where it has none, or none of this presentation.

    The recommendations with these refs follow the opening slides.
    """
    wanted, place = ("".join(view.parameter(name)[:1]).casefold() for name in (TO, PARAMETER))
    folded = [ref.casefold() for ref in refs]
    if wanted in folded:
        return opening + 1 + folded.index(wanted)
    number = int(place) if re.fullmatch("[0-9]{1,6}", place) else 1
    return number if 1 <= number <= opening + len(refs) else 1


def _previous_page(view: View) -> list[str]:
    """Return the value of the query parameter with the page to go back to; nothing where it names none."""
    return [value for value in view.parameter(BACK)[:1] if value.partition("?")[0] in _PAGES]


def _exit_href(view: View) -> str:
    """Return the URL of the page that the presentation was opened from, else that of the Overview.

    Of the value's own parameters only those are taken that its page has.
    """
    url, _, query = (_previous_page(view) or [href(HOME)])[0].partition("?")
    page = _PAGES[url]
    own = {name: values for name, values in parse_qs(query).items() if name in PAGE_PARAMETERS.get(page, ())}
    return href(page, {**view.query_on(page), **own})


def _steps_part(view: View, number: int, *, of: int) -> HtmlNode:
    """Return which slide this is, and the links. The arrow keys and Escape press them."""
    _ = view.translator
    links = [element("span", _("{n} of {total}", n=number, total=of), class_="muted", role="status")]
    before, after = "ArrowLeft ArrowUp PageUp Backspace", "ArrowRight ArrowDown PageDown Space"
    for text, to, keys in ((_("← Previous"), number - 1, before), (_("Next →"), number + 1, after)):
        if 1 <= to <= of:
            links.append(element("a", text, href=href(PRESENT, _query(view, to)), keys=keys))
    fills = element("button", _("Full screen (F)"), class_="link", type="button", fills="", keys="f F")
    links += [_jump_form(view, number), fills, element("a", _("Leave (Esc)"), href=_exit_href(view), keys="Escape")]
    return part("steps", element("nav", *links, class_="steps screen", aria_label=_("Slides")))


def _query(view: View, number: int) -> dict[str, Sequence[str]]:
    """Return the query of the page for a slide."""
    listed = {"sort": chosen_order(view).values, **part_query(view, chosen_part(view))}
    own = {**listed, BACK: _previous_page(view), PARAMETER: [str(number)]}
    return {**view.query, **{name: values for name, values in own.items() if values}}


def _jump_form(view: View, number: int) -> HtmlNode:
    """Return the field for the number of a recommendation; a digit leads into it, and Enter to its slide."""
    query = _query(view, number)
    field = element("input", type="text", name=TO, id="jump", maxlength="12", value="", keys="0 1 2 3 4 5 6 7 8 9")
    label = element("label", view.translator("Recommendation"), for_="jump")
    sent = {"action": href(PRESENT), "method": "get", "base": replace_href(query)}
    return element("form", label, field, *hidden_fields(query, without=TO), class_="jump", **sent)
