"""Read a page under test: its texts as a reader sees them, and its links."""

import re
from functools import cache
from html import unescape
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.runtime import context
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from benchmarks.floor.element_content import content_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = {file.stem.replace("_", "-"): file for file in sorted((ROOT / "pages").rglob("*.py"))}
"""The file of each page by its URL path."""

manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
"""Streamlit's search for components in every installed package: AppTest repeats it for each page, at 0.1 s."""

context._get_client_context = lambda: None
"""No cookies: in AppTest a mock has them, and makes a new class for each of its attributes, at 2 ms for each page."""

_ask_until_the_end = local_script_runner.require_widgets_deltas


def _wait_for_the_end(runner, timeout=3):
    """Wait for a script's thread. AppTest asks a thousand times a second instead, a tenth of the processor's time."""
    runner._script_thread.join(timeout)
    _ask_until_the_end(runner, timeout=0.1)


local_script_runner.require_widgets_deltas = _wait_for_the_end

SECTION_HEADING = re.compile(r'<h2 class="section">(.*)</h2>')

SPOKEN = ("title", "subheader", "markdown", "info", "warning", "error", "success", "caption")


def open_page(page="overview", /, **query):
    """Return a page, opened at this URL by a new session."""
    app = AppTest.from_file(str(ROOT / "components" / "frame.py"), default_timeout=60)
    for code, values in query.items():
        app.query_params[code] = values
    app._page_hash = calc_hash(page)  # switch_page learns addresses that are no file names only after a first run
    return app.run()


def heading(app):
    """Return the text of the page's only h1, with ordinary spaces."""
    (title,) = app.title
    return unescaped(title.value).replace("\u00a0", " ")


def section_headings(app):
    """Return the headings of the sections of a page, in order."""
    found = [SECTION_HEADING.fullmatch(element.value) for element in app.html]
    return [unescape(heading[1]) for heading in found if heading]


def by_label(widgets, label):
    """Return the widget whose label begins with a text."""
    (found,) = [widget for widget in widgets if unescaped(widget.label).startswith(label)]
    return found


def nodes(app, key):
    """Return the HTML nodes of a page's fragment by its key."""
    (found,) = [element for element in app.get("bidi_component") if element.proto.id.endswith(f"-{key}")]
    return content_of(found.proto.html_content)["nodes"]


def fragments(app):
    """Return the HTML nodes of each fragment of a page."""
    found = [element for element in app.get("bidi_component") if element.proto.component_name == "nodes"]
    return [content_of(element.proto.html_content)["nodes"] for element in found]


def charts(app):
    """Return the content of each chart of a page: its figure, and its alternative text."""
    found = [element for element in app.get("bidi_component") if element.proto.component_name == "chart"]
    return [content_of(element.proto.html_content) for element in found]


def texts(app):
    """Return every text of a page: those of Streamlit's elements, and the lines of HTML nodes."""
    streamlit_texts = [unescaped(element.value) for kind in SPOKEN for element in app.get(kind)]
    return [*streamlit_texts, *section_headings(app), *(line for each in fragments(app) for line in lines(each))]


def lines(listed):
    """Return the texts of nodes as lines, one for each block element, with ordinary spaces."""
    drawn = [text_of(node).replace("\u00a0", " ") for node in listed]
    return [line for text in drawn for line in text.split("\n") if line.strip()]


def table_lines(listed):
    """Return the lines of a table as a wide screen has them: without the labels that its cells have as blocks."""
    return lines([_without_labels(node) for node in listed])


def _without_labels(node):
    if isinstance(node, str):
        return node
    tag, attributes, *children = node
    return "" if "label" in attributes.get("class", "").split() else [tag, attributes, *map(_without_labels, children)]


BLOCKS = {"p", "li", "dt", "dd", "tr", "caption", "h2", "h3", "blockquote", "summary"}
CELLS = {"th", "td"}


def text_of(node):
    """Return the text of a node, with line breaks around blocks and a bar after each cell."""
    if isinstance(node, str):
        return node
    tag, _attributes, *children = node
    text = "".join(text_of(each) for each in children)
    return f"\n{text}\n" if tag in BLOCKS else f"{text} | " if tag in CELLS else text


def all_of(listed, tag):
    """Return every node with a tag among nodes and their descendants, in order."""
    found = []
    for node in listed:
        if not isinstance(node, str):
            found += [node] if node[0] == tag else []
            found += all_of(node[2:], tag)
    return found


def links(listed):
    """Return (text, href) of every link among nodes."""
    return [(text_of(link), link[1]["href"]) for link in all_of(listed, "a")]


def spoken(listed):
    """Return the spoken label of every link that is a mark."""
    return [link[1]["aria-label"] for link in all_of(listed, "a") if "aria-label" in link[1]]


def every_link(app):
    """Return (text, href) of every link on a page."""
    return [link for each in fragments(app) for link in links(each)]


def unescaped(markdown):
    """Return the text that escaped Markdown shows: without escapes and word joiners."""
    return re.sub(r"\\(.)", r"\1", markdown).replace("\u2060", "")


def set_stale_label(widget, label):
    """Set a select box or radio to a label that the page no longer has, as a browser can in another language."""
    widget.options = [label]
    return widget.set_value(label)
