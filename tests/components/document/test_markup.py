"""The writer of HTML: whatever a text is, the page has the elements of its nodes and no others."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.elements import columns, element, html_of, part
from tests.support.trackers import tracker_of

TEXTS = st.text() | st.sampled_from(
    ["</p><script>alert(1)</script>", '" onclick="x', "<!--", "&lt;b&gt;", "javascript:alert(1)", "]]>", "\x00\x1f"]
)


class Parsed(HTMLParser):
    """The elements, attributes and texts of some HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.words = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


@given(text=TEXTS, title=TEXTS)
def test_a_text_stays_a_text_wherever_it_stands(text, title):
    parsed = Parsed(html_of([part("x", element("p", text, title=title, aria_label=title, copied=title))]))
    assert [tag for tag, _attributes in parsed.elements] == ["div", "p"]
    named = parsed.elements[1][1]
    assert named == {"title": title, "aria-label": title, "data-copied": title}
    assert "".join(parsed.words) == text


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
    links = [element("a", "x", href=href) for href in ("?q=a", "#x", "./", "themes?q=a", "upload", "read/files/a/b")]
    html = html_of(links, root="../", neighbours={"themes"})
    found = [attributes["href"] for _tag, attributes in Parsed(html).elements]
    assert found == ["?q=a", "#x", "./", "themes?q=a", "../upload", "../read/files/a/b"]


def test_a_mark_has_the_colours_of_its_scale_and_its_shape_behind_its_letter():
    mark = element("span", "A", mark={"shape": "diamond", "ink": "Amber"}, class_="mark inferred")
    html = html_of([part("x", mark, scale=tracker_of(["1"]).scale)])
    style, rest = html.removeprefix("<style>").split("</style>")
    (name,) = {attributes["data-ink"] for _tag, attributes in Parsed(rest).elements if "data-ink" in attributes}
    assert f'[data-ink="{name}"]' in style
    assert [tag for tag, _attributes in Parsed(rest).elements] == ["div", "span", "svg", "polygon", "polygon", "span"]
    assert html_of([part("x", mark)]).count("data-ink") == 0, "without a scale no colour is known"


def test_nothing_stands_where_a_part_is_none():
    assert html_of([None, columns([3, 2], [None], ["a"])]) == (
        '<div class="columns" style="--columns:3fr 2fr"><div></div><div>a</div></div>'
    )
