"""The Reports page: the choice of a paper, its preview, its download and the audit trail."""

import pytest

from model.language import Language
from tests.support.page_text import (
    all_of,
    choice_labels,
    choices,
    choose,
    chosen,
    heading,
    lines,
    nodes,
    open_page,
    text_of,
)
from tests.support.workbooks.canonical import RATED, RECOMMENDATION
from wording.catalogue import translator
from wording.labels.names import paper_name

JANUARY = "2025-01-detective-superintendent-for-protecting-vulnerable-people"
PAPERS = {
    "panel": ["docx", "pdf", "pptx"],
    "pack": ["docx", "pdf"],
    "workbook": [],
    "canonical": [],
    "open-data": [],
    "calendar": [],
}


def note(app):
    return " ".join(lines(nodes(app, "paper-file")))


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_can_be_chosen_by_link_and_asks_only_for_what_there_is_a_choice_of(paper):
    app = open_page("reports", paper=paper)
    assert chosen(app, "What to make") == paper_name(paper, translator(Language.ENGLISH))
    assert list(choices(app, "Format") if "Format" in choice_labels(app) else ()) == [
        NAMES[each] for each in PAPERS[paper]
    ]
    assert ("Language of the paper" in choice_labels(app)) == (paper != "canonical")


NAMES = {"docx": "Word", "pdf": "PDF", "pptx": "Slides (PowerPoint)"}


def test_the_parts_after_the_twentieth_stand_behind_their_number_and_go_on_counting(shown):
    numbers = [str(number) for number in range(1, 31)]
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref, "Title": f"Title {ref}"} for ref in numbers],
        progress=[{**RATED, "Ref": ref} for ref in numbers],
    )
    first, rest = all_of(nodes(open_page("reports", paper="pack"), "preview"), "ol")
    assert (len(all_of([first], "li")), rest[1]["start"]) == (20, "21")
    assert text_of(all_of([rest], "li")[-1]).strip().startswith("Recommendation 30")


def test_choosing_changes_the_title_and_the_name_of_the_file():
    app = open_page("reports")
    assert heading(app) == "Panel report on 18 recommendations"
    assert "stalking-and-harassment-2024-06-en.docx" in note(app)
    app = choose(app, "Format", "Slides (PowerPoint)")
    assert "stalking-and-harassment-2024-06-en.pptx" in note(app)
    app = choose(choose(app, "What to make", "Meeting pack"), "Language of the paper", "Cymraeg")
    assert heading(app) == "Meeting pack on 18 recommendations"
    assert "stalking-and-harassment-meeting-pack-2024-06-cy.docx" in note(app)


def test_a_pack_and_a_calendar_can_be_about_one_occasion():
    occasion = "January 2025, with the Detective Superintendent"
    app = choose(open_page("reports", paper="pack"), "For which occasion", occasion)
    assert heading(app) == "Meeting pack on 6 recommendations"
    assert f"meeting-pack-{JANUARY}"[:50] in note(app)
    preview = lines(nodes(app, "preview"))
    assert preview[0] == f"Meeting pack: {occasion}"
    app = choose(app, "What to make", "Calendar")
    assert "1 event" in lines(nodes(app, "preview"))
    app = choose(app, "What to make", "Panel report")
    assert "For which occasion" not in choice_labels(app)
    assert heading(app) == "Panel report on 18 recommendations"


def test_the_preview_of_a_welsh_paper_is_marked_as_welsh_on_an_english_page():
    (block,) = nodes(open_page("reports", **{"in": "cy"}), "preview")
    assert block[1]["lang"] == "cy"
    assert "Data fel yr oedd ym mis Mehefin 2024" in lines([block])
    (block,) = nodes(open_page("reports"), "preview")
    assert "lang" not in block[1]


def test_a_logo_that_cannot_be_used_is_named_and_papers_are_offered_without_it(tmp_path, monkeypatch):
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"GIF89a")
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    app = open_page("reports", theme="victims")
    (fault,) = lines(nodes(app, "office.fault"))
    assert fault.startswith(f"The office's logo, {logo}, is neither PNG nor SVG.")
    assert fault.endswith("The papers are made without it.")


def test_the_preview_shows_the_contact_of_the_office(monkeypatch):
    monkeypatch.setenv("CYNNYDD_OFFICE_CONTACT", "The office, 01267 000000")
    app = open_page("reports", paper="pack", theme="data", as_at="2024-02")
    assert "Contact: The office, 01267 000000" in lines(nodes(app, "preview"))
