"""The part of the Versions page for administrators about who may do what."""

from components.access.grant_form import show_grant_form, show_result, show_revoke_form
from components.access.grants import show_grants
from components.identity.actor import current_actor
from components.session.published_version import published_store
from components.session.view import View
from components.text.page_header import show_paragraphs, show_section_heading
from model.store_error import StoreError
from wording.errors.store import store_fault


def show_access(view: View) -> None:
    """Show the roles that are granted, and the forms that grant one and take one away."""
    _ = view.translator
    show_section_heading(_("Who has a role"))
    show_result(view)
    try:
        grants = published_store().grants(actor=current_actor())
    except StoreError as fault:
        show_paragraphs(store_fault(fault, _), key="access.fault")
        return
    show_grants(view, grants)
    show_section_heading(_("Grant a role"))
    show_grant_form(view)
    if grants:
        show_section_heading(_("Take a role away"))
        show_revoke_form(view, grants)
