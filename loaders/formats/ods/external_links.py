"""Detect the external links of an .ods workbook, and refuse programs and embedded documents."""

from collections.abc import Mapping

from loaders.formats.xml.events import local_name
from model.issues.issue import WorkbookError

_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_FORM = "urn:oasis:names:tc:opendocument:xmlns:form:1.0 "
_REFUSED = {
    f"{_OFFICE}script": "file-macros",
    f"{_DRAW}object-ole": "file-embedded-objects",
    f"{_DRAW}applet": "file-active-content",
    f"{_DRAW}plugin": "file-active-content",
    f"{_DRAW}floating-frame": "file-embedded-objects",
}
_LINK_TYPES = {
    f"{_TABLE}table-source": "workbooks",
    f"{_TABLE}cell-range-source": "workbooks",
    f"{_TABLE}database-source-sql": "connections",
    f"{_TABLE}database-source-table": "connections",
    f"{_TABLE}database-source-query": "connections",
    f"{_TABLE}source-service": "connections",
    f"{_OFFICE}dde-source": "connections",
    f"{_TABLE}dde-link": "connections",
}
_FORM_CONTAINERS = ("form", "properties", "property", "list-property")
"""Elements that contain controls and are none."""
FORMULA = f"{_TABLE}formula"
_EXTERNAL_REFERENCE = "'file:"


def link_type(name: str, attributes: Mapping[str, str]) -> str:
    """Return the type of an element's external link: `workbooks`, `connections`, `controls`, or "" for none.

    Raises WorkbookError if the element is a program or an embedded document.
    """
    if name in _REFUSED:
        raise WorkbookError(_REFUSED[name], part="content.xml")
    if name.startswith(_FORM):
        return "" if local_name(name) in _FORM_CONTAINERS else "controls"
    if _EXTERNAL_REFERENCE in attributes.get(FORMULA, ""):
        return "workbooks"
    return _LINK_TYPES.get(name, "")
