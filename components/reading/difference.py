"""What differs between two trackers: sentences in groups, each with its link, re-worded texts with the words marked."""

from collections.abc import Callable, Mapping
from functools import partial
from textwrap import shorten

import pandas as pd
import streamlit as st

from components.elements.html import HtmlFragment, HtmlNode, element, show
from components.elements.markdown_escape import escape_markdown
from components.figures.figure_table import as_csv, figure_table
from components.session.links import RECOMMENDATION, href
from components.session.view import View
from model.tracker.tracker import Tracker
from model.versions.difference import Difference, Item
from wording.catalogue import Translator
from wording.differences.by_change import Change, ChangeGroup, ChangeKind
from wording.differences.headline import difference_headline
from wording.differences.sentences import change_groups
from wording.differences.table import difference_columns, difference_size, difference_table
from wording.format.names import Names
from wording.format.word_diff import Mark

OPEN, LISTED, ROWS = 12, 200, 300
"""Changes of a group that stand open, and with those that are folded; rows of the table on screen. The file has all."""

_QUOTED = 80
"""A text that is no longer stands whole in its sentence."""

_SHORT = 400
"""A re-worded text with more characters is folded."""

Link = Callable[[Item], str | None]
_TAGS = {Mark.REMOVED: "del", Mark.ADDED: "ins"}


def difference_fragment(
    found: Difference, before: Tracker, after: Tracker, *, link: Link, _: Translator, key: str
) -> HtmlFragment:
    """Return every change as a sentence in its group, under a headline.

    Args:
        found: what differs.
        before: the tracker as it was.
        after: the tracker as it is, or would be.
        link: returns where a recommendation can be seen, or None.
        _: the reader's language.
        key: unique on the page.
    """
    titles = _told_by(after) | _told_by(before)
    groups = change_groups(found, (after.scale, before.scale), Names(after.names), _, titles=titles, most=LISTED)
    headline = element("p", element("strong", difference_headline(found, _)), class_="prose")
    return HtmlFragment([headline, *(node for group in groups for node in _group(group, link, _))], key=key)


def recommendation_link(*places: tuple[Tracker, Mapping[str, list[str]]]) -> Link:
    """Return what gives a recommendation's address: at the first of these trackers that holds it, with its query."""
    held = [(_items(tracker), query) for tracker, query in places]
    several = len({item.review for items, _query in held for item in items}) > 1

    def link(item: Item) -> str | None:
        named = {"review": [item.review]} if several else {}
        found = (query for items, query in held if item in items)
        return next((href(RECOMMENDATION, {**query, **named, "ref": [item.ref]}) for query in found), None)

    return link


def show_difference_table(view: View, found: Difference, before: Tracker, after: Tracker, *, key: str) -> None:
    """Show every change as a table behind a toggle, and offer it as a file; nothing where nothing differs."""
    if found.nothing:
        return
    _, names = view.translator, Names(after.names)
    titles, scales = titles_of(after) | titles_of(before), (after.scale, before.scale)
    table = partial(difference_table, found, scales, names, _, titles=titles)
    _show_table(view, table, difference_size(found), difference_columns(found, _), key=key)


def titles_of(tracker: Tracker) -> dict[Item, str]:
    """Return the title of each recommendation that has one."""
    titled = tracker.recommendations.dropna(subset=["title"])
    places = zip(titled["review"], titled["ref"], titled["title"], strict=True)
    return {Item(str(review), str(ref)): str(title) for review, ref, title in places}


def _told_by(tracker: Tracker) -> dict[Item, str]:
    """Return what to tell each recommendation by: its title, or the beginning of its text where it has none."""
    listed = tracker.recommendations
    untitled = listed[listed["title"].isna() & listed["recommendation"].notna()]
    places = zip(untitled["review"], untitled["ref"], untitled["recommendation"], strict=True)
    begun = {Item(str(review), str(ref)): _beginning(str(text)) for review, ref, text in places}
    return begun | titles_of(tracker)


def _beginning(text: str) -> str:
    return shorten(text, _QUOTED, placeholder="…").rstrip(".")


def _items(tracker: Tracker) -> set[Item]:
    listed = tracker.recommendations
    return {Item(str(review), str(ref)) for review, ref in zip(listed["review"], listed["ref"], strict=True)}


def _group(group: ChangeGroup, link: Link, _: Translator) -> list[HtmlNode]:
    nodes: list[HtmlNode] = [element("h3", group.heading)]
    if group.note:
        nodes.append(element("p", group.note))
    whole = group.kind is ChangeKind.REWORDED
    nodes.append(_list(group.changes[:OPEN], link, _, whole=whole))
    folded = group.changes[OPEN:LISTED]
    if folded:
        rest = _.plural("{n} more", "{n} more", group.count - OPEN)
        inside: list[HtmlNode] = [_list(folded, link, _, whole=whole)]
        if group.count > LISTED:
            inside.append(element("p", _("The others are in the table."), class_="muted"))
        nodes.append(element("details", element("summary", rest), *inside))
    return nodes


def _list(changes: tuple[Change, ...], link: Link, _: Translator, *, whole: bool) -> HtmlNode:
    items = (element("li", *_sentence(change, link, _, whole=whole)) for change in changes)
    return element("ul", *items, class_="lines")


def _sentence(change: Change, link: Link, _: Translator, *, whole: bool) -> list[HtmlNode]:
    """Return a change; with the words marked where `whole` asks for them, or the sentence has not all of them."""
    address = link(change.item) if change.item else None
    rest = change.sentence.removeprefix(change.name)
    sentence: list[HtmlNode] = [element("a", change.name, href=address) if address else change.name, rest]
    quoted = max(len(change.before), len(change.after)) <= _QUOTED
    return sentence if quoted and not whole else [*sentence, *_words(change, _)]


def _words(change: Change, _: Translator) -> list[HtmlNode]:
    """Return a text that was re-worded with its words marked: struck through what went, underlined what came."""
    if not change.before or not change.after:
        return []
    marked = element("p", *(_run(words, mark, _) for words, mark in change.words), class_="reworded")
    if len(change.before) + len(change.after) <= 2 * _SHORT:
        return [marked]
    return [element("details", element("summary", _("The words that changed")), marked)]


def _run(words: str, mark: Mark, _: Translator) -> HtmlNode:
    """Return words with what became of them, also for those who hear it."""
    if mark is Mark.KEPT:
        return words
    said = _("(removed:)") if mark is Mark.REMOVED else _("(added:)")
    return element(_TAGS[mark], element("span", f" {said} ", class_="away"), words, _end(_))


def _end(_: Translator) -> HtmlNode:
    return element("span", f" {_('(until here)')} ", class_="away")


def _show_table(
    view: View, table: Callable[..., pd.DataFrame], rows: int, columns: Mapping[str, str], *, key: str
) -> None:
    """Show the first rows of a table, and offer all of them as a file, which is made when it is asked for."""
    _ = view.translator
    with st.expander(escape_markdown(_("Every change as a table"))):
        show([figure_table(view, table(most=ROWS), columns=columns, caption=_("Every change"))], key=f"{key}.table")
        if rows > ROWS:
            more = _.plural("and {n} more, in the file", "and {n} more, in the file", rows - ROWS)
            show([element("p", more, class_="muted")], key=f"{key}.more")
        st.download_button(
            _("Download every change (CSV)"),
            data=lambda: as_csv(table(), columns=columns),
            file_name="cynnydd-changes.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{key}.csv",
        )
