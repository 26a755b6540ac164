from dataclasses import replace
from datetime import date

import pytest

from model.returns.round import Recipient
from reports.file_names import (
    file_name,
    reminders_zip_file_name,
    return_file_names,
    returns_zip_file_name,
    round_calendar_file_name,
    tracker_file_name,
)
from reports.registry import PaperType
from tests.support.editions import edition_of
from tests.support.trackers import tracker_of, update_row


@pytest.mark.parametrize(
    ("review", "language", "paper", "name"),
    [
        ("Stalking and harassment", "cy", PaperType.PANEL, "stalking-and-harassment-2024-06-cy.docx"),
        ("Stalking/../etc", "en", PaperType.PACK, "stalking-etc-meeting-pack-2024-06-en.docx"),
        ("Tŷ Gŵyl", "cy", PaperType.OPEN_DATA, "ty-gwyl-open-data-2024-06-cy.docx"),
        ("汉字", "en", PaperType.PANEL, "cynnydd-2024-06-en.docx"),
    ],
)
def test_a_name_has_the_review_the_month_and_the_language(review, language, paper, name):
    tracker = tracker_of([{"ref": "1", "review": review}], [update_row("1", "June 2024", "Red", review=review)])
    assert file_name(edition_of(tracker, language=language), ".docx", paper=paper) == name


def test_the_tracker_workbook_has_another_name_than_the_accessible_one():
    tracker = tracker_of(["1"], [update_row("1", "February 2024", "Red"), update_row("1", "June 2024", "Red")])
    edition = edition_of(tracker, language="cy", as_at="2024-02")
    assert file_name(edition, ".xlsx", paper=PaperType.WORKBOOK) == "stalking-2024-02-cy.xlsx"
    assert [tracker_file_name(number) for number in (3, None)] == ["tracker-version-3.xlsx", "tracker.xlsx"]


def test_with_an_occasion_it_has_its_month_and_its_role():
    edition = replace(edition_of(tracker_of(["1"]), as_at="2024-06"), occasion="2025-01/2025-01/Tŷ & Board")
    name = file_name(edition, ".docx", paper=PaperType.PACK)
    assert name == "stalking-meeting-pack-2025-01-ty-board-judged-2024-06-en.docx"


def test_judged_later_it_has_the_month_of_the_data_and_that_of_the_judgement():
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Red")])
    assert file_name(edition_of(tracker, as_at="2026-11"), ".pdf") == "stalking-2024-06-judged-2026-11-en.pdf"


def test_without_a_round_there_is_no_month():
    assert file_name(edition_of(tracker_of(["1"])), ".ics", paper=PaperType.CALENDAR) == "stalking-monitoring-en.ics"


def test_a_long_name_is_cut_between_words():
    tracker = tracker_of([{"ref": "1", "review": f"{'word ' * 11}abcdefgh"}])
    assert file_name(edition_of(tracker), ".docx") == f"{'-'.join(['word'] * 11)}-en.docx"


def test_a_long_name_is_cut():
    tracker = tracker_of([{"ref": "1", "review": "word " * 40}])
    assert len(file_name(edition_of(tracker), ".docx")) <= 60 + len("-en.docx")


def test_returns_have_the_month_the_agency_and_the_role_and_a_number_where_two_would_be_the_same():
    recipients = [Recipient("Tŷ", "Clerk"), Recipient("Ty", "Clerk"), Recipient("汉字", ""), Recipient("", "Clerk")]
    assert list(return_file_names(recipients, month=date(2026, 10, 1)).values()) == [
        "2026-10-return-ty-clerk",
        "2026-10-return-ty-clerk-2",
        "2026-10-return",
        "2026-10-return-clerk",
    ]
    assert returns_zip_file_name(date(2026, 10, 1)) == "2026-10-returns.zip"


def test_a_reminder_is_not_named_like_a_return():
    (name,) = return_file_names([Recipient("Ty", "Clerk")], month=date(2026, 10, 1), is_reminder=True).values()
    assert name == "2026-10-reminder-ty-clerk"
    assert reminders_zip_file_name(date(2026, 10, 1)) == "2026-10-reminders.zip"
    assert round_calendar_file_name(date(2026, 10, 1)) == "2026-10-round.ics"
