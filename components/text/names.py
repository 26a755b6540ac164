"""The name of a role or an agency, in the reader's language."""

from components.session.view import View
from model.terms import NameKind


def role_or_agency(view: View, name: str) -> str:
    """Return the name of a role, or of an agency where the Names sheet has no such role."""
    role = view.names.full(NameKind.ROLE, name, view.translator)
    return role if role != name else view.names.full(NameKind.AGENCY, name, view.translator)
