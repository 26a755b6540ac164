"""What stands above every page: which version it is, that the scale has no order, and the language switch."""

from collections.abc import Mapping, Sequence

from components.elements.html import HtmlNode, element, part
from components.session.links import href
from components.session.view import VERSION, View
from model.language import Language
from wording.catalogue import Translator
from wording.errors.store import fault_message
from wording.format.timestamps import format_timestamp

OTHER = {Language.ENGLISH: (Language.WELSH, "Cymraeg"), Language.WELSH: (Language.ENGLISH, "English")}


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


def unordered_scale_warning_part(view: View) -> HtmlNode | None:
    """Show that the order of the statuses is not known, with a link to what to do; nothing for an ordered scale."""
    if view.scale.ordered:
        return None
    _ = view.translator
    text = _("The order of these statuses is not known, so nothing is said to have improved or worsened.")
    link = element("a", _("What to do"), href=href("data-checks", view.query))
    return part("order-unknown", element("p", text, " ", link, class_="flag"))


def language_switch(page: str, query: Mapping[str, Sequence[str]], _: Translator) -> HtmlNode:
    """Return the link. It keeps the page and all other query parameters."""
    language, name = OTHER[_.language]
    target = href(page, {**query, "lang": [language.value]})
    return element("a", name, href=target, lang=language.value, hreflang=language.value, id="language")


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
