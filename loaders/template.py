"""The blank template: a canonical workbook without rows, and a sheet first that says how it is used."""

from collections.abc import Sequence
from io import BytesIO

from loaders.canonical import new_workbook, write_sheets
from loaders.headings import INSTRUCTIONS
from model.language import Language
from model.status.scale import RED_AMBER_GREEN

Paragraph = tuple[str, str]
"""What a paragraph is about, and its text."""


def template_bytes(title: str, paragraphs: Sequence[Paragraph], *, language: Language) -> bytes:
    """Return the template with its instructions in one language; its headings are those of the contract."""
    target = BytesIO()
    with new_workbook(target) as book:
        sheet = book.add_worksheet(INSTRUCTIONS[language])
        top = {"valign": "top", "text_wrap": True}
        heading = book.add_format({"bold": True, "font_size": 16})
        topic, text = book.add_format({"bold": True, **top}), book.add_format(top)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 96)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, heading)
        for line, (about, words) in enumerate(paragraphs, start=2):
            sheet.write_string(line, 0, about, topic)
            sheet.write_string(line, 1, words, text)
        write_sheets(book, {}, RED_AMBER_GREEN)
    return target.getvalue()
