"""Who acts: a name with a role, and how well it is known."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; each role may do what those before it may."""

    VIEWER = "viewer"
    """Reads what is published, and downloads papers."""
    EDITOR = "editor"
    """Uploads, rates, publishes and rolls back, and reads original files."""
    ADMINISTRATOR = "administrator"
    """Grants roles, reads the audit trail, backs up and restores."""


_RANKS = {role: rank for rank, role in enumerate(Role)}


def highest_role(*roles: Role | None) -> Role | None:
    """Return the role that may do most; None without one."""
    return max((role for role in roles if role is not None), key=_RANKS.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, as the store asks for and the audit trail records.

    Attributes:
        role: what the actor may do; None for somebody without a role, who may do nothing.
        verified: whether the name comes from a sign-in; otherwise somebody typed it.
        agencies: the agencies whose recommendations the actor sees; None for all.
        session: the session, as an identifier that opens nothing.
        address: the network address of the actor; words where there is none.
        identity: whom the sign-in names, as `issuer|subject`; "" without a sign-in.
    """

    name: str
    role: Role | None
    verified: bool = False
    agencies: frozenset[str] | None = None
    session: str = ""
    address: str = ""
    identity: str = ""

    def may(self, role: Role) -> bool:
        """Return whether the actor may do what a role may; whoever sees some agencies alone is a viewer."""
        if self.role is None or (self.agencies is not None and role is not Role.VIEWER):
            return False
        return _RANKS[self.role] >= _RANKS[role]


SYSTEM = Actor("Cynnydd", Role.EDITOR)
"""The program itself, which publishes the first version and reads what nobody asked for."""


def local_actor(name: str, *, session: str = "", address: str = "") -> Actor:
    """Return the person at this computer, who may do everything where nobody has to sign in."""
    return Actor(name, Role.ADMINISTRATOR, session=session, address=address)


def command_line_actor(name: str) -> Actor:
    """Return the person at the command line: whoever can open the database may do everything."""
    return Actor(name, Role.ADMINISTRATOR, address="command line")
