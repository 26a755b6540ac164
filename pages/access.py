"""Access: who has which role, which clients read the data feeds, and the audit trail."""

from components.access import show_audit, show_roles, show_tokens
from components.document.pieces import end_page, require_role, show_section_heading
from components.versions import version_history
from model.access import Role
from model.versions.version import StoreError
from wording.names import store_fault

view = require_role(Role.ADMINISTRATOR, of_everything=True)
_ = view.translator
version_history(view)

try:
    show_roles(view)
    show_tokens(view)
    show_section_heading(_("Audit trail"))
    show_audit(view)
except StoreError as fault:
    end_page(_("The roles cannot be shown."), store_fault(fault, _), key="access.fault")
