"""What the store cannot do: one exception family, with a code from which `wording` makes its sentence."""

from enum import StrEnum


class StoreErrorCode(StrEnum):
    """Why the store did not do what it was asked."""

    CONFLICT = "conflict"
    """Somebody published since: details `current` (the version now) and `who`."""
    UNREACHABLE = "unreachable"
    """The database cannot be reached."""
    NOT_WRITABLE = "not-writable"
    """It can be read and not written."""
    FULL = "full"
    """There is no room left where it is kept."""
    NEWER_SCHEMA = "newer-schema"
    """A newer Cynnydd has written it."""
    BAD_ADDRESS = "bad-address"
    """`CYNNYDD_DATABASE_URL` is no address of a database that is known."""
    UNKNOWN_VERSION = "unknown-version"
    """There is no such version: details `version`, `latest`."""
    NO_REASON = "no-reason"
    NO_NAME = "no-name"
    TOKEN_USED = "token-used"  # noqa: S105 — no password
    """The token belongs to another file: details `version`."""
    NOT_EMPTY = "not-empty"
    """A backup is restored only into a database without versions: details `versions`."""
    NO_BACKUP = "no-backup"
    """The file is no backup, or was cut short."""
    NOTHING_PUBLISHED = "nothing-published"
    """The store holds no version yet."""


class StoreError(Exception):
    """The store did not do what it was asked, and nothing was changed.

    `code` and `details` are what `wording.errors.store` makes its sentence from; the text is for logs.
    """

    def __init__(self, code: StoreErrorCode, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else str(code))
        self.code = code
        self.details = details
