"""Check the content of a package: its unpacked size, and that it has no programs and no XML entities.

Sizes are counted while unpacking, because those in the directory may be false.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import crc32, decompressobj
from zlib import error as ZlibError  # noqa: N812 - the module calls its exception "error"

from loaders.security.forbidden_parts import (
    LINK_TYPES,
    refuse_content_types,
    refuse_manifest,
    refuse_name,
    refuse_relationships,
)
from loaders.security.limits import MEBIBYTE, Limits
from loaders.security.zip_directory import ZipEntry
from model.issues.issue import WorkbookError

_CHUNK = 1 << 18
_OVERLAP = 32  # the bytes of a chunk that are searched again with the next: longer than the searched text
_HEAD, _MAX_BUFFER = 1024, MEBIBYTE
_CHECKED_PARTS = {"[content_types].xml": refuse_content_types, "meta-inf/manifest.xml": refuse_manifest}
_XML_NAMES = (".xml", ".rels", ".vml")
_MARKUP = b"<!"
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def check_content(content: bytes, entries: list[ZipEntry], *, limits: Limits) -> tuple[str, ...]:
    """Return the types of external links. Raises WorkbookError for a part that is too large or not safe."""
    links: set[str] = set()
    for entry in entries:
        refuse_name(entry.name)
    bytes_left = limits.unpacked_bytes
    for entry in entries:
        part = _PartScan(entry.name)
        unpacked = 0
        for chunk in _unpack(content, entry):
            unpacked += len(chunk)
            _check_size(entry, unpacked, bytes_left, limits)
            part.add(chunk)
        bytes_left -= unpacked
        links |= _check_links(entry.name, unpacked, bytes(part.buffer))
    return tuple(link for link in LINK_TYPES if link in links)


def unpack_part(content: bytes, entry: ZipEntry, *, limits: Limits) -> bytes:
    """Return the bytes of a file in an archive. Raises WorkbookError if it is larger than a file may be, or damaged."""
    unpacked = bytearray()
    for chunk in _unpack(content, entry):
        unpacked += chunk
        _check_size(entry, len(unpacked), limits.file_bytes, limits)
    return bytes(unpacked)


def unpack_start(content: bytes, entry: ZipEntry, most: int) -> bytes:
    """Return the first bytes of a part, at most `most`. Raises WorkbookError if it cannot be unpacked."""
    packed = content[entry.start : entry.end]
    try:
        return decompressobj(-15).decompress(packed, most) if entry.deflated else packed[:most]
    except ZlibError as damage:
        raise WorkbookError("file-damaged") from damage


def _check_links(part: str, size: int, part_content: bytes) -> set[str]:
    """Return the types of external links of a part; parts that list links or types are checked in full."""
    name = part.replace("\\", "/").casefold()
    is_checked = name in _CHECKED_PARTS or name.endswith(".rels")
    if is_checked and size > _MAX_BUFFER:
        raise WorkbookError("file-part-too-large", part=part, limit=str(_MAX_BUFFER // MEBIBYTE))
    if name in _CHECKED_PARTS:
        _CHECKED_PARTS[name](part_content)
    return refuse_relationships(part, part_content) if name.endswith(".rels") else set()


def _unpack(content: bytes, entry: ZipEntry) -> Iterator[bytes]:
    """Yield the bytes of a part. Raises WorkbookError if size or checksum differ from those in the directory."""
    size, checksum = 0, 0
    for chunk in _inflate(content, entry) if entry.deflated else _read_packed(content, entry):
        size += len(chunk)
        checksum = crc32(chunk, checksum)
        yield chunk
    if size != entry.size or checksum != entry.checksum:
        raise WorkbookError("file-damaged")


def _read_packed(content: bytes, entry: ZipEntry) -> Iterator[bytes]:
    for start in range(entry.start, entry.end, _CHUNK):
        yield content[start : min(start + _CHUNK, entry.end)]


def _inflate(content: bytes, entry: ZipEntry) -> Iterator[bytes]:
    inflater = decompressobj(-15)
    try:
        for packed in _read_packed(content, entry):
            pending = packed
            while pending and not inflater.eof:
                yield inflater.decompress(pending, _CHUNK)
                pending = inflater.unconsumed_tail
    except ZlibError as damage:
        raise WorkbookError("file-damaged") from damage
    yield inflater.flush()
    if not inflater.eof:
        raise WorkbookError("file-damaged")


def _check_size(entry: ZipEntry, unpacked: int, bytes_left: int, limits: Limits) -> None:
    if unpacked > MEBIBYTE and unpacked > limits.ratio * (entry.end - entry.start):
        raise WorkbookError("file-packed-too-tightly", part=entry.name, limit=str(limits.ratio))
    if unpacked > limits.part_bytes:
        raise WorkbookError("file-part-too-large", part=entry.name, limit=str(limits.part_bytes // MEBIBYTE))
    if unpacked > bytes_left:
        raise WorkbookError("file-unpacks-too-large", limit=str(limits.unpacked_bytes // MEBIBYTE))


@dataclass(slots=True)
class _PartScan:
    """The state of the search through one part."""

    name: str
    buffer: bytearray = field(default_factory=bytearray)
    is_xml: bool = False
    is_wide: bool = False
    tail: bytes = b""

    def add(self, chunk: bytes) -> None:
        """Check the next bytes. Raises WorkbookError if XML declares a document type or an entity."""
        has_head = len(self.buffer) >= _HEAD
        if len(self.buffer) < _MAX_BUFFER:
            self.buffer += chunk
        if not has_head:
            self._detect_xml(bytes(self.buffer[:_HEAD]))
        if not self.is_xml:
            return
        searched = self.tail + (_ascii_bytes(chunk) if self.is_wide else chunk)
        if _MARKUP in searched and _DECLARATION.search(searched):
            raise WorkbookError("file-declares-entities", part=self.name)
        self.tail = searched[-_OVERLAP:]

    def _detect_xml(self, start: bytes) -> None:
        """Detect from the first bytes whether the part is XML, and whether its characters have several bytes."""
        self.is_wide = b"\0" in start[:4] or start.startswith((b"\xff\xfe", b"\xfe\xff"))
        name = self.name.casefold()
        markup = _ascii_bytes(start).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
        self.is_xml = name.endswith(_XML_NAMES) or (markup and not name.endswith(".svg"))


def _ascii_bytes(chunk: bytes) -> bytes:
    """Return the ASCII characters of UTF-16 or UTF-32 text as single bytes."""
    return chunk.replace(b"\0", b"")
