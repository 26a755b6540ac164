"""The form that rolls back to an earlier version: it is published again as a new version, and nothing is lost."""

from collections.abc import Iterator
from uuid import uuid4

import streamlit as st

from analysis.difference.trackers import difference, status_changes
from analysis.table_rows import rows_of
from components.choices.controls import chosen_option, entered_name, publisher_name_field
from components.document.pieces import show, show_paragraphs
from components.elements import HtmlNode, element, escape_markdown, heading, part, table_region
from components.graceful_end import PUBLISHING
from components.identity import current_actor
from components.published import LoadedTracker, displayed_tracker, published_store
from components.reading.difference import (
    Link,
    conflict_text,
    newer_version_seen,
    recommendation_link,
    show_newer_version,
)
from components.session.links import HOME, href
from components.session.upload_state import NewerVersion, newer_version
from components.session.uploaded_workbook import LONGEST_REASON
from components.session.view import VERSION, View
from components.versions.list import VersionHistory
from model.store_error import StoreError, StoreErrorCode
from model.versions.difference import Difference
from model.versions.version import Publication
from wording.answers.versions import version_option
from wording.catalogue import Translator
from wording.differences.changes import (
    ChangeSentence,
    difference_headline,
    status_change_count,
    status_change_sentences,
)
from wording.errors import store_fault
from wording.format.dates import format_round

_RESULT, _FIRST_SEEN = "versions.roll-back.came", "versions.roll-back.first-seen"
_NEWER, _WIDE = "roll-back.newer", 520
_CHOSEN, _WHO, _WHY = "versions.roll-back.number", "versions.roll-back.who", "versions.roll-back.reason"
OPEN = 12
"""The most changed statuses that are listed openly; more are a table inside a toggle."""


def show_roll_back_form(view: View, history: VersionHistory) -> None:
    """Show the form (version, name, reason) that publishes a version again, and the result of the last submit."""
    _ = view.translator
    _show_result(view)
    if not history.earlier:
        show_paragraphs(_("There is no earlier version yet."), key="roll-back.none")
        return
    text = _(
        "The earlier version is published again as a new one. The versions in between stay on record, and each can be "
        "brought back in the same way."
    )
    show_paragraphs(text, key="roll-back.said")
    first_seen = _first_seen(history)
    number = st.selectbox(
        _("Version to bring back"),
        [version.number for version in history.earlier],
        format_func=lambda each: version_option(history.version(each), _),
        key=_CHOSEN,
        width=_WIDE,
    )
    current = displayed_tracker(history.current)
    show_roll_back_changes(view, current, displayed_tracker(number))
    newer = newer_version(displayed_tracker(first_seen), current, store=history.store)
    show_newer_version(view, newer, key=_NEWER)
    publisher_name_field(_, key=_WHO, width=_WIDE)
    with st.form("roll-back", border=False, enter_to_submit=False):
        st.text_input(_("Reason"), key=_WHY, width=_WIDE, max_chars=LONGEST_REASON)
        st.form_submit_button(
            _("Publish this version again"),
            type="primary",
            on_click=_roll_back,
            args=(history, newer, uuid4().hex),
            disabled=not newer_version_seen(newer, key=_NEWER),
        )


def show_roll_back_changes(view: View, current: LoadedTracker, earlier: LoadedTracker) -> None:
    """Show each status that would change, everything else in one sentence, and a link to the whole comparison."""
    _ = view.translator
    found = difference(current.tracker, earlier.tracker)
    changed = status_changes(current.tracker, earlier.tracker)
    sentences = status_change_sentences(
        rows_of(changed),
        (current.tracker.scale, earlier.tracker.scale),
        _,
        several_reviews=found.reviews > 1,
    )
    count = element(
        "p", element("strong", *_latest_updates(found, _), status_change_count(len(sentences), _)), class_="prose"
    )
    query = {code: values for code, values in view.query.items() if code != VERSION}
    link = recommendation_link((current.tracker, query))
    listed = _list(sentences, link) if len(sentences) <= OPEN else _table(sentences, link, _)
    whole = element("p", difference_headline(found, _), class_="prose")
    nodes = [count, *([listed] if sentences else []), whole, _comparison(view, current, earlier)]
    show(part("roll-back.changes", *nodes))


def _first_seen(history: VersionHistory) -> int:
    """Return the version that was current when the reader opened this page: a newer one is to be seen first.

    A page that is opened has none of its widgets in the session yet.
    """
    if _CHOSEN not in st.session_state or _FIRST_SEEN not in st.session_state:
        st.session_state[_FIRST_SEEN] = history.current
    return int(st.session_state[_FIRST_SEEN])


def _roll_back(history: VersionHistory, newer: NewerVersion | None, token: str) -> None:
    """Publish the chosen version again, and store the result for the next run.

    A second press of the same button has the same token, so the store returns the result of the first. Nothing is
    published over a newer version that the reader has not ticked.
    """
    state = st.session_state
    number, who = chosen_option(_CHOSEN, [version.number for version in history.earlier], None), entered_name(_WHO)
    if number is None or not newer_version_seen(newer, key=_NEWER):
        return
    try:
        with PUBLISHING.under_way():
            published = published_store().roll_back(
                number,
                actor=current_actor(who),
                reason=state[_WHY],
                compared_with=history.current,
                token=f"{token}-{number}",
            )
        state[_RESULT], state[_FIRST_SEEN], state[_WHY] = published, published.version.number, ""
    except StoreError as fault:
        state[_RESULT] = fault


def _show_result(view: View) -> None:
    """Show the result of the last submit, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        is_conflict = result.code is StoreErrorCode.CONFLICT
        st.error(escape_markdown(conflict_text(result, _) if is_conflict else store_fault(result, _)))
    elif isinstance(result, Publication):
        version = result.version
        if result.unchanged:
            st.info(
                escape_markdown(_("Version {number} is current already, and holds the same.", number=version.number))
            )
            return
        text = _(
            "Version {earlier} is published again, as version {number}.",
            earlier=version.brings_back,
            number=version.number,
        )
        query = {code: values for code, values in view.query.items() if code != VERSION}
        link = element("a", _("See the new position"), href=href(HOME, query))
        show(part("roll-back.came", element("p", text, " ", link, class_="banner", role="status")))


def _latest_updates(found: Difference, _: Translator) -> Iterator[str]:
    """Yield from which month to which the latest update changes; nothing where it stays."""
    if found.start and found.end and found.start != found.end:
        start, end = format_round(found.start, _), format_round(found.end, _)
        yield _("The latest update is of {start} now, and of {end} then.", start=start, end=end) + " "


def _list(sentences: tuple[ChangeSentence, ...], link: Link) -> HtmlNode:
    items = (element("li", *_linked(each, link), f": {each.text}.") for each in sentences)
    return element("ul", *items, class_="lines")


def _table(sentences: tuple[ChangeSentence, ...], link: Link, _: Translator) -> HtmlNode:
    rows = (
        element("tr", element("th", *_linked(each, link), scope="row"), element("td", each.text)) for each in sentences
    )
    title = _("Every status that changes")
    table = table_region(title, map(heading, (_("Recommendation"), _("Status"))), rows)
    return element("details", element("summary", title), table)


def _linked(change: ChangeSentence, link: Link) -> list[HtmlNode]:
    url = link(change.item) if change.item is not None else None
    return [element("a", change.name, href=url) if url else change.name]


def _comparison(view: View, current: LoadedTracker, earlier: LoadedTracker) -> HtmlNode:
    """Return the link to the comparison of the two versions on this page."""
    if current.version is None or earlier.version is None:
        return ""
    numbers = {"from": str(current.version.number), "to": str(earlier.version.number)}
    text = view.translator("See each change in sentences, above")
    return element("p", element("a", text, href=href("versions", {**view.query, **numbers})))
