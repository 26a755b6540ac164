"""The progress line while a large workbook is read."""

from wording.catalogue import Translator


def reading_progress(stage: str, sheet: str, percent: int, _: Translator) -> str:
    """Return the line for a stage of reading: `cells` of a sheet, `tables` or `checks`."""
    if stage == "cells":
        return _("Reading the sheet {sheet}: {percent}%", sheet=sheet, percent=percent)
    return _("Checking what was read") if stage == "checks" else _("Understanding what was read")
