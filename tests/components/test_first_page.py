"""What is imported when: no driver and no writer of papers for the first page; and what looks after the store."""

import subprocess
import sys
from datetime import timedelta

import sqlalchemy as sa

from components.downloads import print_logo_fault
from components.health import look_after_store
from components.published import displayed_version, published_store
from store import uploads
from store.tables import UPLOADS
from store.uploads import store_upload
from tests.support.page_text import heading, open_page
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.source import ROOT

# The driver of PostgreSQL, which a dashboard on SQLite never needs.
DRIVER = ("psycopg",)
WRITERS = ("pptx", "icalendar", "openpyxl", "alembic", "pdfplumber")


def test_a_start_imports_no_package_before_it_is_needed():
    code = f"import sys; import dashboard; print([name for name in {DRIVER + WRITERS} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_start_loads_the_tracker_and_names_a_logo_that_cannot_be_used(
    temporary_database, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(tmp_path / "none.png"))
    print_logo_fault()
    look_after_store(is_cleaning=False)
    assert "none.png, cannot be read." in capsys.readouterr().err
    assert displayed_version().current_number == 1


def test_a_tracker_that_cannot_be_read_is_left_to_the_pages(tmp_path, monkeypatch):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(tmp_path / "none.xlsx"))
    look_after_store(is_cleaning=True)
    assert heading(open_page()) == "The tracker cannot be shown."


def test_old_uploads_are_deleted_from_time_to_time(temporary_database, monkeypatch):
    monkeypatch.setattr(uploads, "LONGEST", timedelta(seconds=-1))
    store_upload(published_store(), "token", "next.xlsx", b"content", actor=ADMINISTRATOR)
    look_after_store(is_cleaning=False)
    assert stored_uploads() == 1
    look_after_store(is_cleaning=True)
    assert stored_uploads() == 0


def stored_uploads():
    with published_store().engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(UPLOADS)).scalar()
