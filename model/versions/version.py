"""A version: one published tracker, with its author, reason, file and audit trail; and the error of the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from model.tracker.reading import CodedError, Reading, Source

# The reason of the first version, the bundled tracker.
FIRST_REASON = "The bundled sample tracker."


class Mode(StrEnum):
    """How publishing a workbook changes the current tracker.

    Attributes:
        REPLACE: the workbook replaces the tracker.
        MERGE: the workbook's rows are added to the tracker; other rows stay.
    """

    REPLACE = "replace"
    MERGE = "merge"


class Action(StrEnum):
    """An action that the audit trail records.

    Attributes:
        CORRECTION: somebody corrected how the cells of an uploaded workbook are read.
        NOT_ALLOWED: somebody tried what their role may not do; the reason names it.
        ROUND_DUE: the due date of a round was moved.
        ADDRESS: somebody changed the e-mail address of an agency; the reason names the agency.
        RATING: somebody rated a recommendation for the office, which was published.
        DECISION: somebody decided on a closure for the office, which was published.
        EDIT: somebody changed a value of a recommendation or a review on the page Edit, which was published.
        TARGET: somebody accepted or refused a proposed target date for the office, which was published.
        WORDS: somebody edited what an agency wrote before it was published; the line has the agency's own words.
        PUBLIC: somebody accepted as public what looks like names of people in a version.
    """

    UPLOAD = "upload"
    REFUSAL = "refusal"
    CORRECTION = "correction"
    PUBLISH = "publish"
    ROLL_BACK = "roll-back"
    EXPORT = "export"
    NOT_ALLOWED = "refused"
    GRANT = "grant"
    REVOKE = "revoke"
    TOKEN_ADD = "token-add"  # noqa: S105 — no password
    TOKEN_REVOKE = "token-revoke"  # noqa: S105 — no password
    ROUND_START = "round-start"
    ROUND_CLOSE = "round-close"
    ROUND_DUE = "round-due"
    ROUND_REOPEN = "round-reopen"
    ADDRESS = "address"
    RETURN = "return"
    RATING = "rating"
    DECISION = "decision"
    EDIT = "edit"
    TARGET = "target"
    WORDS = "words"
    PUBLIC = "public"


# What somebody did to a recommendation for the office.
OF_RECOMMENDATION = (Action.RATING, Action.DECISION, Action.TARGET, Action.WORDS)


@dataclass(frozen=True, slots=True)
class Version:
    """One published tracker, which never changes.

    Attributes:
        published_at: when, in UTC.
        who: the name of the publisher.
        verified: whether the name comes from a sign-in; otherwise it was typed, and nobody has checked it.
        source: the name and SHA-256 of the original file, which is kept.
        recommendations: how many it has; `updates` likewise.
        digest: SHA-256 over every row and the scale, in order: two versions with one digest have the same content.
        compared_with: the version that was current when this one was published; None for the first.
        brings_back: the earlier version that was rolled back to, or None.
        mode: whether the workbook replaced the tracker or was merged into it.
    """

    number: int
    published_at: datetime
    who: str
    reason: str
    source: Source
    recommendations: int
    updates: int
    digest: str
    compared_with: int | None = None
    brings_back: int | None = None
    mode: Mode = Mode.REPLACE
    verified: bool = False

    @property
    def mark(self) -> str:
        """The number and the digest, by which a downloaded workbook says which version it is from."""
        return f"{self.number} {self.digest}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A workbook that can be published.

    Attributes:
        reading: its content; its rows will be published (merged already, where the mode is merge).
        original: the bytes of the file, which are stored unchanged.
        ratings: the lines of the audit trail on who rated and decided what it publishes, and when.
    """

    reading: Reading
    original: bytes
    mode: Mode = Mode.REPLACE
    ratings: "tuple[AuditEntry, ...]" = ()


class Publication(NamedTuple):
    """The result of publishing: the version with the published content, and whether it was the current one already."""

    version: Version
    unchanged: bool


class AuditEntry(NamedTuple):
    """One line of the audit trail, which only grows.

    Attributes:
        at: when, in UTC: a rating or a decision was made before its version was published.
        version: the version that was published, exported or rolled back to; None for an upload or a refusal.
        reason: the reason of the person, the codes of a refusal, or what somebody tried who may not.
        details: other values by name, such as the file's name and SHA-256.
        verified: whether the name comes from a sign-in.
        role: the role of the person at the time; "" for none, and in lines from before there were roles.
        session: the session, as an identifier that opens nothing.
        address: the network address of the person; words where there is none.
    """

    at: datetime
    who: str
    action: Action
    version: int | None
    reason: str
    details: Mapping[str, str]
    verified: bool = False
    role: str = ""
    session: str = ""
    address: str = ""


class AuditFilter(NamedTuple):
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


class StoreError(CodedError):
    """An operation of the store failed, and nothing was changed."""

    code: StoreErrorCode
