"""What can be made of a tracker, in words: its name, what it is for, and the names of formats."""

from wording.catalogue import Translator


def paper_name(paper: str, _: Translator) -> str:
    """Return the name of a paper by its code, such as `open-data`."""
    return {
        "panel": _("Panel report"),
        "pack": _("Meeting pack"),
        "workbook": _("Workbook to read"),
        "canonical": _("Tracker workbook"),
        "open-data": _("Open data"),
        "calendar": _("Calendar"),
    }[paper]


def paper_use(paper: str, _: Translator) -> str:
    """Return what a paper is for, in a few words."""
    return {
        "panel": _("overview, key, movement, each recommendation, conclusion"),
        "pack": _("status, history, what was said and promised, questions to ask"),
        "workbook": _("one titled table a sheet, laid out for screen readers"),
        "canonical": _("the whole tracker, to go on typing and upload again"),
        "open-data": _("CSV files with a description of every column"),
        "calendar": _("promises and deadlines for Outlook, Google and Apple"),
    }[paper]


def format_name(ending: str, _: Translator) -> str:
    """Return the name of a format by the ending of its files."""
    return {
        ".docx": _("Word"),
        ".pdf": _("PDF"),
        ".pptx": _("Slides (PowerPoint)"),
        ".xlsx": _("Excel"),
        ".zip": _("CSV files in a zip"),
        ".ics": _("Calendar file"),
    }[ending]


def report_answer(name: str, recommendations: int, _: Translator) -> str:
    """Return what would be made, as a sentence: of how many recommendations."""
    return _.plural("{paper} on {n} recommendation", "{paper} on {n} recommendations", recommendations, paper=name)
