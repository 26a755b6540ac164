"""What is true of every page: where the tracker is missing, odd or an earlier version, and in either language."""

import re
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from components.published import published_store
from components.session.links import READING
from components.session.view import today
from model.access import local_actor
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from store.rounds.rounds import start_round
from store.store import Store
from tests.support.page_text import (
    PAGES,
    all_of,
    document,
    every_link,
    has_part,
    heading,
    lines,
    nodes,
    open_page,
    text_of,
)
from tests.support.published_trackers import ME, candidate, month, rows, update
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, write_workbook

EVERY = [(page, {"ref": "1"} if page == "recommendation" else {}) for page in PAGES]
# The link to what is mine, to which the script of the page gives its address.
HIDDEN = "Fy rhai i"


# Trackers that are missing or odd


@pytest.mark.parametrize(("page", "query"), EVERY)
def test_a_missing_tracker_is_reported_on_every_page_with_what_to_do(tmp_path, monkeypatch, page, query):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(tmp_path / "gone.xlsx"))
    app = open_page(page, **query)
    assert heading(app) == "The tracker cannot be shown."
    assert lines(nodes(app, "error")) == [
        "There is no file named gone.xlsx.",
        "Check the name and the folder, and try again.",
    ]


def test_a_tracker_that_is_no_workbook_is_reported_in_either_language_below_the_language_switch(tmp_path, monkeypatch):
    path = tmp_path / "renamed.xlsx"
    path.write_text("<table><tr><td>Ref</td></tr></table>")
    monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
    assert lines(nodes(open_page("themes"), "error"))[0] == (
        "The file is a web page under another name, not an Excel workbook."
    )
    app = open_page(lang="cy")
    assert heading(app) != "The tracker cannot be shown."
    assert lines(nodes(app, "language")) == ["English"]


TRACKERS: dict[str, dict[str, Any]] = {
    "empty": {"reviews": (), "recommendations": (), "progress": ()},
    "without progress": {"progress": ()},
    "a number and words": {"recommendations": [{"Review": "Stalking", "Ref": "1", "Recommendation": "Do it."}]},
    "rows without a ref": {
        "recommendations": [{**RECOMMENDATION, "Ref": ref} for ref in ("10", "1", "1", "9" * 5000, None)],
        "progress": [{**RATED, "Update": "See Recommendation 10."}, {**RATED, "Ref": None}],
        "monitoring": [PROMISE, {**PROMISE, "Ref": None}],
    },
}


@pytest.mark.parametrize("tracker", TRACKERS)
def test_every_page_opens_on_little_and_misplaced(shown, tracker):
    shown(**TRACKERS[tracker])
    more = {"empty": {"lang": "cy"}, "without progress": {"as_at": "today"}}.get(tracker, {})
    for page, query in EVERY:
        assert heading(open_page(page, **query, **more)), page


def test_each_name_in_the_website_is_an_item_of_a_list_however_many_there_are(shown):
    shown(progress=[{**RATED, "Update": ", ".join(f"PC Smith{number}" for number in range(12))}])
    section = nodes(open_page("reports"), "website")
    listed = [item for each in all_of(section, "ul") for item in each[2:]]
    assert (len(listed), listed) == (12, all_of(section, "li"))


# Versions


@pytest.fixture(scope="module")
def published_twice(tmp_path_factory, empty_database):
    """Return the file of a database in which a tracker of one recommendation is published, then one of two."""
    path = shutil.copy(empty_database, tmp_path_factory.mktemp("versions") / "two.db")
    with closing(Store.open(f"sqlite:///{path.as_posix()}")) as store:
        store.publish(candidate(rows("1")), actor=local_actor("B. Editor"), reason="The first round")
        store.publish(candidate(rows("1", "2")), actor=local_actor("C. Editor"), reason="The second round")
    return path


@pytest.fixture
def two_versions(temporary_database, tmp_path, published_twice):
    """Return the store of this test, a copy of this database."""
    shutil.copy(published_twice, tmp_path / "published.db")
    with closing(Store.open(temporary_database)) as store:
        yield store


def banner(app):
    return lines(nodes(app, "version-banner"))


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize(("page", "query"), EVERY)
def test_each_page_shows_an_earlier_version_by_link_with_a_banner_and_stays_in_it_and_in_its_language(page, query):
    app = open_page(page, version="1", lang="cy", **query)
    assert re.match(r"Dyma fersiwn 1, ac nid y fersiwn gyfredol. Cyhoeddwyd: .*, \d\d:\d\d", banner(app)[0])
    assert "1" in app.query_params["version"]
    stay = [(text, href) for text, href in every_link(app) if not href.startswith("#") and text != HIDDEN]
    (other,) = [href for _text, href in stay if "lang=cy" not in href]
    assert "lang=en" in other
    elsewhere = [text for text, href in stay if "version=1" not in href]
    assert elsewhere == ["Gweld y fersiwn gyfredol"] or page not in READING


@pytest.mark.usefixtures("two_versions")
def test_an_earlier_version_is_what_is_counted_and_the_current_one_has_no_banner():
    earlier = open_page(version="1")
    assert heading(earlier) == "The one recommendation is Red."
    assert banner(earlier)[0].startswith("This is version 1, published on ")
    assert ("See the current version", "./") in every_link(earlier)
    assert not has_part(open_page(), "version-banner")
    assert not has_part(open_page(version="2"), "version-banner")


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize("number", ["3", "0", "-1", "two", "99999999999999999999", "１"])
def test_an_unknown_version_is_reported_and_left_out_of_the_url(number):
    app = open_page("about", version=number)
    assert banner(app) == [f"There is no version {number[:9]}: this is the current one, version 2."]
    assert "version" not in app.query_params


def test_a_workbook_without_a_store_has_no_versions_to_choose_from(tmp_path, monkeypatch):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(write_workbook(tmp_path / "mine.xlsx")))
    app = open_page("about", version="1")
    assert banner(app) == ["There are no versions to choose from here: the number of the link was left out."]
    app = open_page("versions")
    assert heading(app) == "There are no versions: mine.xlsx is shown as it is."


# Databases that fail


def test_an_unreachable_database_is_reported_instead_of_the_page(tmp_path, monkeypatch):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{(tmp_path / 'none' / 'x.db').as_posix()}")
    app = open_page("themes")
    assert heading(app) == "The tracker cannot be shown."
    assert lines(nodes(app, "error"))[0] == "The database cannot be reached."


def test_a_read_only_database_shows_the_bundled_tracker_with_a_banner(temporary_database):
    Store.open(temporary_database).close()
    content = bytearray(path_of(temporary_database).read_bytes())
    content[18] = 3  # a format that is too new for SQLite to write
    path_of(temporary_database).write_bytes(content)
    app = open_page("recommendations")
    assert heading(app) == "18 recommendations"
    assert banner(app) == [
        "The database can be read and not written, so nothing can be published. "
        "The bundled tracker is shown, for reading only."
    ]
    assert heading(open_page("versions")) == "The versions cannot be shown."


def test_a_database_that_is_lost_leaves_the_last_version_with_a_notice(temporary_database, two_versions):
    open_page("recommendations")
    published_store().close()
    two_versions.close()
    path_of(temporary_database).rename(path_of(temporary_database).with_suffix(".away"))
    app = open_page("recommendations")
    assert heading(app) == "2 recommendations"
    assert banner(app) == ["The database cannot be reached. Version 2 is shown, which was read before."]


def path_of(url):
    return Path(url.removeprefix("sqlite:///"))


# Rounds: who was not asked is not silent


def test_a_round_of_a_part_is_a_round_and_nobody_else_is_silent_in_it(opened_store):
    tables = rows("1", "2", "3", "4", "5")
    asked = [RequestedUpdate(Recipient("The Force", ""), "Stalking", ref) for ref in "12"]
    answer = update("1", at=month(2026, 10), update="Our answer.")
    opened_store.publish(candidate(tables), **ME)
    start_round(opened_store, Round(date(2026, 10, 1), today(), Scope.ALL, 1), asked, actor=ME["actor"])
    opened_store.publish(candidate({**tables, "progress": [*tables["progress"], answer]}), **ME)
    assert "1 reported nothing in October 2026" in lines(nodes(open_page(), "late"))
    rows_of_matrix = all_of(nodes(open_page(), "matrix"), "tr")[2:]
    marks = [[text_of(cell).strip(" |") for cell in row[3:]] for row in rows_of_matrix]
    assert marks == [["R", "R"], ["R", "–"], ["R", ""], ["R", ""], ["R", ""]]


def test_an_update_that_the_only_round_did_not_request_has_its_story(opened_store):
    tables = rows("1", "2") | {"progress": []}
    opened_store.publish(candidate(tables), **ME)
    asked = [RequestedUpdate(Recipient("The Force", ""), "Stalking", "1")]
    start_round(opened_store, Round(date(2026, 10, 1), today(), Scope.ALL, 1), asked, actor=ME["actor"])
    answer = update("2", at=month(2026, 10), update="Our answer.")
    opened_store.publish(candidate({**tables, "progress": [answer]}), **ME)
    assert "Our answer." in lines(nodes(open_page("recommendation", ref="2"), "story"))


# Settings of the office


def test_the_logo_of_the_office_stands_in_the_header_with_its_alternative(tmp_path, monkeypatch):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "red").save(logo)
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    (picture,) = all_of(document(open_page()), "img")
    assert picture[1]["src"].startswith("page/logo-")
    assert picture[1]["alt"] == "The logo of the office"


def test_a_logo_that_cannot_be_used_is_named_and_papers_are_offered_without_it_and_with_the_contact(
    tmp_path, monkeypatch
):
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"GIF89a")
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    monkeypatch.setenv("CYNNYDD_OFFICE_CONTACT", "The office, 01267 000000")
    app = open_page("reports", paper="pack", theme="data")
    assert all_of(document(app), "img") == []
    (fault,) = lines(nodes(app, "office.fault"))
    assert fault.startswith(f"The office's logo, {logo}, is neither PNG nor SVG.")
    assert fault.endswith("The papers are made without it.")
    assert "Contact: The office, 01267 000000" in lines(nodes(app, "preview"))
