"""Text in a Word document: paragraphs with a style, and spans with their language."""

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from model.language import Language
from model.status.colours import PALETTES, Appearance
from reports.content.document import Spans, StatusMark, Text
from reports.content.storable_text import storable

_MUTED = PALETTES[Appearance.LIGHT].muted


def add_styled_paragraph(book: WordDocument, style: str, text: str = "") -> WordParagraph:
    """Add a paragraph with a style; python-docx would search all styles each time, most of a long paper's time."""
    paragraph = book.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")  # the id of a style in its template is its name without spaces
    return paragraph


def add_spans(paragraph: WordParagraph, spans: Spans, *, strong: bool = False) -> None:
    """Add texts and marks to a paragraph; `strong` makes every text strong."""
    for span in spans:
        if isinstance(span, StatusMark):
            add_mark(paragraph, span)
        else:
            _add_text(paragraph, span, strong=strong)


def _add_text(paragraph: WordParagraph, text: Text, *, strong: bool) -> None:
    run = paragraph.add_run(storable(text.words))
    run.bold = text.strong or strong or None
    if text.muted:
        run.font.color.rgb = RGBColor.from_string(_MUTED[1:].upper())
    if text.language is not None:
        _set_run_language(run, text.language)


def set_language(paragraph: WordParagraph, language: Language) -> None:
    """Set the language of all text of a paragraph."""
    for run in paragraph.runs:
        _set_run_language(run, language)


def _set_run_language(run: Run, language: Language) -> None:
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), language.tag)
    run._r.get_or_add_rPr().append(tag)  # python-docx sets no language of a run


def add_mark(paragraph: Paragraph, mark: StatusMark) -> None:
    """Add a status: its letter, then its word. The border of the letter is dashed where the status is inferred."""
    if mark.shape:
        run = paragraph.add_run(storable(f"\xa0{mark.letter}\xa0"))  # no line break inside its box
        run.bold, run.font.color.rgb = True, RGBColor.from_string(mark.ink[1:].upper())
        properties = run._r.get_or_add_rPr()  # python-docx has neither borders nor shades of a run
        properties.append(_border(mark))
        properties.append(_shading(mark.fill))
        paragraph.add_run("\xa0")
    paragraph.add_run(storable(mark.word))


def _border(mark: StatusMark) -> BaseOxmlElement:
    border = OxmlElement("w:bdr")
    border.set(qn("w:val"), "dashed" if mark.inferred else "single")
    border.set(qn("w:sz"), "8")
    border.set(qn("w:space"), "0")
    border.set(qn("w:color"), mark.edge[1:].upper())
    return border


def _shading(fill: str) -> BaseOxmlElement:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), fill[1:].upper())
    return shading
