"""The versions: their list, comparison and files, and the form that publishes an earlier one again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from uuid import uuid4

import streamlit as st

from components import difference
from components.choices.controls import FIELD_WIDTH, attempt, chosen_option, press_result, publisher_name_field
from components.document.document import FileOffer, file_link
from components.document.pieces import end_page, show, show_answer, show_banner, show_paragraphs, show_subtitle
from components.downloads import tracker_workbook
from components.elements import HtmlNode, element, escape_markdown, heading, part, table_region
from components.graceful_end import PUBLISHING
from components.making import Work
from components.published import displayed_tracker, published_store, without_store
from components.session.links import HOME, href
from components.session.upload_state import LONGEST_REASON, NewerVersion, newer_version
from components.session.view import VERSION, View
from model.access import Actor, Role
from model.versions.version import Publication, StoreError, Version
from store.store import Store
from wording import versions
from wording.catalogue import Translator
from wording.formatting import begin_sentence, format_timestamp
from wording.names import store_fault

# The number of versions shown; older ones are folded.
OPEN = 20
FROM, TO = "from", "to"
_TABLE = "difference.table"
_RESULT, _FIRST_SEEN = "versions.roll-back.came", "versions.roll-back.first-seen"
_NEWER = "roll-back.newer"
_CHOSEN, _WHO, _WHY = "versions.roll-back.number", "versions.roll-back.who", "versions.roll-back.reason"


# The versions of the store by their numbers, newest first: the first is current.
VersionHistory = Mapping[int, Version]


def show_versions(view: View, history: VersionHistory) -> None:
    """Show the table of versions, each with links to the dashboard at that version and to its changes."""
    _, listed = view.translator, [*history.values()]
    nodes = [_table(view, history, listed[:OPEN], _("Versions, newest first"))]
    if older := listed[OPEN:]:
        rest = _.plural("{n} older version", "{n} older versions", len(older))
        nodes.append(element("details", element("summary", rest), _table(view, history, older, rest)))
    show(part("versions", *nodes))


def show_files(view: View, history: VersionHistory) -> None:
    """Show the choice of a version, and offer it as the tracker workbook; to an editor, its original file too."""
    _ = view.translator
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = _version_field(_("Version to download"), history.values(), _, key="versions.files")
        label = _("Download the original of version {number}", number=number)
        original = file_link(view, _original(history[number]), label) if view.may(Role.EDITOR) else None
        tracker = file_link(view, _tracker(view, number), _("Tracker workbook of version {number}", number=number))
        show(part("versions.file-links", element("div", original, tracker, class_="actions")))


def _version_field(label: str, options: Iterable[Version], _: Translator, *, key: str, width: int = 420) -> int:
    """Show the choice of a version, at first of the newest, and return its number, which the URL may have."""
    names = {each.number: versions.version_option(each, _) for each in options}
    change = partial(_remember, key)
    return st.selectbox(label, list(names), format_func=names.__getitem__, key=key, width=width, on_change=change)


def version_files(view: View) -> Iterator[FileOffer]:
    """Yield the files of each version, and what changed between the two that the query names."""
    if without_store():
        return
    stored = published_store().versions()
    for version in stored:
        yield _tracker(view, version.number)
        yield _original(version)
    before, after = (_named(view, name, [each.number for each in stored]) for name in (FROM, TO))
    if before is not None and after is not None:
        earlier, later = displayed_tracker(before), displayed_tracker(after)
        yield difference.changes_file(view, earlier.tracker, later.tracker)


def compare_versions(view: View, history: VersionHistory) -> None:
    """Show the choice of two versions, by default the latest two, and their differences."""
    _ = view.translator
    if len(history) < 2:
        show_paragraphs(_("There is one version only, and nothing to compare it with."), key="compare.none")
        return
    after = _named(view, TO, history) or next(iter(history))
    before = _named(view, FROM, history) or history[after].compared_with or after
    with st.container(horizontal=True):
        for label, key, chosen in ((_("From version"), FROM, before), (_("To version"), TO, after)):
            st.session_state[f"versions.{key}"] = chosen
            _version_field(label, history.values(), _, key=f"versions.{key}")
    earlier, later = displayed_tracker(before), displayed_tracker(after)
    button = difference.table_button(_TABLE, _)
    show(difference.version_difference_part(view, earlier, later, all_changes=button, key="difference"))
    compared = replace(view, requested={FROM: [str(before)], TO: [str(after)]})
    show(difference.difference_table_part(compared, earlier.tracker, later.tracker, key=_TABLE))


def version_history(view: View) -> VersionHistory:
    """Return the version history; where there is none, show why and end the page."""
    _, fault = view.translator, view.fault
    if without_store():
        why = _(
            "Whoever runs the dashboard has named this workbook in CYNNYDD_TRACKER, so it is read from its file "
            "and nothing can be published."
        )
        what = _(
            "To publish it instead, run the command below and start the dashboard without CYNNYDD_TRACKER: from "
            "then on every version is kept."
        )
        title = _("There are no versions: {file} is shown as it is.", file=view.loaded.reading.source.name)
        end_page(title, why, what, "python -m store publish FILE --reason TEXT", key="no-versions")
    try:
        if stored := published_store().versions():
            return {version.number: version for version in stored}
    except StoreError as error:
        fault = error
    end_page(_("The versions cannot be shown."), *([store_fault(fault, _)] if fault else []), key="no-versions")


def show_current_version(view: View, history: VersionHistory) -> None:
    """Show the current version, and who published it, when and why."""
    _, version = view.translator, next(iter(history.values()))
    show_answer(_("Version {number} is current.", number=version.number))
    when = begin_sentence(versions.publication_clause(version, _))
    show_subtitle(f"{when}: {versions.publication_reason(version.reason, _)}")


def show_roll_back_form(view: View, history: VersionHistory) -> None:
    """Show the form (version, name, reason) that publishes a version again, and the result of the last submit."""
    _, (newest, *earlier) = view.translator, history.values()
    _show_result(view)
    if not earlier:
        show_paragraphs(_("There is no earlier version yet."), key="roll-back.none")
        return
    text = _(
        "The earlier version is published again as a new one. The versions in between stay on record, and each can be "
        "brought back in the same way."
    )
    show_paragraphs(text, key="roll-back.said")
    if _CHOSEN not in st.session_state or _FIRST_SEEN not in st.session_state:  # the page was opened
        st.session_state[_FIRST_SEEN] = newest.number  # what is published later is to be seen first
    number = _version_field(_("Version to bring back"), earlier, _, key=_CHOSEN, width=FIELD_WIDTH)
    current = displayed_tracker(newest.number)
    show(difference.version_difference_part(view, current, displayed_tracker(number), key="roll-back.changes"))
    newer = newer_version(displayed_tracker(st.session_state[_FIRST_SEEN]), current, history.values())
    difference.show_newer_version(view, newer, key=_NEWER)
    publisher_name_field(_, key=_WHO)
    with st.form("roll-back", border=False, enter_to_submit=False):
        st.text_input(_("Reason"), key=_WHY, width=FIELD_WIDTH, max_chars=LONGEST_REASON)
        label, off = _("Publish this version again"), not difference.newer_version_seen(newer, key=_NEWER)
        args = (history, newer, uuid4().hex)
        st.form_submit_button(label, type="primary", on_click=_roll_back, args=args, disabled=off)


def _table(view: View, history: VersionHistory, listed: Iterable[Version], title: str) -> HtmlNode:
    _ = view.translator
    headings = *map(heading, (_("Version"), _("Published"), _("Why"))), heading(_("File"), class_="wide")
    return table_region(title, headings, (_row(view, each, current=next(iter(history))) for each in listed))


def _row(view: View, version: Version, *, current: int) -> HtmlNode:
    """Return the row of a version: number, when and by whom, reason and links, and file."""
    _, number = view.translator, [element("b", str(version.number))]
    if version.number == current:
        number += [" ", element("span", _("current"), class_="tag")]
    when = element("span", format_timestamp(version.published_at, _, short=True), class_="nowrap")
    contents = element("span", versions.version_counts(version, _), class_="muted")
    notes = [element("div", note, class_="muted") for note in versions.version_notes(version, _)]
    links = _links(view, version, current=current)
    return element(
        "tr",
        element("th", *number, scope="row"),
        element("td", element("div", when), element("div", versions.publisher_of(version, _)), class_="words"),
        element("td", element("div", versions.publication_reason(version.reason, _)), *notes, *links, class_="words"),
        element("td", element("div", version.source.name), element("div", contents), class_="words wide"),
    )


def _links(view: View, version: Version, *, current: int) -> list[HtmlNode]:
    """Return the links of a version: to the dashboard at that version, and to its differences from the previous one."""
    _, number, before, links = view.translator, version.number, version.compared_with, list[HtmlNode]()
    if number != current:
        label = _("The dashboard as at version {number}", number=number)
        url = href(HOME, {**view.unversioned_query, VERSION: str(number)})
        links.append(element("a", _("As it was"), href=url, aria_label=label))
    if before is not None:
        label = _("What differs between versions {before} and {after}", before=before, after=number)
        url = href("versions", {**view.query, "from": str(before), "to": str(number)})
        links.append(element("a", _("What changed"), href=url, aria_label=label))
    return [element("div", *links, class_="links")] if links else []


def _tracker(view: View, number: int) -> FileOffer:
    return tracker_workbook(view, number=number)._replace(key=f"tracker-{number}.xlsx")


def _original(version: Version) -> FileOffer:
    def work(actor: Actor) -> Work:
        return lambda: published_store().original(version.number, actor=actor)[1]

    key, name, kind = f"original-{version.number}", version.source.name, "application/octet-stream"
    return FileOffer(key, name, kind, work, is_long=False, version=version.number, role=Role.EDITOR)


def _named(view: View, code: str, numbers: Iterable[int]) -> int | None:
    """Return the number of the version that the URL names; None where it names none that exists."""
    return next((number for number in numbers if [str(number)] == view.parameter(code)[:1]), None)


def _remember(key: str) -> None:
    if (code := key.removeprefix("versions.")) in (FROM, TO):
        st.query_params[code] = str(st.session_state[key])


def _roll_back(history: VersionHistory, newer: NewerVersion | None, token: str) -> None:
    """Publish the chosen version again, and store the result for the next run.

    A second press of the same button has the same token, so the store returns the result of the first. Nothing is
    published over a newer version that the reader has not ticked.
    """
    current, *earlier = history
    number = chosen_option(_CHOSEN, earlier, None)
    if number is None or not difference.newer_version_seen(newer, key=_NEWER):
        return

    def roll_back(store: Store, *, actor: Actor) -> Publication:
        reason, press = st.session_state[_WHY], f"{token}-{number}"
        with PUBLISHING.under_way():
            return store.roll_back(number, actor=actor, reason=reason, compared_with=current, token=press)

    attempt(_RESULT, roll_back, name=_WHO)


def _show_result(view: View) -> None:
    """Show the result of the last submit, forget it, and what was typed for it."""
    _, result = view.translator, press_result(_RESULT, view.translator, shows_newer=True)
    if not isinstance(result, Publication):
        return
    version = result.version
    st.session_state[_FIRST_SEEN], st.session_state[_WHY] = version.number, ""
    if result.unchanged:
        st.info(escape_markdown(_("Version {number} is current already, and holds the same.", number=version.number)))
        return
    numbers = {"earlier": version.brings_back, "number": version.number}
    link = element("a", _("See the new position"), href=href(HOME, view.unversioned_query))
    show_banner("roll-back.came", _("Version {earlier} is published again, as version {number}.", **numbers), " ", link)
