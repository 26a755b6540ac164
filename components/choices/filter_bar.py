"""The filter bar of every page: a box for each filter, the search, what is chosen, the number of matches and Reset.

Everything in it is a link to the same page with another filter, or the search form. On a phone a button opens it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from analysis.selection import led_and_supported, option_counts
from components.choices.controls import hidden_fields
from components.document.document import FORBIDDEN, NOT_FOUND, UNAVAILABLE, Document, Page
from components.elements import HtmlNode, answer, element, paragraphs_part, part
from components.session import view as session_view
from components.session.links import HOME, MONITORING, RECOMMENDATIONS, SIGN_IN, Query, href, replace_href, toggle_href
from components.session.view import View
from components.texts import count_link
from model.terms import NameKind
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError
from wording.catalogue import Translator
from wording.formatting import begin_sentence, format_count, format_round, join_first, standing_word
from wording.issues import message, remedy
from wording.names import fault_message

# The most chosen values that the button of a phone names.
MOST_WORDS = 3


class _FilterBox(NamedTuple):
    """One box: a filter of several values, or with a default of exactly one.

    Attributes:
        parameter: the query parameter.
        label: the name of the box.
        options: the name of each value.
        chosen: the chosen values.
        short: the short names of values that have one.
        counts: how many recommendations each value shows.
        role: the name of the box before each chosen value, where another box has the same names.
        default: the value without which the URL has no parameter; None where nothing chosen means all.
    """

    parameter: str
    label: str
    options: Mapping[str, str]
    chosen: tuple[str, ...]
    short: Mapping[str, str]
    counts: Mapping[str, int]
    role: str = ""
    default: str | None = None

    @property
    def removable(self) -> list[str]:
        """The chosen values that can be taken away: the default cannot."""
        return [value for value in self.chosen if value != self.default]

    def brief(self, value: str) -> str:
        """Return the short name of a value, or its name."""
        return self.short.get(value, self.options[value])

    def in_role(self, name: str) -> str:
        """Return the name of a value where the values of all boxes stand together."""
        return f"{self.role}: {name}" if self.role else name


def filter_bar_parts(view: View) -> list[HtmlNode | None]:
    """Return the filter bar, its words in print, and what a link asked for that the tracker does not have."""
    _, boxes, query = view.translator, _filter_boxes(view), view.filter_query
    words = _filter_words(view, boxes)
    button = {"id": "filter-open", "class_": "opener", "aria_expanded": "false", "aria_controls": "filter-boxes"}
    shown = [*(_box(view, box, query) for box in boxes), _search_form(view, query)]
    opener, listed = element("button", words, **button), element("div", *shown, class_="boxes", id="filter-boxes")
    chosen = element("div", *_chosen(view, boxes, query), _mine(view, boxes), class_="chosen")
    bar = {"class_": "filterbar", "role": "search", "aria_label": _("Filter"), "base": replace_href(view.page_query)}
    printed = element("p", f"{words} ({_match_count(view)})", class_="paper muted")
    codes = ", ".join(view.unknown_filters)
    text = _("The link asked for something this tracker does not have, which was left out: {codes}.", codes=codes)
    unknown = part("unknown-filters", element("p", text, class_="banner", role="status")) if codes else None
    return [part("filters", element("div", opener, listed, chosen, **bar)), part("chosen", printed), unknown]


def _box(view: View, box: _FilterBox, query: Query) -> HtmlNode:
    """Return a box: its name with what is chosen, which opens the list of its values."""
    value = ", ".join(box.brief(each) for each in box.chosen) or view.translator("All")
    named = element("span", box.label, element("span", ": ", class_="away"), class_="name")
    shown = element("span", value, class_="value")
    summary = element("summary", named, shown, id=f"filter-{box.parameter}", title=value)
    options = [element("li", _option(view, box, value, query)) for value in box.options]
    one, single = (" one", " single") if box.default is not None else ("", "")
    return element("details", summary, element("ul", *options, class_=f"options{one}"), class_=f"choice{single}")


def _option(view: View, box: _FilterBox, value: str, query: Query) -> HtmlNode:
    """Return the link that chooses a value or takes it away; a box of one choice has the focus after it."""
    target, refocus = toggle_href(query, box.parameter, value), f"filter-{box.parameter}-{value}"
    if box.default is not None:
        target = replace_href(query, {box.parameter: [] if value == box.default else [value]})
        refocus = f"filter-{box.parameter}"
    words: list[HtmlNode] = [box.options[value]]
    if value in box.counts:
        words += [" ", element("span", format_count(box.counts[value], view.translator), class_="muted")]
    current, key = "true" if value in box.chosen else None, f"filter-{box.parameter}-{value}"
    return element("a", *words, href=target, aria_current=current, id=key, refocus=refocus)


def _search_form(view: View, query: Query) -> HtmlNode:
    _, most = view.translator, str(session_view.LONGEST_SEARCH)
    search = {"type": "search", "name": "q", "id": "filter-q", "value": view.selection.text, "maxlength": most}
    box = element("input", **search, placeholder=_("for example: funding"))
    label = element("label", _("Search titles, texts and updates"), for_="filter-q", class_="name")
    row = element("div", box, element("button", _("Search"), type="submit"), class_="field")
    fields, base = [label, row, *hidden_fields(query, without="q")], replace_href(query)
    return element("form", *fields, action=href(view.page), method="get", class_="search", base=base)


def _chosen(view: View, boxes: Sequence[_FilterBox], query: Query) -> list[HtmlNode]:
    """Return the number of matches, each chosen value as a link that removes it, and Reset."""
    _ = view.translator
    announced = _.plural("{n} recommendation", "{n} recommendations", view.chosen.recommendation_count)
    listed = count_link(view, view.chosen.recommendation_count, _match_count(view))
    matching = element("span", listed, *_taking_part(view), class_="matching muted")
    count = [element("p", matching), element("span", announced, role="status", class_="away")]
    chips = [_chip(_, box, value, query) for box in boxes for value in box.removable]
    if view.selection.text:
        quoted = f"“{view.selection.text}”"
        chips.append(_removing(_, quoted, quoted, replace_href(query, {"q": []}), "filter-q"))
    if not chips:
        return count
    target = replace_href(query, dict.fromkeys(session_view.filters_of(view.page), ()))
    reset = element("a", _("Reset"), href=target, class_="reset", refocus="filter-theme")
    return [*count, element("ul", *(element("li", chip) for chip in chips), class_="chips"), reset]


def _mine(view: View, boxes: Sequence[_FilterBox]) -> HtmlNode:
    """Return the link to what is mine, hidden until the browser knows it: the role or agency that was chosen last."""
    chosen = [(box, value) for box in boxes if box.parameter in ("lead", "role") for value in box.chosen]
    mine = {
        "query": urlencode([(box.parameter, value) for box, value in chosen]),
        "name": ", ".join(box.brief(value) for box, value in chosen),
        "word": view.translator("Mine: {name}", name="{name}"),
    }
    return element("a", view.translator("Mine"), href="?", class_="chip", hidden="", mine=mine)


def _taking_part(view: View) -> list[HtmlNode]:
    """Return how many of the matches the chosen agencies lead, and how many they support; nothing without a choice."""
    if not view.selection.agency or view.selection.support:
        return []
    _, chosen, options = view.translator, view.query.get("agency", []), view.filter_options
    leads, supports = led_and_supported(view.chosen, agencies=view.selection.agency)
    leading = [each for each in chosen if each in (view.query.get("lead") or options["lead"])]
    supporting = [each for each in chosen if each in options["support"]]
    led = count_link(view, leads, _("leads {n}", n=format_count(leads, _)), lead=leading)
    supported = count_link(view, supports, _("supports {n}", n=format_count(supports, _)), support=supporting)
    return [": ", led, ", ", supported]


def _chip(_: Translator, box: _FilterBox, value: str, query: Query) -> HtmlNode:
    name, full = box.in_role(box.brief(value)), box.in_role(box.options[value])
    if box.default is not None:
        name = full = f"{box.label}: {full}"
    rest = [each for each in box.chosen if each != value]
    return _removing(_, name, full, replace_href(query, {box.parameter: rest}), f"filter-{box.parameter}")


def _removing(_: Translator, name: str, full: str, target: str, refocus: str) -> HtmlNode:
    cross = element("span", "×", aria_hidden="true", class_="cross")
    label = _("Remove {name}", name=full)
    return element("a", name, cross, href=target, aria_label=label, title=label, class_="chip", refocus=refocus)


def _filter_words(view: View, boxes: Sequence[_FilterBox]) -> str:
    _, words = view.translator, [box.in_role(box.brief(value)) for box in boxes for value in box.removable]
    words += [f"“{view.selection.text}”"] if view.selection.text else []
    chosen = join_first(words, None if len(words) <= MOST_WORDS else MOST_WORDS - 1, _)
    return _("Filter: {chosen}", chosen=chosen) if words else _("Filter: everything")


def _match_count(view: View) -> str:
    _, total = view.translator, view.tracker.recommendation_count
    matching = format_count(view.chosen.recommendation_count, _)
    return _.plural("{matching} of {n}", "{matching} of {n}", total, matching=matching)


def _filter_boxes(view: View) -> list[_FilterBox]:
    """Return the boxes of a page: without a second review or round there is none to choose it.

    Where nobody supports, to lead is all; who supports is chosen by a number alone.
    """
    _, selection = view.translator, view.selection
    agencies = {"lead": _("Lead agency"), "agency": _("Leads or supports"), "support": _("Supports")}
    labels = {"review": _("Review"), "theme": _("Theme"), **agencies, "role": _("Lead role"), "status": _("Status")}
    if "review" not in session_view.filters_of(view.page):
        del labels["review"]
    if not view.filter_options["support"] and not selection.agency:
        del labels["agency"]
    if not selection.support:
        del labels["support"]
    boxes = [*(_named_box(view, parameter, label) for parameter, label in labels.items()), _as_at_box(view)]
    always = ("theme", "lead", "status")
    return [box for box in boxes if len(box.options) > 1 or box.parameter in always or box.removable]


def _named_box(view: View, parameter: str, label: str) -> _FilterBox:
    _, names, kind = view.translator, view.filter_options[parameter], session_view.KINDS.get(parameter)
    counted = option_counts(view.tracker, selection=view.selection)[parameter]
    counts = {value: counted.get(name, 0) for value, name in names.items()}
    chosen = tuple(value for value in view.query.get(parameter, ()) if value in names)
    options, short, role = names, dict[str, str](), ""
    if parameter == "status":
        options = {value: begin_sentence(standing_word(mark, view.scale, _)) for value, mark in names.items()}
    elif kind is not None:
        options = {value: view.names.full(kind, name or None, _) for value, name in names.items()}
    if kind is NameKind.AGENCY:
        short = {value: view.names.short(kind, name or None, _) for value, name in names.items()}
        role = label if view.filter_options["support"] else ""
    return _FilterBox(parameter, label, options, chosen, short, counts, role)


def _as_at_box(view: View) -> _FilterBox:
    """Return the rounds, newest first, under today. Without any report promises can still be judged as at today."""
    _, months = view.translator, list(view.filter_options["as_at"])
    latest = months[-1] if months else session_view.NO_ROUND
    day = view.visit_day.date() if view.visit_day is not None else session_view.today()
    stop = session_view.today_stop(latest, day)
    default = session_view.TODAY if stop and view.page == MONITORING else latest
    rounds = {month: format_round(date.fromisoformat(f"{month}-01"), _) for month in reversed(months)}
    rounds |= {latest: _("{month} (latest)", month=rounds[latest]) if months else _("no round yet")}
    this_month = _("Today, {month}", month=format_round(day, _))
    options = dict.fromkeys(stop, this_month) | rounds
    if not months and (default == session_view.TODAY or view.tracker.monitoring.empty):
        options = {}
    chosen = next((value for value in view.query.get("as_at", ()) if value in options), default)
    return _FilterBox("as_at", _("As at"), options, (chosen,), {}, {}, default=default)


def no_page(_: Translator) -> Document:
    """Return that there is no page at an address, with the way to the first one and a search of all recommendations."""
    language = {"lang": [_.language.value]}
    link = element("a", _("Overview"), href=href(HOME, language))
    title, text = _("There is no such page"), _("The address may be mistyped or old.")
    label = element("label", element("span", _("Search titles, texts and updates"), class_="name"), for_="search")
    field = element("input", type="search", name="q", id="search", maxlength=str(session_view.LONGEST_SEARCH))
    form = {"action": href(RECOMMENDATIONS), "method": "get", "class_": "choose", "role": "search"}
    rest = element("button", _("Search"), type="submit"), *hidden_fields(language, without="q")
    search = element("form", label, field, *rest, **form)
    nodes = [answer(title), paragraphs_part([text, " ", link], key="no-page"), part("search", search)]
    return Document(*nodes, title=title, status=NOT_FOUND)


def no_role(_: Translator) -> Document:
    """Return what whoever has no role is shown."""
    text = _("You are not signed in, your sign-in is over, or your role was taken away. Nothing was changed.")
    entrance = paragraphs_part(text, [element("a", _("Sign in again"), href=SIGN_IN, leaves="")], key="entrance")
    return Document(answer(_("You have no role here")), entrance, status=FORBIDDEN)


def tracker_error(error: WorkbookError | StoreError, _: Translator) -> Document:
    """Return why the tracker cannot be shown and what to do."""
    if isinstance(error, StoreError):
        text, cure = fault_message(error, _), fault_message(error, _, name="remedy")
    else:
        text, cure = message(error, _), remedy(error, _)
    nodes = element("p", text, class_="error", role="alert"), element("p", cure)
    return Document(answer(_("The tracker cannot be shown.")), part("error", *nodes), status=UNAVAILABLE)


def no_match(view: View) -> Document:
    """Return that no recommendation matches the filter, and how to widen it."""
    _ = view.translator
    if view.tracker.recommendations.empty:
        link = element("a", _("See what was read"), href=href("data-checks", view.query))
        text = element("p", _("Add them to its Recommendations sheet, one row each."), " ", link)
        return Document(answer(_("This workbook has no recommendations.")), part("empty", text))
    how = _("Choose less in the filter, or press Reset to see every recommendation.")
    text, title = element("p", how, class_="banner", role="status"), _("No recommendation matches what is chosen.")
    return Document(answer(title), *filter_bar_parts(view), part("empty", text))


def unless_empty(page: Page) -> Page:
    """Return a page that says so where no recommendation matches the filter."""
    return lambda view: no_match(view) if view.empty else page(view)
