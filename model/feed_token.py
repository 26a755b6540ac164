"""A token of the data feeds: whoever has it reads them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedToken:
    """A token on record, without the token itself, of which the store has a digest alone.

    Attributes:
        name: who has it, or what for.
        agencies: the agencies whose recommendations the feeds then have; None for all.
        made_by: the name of the administrator.
        at: when, in UTC.
    """

    name: str
    agencies: frozenset[str] | None
    made_by: str
    at: datetime
