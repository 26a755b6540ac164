"""Access: who has which role, which clients read the data feeds, and the audit trail."""

from components.access import show_audit, show_roles, show_tokens
from components.document.pieces import require_everything, require_role, show_section_heading
from components.versions import version_history
from model.access import Role

view = require_everything()
_ = view.translator
require_role(Role.ADMINISTRATOR)
version_history(view)

show_roles(view)
show_tokens(view)
show_section_heading(_("Audit trail"))
show_audit(view)
