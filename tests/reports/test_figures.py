"""Pictures in papers."""

from dataclasses import replace
from io import BytesIO

import docx
import pptx
import pytest
from pypdf import PdfReader

from model.language import Language
from model.settings import UNNAMED_OFFICE, Settings
from reports.__main__ import main
from reports.document import Logo, LogoError, Office
from reports.figures import displayable, office_from_settings, svg_to_png
from reports.panel.report import panel_report
from reports.pdf import pdf_bytes
from reports.powerpoint import slides_bytes
from reports.registry import PaperType
from reports.word import word_bytes
from store.commands.context import REFUSED
from tests.support.editions import edition_of, made_paper

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 10'><rect width='40' height='10' fill='#00594f'/></svg>"
PNG = svg_to_png(SVG, Language.ENGLISH)


def _office(settings):
    return office_from_settings(settings, name=UNNAMED_OFFICE)


def logo_file(folder, content, name="logo.png"):
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("content", [SVG.encode(), PNG], ids=["svg", "png"])
def test_a_logo_is_drawn_as_a_png_with_its_proportions(tmp_path, content):
    office = _office(Settings(office_logo=logo_file(tmp_path, content), office_contact=" A  desk\n101 "))
    assert office.contact == "A desk 101"
    width, height = Logo(office.logo_png, "A logo").fit(4000, 4000)
    assert (width, round(width / height)) == (4000, 4)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"GIF89a", "format"), (PNG[:60], "broken"), (b"<svg>", "broken"), (b" " * 2_000_001, "too-large")],
)
def test_a_logo_that_cannot_be_used_is_refused_with_what_is_wrong(tmp_path, content, code):
    file = logo_file(tmp_path, content)
    with pytest.raises(LogoError) as caught:
        _office(Settings(office_logo=file))
    assert (caught.value.code, caught.value.file) == (code, str(file))


def test_a_missing_logo_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.svg", tmp_path):
        with pytest.raises(LogoError) as caught:
            _office(Settings(office_logo=path))
        assert caught.value.code == "missing"


def test_without_the_settings_there_is_neither_logo_nor_contact():
    assert _office(Settings()) == Office()


def edition_with_office():
    return replace(edition_of(), office=Office(PNG, "The office, 01267 000000"))


def test_the_first_page_of_each_paper_has_the_logo_and_the_contact():
    edition = edition_with_office()
    book = docx.Document(BytesIO(word_bytes(panel_report(edition))))
    assert book.inline_shapes[0]._inline.docPr.get("descr") == "The logo of the office"
    assert [each.text for each in book.paragraphs[1:4]] == [
        "Progress report: Stalking",
        "Data as at June 2024",
        "Contact: The office, 01267 000000",
    ]
    page = PdfReader(BytesIO(pdf_bytes(panel_report(edition)))).pages[0]
    without = PdfReader(BytesIO(made_paper(PaperType.PANEL, ".pdf"))).pages[0]
    assert "Contact: The office, 01267 000000" in page.extract_text()
    assert len(page.images) == 1 + len(without.images)
    show = pptx.Presentation(BytesIO(slides_bytes(edition)))
    logos = [[shape.name for shape in slide.shapes if shape.name == "Logo"] for slide in show.slides]
    assert logos == [["Logo"], *[[]] * (len(logos) - 1)]
    assert "Contact: The office, 01267 000000" in show.slides[0].shapes[1].text_frame.text


def test_the_command_refuses_a_broken_logo_with_its_path_and_makes_no_paper(tmp_path, monkeypatch, capsys):
    logo, out = logo_file(tmp_path, b"GIF89a"), tmp_path / "paper.docx"
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    assert main(["panel", str(out), "--tracker", "data/tracker.xlsx"]) == REFUSED
    message = f"The office's logo, {logo}, is neither PNG nor SVG. Name such a file in CYNNYDD_OFFICE_LOGO."
    assert " ".join(capsys.readouterr().err.split()) == message
    assert not out.exists()


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Done – ŵ £5 €", "Done – ŵ £5 €"), ("a\U000f1234b", "a[U+F1234]b"), ("\U0001faff", "[U+1FAFF]")],
)
def test_what_no_font_has_is_its_code_point(text, printed):
    assert displayable(text, Language.ENGLISH) == printed


@pytest.mark.parametrize(("language", "words"), [(Language.ENGLISH, "[Hourglass]"), (Language.WELSH, "[Awrwydr]")])
def test_a_symbol_is_words_or_a_picture_where_the_machine_has_a_font_with_it(language, words):
    assert displayable("⌛\ufe0f", language).removesuffix("\ufe0f") in (words, "⌛")


def test_two_symbols_that_no_font_has_do_not_look_alike_in_a_picture():
    first, second = (
        svg_to_png(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 20"><text x="0" y="15">{character}</text></svg>',
            Language.ENGLISH,
        )
        for character in ("\U000f1234", "\U000f1235")
    )
    assert first != second
