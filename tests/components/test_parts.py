"""Parts of pages: whatever a text is, a page has the elements of its nodes and no others."""

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.elements import element, escape_markdown, html_of, part
from components.figures import Chart, as_csv, drawn_chart
from components.session.view import PageRequest, open_view
from components.texts import labelled_text
from model.access import local_actor
from model.terms import Language
from reports.registry import list_as_csv
from tests.support.editions import edition_of, nasty_tracker
from tests.support.page_text import lines, links, nodes_of
from wording.catalogue import translator

TEXTS = st.text() | st.sampled_from(
    ["</p><script>alert(1)</script>", '" onclick="x', "<!--", "&lt;b&gt;", "javascript:alert(1)", "]]>", "\x00\x1f"]
)


@given(text=TEXTS, title=TEXTS)
def test_a_text_stays_a_text_wherever_it_stands(text, title):
    html = html_of([part("x", element("p", text, title=title, aria_label=title, copied=title))])
    ((_div, _attributes, (tag, named, *words)),) = nodes_of(html)
    assert (tag, named) == ("p", {"title": title, "aria-label": title, "copied": title})
    assert "".join(words) == text


@pytest.mark.parametrize(
    "node",
    [
        element("script", "alert(1)"),
        element("p", onclick="alert(1)"),
        element("a", "x", href="javascript:alert(1)"),
        element("a", "x", href="//elsewhere.example"),
        element("a", "x", href="https://elsewhere.example"),
        element("form", action="https://elsewhere.example"),
    ],
)
def test_what_no_page_has_is_an_error(node):
    with pytest.raises(ValueError, match="No page has"):
        html_of([node])


def test_an_address_is_relative_to_the_page_that_has_it():
    addresses = ("?q=a", "#x", "./", "themes?q=a", "upload", "read/files/a/b")
    html = html_of([element("a", "x", href=href) for href in addresses], root="../", neighbours={"themes"})
    expected = ["?q=a", "#x", "./", "themes?q=a", "../upload", "../read/files/a/b"]
    assert [href for _text, href in links(nodes_of(html))] == expected


MARKDOWN = "\\`*_{}[]()#+-.!|~<>$:&^=\"'"


def shown(markdown):
    """Return what Markdown of literal text shows: escapes are shown, joiners have no width."""
    return re.sub(r"\\(.)", r"\1", markdown).replace("\u2060", "")


@given(st.text())
def test_what_is_shown_is_the_text_with_single_spaces(text):
    assert shown(escape_markdown(text)) == " ".join(text.split()).replace("\u2060", "")


@given(st.text(alphabet=MARKDOWN + "ab \n"))
def test_every_sign_of_markdown_is_escaped(text):
    unescaped = re.sub(r"\\.", "", escape_markdown(text))
    assert not set(unescaped) & set(MARKDOWN)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "www.example.org",
        "me@example.org",
        "a -> b",
        "a <- b",
        "a -- b",
        "a >= b",
        ":material/home:",
    ],
)
def test_what_streamlit_reads_after_escapes_is_split(text):
    assert "\u2060" in escape_markdown(text)


_ = translator(Language.ENGLISH)
SENTENCE = "Funding is agreed for the post. "


def folded(nodes: Any):
    """Return the tag, the summary and the paragraphs of the only node."""
    ((tag, _attributes, summary, *paragraphs),) = nodes
    return tag, summary, paragraphs


def test_a_long_text_is_folded_behind_its_first_words_and_nothing_of_it_is_lost():
    text = (SENTENCE * 500).strip() + "\n" + SENTENCE * 500
    tag, summary, paragraphs = folded(labelled_text("Update", text, _))
    assert tag == "details"
    beginning = SENTENCE * 9 + "Funding is"
    assert lines([summary]) == [f"Update: {beginning} … Show the whole text (32,000 characters)"]
    assert [node[2] for node in paragraphs] == text.split("\n")


@pytest.mark.parametrize("text", ["x" * 32_000, "See " + "x" * 400])
def test_a_word_without_end_is_cut_within(text):
    _tag, summary, paragraphs = folded(labelled_text("Evidence", text, _))
    assert lines([summary]) == [f"Evidence: {text[:300]}… Show the whole text ({len(text):,} characters)"]
    assert [node[2] for node in paragraphs] == [text]


def figure_of(kind):
    return {"data": [{"type": kind}], "layout": {"height": 100}}


def test_a_chart_of_a_type_that_the_library_lacks_is_an_error():
    view = open_view(PageRequest("overview", {}, local_actor(""), Language.ENGLISH))
    heatmap = Chart("", lambda **_style: figure_of("heatmap"), "", pd.DataFrame(), {})
    with pytest.raises(ValueError, match=r"The chart library draws no heatmap\."):
        drawn_chart(view, heatmap, key="heatmap")


COLUMNS = {"group": "Theme", "count": "Count"}


def csv_of(*groups):
    return as_csv(pd.DataFrame({"group": groups, "count": range(len(groups)), "unnamed": 0}), columns=COLUMNS)


def test_a_file_has_the_named_columns_under_their_headings_in_utf_8_with_its_mark():
    assert csv_of("Ynys Môn", "Data") == "\ufeffTheme,Count\r\nYnys Môn,0\r\nData,1\r\n".encode()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "'", ' "'])
def test_a_text_that_a_spreadsheet_would_run_is_made_text(sign, before):
    text = f"{before}{sign}1+1"
    table = pd.read_csv(BytesIO(csv_of(text)), encoding="utf-8-sig", skipinitialspace=False)
    assert table["Theme"].tolist() == [f"'{text}"]


def listed(edition, *refs):
    content = list_as_csv(edition, [("Stalking", ref) for ref in refs]).decode("utf-8-sig")
    return list(csv.reader(StringIO(content)))


def test_statuses_and_months_are_words_in_english():
    row = dict(zip(*listed(edition_of(), "1"), strict=True))
    assert len(row) == 23
    assert (row["Latest words"], row["Latest words of"]) == ("Funding goes on.\nA post is filled.", "June 2024")
    assert (row["Status"], row["Where the promise stands"], row["Open promises"]) == ("Amber", "overdue", "2")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_text_becomes_a_formula(number):
    _head, row = listed(edition_of(nasty_tracker()), str(number))
    assert [cell for cell in row if cell.startswith(("=", "+", "@"))] == []
