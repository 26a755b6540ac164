"""The banner of every page: an earlier version is shown, the version is unknown, or the store has an error."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.elements.html import HtmlFragment, HtmlNode, element
from components.session import url_state
from components.session.links import href
from components.session.view import VERSION, View
from wording.catalogue import Translator
from wording.errors.store import fault_message
from wording.format.timestamps import format_timestamp


def show_version_banner(view: View) -> None:
    """Show that an earlier version is shown, that the version in the URL is unknown, or that the store has an error."""
    _ = view.translator
    lines = [line for line in (_earlier_version(view), _unknown_version(view), _store_error(view)) if line]
    if lines:
        paragraphs = [element("p", *line) for line in lines]
        label = _("Which version this is")
        box = element("section", *paragraphs, class_="banner", aria_label=label)
        HtmlFragment([box], key="version-banner").show()


def _earlier_version(view: View) -> list[HtmlNode]:
    version = view.loaded.version
    if version is None or view.current_number in (None, version.number) or not view.query.get(VERSION):
        return []
    _ = view.translator
    text = _(
        "This is version {number}, published on {moment}. It is not the current version.",
        number=version.number,
        moment=format_timestamp(version.published_at, _),
    )
    query = {code: st.query_params.get_all(code) for code in st.query_params if code != VERSION}
    return [text, " ", _current_link(query, _)]


def _current_link(query: Mapping[str, Sequence[str]], _: Translator) -> HtmlNode:
    return element("a", _("See the current version"), href=href(url_state.current_page(), query))


def _unknown_version(view: View) -> list[HtmlNode]:
    _ = view.translator
    if not view.unknown_version:
        return []
    if view.current_number is None:
        return [_("There are no versions to choose from here: the number of the link was left out.")]
    return [
        _(
            "There is no version {number}: this is the current one, version {current}.",
            number=view.unknown_version,
            current=view.current_number,
        )
    ]


def _store_error(view: View) -> list[HtmlNode]:
    """Return the error of the store, and what is shown instead."""
    if view.fault is None:
        return []
    _, version = view.translator, view.loaded.version
    if version is None:
        shown_instead = _("The bundled tracker is shown, for reading only.")
    else:
        shown_instead = _("Version {number} is shown, which was read before.", number=version.number)
    return [f"{fault_message(view.fault, _)} {shown_instead}"]
