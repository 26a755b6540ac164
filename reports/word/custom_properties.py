"""Custom properties of a Word document, which Word and LibreOffice keep and no page shows."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from reports.content.storable_text import storable

_NAMESPACES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
_FORMAT_ID, _FIRST_NUMBER = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2
"""The identifier of custom properties, and the number of the first one: both as the format has them."""


def add_custom_properties(book: WordDocument, properties: Mapping[str, str]) -> None:
    """Add custom properties to a document that has none: python-docx cannot write them."""
    lines = [
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(storable(name))}>'
        f"<vt:lpwstr>{escape(storable(text))}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), start=_FIRST_NUMBER)
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    content = f"{head}<Properties {_NAMESPACES}>{''.join(lines)}</Properties>".encode()
    package = book.part.package
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
