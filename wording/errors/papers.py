"""Why a paper cannot be made as it was asked for, and what to ask for instead."""

from collections.abc import Sequence

from wording.catalogue import Translator


def paper_fault(code: str, given: str, known: Sequence[str], _: Translator) -> str:
    """Return the sentence of what cannot be meant."""
    listed = ", ".join(known)
    if code == "as-at":
        return _("“{given}” is not a month. Give --as-at the year and the month, such as 2024-06.", given=given)
    if code == "ending":
        return _("{file} does not end as this paper can: {endings}. Give it such a name.", file=given, endings=listed)
    if code in ("occasion", "occasions"):
        return _occasion_fault(code, given, known, _)
    if not known:
        return _("“{given}” is not known: the tracker names none.", given=given)
    if code == "theme":
        return _("There is no theme “{given}”. The themes are: {known}.", given=given, known=listed)
    return _("There is no agency “{given}”. The agencies are: {known}.", given=given, known=listed)


def _occasion_fault(code: str, given: str, known: Sequence[str], _: Translator) -> str:
    """Return why no occasion is meant, or which are; their names have commas in them."""
    listed = "; ".join(known)
    if not known:
        return _("There is no occasion “{given}”: no promise in the tracker has a date.", given=given)
    if code == "occasion":
        return _("There is no occasion “{given}”. The occasions are: {known}.", given=given, known=listed)
    return _("“{given}” may be any of several occasions: {known}. Say with whom it is.", given=given, known=listed)


def not_made(reason: str, _: Translator) -> str:
    """Return the sentence for a paper that its format refuses."""
    return _("The paper cannot be made: {reason}.", reason=reason.rstrip("."))


def has_errors(file: str, count: int, _: Translator) -> str:
    """Return the sentence for a workbook with errors, of which no paper is made."""
    return _.plural(
        "{file} has {n} error, so no paper was made of it. Correct it first:",
        "{file} has {n} errors, so no paper was made of it. Correct them first:",
        count,
        file=file,
    )
