"""Write a paper as a Word document: real headings, header rows and alternative texts."""

from collections.abc import Iterable
from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length

from model.language import Language
from reports.content.document import Block, Bullets, Figure, Heading, Paper, Paragraph, Table
from reports.content.errors import PaperError
from reports.content.office import Logo
from reports.content.reproducible_zip import without_timestamps
from reports.content.storable_text import storable
from reports.figures.svg_to_png import svg_to_png
from reports.word.blank_document import KEEP_WITH_NEXT, WIDTH, blank_document
from reports.word.tables import add_table
from reports.word.text import add_spans, add_styled_paragraph


def word_bytes(document: Paper) -> bytes:
    """Return a paper as a .docx, which Word and LibreOffice open and people can edit.

    Raises:
        PaperError: a figure has no alternative text.
    """
    book = blank_document(document)
    if document.logo is not None:
        _add_logo(book, document.logo)
    book.add_heading(storable(document.title), 0)
    for line in document.subtitle:
        book.add_paragraph(storable(line), style="Subtitle")
    for block in document.blocks:
        _add_block(book, block, document.language)
    target = BytesIO()
    book.save(target)
    return without_timestamps(target.getvalue())


def _add_block(book: WordDocument, block: Block, language: Language) -> None:
    match block:
        case Heading(text, level):
            add_styled_paragraph(book, f"Heading {level}", storable(text))
        case Paragraph(spans, keep_with_next):
            add_spans(add_styled_paragraph(book, KEEP_WITH_NEXT) if keep_with_next else book.add_paragraph(), spans)
        case Bullets(items):
            for item in items:
                add_spans(add_styled_paragraph(book, "List Bullet"), item)
        case Table():
            add_table(book, block, width=WIDTH)
        case Figure():
            _add_figure(book, block, language)


def _add_logo(book: WordDocument, logo: Logo) -> None:
    width, height = logo.fit(Cm(8), Cm(2))
    picture = book.add_picture(BytesIO(logo.png), width=Length(width), height=Length(height))
    _set_alt_text((picture._inline.docPr,), logo.alt)


def _add_figure(book: WordDocument, figure: Figure, language: Language) -> None:
    if not figure.alt.strip():
        raise PaperError("a figure has no alternative text")
    picture = book.add_picture(BytesIO(svg_to_png(figure.svg, language)), width=WIDTH)
    _set_alt_text((picture._inline.docPr,), figure.alt)  # python-docx has no alternative texts
    book.paragraphs[-1].paragraph_format.keep_with_next = True
    book.add_paragraph(storable(figure.caption), style="Caption")


def _set_alt_text(elements: Iterable[BaseOxmlElement], alt: str) -> None:
    for element in elements:
        element.set("descr", storable(alt))
