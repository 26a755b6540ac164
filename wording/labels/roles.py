"""The names of roles, and what each may do."""

from model.actor import Role
from wording.catalogue import Translator


def role_word(role: Role | str, _: Translator) -> str:
    """Return the name of a role; "" for none."""
    words: dict[str, str] = {
        Role.VIEWER: _("viewer"),
        Role.EDITOR: _("editor"),
        Role.ADMINISTRATOR: _("administrator"),
    }
    return words.get(role, "")


def role_purpose(role: Role, _: Translator) -> str:
    """Return what a role may do in one sentence."""
    return {
        Role.VIEWER: _("Reads what is published, and downloads papers."),
        Role.EDITOR: _("Uploads and rates, publishes and rolls back, and downloads original files."),
        Role.ADMINISTRATOR: _("Does all that an editor does, grants roles and reads the audit trail."),
    }[role]
