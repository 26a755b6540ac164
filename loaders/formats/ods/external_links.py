"""What an .ods workbook leads to, and what in it is a program or another document."""

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
_LEADS_TO = {
    f"{_TABLE}table-source": "workbooks",
    f"{_TABLE}cell-range-source": "workbooks",
    f"{_TABLE}database-source-sql": "connections",
    f"{_TABLE}database-source-table": "connections",
    f"{_TABLE}database-source-query": "connections",
    f"{_TABLE}source-service": "connections",
    f"{_OFFICE}dde-source": "connections",
    f"{_TABLE}dde-link": "connections",
}
_FORMS = ("form", "properties", "property", "list-property")
"""Elements that stand around controls and are none."""
FORMULA = f"{_TABLE}formula"
_OTHER_FILE = "'file:"


def link_type(name: str, attributes: Mapping[str, str]) -> str:
    """Return what an element leads to: `workbooks`, `connections` or `controls`; "" where it leads nowhere.

    Raises WorkbookError where it is a program or another document.
    """
    if name in _REFUSED:
        raise WorkbookError(_REFUSED[name], part="content.xml")
    if name.startswith(_FORM):
        return "" if local_name(name) in _FORMS else "controls"
    if _OTHER_FILE in attributes.get(FORMULA, ""):
        return "workbooks"
    return _LEADS_TO.get(name, "")
