"""Workbooks spoiled at random: their bytes, their parts, their XML, the sizes and names of their packages."""

import random
import re
import struct
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import PatternFill

from tests.support.files.hostile import flat_ods, good, packed
from tests.support.files.packages import saved
from tests.support.workbooks.rich_ods import rich_ods

NUMBERS = (
    *("", "-1", "0", "1e308", "1e400", "-1e400", "nan", "inf", "99999999999999999999", "2958466", "60", "0.5", "0x10"),
    *("4294967296", "2147483648", "-2147483649", "1_000", "١٢", "1,5", "true", "9" * 5000, " 7 ", "1.0.0", "+5"),
    "45000.99999999",
)
REFERENCES = (
    *("", "A", "1", "A0", "A-1", "XFD1048576", "XFE1", "A1048577", "AAAAAAAA1", "A99999999999999999999", "a1", "$A$1"),
    *("R1C1", "A1:B2", "A1:XFD1048576", "B2:A1", "Ä1", "A１", "A1 ", "#REF!", "1A", "A1:", ":A1", "A1 B2:C9 D4"),
    *("1:1048576", "A:XFD"),
)
TEXTS = (
    *(
        "",
        " ",
        "\u00a0",
        "=1+1",
        "@SUM(A1)",
        "Red",
        "Amber/Green",
        "No progress",
        "Not complete",
        "Feb 24",
        "31/02/2024",
    ),
    *("03/02/24", "Q5 2024", "Q1 2024/26", "Autumn 99", "0001-01-01", "9999-12-31", "TBC", "week ending 99/99/9999"),
    *(
        "Feb 24 to Jan 23",
        "\u202eder",
        "e\u0301" * 300,
        "\U0001f600",
        "_x0000_",
        "_x005F_x0041_",
        "; ; ;",
        "///",
        "1.0",
    ),
    *("DPP/CPS; and & the Force,", "1e5", "Rec 1.1.1.1.1", "R" * 40_000, "None", "null", "N/A", "#N/A", "<b>&amp;</b>"),
    *(
        "{found} {0} %s",
        "\u2028",
        "Í" * 50,
        "January 0",
        "29 February 2023",
        "1st of the 2nd of the 3rd",
        "between and",
    ),
    *("by", "end of", "mid-", "٢٠٢٤", "Ⅳ 2024", "²⁄₂⁄²⁰²⁴"),
)
ATTRIBUTES = (
    *NUMBERS,
    *REFERENCES,
    *TEXTS[:6],
    "d",
    "e",
    "s",
    "str",
    "inlineStr",
    "b",
    "n",
    "shared",
    "array",
    "rId999",
    "../../x",
)
TOKENS = re.compile(rb"<[^<>]*>|[^<>]+")
ELEMENT = re.compile(
    rb"<(\w+)(?: [^<>]*)?(?:/>|>[^<>]*</\1>)|<(c|row|si|xf|fill|sheetView|numFmts|sheetData)\b[^<>]*>.*?</\2>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def seeds(kind: str = "") -> list[bytes]:
    """Return workbooks that are read: canonical ones and some as people keep them, of one kind or of all."""
    of_kinds = {"xlsx": _office(), "ods": _open(), "csv": _texts_of_rows()}
    return [seed for name, some in of_kinds.items() if kind in ("", name) for seed in some]


def _office() -> list[bytes]:
    canonical, tracker = without_save_time(good()), without_save_time(saved(_realistic_tracker()))
    return [canonical, canonical, tracker, tracker]


def _tracker_rows() -> list[list[str]]:
    """Return the rows of a tracker as people keep it, from its headings on, as texts."""
    rows = [["" if value is None else str(value) for value in row] for row in _realistic_tracker().worksheets[0].values]
    return rows[1:]


def _open() -> list[bytes]:
    return [flat_ods(_ods_rows(_tracker_rows())), packed(_opened(rich_ods()) or {})]


def _texts_of_rows() -> list[bytes]:
    rows = [["Tracker"], *_tracker_rows(), [], ["Key"], ["Red", "No progress"], ["Green", "Complete – wedi'i gwblhau"]]
    commas = "\n".join(",".join(f'"{value}"' for value in row) for row in rows[1:-4])
    semicolons = "\r\n".join(";".join('"' + value.replace("\n", "\n\n") + '"' for value in row) for row in rows)
    tabs = "\n".join("\t".join(" ".join(value.split()) for value in row) for row in rows)
    return [commas.encode("utf-8"), semicolons.encode("cp1252"), tabs.encode("utf-16")]


def without_save_time(content: bytes) -> bytes:
    """Return a workbook without the time at which it was saved, so that it is the same each time."""
    parts = _opened(content) or {}
    return packed({name: part for name, part in parts.items() if name != "docProps/core.xml"})


def _ods_rows(rows: list[list[str]]) -> bytes:
    cells = (
        "".join(
            '<table:table-cell office:value-type="string" table:number-columns-spanned="1">'
            f"<text:p>{escape(value)}</text:p></table:table-cell>"
            for value in row
        )
        for row in rows
    )
    return "".join(f'<table:table-row table:number-rows-repeated="1">{row}</table:table-row>' for row in cells).encode()


def _realistic_tracker() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tracker"
    sheet.append(["Stalking review: progress"])
    sheet.append(["Theme", "No.", "Recommendation", "Owner", "RAG", "Update Feb 24", "Update June 2024", "Target date"])
    sheet.append(["Victims", 1, "Find lasting funding.", "DPP/CPS", "Red", "- Begun\n- Planned", "Done", 45000])
    sheet.append([None, "2.0", "Train staff.", "the Force", "G", None, "No progress", "Autumn 2024"])
    sheet.append([None, "3a", "=A1", "HMCTS; OPCC", None, "x", "y", "TBC"])
    sheet["E3"].fill = PatternFill("solid", fgColor="FF0000")
    sheet["E5"].fill = PatternFill("solid", fgColor="00B050")
    sheet["H3"].number_format = "d mmm yyyy"
    sheet.merge_cells("A3:A5")
    sheet.conditional_formatting.add(
        "E3:E9", CellIsRule("equal", formula=['"Amber"'], fill=PatternFill(bgColor="FFC000"))
    )
    sheet.conditional_formatting.add(
        "E3:H9", FormulaRule(formula=['AND($B3>1,LEFT($C3,1)="T")'], fill=PatternFill(bgColor="FF0000"))
    )
    sheet.conditional_formatting.add("H3:H9", FormulaRule(formula=["$H3<TODAY()"], fill=PatternFill(bgColor="FF0000")))
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    return book


def mutated(chance: random.Random, seed: bytes) -> bytes:
    """Return a workbook spoiled in one to four ways."""
    content = seed
    if not content.startswith(b"PK"):
        return _bytes(chance, _values(chance, content)) if chance.random() < 0.3 else _values(chance, content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        content = chance.choices(list(_KINDS), list(_KINDS.values()))[0](chance, content)
    return content


def _bytes(chance: random.Random, content: bytes) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        place = chance.randrange(len(spoiled) or 1)
        if chance.random() < 0.7:
            spoiled[place : place + 1] = bytes([chance.randrange(256)])
        else:
            del spoiled[place : place + chance.randrange(50)]
    return bytes(spoiled) if chance.random() < 0.8 else content[: chance.randrange(len(content) + 1)]


def _values(chance: random.Random, content: bytes) -> bytes:
    """Change the values and the delimiters of a .csv file."""
    pieces = re.split(rb"([,;\n\"])", content)
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(pieces))
        kind = chance.randrange(4)
        if kind == 0:
            pieces[place] = chance.choice(TEXTS).encode(chance.choice(("utf-8", "utf-8", "cp1252")), "replace")
        elif kind == 1:
            pieces[place] = (pieces[place] * chance.choice((0, 2, 3000)))[: 1 << 22]
        elif kind == 2:
            pieces[place] = pieces[chance.randrange(len(pieces))]
        else:
            pieces[place] = chance.choice((b"\r", b"\t", b'"', b"\xff", b"|", b"\x1c", b"\xef\xbb\xbf"))
    return b"".join(pieces)


def _opened(content: bytes) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except Exception:  # noqa: BLE001 - what is spoiled already stays as it is
        return None


def _within(chance: random.Random, content: bytes, change) -> bytes:
    parts = _opened(content)
    if not parts:
        return content
    weights = [4 if "sheet" in name or "styles" in name or "workbook" in name else 1 for name in parts]
    name = chance.choices(list(parts), weights)[0]
    return packed({**parts, name: change(parts[name])})


def _part_bytes(chance: random.Random, content: bytes) -> bytes:
    return _within(chance, content, lambda part: _bytes(chance, part))


def _tokens(chance: random.Random, content: bytes) -> bytes:
    def change(part: bytes) -> bytes:
        tokens = TOKENS.findall(part) or [part]
        for _ in range(chance.choice((1, 2, 8))):
            place, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
            kind = chance.randrange(5)
            if kind == 0:
                del tokens[place]
            elif kind == 1:
                tokens.insert(place, tokens[other])
            elif kind == 2:
                tokens[place], tokens[other] = tokens[other], tokens[place]
            elif kind == 3:
                tokens[place:place] = tokens[min(place, other) : max(place, other)][:200]
            else:
                tokens[place:place] = [tokens[place]] * chance.choice((10, 3000))
            tokens = tokens or [b""]
        return b"".join(tokens)

    return _within(chance, content, change)


def _elements(chance: random.Random, content: bytes) -> bytes:
    """Take whole elements out, repeat them, or put them elsewhere: what is left is still XML."""

    def change(part: bytes) -> bytes:
        for _ in range(chance.choice((1, 2, 8))):
            found = list(ELEMENT.finditer(part))
            if not found:
                break
            one, other = chance.choice(found), chance.choice(found)
            kind = chance.randrange(4)
            taken = part[: one.start()] + part[one.end() :]
            if kind == 0:
                part = taken
            elif kind == 1:
                part = part[: other.start()] + one[0] * chance.choice((1, 2, 500)) + part[other.start() :]
            elif kind == 2:
                part = part[: one.start()] + other[0] + part[one.end() :]
            else:
                around = chance.choice((b"c", b"row", b"is", b"f", b"v", b"mc:Fallback", b"x"))
                part = part[: one.start()] + b"<%s>%s</%s>" % (around, one[0], around) + part[one.end() :]
        return part

    return _within(chance, content, change)


def _attributes(chance: random.Random, content: bytes) -> bytes:
    def change(part: bytes) -> bytes:
        found = list(ATTRIBUTE.finditer(part))
        for one in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 10)))), key=lambda m: -m.start()):
            value = _escaped(chance.choice(ATTRIBUTES))
            part = part[: one.start(2)] + value + part[one.end(2) :]
        return part

    return _within(chance, content, change)


def _texts(chance: random.Random, content: bytes) -> bytes:
    """Change the text between tags: the values of cells, and the shared strings."""

    def change(part: bytes) -> bytes:
        found = list(re.finditer(rb">([^<>]+)<", part))
        for one in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 10)))), key=lambda m: -m.start()):
            value = _escaped(chance.choice(NUMBERS if chance.random() < 0.3 else TEXTS))
            part = part[: one.start(1)] + value + part[one.end(1) :]
        return part

    return _within(chance, content, change)


def _parts(chance: random.Random, content: bytes) -> bytes:
    parts = _opened(content)
    if not parts:
        return content
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    part = parts.pop(name)
    kind = chance.randrange(4)
    if kind == 0:
        parts[chance.choice(("../x", "/x", "x\\..\\y", "xl/worksheets/sheet99.xml", "mimetype", name.upper()))] = part
    elif kind == 1 and other in parts:
        parts[name] = parts[other]
    elif kind == 2:
        parts[name] = part.decode("utf-8", "replace").encode(
            chance.choice(("utf-16", "utf-32", "utf-8-sig", "utf-16-be"))
        )
    return packed(parts)


def _sizes(chance: random.Random, content: bytes) -> bytes:
    """Let the directory lie: about a size, an offset, a flag, a date."""
    spoiled = bytearray(content)
    places = [one.start() for one in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06", content)]
    if places:
        place = chance.choice(places) + chance.randrange(4, 46)
        value = chance.choice((0, 1, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, chance.randrange(1 << 16)))
        if place + 4 <= len(spoiled):
            struct.pack_into("<H" if value <= 0xFFFF else "<L", spoiled, place, value)
    return bytes(spoiled)


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode("utf-8")


_KINDS = {
    _bytes: 1,
    _part_bytes: 2,
    _tokens: 2,
    _elements: 8,
    _attributes: 10,
    _texts: 8,
    _parts: 2,
    _sizes: 1,
}
"""How often each kind of harm is done."""
