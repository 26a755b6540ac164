"""The names and purposes of papers, and the names of their formats."""

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


def paper_purpose(paper: str, _: Translator) -> str:
    """Return the purpose of a paper in one sentence."""
    return {
        "panel": _("Overview, key, what moved, each recommendation, conclusion: in the shape of a paper to the panel."),
        "pack": _("Status, history, what was said and promised, and questions to ask, of each recommendation."),
        "workbook": _("One titled table a sheet, without merged or blank cells, for screen readers and further use."),
        "canonical": _("The whole tracker in its own layout, to go on typing in and to upload again."),
        "open-data": _("CSV files, with a description of every column as a Frictionless data package."),
        "calendar": _("Promises and the deadlines in the texts, for Outlook, Google and Apple calendars."),
    }[paper]


def format_name(ending: str, _: Translator) -> str:
    """Return the name of a format by its file extension."""
    return {
        ".docx": _("Word"),
        ".pdf": _("PDF"),
        ".pptx": _("Slides (PowerPoint)"),
        ".xlsx": _("Excel"),
        ".zip": _("CSV files in a zip"),
        ".ics": _("Calendar file"),
    }[ending]


def report_answer(name: str, recommendations: int, _: Translator) -> str:
    """Return the name of a paper with the number of its recommendations."""
    return _.plural("{paper} on {n} recommendation", "{paper} on {n} recommendations", recommendations, paper=name)
