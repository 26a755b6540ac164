"""The messages and remedies of the store's errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from model.returns.unpublished import WrittenKind
from model.store_error import StoreError, StoreErrorCode
from wording.catalogue import Sentence, Translator
from wording.format.dates import format_round
from wording.format.names import marked_name
from wording.labels.roles import role_word
from wording.labels.unpublished import unpublished_sentence

EXAMPLE_ADDRESSES = "sqlite:////srv/cynnydd/cynnydd.db, postgresql://cynnydd@127.0.0.1/cynnydd"
"""Examples of database addresses, for a remedy."""

_SETTING = "CYNNYDD_DATABASE_URL"
_NAMES = ("current", "who", "verified", "version", "latest", "role", "identity", "longest", "name")
_DEFAULTS = {**dict.fromkeys(_NAMES, ""), "versions": "0", "month": "", "setting": _SETTING}
"""The values of details that an error was raised without."""


@dataclass(frozen=True, slots=True)
class StoreErrorText:
    """The message and the remedy of a fault of the store."""

    message: Sentence
    remedy: Sentence


TEXTS: Mapping[StoreErrorCode, StoreErrorText] = {
    StoreErrorCode.CONFLICT: StoreErrorText(
        message=lambda _, v: (
            _("{who} has published version {current} since. Nothing was published now.", **_marked(v, _))
            if v["current"]
            else _("The version that was compared with is not there. Nothing was published.")
        ),
        remedy=lambda _, v: (
            _("Compare with version {current}, and publish again.", **v)
            if v["current"]
            else _("Compare the workbook again, and publish again.")
        ),
    ),
    StoreErrorCode.UNREACHABLE: StoreErrorText(
        message=lambda _, v: _("The database cannot be reached."),
        remedy=lambda _, v: _(
            "Try again in a minute. If it stays so, whoever runs the dashboard should see whether the database is "
            "running and whether {setting} names it.",
            **v,
        ),
    ),
    StoreErrorCode.NOT_WRITABLE: StoreErrorText(
        message=lambda _, v: _("The database can be read and not written, so nothing can be published."),
        remedy=lambda _, v: _(
            "Whoever runs the dashboard has to let it write to the database; where that is a file, also to its folder."
        ),
    ),
    StoreErrorCode.FULL: StoreErrorText(
        message=lambda _, v: _("There is no room left where the database is kept. Nothing was published."),
        remedy=lambda _, v: _("Whoever runs the dashboard has to make room there. Then publish again."),
    ),
    StoreErrorCode.NEWER_SCHEMA: StoreErrorText(
        message=lambda _, v: _("Another release of Cynnydd has written the database."),
        remedy=lambda _, v: _("Start that release, or restore a backup that this one wrote."),
    ),
    StoreErrorCode.BAD_ADDRESS: StoreErrorText(
        message=lambda _, v: _("{setting} is not the address of a database that can be used.", **v),
        remedy=lambda _, v: _(
            "Set it to an address like these, or leave it out: {addresses}.", addresses=EXAMPLE_ADDRESSES
        ),
    ),
    StoreErrorCode.UNKNOWN_VERSION: StoreErrorText(
        message=lambda _, v: _("There is no version {version}.", **v),
        remedy=lambda _, v: (
            _("Give the number of one that there is; the latest is {latest}.", **v)
            if v["latest"]
            else _("No version has been published yet.")
        ),
    ),
    StoreErrorCode.NO_REASON: StoreErrorText(
        message=lambda _, v: _("No reason was given. Nothing was published."),
        remedy=lambda _, v: _("Say in a few words why, for those who look at the versions later."),
    ),
    StoreErrorCode.NO_NAME: StoreErrorText(
        message=lambda _, v: _("No name was given. Nothing was published."),
        remedy=lambda _, v: _("Give your name: it is shown beside the version."),
    ),
    StoreErrorCode.TOKEN_USED: StoreErrorText(
        message=lambda _, v: _("With this token another file was published, as version {version}.", **v),
        remedy=lambda _, v: _("Give each file that is to be published a token of its own."),
    ),
    StoreErrorCode.NOT_EMPTY: StoreErrorText(
        message=lambda _, v: _.plural(
            "The database holds {n} version already. Nothing was restored.",
            "The database holds {n} versions already. Nothing was restored.",
            int(v["versions"]),
        ),
        remedy=lambda _, v: _("Restore the backup into a database that holds none."),
    ),
    StoreErrorCode.NO_BACKUP: StoreErrorText(
        message=lambda _, v: _("The file is not a backup, or only a part of one. Nothing was restored."),
        remedy=lambda _, v: _("Take the file that the backup wrote, whole and unchanged."),
    ),
    StoreErrorCode.ROUND_OPEN: StoreErrorText(
        message=lambda _, v: _(
            "The round of {month} is open. No other was started or opened again.", month=_month(v["month"], _)
        ),
        remedy=lambda _, v: _("Close it first: its returns stay on record."),
    ),
    StoreErrorCode.NO_ROUND: StoreErrorText(
        message=lambda _, v: _("No round is open."),
        remedy=lambda _, v: _("Start a round first, or open the last one again."),
    ),
    StoreErrorCode.UNPUBLISHED: StoreErrorText(
        message=lambda _, v: unpublished_sentence({kind: int(v[kind]) for kind in WrittenKind if kind in v}, _),
        remedy=lambda _, v: _("Publish the round, or accept first that this stays unpublished."),
    ),
    StoreErrorCode.NO_REQUESTS: StoreErrorText(
        message=lambda _, v: _("Nobody would be asked for an update. No round was started."),
        remedy=lambda _, v: _("Choose more, or give the recommendations a lead agency in the tracker."),
    ),
    StoreErrorCode.DUE_BEFORE_START: StoreErrorText(
        message=lambda _, v: _("The returns would be due before today. No round was started."),
        remedy=lambda _, v: _("Choose a later day."),
    ),
    StoreErrorCode.DRAFT_CONFLICT: StoreErrorText(
        message=lambda _, v: _("{who} has written this cell since. Nothing of theirs was replaced.", **_marked(v, _)),
        remedy=lambda _, v: _("Read what they wrote, and write yours again where it shall count."),
    ),
    StoreErrorCode.TOO_LONG: StoreErrorText(
        message=lambda _, v: _("The text is longer than {longest} characters, which no cell of a workbook holds.", **v),
        remedy=lambda _, v: _("Shorten it."),
    ),
    StoreErrorCode.NOTHING_PUBLISHED: StoreErrorText(
        message=lambda _, v: _("Nothing has been published yet."),
        remedy=lambda _, v: _("Publish a workbook first."),
    ),
    StoreErrorCode.NOT_ALLOWED: StoreErrorText(
        message=lambda _, v: _("You may not do this: it needs the role “{role}”.", role=role_word(v["role"], _)),
        remedy=lambda _, v: _("An administrator of the dashboard can grant it."),
    ),
    StoreErrorCode.LAST_ADMINISTRATOR: StoreErrorText(
        message=lambda _, v: _("This is the last administrator in the store, and the role stays."),
        remedy=lambda _, v: _("Grant the role to somebody else first."),
    ),
    StoreErrorCode.NO_GRANT: StoreErrorText(
        message=lambda _, v: _("{identity} has no role in the store.", **v),
        remedy=lambda _, v: _("Take an identity from the list of roles, exactly as it is written there."),
    ),
    StoreErrorCode.BAD_FEED_TOKEN: StoreErrorText(
        message=lambda _, v: _("This token cannot be made. Nothing was changed."),
        remedy=lambda _, v: _(
            "Give it a name of 128 characters at most that no other token has. Where it is limited to agencies, name "
            "one."
        ),
    ),
    StoreErrorCode.NO_FEED_TOKEN: StoreErrorText(
        message=lambda _, v: _("No token has the name “{name}”.", **v),
        remedy=lambda _, v: _("Take a name from the list of tokens, exactly as it is written there."),
    ),
    StoreErrorCode.BAD_GRANT: StoreErrorText(
        message=lambda _, v: _("This role cannot be granted. Nothing was changed."),
        remedy=lambda _, v: _(
            "Name an e-mail address, or the issuer and the subject with | between them. Only a viewer can be limited "
            "to agencies."
        ),
    ),
}


def _marked(details: Mapping[str, str], _: Translator) -> dict[str, str]:
    """Return the details of an error with the name in them marked, where nobody has checked it."""
    return {**details, "who": marked_name(details["who"], _, verified=bool(details["verified"]))}


def _month(month: str, _: Translator) -> str:
    return format_round(date.fromisoformat(f"{month}-01"), _) if month else ""


def store_fault(fault: StoreError, _: Translator) -> str:
    """Return the message and the remedy of a store error."""
    return f"{fault_message(fault, _)} {fault_remedy(fault, _)}"


def fault_message(fault: StoreError, _: Translator) -> str:
    """Return the message of a store error: what happened."""
    return TEXTS[fault.code].message(_, {**_DEFAULTS, **fault.details})


def fault_remedy(fault: StoreError, _: Translator) -> str:
    """Return the remedy of a store error: what to do."""
    return TEXTS[fault.code].remedy(_, {**_DEFAULTS, **fault.details})
