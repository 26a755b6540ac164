"""The Reports page: the choice of a paper, its preview, its download and the audit trail."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from operator import call

import pytest

from components.downloads.paper import Download, build_paper
from components.making.press import Press, Stage
from components.making.process import MakingError
from components.published.published_version import displayed_tracker, published_store
from loaders.worker.turns import Turns
from model.actor import local_actor
from tests.support.making import PATIENCE_SECONDS, killed, text_file
from tests.support.page_text import all_of, heading, lines, nodes, open_page, text_of, texts, unescaped
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.workbooks.canonical import RATED, RECOMMENDATION

JANUARY = "2025-01-detective-superintendent-for-protecting-vulnerable-people"
PAPERS = {
    "panel": ["docx", "pdf", "pptx"],
    "pack": ["docx", "pdf"],
    "workbook": [],
    "canonical": [],
    "open-data": [],
    "calendar": [],
}


def radio(app, label):
    found = [each for each in app.radio if each.label == label]
    return found[0] if found else None


def note(app):
    return " ".join(lines(nodes(app, "reports.said")))


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_can_be_chosen_by_link_and_asks_only_for_what_there_is_a_choice_of(paper):
    app = open_page("reports", paper=paper)
    assert radio(app, "What to make").value == paper
    formats = radio(app, "Format")
    assert (formats.options if formats else []) == [NAMES[each] for each in PAPERS[paper]]
    assert (radio(app, "Language of the paper") is None) == (paper == "canonical")


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
    radio(app, "Format").set_value("pptx").run()
    assert "stalking-and-harassment-2024-06-en.pptx" in note(app)
    radio(app, "What to make").set_value("pack").run()
    radio(app, "Language of the paper").set_value("cy").run()
    assert heading(app) == "Meeting pack on 18 recommendations"
    assert "stalking-and-harassment-meeting-pack-2024-06-cy.docx" in note(app)
    assert not app.exception


def test_a_pack_and_a_calendar_can_be_about_one_occasion():
    app = open_page("reports", paper="pack")
    assert app.selectbox[0].label == "For which occasion"
    app.selectbox[0].set_value(JANUARY).run()
    assert heading(app) == "Meeting pack on 6 recommendations"
    assert f"meeting-pack-{JANUARY}"[:50] in note(app)
    preview = lines(nodes(app, "preview"))
    assert preview[0] == "Meeting pack: January 2025, with the Detective Superintendent"
    radio(app, "What to make").set_value("calendar").run()
    assert "1 event" in lines(nodes(app, "preview"))
    radio(app, "What to make").set_value("panel").run()
    assert not app.selectbox
    assert heading(app) == "Panel report on 18 recommendations"


def test_the_filter_decides_the_content_of_the_paper():
    app = open_page("reports", theme="training", as_at="2024-02")
    assert heading(app) == "Panel report on 4 recommendations"
    preview = lines(nodes(app, "preview"))
    assert "Data as at February 2024" in preview
    assert "Only: Training" in preview


def test_the_preview_of_a_welsh_paper_is_marked_as_welsh_on_an_english_page():
    (block,) = nodes(open_page("reports", **{"in": "cy"}), "preview")
    assert block[1]["lang"] == "cy"
    assert "Data fel yr oedd ym mis Mehefin 2024" in lines([block])
    (block,) = nodes(open_page("reports"), "preview")
    assert "lang" not in block[1]


def test_invalid_codes_of_a_link_are_left_out():
    app = open_page("reports", paper="novel", format="exe", about="2031-01-nobody", **{"in": "fr"})
    assert radio(app, "What to make").value == "panel"
    assert "about" not in app.query_params
    assert "stalking-and-harassment-2024-06-en.docx" in note(app)


def test_the_page_shows_its_version():
    published = "version 1 · published by Office of the Police and Crime Commissioner"
    assert any(published in text for text in texts(open_page("reports")))


def test_the_tracker_workbook_is_the_whole_tracker_whatever_is_chosen():
    app = open_page("reports", paper="canonical", theme="training")
    assert heading(app) == "Tracker workbook on 18 recommendations"
    assert "tracker-version-1.xlsx" in note(app)
    assert any("whole tracker" in line for line in lines(nodes(app, "preview")))


def test_nothing_that_matches_is_no_paper():
    app = open_page("reports", q="no such words at all")
    assert radio(app, "What to make") is None


def test_a_paper_is_noted_with_the_name_of_who_took_it(temporary_database):
    displayed_tracker()
    download = Download("Download", "paper.docx", "application/octet-stream", lambda: partial(text_file, "paper"))
    assert build_paper(download, number=1, actor=local_actor("A. Adviser"), make=call) == b"paper"
    newest = published_store().audit(actor=ADMINISTRATOR)[0]
    assert (newest.who, newest.version, newest.details) == ("A. Adviser", 1, {"file": "paper.docx"})


def test_a_logo_that_cannot_be_used_is_named_and_papers_are_offered_without_it(tmp_path, monkeypatch):
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"GIF89a")
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    app = open_page("reports")
    (fault,) = lines(nodes(app, "office.fault"))
    assert fault.startswith(f"The office's logo, {logo}, is neither PNG nor SVG.")
    assert fault.endswith("The papers are made without it.")
    assert not app.exception


def test_the_preview_shows_the_contact_of_the_office(monkeypatch):
    monkeypatch.setenv("CYNNYDD_OFFICE_CONTACT", "The office, 01267 000000")
    app = open_page("reports", paper="pack", theme="data", as_at="2024-02")
    assert "Contact: The office, 01267 000000" in lines(nodes(app, "preview"))


PLACES = {
    "en": "2 others are before you. Your file is made when it is your turn; you need not press anything.",
    "cy": "Mae 2 arall o'ch blaen. Gwneir eich ffeil pan ddaw eich tro; nid oes angen pwyso dim.",
}


@pytest.mark.parametrize("language", PLACES)
def test_whoever_waits_for_a_paper_sees_how_many_are_before(language):
    turns = Turns(at_once=2)
    press = Press(call, turns=turns)
    app = open_page("reports", lang=language)
    app.session_state["reports.download.pressed"] = press
    with ThreadPoolExecutor(1) as threads, ExitStack() as others:
        for _other in range(2):
            others.enter_context(turns.turn(lambda _before: None))
        made = threads.submit(press.build, lambda make: make(partial(text_file, "paper")))
        while press.stage is not Stage.WAITING:
            assert not press.is_over
        assert [unescaped(each.value) for each in app.run().info] == [PLACES[language]]
        others.close()
        assert made.result(PATIENCE_SECONDS) == b"paper"
    assert not app.run().info
    assert "reports.download.pressed" not in app.session_state


def test_a_paper_whose_process_dies_shows_what_to_do_and_the_next_press_makes_it():
    press = Press()
    with pytest.raises(MakingError):
        press.build(lambda make: make(killed))
    app = open_page("reports")
    app.session_state["reports.download.pressed"] = press
    assert [unescaped(each.value) for each in app.run().error] == [
        "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs the "
        "dashboard, who finds the cause in its log."
    ]
    assert not app.run().error
    assert Press().build(lambda make: make(partial(text_file, "again"))) == b"again"
