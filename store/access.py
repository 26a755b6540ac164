"""Who may do what: the connections of a store for an actor, roles, tokens of the data feeds, and ended sign-ins."""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe

import sqlalchemy as sa

from model.access import Actor, FeedToken, Grant, Role
from model.terms import LIST_SEPARATOR
from model.tracker.columns import RECOMMENDATIONS
from model.versions.version import Action, StoreError, StoreErrorCode
from store.audit import add_entry, entry_of
from store.database import read_connection, write_transaction
from store.tables import ENDED_SESSIONS, FEED_TOKENS, ROLES, storable, text_digest
from store.versions import current_number, table_rows

LONGEST_IDENTITY, LONGEST_NAME = 512, 128
# After that no cookie of a sign-in is valid, and its line goes.
_LONGEST = timedelta(days=40)


_Opened = AbstractContextManager[sa.Connection]
# The agencies that somebody is limited to; None for all.
_Agencies = Collection[str] | None


class StoreAccess:
    """What a store asks of whoever acts, and what is on record about it."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def require(self, actor: Actor, role: Role, *, attempt: str) -> None:
        """Raise StoreError(NOT_ALLOWED) where an actor may not do what a role may; the attempt is recorded.

        Every function that writes, or reads an original file or the audit trail, asks: a page that hides a button keeps
        nobody from sending its message. Where nothing can be recorded it is refused all the same.
        """
        if not actor.may(role):
            with suppress(StoreError):
                self.note_refused(attempt, actor=actor)
            raise StoreError(StoreErrorCode.NOT_ALLOWED, role=role.value)

    def note_refused(self, attempt: str, *, actor: Actor) -> None:
        """Record what somebody tried who may not, also where it was refused before the store; so many in an hour."""
        with write_transaction(self.engine) as connection:
            add_entry(connection, entry_of(actor, Action.NOT_ALLOWED, reason=attempt))

    def read_as(self, actor: Actor, role: Role = Role.EDITOR, *, attempt: str) -> _Opened:
        """Return a connection for reading to open, for an actor with a role."""
        self.require(actor, role, attempt=attempt)
        return read_connection(self.engine)

    def write_as(self, actor: Actor, role: Role = Role.EDITOR, *, attempt: str) -> _Opened:
        """Return a connection for writing in one transaction to open, for an actor with a role."""
        self.require(actor, role, attempt=attempt)
        return write_transaction(self.engine)

    @contextmanager
    def changing(self, actor: Actor, *, attempt: str) -> Iterator[sa.Connection]:
        """Open a connection that an editor with a name changes something with; others wait meanwhile.

        Raises StoreError(NO_NAME).
        """
        with self.write_as(actor, attempt=attempt) as connection:
            if not storable(actor.name).strip():
                raise StoreError(StoreErrorCode.NO_NAME)
            current_number(connection, lock=True)
            yield connection

    def grants(self, *, actor: Actor) -> tuple[Grant, ...]:
        """Return the roles that were granted, by identity, for an administrator."""
        with self.read_as(actor, Role.ADMINISTRATOR, attempt="roles") as connection:
            found = connection.execute(sa.select(ROLES).order_by(ROLES.c.identity)).mappings()
            return tuple(Grant(**row) for row in found)

    def grants_of(self, identities: Collection[str]) -> tuple[Grant, ...]:
        """Return the roles of one person by all identities that a sign-in names. One small query."""
        query = sa.select(ROLES).where(ROLES.c.identity.in_([_normal_identity(each) for each in identities]))
        with read_connection(self.engine) as connection:
            return tuple(Grant(**row) for row in connection.execute(query).mappings())

    def grant(self, identity: str, role: Role, *, agencies: _Agencies = None, actor: Actor) -> Grant:
        """Grant a role in place of an earlier one; a viewer may see the recommendations of some agencies alone.

        Raises StoreError: BAD_GRANT, UNKNOWN_AGENCY, LAST_ADMINISTRATOR.
        """
        key = _normal_identity(identity)
        with self.write_as(actor, Role.ADMINISTRATOR, attempt="grant") as connection:
            wrong_agencies = agencies is not None and (role is not Role.VIEWER or not agencies)
            if not key or len(key) > LONGEST_IDENTITY or wrong_agencies:
                raise StoreError(StoreErrorCode.BAD_GRANT)
            _refuse_unknown(connection, agencies)
            if role is not Role.ADMINISTRATOR:
                _refuse_last(connection, key)
            made = Grant(key, role, frozenset(agencies) if agencies else None, actor.name, datetime.now(UTC))
            if connection.execute(sa.update(ROLES).where(ROLES.c.identity == key).values(made._asdict())).rowcount == 0:
                connection.execute(sa.insert(ROLES), made._asdict())
            _note(connection, actor, Action.GRANT, f"{key}: {role.value}", made.agencies, identity=key, role=role.value)
        return made

    def revoke(self, identity: str, *, actor: Actor) -> None:
        """Revoke the role of an identity. Raises StoreError: NO_GRANT, LAST_ADMINISTRATOR."""
        key = _normal_identity(identity)
        with self.write_as(actor, Role.ADMINISTRATOR, attempt="revoke") as connection:
            _refuse_last(connection, key)
            if connection.execute(sa.delete(ROLES).where(ROLES.c.identity == key)).rowcount == 0:
                raise StoreError(StoreErrorCode.NO_GRANT, identity=key)
            add_entry(connection, entry_of(actor, Action.REVOKE, reason=key, details={"identity": key}))

    def feed_tokens(self, *, actor: Actor) -> tuple[FeedToken, ...]:
        """Return the tokens of the data feeds that are on record, for an administrator."""
        with self.read_as(actor, Role.ADMINISTRATOR, attempt="tokens") as connection:
            return tuple(token for _digest, token in _feed_tokens(connection))

    def has_feed_tokens(self) -> bool:
        """Return whether there is a token of the data feeds. One small query."""
        with read_connection(self.engine) as connection:
            return bool(_feed_tokens(connection))

    def feed_token_of(self, token: str) -> FeedToken | None:
        """Return what is on record about a token that a client sent; None where it is not known. One small query.

        Each digest is compared, and each in constant time: how long it takes says nothing about a token.
        """
        digest = text_digest(token)
        with read_connection(self.engine) as connection:
            matching = [known for of_known, known in _feed_tokens(connection) if compare_digest(of_known, digest)]
        return matching[0] if matching else None

    def add_feed_token(self, name: str, *, agencies: _Agencies = None, actor: Actor) -> tuple[FeedToken, str]:
        """Make a token of the data feeds, for all recommendations or those of some agencies; it is returned here alone.

        Its digest needs no salt, as it is random and not chosen. Raises StoreError: BAD_FEED_TOKEN, UNKNOWN_AGENCY.
        """
        name, token = storable(name).strip(), token_urlsafe(32)
        with self.write_as(actor, Role.ADMINISTRATOR, attempt="token-add") as connection:
            _refuse_unknown(connection, agencies)
            known = {each.name.casefold() for _digest, each in _feed_tokens(connection)}
            if not 0 < len(name) <= LONGEST_NAME or name.casefold() in known or (agencies is not None and not agencies):
                raise StoreError(StoreErrorCode.BAD_FEED_TOKEN)
            made = FeedToken(name, frozenset(agencies) if agencies else None, actor.name, datetime.now(UTC))
            connection.execute(sa.insert(FEED_TOKENS), {**made._asdict(), "digest": text_digest(token)})
            _note(connection, actor, Action.TOKEN_ADD, name, made.agencies, name=name)
        return made, token

    def revoke_feed_token(self, name: str, *, actor: Actor) -> None:
        """Revoke a token of the data feeds by its name: the next request with it is refused.

        Raises StoreError(NO_FEED_TOKEN).
        """
        name = storable(name).strip()
        with self.write_as(actor, Role.ADMINISTRATOR, attempt="token-revoke") as connection:
            if connection.execute(sa.delete(FEED_TOKENS).where(FEED_TOKENS.c.name == name)).rowcount == 0:
                raise StoreError(StoreErrorCode.NO_FEED_TOKEN, name=name)
            add_entry(connection, entry_of(actor, Action.TOKEN_REVOKE, reason=name, details={"name": name}))

    def end_sign_in(self, key: str) -> None:
        """End a sign-in before its time, by its digest; those that ended long ago are forgotten.

        It asks for no actor: whoever has the digest may leave.
        """
        now, column = datetime.now(UTC), ENDED_SESSIONS.c
        with write_transaction(self.engine) as connection:
            connection.execute(sa.delete(ENDED_SESSIONS).where((column.at < now - _LONGEST) | (column.session == key)))
            connection.execute(sa.insert(ENDED_SESSIONS), {"session": key, "at": now})

    def ended_sign_ins(self, keys: Collection[str]) -> frozenset[str]:
        """Return which of some sign-ins were ended. One small query."""
        query = sa.select(ENDED_SESSIONS.c.session).where(ENDED_SESSIONS.c.session.in_(keys))
        with read_connection(self.engine) as connection:
            return frozenset(connection.execute(query).scalars())


def _normal_identity(identity: str) -> str:
    """Return an identity as it is compared: an e-mail address in lower case, `issuer|subject` as it is."""
    text = storable(identity).strip()
    return text if "|" in text else text.lower()


def _note(
    connection: sa.Connection, actor: Actor, action: Action, what: str, agencies: _Agencies, **details: str
) -> None:
    """Add a line to the audit trail on what somebody may do from now on, with the agencies that it is limited to."""
    listed = ", ".join(sorted(agencies or ()))
    reason = f"{what} ({listed})" if listed else what
    add_entry(connection, entry_of(actor, action, reason=reason, details={**details, "agencies": listed}))


def _refuse_last(connection: sa.Connection, key: str) -> None:
    """Raise StoreError(LAST_ADMINISTRATOR) where only this identity is an administrator; others wait meanwhile."""
    query = sa.select(ROLES.c.identity).where(ROLES.c.role == Role.ADMINISTRATOR).with_for_update()
    if connection.execute(query).scalars().all() == [key]:
        raise StoreError(StoreErrorCode.LAST_ADMINISTRATOR)


def _refuse_unknown(connection: sa.Connection, agencies: _Agencies) -> None:
    """Raise StoreError(UNKNOWN_AGENCY) for one that the published tracker has not: by a slip somebody sees nothing."""
    listed = table_rows(connection, RECOMMENDATIONS, current_number(connection) or 0) if agencies else []
    cells = [str(row[field] or "") for row in listed for field in ("lead_agency", "supporting_agencies")]
    known = {name for cell in cells for name in cell.split(LIST_SEPARATOR) if name}
    for agency in sorted(set(agencies or ()) - known):
        raise StoreError(StoreErrorCode.UNKNOWN_AGENCY, agency=agency)


def _feed_tokens(connection: sa.Connection) -> list[tuple[str, FeedToken]]:
    """Return the digest and the record of each token, by name."""
    columns = FEED_TOKENS.c
    query = sa.select(columns.digest, columns.name, columns.agencies, columns.made_by, columns.at)
    return [(digest, FeedToken(*row)) for digest, *row in connection.execute(query.order_by(columns.name))]
