"""Returns of a small tracker, and the answers that an agency fills in."""

from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import openpyxl

from analysis.returns import requested
from model.returns.round import LABELS, Item, ReturnFormat, Round, Scope
from model.tracker.tracker import Tracker
from reports.document import Office
from reports.returns.package import Mailing, build_returns, returns_edition
from tests.support.editions import edition_of
from tests.support.files.packages import saved
from tests.support.trackers import tracker_of, update_row

MONTH, DUE = date(2024, 10, 1), date(2024, 10, 25)


def returns_tracker():
    """Return a tracker of two agencies, one with two roles, and one recommendation that nobody is named for."""
    return tracker_of(
        [
            {"ref": "1", "title": "Fund the post", "lead_agency": "The Force", "lead_role": "Chief Officer"},
            {"ref": "2", "title": "Train judges", "title_cy": "Hyfforddi", "lead_agency": "The Courts"},
            {"ref": "3", "title": "Share data", "lead_agency": "The Force", "lead_role": "Analyst"},
            {
                "ref": "4",
                "title": "Meet",
                "theme": "Training",
                "lead_agency": "The Force",
                "lead_role": "Chief Officer",
            },
            {"ref": "5", "title": "Nobody's"},
        ],
        [
            update_row("1", "June 2024", "Amber", "Funding ends in April 2025.", basis="Inferred"),
            update_row("2", "June 2024", "Red", "No course."),
        ],
        monitoring=[{"ref": "1", "due": "July 2024", "activity": "Ask again."}],
    )


def round_of(*, scope=Scope.OUTSTANDING, welsh=("The Courts",), version=3):
    """Return the round of October 2024."""
    return Round(MONTH, DUE, scope, version, welsh, started_at=datetime(2024, 10, 1, tzinfo=UTC))


def requests_of(of_round, tracker=None):
    """Return what a round requests of a tracker."""
    edition = edition_of(tracker if tracker is not None else returns_tracker(), as_at="2024-10")
    return requested(edition.tracker, as_at=edition.as_at, scope=of_round.scope)


@cache
def make_returns(tracker=None, *, format_=ReturnFormat.EXCEL):
    """Return the returns of a tracker by agency and role: many tests read the same."""
    edition, of_round = edition_of(tracker if tracker is not None else returns_tracker(), as_at="2024-10"), round_of()
    return _built(Mailing(edition, of_round, requests_of(of_round, edition.tracker), format_))


def _built(mailing):
    return {(each.recipient.agency, each.recipient.role): each for each in build_returns(mailing)}


def answer_cell(sheet, ref, item):
    """Return the cell of an item of a recommendation."""
    labels = {LABELS[item].english, LABELS[item].welsh}
    return next(row[3] for row in sheet.iter_rows(min_row=4) if row[1].value == ref and labels & label_words(row))


def label_words(row):
    """Return the words of a row's label in both languages."""
    return set(str(row[2].value).split(" · "))


def open_return(workbook):
    """Return a return as openpyxl opens it, and its sheet with the table."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    return book, book.worksheets[1]


def fill_in(workbook, answers):
    """Return a return with answers by ref and item."""
    book, sheet = open_return(workbook)
    for (ref, item), answer in answers.items():
        answer_cell(sheet, ref, Item(item)).value = answer
    return saved(book)


def returns_of_store(store, of_round, requests, *, format_=ReturnFormat.EXCEL):
    """Return the returns of a round in a store by agency and role."""
    reading = store.load(of_round.version)
    edition = returns_edition(
        Tracker.from_rows(reading.rows, reading.scale),
        store.version(of_round.version),
        month=of_round.month,
        today=of_round.month,
        office=Office(),
    )
    return _built(Mailing(edition, of_round, requests, format_))
