"""A blank Word document: its page, language, fonts, styles, properties and footer."""

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from model.status.colours import PALETTES, Appearance
from reports.content.document import Paper
from reports.content.reproducible_zip import CREATION_DATE
from reports.content.storable_text import property_text, storable
from reports.word.tables import CELL_STYLE, DENSE_CELL_STYLE, lighten_rules

WIDTH = Cm(17)
"""The width of the text on a page."""
KEEP_WITH_NEXT = "Leading Paragraph"
"""The style of a paragraph that stays on the page of the next block."""
_FONT, _SIZE = "Arial", Pt(11)
_COLOURS = PALETTES[Appearance.LIGHT]


def blank_document(document: Paper) -> WordDocument:
    """Return a Word document without content, in the language of a paper, with its properties and its footer."""
    book = docx.Document()
    core_properties = book.core_properties
    core_properties.title, core_properties.author = property_text(document.title), property_text(document.publisher)
    core_properties.comments = ""
    core_properties.language, core_properties.created, core_properties.modified = (
        document.language.tag,
        CREATION_DATE,
        CREATION_DATE,
    )
    styles = book.styles.element
    for tag in styles.iter(qn("w:lang")):
        tag.set(qn("w:val"), document.language.tag)
    for name, size, colour in (
        ("Normal", _SIZE, _COLOURS.text),
        ("Title", Pt(22), _COLOURS.text),
        ("Subtitle", Pt(12), _COLOURS.muted),
        ("Heading 1", Pt(16), _COLOURS.accent),
        ("Heading 2", Pt(13), _COLOURS.text),
        ("Heading 3", Pt(11), _COLOURS.text),
        ("Caption", Pt(10), _COLOURS.muted),
    ):
        style = book.styles[name]
        style.font.size, style.font.color.rgb, style.font.italic = size, RGBColor.from_string(colour[1:].upper()), False
        _set_font(style.element)
        _remove_settings(style.element, "w:pBdr", "w:spacing")
    for name, size in ((KEEP_WITH_NEXT, _SIZE), (CELL_STYLE, _SIZE), (DENSE_CELL_STYLE, Pt(10))):
        paragraph_style = book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        paragraph_style.base_style, paragraph_style.font.size = book.styles["Normal"], size
        paragraph_style.paragraph_format.space_after, paragraph_style.paragraph_format.keep_with_next = (
            Pt(2),
            True if name == KEEP_WITH_NEXT else None,
        )
    lighten_rules(book, colour=_COLOURS.line)
    book.styles["Footer"].paragraph_format.tab_stops.clear_all()
    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _add_footer(section.footer.paragraphs[0], document)
    return book


def _set_font(style: BaseOxmlElement) -> None:
    """Set the font of a style by name for every script, instead of by the theme of the template."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _remove_settings(style: BaseOxmlElement, line: str, spacing: str) -> None:
    """Remove from a style its border and its letter spacing."""
    for parent, setting in ((style.pPr, line), (style.rPr, spacing)):
        for setting_element in () if parent is None else parent.findall(qn(setting)):
            parent.remove(setting_element)


def _add_footer(paragraph: WordParagraph, document: Paper) -> None:
    """Write the footer and the page number, which is a field that Word counts."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(storable(f"{document.footer}\t"))
    pattern = document.page_number_pattern
    for placeholder, field in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        before, _, pattern = pattern.partition(placeholder)
        paragraph.add_run(before)
        _add_field(paragraph, field)
    paragraph.add_run(pattern)
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(_COLOURS.muted[1:].upper())


def _add_field(paragraph: WordParagraph, name: str) -> None:
    """Add a field that Word counts; each of its parts is a separate run, or LibreOffice loses their format."""
    for kind in ("begin", "instruction", "separate", "text", "end"):
        if kind == "instruction":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {name} "
        elif kind == "text":
            part = OxmlElement("w:t")
            part.text = "1"
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(part)  # python-docx has no fields
