"""What is published, for tests of workbooks that are read by it."""

from loaders.options import ReadOptions
from loaders.pipeline import read_workbook
from loaders.worker.typed_json import from_json, to_json
from model.tracker.reading import published_of
from model.tracker.tracker import Tracker
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, write_workbook
from tests.support.workbooks.layouts import book_of

AGENCY = {"Kind": "Agency", "Name": "Dyfed-Powys Police", "Short name": "DPP", "Name (Welsh)": "Heddlu Dyfed-Powys"}
TRAINING = {
    "Review": "Stalking",
    "Ref": "2",
    "Title": "Training",
    "Recommendation": "Train officers about breaches of civil orders.",
    "Theme": "People and skills",
    "Lead agency": "Probation Cymru",
    "Target date": "January 2025",
}
CUSTODY = {"Review": "Custody", "Ref": "1", "Title": "Cells", "Recommendation": "Inspect every cell each week."}


def published_reading(folder, **sheets):
    """Return the reading of the canonical workbook that is published."""
    tables = {"recommendations": [RECOMMENDATION, TRAINING], "progress": [RATED], "names": [AGENCY], **sheets}
    return read_workbook(write_workbook(folder / "published.xlsx", **tables))


def options_of(reading, **options):
    """Return the options with which a workbook is read by what is published, as a worker process receives them."""
    published = published_of(Tracker.from_rows(reading.rows, reading.scale))
    return from_json(to_json(ReadOptions(published=published, **options)), ReadOptions)


def read_by(published, sheets, *, name="plan.xlsx", **options):
    """Return the reading of a workbook in a free layout, read by what is published."""
    return read_workbook(book_of(sheets), name=name, options=options_of(published, **options))


def issue_details(reading, code):
    """Return the cell, what was found and the details of each issue with a code."""
    return [(f"{i.sheet} {i.cell}".strip(), i.found, dict(i.details)) for i in reading.issues if i.code == code]
