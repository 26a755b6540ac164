"""Pages of PDFs for tests: each text where it is put, as programs that lay papers out put it."""

from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

STEP = 14
"""How far apart lines are, in points; text is 11 points large."""
_FONTS = {"F": "/Helvetica", "B": "/Helvetica-Bold"}


@dataclass(frozen=True)
class Text:
    """A text at a place, from the left and from the foot of its page."""

    left: float
    base: float
    text: str | bytes
    bold: bool = False
    size: float = 11


@dataclass(frozen=True)
class Level:
    """A level line, such as the border between two rows of a table."""

    left: float
    right: float
    base: float


def pages(*contents, landscape=False, encoding="/WinAnsiEncoding"):
    """Return a PDF of pages, each the texts and lines on it; a text of bytes is one in the fonts' own encoding."""
    writer = PdfWriter()
    for shown in contents:
        page = writer.add_blank_page(*((842, 595) if landscape else (595, 842)))
        fonts = DictionaryObject({NameObject(f"/{key}"): _font(name, encoding) for key, name in _FONTS.items()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(b"\n".join(_drawn(one) for one in shown))
        page[NameObject("/Contents")] = writer._add_object(stream)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def down(left, base, *lines, bold=False, size=11, step=STEP):
    """Return lines of text below one another; a bullet's text stands 18 points behind its sign."""
    shown = []
    for number, line in enumerate(lines):
        place = base - number * step
        if line.startswith("• "):
            shown += [Text(left, place, "•"), Text(left + 18, place, line[2:], size=size)]
        elif line.startswith("  "):
            shown.append(Text(left + 18, place, line.strip(), size=size))
        else:
            shown.append(Text(left, place, line, bold=bold, size=size))
    return shown


def heading(left, base, text):
    """Return a heading."""
    return [Text(left, base, text, bold=True)]


def _font(name, encoding):
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(name),
            NameObject("/Encoding"): NameObject(encoding),
        }
    )


def _drawn(shown):
    if isinstance(shown, bytes):
        return shown
    if isinstance(shown, Level):
        return f"{shown.left} {shown.base} m {shown.right} {shown.base} l S".encode()
    written = shown.text if isinstance(shown.text, bytes) else shown.text.encode("cp1252")
    string = written.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = f"BT /{'B' if shown.bold else 'F'} {shown.size} Tf 1 0 0 1 {shown.left} {shown.base} Tm ("
    return font.encode() + string + b") Tj ET"
