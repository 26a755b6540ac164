"""Symbols that people insert in Word: known ones are characters, others are named, so that no two are taken for one."""

import docx
import pytest

from loaders.papers.docx import symbol_text
from loaders.pipeline import read_workbook
from tests.support.papers.papers import BULLET, PAPER, as_word, insert_symbol, saved, shade
from tests.support.workbooks.layouts import updates

HEAD = ("Ref", "Recommendation", "Owner", "June 2024 status", "June 2024 update")
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"


def action_log(symbols, *, fills=(None, None, None), update=("Wingdings", "F0E0")):
    """Return a table whose statuses are symbols, perhaps in shaded cells, and whose updates have a symbol."""
    document = docx.Document()
    table = document.add_table(1 + len(symbols), len(HEAD))
    for cell, text in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = text
    for number, (symbol, fill) in enumerate(zip(symbols, fills, strict=True), start=1):
        cells = table.rows[number].cells
        for cell, text in zip(cells, (f"{number}", f"Fund post {number}.", "The Force", "", "Red "), strict=True):
            cell.text = text
        insert_symbol(cells[3].paragraphs[0], *symbol)
        insert_symbol(cells[4].paragraphs[0], *update)
        cells[4].paragraphs[0].add_run(" Amber.")
        if fill:
            shade(cells[3]._tc.get_or_add_tcPr(), fill)
    return saved(document)


def statuses_of(content):
    return [status for _, _, status, _ in updates(read_workbook(content, name="log.docx"))]


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Wingdings", "F0FC", "✔"),
        ("Wingdings", "f0fb", "✘"),
        ("Wingdings", "00FC", "✔"),
        ("Wingdings 2", "F052", "☑"),
        ("Webdings", "F061", "✔"),
        ("Webdings", "F072", "✘"),
        ("Webdings", "F067", "■"),
        ("Wingdings", "F06C", "●"),
        ("Wingdings", "F06E", "■"),
        ("Wingdings", "F071", "❑"),
        ("Wingdings", "F076", "❖"),
        ("Wingdings", "F09F", "•"),
        ("Wingdings", "F0A7", "▪"),
        ("Wingdings", "F0D8", "➢"),
        ("Wingdings", "F0DF", "←"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings", "F0E8", "➔"),
        ("Wingdings", "F0F3", "⬄"),
        ("Segoe UI Symbol", "2714", "✔"),
        ("MS Gothic", "2610", "☐"),
        ("Wingdings", "F06A", "[Wingdings F06A]"),
        ("Wingdings", "f06b", "[Wingdings F06B]"),
        ("Webdings", "F0FC", "[Webdings F0FC]"),
        ("MT Extra", "006C", "[MT Extra 006C]"),
        ("MT Extra", "F06C", "[MT Extra F06C]"),
        ("Wingdings", "-6C", "[Wingdings -6C]"),
        ("Wingdings", "", "[Wingdings ]"),
    ],
)
def test_a_known_symbol_is_its_character_and_another_is_named(font, code, text):
    assert symbol_text(font, code) == text


def test_the_faces_that_word_makes_are_different_characters():
    assert [symbol_text("Wingdings", code) for code in ("F04A", "F04B", "F04C")] == ["☺", "😐", "☹"]


@pytest.mark.parametrize(
    "symbol",
    [
        *[("Wingdings", code) for code in ("F06C", "F06E", "F0A7", "F09F", "F06F", "F0A8", "F071", "F076", "F0D8")],
        ("Webdings", "F067"),
        ("Wingdings", "F06A"),
        ("Wingdings 3", "F07D"),
    ],
)
def test_one_symbol_in_cells_of_several_colours_leaves_the_colours_to_be_the_statuses(symbol):
    content = action_log([symbol] * 3, fills=(RED, AMBER, GREEN))
    reading = read_workbook(content, name="log.docx")
    assert statuses_of(content) == ["Red", "Amber", "Green"]
    assert [issue.found for issue in reading.issues if issue.code == "status-from-colour"] == ["Red, Amber, Green"]
    assert reading.proposed_scale is None


@pytest.mark.parametrize("fills", [(None, None, None), (RED, GREEN, RED)])
def test_different_symbols_are_different_statuses_also_if_they_are_not_known(fills):
    symbols = [("Wingdings", "F06A"), ("Wingdings", "F06B"), ("Wingdings", "F06A")]
    named = ["[Wingdings F06A]", "[Wingdings F06B]", "[Wingdings F06A]"]
    assert statuses_of(action_log(symbols, fills=fills)) == named


def test_an_arrow_in_an_update_is_an_arrow():
    reading = read_workbook(action_log([("Wingdings", "F06C")] * 3, fills=(RED, AMBER, GREEN)), name="log.docx")
    assert {words for _, _, _, words in updates(reading)} == {"Red → Amber."}


@pytest.mark.parametrize(
    ("font", "code"),
    [("Symbol", "F0B7"), *[("Wingdings", code) for code in ("F0A7", "F0D8", "F076", "F071", "F06E", "F09F")]],
)
def test_a_symbol_before_a_point_is_its_bullet(font, code):
    document = docx.Document()
    for kind, words in PAPER:
        if kind == BULLET:
            paragraph = document.add_paragraph()
            insert_symbol(paragraph, font, code)
            paragraph.add_run(f" {words}")
        else:
            document.add_paragraph(words, style={"heading": "Heading 2", "sub": "List Bullet 2"}.get(kind))
    assert updates(read_workbook(saved(document), name="report.docx")) == updates(
        read_workbook(as_word(), name="report.docx")
    )
