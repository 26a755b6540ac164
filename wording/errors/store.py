"""What the store could not do: what was found, and what to do about it."""

from collections.abc import Callable, Mapping

from model.store_error import Fault, StoreError
from wording.catalogue import Translator

Sentence = Callable[[Translator, Mapping[str, str]], str]

ADDRESSES = "sqlite:////srv/cynnydd/cynnydd.db, postgresql://cynnydd@127.0.0.1/cynnydd"
"""Addresses of databases, to follow."""

MESSAGES: Mapping[Fault, Sentence] = {
    Fault.CONFLICT: lambda _, v: (
        _("{who} has published version {current} since. Nothing was published now.", **v)
        if v["current"]
        else _("The version that was compared with is not there. Nothing was published.")
    ),
    Fault.UNREACHABLE: lambda _, v: _("The database cannot be reached."),
    Fault.NOT_WRITABLE: lambda _, v: _("The database can be read and not written, so nothing can be published."),
    Fault.FULL: lambda _, v: _("There is no room left where the database is kept. Nothing was published."),
    Fault.NEWER_SCHEMA: lambda _, v: _("A newer release of Cynnydd has written the database."),
    Fault.BAD_ADDRESS: lambda _, v: _("{setting} is not the address of a database that can be used.", **v),
    Fault.UNKNOWN_VERSION: lambda _, v: _("There is no version {version}.", **v),
    Fault.NO_REASON: lambda _, v: _("No reason was given. Nothing was published."),
    Fault.NO_NAME: lambda _, v: _("No name was given. Nothing was published."),
    Fault.TOKEN_USED: lambda _, v: _("With this token another file was published, as version {version}.", **v),
    Fault.NOT_EMPTY: lambda _, v: _.plural(
        "The database holds {n} version already. Nothing was restored.",
        "The database holds {n} versions already. Nothing was restored.",
        int(v["versions"]),
    ),
    Fault.NO_BACKUP: lambda _, v: _("The file is not a backup, or only a part of one. Nothing was restored."),
    Fault.NOTHING_PUBLISHED: lambda _, v: _("Nothing has been published yet."),
}

REMEDIES: Mapping[Fault, Sentence] = {
    Fault.CONFLICT: lambda _, v: (
        _("Compare with version {current}, and publish again.", **v)
        if v["current"]
        else _("Compare the workbook again, and publish again.")
    ),
    Fault.UNREACHABLE: lambda _, v: _(
        "Try again in a minute. If it stays so, whoever runs the dashboard should see whether the database is running "
        "and whether {setting} names it.",
        **v,
    ),
    Fault.NOT_WRITABLE: lambda _, v: _(
        "Whoever runs the dashboard has to let it write to the database; where that is a file, also to its folder."
    ),
    Fault.FULL: lambda _, v: _("Whoever runs the dashboard has to make room there. Then publish again."),
    Fault.NEWER_SCHEMA: lambda _, v: _("Start that release, or restore a backup that this one wrote."),
    Fault.BAD_ADDRESS: lambda _, v: _(
        "Set it to an address like these, or leave it out: {addresses}.", addresses=ADDRESSES
    ),
    Fault.UNKNOWN_VERSION: lambda _, v: (
        _("Give the number of one that there is; the latest is {latest}.", **v)
        if v["latest"]
        else _("No version has been published yet.")
    ),
    Fault.NO_REASON: lambda _, v: _("Say in a few words why, for those who look at the versions later."),
    Fault.NO_NAME: lambda _, v: _("Give your name: it is shown beside the version."),
    Fault.TOKEN_USED: lambda _, v: _("Give each file that is to be published a token of its own."),
    Fault.NOT_EMPTY: lambda _, v: _("Restore the backup into a database that holds none."),
    Fault.NO_BACKUP: lambda _, v: _("Take the file that the backup wrote, whole and unchanged."),
    Fault.NOTHING_PUBLISHED: lambda _, v: _("Publish a workbook first."),
}

_SETTING = "CYNNYDD_DATABASE_URL"
_LEFT_OUT = {"current": "", "who": "", "version": "", "latest": "", "versions": "0", "setting": _SETTING}
"""What a fault that was raised without a detail is told with."""


def store_fault(fault: StoreError, _: Translator) -> str:
    """Return both sentences of a fault: what was found, and what to do."""
    return f"{fault_message(fault, _)} {fault_remedy(fault, _)}"


def fault_message(fault: StoreError, _: Translator) -> str:
    """Return the sentence that says what was found."""
    return MESSAGES[fault.code](_, {**_LEFT_OUT, **fault.details})


def fault_remedy(fault: StoreError, _: Translator) -> str:
    """Return the sentence that says what to do."""
    return REMEDIES[fault.code](_, {**_LEFT_OUT, **fault.details})
