"""Serialise versions and the audit trail as JSON objects, with keys that scripts rely on."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from model.feed_token import FeedToken
from model.grant import Grant
from model.returns.round import Recipient, RequestedUpdate, Round
from model.versions.version import AuditEntry, Version

if TYPE_CHECKING:
    from analysis.returns import ProgressRow

Object = dict[str, object]


def version_object(version: Version, *, current: int | None) -> Object:
    """Return a version as an object with stable keys; `published_at` is in UTC, with its offset."""
    return {
        "version": version.number,
        "published_at": version.published_at.isoformat(),
        "who": version.who,
        "verified": version.verified,
        "reason": version.reason,
        "source": version.source.name,
        "sha256": version.source.sha256,
        "recommendations": version.recommendations,
        "updates": version.updates,
        "current": version.number == current,
    }


def version_detail_object(version: Version, *, current: int | None) -> Object:
    """Return a version as an object with all its details."""
    return {
        **version_object(version, current=current),
        "digest": version.digest,
        "compared_with": version.compared_with,
        "brings_back": version.brings_back,
        "mode": version.mode.value,
    }


def audit_object(entry: AuditEntry) -> Object:
    """Return a line of the audit trail as an object with stable keys."""
    return {
        "at": entry.at.isoformat(),
        "who": entry.who,
        "action": entry.action.value,
        "version": entry.version,
        "reason": entry.reason,
        "details": dict(entry.details),
        "verified": entry.verified,
        "role": entry.role,
        "session": entry.session,
        "address": entry.address,
    }


def grant_object(grant: Grant) -> Object:
    """Return a granted role as an object with stable keys; `agencies` is null for all."""
    return {
        "identity": grant.identity,
        "role": grant.role.value,
        "agencies": None if grant.agencies is None else sorted(grant.agencies),
        "granted_by": grant.granted_by,
        "at": grant.at.isoformat(),
    }


def feed_token_object(token: FeedToken) -> Object:
    """Return what is on record about a token of the feeds as an object with stable keys; `agencies` is null for all."""
    return {
        "name": token.name,
        "agencies": None if token.agencies is None else sorted(token.agencies),
        "made_by": token.made_by,
        "at": token.at.isoformat(),
    }


def round_object(of_round: Round, requests: Sequence[RequestedUpdate], progress: "Iterable[ProgressRow]") -> Object:
    """Return a round as an object: what it requests of whom, with the refs of each return and how far it has come."""
    return {
        "round": f"{of_round.month:%Y-%m}",
        "due": of_round.due.isoformat(),
        "scope": of_round.scope.value,
        "version": of_round.version,
        "format": None if of_round.returns_format is None else of_round.returns_format.value,
        "open": of_round.is_open,
        "started_by": of_round.started_by,
        "verified": of_round.verified,
        "returns": [
            {
                "agency": row.agency,
                "role": row.role,
                "language": of_round.language_of(Recipient(row.agency, row.role)).value,
                "requested": [
                    {"review": each.review, "ref": each.ref}
                    for each in requests
                    if each.recipient == Recipient(row.agency, row.role)
                ],
                "answered": int(row.answered),
                "progress": row.progress,
                "overdue": bool(row.overdue),
            }
            for row in progress
        ],
        "nobody": [{"review": each.review, "ref": each.ref} for each in requests if not each.recipient.name],
    }
