"""The messages on a logo of the office that cannot be used."""

from wording.catalogue import Translator


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
