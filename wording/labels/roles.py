"""The names of roles, what each may do, and sentences about those that are granted."""

from collections.abc import Sequence

from model.actor import Role
from model.grant import Grant
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


def grants_sentence(grants: Sequence[Grant], _: Translator) -> str:
    """Return how many roles are granted."""
    if not grants:
        return _("No role is granted in the store.")
    return _.plural("{n} role is granted.", "{n} roles are granted.", len(grants))


def granted_sentence(grant: Grant, _: Translator) -> str:
    """Return that a role was granted, and what it is limited to."""
    role = role_word(grant.role, _)
    if grant.agencies is None:
        return _("{identity} has the role “{role}” from now on.", identity=grant.identity, role=role)
    return _(
        "{identity} has the role “{role}” from now on, for these agencies alone: {agencies}.",
        identity=grant.identity,
        role=role,
        agencies=", ".join(sorted(grant.agencies)),
    )


def revoked_sentence(identity: str, _: Translator) -> str:
    """Return that a role was taken away."""
    return _("{identity} has no role in the store from now on.", identity=identity)
