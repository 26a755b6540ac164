"""Form fields of a Word document: content controls, which stay fillable while all else is locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

from model.language import Language
from model.status.colours import PALETTES, Appearance
from reports.content.storable_text import storable

_PROMPT_STYLE = "Placeholder Text"
"""The name that Word has for the style of a field that is blank."""
_MUTED = PALETTES[Appearance.LIGHT].muted


@dataclass(frozen=True, slots=True)
class FormField:
    """One field.

    Attributes:
        name: what a screen reader says of it.
        tag: what a program knows it by.
        prompt: what it shows while it is blank.
        options: the options of a drop-down list; none for a text or a day.
    """

    name: str
    tag: str
    prompt: str
    options: Sequence[str] = ()
    is_day: bool = False


def prepare_fields(book: WordDocument) -> None:
    """Add the style of blank fields, and lock all else without a password."""
    style = book.styles.add_style(_PROMPT_STYLE, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(_MUTED[1:].upper())
    protection = OxmlElement("w:documentProtection")
    protection.set(qn("w:edit"), "forms")
    protection.set(qn("w:enforcement"), "1")
    book.settings.element.find(qn("w:defaultTabStop")).addprevious(protection)  # where the format has it


def field_xml(field: FormField, number: int, language: Language) -> str:
    """Return a field as the XML of a paragraph's content; `number` differs for each field of a document."""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(storable(field.name))}/><w:tag w:val={quoteattr(field.tag)}/>"
        f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/><w:showingPlcHdr/>{_kind_xml(field, language)}</w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="{_PROMPT_STYLE.replace(" ", "")}"/></w:rPr>'
        f"<w:t>{escape(field.prompt)}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _kind_xml(field: FormField, language: Language) -> str:
    if field.is_day:
        return (
            f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{language.tag}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    if not field.options:
        return '<w:text w:multiLine="1"/>'
    options = "".join(
        f"<w:listItem w:displayText={text} w:value={text}/>" for text in map(quoteattr, map(storable, field.options))
    )
    return f'<w:dropDownList><w:listItem w:displayText={quoteattr(field.prompt)} w:value=""/>{options}</w:dropDownList>'
