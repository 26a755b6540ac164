"""Papers as Word and PDF, and the pictures in them."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import docx
import pikepdf
import pptx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from model.settings import UNNAMED_OFFICE, Settings
from model.terms import Language, Scale, Status
from reports.__main__ import main
from reports.document import Figure, Heading, Logo, LogoError, Office, Paper, PaperError, Paragraph, Table, Text
from reports.panel.report import panel_report
from reports.powerpoint import slides_bytes
from reports.registry import PaperType
from reports.typesetting import displayable, office_from_settings, pdf_bytes, svg_to_png
from reports.word import word_bytes
from store.commands.context import REFUSED
from tests.support.editions import edition_of, made_paper
from tests.support.trackers import tracker_of, update_row


def opened(**options):
    return docx.Document(BytesIO(made_paper(PaperType.PANEL, ".docx", **options)))


def test_each_table_repeats_its_headings_and_has_a_title():
    tables = opened().tables
    assert len(tables) == 4
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_a_figure_has_an_alternative_text_and_none_is_written_without():
    (picture,) = opened().inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Status over 2 rounds.")
    with pytest.raises(PaperError):
        Figure(" ", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>", "A figure")


def test_statuses_that_are_all_inferred_have_a_dashed_edge_and_one_sentence():
    book = opened(as_at="2024-02")
    texts = [p.text for p in book.paragraphs]
    assert "Status: \xa0R\xa0\xa0Red" in texts
    assert sum(text.startswith("Statuses that are inferred: 1 of 1.") for text in texts) == 1
    edges = {edge.get(qn("w:val")) for edge in book.element.body.iter(qn("w:bdr"))}
    assert edges == {"single", "dashed"}


@cache
def long_tracker():
    """Return two reviews with long titles, statuses with long words, seven rounds, and a recommendation of each."""
    title = "Ensure that every officer and member of staff who comes into contact with victims is trained and supported"
    months = ["January", "February", "March", "April", "May", "June", "July"]
    scale = Scale((Status("Unsatisfactory so far"), Status("Complete", complete=True)))
    tracker = tracker_of(
        [{"ref": "1", "review": review, "title": f"{title} ({title})"} for review in ("One", "Two")],
        [update_row("1", f"{month} 2024", "Complete", review="One") for month in months],
        scale=scale,
    )
    reviews = tracker.reviews.reindex([0, 1]).assign(review=["One", "Two"], title=[f"{'Why? ' * 50}Why?", "Short"])
    return replace(tracker, reviews=reviews)


def test_a_heading_stays_on_the_page_of_what_follows_and_no_row_is_split():
    book = opened()
    leading = [p.text for p in book.paragraphs if p.style.paragraph_format.keep_with_next]
    assert {"1 Amber.", "\xa0A\xa0\xa0Amber"} <= set(leading)
    for table in book.tables:
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_long_titles_and_words_and_many_rounds_fit_and_each_number_names_its_review():
    book = opened(tracker=long_tracker())
    assert len(book.core_properties.title) == 255
    assert book.core_properties.title.endswith("…")
    matrix = book.tables[-1]
    months = [f"{month} 2024" for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul")]
    assert [cell.text for cell in matrix.rows[0].cells] == ["Recommendation", *months]
    assert [section.page_width > section.page_height for section in book.sections] == [False, True, False]
    first = matrix.rows[1].cells[0].text
    assert first.startswith("1 (One) Ensure that every officer")
    assert first.endswith("trained and supported)")
    lines = [p.text for p in book.paragraphs]
    assert "Review: Two\nTitle: Short" in lines
    assert f"Review: One\nTitle: {'Why? ' * 50}Why?" in lines
    headings = [p.text for p in book.paragraphs if p.style.name == "Heading 2" and p.text.startswith("Recommendation")]
    assert [text.split(":")[0] for text in headings] == ["Recommendation 1 (One)", "Recommendation 1 (Two)"]


def opened_pdf(**options):
    return pikepdf.open(BytesIO(made_paper(PaperType.PANEL, ".pdf", **options)))


def tags(pdf):
    """Return every element of the structure, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("language", Language)
def test_it_is_tagged_and_names_its_language_and_its_standard_pdf_ua_1(language):
    pdf = opened_pdf(language=language)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).startswith(language)
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"]
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_headings_have_their_levels_and_tables_name_their_headings():
    pdf = opened_pdf()
    found = tags(pdf)
    assert {"H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "Figure"} <= {str(each.S)[1:] for each in found}
    scopes = {str(scope) for each in found if str(each.S) == "/TH" for scope in scopes_of(each)}
    assert scopes == {"/Column"}


def scopes_of(heading):
    attributes = heading.get("/A", pikepdf.Array())
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return [each.Scope for each in listed if isinstance(each, pikepdf.Dictionary) and "/Scope" in each]


def test_every_figure_has_an_alternative_text():
    pdf = opened_pdf()
    alts = [str(each.Alt).strip() for each in tags(pdf) if str(each.S) == "/Figure"]
    assert all(alts)
    assert any(alt.startswith("Status over 2 rounds.") for alt in alts)


@pytest.mark.parametrize(
    ("block", "most"),
    [
        (Paragraph((Text("a" * 200),)), 85),
        (Heading("a" * 200), 60),
        (Table("A table", ("A", "B"), (((Text("a" * 200),), (Text("b"),)),), widths=(1, 3)), 24),
    ],
)
def test_a_word_longer_than_a_line_goes_on_in_the_next_instead_of_over_the_edge(block, most):
    paper = Paper("A", (), edition_of().language, "", "{page}{pages}", (block,))
    (page,) = PdfReader(BytesIO(pdf_bytes(paper))).pages
    lines = [line for line in page.extract_text().split("\n") if "aa" in line]
    assert sum(line.count("a") for line in lines) == 200
    assert max(line.count("a") for line in lines) <= most


def test_a_tab_is_a_space_where_another_character_is_in_no_font():
    block = Paragraph((Text("one\ttwo \U000f1234"),))
    paper = Paper("A", (), edition_of().language, "", "{page}{pages}", (block,))
    (page,) = PdfReader(BytesIO(pdf_bytes(paper))).pages
    assert "one two [U+F1234]" in page.extract_text()


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
    width, height = Logo(office.logo_png, "A logo").size_within(4000, 4000)
    assert (width, round(width / height)) == (4000, 4)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        *((b"GIF89a", "format"), (PNG[:60], "broken"), (b"<svg>", "broken")),
        *((b" " * 2_000_001, "too-large"), (None, "missing")),
    ],
)
def test_a_logo_that_cannot_be_used_or_is_a_folder_is_refused_with_what_is_wrong(tmp_path, content, code):
    file = logo_file(tmp_path, content) if content else tmp_path
    with pytest.raises(LogoError) as caught:
        _office(Settings(office_logo=file))
    assert (caught.value.code, caught.value.details["file"]) == (code, str(file))


def test_the_first_page_of_each_paper_has_the_logo_and_the_contact():
    edition = replace(edition_of(), office=Office(PNG, "The office, 01267 000000"))
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
