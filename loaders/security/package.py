"""Checking the package: is this a file that may be opened as a workbook at all, before any reader sees it."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from zipfile import ZipFile

from loaders.security.file_type import looks_like, old_document, packed_document
from loaders.security.limits import MEBIBYTE, Limits
from loaders.security.parse_errors import PARSE_ERRORS
from loaders.security.zip_content import check_content, unpacked_start
from loaders.security.zip_directory import Entry, check_entries
from model.issues.issue import WorkbookError

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_PARTS = ("[content_types].xml", "xl/workbook.xml")
_DOCUMENT_PARTS = ("[content_types].xml", "word/document.xml")
_ODS, _TYPE_AT_MOST = b"application/vnd.oasis.opendocument.spreadsheet", 80


class FileType(StrEnum):
    """The kinds of files that are read."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    """Text: comma-separated values, or a published paper."""
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Package:
    """What a file is, and what it leads to and is never followed: `workbooks`, `connections` and `controls`."""

    kind: FileType
    links: tuple[str, ...] = ()


def read_file(path: Path, *, limits: Limits) -> bytes:
    """Return the bytes of a file. Raises WorkbookError where there is none, or it is larger than allowed."""
    if path.is_dir():
        raise WorkbookError("file-is-folder", file=path.name)
    try:
        check_size(path.stat().st_size, limits=limits)
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise WorkbookError("file-missing", file=path.name) from missing
    except OSError as refused:
        raise WorkbookError("file-unreadable", file=path.name, reason=refused.strerror or "") from refused


def check_size(size: int, *, limits: Limits) -> None:
    """Raise WorkbookError where a file is larger than allowed."""
    if size > limits.file_bytes:
        raise WorkbookError("file-too-large", found=_megabytes(size), limit=_megabytes(limits.file_bytes))


def check_package(content: bytes, *, limits: Limits) -> Package:
    """Return what the bytes are. Raises WorkbookError where they are no workbook, or not one that is safe to open."""
    if not content:
        raise WorkbookError("file-empty")
    check_size(len(content), limits=limits)
    if content.startswith(_OLE):
        _refuse_old(content)
    if content.startswith(_ZIP):
        return _check_zip(content, limits)
    kind = looks_like(content)
    if kind == "pdf":
        return Package(FileType.PDF)
    if kind != "text":
        raise WorkbookError("file-not-workbook", looks_like=kind)
    return Package(FileType.CSV)


def _refuse_old(content: bytes) -> NoReturn:
    """Raise WorkbookError for a file in the format of Office before 2007, in which locked workbooks come as well."""
    if _ENCRYPTED in content:
        raise WorkbookError("file-encrypted")
    other = old_document(content)
    if other is not None:
        raise WorkbookError("file-not-workbook", looks_like=other)
    raise WorkbookError("file-old-format")


def _check_zip(content: bytes, limits: Limits) -> Package:
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = check_entries(content, package, limits=limits)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    kind = _kind(content, entries)
    return Package(kind, check_content(content, entries, limits=limits))


def _kind(content: bytes, entries: list[Entry]) -> FileType:
    parts = {entry.name.casefold() for entry in entries}
    stated = [unpacked_start(content, entry, _TYPE_AT_MOST) for entry in entries if entry.name == "mimetype"]
    if _ODS in stated:
        return FileType.ODS
    if "xl/workbook.bin" in parts:
        raise WorkbookError("file-old-format")
    if all(part in parts for part in _DOCUMENT_PARTS):
        return FileType.DOCX
    if not all(part in parts for part in _WORKBOOK_PARTS):
        raise WorkbookError("file-not-workbook", looks_like=packed_document(parts, *stated[:1]))
    return FileType.XLSX


def _megabytes(size: int) -> str:
    return f"{size / MEBIBYTE:.1f}".removesuffix(".0")
