"""The warning that the order of the statuses is not known."""

from components.elements.html import HtmlNode, element, part
from components.session.links import href
from components.session.view import View


def unordered_scale_warning_part(view: View) -> HtmlNode | None:
    """Show that the order of the statuses is not known, with a link to what to do; nothing for an ordered scale."""
    if view.scale.ordered:
        return None
    _ = view.translator
    text = _("The order of these statuses is not known, so nothing is said to have improved or worsened.")
    link = element("a", _("What to do"), href=href("data-checks", view.query))
    return part("order-unknown", element("p", text, " ", link, class_="flag"))
