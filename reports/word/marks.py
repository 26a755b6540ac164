"""A status in a Word document: its letter on its colour within a line, and its word; text that can be edited."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from reports.content.document import StatusMark
from reports.content.storable_text import storable


def add_mark(paragraph: Paragraph, mark: StatusMark) -> None:
    """Add a status: letter, then word. The line round the letter is dashed where the status was inferred."""
    if mark.shape:
        run = paragraph.add_run(storable(f"\xa0{mark.letter}\xa0"))  # no line ends inside its box
        run.bold, run.font.color.rgb = True, RGBColor.from_string(mark.ink[1:].upper())
        properties = run._r.get_or_add_rPr()  # python-docx has neither borders nor shades of a run
        properties.append(_edge(mark))
        properties.append(_shade(mark.fill))
        paragraph.add_run("\xa0")
    paragraph.add_run(storable(mark.word))


def _edge(mark: StatusMark) -> BaseOxmlElement:
    edge = OxmlElement("w:bdr")
    edge.set(qn("w:val"), "dashed" if mark.inferred else "single")
    edge.set(qn("w:sz"), "8")
    edge.set(qn("w:space"), "0")
    edge.set(qn("w:color"), mark.edge[1:].upper())
    return edge


def _shade(fill: str) -> BaseOxmlElement:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), fill[1:].upper())
    return shade
