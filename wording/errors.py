"""The messages and remedies of errors: of the store, files, mappings, options, papers and returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model.returns.received import ReturnError, ReturnFault
from model.returns.unpublished import WrittenKind
from model.store_error import StoreError, StoreErrorCode
from model.versions.merge_refusal import MergeRefusal
from wording.catalogue import Sentence, Translator
from wording.format.dates import format_round
from wording.format.names import format_location, marked_name
from wording.labels.names import role_word, unpublished_sentence

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


def answer_fault(code: str, value: str, _: Translator) -> str:
    """Return the message of an invalid answer, and what to give instead."""
    if code == "as-at":
        return _("“{given}” is not a month. Give the year and the month, such as 2024-06.", given=value)
    if code == "scale-missing":
        return _("The order leaves out: {given}. Give each status one place.", given=value)
    return _("“{given}” stands at two places of the order. Give each status one place.", given=value)


def mapping_fault(file: str, code: str, location: str, found: str, _: Translator) -> str:
    """Return the message of a mapping file that cannot be used: what is wrong, where, and what to give instead."""
    if code == "unreadable":
        return _("The mapping {file} cannot be opened: {reason}.", file=file, reason=found)
    if code == "too-large":
        return _("The mapping {file} is larger than a mapping can be.", file=file)
    if code == "not-json":
        return _("The mapping {file} is not JSON: {reason}.", file=file, reason=found or "UTF-8")
    problems = {
        "format": _("the format {found} is not known; this version reads format 1", found=found),
        "object": _("{found} is not an object in curly brackets", found=found),
        "list": _("{found} is not a list in square brackets", found=found),
        "entry-unknown": _("there is no such entry; the entries are: {found}", found=found),
        "entry-missing": _("this entry is missing"),
        "sheet-repeated": _("the sheet {found} is named twice", found=found),
        "text": _("{found} is not a text in quotation marks", found=found),
        "true-false": _("{found} is neither true nor false", found=found),
        "row": _("{found} is not the number of a row", found=found),
        "range": _("{found} is not the range of a table, such as “A3:F20”", found=found),
        "column": _("{found} is not the letters of a column, such as “B”", found=found),
        "field": _(
            "{found} is not a field; give a field such as “status”, “” for a column that is not read, or null where "
            "the reader decides",
            found=found,
        ),
    }
    where = location or _("the whole file")
    return _("The mapping {file} is wrong at {where}: {problem}.", file=file, where=where, problem=problems[code])


def unused_mapping(_: Translator) -> str:
    """Return the message on `--mapping` or `--save-mapping` for a paper, which has no sheets."""
    return _("--mapping and --save-mapping are for workbooks: a published report has no sheets.")


def mapping_written(name: str, _: Translator) -> str:
    """Return the message after the mapping was written."""
    return _("The mapping is written to {file}. Change the fields in it, and give it with --mapping.", file=name)


def merge_refusal_message(reason: MergeRefusal, _: Translator) -> str:
    """Return the reason why a workbook can only replace the published tracker."""
    return {
        MergeRefusal.NO_UPDATES: _("It cannot be merged, because it brings no update."),
        MergeRefusal.UNKNOWN_REF: _(
            "It cannot be merged, because it speaks of a recommendation that is not published yet."
        ),
        MergeRefusal.OLDER_ROUND: _(
            "It cannot be merged, because not all its updates are of the latest published round or a later one."
        ),
        MergeRefusal.OTHER_SCALE: _("It cannot be merged, because its statuses are of another scale."),
    }[reason]


def logo_fault(code: str, file: str, _: Translator) -> str:
    """Return the message on a logo that cannot be used: the file, what is wrong with it, and what to do."""
    if code == "missing":
        return _("The office's logo, {file}, cannot be read. Correct the path in CYNNYDD_OFFICE_LOGO.", file=file)
    if code == "too-large":
        return _(
            "The office's logo, {file}, is larger than 2 MB. Name a smaller file in CYNNYDD_OFFICE_LOGO.", file=file
        )
    if code == "format":
        return _(
            "The office's logo, {file}, is neither PNG nor SVG. Name such a file in CYNNYDD_OFFICE_LOGO.", file=file
        )
    return _("The office's logo, {file}, is damaged. Name a sound PNG or SVG in CYNNYDD_OFFICE_LOGO.", file=file)


def option_fault(code: str, value: str, _: Translator) -> str:
    """Return the message of an invalid option, and what to give instead."""
    if code == "as-at":
        return _("“{given}” is not a month. Give --as-at the year and the month, such as 2024-06.", given=value)
    if code == "scale-unclosed":
        return _(
            "“{given}” has a quotation mark that is not closed. Put one on either side of each word with a comma or a "
            "semicolon, such as --scale '\"Done, late\", Open'.",
            given=value,
        )
    if code == "scale-repeated":
        return _("“{given}” names a status twice. Give --scale each status once, worst first.", given=value)
    return _(
        "“{given}” is not an order of statuses. Give --scale all of them, worst first and what is done last, with "
        "commas or semicolons between them, such as “Open, In progress, Closed”.",
        given=value,
    )


def unused_month(_: Translator) -> str:
    """Return the message on `--as-at` for a workbook whose updates have dates."""
    return _("--as-at was not used: the updates have dates of their own.")


def future_month(value: str, _: Translator) -> str:
    """Return the message on a month that has not begun."""
    return _("--as-at {given} is in the future. Check the year.", given=value)


def unused_order(_: Translator) -> str:
    """Return the message on `--scale` for a workbook in which no status is a word."""
    return _("--scale was not used: no cell holds a status in words.")


def output_fault(code: str, file: str, reason: str, _: Translator) -> str:
    """Return the message on a file that cannot be written, and what to do."""
    if code == "not-xlsx":
        return _("{file} does not end in .xlsx. Give the new workbook a name that does.", file=file)
    if code == "same-file":
        return _("{file} is the workbook that was read. Give the new workbook another name.", file=file)
    if code == "database":
        return _("{file} is the database in which the versions are kept. Give another name.", file=file)
    return _("{file} cannot be written: {reason}. Choose a folder that you may write to.", file=file, reason=reason)


def copy_written(file: str, _: Translator) -> str:
    """Return the message on an annotated copy of a workbook."""
    return _("{file} is a copy for reading, with the cells marked; your original is kept.", file=file)


def paper_fault(code: str, value: str, options: Sequence[str], _: Translator) -> str:
    """Return the message on an invalid value of a selection; `options` are the valid ones."""
    listed = ", ".join(options)
    if code == "as-at":
        return _("“{given}” is not a month. Give --as-at the year and the month, such as 2024-06.", given=value)
    if code == "ending":
        return _("{file} does not end as this paper can: {endings}. Give it such a name.", file=value, endings=listed)
    if code in ("occasion", "occasions"):
        return _occasion_fault(code, value, options, _)
    if not options:
        return _("“{given}” is not known: the tracker names none.", given=value)
    if code == "theme":
        return _("There is no theme “{given}”. The themes are: {known}.", given=value, known=listed)
    return _("There is no agency “{given}”. The agencies are: {known}.", given=value, known=listed)


def _occasion_fault(code: str, value: str, options: Sequence[str], _: Translator) -> str:
    """Return the message on no occasion or several that match; their names have commas in them."""
    listed = "; ".join(options)
    if not options:
        return _("There is no occasion “{given}”: no promise in the tracker has a date.", given=value)
    if code == "occasion":
        return _("There is no occasion “{given}”. The occasions are: {known}.", given=value, known=listed)
    return _("“{given}” may be any of several occasions: {known}. Say with whom it is.", given=value, known=listed)


def paper_failure(reason: str, _: Translator) -> str:
    """Return the message on a paper that its format cannot hold."""
    return _("The paper cannot be made: {reason}.", reason=reason.rstrip("."))


def workbook_has_errors(file: str, count: int, _: Translator) -> str:
    """Return the message on a workbook with errors, of which no paper is made."""
    return _.plural(
        "{file} has {n} error, so no paper was made of it. Correct it first:",
        "{file} has {n} errors, so no paper was made of it. Correct them first:",
        count,
        file=file,
    )


def return_fault(error: ReturnError, _: Translator) -> str:
    """Return why a file is not taken in, and what to do."""
    found, month = error.details.get("found", ""), error.details.get("month", "")
    place = format_location(error.details.get("sheet", ""), error.details.get("cell", ""), _)
    sentences = {
        ReturnFault.NO_RETURN: lambda: _(
            "It is no return. If it is a tracker, choose it by itself on the page Upload."
        ),
        ReturnFault.OTHER_ROUND: lambda: _(
            "It is a return of the round of {found} ({place}), and the round of {month} is open. Ask for the return of "
            "{month}, or take this one in while its round is open.",
            found=_month_of_file(found, _),
            month=_month_of_file(month, _),
            place=place,
        ),
        ReturnFault.OTHER_REVIEW: lambda: " ".join(
            (
                _("Its recommendations are of another review: {found} ({place}).", found=found, place=place),
                _other_tracker(_),
            )
        ),
        ReturnFault.OTHER_RECOMMENDATIONS: lambda: " ".join(
            (
                _("This round asks about none of its recommendations: {found} ({place}).", found=found, place=place),
                _other_tracker(_),
            )
        ),
        ReturnFault.OTHER_AGENCY: lambda: " ".join(
            (
                _("It is from {found} ({place}), of whom this round asks nothing.", found=found, place=place),
                _other_tracker(_),
            )
        ),
        ReturnFault.UNKNOWN_AGENCY: lambda: _(
            "Nothing in it says which agency it is from. Ask for the return as it was sent out."
        ),
        ReturnFault.NOTHING_ATTACHED: lambda: _("There is no workbook and no Word form in it."),
    }
    return sentences[error.code]()


def _other_tracker(_: Translator) -> str:
    return _("Take it in where it was sent out from: it may be of another tracker.")


def _month_of_file(month: str, _: Translator) -> str:
    return format_round(date.fromisoformat(f"{month}-01"), _) if month else ""
