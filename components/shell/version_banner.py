"""The banner of every page: which version is seen where it is not the current one, and what is wrong with the store."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.elements.html import HtmlFragment, HtmlNode, element
from components.session import url_state
from components.session.links import href
from components.session.view import VERSION, View
from wording.catalogue import Translator
from wording.errors.store import fault_message
from wording.format.timestamps import format_moment


def show_version_banner(view: View) -> None:
    """Show that an earlier version is seen, that the link named none there is, or that the store cannot be asked."""
    _ = view.translator
    lines = [line for line in (_earlier(view), _no_such(view), _trouble(view)) if line]
    if lines:
        paragraphs = [element("p", *line) for line in lines]
        label = _("Which version this is")
        box = element("section", *paragraphs, class_="banner", aria_label=label)
        HtmlFragment([box], key="version-banner").show()


def _earlier(view: View) -> list[HtmlNode]:
    version = view.loaded.version
    if version is None or view.current in (None, version.number) or not view.query.get(VERSION):
        return []
    _ = view.translator
    said = _(
        "This is version {number}, published on {moment} by {who} (not verified). It is not the current version.",
        number=version.number,
        moment=format_moment(version.published_at, _),
        who=version.who,
    )
    query = {code: st.query_params.get_all(code) for code in st.query_params if code != VERSION}
    return [said, " ", _current_link(query, _)]


def _current_link(query: Mapping[str, Sequence[str]], _: Translator) -> HtmlNode:
    return element("a", _("See the current version"), href=href(url_state.here(), query))


def _no_such(view: View) -> list[HtmlNode]:
    _ = view.translator
    if not view.unknown_version:
        return []
    if view.current is None:
        return [_("There are no versions to choose from here: the number of the link was left out.")]
    return [
        _(
            "There is no version {number}: this is the current one, version {current}.",
            number=view.unknown_version,
            current=view.current,
        )
    ]


def _trouble(view: View) -> list[HtmlNode]:
    """Say what is wrong with the store, and what is on screen instead."""
    if view.fault is None:
        return []
    _, version = view.translator, view.loaded.version
    if version is None:
        kept = _("The bundled tracker is shown, for reading only.")
    else:
        kept = _("Version {number} is shown, which was read before.", number=version.number)
    return [f"{fault_message(view.fault, _)} {kept}"]
