"""The list of versions, newest first: who published what, when and why, and the files of each."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import streamlit as st

from components.document.document import FileOffer, file_link
from components.document.pieces import show
from components.downloads.workbook import tracker_workbook
from components.elements.html import HtmlNode, element, part
from components.elements.table import heading, table_region
from components.published.published_version import displayed_tracker, published_store, without_store
from components.reading.difference_table import changes_file
from components.session.links import HOME, href
from components.session.view import VERSION, View
from components.versions.compare import FROM, TO, difference_of
from components.versions.store_state import VersionHistory
from model.actor import Actor, Role
from model.versions.version import Version
from wording.answers.versions import publication_reason, publisher_of, version_counts, version_notes, version_option
from wording.format.timestamps import format_timestamp

OPEN = 20
"""The number of versions shown; older ones are folded."""


def show_versions(view: View, history: VersionHistory) -> None:
    """Show the table of versions, each with links to the dashboard at that version and to its changes."""
    _ = view.translator
    title = _("Versions, newest first")
    nodes = [_table(view, history, history.versions[:OPEN], title)]
    older = history.versions[OPEN:]
    if older:
        rest = _.plural("{n} older version", "{n} older versions", len(older))
        nodes.append(element("details", element("summary", rest), _table(view, history, older, rest)))
    show(part("versions", *nodes))


def show_files(view: View, history: VersionHistory) -> None:
    """Show the choice of a version, and offer it as the tracker workbook; to an editor, its original file too."""
    _ = view.translator
    numbers = [version.number for version in history.versions]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            _("Version to download"),
            numbers,
            index=numbers.index(history.current),
            format_func=lambda each: version_option(history.version(each), _),
            key="versions.files",
            width=420,
        )
        links = [file_link(view, _tracker(view, number), _("Tracker workbook of version {number}", number=number))]
        if view.may(Role.EDITOR):
            label = _("Download the original of version {number}", number=number)
            links.insert(0, file_link(view, _original(history.version(number)), label))
        show(part("versions.file-links", element("div", *links, class_="actions")))


def version_files(view: View) -> Iterator[FileOffer]:
    """Yield the files of each version, and what changed between the two that the query names."""
    if without_store():
        return
    versions = published_store().versions()
    for version in versions:
        yield _tracker(view, version.number)
        yield _original(version)
    numbers = {str(version.number): version.number for version in versions}
    before, after = (numbers.get("".join(view.parameter(name)[:1])) for name in (FROM, TO))
    if before is not None and after is not None:
        earlier, later = displayed_tracker(before), displayed_tracker(after)
        yield changes_file(view, difference_of(earlier, later), earlier.tracker, later.tracker)


def _table(view: View, history: VersionHistory, versions: tuple[Version, ...], title: str) -> HtmlNode:
    _ = view.translator
    columns = ((_("Version"), None), (_("Published"), None), (_("Why"), None), (_("File"), "wide"))
    rows = [_row(view, history, version) for version in versions]
    return table_region(title, (heading(text, class_=class_) for text, class_ in columns), rows)


def _row(view: View, history: VersionHistory, version: Version) -> HtmlNode:
    """Return the row of a version: number, when and by whom, reason and links, and file."""
    _ = view.translator
    number: list[HtmlNode] = [element("b", str(version.number))]
    if version.number == history.current:
        number += [" ", element("span", _("current"), class_="tag")]
    when = element("span", format_timestamp(version.published_at, _, short=True), class_="nowrap")
    contents = element("span", version_counts(version, _), class_="muted")
    notes = [element("div", note, class_="muted") for note in version_notes(version, _)]
    links = _links(view, history, version)
    return element(
        "tr",
        element("th", *number, scope="row"),
        element("td", element("div", when), element("div", publisher_of(version, _)), class_="words"),
        element("td", element("div", publication_reason(version.reason, _)), *notes, *links, class_="words"),
        element("td", element("div", version.source.name), element("div", contents), class_="words wide"),
    )


def _links(view: View, history: VersionHistory, version: Version) -> list[HtmlNode]:
    """Return the links of a version: to the dashboard at that version, and to its differences from the previous one."""
    _, number = view.translator, version.number
    query = {code: values for code, values in view.query.items() if code != VERSION}
    links: list[HtmlNode] = []
    if number != history.current:
        label = _("The dashboard as at version {number}", number=number)
        links.append(element("a", _("As it was"), href=href(HOME, {**query, VERSION: str(number)}), aria_label=label))
    if version.compared_with is not None:
        before = version.compared_with
        label = _("What differs between versions {before} and {after}", before=before, after=number)
        compared = href("versions", {**view.query, "from": str(before), "to": str(number)})
        links.append(element("a", _("What changed"), href=compared, aria_label=label))
    return [element("div", *links, class_="links")] if links else []


def _tracker(view: View, number: int) -> FileOffer:
    return replace(tracker_workbook(view, number=number), key=f"tracker-{number}.xlsx")


def _original(version: Version) -> FileOffer:
    number = version.number
    return FileOffer(
        f"original-{number}",
        version.source.name,
        "application/octet-stream",
        lambda actor: partial(_original_bytes, number, actor),
        is_long=False,
        version=number,
        role=Role.EDITOR,
    )


def _original_bytes(number: int, actor: Actor) -> bytes:
    return published_store().original(number, actor=actor)[1]
