"""The banner of every page: an earlier version is shown, the version is unknown, or the store has an error."""

from components.elements.html import HtmlNode, element, part
from components.session.links import href
from components.session.view import VERSION, View
from wording.errors.store import fault_message
from wording.format.timestamps import format_timestamp


def version_banner_part(view: View) -> HtmlNode | None:
    """Return that an earlier version is shown, that the URL names none, or what is wrong in the store."""
    lines = [line for line in (_earlier_version(view), _unknown_version(view), _store_error(view)) if line]
    if not lines:
        return None
    label = view.translator("Which version this is")
    return part(
        "version-banner",
        element("section", *(element("p", *line) for line in lines), class_="banner", aria_label=label),
    )


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
    query = {code: values for code, values in view.page_query.items() if code != VERSION}
    return [text, " ", element("a", _("See the current version"), href=href(view.page, query))]


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
