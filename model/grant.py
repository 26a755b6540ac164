"""A role that an administrator granted."""

from dataclasses import dataclass
from datetime import datetime

from model.actor import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A role of one identity in the store.

    Attributes:
        identity: `issuer|subject`, or an e-mail address in lower case that the sign-in has to say is verified.
        agencies: the agencies whose recommendations a viewer sees; None for all.
        granted_by: the name of the administrator.
        at: when, in UTC.
    """

    identity: str
    role: Role
    agencies: frozenset[str] | None
    granted_by: str
    at: datetime
