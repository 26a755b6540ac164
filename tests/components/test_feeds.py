"""The data feeds: access by token, content, and conditional requests."""

import csv
import json
from datetime import date
from functools import partial
from io import StringIO

import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from components.document import file_answer as feeds_answer
from components.document.file_answer import FEED_ROUTES
from components.making import make_in_process
from components.published import displayed_version, published_store
from components.sign_in.middleware import MOST_ATTEMPTS
from model.dates import PartialDate, Precision
from tests.support.asgi import send_request
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, month, recommendation, rows, update

TOKEN = "correct horse battery"  # noqa: S105 - of this test alone
HEADER = {"Authorization": f"Bearer {TOKEN}"}
TABLES = ("recommendations.csv", "progress.csv", "monitoring.csv", "targets.csv", "decisions.csv")
NAMES = (*TABLES, "datapackage.json", "calendar.ics")


@pytest.fixture
def client(temporary_database, monkeypatch):
    """Return a function that requests feeds with a token in the settings, of a store with the bundled tracker."""
    monkeypatch.setenv("CYNNYDD_FEED_TOKEN", TOKEN)
    displayed_version()
    return partial(send_request, Starlette(routes=FEED_ROUTES))


def test_without_a_token_in_the_settings_there_are_no_feeds(client, monkeypatch):
    for unset in ("", "  "):
        monkeypatch.setenv("CYNNYDD_FEED_TOKEN", unset)
        for name in NAMES:
            answer = client(f"/feeds/{name}", headers={"Authorization": "Bearer "})
            assert (answer.status, answer.text) == (404, "There are no data feeds here.\n")


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def refs(answer):
    return [row["ref"] for row in csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))]


@pytest.fixture
def two_agencies():
    """Publish a tracker with a recommendation of each of two agencies, one of which supports the other's."""
    recommendations = [
        recommendation("1", lead_agency="The force"),
        recommendation("2", lead_agency="Partner"),
        recommendation("3", lead_agency="Council", supporting_agencies="Partner"),
    ]
    published_store().publish(candidate(rows("1", "2", "3", recommendations=recommendations)), **ME)


def test_a_token_of_the_store_opens_the_feeds_until_it_is_revoked(client, monkeypatch):
    monkeypatch.delenv("CYNNYDD_FEED_TOKEN")
    store = published_store()
    _first, first = store.add_feed_token("Power BI", actor=ADMINISTRATOR)
    _second, second = store.add_feed_token("Calendar", actor=ADMINISTRATOR)
    assert [client("/feeds/progress.csv", headers=bearer(each)).status for each in (first, second)] == [200, 200]
    store.revoke_feed_token("Power BI", actor=ADMINISTRATOR)
    assert [client("/feeds/progress.csv", headers=bearer(each)).status for each in (first, second)] == [401, 200]
    assert client("/feeds/progress.csv", headers=HEADER).status == 401


def test_a_token_of_an_agency_opens_its_recommendations_alone(client, two_agencies):
    _made, token = published_store().add_feed_token("Partner", agencies=["Partner"], actor=ADMINISTRATOR)
    answers = {name: client(f"/feeds/{name}", headers=bearer(token)) for name in NAMES}
    assert {answer.status for answer in answers.values()} == {200}
    assert refs(answers["recommendations.csv"]) == ["2", "3"]
    assert set(refs(answers["progress.csv"])) <= {"2", "3"}
    everything = client("/feeds/recommendations.csv", headers=HEADER)
    assert refs(everything) == ["1", "2", "3"]
    assert answers["recommendations.csv"].headers["ETag"] != everything.headers["ETag"]


def test_an_address_that_tries_too_many_tokens_is_refused_for_a_while(client, monkeypatch):
    tried = partial(client, "/feeds/progress.csv", address="192.0.2.7")
    monkeypatch.setattr(feeds_answer, "_RIGHT_TOKENS", set())
    found = [tried(headers=bearer("wrong")).status for _attempt in range(MOST_ATTEMPTS + 1)]
    assert found == [*[401] * MOST_ATTEMPTS, 429]
    assert (tried(headers=HEADER).status, client("/feeds/progress.csv", headers=HEADER).status) == (429, 200)
    assert (tried(headers=HEADER).status, tried(headers=bearer("wrong")).status) == (200, 429), "its token was right"


def test_a_request_without_the_token_is_refused(client):
    for address, headers in (
        ("progress.csv", {}),
        ("progress.csv?token=", {}),
        ("progress.csv?token=wrong", {}),
        ("progress.csv", {"Authorization": "Bearer wrong"}),
        ("progress.csv", {"Authorization": f"Basic {TOKEN}"}),
        ("progress.csv?token=%C5%B5", {}),
        ("progress.csv?token=correct+horse+battery", {"Authorization": "Bearer wrong"}),
        ("none.csv", {}),
    ):
        answer = client(f"/feeds/{address}", headers=headers, address=f"192.0.2.{len(address)}")
        assert answer.status == 401, address
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Cynnydd data feeds"'
        assert TOKEN not in answer.text


def test_each_feed_has_the_content_of_its_name(client):
    assert client("/feeds/progress.csv", token=TOKEN).status == 200
    assert client("/feeds/names.csv", headers=HEADER).status == 404
    answers = {name: client(f"/feeds/{name}", headers=HEADER) for name in NAMES}
    assert {name: answer.headers["Content-Type"] for name, answer in answers.items()} == {
        **dict.fromkeys(TABLES, "text/csv; charset=utf-8"),
        "datapackage.json": "application/json",
        "calendar.ics": "text/calendar; charset=utf-8",
    }
    listed = list(csv.DictReader(StringIO(answers["recommendations.csv"].content.decode("utf-8-sig"))))
    assert len(listed) == 18
    assert {row["status_now"] for row in listed} == {"Amber", "Green"}
    package = json.loads(answers["datapackage.json"].text)
    assert [one["path"] for one in package["resources"]] == list(TABLES)
    assert Calendar.from_ical(answers["calendar.ics"].content).walk("VEVENT")
    assert {answer.headers["Cache-Control"] for answer in answers.values()} == {"private, no-cache"}


def test_a_client_with_a_current_copy_gets_304(client):
    first = client("/feeds/progress.csv", headers=HEADER)
    tag = first.headers["ETag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        answer = client("/feeds/progress.csv", headers={**HEADER, "If-None-Match": known})
        assert (answer.status, answer.content, answer.headers["ETag"]) == (304, b"", tag), known
    assert client("/feeds/progress.csv", headers={**HEADER, "If-None-Match": '"other"'}).status == 200
    published_store().publish(candidate(rows("1", progress=[update("1", at=month(2024, 6))])), **ME)
    assert client("/feeds/progress.csv", headers={**HEADER, "If-None-Match": tag}).status == 200, "a new version"


def test_a_head_is_answered_like_a_get_without_its_content(client):
    got, head = (client("/feeds/progress.csv", method=method, headers=HEADER) for method in ("GET", "HEAD"))
    assert (head.status, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert head.headers[name] == got.headers[name]
    assert client("/feeds/progress.csv", method="POST", headers=HEADER).status == 405


def test_a_feed_that_cannot_be_made_names_when_to_try_again(client, monkeypatch):
    monkeypatch.setattr(feeds_answer, "SMALL_UPDATES", 0)
    monkeypatch.setattr(feeds_answer, "make_in_process", partial(make_in_process, minutes=0))
    answer = client("/feeds/progress.csv", headers=HEADER)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert answer.text == "This data feed could not be made. Try again in a minute; the server's log says why.\n"
    monkeypatch.setattr(feeds_answer, "make_in_process", make_in_process)
    assert client("/feeds/progress.csv", headers=HEADER).status == 200


def test_an_unreachable_database_is_reported_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("CYNNYDD_FEED_TOKEN", TOKEN)
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{(tmp_path / 'none' / 'x.db').as_posix()}")
    client = partial(send_request, Starlette(routes=FEED_ROUTES))
    answer = client("/feeds/progress.csv", headers=HEADER)
    assert answer.status == 503
    assert answer.text.startswith("The database cannot be reached. Try again in a minute.")
    assert answer.headers["Retry-After"] == "30"
    assert "x.db" not in answer.text


def test_a_workbook_that_is_shown_as_it_is_has_feeds(client, monkeypatch):
    monkeypatch.setenv("CYNNYDD_TRACKER", "data/tracker.xlsx")
    answer = client("/feeds/progress.csv", headers=HEADER)
    assert answer.status == 200
    assert answer.headers["ETag"]


@pytest.mark.parametrize(("day", "late"), [(10, False), (20, True)])
def test_the_calendar_is_judged_on_the_day_of_the_request_while_the_month_is_not_over(client, monkeypatch, day, late):
    due = PartialDate(date(2024, 6, 15), date(2024, 6, 15), Precision.DAY, "15 June 2024")
    tables = rows("1", progress=[update("1", at=month(2024, 6))])
    tables["monitoring"] = [{"review": tables["reviews"][0]["review"], "ref": "1", "activity": "Meet.", "due": due}]
    published_store().publish(candidate(tables), **ME, compared_with=1)
    monkeypatch.setattr("components.session.view.today", lambda: date(2024, 6, day))
    (event,) = Calendar.from_ical(client("/feeds/calendar.ics", headers=HEADER).content).walk("VEVENT")
    assert ("overdue" in str(event["description"]).split("\n")) == late
