"""Present: the answer, the chart, the briefing and each recommendation, one slide at a time in large type."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qs

from analysis.counts import count_by_round, counts_at
from analysis.promises import next_promise, targets_at
from analysis.status import closure_at, list_at, self_assessments, status_at
from analysis.table_rows import latest_words, rows_of
from components import briefing
from components.choices.controls import hidden_fields
from components.choices.listing import chosen_order, chosen_part, in_order, of_part, part_query
from components.document.document import Document
from components.elements import HtmlNode, answer, element, part
from components.figures import status_over_time_part
from components.footer import subject_part
from components.marks.lines import Key, all_recommendations, answers_about, closure_nodes, promise_note, text_block
from components.marks.marks import mark_picture, named_title
from components.session.links import BACK, HOME, PRESENT, READING, href, parameters_of, replace_href
from components.session.view import View
from components.texts import localised
from model.terms import NameKind, TableRow
from wording.answers.headline import headline
from wording.answers.recommendation import format_due, target_phrase
from wording.formatting import begin_sentence, format_round, status_words

# The most recommendations that changed on a slide.
MOST_CHANGED = 10
# The query parameters of the slide, and of a recommendation to go to by its number.
PARAMETER, TO = "slide", "to"
# The name of each page by its URL.
_PAGES = {href(page): page for page in READING - {PRESENT}}


def present(view: View) -> Document:
    """Return the page."""
    listing = of_part(view, list_at(view.chosen, as_at=view.as_at), chosen_part(view))
    ordered, opening = in_order(view, listing), _opening_sections(view)
    slides = [*opening, *rows_of(ordered)]
    number = _requested_number(view, ordered["ref"].tolist(), opening=len(opening))
    shown, language = slides[number - 1], None
    if not isinstance(shown, briefing.Section):
        title = named_title(view, shown)
        language, shown = title.language, briefing.Section(title.text, _recommendation_part(view, shown))
    nodes = _steps_part(view, number, of=len(slides)), answer(shown.title, language=language), shown.content
    return Document(element("div", *nodes, class_="presentation"))


def _opening_sections(view: View) -> list[briefing.Section]:
    """Return the slides before those of the recommendations, which are those of the Overview with the same filter."""
    _, counts = view.translator, counts_at(view.chosen, as_at=view.as_at)
    standing, by_round = status_at(view.chosen, as_at=view.as_at), count_by_round(view.chosen, as_at=view.as_at)
    about = part("about", subject_part(view), briefing.subtitle_of_data_part(view, standing))
    sections = (
        briefing.Section(headline(counts, view.scale, _), part("opening", about, briefing.counts_part(view, counts))),
        briefing.Section(_("Status over time"), status_over_time_part(view, by_round)),
        briefing.changed_section(view, most=MOST_CHANGED),
        briefing.late_section(view),
        briefing.question_section(view),
    )
    return [section for section in sections if section]


def _recommendation_part(view: View, row: TableRow) -> HtmlNode:
    """Show the status in words, closure, the text of the recommendation, the latest words about it, and its promise."""
    _, key = view.translator, (row.review, row.ref)
    names = view.names.full(NameKind.THEME, row.theme, _), view.names.full(NameKind.AGENCY, row.lead_agency, _)
    (recommendation,) = answers_about(view, key, all_recommendations)
    decided, assessed = (answers_about(view, key, question) for question in (closure_at, self_assessments))
    (target,) = answers_about(view.now, key, targets_at, today=view.now.today)
    due = [_("Target: {date}", date=target_phrase(target, _))] if isinstance(target.target_words, str) else []
    words = begin_sentence(status_words(row.mark, row.basis, view.scale, _))
    nodes = [
        element("p", mark_picture(view, row.mark, row.basis), element("strong", words), class_="now"),
        *closure_nodes(view, decided, assessed),
        element("p", " · ".join(filter(None, [*names, *due])), class_="muted"),
        text_block(localised(view, recommendation, "recommendation")),
        *_latest_words(view, key),
        *_next_promise(view, key),
    ]
    return part("slide", element("section", *nodes, class_="slide"), scale=view.scale)


def _latest_words(view: View, key: Key) -> list[HtmlNode]:
    """Return the latest update with words, below its month: it may be of an earlier round than the status."""
    _ = view.translator
    words = answers_about(view, key, latest_words)
    if not words:
        return [element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")]
    title = _("Latest words, {month}", month=format_round(words[0].round, _))
    return [element("h2", title), text_block(localised(view, words[0], "update"))]


def _next_promise(view: View, key: Key) -> list[HtmlNode]:
    _, nodes = view.translator, list[HtmlNode]()
    for row in answers_about(view, key, next_promise, today=view.today):
        overdue = promise_note(view, row)
        tag = [" ", element("strong", overdue, class_="tag")] if overdue else []
        nodes.append(element("p", _("Next promise: {due}", due=format_due(row, _)), *tag))
    return nodes


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
    own = {name: values for name, values in parse_qs(query).items() if name in parameters_of(page)}
    return href(page, {**view.query_on(page), **own})


def _steps_part(view: View, number: int, *, of: int) -> HtmlNode:
    """Return which slide this is, and the links. The arrow keys and Escape press them."""
    _ = view.translator
    links = [element("span", _("{n} of {total}", n=number, total=of), class_="muted", role="status")]
    steps = (
        (_("← Previous"), number - 1, "ArrowLeft ArrowUp PageUp Backspace"),
        (_("Next →"), number + 1, "ArrowRight ArrowDown PageDown Space"),
    )
    links += [
        element("a", text, href=href(PRESENT, _query(view, to)), keys=keys) for text, to, keys in steps if 1 <= to <= of
    ]
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
    rest = hidden_fields(query, without=TO)
    sent = {"action": href(PRESENT), "method": "get", "base": replace_href(query)}
    return element("form", label, field, *rest, class_="jump", **sent)
