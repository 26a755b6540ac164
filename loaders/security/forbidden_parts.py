"""Refuse packages with macros, controls or embedded files, and list the external links of the others."""

import re

from model.issues.issue import WorkbookError

CONTENT_TYPES, MANIFEST = "[content_types].xml", "meta-inf/manifest.xml"
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
_DOCUMENT = b"application/vnd.oasis.opendocument."
_SPREADSHEET = _DOCUMENT + b"spreadsheet"
_ALLOWED_DOCUMENTS = {_SPREADSHEET, _DOCUMENT + b"chart", _DOCUMENT + b"formula"}
"""The documents in .ods workbooks that embed no file: the workbook itself, its charts and its equations."""
_OBJECTS = {b"application/vnd.sun.star.oleobject", b"application/x-openoffice-oleobject"}
_RELATION = re.compile(rb"""\sType\s*=\s*["'][^"']*?([^"'/]*)["']""")


def refuse_name(part: str) -> None:
    """Raise WorkbookError if the name of a part shows that it is a program or an embedded document."""
    name = part.replace("\\", "/").casefold()
    for words, code in _FORBIDDEN_NAMES:
        if name.endswith(words) if words.endswith(".bin") else name.startswith(words):
            raise WorkbookError(code, part=part)


def refuse_part(part: str, xml: bytes) -> set[str]:
    """Return the types of external links that a part lists. Raises WorkbookError if it lists programs or documents."""
    if part.casefold() == CONTENT_TYPES:
        if any(words in xml.lower() for words in _MACRO_TYPES):
            raise WorkbookError("file-macros", part=part)
        return set()
    return _refuse_manifest(part, xml) if part.casefold() == MANIFEST else _refuse_relations(part, xml)


def _refuse_manifest(part: str, xml: bytes) -> set[str]:
    """Raise WorkbookError if the manifest of an .ods workbook lists encryption or embedded documents."""
    if b"encryption-data" in xml:
        raise WorkbookError("file-encrypted")
    kinds = [kind.partition(b";")[0].strip().lower() for kind in _MEDIA_TYPE.findall(xml)]
    documents = [kind for kind in kinds if kind.startswith(_DOCUMENT)]
    if kinds.count(_SPREADSHEET) > 1 or {*documents} - _ALLOWED_DOCUMENTS or {*kinds} & _OBJECTS:
        raise WorkbookError("file-embedded-objects", part=part)
    return set()


def _refuse_relations(part: str, xml: bytes) -> set[str]:
    kinds = {kind.lower() for kind in _RELATION.findall(xml)}
    for kind, code in _FORBIDDEN_RELATIONS.items():
        if kind in kinds:
            raise WorkbookError(code, part=part)
    return {link_type for kind, link_type in _LINK_TYPE_OF_RELATION.items() if kind in kinds}
