"""Check that a file is a workbook and safe to open, before any reader sees it."""

import errno
import os
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from zipfile import ZipFile

from loaders.security.file_type import detect_file_type, detect_zip_document
from loaders.security.limits import MEBIBYTE, Limits
from loaders.security.parse_errors import PARSE_ERRORS
from loaders.security.zip_package import check_content, check_entries
from model.issues.issue import WorkbookError

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_DOCUMENTS = {"WordDocument": "document", "PowerPoint Document": "presentation"}
_WORKBOOK_PARTS = ("[content_types].xml", "xl/workbook.xml")
_DOCUMENT_PARTS = ("[content_types].xml", "word/document.xml")
_ODS, _MAX_MEDIA_TYPE = b"application/vnd.oasis.opendocument.spreadsheet", 80


class FileType(StrEnum):
    """The types of files that can be read."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    """Text: comma-separated values, or a published paper."""
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Package:
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


def check_size(size: int, *, limits: Limits) -> None:
    """Raise WorkbookError if a file is larger than allowed."""
    if size > limits.file_bytes:
        raise WorkbookError("file-too-large", found=_megabytes(size), limit=_megabytes(limits.file_bytes))


def check_package(content: bytes, *, limits: Limits) -> Package:
    """Return the type of a file. Raises WorkbookError if it cannot be read or is not safe to open."""
    if not content:
        raise WorkbookError("file-empty")
    check_size(len(content), limits=limits)
    if content.startswith(_OLE):
        _refuse_old(content)
    if content.startswith(_ZIP):
        return _check_zip(content, limits)
    kind = detect_file_type(content)
    if kind == "pdf":
        return Package(FileType.PDF)
    if kind != "text":
        raise WorkbookError("file-not-workbook", looks_like=kind)
    return Package(FileType.CSV)


def _refuse_old(content: bytes) -> NoReturn:
    """Raise WorkbookError for a file in the format of Office before 2007, which encrypted workbooks use as well."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise WorkbookError("file-encrypted")
    for stream, document in _OLD_DOCUMENTS.items():
        if stream.encode("utf-16-le") in content:
            raise WorkbookError("file-not-workbook", looks_like=document)
    raise WorkbookError("file-old-format")


def _check_zip(content: bytes, limits: Limits) -> Package:
    try:
        with ZipFile(BytesIO(content)) as package:
            kind = _package_type(package, {info.filename.casefold() for info in check_entries(package, limits=limits)})
            return Package(kind, check_content(package, limits=limits))
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage


def _package_type(package: ZipFile, parts: set[str]) -> FileType:
    stated = package.open("mimetype").read(_MAX_MEDIA_TYPE) if "mimetype" in package.namelist() else b""
    if stated == _ODS:
        return FileType.ODS
    if "xl/workbook.bin" in parts:
        raise WorkbookError("file-old-format")
    if parts.issuperset(_DOCUMENT_PARTS):
        return FileType.DOCX
    if not parts.issuperset(_WORKBOOK_PARTS):
        raise WorkbookError("file-not-workbook", looks_like=detect_zip_document(parts, stated))
    return FileType.XLSX


def _megabytes(size: int) -> str:
    return f"{size / MEBIBYTE:.1f}".removesuffix(".0")
