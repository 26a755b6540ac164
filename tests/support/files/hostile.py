"""Malicious workbooks, built on first use, which a reader must refuse or read without harm."""

import random
import stat
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

from tests.support.files.packages import packed
from tests.support.files.parts import ods
from tests.support.workbooks.canonical import KEY, RATED, RECOMMENDATION, REVIEW
from tests.support.workbooks.layouts import book_of

PROGRESS, BOOK, STYLES = "xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/styles.xml"
TYPES, BOOK_RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
FETCHED = '<!DOCTYPE worksheet [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def good() -> bytes:
    """Return a workbook that is read: the sheets Reviews, Recommendations, Progress and Key.

    Its bytes are the same at each call, though they have the time at which they were made.
    """
    sheets = {"Reviews": [REVIEW], "Recommendations": [RECOMMENDATION], "Progress": [RATED], "Key": list(KEY)}
    return book_of({name: [list(rows[0]), *(list(row.values()) for row in rows)] for name, rows in sheets.items()})


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(name: str, part: bytes) -> bytes:
    """Return the good workbook with one part more, or another one under that name."""
    return packed({**parts_of(good()), name: part})


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the good workbook with one part changed."""
    parts = parts_of(good())
    return packed({**parts, name: change(parts[name])})


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """Return the good workbook with one piece of one part replaced."""

    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new, 1)

    return changed(name, change)


def with_rows(xml: bytes) -> bytes:
    """Return the good workbook with more rows at the end of the updates."""
    return replaced(PROGRESS, b"</sheetData>", xml + b"</sheetData>")


def related(kind: str, target: str) -> bytes:
    """Return the good workbook with one relationship more."""
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'.encode()
    return replaced(BOOK_RELATIONS, b"</Relationships>", relation)


def entry(name: str, *, link: bool = False, content: bytes = b"/etc/hostname") -> bytes:
    """Return the good workbook with an entry of a name, or with a symbolic link."""
    buffer = BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as package:
        info = zipfile.ZipInfo(name)
        info.external_attr = ((stat.S_IFLNK if link else stat.S_IFREG) | 0o644) << 16
        package.writestr(info, content)
    return buffer.getvalue()


def flipped(content: bytes, place: int) -> bytes:
    """Return bytes with one bit the other way."""
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def flagged(content: bytes, flag: int) -> bytes:
    """Set a flag of every entry in the directory."""
    spoiled = bytearray(content)
    place = -1
    while (place := content.find(b"PK\x01\x02", place + 1)) >= 0:
        spoiled[place + 8] |= flag
    return bytes(spoiled)


def overlapping() -> bytes:
    """Return a package in which one part lies within the bytes of another, although the directory lists two."""
    inner, outer = BytesIO(), BytesIO(good())
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("xl/media/inner.png", b"x" * 100)
    with zipfile.ZipFile(outer, "a", zipfile.ZIP_STORED) as package:
        package.writestr("xl/media/outer.png", inner.getvalue())
        within = package.getinfo("xl/media/outer.png").header_offset + 30 + len("xl/media/outer.png")
    content = outer.getvalue()
    end = content.rindex(b"PK\x05\x06")
    listed, directory = struct.unpack_from("<LL", content, end + 12)
    found = inner.getvalue()
    entry_of_inner = bytearray(found[found.index(b"PK\x01\x02") : found.index(b"PK\x05\x06")])
    struct.pack_into("<L", entry_of_inner, 42, within)
    count = struct.unpack_from("<H", content, end + 10)[0] + 1
    size = listed + len(entry_of_inner)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, directory, 0)
    return content[:end] + bytes(entry_of_inner) + tail


def listed(count: int) -> bytes:
    """Return a package of one part that its directory lists so many times: it is nearly all directory."""
    content = packed({"a": b"x"})
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    directory = content[start:end] * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), start, 0)
    return content[:start] + directory + tail


def lying(size: int) -> bytes:
    """Return a workbook whose directory gives a small size for a part of 40 MiB."""
    content = bytearray(with_part("xl/media/image1.png", random.Random(1).randbytes(1000) + bytes(40 << 20)))  # noqa: S311
    place = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, place + 24, size)
    return bytes(content)


def flat_ods(rows: bytes, *, declaration: str = "") -> bytes:
    """Return an .ods workbook of one sheet, with a declaration before it."""
    return ods(f'<table:table table:name="Progress">{rows.decode()}</table:table>', declaration=declaration)


def ods_of_styles(style: bytes, count: int) -> bytes:
    """Return an .ods workbook of so many styles, each with a number and the number of another."""
    parts = parts_of(flat_ods(b"<table:table-row><table:table-cell/></table:table-row>"))
    named = b'<a xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">%s</a>'
    return packed({**parts, "styles.xml": named % b"".join(style % (n, (n + 1) % count) for n in range(count))})


def noise(size: int) -> bytes:
    """Return letters that pack no better than letters do."""
    return random.Random(2).randbytes(size // 2).hex().encode()  # noqa: S311 - the same each time


def in_utf_16(part: bytes) -> bytes:
    """Return a part in UTF-16."""
    return part.decode("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def declaring(declaration: str, *, before: str = "", utf_16: bool = False) -> bytes:
    """Return the good workbook with a declaration in front of the updates."""

    def change(part: bytes) -> bytes:
        text = f"{before}{declaration}{part.decode('utf-8').partition('?>')[2] or part.decode('utf-8')}"
        return text.encode("utf-16") if utf_16 else text.encode("utf-8")

    return changed(PROGRESS, change)
