"""Why a workbook could not be written."""

from wording.catalogue import Translator


def output_fault(code: str, file: str, reason: str, _: Translator) -> str:
    """Return the sentence of a fault in writing, and what to do."""
    if code == "not-xlsx":
        return _("{file} does not end in .xlsx. Give the new workbook a name that does.", file=file)
    if code == "same-file":
        return _("{file} is the workbook that was read. Give the new workbook another name.", file=file)
    return _("{file} cannot be written: {reason}. Choose a folder that you may write to.", file=file, reason=reason)
