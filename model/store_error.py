"""The error of the store, with a code from which `wording` makes the sentence."""

from enum import StrEnum


class StoreErrorCode(StrEnum):
    """Why the store refused or failed."""

    CONFLICT = "conflict"
    """Another version was published in the meantime: details `current` (its number) and `who`."""
    UNREACHABLE = "unreachable"
    """The database cannot be reached."""
    NOT_WRITABLE = "not-writable"
    """The database can be read and not written."""
    FULL = "full"
    """There is no space left for the database."""
    NEWER_SCHEMA = "newer-schema"
    """A newer release of Cynnydd has migrated the database."""
    BAD_ADDRESS = "bad-address"
    """`CYNNYDD_DATABASE_URL` is not the URL of a supported database."""
    UNKNOWN_VERSION = "unknown-version"
    """No version has this number: details `version`, `latest`."""
    NO_REASON = "no-reason"
    NO_NAME = "no-name"
    TOKEN_USED = "token-used"  # noqa: S105 — no password
    """The token belongs to another file: details `version`."""
    NOT_EMPTY = "not-empty"
    """A backup is restored only into a database without versions: details `versions`."""
    NO_BACKUP = "no-backup"
    """The file is not a backup, or is not complete."""
    BACKUP_UNREADABLE = "backup-unreadable"
    """The file of a backup cannot be opened: details `file`, `reason`."""
    NOTHING_PUBLISHED = "nothing-published"
    """The store has no version yet."""
    ROUND_OPEN = "round-open"
    """Another round is open still: details `month`, such as `2026-10`."""
    NO_ROUND = "no-round"
    """No round is open."""
    CHANGED_SINCE = "changed-since"
    """Somebody else has changed the round, or published a version, since it was shown."""
    UNPUBLISHED = "unpublished"
    """Something of a round is not published: details, the number of each kind of `model.returns.draft`."""
    NO_REQUESTS = "no-requests"
    """A round would request nothing of anybody."""
    BAD_EMAIL = "bad-email"
    """A text is no e-mail address: details `address`."""
    DUE_BEFORE_START = "due-before-start"
    """A round would be due before the day on which it starts."""
    DRAFT_CONFLICT = "draft-conflict"
    """Somebody else has written the cell since: details `who`."""
    DRAFT_GONE = "draft-gone"
    """The cell was published or taken back since."""
    TOO_LONG = "too-long"
    """A text is longer than a cell of a workbook holds: details `longest`."""
    NOT_ALLOWED = "not-allowed"
    """The actor has a role too low, or none: details `role`, the one that may."""
    NOT_RECORDED = "not-recorded"
    """An export cannot be put on record: the database is read-only, or the actor had many files in the last hour."""
    LAST_ADMINISTRATOR = "last-administrator"
    """Nobody would be left who may grant roles."""
    NO_GRANT = "no-grant"
    """The identity has no role in the store: details `identity`."""
    BAD_FEED_TOKEN = "bad-feed-token"  # noqa: S105 — no password
    """Not a name for a token: blank, too long, or that of another; or no agency where some were to be named."""
    NO_FEED_TOKEN = "no-feed-token"  # noqa: S105 — no password
    """No token has this name: details `name`."""
    UNKNOWN_AGENCY = "unknown-agency"
    """The published tracker has no recommendation of the agency: details `agency`."""
    BAD_GRANT = "bad-grant"
    """Not an identity that a role can be granted to, or agencies for somebody who is no viewer."""


class StoreError(Exception):
    """An operation of the store failed, and nothing was changed.

    `wording.errors` makes the sentence from `code` and `details`; the text is for logs.
    """

    def __init__(self, code: StoreErrorCode, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else str(code))
        self.code = code
        self.details = details
