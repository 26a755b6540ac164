"""Read a page under test: its texts as a reader sees them, its links, and its files."""

import json
import re
import time
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.applications import Starlette
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime import context
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from components.document.file_answer import FILE_ROUTES
from components.document.read import read
from components.session.links import HOME, READING, TRACKER_URLS, language_of
from components.session.view import PageRequest
from model.access import local_actor
from tests.support.asgi import send_request
from tests.support.making import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]
# The URL path of every page.
PAGES = tuple(sorted(READING | TRACKER_URLS))

# Streamlit's search for components in every installed package: AppTest repeats it for each page, at 0.1 s.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# No cookies: in AppTest a mock has them, and makes a new class for each of its attributes, at 2 ms for each page.
context._get_client_context = lambda: None

_ask_until_the_end = local_script_runner.require_widgets_deltas


def _wait_for_the_end(runner, timeout=3):
    """Wait for a script's thread. AppTest asks a thousand times a second instead, a tenth of the processor's time."""
    runner._script_thread.join(timeout)
    _ask_until_the_end(runner, timeout=0.1)


local_script_runner.require_widgets_deltas = _wait_for_the_end

# Answers the addresses of files.
APPLICATION = Starlette(routes=list(FILE_ROUTES))
SPOKEN = ("title", "subheader", "markdown", "info", "warning", "error", "success", "caption")


@dataclass(frozen=True)
class ReadPage:
    """A page that is a document, as its HTML; `query_params` has the query that it understood."""

    page: str
    html: str
    title: str
    status: int
    query_params: dict[str, list[str]]


def open_page(page=HOME, /, *, publisher="", **query):
    """Return a page, opened at this URL by a new session: a document, or the run of a page with fields.

    `publisher` is a name that was typed on a page before.
    """
    listed = {code: [values] if isinstance(values, str) else list(values) for code, values in query.items()}
    page = page or HOME
    if page in READING:
        written = read(PageRequest(page, listed, local_actor(""), language_of(listed, "")))
        understood = {code: list(values) for code, values in written.query.items() if values}
        return ReadPage(page, written.html, written.title, written.status, understood)
    app = AppTest.from_file(str(ROOT / "components" / "frame.py"), default_timeout=60)
    app.query_params.update(listed)
    if publisher:
        app.session_state["publisher.name"] = publisher
    app._page_hash = calc_hash(page)  # switch_page learns addresses that are no file names only after a first run
    app.run()
    assert not app.exception
    return app


def follow(app, address):
    """Return the page that a link of a document leads to."""
    url = urlsplit(address)
    page = {"": app.page, "./": HOME}.get(url.path, url.path)
    return open_page(page, **parse_qs(url.query, keep_blank_values=True))


def document(app):
    """Return the HTML nodes of a page; of a page with fields those of each of its pieces."""
    if isinstance(app, ReadPage):
        return nodes_of(app.html)
    pieces = [element.proto.bytes.decode().partition("-->")[2] for element in app.get("bidi_component")]
    return [node for html in (*pieces, *(element.value for element in app.html)) for node in nodes_of(html)]


@lru_cache(maxsize=64)
def nodes_of(html):
    """Return HTML as nodes. Every tag must be closed where it was opened."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    (root,) = reader.open
    return root[2:]


class _Reader(HTMLParser):
    """Builds nodes from HTML; the text of a style sheet is left out."""

    def __init__(self, **options):
        super().__init__(**options)
        self.open: list[list[Any]] = [["", {}]]

    def handle_starttag(self, tag, attrs):
        node = [tag, {name.removeprefix("data-"): value for name, value in attrs}]
        self.open[-1].append(node)
        if tag not in ("br", "img", "input", "link", "meta"):
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].append([tag, dict(attrs)])

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if self.open[-1][0] != "style":
            self.open[-1].append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def heading(app):
    """Return the text of the page's only h1, with ordinary spaces."""
    found = [text_of(node).strip() for node in all_of(document(app), "h1")]
    (title,) = found if isinstance(app, ReadPage) else [unescaped(title.value) for title in app.title] or found
    return title.replace("\u00a0", " ")


def section_headings(app):
    """Return the headings of the sections of a page, in order."""
    return [text_of(node).strip() for node in all_of(document(app), "h2") if node[1].get("class") == "section"]


def by_label(widgets, label):
    """Return the widget whose label begins with a text."""
    (found,) = [widget for widget in widgets if unescaped(widget.label).startswith(label)]
    return found


def has_part(app, key):
    """Return whether a page has a part under an id."""
    return bool(_with_id(document(app), key))


def nodes(app, key):
    """Return the HTML nodes of a page's part by its key."""
    (found,) = _with_id(document(app), key)
    return found[2:]


def _with_id(listed, key):
    return [node for node in descendants(listed) if node[1].get("id") == key.replace(".", "-")]


def charts(app):
    """Return the attributes of each chart of a page with its figure, and its alternative text as `alt`."""
    areas = [node[1] for node in descendants(document(app)) if "figure" in node[1]]
    return [{**area, **json.loads(area["figure"]), "alt": area["aria-label"]} for area in areas]


def choices(app, label):
    """Return the address of each option of a choice by its name: of a list to choose from, or of links side by side."""
    group = _choices(app)[label]
    if group[0] == "div":
        return dict(links([group]))
    (select,), rest = all_of([group], "select"), all_of([group], "input")
    fixed = [(each[1]["name"], each[1]["value"]) for each in rest]
    return {
        text_of(each): f"{group[1]['action']}?{urlencode([*fixed, (select[1]['name'], each[1]['value'])])}"
        for each in all_of([select], "option")
    }


def chosen(app, label):
    """Return the name of the option that is chosen."""
    options = [*all_of([_choices(app)[label]], "option"), *all_of([_choices(app)[label]], "a")]
    (found,) = [text_of(each) for each in options if {"selected", "aria-current"} & each[1].keys()]
    return found


def choice_labels(app):
    """Return the label of each choice of a page."""
    return list(_choices(app))


def _choices(app):
    """Return the form or the group of links of each choice by its label."""
    groups = [node for node in descendants(document(app)) if "choose" in _classes(node)]
    return {each[1].get("aria-label") or text_of(all_of([each], "span")[0]): each for each in groups}


def files(app):
    """Return (label, href) of every file that a page offers."""
    return [(text_of(each), each[1]["href"]) for each in all_of(document(app), "a") if "file" in _classes(each)]


def fetched(href, *, application=APPLICATION, **headers):
    """Return the answer of an address that has the file, or says why there is none, after saying how far it is."""
    until = time.monotonic() + PATIENCE_SECONDS
    answer = send_request(application, f"/{href}", headers=headers)
    while answer.status == 202 and time.monotonic() < until:
        time.sleep(0.05)
        answer = send_request(application, f"/{href}", headers=headers)
    return answer


def downloaded(app, label):
    """Return the bytes of a file that a page offers under a label."""
    answer = fetched(dict(files(app))[label])
    assert answer.status == 200, answer.text
    return answer.content


def name_of(answer):
    """Return the name of a downloaded file."""
    return answer.headers["content-disposition"].removeprefix('attachment; filename="').removesuffix('"')


def texts(app):
    """Return every text of a page: those of Streamlit's elements, and the lines of HTML nodes."""
    kinds = () if isinstance(app, ReadPage) else SPOKEN
    streamlit_texts = [unescaped(element.value) for kind in kinds for element in app.get(kind)]
    return [*streamlit_texts, *lines(document(app))]


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
    return "" if "label" in _classes(node) else [tag, attributes, *map(_without_labels, children)]


BLOCKS = {"p", "li", "dt", "dd", "tr", "caption", "h1", "h2", "h3", "blockquote", "summary", "header", "main", "footer"}
CELLS = {"th", "td"}


def text_of(node):
    """Return the text of a node, with line breaks around blocks and a bar after each cell."""
    if isinstance(node, str):
        return node
    tag, _attributes, *children = node
    text = "".join(text_of(each) for each in children)
    is_block = tag in BLOCKS or "part" in _classes(node)
    return f"\n{text}\n" if is_block else f"{text} | " if tag in CELLS else text


def _classes(node):
    return node[1].get("class", "").split()


def descendants(listed):
    """Return every node among nodes and their descendants, in order; no texts."""
    found = []
    for node in listed:
        if not isinstance(node, str):
            found += [node, *descendants(node[2:])]
    return found


def all_of(listed, tag):
    """Return every node with a tag among nodes and their descendants, in order."""
    return [node for node in descendants(listed) if node[0] == tag]


def links(listed):
    """Return (text, href) of every link among nodes."""
    return [(text_of(link), link[1]["href"]) for link in all_of(listed, "a")]


def every_link(app):
    """Return (text, href) of every link on a page."""
    return links(document(app))


def unescaped(markdown):
    """Return the text that escaped Markdown shows: without escapes and word joiners."""
    return re.sub(r"\\(.)", r"\1", markdown).replace("\u2060", "")


def set_stale_label(widget, label):
    """Set a select box or radio to a label that the page no longer has, as a browser can in another language."""
    widget.options = [label]
    return widget.set_value(label)
