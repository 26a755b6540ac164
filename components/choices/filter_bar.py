"""The filter bar of every page: a box for each filter, the search, what is chosen, the number of matches and Reset.

Everything in it is a link to the same page with another filter, or the search form. On a phone a button opens it.
"""

from collections.abc import Sequence

from analysis.selection.selection import led_and_supported
from components.choices.controls import hidden_fields
from components.choices.filter_boxes import FilterBox, filter_boxes
from components.elements.html import HtmlNode, element, part
from components.session.filter_query import FilterQuery, query_of_page
from components.session.links import href
from components.session.view import LONGEST_SEARCH, View, filters_of, today
from components.text.filter_toggle import count_link
from wording.catalogue import Translator
from wording.format.numbers import format_count

MOST_WORDS = 3
"""The most chosen values that the button of a phone names."""


def filter_bar_parts(view: View) -> list[HtmlNode | None]:
    """Return the filter bar, its words in print, and what a link asked for that the tracker does not have."""
    day = view.visit_day.date() if view.visit_day is not None else today()
    boxes, query = filter_boxes(view, page=view.page, day=day), query_of_page(view)
    named = {
        "role": "search",
        "aria_label": view.translator("Filter"),
        "base": FilterQuery(view.page_query).replaced({}),
    }
    bar = element("div", *_bar(view, boxes, query), class_="filterbar", **named)
    words = f"{_filter_words(view, boxes)} ({_match_count(view)})"
    unknown = _unknown_codes_text(view.unknown_filters, view.translator) if view.unknown_filters else ""
    return [
        part("filters", bar),
        part("chosen", element("p", words, class_="paper muted")),
        part("unknown-filters", element("p", unknown, class_="banner", role="status")) if unknown else None,
    ]


def _bar(view: View, boxes: Sequence[FilterBox], query: FilterQuery) -> list[HtmlNode]:
    words = _filter_words(view, boxes)
    button = {"id": "filter-open", "class_": "opener", "aria_expanded": "false", "aria_controls": "filter-boxes"}
    shown = [*(_box(view, box, query) for box in boxes), _search_form(view, query)]
    return [
        element("button", words, **button),
        element("div", *shown, class_="boxes", id="filter-boxes"),
        element("div", *_chosen(view, boxes, query), class_="chosen"),
    ]


def _box(view: View, box: FilterBox, query: FilterQuery) -> HtmlNode:
    """Return a box: its name with what is chosen, which opens the list of its values."""
    value = ", ".join(box.brief(each) for each in box.chosen) or view.translator("All")
    named = element("span", box.label, element("span", ": ", class_="away"), class_="name")
    summary = element(
        "summary", named, element("span", value, class_="value"), id=f"filter-{box.parameter}", title=value
    )
    options = [element("li", _option(box, value, name, query)) for value, name in box.options.items()]
    one, single = (" one", " single") if box.default is not None else ("", "")
    return element("details", summary, element("ul", *options, class_=f"options{one}"), class_=f"choice{single}")


def _option(box: FilterBox, value: str, name: str, query: FilterQuery) -> HtmlNode:
    """Return the link that chooses a value, or takes it away again; it gives the focus back to its box."""
    if box.default is None:
        target = query.toggled(box.parameter, value)
    else:
        target = query.replaced({box.parameter: [] if value == box.default else [value]})
    current = "true" if value in box.chosen else None
    return element("a", name, href=target, aria_current=current, refocus=f"filter-{box.parameter}")


def _search_form(view: View, query: FilterQuery) -> HtmlNode:
    _ = view.translator
    box = element(
        "input",
        type="search",
        name="q",
        id="filter-q",
        value=view.selection.text,
        maxlength=str(LONGEST_SEARCH),
        placeholder=_("for example: funding"),
    )
    label = element("label", _("Search titles, texts and updates"), for_="filter-q", class_="name")
    row = element("div", box, element("button", _("Search"), type="submit"), class_="field")
    rest = hidden_fields(query, without="q")
    return element(
        "form", label, row, *rest, action=href(view.page), method="get", class_="search", base=query.replaced({})
    )


def _chosen(view: View, boxes: Sequence[FilterBox], query: FilterQuery) -> list[HtmlNode]:
    """Return the number of matches, each chosen value as a link that removes it, and Reset."""
    _ = view.translator
    announced = _.plural("{n} recommendation", "{n} recommendations", view.chosen.recommendation_count)
    listed = count_link(view, view.chosen.recommendation_count, _match_count(view))
    matching = element("span", listed, *_taking_part(view), class_="matching muted")
    count = [element("p", matching), element("span", announced, role="status", class_="away")]
    chips = [_chip(_, box, value, query) for box in boxes for value in box.removable]
    if view.selection.text:
        quoted = f"“{view.selection.text}”"
        chips.append(_removing(_, quoted, quoted, query.replaced({"q": []}), "filter-q"))
    if not chips:
        return count
    reset = element(
        "a",
        _("Reset"),
        href=query.replaced(dict.fromkeys(filters_of(view.page), ())),
        class_="reset",
        refocus="filter-theme",
    )
    return [*count, element("ul", *(element("li", chip) for chip in chips), class_="chips"), reset]


def _taking_part(view: View) -> list[HtmlNode]:
    """Return how many of the matches the chosen agencies lead, and how many they support; nothing without a choice."""
    if not view.selection.agencies or view.selection.supporters:
        return []
    _, chosen, options = view.translator, view.query.get("agency", []), view.filter_options
    leads, supports = led_and_supported(view.chosen, agencies=view.selection.agencies)
    leading = [each for each in chosen if each in (view.query.get("lead") or options.lead)]
    supporting = [each for each in chosen if each in options.support]
    led = count_link(view, leads, _("leads {n}", n=format_count(leads, _)), lead=leading)
    supported = count_link(view, supports, _("supports {n}", n=format_count(supports, _)), support=supporting)
    return [": ", led, ", ", supported]


def _chip(_: Translator, box: FilterBox, value: str, query: FilterQuery) -> HtmlNode:
    if box.default is None:
        target = query.toggled(box.parameter, value)
        name, full = box.in_role(box.brief(value)), box.in_role(box.options[value])
    else:
        target = query.replaced({box.parameter: []})
        name = full = f"{box.label}: {box.options[value]}"
    return _removing(_, name, full, target, f"filter-{box.parameter}")


def _removing(_: Translator, name: str, full: str, target: str, refocus: str) -> HtmlNode:
    cross = element("span", "×", aria_hidden="true", class_="cross")
    label = _("Remove {name}", name=full)
    return element("a", name, cross, href=target, aria_label=label, title=label, class_="chip", refocus=refocus)


def _filter_words(view: View, boxes: Sequence[FilterBox]) -> str:
    _ = view.translator
    words = [box.in_role(box.brief(value)) for box in boxes for value in box.removable]
    words += [f"“{view.selection.text}”"] if view.selection.text else []
    if not words:
        return _("Filter: everything")
    if len(words) > MOST_WORDS:
        words = [*words[:2], _.plural("{n} more", "{n} more", len(words) - 2)]
    return _("Filter: {chosen}", chosen=", ".join(words))


def _match_count(view: View) -> str:
    matching, total = view.chosen.recommendation_count, view.tracker.recommendation_count
    _ = view.translator
    return _.plural("{matching} of {n}", "{matching} of {n}", total, matching=format_count(matching, _))


def _unknown_codes_text(unknown: tuple[str, ...], _: Translator) -> str:
    return _(
        "The link asked for something this tracker does not have, which was left out: {codes}.",
        codes=", ".join(unknown),
    )
