"""Who has which role, as the answer of the page, with the forms that grant one and take one away."""

from components.access.grant_form import show_grant_form, show_result, show_revoke_form
from components.access.grants import show_grants
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.session.view import View
from components.text.page_header import show_answer, show_paragraphs, show_section_heading
from model.store_error import StoreError
from wording.errors.store import store_fault
from wording.labels.roles import grants_sentence


def show_roles(view: View) -> None:
    """Show the roles that are granted, and the forms that grant one and take one away."""
    _ = view.translator
    try:
        grants = published_store().grants(actor=current_actor())
    except StoreError as fault:
        show_answer(_("The roles cannot be shown."))
        show_paragraphs(store_fault(fault, _), key="access.fault")
        return
    show_answer(grants_sentence(grants, _))
    show_result(view)
    show_grants(view, grants)
    show_section_heading(_("Grant a role"))
    show_grant_form(view)
    if grants:
        show_section_heading(_("Take a role away"))
        show_revoke_form(view, grants)
