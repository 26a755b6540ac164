from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from reports.document import Figure, Heading, Paper, PaperError, Paragraph, Table, text_spans
from reports.pdf import pdf_bytes
from reports.registry import PaperType
from tests.support.editions import edition_of, made_paper


def opened(**options):
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


def names(pdf):
    return [str(each.S)[1:] for each in tags(pdf)]


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("cy", "cy")])
def test_it_is_tagged_and_names_its_language_and_its_standard_pdf_ua_1(language, tag):
    pdf = opened(language=language)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).startswith(tag)
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"]
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_headings_have_their_levels_and_tables_name_their_headings():
    pdf = opened()
    assert {"H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "Figure"} <= set(names(pdf))
    scopes = {str(scope) for each in tags(pdf) if str(each.S) == "/TH" for scope in scopes_of(each)}
    assert scopes == {"/Column"}


def scopes_of(heading):
    attributes = heading.get("/A", pikepdf.Array())
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return [each.Scope for each in listed if isinstance(each, pikepdf.Dictionary) and "/Scope" in each]


def test_every_figure_has_an_alternative_text():
    pdf = opened()
    alts = [str(each.Alt).strip() for each in tags(pdf) if str(each.S) == "/Figure"]
    assert alts
    assert all(alts)
    assert any(alt.startswith("Status over 2 rounds.") for alt in alts)


def test_none_is_made_with_a_figure_without_one():
    figure = Figure("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>", "", "A figure")
    with pytest.raises(PaperError):
        pdf_bytes(Paper("A", (), edition_of().language, "", "{page}{pages}", (figure,)))


@pytest.mark.parametrize(
    ("block", "most"),
    [
        (Paragraph(text_spans("a" * 200)), 85),
        (Heading("a" * 200), 60),
        (Table("A table", ("A", "B"), ((text_spans("a" * 200), text_spans("b")),), widths=(1, 3)), 24),
    ],
)
def test_a_word_longer_than_a_line_goes_on_in_the_next_instead_of_over_the_edge(block, most):
    paper = Paper("A", (), edition_of().language, "", "{page}{pages}", (block,))
    (page,) = PdfReader(BytesIO(pdf_bytes(paper))).pages
    lines = [line for line in page.extract_text().split("\n") if "aa" in line]
    assert sum(line.count("a") for line in lines) == 200
    assert max(line.count("a") for line in lines) <= most


def test_a_tab_is_a_space_where_another_character_is_in_no_font():
    block = Paragraph(text_spans("one\ttwo \U000f1234"))
    paper = Paper("A", (), edition_of().language, "", "{page}{pages}", (block,))
    (page,) = PdfReader(BytesIO(pdf_bytes(paper))).pages
    assert "one two [U+F1234]" in page.extract_text()
