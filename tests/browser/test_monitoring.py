"""Monitoring in a browser: keyboard, meeting pack and back, download as a calendar."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

JANUARY = "January 2025, with the Detective Superintendent: 6 recommendations"


def test_the_tab_key_goes_through_the_marks_of_the_timeline_each_saying_when(look):
    page = look("monitoring?as_at=2024-06")
    table = page.get_by_role("table", name="When each monitoring promise falls due, month by month")
    table.get_by_role("link").first.focus()
    labels = []
    for _press in range(3):
        labels.append(page.evaluate("document.activeElement.ariaLabel"))
        page.keyboard.press("Tab")
    assert [each.partition(". ")[0] for each in labels] == ["July 2024", "July 2024", "August 2024"]
    assert labels[0].startswith("July 2024. Recommendation 7: Amber, inferred.")


def test_a_meeting_is_followed_to_its_pack_without_a_page_load_and_back(look):
    page = look("monitoring?theme=training&as_at=2024-06")
    page.evaluate("window.stillHere = true")
    page.get_by_role("link", name=re.compile("^Meeting pack: January 2025")).click()
    expect(page.locator("h1")).to_have_text("January 2025, with the Detective Superintendent: 2 recommendations")
    expect(page).to_have_url(re.compile(r"/meeting\?(?=.*occasion=2025-01-detective)(?=.*theme=training)"))
    expect(page.get_by_role("heading", name="Questions to ask")).to_have_count(2)
    page.go_back()
    now = re.compile(r"^At\s.*\sJune\s2024\sno\smonitoring\spromise\swas\soverdue\.\sToday\s[0-9]+\sare\.$")
    expect(page.locator("h1")).to_have_text(now)
    assert page.evaluate("window.stillHere")


def test_a_link_opens_a_meeting_pack_on_a_first_visit(arrive):
    visit = arrive(width=390)
    page = visit.go("meeting?occasion=2025-01-detective-superintendent-for-protecting-vulnerable-people")
    expect(page.locator("h1")).to_have_text(JANUARY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_grouping_changes_the_address_and_the_back_button_the_grouping(look):
    page = look("monitoring")
    page.get_by_role("link", name="Whom to ask").click()
    expect(page.get_by_role("heading", name="Civil Order Co-ordinator")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?by=with$"))
    page.go_back()
    expect(page.get_by_role("heading", name="Overdue", exact=True)).to_be_visible()


def test_the_downloaded_calendar_has_the_promises_that_match_the_filter(look):
    page = look("monitoring?theme=training&as_at=2024-06")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a calendar (.ics)").click()
    assert download.value.suggested_filename == "stalking-and-harassment-monitoring-2024-06-en.ics"
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    summaries = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    assert [summary.split(":")[0] for summary in summaries] == ["7", "Meeting with the Detective Superintendent", "4"]


def test_a_pack_is_downloaded_as_word(look):
    page = look("meeting?theme=training")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as Word").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
