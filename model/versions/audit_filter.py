"""Which lines of the audit trail somebody looks at, and what there is to choose from."""

from dataclasses import dataclass
from datetime import datetime

from model.versions.version import Action


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """A filter of the audit trail; an empty one has every line.

    Attributes:
        people: the names of those who did something.
        since: the first moment.
        until: the moment after the last.
    """

    actions: tuple[Action, ...] = ()
    people: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditChoices:
    """What the audit trail has.

    Attributes:
        people: each name, in alphabetical order.
        hours: the beginning of each hour in which something was done, newest first.
    """

    people: tuple[str, ...]
    hours: tuple[datetime, ...]
