"""Refuse packages with macros, controls or embedded files, and list the external links of the others."""

import re

from model.issues.issue import WorkbookError

LINK_TYPES = ("workbooks", "connections", "controls")
"""The external links that ordinary trackers have, in the order in which they are reported; none is followed."""

_FORBIDDEN_NAMES = (
    ("vbaproject.bin", "file-macros"),
    ("xl/macrosheets/", "file-macros"),
    ("xl/dialogsheets/", "file-macros"),
    ("basic/", "file-macros"),
    ("dialogs/", "file-macros"),
    ("scripts/", "file-macros"),
    ("xl/activex/", "file-active-content"),
    ("customui/", "file-active-content"),
    ("usercustomization/", "file-active-content"),
    ("xl/embeddings/", "file-embedded-objects"),
)
_MACRO_TYPES = (b"macroenabled", b"vbaproject", b"macrosheet")
_FORBIDDEN_RELATIONS = {
    b"vbaproject": "file-macros",
    b"xlmacrosheet": "file-macros",
    b"xlintlmacrosheet": "file-macros",
    b"control": "file-active-content",
    b"activexcontrolbinary": "file-active-content",
    b"extensibility": "file-active-content",
    b"usercustomization": "file-active-content",
    b"oleobject": "file-embedded-objects",
    b"package": "file-embedded-objects",
}
_LINK_TYPE_OF_RELATION = {
    b"externallink": "workbooks",
    b"externallinkpath": "workbooks",
    b"connections": "connections",
    b"querytable": "connections",
    b"ctrlprop": "controls",
}
_MEDIA_TYPE = re.compile(rb"""media-type\s*=\s*["']([^"']*)""")
_ALLOWED_DOCUMENTS = ("spreadsheet", "chart", "formula")
"""The documents in .ods workbooks that embed no file: the workbook itself, its charts and its equations."""
_DOCUMENT = b"application/vnd.oasis.opendocument."
_SPREADSHEET = _DOCUMENT + b"spreadsheet"
_OBJECTS = (b"application/vnd.sun.star.oleobject", b"application/x-openoffice-oleobject")
_RELATION = re.compile(rb"""\sType\s*=\s*["'][^"']*?([^"'/]*)["']""")


def refuse_name(part: str) -> None:
    """Raise WorkbookError if the name of a part shows that it is a program or an embedded document."""
    name = part.replace("\\", "/").casefold()
    for words, code in _FORBIDDEN_NAMES:
        if name.endswith(words) if words.endswith(".bin") else name.startswith(words):
            raise WorkbookError(code, part=part)


def refuse_content_types(xml: bytes) -> None:
    """Raise WorkbookError if the list of content types declares macros, whatever their part is called."""
    lowered = xml.lower()
    for words in _MACRO_TYPES:
        if words in lowered:
            raise WorkbookError("file-macros", part="[Content_Types].xml")


def refuse_manifest(xml: bytes) -> None:
    """Raise WorkbookError if the manifest of an .ods workbook lists encryption or embedded documents."""
    if b"encryption-data" in xml:
        raise WorkbookError("file-encrypted")
    kinds = [kind.partition(b";")[0].strip().lower() for kind in _MEDIA_TYPE.findall(xml)]
    documents = [kind for kind in kinds if kind.startswith(_DOCUMENT)]
    other = [
        kind for kind in documents if kind.removeprefix(_DOCUMENT).decode("ascii", "replace") not in _ALLOWED_DOCUMENTS
    ]
    if other or kinds.count(_SPREADSHEET) > 1 or any(kind in _OBJECTS for kind in kinds):
        raise WorkbookError("file-embedded-objects", part="META-INF/manifest.xml")


def refuse_relationships(part: str, xml: bytes) -> set[str]:
    """Return the types of external links of a part. Raises WorkbookError if it links a program or a document."""
    kinds = {kind.lower() for kind in _RELATION.findall(xml)}
    for kind, code in _FORBIDDEN_RELATIONS.items():
        if kind in kinds:
            raise WorkbookError(code, part=part)
    return {link_type for kind, link_type in _LINK_TYPE_OF_RELATION.items() if kind in kinds}
