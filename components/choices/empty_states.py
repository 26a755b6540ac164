"""What a page shows instead of its content: an error of the tracker or the store, or that nothing matches."""

from components.choices.filter_bar import filter_bar_parts
from components.document.document import FORBIDDEN, NOT_FOUND, UNAVAILABLE, Document
from components.elements.html import answer, element, paragraphs_part, part
from components.session.links import HOME, SIGN_IN, href
from components.session.view import View
from model.issues.issue import WorkbookError
from model.store_error import StoreError
from wording.catalogue import Translator
from wording.errors.store import fault_message, fault_remedy
from wording.issues import message, remedy


def no_page(_: Translator) -> Document:
    """Return that there is no page at an address, with the way to the first one."""
    link = element("a", _("Overview"), href=href(HOME, {"lang": _.language.value}))
    text = _("The address may be mistyped or old.")
    return Document(
        [answer(_("There is no such page")), paragraphs_part([text, " ", link], key="no-page")], status=NOT_FOUND
    )


def no_role(_: Translator) -> Document:
    """Return what whoever has no role is shown."""
    text = _("You are not signed in, your sign-in is over, or your role was taken away. Nothing was changed.")
    link = element("a", _("Sign in again"), href=SIGN_IN, leaves="")
    return Document(
        [answer(_("You have no role here")), paragraphs_part(text, [link], key="entrance")], status=FORBIDDEN
    )


def tracker_error(error: WorkbookError, _: Translator) -> Document:
    """Return why the tracker cannot be shown and what to do."""
    return _unavailable(message(error, _), remedy(error, _), _)


def store_error(fault: StoreError, _: Translator) -> Document:
    """Return why the published tracker cannot be read and what to do."""
    return _unavailable(fault_message(fault, _), fault_remedy(fault, _), _)


def no_match(view: View) -> Document:
    """Return that no recommendation matches the filter, and how to widen it."""
    _ = view.translator
    if view.tracker.recommendations.empty:
        link = element("a", _("See what was read"), href=href("data-checks", view.query))
        text = _("Add them to its Recommendations sheet, one row each.")
        return Document(
            [answer(_("This workbook has no recommendations.")), part("empty", element("p", text, " ", link))]
        )
    text = _("Choose less in the filter, or press Reset to see every recommendation.")
    return Document(
        [
            answer(_("No recommendation matches what is chosen.")),
            *filter_bar_parts(view),
            part("empty", element("p", text, class_="banner", role="status")),
        ]
    )


def _unavailable(text: str, cure: str, _: Translator) -> Document:
    nodes = element("p", text, class_="error", role="alert"), element("p", cure)
    return Document([answer(_("The tracker cannot be shown.")), part("error", *nodes)], status=UNAVAILABLE)
