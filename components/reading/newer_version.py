"""What other people published meanwhile, in sentences, with a checkbox before it may be published over."""

import streamlit as st

from components.document.pieces import show
from components.elements.html import HtmlNode, element, escape_markdown, part
from components.reading.difference import difference_part, recommendation_link
from components.reading.difference_table import comparison_link
from components.session.upload_state import NewerVersion
from components.session.view import VERSION, View
from model.store_error import StoreError
from wording.answers.versions import version_line
from wording.catalogue import Translator
from wording.errors.store import fault_message


def show_newer_version(view: View, newer: NewerVersion | None, *, key: str) -> None:
    """Show who published what since, when and why, what it changed, and the checkbox; nothing without a newer version.

    Where it changed nothing, nobody's work can be lost, so that there is no checkbox.
    """
    if newer is None:
        return
    _, number = view.translator, newer.number
    lines = [element("li", version_line(version, _)) for version in newer.versions]
    nodes: list[HtmlNode] = [element("h3", _("Published meanwhile")), element("ul", *lines, class_="lines")]
    show(part(f"{key}.who", *nodes))
    query = {code: values for code, values in view.query.items() if code != VERSION}
    link = recommendation_link((newer.after.tracker, query), (newer.before.tracker, query))
    seen, current = newer.before, newer.after
    changed = difference_part(
        newer.difference,
        seen.tracker,
        current.tracker,
        link=link,
        all_changes=comparison_link(view, seen.version.number if seen.version else None, number),
        _=_,
        key=f"{key}.changed",
    )
    show(changed)
    if not newer.difference.is_empty:
        label = _("I have seen what version {number} changed; publish over it", number=number or "")
        st.checkbox(escape_markdown(label), key=_checkbox_key(newer, key))


def conflict_text(conflict: StoreError, _: Translator) -> str:
    """Return that nothing was published because another person was faster, and that their change is shown."""
    return f"{fault_message(conflict, _)} {_('What it changed is shown below. Look at it before you publish.')}"


def newer_version_seen(newer: NewerVersion | None, *, key: str) -> bool:
    """Whether what others published may be published over: it changed nothing, or the reader has ticked it."""
    return newer is None or newer.difference.is_empty or bool(st.session_state.get(_checkbox_key(newer, key)))


def _checkbox_key(newer: NewerVersion, key: str) -> str:
    """Return the key of the checkbox, which counts for one version: a newer one has to be ticked again."""
    return f"{key}.{newer.number}"
