"""Check that a file is a workbook or a document, and safe to open, within limits, before any reader sees it.

A package is never extracted to a disk, and nothing in it runs. It is refused for what makes its content uncertain, such
as two parts of one name, or its reading costly; and for macros, controls and embedded files, which would not be read.
"""

import errno
import os
import re
import struct
from collections import Counter
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - the module calls its exception "error"

from model.tracker.reading import WorkbookError

MEBIBYTE = 1024 * 1024
# The environment variable of each limit; sizes are in mebibytes.
SETTINGS = {
    "file_bytes": "CYNNYDD_MAX_FILE_MB",
    "rows": "CYNNYDD_MAX_ROWS",
    "columns": "CYNNYDD_MAX_COLUMNS",
    "sheets": "CYNNYDD_MAX_SHEETS",
    "characters": "CYNNYDD_MAX_CHARACTERS",
    "parts": "CYNNYDD_MAX_PARTS",
    "unpacked_bytes": "CYNNYDD_MAX_UNPACKED_MB",
    "memory_bytes": "CYNNYDD_MAX_MEMORY_MB",
    "seconds": "CYNNYDD_MAX_SECONDS",
    "seconds_per_megabyte": "CYNNYDD_MAX_SECONDS_PER_MEGABYTE",
}
# What reading a damaged zip or XML raises; all become one WorkbookError.
PARSE_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,  # a missing part, style or string; an unknown encoding
    OSError,
    RuntimeError,  # a part with a password, or packed in a way that Python cannot unpack
    SyntaxError,  # XML that is not well formed
    TypeError,
    ValueError,  # malformed numbers, and documents that declare entities
    ZlibError,
    struct.error,
)


@contextmanager
def refuse_damage() -> Iterator[None]:
    """Raise WorkbookError for what a damaged file raises."""
    try:
        yield
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for one workbook. Only rows and columns that are not empty count.

    Attributes:
        parts: how many files a package may have.
        unpacked_bytes: the size of all unpacked parts together.
        memory_bytes: the memory of the worker process.
        seconds: the processor time for the smallest file.
        seconds_per_megabyte: the additional processor time for each mebibyte of the file.
    """

    file_bytes: int = 10 * MEBIBYTE
    rows: int = 200_000
    columns: int = 500
    sheets: int = 50
    characters: int = 32_767
    parts: int = 1_000
    unpacked_bytes: int = 300 * MEBIBYTE
    memory_bytes: int = 1024 * MEBIBYTE
    seconds: int = 4
    seconds_per_megabyte: int = 8

    @classmethod
    def from_environment(cls) -> "Limits":
        """Return the limits set in the environment; a value that is no whole number above 0 is ignored."""
        texts = {field: os.environ.get(name, "").strip() for field, name in SETTINGS.items()}
        chosen = {field: int(text) for field, text in texts.items() if re.fullmatch("[0-9]{1,9}", text) and int(text)}
        sizes = {field: number * MEBIBYTE for field, number in chosen.items() if field.endswith("_bytes")}
        return replace(DEFAULT_LIMITS, **{**chosen, **sizes})


DEFAULT_LIMITS = Limits()


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_DOCUMENTS = {"WordDocument": "document", "PowerPoint Document": "presentation"}
_ODS_MANIFEST = "META-INF/manifest.xml"
_MAX_MEDIA_TYPE = 80
_HEADER_SIZE = 30  # of the header before each part, without the name of the part
_ENCRYPTED = 0x1  # a flag of an entry
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP = re.compile(rb"[\xef\xbb\xbf\xff\xfe\s]*<")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FORBIDDEN_PARTS = {
    "file-macros": re.compile(r"(.*/)?vbaproject\.bin$|xl/(macro|dialog)sheets/|(basic|dialogs|scripts)/"),
    "file-active-content": re.compile(r"xl/activex/|customui/|usercustomization/"),
    "file-embedded-objects": re.compile(r"xl/embeddings/"),
}
# Relationships to such parts, by which Office finds them whatever they are called.
_FORBIDDEN_RELATIONS = {
    "file-macros": rb"vbaproject|xl(?:intl)?macrosheet",
    "file-active-content": rb"control|activexcontrolbinary|extensibility|usercustomization",
    "file-embedded-objects": rb"oleobject",
}
# The parts of the external links that ordinary trackers have; none is followed.
_LINK_PARTS = {
    "workbooks": re.compile(r"xl/externallinks/"),
    "connections": re.compile(r"xl/(connections\.xml|querytables/)"),
    "controls": re.compile(r"xl/ctrlprops/"),
}
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<div", b"<style")
# The line below the header row of a Markdown table.
_TABLE_RULE = re.compile(
    rb"^[ \t]*+\|?[ \t]*+:?-{3,}+:?[ \t]*+(?:\|[ \t]*+:?-{3,}+:?[ \t]*+)++\|?[ \t]*+\r?$", re.MULTILINE
)
_SEARCHED_BYTES = 1 << 16
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_KINDS = ((b"text", "open-text"), (b"presentation", "presentation"), (b"", "unknown"))
_FOLDERS = (("word/", "document"), ("ppt/", "presentation"), ("index/document.iwa", "numbers"))


class FileType(StrEnum):
    """The types of files that can be read; CSV is text: comma-separated values, or a published paper."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"


class Package(NamedTuple):
    """The type of a file, and its external links, never followed: `workbooks`, `connections` and `controls`."""

    kind: FileType
    links: tuple[str, ...] = ()


def read_file(path: Path, *, limits: Limits) -> bytes:
    """Return the bytes of a file. Raises WorkbookError if it cannot be read or is larger than allowed."""
    if path.is_dir():
        raise WorkbookError("file-unreadable", file=path.name, reason=os.strerror(errno.EISDIR))
    try:
        check_size(path.stat().st_size, limits=limits)
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise WorkbookError("file-missing", file=path.name) from missing
    except OSError as refused:
        raise WorkbookError("file-unreadable", file=path.name, reason=refused.strerror or "") from refused


def is_paper_name(file_name: str) -> bool:
    """Return whether a file name is that of a paper, so that a refusal of the file is about a paper."""
    return file_name.casefold().endswith((".docx", ".doc", ".pdf", ".txt"))


def check_size(size: int, *, limits: Limits) -> None:
    """Raise WorkbookError if a file is larger than allowed."""
    if size > limits.file_bytes:
        raise WorkbookError("file-too-large", found=_megabytes(size), limit=_megabytes(limits.file_bytes))


def check_package(content: bytes, *, limits: Limits) -> Package:
    """Return the type of a file. Raises WorkbookError if it cannot be read or is not safe to open."""
    if not content:
        raise WorkbookError("file-empty")
    check_size(len(content), limits=limits)
    if content.startswith(_OLE):  # the format of Office before 2007, which encrypted workbooks have as well
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise WorkbookError("file-encrypted")
        old = next((kind for stream, kind in _OLD_DOCUMENTS.items() if stream.encode("utf-16-le") in content), None)
        raise WorkbookError("file-not-workbook", looks_like=old) if old else WorkbookError("file-old-format")
    if content.startswith(_ZIP):
        return _check_zip(content, limits)
    kind = _detect_file_type(content)
    if kind not in ("pdf", "text"):
        raise WorkbookError("file-not-workbook", looks_like=kind)
    return Package(FileType.PDF if kind == "pdf" else FileType.CSV)


def check_archive(archive: ZipFile, *, limits: Limits) -> list[ZipInfo]:
    """Return the entries of an archive, whose names are unique and lead nowhere else, and whose bytes are their own.

    The sizes in its directory may be false: `zipfile` unpacks no more than they say, and then misses the checksum.

    Raises WorkbookError, or BadZipFile if the directory contradicts the entries.
    """
    entries = archive.infolist()
    if len(entries) > limits.parts:
        raise WorkbookError("file-unpacks-too-large", found=str(len(entries)), limit=str(limits.parts))
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise WorkbookError("file-unpacks-too-large", limit=str(limits.unpacked_bytes // MEBIBYTE))
    names = Counter(_part_name(entry) for entry in entries)
    for name, times in names.items():
        if times > 1 or ":" in name or not {"", ".."}.isdisjoint(name.split("/")[:-1]):
            raise WorkbookError("file-unsafe", part=name)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise WorkbookError("file-encrypted")
    spans = sorted((each.header_offset, each.header_offset + _HEADER_SIZE + each.compress_size) for each in entries)
    if spans and spans[0][0] != 0:
        raise BadZipFile("something stands before the first entry")
    if any(end > start for (_, end), (start, _) in pairwise([*spans, (archive.start_dir, archive.start_dir)])):
        raise WorkbookError("file-unsafe")
    return entries


@refuse_damage()
def _check_zip(content: bytes, limits: Limits) -> Package:
    with ZipFile(BytesIO(content)) as package:
        parts = {_part_name(entry): entry for entry in check_archive(package, limits=limits)}
        kind = _package_type(package, parts.keys())
        for code, pattern in _FORBIDDEN_PARTS.items():
            if forbidden := next(filter(pattern.match, parts), None):
                raise WorkbookError(code, part=forbidden)
        for name, entry in parts.items():
            part = package.read(entry)
            # XML that declares a document type or an entity, in characters of one byte or of several.
            plain = part.replace(b"\0", b"") if b"\0" in part[:4] or part.startswith(_UTF_16) else part
            if b"<!" in plain and not name.endswith(".svg") and _MARKUP.match(plain) and _DECLARATION.search(plain):
                raise WorkbookError("file-unsafe", part=name)
            for code, kinds in _FORBIDDEN_RELATIONS.items() if name.endswith(".rels") else ():
                if re.search(rb"""\stype\s*=\s*["'][^"']*/(?:""" + kinds + rb""")["']""", part, re.IGNORECASE):
                    raise WorkbookError(code, part=name)
        return Package(kind, tuple(kind for kind, part in _LINK_PARTS.items() if any(map(part.match, parts))))


def _part_name(entry: ZipInfo) -> str:
    return entry.filename.replace("\\", "/").casefold()


def _package_type(package: ZipFile, parts: Set[str]) -> FileType:
    """Return the type of a zip package by its stated media type or its parts. Raises WorkbookError for any other."""
    stated = package.open("mimetype").read(_MAX_MEDIA_TYPE) if "mimetype" in package.namelist() else b""
    if stated == _OPEN_DOCUMENT + b"spreadsheet":
        if _ODS_MANIFEST in package.namelist() and b"encryption-data" in package.read(_ODS_MANIFEST):
            raise WorkbookError("file-encrypted")
        return FileType.ODS
    if "xl/workbook.bin" in parts:
        raise WorkbookError("file-old-format")
    if parts >= {"[content_types].xml", "xl/workbook.xml"}:
        return FileType.XLSX
    if parts >= {"[content_types].xml", "word/document.xml"}:
        return FileType.DOCX
    opened = (kind for start, kind in _OPEN_KINDS if stated.startswith(_OPEN_DOCUMENT + start))
    by_folder = (kind for start, kind in _FOLDERS if any(part.startswith(start) for part in parts))
    raise WorkbookError("file-not-workbook", looks_like=next(opened, None) or next(by_folder, "zip"))


def _detect_file_type(content: bytes) -> str:
    """Return the type of a file that is no zip or Office package; `text` may be a .csv file.

    One of `pdf`, `html`, `xml-spreadsheet`, `xml`, `rich-text`, `zip`, `markdown`, `text` and `unknown`.
    """
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<!doctype", *_WEB_PAGE)):
        words = content[:_SEARCHED_BYTES].lower()
        if b"urn:schemas-microsoft-com:office:spreadsheet" in words or b'progid="excel.sheet"' in words:
            return "xml-spreadsheet"  # by Excel 2003
        return "html" if any(word in words for word in _WEB_PAGE) else "xml"
    if content.startswith((b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")):
        return "zip"
    if start.startswith((b"%pdf", b"{\\rtf")):
        return "pdf" if start.startswith(b"%") else "rich-text"
    if b"\0" in content and not content.startswith(_UTF_16):
        return "unknown"
    return "markdown" if _TABLE_RULE.search(content[:_SEARCHED_BYTES]) else "text"


def _megabytes(size: int) -> str:
    return f"{size / MEBIBYTE:.1f}".removesuffix(".0")
