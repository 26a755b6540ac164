"""Build the pages of PDFs for tests, with each text at a fixed position."""

from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

# The distance of lines, in points; text is 11 points large.
STEP = 14
_FONTS = {"F": "/Helvetica", "B": "/Helvetica-Bold"}


@dataclass(frozen=True)
class PositionedText:
    """A text at a position, from the left and from the foot of its page."""

    left: float
    base: float
    text: str | bytes
    bold: bool = False
    size: float = 11


@dataclass(frozen=True)
class HorizontalLine:
    """A horizontal line, such as the border between two rows of a table."""

    left: float
    right: float
    base: float


def pages(*contents, landscape=False, encoding="/WinAnsiEncoding"):
    """Return a PDF of pages, each given as its texts and lines; a text of bytes is in the encoding of the fonts."""
    writer = PdfWriter()
    for content in contents:
        page = writer.add_blank_page(*((842, 595) if landscape else (595, 842)))
        fonts = DictionaryObject({NameObject(f"/{key}"): _font(name, encoding) for key, name in _FONTS.items()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(b"\n".join(_operators(item) for item in content))
        page[NameObject("/Contents")] = writer._add_object(stream)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def down(left, base, *lines, bold=False, size=11, step=STEP):
    """Return lines of text below one another; the text of a bullet begins 18 points right of its sign."""
    texts = []
    for number, line in enumerate(lines):
        line_base = base - number * step
        if line.startswith("• "):
            texts += [PositionedText(left, line_base, "•"), PositionedText(left + 18, line_base, line[2:], size=size)]
        elif line.startswith("  "):
            texts.append(PositionedText(left + 18, line_base, line.strip(), size=size))
        else:
            texts.append(PositionedText(left, line_base, line, bold=bold, size=size))
    return texts


def grid(lefts, bases):
    """Return the lines of a table: a line at each position from the left, and at each height."""
    upright = [f"{left} {bases[0]} m {left} {bases[-1]} l S".encode() for left in lefts]
    return [*upright, *(HorizontalLine(lefts[0], lefts[-1], base) for base in bases)]


def heading(left, base, text):
    """Return a heading."""
    return [PositionedText(left, base, text, bold=True)]


def _font(name, encoding):
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(name),
            NameObject("/Encoding"): NameObject(encoding),
        }
    )


def _operators(item):
    if isinstance(item, bytes):
        return item
    if isinstance(item, HorizontalLine):
        return f"{item.left} {item.base} m {item.right} {item.base} l S".encode()
    written = item.text if isinstance(item.text, bytes) else item.text.encode("cp1252")
    string = written.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = f"BT /{'B' if item.bold else 'F'} {item.size} Tf 1 0 0 1 {item.left} {item.base} Tm ("
    return font.encode() + string + b") Tj ET"
