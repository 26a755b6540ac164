"""Build the pages of PDFs for tests, with each text at a fixed position."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

# The distance of lines, in points; text is 11 points large.
STEP = 14
_FONTS = {"F": "/Helvetica", "B": "/Helvetica-Bold"}


def positioned(left, base, text, *, bold=False, size=11):
    """Return a text at a position, from the left and from the foot of its page; one of bytes is encoded already."""
    written = text if isinstance(text, bytes) else text.encode("cp1252")
    string = written.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /{'B' if bold else 'F'} {size} Tf 1 0 0 1 {left} {base} Tm (".encode() + string + b") Tj ET"


def horizontal_line(left, right, base):
    """Return a horizontal line, such as the border between two rows of a table."""
    return f"{left} {base} m {right} {base} l S".encode()


def pages(*contents, landscape=False):
    """Return a PDF of pages, each given as its texts and lines."""
    writer = PdfWriter()
    for content in contents:
        page = writer.add_blank_page(*((842, 595) if landscape else (595, 842)))
        fonts = DictionaryObject({NameObject(f"/{key}"): _font(name) for key, name in _FONTS.items()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(b"\n".join(content))
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
            texts += [positioned(left, line_base, "•"), positioned(left + 18, line_base, line[2:], size=size)]
        elif line.startswith("  "):
            texts.append(positioned(left + 18, line_base, line.strip(), size=size))
        else:
            texts.append(positioned(left, line_base, line, bold=bold, size=size))
    return texts


def grid(lefts, bases):
    """Return the lines of a table: a line at each position from the left, and at each height."""
    upright = [f"{left} {bases[0]} m {left} {bases[-1]} l S".encode() for left in lefts]
    return [*upright, *(horizontal_line(lefts[0], lefts[-1], base) for base in bases)]


def heading(left, base, text):
    """Return a heading."""
    return [positioned(left, base, text, bold=True)]


def _font(name):
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(name),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
