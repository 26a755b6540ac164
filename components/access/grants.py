"""The roles that are granted, as a table, and what each role may do."""

from components.elements.html import HtmlNode, element, show
from components.elements.table import heading, table_region
from components.session.view import View
from model.access import Access, AccessSettings
from model.actor import Role
from model.grant import Grant
from wording.catalogue import Translator
from wording.format.timestamps import format_timestamp
from wording.labels.roles import role_purpose, role_word


def show_grants(view: View, grants: tuple[Grant, ...]) -> None:
    """Show who has which role, limited to which agencies, granted by whom and when; and what a role may do."""
    _ = view.translator
    is_signing_in = AccessSettings.from_environment().access is Access.SIGN_IN
    counted = (
        _("Roles that the provider names count as well, and the highest of each person does.")
        if is_signing_in
        else _("Nobody signs in here yet: these roles count as soon as people do.")
    )
    purposes = [element("li", element("b", role_word(role, _)), ": ", role_purpose(role, _)) for role in Role]
    nodes: list[HtmlNode] = [element("p", counted, class_="prose")]
    if grants:
        columns = (_("Identity"), _("Role"), _("Agencies"), _("Granted"))
        rows = [_row(grant, _) for grant in grants]
        nodes.append(table_region(_("Who has a role"), map(heading, columns), rows))
    show([*nodes, element("ul", *purposes, class_="points")], key="access.grants")


def _row(grant: Grant, _: Translator) -> HtmlNode:
    agencies = _("all") if grant.agencies is None else ", ".join(sorted(grant.agencies))
    moment = format_timestamp(grant.at, _, short=True)
    return element(
        "tr",
        element("th", grant.identity, scope="row", class_="words"),
        element("td", role_word(grant.role, _)),
        element("td", agencies, class_="words"),
        element("td", _("{moment}, by {who}", moment=moment, who=grant.granted_by), class_="words"),
    )
