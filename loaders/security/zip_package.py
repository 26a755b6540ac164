"""Check a zip package before any reader opens it: its directory, its unpacked size, no programs and no XML entities.

The sizes in the directory may be false: `zipfile` unpacks no more than they say, and then misses the checksum.
"""

import re
import stat
from collections import Counter
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from loaders.security.forbidden_parts import CONTENT_TYPES, LINK_TYPES, MANIFEST, refuse_name, refuse_part
from loaders.security.limits import MEBIBYTE, Limits
from model.issues.issue import WorkbookError

_CHUNK = 1 << 18
_HEADER_SIZE = 30  # of the header before each part, without the name of the part
_ENCRYPTED = 0x1  # a flag of an entry
_MAX_NAME = 255
_HEAD, _MAX_LIST = 1024, MEBIBYTE
_XML_NAMES = (".xml", ".rels", ".vml")
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff")


def check_entries(package: ZipFile, *, limits: Limits) -> list[ZipInfo]:
    """Return the parts of a package: unique names inside the package, and no shared bytes.

    Raises WorkbookError, or BadZipFile if the directory contradicts the parts.
    """
    listed = package.infolist()
    if len(listed) > limits.parts:
        raise WorkbookError("file-unpacks-too-large", found=str(len(listed)), limit=str(limits.parts))
    for info in listed:
        _check_entry(info)
    for name, times in Counter(_normalise_name(info.filename) for info in listed).items():
        if times > 1:
            raise WorkbookError("file-unsafe", part=name)
    spans = sorted((info.header_offset, info.header_offset + _HEADER_SIZE + info.compress_size) for info in listed)
    if spans and spans[0][0] != 0:
        raise BadZipFile("something stands before the first part")
    if any(end > start for (_, end), (start, _) in pairwise([*spans, (package.start_dir, package.start_dir)])):
        raise WorkbookError("file-unsafe")
    return listed


def check_content(package: ZipFile, *, limits: Limits) -> tuple[str, ...]:
    """Return the types of external links. Raises WorkbookError for a part that is too large or not safe."""
    links: set[str] = set()
    for info in package.infolist():
        refuse_name(info.filename)
        check_unpacked_size(info, limits=limits)
    if sum(info.file_size for info in package.infolist()) > limits.unpacked_bytes:
        raise WorkbookError("file-unpacks-too-large", limit=str(limits.unpacked_bytes // MEBIBYTE))
    for info in package.infolist():
        content = unpack_part(package, info)
        _refuse_declarations(info.filename, content)
        name = _normalise_name(info.filename)
        if name in (CONTENT_TYPES, MANIFEST) or name.endswith(".rels"):
            if len(content) > _MAX_LIST:
                raise WorkbookError("file-unpacks-too-large", part=info.filename, limit=str(_MAX_LIST // MEBIBYTE))
            links |= refuse_part(info.filename, content)
    return tuple(link for link in LINK_TYPES if link in links)


def check_unpacked_size(info: ZipInfo, *, limits: Limits) -> None:
    """Raise WorkbookError if a part is larger than allowed, or packed too tightly to be an honest one."""
    if info.file_size > MEBIBYTE and info.file_size > limits.ratio * info.compress_size:
        raise WorkbookError("file-unpacks-too-large", part=info.filename, limit=str(limits.ratio))
    if info.file_size > limits.part_bytes:
        raise WorkbookError("file-unpacks-too-large", part=info.filename, limit=str(limits.part_bytes // MEBIBYTE))


def unpack_part(package: ZipFile, info: ZipInfo) -> bytes:
    """Return the bytes of a part: never more than the directory says. Raises BadZipFile if that is not its size."""
    with package.open(info) as source:
        content = b"".join(iter(lambda: source.read(_CHUNK), b""))
    if len(content) != info.file_size:
        raise BadZipFile("a part is not as long as the directory says")
    return content


def _normalise_name(name: str) -> str:
    return name.replace("\\", "/").casefold()


def _check_entry(info: ZipInfo) -> None:
    name = _normalise_name(info.filename)
    is_inside = not name.startswith("/") and ":" not in name and ".." not in name.split("/")
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if not is_inside or is_link or "\0" in info.orig_filename or len(name) > _MAX_NAME:
        raise WorkbookError("file-unsafe", part=info.filename[:_MAX_NAME])
    if info.flag_bits & _ENCRYPTED:
        raise WorkbookError("file-encrypted", part=info.filename)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile("a part is packed in a way that no workbook uses")


def _refuse_declarations(part: str, content: bytes) -> None:
    """Raise WorkbookError if XML declares a document type or an entity, in characters of one byte or of several."""
    is_wide = b"\0" in content[:4] or content.startswith(_WIDE_STARTS)
    plain = content.replace(b"\0", b"") if is_wide else content
    name = part.casefold()
    is_markup = plain[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    is_xml = name.endswith(_XML_NAMES) or (is_markup and not name.endswith(".svg"))
    if is_xml and b"<!" in plain and _DECLARATION.search(plain):
        raise WorkbookError("file-unsafe", part=part)
