"""Progress reports for tests, as text, Word and PDF: a list of blocks, each a kind and its words."""

import json
import textwrap
import tomllib
from pathlib import Path

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.support.files.packages import saved

TITLE, HEADING, TEXT, BULLET, SUB, NOTE = "title", "heading", "text", "bullet", "sub", "note"
Block = tuple[str, str]

_BLOCKS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FRONT, FIRST, SECOND, END = (tuple((kind, words) for kind, words in blocks) for blocks in _BLOCKS.values())
PAPER = FRONT + FIRST + SECOND + END


def wrapped(words: str, width: int) -> str:
    """Return words on lines of at most so many letters."""
    return textwrap.fill(words, width, break_on_hyphens=False)


def as_text(blocks: tuple[Block, ...] = PAPER, *, signs: str = "•-", width: int | None = None) -> str:
    """Return a paper as text: a paragraph a line, or wrapped, blank lines between, bullets with alternating signs."""
    lines, bullets = [], 0
    for kind, words in blocks:
        sign = {BULLET: f"{signs[bullets % len(signs)]} ", SUB: "   o "}.get(kind, "")
        bullets += kind == BULLET
        lines.append(wrapped(f"{sign}{words}", width) if width else f"{sign}{words}")
    return "\n\n".join(lines) + "\n"


def as_word(
    blocks: tuple[Block, ...] = PAPER, *, bold_only: bool = False, shades: dict[str, str] | None = None
) -> bytes:
    """Return a paper as a Word document, its headings by style or only bold; `shades` are fills by a block's words."""
    document = docx.Document()
    styles = {BULLET: "List Bullet", SUB: "List Bullet 2", TITLE: "Title"}
    for kind, words in blocks:
        if kind == HEADING and bold_only:
            paragraph = document.add_paragraph()
            paragraph.add_run(words).bold = True
        else:
            paragraph = document.add_paragraph(words, style="Heading 2" if kind == HEADING else styles.get(kind))
        if fill := (shades or {}).get(words):
            shade(paragraph._p.get_or_add_pPr(), fill)
    return saved(document)


def shade(settings, fill: str) -> None:
    """Shade a paragraph or a cell by its settings."""
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:fill"), fill)
    settings.append(element)


def add_table(document, rows, fills=()):
    """Add a table of texts; None is a cell merged with the one before, `fills` are shades by row and column."""
    table = document.add_table(len(rows), max(map(len, rows)))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is None:
                table.cell(number, column - 1).merge(table.cell(number, column))
            else:
                table.cell(number, column).text = text
    for place, fill in dict(fills).items():
        shade(table.cell(*place)._tc.get_or_add_tcPr(), fill)
    return table


def insert_symbol(paragraph, font: str, code: str) -> None:
    """Insert a symbol as Word does, by its font and its code."""
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), font)
    symbol.set(qn("w:char"), code)
    paragraph.add_run()._r.append(symbol)


def as_pdf(blocks: tuple[Block, ...] = PAPER, *, height: str = "297mm") -> bytes:
    """Return a paper as a PDF with a running header, page numbers and footnotes in small letters."""
    body = [
        f"#set page(width: 210mm, height: {height}, header: [Custody Review])",
        "#set page(footer: context [Page #counter(page).display()])",
        "#set text(size: 11pt)",
    ]
    forms = {
        TITLE: '#text(size: 20pt, weight: "bold", {})',
        HEADING: '#block(above: 18pt)[#text(size: 13pt, weight: "bold", {})]',
        BULLET: "#list(text({}))",
        SUB: '#pad(left: 24pt, list(marker: "–", text({})))',
        NOTE: "#text(size: 8pt, {})",
        TEXT: "#par(text({}))",
    }
    body += [forms[kind].format(json.dumps(words, ensure_ascii=False)) for kind, words in blocks]
    return typst.compile("\n\n".join(body).encode())
