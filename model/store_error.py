"""The error of the store, with a code from which `wording` makes the sentence."""

from enum import StrEnum


class StoreErrorCode(StrEnum):
    """Why the store refused or failed.

    Attributes:
        CONFLICT: another version was published in the meantime: details `current` (its number) and `who`.
        UNREACHABLE: the database cannot be reached.
        NOT_WRITABLE: the database can be read and not written.
        FULL: there is no space left for the database.
        NEWER_SCHEMA: a newer release of Cynnydd has migrated the database.
        BAD_ADDRESS: `CYNNYDD_DATABASE_URL` is not the URL of a supported database.
        UNKNOWN_VERSION: no version has this number: details `version`, `latest`.
        TOKEN_USED: the token belongs to another file: details `version`.
        NOT_EMPTY: a backup is restored only into a database without versions: details `versions`.
        NO_BACKUP: the file is not a backup, or is not complete.
        BACKUP_UNREADABLE: the file of a backup cannot be opened: details `file`, `reason`.
        NOTHING_PUBLISHED: the store has no version yet.
        ROUND_OPEN: another round is open still: details `month`, such as `2026-10`.
        NO_ROUND: no round is open.
        CHANGED_SINCE: somebody else has changed the round, or published a version, since it was shown.
        UNPUBLISHED: something of a round is not published: details, the number of each kind of `model.returns.draft`.
        NO_REQUESTS: a round would request nothing of anybody.
        BAD_EMAIL: a text is no e-mail address: details `address`.
        DUE_BEFORE_START: a round would be due before the day on which it starts.
        DRAFT_CONFLICT: somebody else has written the cell since: details `who`.
        DRAFT_GONE: the cell was published or taken back since.
        TOO_LONG: a text is longer than a cell of a workbook holds: details `longest`.
        NOT_ALLOWED: the actor has a role too low, or none: details `role`, the one that may.
        NOT_RECORDED: an export cannot be put on record: the database is read-only, or the actor had many files in the
            last hour.
        LAST_ADMINISTRATOR: nobody would be left who may grant roles.
        NO_GRANT: the identity has no role in the store: details `identity`.
        BAD_FEED_TOKEN: not a name for a token: blank, too long, or that of another; or no agency where some were to be
            named.
        NO_FEED_TOKEN: no token has this name: details `name`.
        UNKNOWN_AGENCY: the published tracker has no recommendation of the agency: details `agency`.
        BAD_GRANT: not an identity that a role can be granted to, or agencies for somebody who is no viewer.
    """

    CONFLICT = "conflict"
    UNREACHABLE = "unreachable"
    NOT_WRITABLE = "not-writable"
    FULL = "full"
    NEWER_SCHEMA = "newer-schema"
    BAD_ADDRESS = "bad-address"
    UNKNOWN_VERSION = "unknown-version"
    NO_REASON = "no-reason"
    NO_NAME = "no-name"
    TOKEN_USED = "token-used"  # noqa: S105 — no password
    NOT_EMPTY = "not-empty"
    NO_BACKUP = "no-backup"
    BACKUP_UNREADABLE = "backup-unreadable"
    NOTHING_PUBLISHED = "nothing-published"
    ROUND_OPEN = "round-open"
    NO_ROUND = "no-round"
    CHANGED_SINCE = "changed-since"
    UNPUBLISHED = "unpublished"
    NO_REQUESTS = "no-requests"
    BAD_EMAIL = "bad-email"
    DUE_BEFORE_START = "due-before-start"
    DRAFT_CONFLICT = "draft-conflict"
    DRAFT_GONE = "draft-gone"
    TOO_LONG = "too-long"
    NOT_ALLOWED = "not-allowed"
    NOT_RECORDED = "not-recorded"
    LAST_ADMINISTRATOR = "last-administrator"
    NO_GRANT = "no-grant"
    BAD_FEED_TOKEN = "bad-feed-token"  # noqa: S105 — no password
    NO_FEED_TOKEN = "no-feed-token"  # noqa: S105 — no password
    UNKNOWN_AGENCY = "unknown-agency"
    BAD_GRANT = "bad-grant"


class StoreError(Exception):
    """An operation of the store failed, and nothing was changed.

    `wording.errors` makes the sentence from `code` and `details`; the text is for logs.
    """

    def __init__(self, code: StoreErrorCode, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else str(code))
        self.code = code
        self.details = details
