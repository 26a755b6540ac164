"""Roles in sentences: how many there are, and what became of one."""

from collections.abc import Sequence

from model.grant import Grant
from wording.catalogue import Translator
from wording.labels.roles import role_word


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
