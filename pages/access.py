"""Access: who has which role, which clients read the data feeds, and the audit trail."""

import streamlit as st

from components.access import show_audit, show_roles, show_tokens
from components.document.pieces import require_everything, require_role, show_section_heading
from components.session.view import current_view
from components.versions import version_history
from model.access import Role

view = current_view()
_ = view.translator
require_everything(view)
require_role(Role.ADMINISTRATOR, _)
history = version_history(view)
if history is None:
    st.stop()

show_roles(view)
show_tokens(view)
show_section_heading(_("Audit trail"))
show_audit(view, history)
