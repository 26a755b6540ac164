"""Workbooks and returns spoiled at random: their bytes, their parts, their elements, values and attributes."""

import random
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from model.returns.round import Item
from tests.support import returns
from tests.support.files.hostile import good, parts_of
from tests.support.files.packages import packed
from tests.support.files.word_returns import fill_in_form, make_forms
from tests.support.returns import fill_in, make_returns
from tests.support.workbooks import libreoffice

NUMBERS = (
    *("", "-1", "0", "1e308", "1e400", "-1e400", "nan", "inf", "99999999999999999999", "2958466", "60", "0.5", "0x10"),
    *("4294967296", "-2147483649", "1_000", "١٢", "1,5", "true", "9" * 5000, " 7 ", "1.0.0", "+5", "45000.99999999"),
)
REFERENCES = (
    *("A", "A0", "A-1", "XFD1048576", "XFE1", "A1048577", "AAAAAAAA1", "A99999999999999999999", "a1", "$A$1", "R1C1"),
    *("A1:XFD1048576", "B2:A1", "Ä1", "A１", "#REF!", "1A", ":A1", "A1 B2:C9 D4", "1:1048576", "A:XFD"),
)
TEXTS = (
    *(" ", "\u00a0", "=1+1", "Red", "Amber/Green", "No progress", "Feb 24", "31/02/2024", "03/02/24", "Q1 2024/26"),
    *("Autumn 99", "0001-01-01", "9999-12-31", "TBC", "week ending 99/99/9999", "Feb 24 to Jan 23", "\u202eder"),
    *("e\u0301" * 300, "\U0001f600", "_x0000_", "_x005F_x0041_", "; ; ;", "///", "DPP/CPS; and & the Force,", "1e5"),
    *("Rec 1.1.1.1.1", "R" * 40_000, "null", "#N/A", "<b>&amp;</b>", "{found} {0} %s", "\u2028", "January 0"),
    *("1st of the 2nd of the 3rd", "between and", "end of", "٢٠٢٤", "Ⅳ 2024", "²⁄₂⁄²⁰²⁴"),
)
ATTRIBUTES = (*NUMBERS, *REFERENCES, *TEXTS[:6], *("d", "e", "s", "str", "inlineStr", "b", "n", "shared", "../../x"))
ELEMENT = re.compile(
    rb"<(\w+)(?: [^<>]*)?(?:/>|>[^<>]*</\1>)|<(c|row|si|xf|fill|sheetView|numFmts|sheetData)\b[^<>]*>.*?</\2>",
    re.DOTALL,
)
CSV_ROWS = (
    ("Theme", "No.", "Recommendation", "Owner", "RAG", "Update Feb 24", "Target date"),
    ("Victims", "1", "Find lasting funding.", "DPP/CPS", "Red", "- Begun\n- Planned", "45000"),
    ("", "2.0", "Train staff.", "the Force", "G", "", "Autumn 2024"),
    ("", "3a", "Ask – wedi'i gwblhau.", "HMCTS; OPCC", "", "x", "TBC"),
)
SAVED_RETURNS = Path(returns.__file__).parent / "workbooks" / "returns_by_libreoffice"
ANSWERS = {("1", Item.UPDATE): "Funding is agreed.", ("1", Item.AGENCY_STATUS): "Green", ("4", Item.CLOSURE): "Yes"}
FORCE = ("The Force", "Chief Officer")
Change = Callable[[bytes], bytes]


def seeds(kind: str = "") -> list[bytes]:
    """Return workbooks that are read, of one kind or of all: xlsx, ods, csv."""
    lines = [[f'"{value}"' for value in row] for row in CSV_ROWS]
    texts = ["\n".join(map(mark.join, lines)).encode(encoding) for mark, encoding in ((",", "utf-8"), (";", "cp1252"))]
    office = [without_save_time(good()), without_save_time(libreoffice.xlsx())]
    of_kinds = {"xlsx": office, "ods": [libreoffice.ODS.read_bytes()], "csv": texts}
    return [seed for name, some in of_kinds.items() if kind in ("", name) for seed in some]


def return_seeds() -> list[bytes]:
    """Return a return as a workbook and as a Word form, and what LibreOffice made of both."""
    saved = [(SAVED_RETURNS / f"filled.{ending}").read_bytes() for ending in ("ods", "csv", "docx")]
    workbook = fill_in(make_returns()[FORCE].content, ANSWERS)
    return [without_save_time(workbook), without_save_time(fill_in_form(make_forms()[FORCE].content, ANSWERS)), *saved]


def without_save_time(content: bytes) -> bytes:
    """Return a workbook without the time at which it was saved, so that it is the same each time."""
    return packed({name: part for name, part in parts_of(content).items() if name != "docProps/core.xml"})


def mutated(chance: random.Random, seed: bytes) -> bytes:
    """Return a workbook spoiled in one to four ways."""
    content = seed
    for _ in range(chance.choice((1, 1, 2, 4))):
        if content.startswith(b"PK"):
            content = chance.choices(list(HARMS), list(HARMS.values()))[0](chance, content)
        else:
            content = chance.choice((_bytes, _values, _values))(chance, content)
    return content


def _bytes(chance: random.Random, content: bytes) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        place = chance.randrange(len(spoiled) or 1)
        spoiled[place : place + chance.choice((1, 1, 50))] = bytes([chance.randrange(256)])
    return bytes(spoiled) if chance.random() < 0.8 else content[: chance.randrange(len(content) + 1)]


def _values(chance: random.Random, content: bytes) -> bytes:
    """Change the values and the delimiters of a .csv file."""
    pieces = re.split(rb"([,;\n\"])", content)
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(pieces))
        text = chance.choice(TEXTS).encode(chance.choice(("utf-8", "utf-8", "cp1252")), "replace")
        signs = chance.choice((b"\r", b"\t", b'"', b"\xff", b"|", b"\x1c", b"\xef\xbb\xbf"))
        pieces[place] = chance.choice((text, signs, pieces[place] * 3000, chance.choice(pieces)))[: 1 << 22]
    return b"".join(pieces)


def _within(chance: random.Random, content: bytes, change: Change) -> bytes:
    """Return a package with one part changed, mostly one with cells, styles or the book."""
    try:
        parts = parts_of(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
        return content
    weights = [4 if re.search("sheet|styles|workbook|content|document", name) else 1 for name in parts]
    name = chance.choices(list(parts), weights)[0]
    return packed({**parts, name: change(parts[name])})


def _elements(chance: random.Random, content: bytes) -> bytes:
    """Take whole elements out, repeat them, or put them elsewhere: what is left is still XML."""

    def change(part: bytes) -> bytes:
        for _ in range(chance.choice((1, 2, 8))):
            found = list(ELEMENT.finditer(part))
            if not found:
                break
            one, other = chance.choice(found), chance.choice(found)
            around = chance.choice((b"c", b"row", b"is", b"f", b"v", b"mc:Fallback", b"x"))
            wrapped = b"<%s>%s</%s>" % (around, one[0], around)
            new = chance.choice((b"", one[0] * chance.choice((2, 500)), other[0], wrapped))
            part = part[: one.start()] + new + part[one.end() :]
        return part

    return _within(chance, content, change)


def _substituted(pattern: bytes, *values: str) -> Callable[[random.Random, bytes], bytes]:
    """Return a harm that replaces what a pattern finds, a few times, by some of the values."""

    def harm(chance: random.Random, content: bytes) -> bytes:
        def change(part: bytes) -> bytes:
            found = list(re.finditer(pattern, part))
            some = chance.sample(found, min(len(found), chance.choice((1, 3, 10))))
            for one in sorted(some, key=lambda match: -match.start()):
                value = chance.choice(values).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
                part = part[: one.start(1)] + value.encode() + part[one.end(1) :]
            return part

        return _within(chance, content, change)

    return harm


def _encoded(chance: random.Random, content: bytes) -> bytes:
    encoding = chance.choice(("utf-16", "utf-32", "utf-8-sig", "utf-16-be"))
    return _within(chance, content, lambda part: part.decode("utf-8", "replace").encode(encoding))


# How often each kind of harm is done.
HARMS = {
    _bytes: 1,
    lambda chance, content: _within(chance, content, partial(_bytes, chance)): 2,
    _elements: 8,
    _substituted(rb'[\w:]+="([^"]*)"', *ATTRIBUTES): 10,
    _substituted(rb">([^<>]+)<", *NUMBERS, *TEXTS): 8,
    _encoded: 1,
}
