"""The differences between two trackers: in sentences, as a table, and what others published meanwhile."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from textwrap import shorten

import pandas as pd
import streamlit as st

from analysis.difference.trackers import difference
from components.document.document import FileOffer, file_link
from components.document.pieces import show
from components.elements import HtmlNode, element, escape_markdown, part
from components.figures import as_csv, figure_table
from components.making import READING_QUEUE, Work
from components.published import LoadedTracker
from components.session.links import RECOMMENDATION, Query, href
from components.session.upload_state import NewerVersion
from components.session.view import VERSION, View
from components.telemetry import session_label
from components.texts import LocalisedText
from model.access import Actor
from model.terms import Language
from model.tracker.tracker import Tracker
from model.versions.difference import ChangeKind, RecommendationId
from wording.catalogue import Translator, label
from wording.differences import sentences
from wording.differences.table import difference_columns, difference_size, difference_table
from wording.formatting import DiffKind, DiffRun, Names, format_count
from wording.versions import version_line

# The changes shown in a group, and those including folded ones; a link leads to the rest.
OPEN, LISTED = 12, 200
# The most characters of a text that is quoted in full in its sentence.
_QUOTED = 80
# The number of characters above which a re-worded text is folded.
_SHORT = 400
Link = Callable[[RecommendationId], str | None]
Linked = Iterable[tuple[Tracker, Query]]
_TAGS = {DiffKind.REMOVED: "del", DiffKind.ADDED: "ins"}
# The most rows of the table on a page; the file has all.
ROWS = 300


def difference_part(  # noqa: PLR0913 - options by name
    view: View, before: Tracker, after: Tracker, *, linked: Linked, all_changes: HtmlNode, key: str
) -> HtmlNode:
    """Return every change as a sentence in its group, under a headline.

    Args:
        view: the view of the page.
        before: the earlier tracker.
        after: the later or proposed tracker.
        linked: the trackers to whose recommendations a sentence leads, the first that has it, and the queries of links.
        all_changes: a link or button to every change, which stands where a group is cut off.
        key: unique on the page.
    """
    _, found, link = view.translator, difference(before, after), _recommendation_link(linked)
    titles = _titles(after, with_texts=True) | _titles(before, with_texts=True)
    context = sentences.DifferenceContext(_, (after.scale, before.scale), Names(after.names), titles=titles)
    groups = sentences.change_groups(found, context, most=LISTED)
    headline = element("p", element("strong", sentences.difference_headline(found, _)), class_="prose")
    return part(key, headline, *(node for group in groups for node in _group(group, link, all_changes, _)))


def version_difference_part(
    view: View, before: LoadedTracker, after: LoadedTracker, *, key: str, all_changes: HtmlNode = ""
) -> HtmlNode:
    """Return what differs between two versions, with links to the recommendations in each.

    Where a group is cut off stands `all_changes`, by default a link to the comparison of the two versions.
    """
    query = view.unversioned_query
    linked = [
        (each.tracker, query if each.number in (None, view.current_number) else {**query, VERSION: [str(each.number)]})
        for each in (after, before)
    ]
    compared = {"from": str(before.number), "to": str(after.number)} if before.number and after.number else {}
    text, url = view.translator("See every change between the two versions"), {**view.language_query, **compared}
    rest = all_changes or element("a", text, href=href("versions", url))
    return difference_part(view, before.tracker, after.tracker, linked=linked, all_changes=rest, key=key)


def _recommendation_link(trackers: Linked) -> Link:
    """Return a function that gives the URL of a recommendation, in the first of these trackers that has it."""
    queries: dict[RecommendationId, Query] = {}
    for tracker, query in trackers:
        for key in tracker.recommendations[["review", "ref"]].to_numpy():
            queries.setdefault(RecommendationId(*map(str, key)), query)
    several = len({item.review for item in queries}) > 1

    def link(item: RecommendationId) -> str | None:
        review = {"review": [item.review]} if several else {}
        return href(RECOMMENDATION, {**queries[item], **review, "ref": [item.ref]}) if item in queries else None

    return link


def _titles(tracker: Tracker, *, with_texts: bool = False) -> dict[RecommendationId, str]:
    """Return the title of each recommendation that has one; with texts, the beginning of the text of any other."""
    listed = tracker.recommendations
    titles = listed["title"]
    if with_texts:
        texts = listed["recommendation"]
        titles = titles.fillna(texts.map(lambda text: shorten(text, _QUOTED, placeholder="…").rstrip("."), "ignore"))
    named = zip(listed["review"], listed["ref"], titles, strict=True)
    return {RecommendationId(str(review), str(ref)): str(title) for review, ref, title in named if not pd.isna(title)}


def marked_words(runs: Iterable[DiffRun], _: Translator) -> HtmlNode:
    """Return a re-worded text with its removed words struck through and its added words underlined."""
    end = element("span", f" {_('(until here)')} ", class_="away")
    meanings = {DiffKind.REMOVED: _("(removed:)"), DiffKind.ADDED: _("(added:)")}

    def run(words: str, kind: DiffKind) -> HtmlNode:
        if kind is DiffKind.UNCHANGED:
            return words
        return element(_TAGS[kind], element("span", f" {meanings[kind]} ", class_="away"), words, end)

    return element("p", *(run(words, kind) for words, kind in runs), class_="reworded")


def _group(group: sentences.ChangeGroup, link: Link, all_changes: HtmlNode, _: Translator) -> list[HtmlNode]:
    marks = group.kind is ChangeKind.REWORDED
    lines = [element("li", *_sentence(each, link, _, mark_words=marks)) for each in group.changes[:LISTED]]
    nodes: list[HtmlNode] = [element("h3", group.heading), *([element("p", group.note)] if group.note else [])]
    nodes.append(element("ul", *lines[:OPEN], class_="lines"))
    if folded := lines[OPEN:]:
        rest = _.plural("{n} more", "{n} more", group.total - OPEN)
        cut = _("These are the first {n} of {all}.", n=LISTED, all=format_count(group.total, _))
        more = element("p", cut, " ", all_changes, class_="small") if group.total > LISTED else None
        nodes.append(element("details", element("summary", rest), element("ul", *folded, class_="lines"), more))
    return nodes


def _sentence(change: sentences.ChangeSentence, link: Link, _: Translator, *, mark_words: bool) -> list[HtmlNode]:
    """Return a change as nodes, with its words marked where `mark_words` is set or the texts are long; much, folded."""
    url = link(change.item) if change.item else None
    rest = change.sentence.removeprefix(change.name)
    sentence: list[HtmlNode] = [element("a", change.name, href=url) if url else change.name, rest]
    is_short = max(len(change.before), len(change.after)) <= _QUOTED
    if (is_short and not mark_words) or not change.before or not change.after:
        return sentence
    marked = marked_words(change.words, _)
    if len(change.before) + len(change.after) > 2 * _SHORT:
        marked = element("details", element("summary", _("The words that changed")), marked)
    return [*sentence, marked]


def show_newer_version(view: View, newer: NewerVersion | None, *, key: str, with_tick: bool = True) -> None:
    """Show who published what since, when and why, what it changed, and the checkbox; nothing without a newer version.

    Where it changed nothing, or what it changed stays, nobody's work can be lost, so that there is no checkbox.
    """
    if newer is None:
        return
    _, number = view.translator, newer.after.number
    lines = (element("li", version_line(version, _)) for version in newer.versions)
    show(part(f"{key}.who", element("h3", _("Published meanwhile")), element("ul", *lines, class_="lines")))
    show(version_difference_part(view, newer.before, newer.after, key=f"{key}.changed"))
    if with_tick and not newer.difference.is_empty:
        label = _("I have seen what version {number} changed; publish over it", number=number or "")
        st.checkbox(escape_markdown(label), key=_checkbox_key(newer, key))


def newer_version_seen(newer: NewerVersion | None, *, key: str) -> bool:
    """Whether what others published may be published over: it changed nothing, or the reader has ticked it."""
    return newer is None or newer.difference.is_empty or bool(st.session_state.get(_checkbox_key(newer, key)))


def _checkbox_key(newer: NewerVersion, key: str) -> str:
    """Return the key of the checkbox, which counts for one version: a newer one has to be ticked again."""
    return f"{key}.{newer.after.number}"


def difference_table_part(view: View, before: Tracker, after: Tracker, *, key: str) -> HtmlNode | None:
    """Return a table of the changes behind a toggle, with the file of all; None without a change."""
    _, found = view.translator, difference(before, after)
    if found.is_empty:
        return None
    total, columns, table = difference_size(found), difference_columns(found, _), _table(view, before, after)
    cut = _("These are the first {n} of {all}.", n=ROWS, all=format_count(total, _))
    details = element(
        "details",
        element("summary", _("Every change as a table")),
        element("p", cut, class_="muted") if total > ROWS else None,
        file_link(view, changes_file(view, before, after), _("Download every change (CSV)")),
        figure_table(view, table(most=ROWS), columns=columns, caption=_("Every change")),
        class_="expander",
    )
    return part(key, details)


def changes_file(view: View, before: Tracker, after: Tracker) -> FileOffer:
    """Return the offer of every change as CSV."""

    def work(_actor: Actor) -> Work:
        table, columns = _table(view, before, after), difference_columns(difference(before, after), view.translator)
        return lambda: as_csv(table(), columns=columns)

    return FileOffer("changes.csv", "cynnydd-changes.csv", "text/csv", work, is_long=False)


def table_button(key: str, _: Translator) -> HtmlNode:
    """Return a button that opens the table of every change on the same page; `key` is that of the table."""
    return element("button", _("Every change as a table"), class_="link", opens=key.replace(".", "-"))


def _table(view: View, before: Tracker, after: Tracker) -> Callable[..., pd.DataFrame]:
    """Return a function that makes the table of the changes, whole or its first rows."""
    titles, scales = _titles(after) | _titles(before), (after.scale, before.scale)
    context = sentences.DifferenceContext(view.translator, scales, Names(after.names), titles=titles)
    return partial(difference_table, difference(before, after), context)


def source_line(view: View) -> HtmlNode:
    """Return the name of the source, the file and its version; a sample is labelled as one.

    The version is the number of its publication, or a hash of the file where it was not published.
    """
    _, loaded = view.translator, view.loaded
    source, version = loaded.reading.source, loaded.version
    file = _("{file}, version {version}", file=source.name, version=version.number if version else source.version)
    return element("span", source_name(view), f" · {file}")


def source_name(view: View) -> HtmlNode:
    """Return the sources named by the reviews; the bundled tracker's, which comes with Cynnydd, in either language."""
    _, reviews = view.translator, view.tracker.reviews
    if view.loaded.sample:
        return _("Sample: progress report, June 2024")
    sources = list(dict.fromkeys(reviews["source"].dropna())) or list(reviews["title"].dropna())
    named = ", ".join(source.rstrip(".") for source in sources)
    text = LocalisedText(named, Language.ENGLISH if _.language is Language.WELSH else None)
    return text.node() if sources else _("a workbook without a source")


@contextmanager
def wait_to_read(_: Translator) -> Iterator[None]:
    """Wait for a turn to read files, and have it until the end of the block; show the place meanwhile."""
    shown = st.empty()

    def show_place(before: int) -> None:
        shown.info(escape_markdown(label("upload-count", "before-you", _, n=before)))

    with READING_QUEUE.slot(show_place, owner=session_label()):
        shown.empty()
        yield
