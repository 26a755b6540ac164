"""Versions: who published what, when and why, how any two differ, and rolling back."""

from components import versions
from components.document.pieces import require_role, show_section_heading
from components.public_edition.choice import show_acceptance
from model.access import Role

view = require_role(of_everything=True)
_ = view.translator
history = versions.version_history(view)

versions.show_current_version(view, history)

show_section_heading(_("Who published what, when and why"))
versions.show_versions(view, history)
show_section_heading(_("What differs between two versions"))
versions.compare_versions(view, history)
show_section_heading(_("Files of a version"))
versions.show_files(view, history)
if view.may(Role.EDITOR):
    show_acceptance(view)
    show_section_heading(_("Bring an earlier version back"))
    versions.show_roll_back_form(view, history)
