"""The content of a package: how large it is when unpacked, and that it is neither a program nor a trap.

Sizes are counted while unpacking, because what the directory says of them may be a lie.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import crc32, decompressobj
from zlib import error as ZlibError  # noqa: N812 - the module calls its exception "error"

from loaders.security.forbidden_parts import (
    AS_TOLD,
    refuse_content_types,
    refuse_manifest,
    refuse_name,
    refuse_relationships,
)
from loaders.security.limits import MEBIBYTE, Limits
from loaders.security.zip_directory import Entry
from model.issues.issue import WorkbookError

_CHUNK = 1 << 18
_OVERLAP = 32  # so many bytes of a chunk are looked at again with the next: longer than what is looked for
_START, _KEPT = 1024, MEBIBYTE
_TELLING = {"[content_types].xml": refuse_content_types, "meta-inf/manifest.xml": refuse_manifest}
_XML_NAMES = (".xml", ".rels", ".vml")
_MARKUP = b"<!"
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def check_content(content: bytes, entries: list[Entry], *, limits: Limits) -> tuple[str, ...]:
    """Return what the package leads to. Raises WorkbookError where a part is too large, a program or a trap."""
    links: set[str] = set()
    for entry in entries:
        refuse_name(entry.name)
    left = limits.unpacked_bytes
    for entry in entries:
        part = _Part(entry.name)
        unpacked = 0
        for chunk in _unpacked(content, entry):
            unpacked += len(chunk)
            _check_size(entry, unpacked, left, limits)
            part.add(chunk)
        left -= unpacked
        links |= _leads_to(entry.name, unpacked, bytes(part.kept))
    return tuple(told for told in AS_TOLD if told in links)


def unpacked_start(content: bytes, entry: Entry, most: int) -> bytes:
    """Return the first bytes of a part, at most so many. Raises WorkbookError where it cannot be unpacked."""
    packed = content[entry.start : entry.end]
    try:
        return decompressobj(-15).decompress(packed, most) if entry.deflated else packed[:most]
    except ZlibError as damage:
        raise WorkbookError("file-damaged") from damage


def _leads_to(part: str, size: int, kept: bytes) -> set[str]:
    """Return what a part leads to, if it is one that says so; such a part is looked at as a whole."""
    name = part.replace("\\", "/").casefold()
    told = name in _TELLING or name.endswith(".rels")
    if told and size > _KEPT:
        raise WorkbookError("file-part-too-large", part=part, limit=str(_KEPT // MEBIBYTE))
    if name in _TELLING:
        _TELLING[name](kept)
    return refuse_relationships(part, kept) if name.endswith(".rels") else set()


def _unpacked(content: bytes, entry: Entry) -> Iterator[bytes]:
    """Yield the bytes of a part, whatever the directory says of their number, and hold it to that at the end."""
    size, checksum = 0, 0
    for chunk in _inflated(content, entry) if entry.deflated else _stored(content, entry):
        size += len(chunk)
        checksum = crc32(chunk, checksum)
        yield chunk
    if size != entry.size or checksum != entry.checksum:
        raise WorkbookError("file-damaged")


def _stored(content: bytes, entry: Entry) -> Iterator[bytes]:
    for start in range(entry.start, entry.end, _CHUNK):
        yield content[start : min(start + _CHUNK, entry.end)]


def _inflated(content: bytes, entry: Entry) -> Iterator[bytes]:
    inflater = decompressobj(-15)
    try:
        for packed in _stored(content, entry):
            waiting = packed
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, _CHUNK)
                waiting = inflater.unconsumed_tail
    except ZlibError as damage:
        raise WorkbookError("file-damaged") from damage
    yield inflater.flush()
    if not inflater.eof:
        raise WorkbookError("file-damaged")


def _check_size(entry: Entry, unpacked: int, left: int, limits: Limits) -> None:
    if unpacked > MEBIBYTE and unpacked > limits.ratio * (entry.end - entry.start):
        raise WorkbookError("file-packed-too-tightly", part=entry.name, limit=str(limits.ratio))
    if unpacked > limits.part_bytes:
        raise WorkbookError("file-part-too-large", part=entry.name, limit=str(limits.part_bytes // MEBIBYTE))
    if unpacked > left:
        raise WorkbookError("file-unpacks-too-large", limit=str(limits.unpacked_bytes // MEBIBYTE))


@dataclass(slots=True)
class _Part:
    """What was seen of a part so far."""

    name: str
    kept: bytearray = field(default_factory=bytearray)
    xml: bool = False
    wide: bool = False
    tail: bytes = b""

    def add(self, chunk: bytes) -> None:
        """Look at the next bytes. Raises WorkbookError where XML declares a document type or an entity."""
        begun = len(self.kept) >= _START
        if len(self.kept) < _KEPT:
            self.kept += chunk
        if not begun:
            self._begin(bytes(self.kept[:_START]))
        if not self.xml:
            return
        looked_at = self.tail + (_narrow(chunk) if self.wide else chunk)
        if _MARKUP in looked_at and _DECLARATION.search(looked_at):
            raise WorkbookError("file-declares-entities", part=self.name)
        self.tail = looked_at[-_OVERLAP:]

    def _begin(self, start: bytes) -> None:
        """Tell from the first bytes whether they are XML, and in characters of more than a byte."""
        self.wide = b"\0" in start[:4] or start.startswith((b"\xff\xfe", b"\xfe\xff"))
        name = self.name.casefold()
        markup = _narrow(start).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
        self.xml = name.endswith(_XML_NAMES) or (markup and not name.endswith(".svg"))


def _narrow(chunk: bytes) -> bytes:
    """Return the characters of UTF-16 or UTF-32 that are ASCII, side by side."""
    return chunk.replace(b"\0", b"")
