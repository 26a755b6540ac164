"""The roles that were granted, as lines for a terminal."""

from collections.abc import Iterable, Iterator

from model.access import Grant
from wording.catalogue import Translator
from wording.format.dates import format_timestamp
from wording.labels.names import role_word


def grant_lines(grants: Iterable[Grant], _: Translator) -> Iterator[str]:
    """Yield a line for each role: whose it is, what it is limited to, and who granted it when."""
    listed = list(grants)
    if not listed:
        yield _("No role is granted in the store.")
    for grant in listed:
        moment = format_timestamp(grant.at, _)
        parts = (
            grant.identity,
            role_word(grant.role, _),
            agencies_clause(grant.agencies, _),
            _("granted on {moment} by {who}", moment=moment, who=grant.granted_by),
        )
        yield " · ".join(part for part in parts if part)


def agencies_clause(agencies: frozenset[str] | None, _: Translator) -> str:
    """Return which agencies' recommendations alone somebody sees; "" for all."""
    if agencies is None:
        return ""
    return _("sees {agencies} alone", agencies=", ".join(sorted(agencies)))
