"""What a package may not hold, and what it may lead to: told by names, content types and relationships."""

import re

from model.issues.issue import WorkbookError

AS_TOLD = ("workbooks", "connections", "controls")
"""What honest trackers lead to, in the order it is told: it is never followed."""

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
_LEADS_TO = {
    b"externallink": "workbooks",
    b"externallinkpath": "workbooks",
    b"connections": "connections",
    b"querytable": "connections",
    b"ctrlprop": "controls",
}
_MEDIA_TYPE = re.compile(rb"""media-type\s*=\s*["']([^"']*)""")
_WITHIN = ("spreadsheet", "chart", "formula")
"""Documents of these kinds stand in .ods workbooks of people who embed nothing: itself, its charts, its equations."""
_DOCUMENT = b"application/vnd.oasis.opendocument."
_SPREADSHEET = _DOCUMENT + b"spreadsheet"
_OBJECTS = (b"application/vnd.sun.star.oleobject", b"application/x-openoffice-oleobject")
_RELATION = re.compile(rb"""\sType\s*=\s*["'][^"']*?([^"'/]*)["']""")


def refuse_name(part: str) -> None:
    """Raise WorkbookError where a part's name says that it is a program or another document."""
    name = part.replace("\\", "/").casefold()
    for words, code in _FORBIDDEN_NAMES:
        if name.endswith(words) if words.endswith(".bin") else name.startswith(words):
            raise WorkbookError(code, part=part)


def refuse_content_types(xml: bytes) -> None:
    """Raise WorkbookError where the list of content types says that there are macros, under whatever name."""
    lowered = xml.lower()
    for words in _MACRO_TYPES:
        if words in lowered:
            raise WorkbookError("file-macros", part="[Content_Types].xml")


def refuse_manifest(xml: bytes) -> None:
    """Raise WorkbookError where an .ods workbook's list of parts names a password, or other documents among them."""
    if b"encryption-data" in xml:
        raise WorkbookError("file-encrypted")
    kinds = [kind.partition(b";")[0].strip().lower() for kind in _MEDIA_TYPE.findall(xml)]
    books = [kind for kind in kinds if kind.startswith(_DOCUMENT)]
    other = [kind for kind in books if kind.removeprefix(_DOCUMENT).decode("ascii", "replace") not in _WITHIN]
    if other or kinds.count(_SPREADSHEET) > 1 or any(kind in _OBJECTS for kind in kinds):
        raise WorkbookError("file-embedded-objects", part="META-INF/manifest.xml")


def refuse_relationships(part: str, xml: bytes) -> set[str]:
    """Return what a part leads to. Raises WorkbookError where it leads to a program or another document."""
    kinds = {kind.lower() for kind in _RELATION.findall(xml)}
    for kind, code in _FORBIDDEN_RELATIONS.items():
        if kind in kinds:
            raise WorkbookError(code, part=part)
    return {told for kind, told in _LEADS_TO.items() if kind in kinds}
