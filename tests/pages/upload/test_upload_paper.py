"""A published progress report on the Upload page."""

import pytest

from tests.pages.uploads import field, lines_at, pressed, uploaded
from tests.support.page_text import files, heading
from tests.support.papers.papers import as_pdf, as_text, as_word


@pytest.mark.usefixtures("temporary_database")
@pytest.mark.parametrize(
    ("make", "name"),
    [(as_word, "paper.docx"), (as_pdf, "paper.pdf"), (lambda: as_text().encode(), "paper.txt")],
    ids=["Word", "PDF", "text"],
)
def test_a_published_report_is_described_as_it_was_read_with_questions_on_its_statuses(make, name):
    app = uploaded(make(), name=name)
    assert heading(app) == "The report cannot be published yet."  # the bundled tracker would be lost
    facts = lines_at(app, "upload.facts")
    assert facts[1] == "a published report"
    assert "2 recommendations, 4 updates, 1 monitoring promise" in facts
    assert "Sheets read" not in facts
    wrong = " ".join(lines_at(app, "upload.issues"))
    assert "The paper prints no status for recommendation 2 in November 2025, so it is blank." in wrong
    labels = [label for label, _href in files(app)]
    assert "Download what was read as a workbook" in labels
    assert not [label for label in labels if "marked" in label]
    assert "Progress sheet of the workbook below" in wrong


@pytest.mark.usefixtures("temporary_database")
def test_a_report_can_be_assigned_to_a_published_review():
    app = uploaded(as_text().encode(), name="paper.txt")
    field(app, "The review these recommendations are of").set_value("Stalking and harassment")
    app = pressed(app, "Read the workbook again with these answers")
    assert "18 recommendations" not in " ".join(lines_at(app, "upload.facts"))
    assert not [line for line in lines_at(app, "upload.difference") if "(Custody Review Progress Report)" in line]
