"""Checking the package: is this a file that may be opened as a workbook at all, before any reader sees it."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from loaders.damage import DAMAGE
from loaders.limits import MEBIBYTE, Limits
from loaders.package_content import check_content, unpacked_start
from loaders.package_entries import Entry, check_entries
from model.issue import WorkbookError

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (_ZIP[:2], b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_PARTS = ("[content_types].xml", "xl/workbook.xml")
_DOCUMENT_PARTS = ("[content_types].xml", "word/document.xml")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


class Kind(StrEnum):
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

    kind: Kind
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
        raise WorkbookError("file-encrypted" if _ENCRYPTED in content else "file-old-format")
    if content.startswith(_ZIP):
        return _check_zip(content, limits)
    looks_like = _guess(content)
    if looks_like == "pdf":
        return Package(Kind.PDF)
    if looks_like != "text":
        raise WorkbookError("file-not-workbook", looks_like=looks_like)
    return Package(Kind.CSV)


def _check_zip(content: bytes, limits: Limits) -> Package:
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = check_entries(content, package, limits=limits)
    except DAMAGE as damage:
        raise WorkbookError("file-damaged") from damage
    kind = _kind(content, entries)
    return Package(kind, check_content(content, entries, limits=limits))


def _kind(content: bytes, entries: list[Entry]) -> Kind:
    parts = {entry.name.casefold() for entry in entries}
    if any(entry.name == "mimetype" and unpacked_start(content, entry, len(_ODS) + 1) == _ODS for entry in entries):
        return Kind.ODS
    if "xl/workbook.bin" in parts:
        raise WorkbookError("file-old-format")
    if all(part in parts for part in _DOCUMENT_PARTS):
        return Kind.DOCX
    if not all(part in parts for part in _WORKBOOK_PARTS):
        raise WorkbookError("file-not-workbook", looks_like="zip")
    return Kind.XLSX


def _guess(content: bytes) -> str:
    """Name what the bytes look like, for a message that helps: `html`, `pdf`, `zip`, `text` or `unknown`."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return "pdf"
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<body")):
        return "html"
    if content.startswith(_ARCHIVES):
        return "zip"
    return "unknown" if b"\0" in content and not content.startswith(_UTF_16) else "text"


def _megabytes(size: int) -> str:
    return f"{size / MEBIBYTE:.1f}".removesuffix(".0")
