"""Checking the package: is this a file that may be opened as a workbook at all."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from loaders.damage import DAMAGE
from loaders.limits import Limits
from model.issue import WorkbookError

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_PARTS = ("[content_types].xml", "xl/workbook.xml")


def read_file(path: Path, *, limits: Limits) -> bytes:
    """Return the bytes of a file. Raises WorkbookError where there is none, or it is larger than allowed."""
    if path.is_dir():
        raise WorkbookError("file-is-folder", file=path.name)
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise WorkbookError("file-too-large", found=_megabytes(size), limit=_megabytes(limits.file_bytes))
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise WorkbookError("file-missing", file=path.name) from missing
    except OSError as refused:
        raise WorkbookError("file-unreadable", file=path.name, reason=refused.strerror or "") from refused


def check_package(content: bytes, *, limits: Limits) -> None:
    """Raise WorkbookError unless the bytes are those of an .xlsx workbook without macros or a password."""
    if not content:
        raise WorkbookError("file-empty")
    if len(content) > limits.file_bytes:
        raise WorkbookError("file-too-large", found=_megabytes(len(content)), limit=_megabytes(limits.file_bytes))
    if content.startswith(_OLE):
        raise WorkbookError("file-encrypted" if _ENCRYPTED in content else "file-old-format")
    if not content.startswith(_ZIP):
        raise WorkbookError("file-not-workbook", looks_like=_guess(content))
    _check_parts(content)


def _check_parts(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = {name.casefold() for name in package.namelist()}
    except DAMAGE as damage:
        raise WorkbookError("file-damaged") from damage
    if any(part.endswith("vbaproject.bin") or part.startswith("xl/macrosheets/") for part in parts):
        raise WorkbookError("file-macros")
    if "xl/workbook.bin" in parts:
        raise WorkbookError("file-old-format")
    if not all(part in parts for part in _WORKBOOK_PARTS):
        raise WorkbookError("file-not-workbook", looks_like="zip")


def _guess(content: bytes) -> str:
    """Name what the first bytes look like, for a message that helps: `html`, `pdf`, `text` or `unknown`."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<body")):
        return "html"
    return "unknown" if b"\0" in start else "text"


def _megabytes(size: int) -> str:
    return f"{size / (1024 * 1024):.1f}".removesuffix(".0")
