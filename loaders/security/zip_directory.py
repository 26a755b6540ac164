"""Check the directory of a zip package: unique names inside the package, and parts that do not overlap."""

import stat
import struct
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from loaders.security.limits import Limits
from model.issues.issue import WorkbookError

_HEADER = struct.Struct("<4s5HLLLHH")  # the header before each part
_ENCRYPTED, _UTF_8 = 0x1, 0x800  # flags of an entry
_MAX_NAME = 255


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One part of a package: the position of its packed bytes, and its size and checksum in the directory."""

    name: str
    start: int
    end: int
    deflated: bool
    size: int
    checksum: int


def check_entries(content: bytes, package: ZipFile, *, limits: Limits) -> list[ZipEntry]:
    """Return the parts of a package. Raises WorkbookError, or BadZipFile if the directory contradicts the parts."""
    listed = package.infolist()
    if len(listed) > limits.parts:
        raise WorkbookError("file-too-many-parts", found=str(len(listed)), limit=str(limits.parts))
    for info in listed:
        _check_name(info)
    names = Counter(_normalise_name(info.filename) for info in listed)
    for name, times in names.items():
        if times > 1:
            raise WorkbookError("file-parts-repeated", part=name)
    entries = [_entry(content, info) for info in listed]
    _check_offsets(listed, entries, package.start_dir)
    return entries


def _normalise_name(name: str) -> str:
    return name.replace("\\", "/").casefold()


def _check_name(info: ZipInfo) -> None:
    name = _normalise_name(info.filename)
    is_inside = not name.startswith("/") and ":" not in name and ".." not in name.split("/")
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if not is_inside or is_link or "\0" in info.orig_filename or len(name) > _MAX_NAME:
        raise WorkbookError("file-part-misplaced", part=info.filename[:_MAX_NAME])
    if info.flag_bits & _ENCRYPTED:
        raise WorkbookError("file-part-encrypted", part=info.filename)


def _entry(content: bytes, info: ZipInfo) -> ZipEntry:
    signature, *_, name_length, extra_length = _HEADER.unpack_from(content, info.header_offset)
    name_start = info.header_offset + _HEADER.size
    name = content[name_start : name_start + name_length].decode("utf-8" if info.flag_bits & _UTF_8 else "cp437")
    if signature != b"PK\x03\x04" or name != info.orig_filename:
        raise BadZipFile("a part is not what the directory says")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile("a part is packed in a way that no workbook uses")
    start = name_start + name_length + extra_length
    deflated = info.compress_type == ZIP_DEFLATED
    return ZipEntry(info.filename, start, start + info.compress_size, deflated, info.file_size, info.CRC)


def _check_offsets(listed: list[ZipInfo], entries: list[ZipEntry], directory: int) -> None:
    """Raise WorkbookError if two parts share bytes, or a part reaches into the directory."""
    spans = sorted((info.header_offset, entry.end) for info, entry in zip(listed, entries, strict=True))
    if spans and spans[0][0] != 0:
        raise BadZipFile("something stands before the first part")
    starts = [*spans, (directory, directory)]
    if any(end > start for (_, end), (start, _) in pairwise(starts)):
        raise WorkbookError("file-parts-overlap")
