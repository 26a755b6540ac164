"""The messages on an output file: why it could not be written, or what it is for."""

from wording.catalogue import Translator


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
