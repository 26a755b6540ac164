"""The messages on a paper that cannot be made, and what to request instead."""

from collections.abc import Sequence

from wording.catalogue import Translator


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
