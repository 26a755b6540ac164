"""The messages of a mapping file that cannot be used."""

from wording.catalogue import Translator


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
